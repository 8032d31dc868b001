"""What goes together: computed by hand, and what must always hold."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salesdesk.domain.affinity import Counts

BASKETS = some.lists(some.frozensets(some.sampled_from("åøłżđ"), max_size=5), max_size=60)


def counted(baskets: list[frozenset[str]], one: str, other: str) -> Counts:
    first = sum(one in basket for basket in baskets)
    second = sum(other in basket for basket in baskets)
    return Counts(len(baskets), first, second, sum({one, other} <= basket for basket in baskets))


def test_nine_of_fourteen_where_fifteen_of_fifty_four_have_it_is_two_and_a_third_times_as_often() -> None:
    found = Counts(54, 14, 15, 9)
    assert (found.support, found.confidence) == (Fraction(9, 54), Fraction(9, 14))
    assert found.lift == Fraction(9 * 54, 14 * 15) == Fraction(81, 35)
    assert not found.too_few


def test_products_that_have_nothing_to_do_with_each_other_have_a_lift_of_one() -> None:
    assert Counts(100, 20, 50, 10).lift == 1
    everyone = Counts(8, 8, 8, 8)  # what all have tells nothing of anyone
    assert everyone.lift == 1


def test_products_never_bought_together_have_a_lift_of_nothing_and_those_never_bought_none() -> None:
    assert Counts(30, 10, 10, 0).lift == 0
    assert Counts(30, 10, 0, 0).lift is None
    assert (Counts(0, 0, 0, 0).support, Counts(0, 0, 0, 0).confidence) == (None, None)


@pytest.mark.parametrize(
    ("first", "both", "few"), [(4, 4, True), (5, 2, True), (5, 3, False), (500, 2, True)]
)
def test_under_five_buyers_or_three_of_both_it_is_too_few_to_say(first: int, both: int, few: bool) -> None:  # noqa: FBT001
    assert Counts(1000, first, 10, both).too_few is few


def test_counts_that_no_customers_can_have_are_refused() -> None:
    for counts in ((10, 3, 5, 4), (10, 8, 8, 5), (10, 1, 1, -1)):
        with pytest.raises(ValueError, match="customers"):
            Counts(*counts)


@given(BASKETS)
def test_lift_is_the_same_from_both_sides_and_confidence_never_more_than_all(
    baskets: list[frozenset[str]],
) -> None:
    found = counted(baskets, "å", "đ")
    assert found.turned.lift == found.lift
    assert found.turned.turned == found
    assert found.confidence is None or 0 <= found.confidence <= 1
    assert found.support is None or found.support <= min(found.first, found.second) / Fraction(len(baskets))


@given(BASKETS, some.integers(2, 4))
def test_as_many_more_customers_of_the_same_kind_change_no_lift(
    baskets: list[frozenset[str]], times: int
) -> None:
    assert counted(baskets * times, "ł", "ż").lift == counted(baskets, "ł", "ż").lift


@given(some.integers(1, 30), some.integers(1, 30), some.integers(1, 30), some.integers(1, 30))
def test_baskets_filled_independently_of_each_other_have_a_lift_of_one(
    a: int, b: int, c: int, d: int
) -> None:
    """Of a·c + a·d + b·c + b·d customers, shares a : b have the first and, within each, c : d the second."""
    assert Counts((a + b) * (c + d), a * (c + d), c * (a + b), a * c).lift == 1
