"""What a discount, a raise or a bundle leaves: computed by hand, and what must always hold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from salesdesk.domain.margins import Budget, bundled, changed

PRICES = some.integers(1, 10**9)
SHARES = some.fractions(Fraction(-99, 100), 2, max_denominator=10_000)


def test_ten_per_cent_off_at_a_margin_of_forty_leaves_a_third_and_needs_a_third_more_sales() -> None:
    left = changed(100_00, 60_00, Fraction(-1, 10))
    assert (left.price, left.profit, left.margin) == (90_00, 30_00, Fraction(1, 3))
    assert left.sales == Fraction(1, 3)


def test_a_raise_of_five_per_cent_at_a_margin_of_forty_bears_the_loss_of_a_ninth_of_the_sales() -> None:
    assert changed(100_00, 60_00, Fraction(1, 20)).sales == Fraction(-1, 9)


def test_a_discount_as_high_as_the_margin_is_paid_back_by_no_number_of_sales() -> None:
    assert changed(100_00, 60_00, Fraction(-4, 10)).sales is None
    assert changed(100_00, 60_00, Fraction(-1, 2)).sales is None


def test_what_earned_nothing_before_is_told_no_number_of_sales() -> None:
    assert changed(100_00, 100_00, Fraction(1, 10)).sales is None


def test_given_away_it_leaves_no_margin_to_tell_of() -> None:
    assert changed(100_00, 60_00, Fraction(-1)).margin is None


def test_a_price_of_nothing_or_lowered_by_more_than_itself_is_refused() -> None:
    for price, by in ((0, Fraction(0)), (100, Fraction(-2))):
        with pytest.raises(ValueError, match="price"):
            changed(price, 10, by)


@given(PRICES, some.integers(0, 10**9))
def test_no_change_of_price_changes_nothing(price: int, cost: int) -> None:
    left = changed(price, cost, Fraction(0))
    assert (left.price, left.profit, left.sales) == (price, price - cost, 0)


@given(PRICES, PRICES, SHARES)
def test_with_the_sales_that_are_named_as_much_is_earned_as_before(
    price: int, cost: int, by: Fraction
) -> None:
    left = changed(price, cost, by)
    assume(left.sales is not None)
    assert left.sales is not None
    assert left.profit * (1 + left.sales) == price - cost


@given(PRICES, SHARES, SHARES)
def test_a_deeper_discount_never_needs_fewer_sales(price: int, one: Fraction, other: Fraction) -> None:
    deeper, lighter = (changed(price, price // 2, by).sales for by in sorted((one, other)))
    assume(deeper is not None and lighter is not None)
    assert deeper is not None
    assert lighter is not None
    assert deeper >= lighter


def test_a_bundle_tells_what_it_gives_away_and_how_many_more_must_be_sold() -> None:
    told = bundled(1500_00, [(1000_00, 600_00, Decimal(1)), (400_00, 100_00, Decimal(2))])
    assert told.apart == 1800_00
    assert told.discount == Fraction(1, 6)
    assert told.leaves.profit == 700_00
    assert told.leaves.sales == Fraction(1000, 700) - 1


def test_a_bundle_at_the_price_of_its_parts_gives_nothing_away() -> None:
    told = bundled(250, [(100, 40, Decimal("2.5"))])
    assert (told.discount, told.leaves.sales) == (0, 0)


def test_what_is_left_of_the_discount_budget_may_be_less_than_nothing() -> None:
    assert Budget(5000_00, 1200_00).left == 3800_00
    assert Budget(1000_00, 1200_00).left == -200_00
