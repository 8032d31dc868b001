"""Why a goal is behind: a gap split over its factors to the last part, causes in order, and worked back to a day."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salesdesk.domain.figures.causes import in_order
from salesdesk.domain.figures.shapley import product, shares, sum_of_products
from salesdesk.domain.figures.working_back import Ratios, stopped_at, work_back
from salesdesk.domain.vocabulary import slugs

NAMES = ["leads", "conversion", "ticket", "units", "visits"]
VALUES = some.fractions(-1000, 1000, max_denominator=100) | some.just(Fraction(0))
OWN = Ratios(
    average_ticket=12_000_00,
    win_rate=Fraction(4, 10),
    quoted=Fraction(1, 2),
    qualified=Fraction(1, 4),
    leads_an_hour=2,
)


@some.composite
def factors(draw: some.DrawFn) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    names = NAMES[: draw(some.integers(2, 5))]
    return {name: draw(VALUES) for name in names}, {name: draw(VALUES) for name in names}


def test_fewer_leads_and_a_better_conversion_each_get_their_part() -> None:
    before = {"leads": Fraction(100), "conversion": Fraction(1, 10)}
    after = {"leads": Fraction(80), "conversion": Fraction(1, 5)}
    # leads: half of -20 x 1/10 and half of -20 x 1/5; conversion: half of 1/10 x 100 and half of 1/10 x 80
    assert shares(before, after, product) == {"leads": -3, "conversion": 9}


def test_a_factor_of_zero_takes_its_part_and_no_data_behind_it_none() -> None:
    before = {"leads": Fraction(10), "conversion": Fraction(1, 2), "ticket": Fraction(100)}
    after = {"leads": Fraction(0), "conversion": None, "ticket": None}
    assert shares(before, after, product) == {"leads": -500, "conversion": 0, "ticket": 0}
    assert shares(after, after, product) == {"leads": 0, "conversion": 0, "ticket": 0}


@given(factors())
def test_the_parts_sum_to_the_gap_exactly(both: tuple[dict[str, Fraction], dict[str, Fraction]]) -> None:
    before, after = both
    assert sum(shares(before, after, product).values()) == product(after) - product(before)


@given(factors())
def test_the_parts_of_a_sum_of_products_sum_to_its_gap(
    both: tuple[dict[str, Fraction], dict[str, Fraction]],
) -> None:
    before, after = both
    value = sum_of_products(list(before)[:2], list(before)[1:])
    assert sum(shares(before, after, value).values()) == value(after) - value(before)


@given(factors())
def test_what_did_not_change_has_no_part_and_the_way_back_has_the_opposite(
    both: tuple[dict[str, Fraction], dict[str, Fraction]],
) -> None:
    before, after = both
    after["leads"] = before["leads"]
    parts = shares(before, after, product)
    assert parts["leads"] == 0
    assert shares(after, before, product) == {name: -part for name, part in parts.items()}


@given(VALUES, VALUES, VALUES, VALUES)
def test_two_factors_that_did_the_same_have_the_same_part(
    was: Fraction, now: Fraction, other: Fraction, other_now: Fraction
) -> None:
    before = {"one": was, "third": other, "two": was}
    after = {"one": now, "third": other_now, "two": now}
    parts = shares(before, after, product)
    assert parts["one"] == parts["two"]


def test_other_factors_before_than_after_none_or_too_many_are_refused() -> None:
    many = {str(number): Fraction(1) for number in range(9)}
    for before, after in (({"a": Fraction(1)}, {"b": Fraction(1)}), ({}, {}), (many, many)):
        with pytest.raises(ValueError, match="factors"):
            shares(before, after, product)


def test_a_hundred_thousand_take_nine_sales_and_so_many_minutes_a_day() -> None:
    steps = work_back(100_000_00, OWN, days=20)
    # 8.3 → 9 sales; ÷ 0.4 = 22.5 → 23 quotes; ÷ 1/2 = 46; ÷ 1/4 = 184; ÷ 2 an hour = 92 h; ÷ 20 days = 4.6 h
    assert [step.amount for step in steps] == [9, 23, 46, 184, 5520, 276]
    assert stopped_at(steps) is None


@pytest.mark.parametrize("missing", [None, 0])
def test_a_ratio_without_data_or_of_nothing_stops_it_there(missing: int | None) -> None:
    ratios = Ratios(
        average_ticket=OWN.average_ticket, win_rate=missing, quoted=1, qualified=1, leads_an_hour=1
    )
    steps = work_back(100_000_00, ratios, days=20)
    assert [step.amount for step in steps] == [9, None, None, None, None, None]
    assert stopped_at(steps) == "quotes"


def test_without_a_day_left_it_ends_with_the_hours_in_all() -> None:
    assert stopped_at(work_back(100_000_00, OWN, days=0)) == "minutes-a-day"
    assert [step.amount for step in work_back(-5, OWN, days=3)] == [0] * 6


def test_causes_are_gone_through_in_one_order_with_what_changed() -> None:
    changes = in_order(
        {"price": 3, "timing": 1}, {"price": 6, "product": 1, "delivery": 2, "være på ferie": 1}
    )
    assert [(one.group, one.before, one.after) for one in changes] == [
        ("product-and-price", 3, 7),
        ("delivery", 0, 2),
        ("service", 0, 0),
        ("audience", 1, 0),
        ("practice", 0, 0),
        ("other", 0, 1),
    ]
    assert [(one.cause, one.before, one.after) for one in changes[0].causes] == [
        *(("price", 3, 6), ("product", 0, 1))
    ]
    assert (changes[0].more, changes[0].share_before, changes[0].share_after) == (
        *(4, Fraction(3, 4), Fraction(7, 10)),
    )


def test_every_cause_a_seller_can_name_has_its_place_and_no_losses_have_no_share() -> None:
    every = dict.fromkeys(slugs("cause"), 1)
    assert [one.group for one in in_order({}, every)][-1] == "practice"
    assert sum(one.after for one in in_order({}, every)) == len(every)
    assert {one.share_before for one in in_order({}, every)} == {None}
