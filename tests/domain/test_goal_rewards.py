"""What a seller earns by it: commission to the cent, streaks, records, and a contest against oneself."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salesdesk.domain.figures.commission import NextTier, Plan, Tier, added, commission, to_next_tier
from salesdesk.domain.figures.streaks import Contest, Record, Streak, contest, record, streak

FIVE, EIGHT = Tier(0, Decimal("0.05")), Tier(100_000_00, Decimal("0.08"))
PLAN = Plan(10_000_00, (FIVE, EIGHT))
SOLD = some.integers(-(10**9), 10**9)


@some.composite
def plans(draw: some.DrawFn) -> Plan:
    thresholds = sorted(draw(some.sets(some.integers(0, 10**8), max_size=5)))
    rates = some.decimals(0, 1, places=4)
    return Plan(draw(some.integers(0, 10**7)), tuple(Tier(at, draw(rates)) for at in thresholds))


def test_a_tier_applies_to_the_slice_above_its_threshold_only() -> None:
    assert commission(PLAN, 150_000_00) == 10_000_00 + 5_000_00 + 4_000_00
    assert commission(PLAN, 100_000_00) == 15_000_00
    assert commission(PLAN, 0) == 10_000_00
    assert commission(Plan(0, (Tier(100, Decimal("0.5")),)), 60) == 0
    assert commission(Plan(500), 10**9) == 500


def test_it_is_rounded_once_at_the_end_a_half_up() -> None:
    plan = Plan(0, (Tier(0, Decimal("0.25")), Tier(1, Decimal("0.25"))))
    assert commission(plan, 2) == 1  # a quarter twice is a half; each for itself would be nothing
    assert commission(plan, 1) == 0


def test_a_credit_of_an_earlier_sale_takes_back_at_the_first_rate() -> None:
    assert commission(PLAN, -1_000_00) == 10_000_00 - 50_00
    assert commission(Plan(0, (EIGHT,)), -1_000_00) == 0


def test_what_the_next_tier_needs() -> None:
    assert to_next_tier(PLAN, 84_250_00) == NextTier(EIGHT, 15_750_00)
    assert to_next_tier(PLAN, -1) == NextTier(EIGHT, 100_000_01)  # what came back first
    assert to_next_tier(PLAN, 100_000_00) is None
    assert to_next_tier(Plan(0), 5) is None


def test_thresholds_that_do_not_rise_and_rates_below_nothing_are_refused() -> None:
    for tiers in ((EIGHT, FIVE), (FIVE, FIVE), (Tier(0, Decimal(-1)),), (Tier(-1, Decimal(1)),)):
        with pytest.raises(ValueError, match="threshold"):
            Plan(0, tiers)


@given(plans(), SOLD, some.integers(0, 10**8))
def test_more_sold_never_earns_less_and_never_more_than_the_highest_rate_of_it(
    plan: Plan, sold: int, more: int
) -> None:
    highest = max((Fraction(tier.rate) for tier in plan.tiers), default=Fraction())
    assert 0 <= added(plan, sold, more) <= highest * more + 1


@given(plans())
def test_a_threshold_is_no_jump(plan: Plan) -> None:
    for tier in plan.tiers:
        assert commission(plan, tier.from_minor) - commission(plan, tier.from_minor - 1) in (0, 1)


@given(plans(), SOLD, some.integers(0, 10**8))
def test_a_sale_credited_in_full_gives_its_commission_back_exactly(plan: Plan, sold: int, sale: int) -> None:
    assert added(plan, sold, sale) + added(plan, sold + sale, -sale) == 0


def test_a_streak_goes_on_over_a_holiday_and_ends_with_a_period_not_kept() -> None:
    assert streak([True, True, None, True, False, True]) == Streak(current=1, best=3)
    assert streak([True, False]) == Streak(0, 1)
    assert streak([]) == streak([None]) == Streak(0, 0)


def test_a_record_stays_with_who_had_it_first() -> None:
    months = [("mars", 5), ("april", Decimal("7.5")), ("mai", None), ("juni", Decimal("7.5"))]
    assert record(months) == Record(Fraction(15, 2), "april")
    assert record(months, "lower") == Record(Fraction(5), "mars")
    assert record([("mai", None)]) is None


def test_the_own_last_month_is_met_after_the_same_number_of_worked_days() -> None:
    assert contest([10, 20, 15], [5, 10, 20, 400]) == Contest(3, Fraction(45), Fraction(35))
    found = contest([1, 1, 1], [5, Decimal("0.5")])
    assert found is not None
    assert found.lead == Fraction(-5, 2)
    assert contest([], [5]) is None
    assert contest([5], []) is None
