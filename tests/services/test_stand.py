"""At the stand: what a discount leaves, in words, and what is left of the month's budget."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import changes, deals, discounts, preferences, stand
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.services.discounts import Discounts
from salesdesk.services.stand import Part
from salesdesk.store.database import Store
from tests.factories import StandingClock

TRAY = Part("Oak tray", 100_00, 60_00)


def told(text: str, *parts: Part) -> str:
    return " ".join(stand.answer(parts or (TRAY,), text, "NOK").told)


def test_ten_per_cent_off_is_told_with_what_is_left_and_how_many_more_pay_for_it() -> None:
    assert told("10 %") == (
        "10 % off leaves 30 NOK of 40 NOK a piece (margin 33 %)."
        " It pays once you sell a third more: 4 where you sold 3."
    )
    assert told("-10%") == told("90") == told("− 10 %") == told("10 %")
    assert stand.answer((TRAY,), "10 %", "NOK").price == 90_00


def test_ten_is_a_price_and_ten_per_cent_a_discount_and_either_is_said() -> None:
    tray = Part("Oak tray", 180_00, 100_00)
    changes = [stand.answer([tray], text, "NOK").change for text in ("10 %", "10", "+5 %")]
    assert changes[0] == "10 % off: 180 NOK → 162 NOK"
    assert changes[1:] == ["94.4 % off: 180 NOK → 10 NOK", "5 % more: 180 NOK → 189 NOK"]


def test_a_raise_tells_how_many_customers_may_be_lost() -> None:
    assert told("+5 %") == (
        "5 % more leaves 45 NOK a piece where it was 40 NOK (margin 43 %)."
        " You may lose 1 of 9 customers before it earns less."
    )
    assert told("105") == told("+5%")


def test_at_the_margin_itself_no_number_of_sales_pays() -> None:
    assert "the price covers the cost and no more" in told("40 %")
    assert "No number of sales pays this back: the price does not cover the cost." in told("50 %")
    assert told("100 %").startswith("100 % off loses 60 NOK a piece.")
    assert "nothing to earn back" in told("10 %", Part("Gift", 50_00, 60_00))


def test_the_same_price_changes_nothing() -> None:
    assert told("100") == told("0 %") == "That changes nothing: it leaves 40 NOK a piece (margin 40 %)."


def test_products_sold_together_at_one_price_are_reckoned_as_a_bundle() -> None:
    bowl = Part("Skål Øst", 50_00, 20_00, Decimal(2))
    assert told("180", TRAY, bowl) == told("10 %", TRAY, bowl)
    assert told("180", TRAY, bowl) == (
        "One by one it is 200 NOK; together you give away 20 NOK (10 %)."
        " It leaves 80 NOK of 100 NOK (margin 44 %). It pays once you sell a quarter more: 5 where you sold 4."
    )
    assert "it costs 50 NOK more" in told("250", TRAY, bowl)
    assert "It loses 10 NOK each time." in told("90", TRAY, bowl)


@pytest.mark.parametrize("text", ["", "ten", "101 %", "-1", "10 % 5", "99999 %", "1e3"])
def test_what_is_no_change_of_a_price_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(UserError):
        told(text)


@pytest.mark.parametrize("part", [Part("Bát đỏ", None, 1), Part("Bát đỏ", 0, 1), Part("Bát đỏ", 5, None)])
def test_a_price_or_a_cost_that_nobody_knows_is_asked_for_by_name(part: Part) -> None:
    with pytest.raises(UserError, match="Bát đỏ"):
        told("10 %", part)


@given(some.integers(1, 10**9), some.integers(0, 10**9), some.integers(-1000, 3000))
def test_so_many_sales_as_are_told_earn_as_much_as_before(price: int, cost: int, tenths: int) -> None:
    by = Fraction(tenths, 1000)
    words = stand.told(price, cost, by, "NOK")[-1].split()
    earned, earns = price - cost, price * (1 + by) - cost
    if "where" in words and "sell" in words:
        new, old = int(words[-5]), int(words[-1].rstrip("."))
        assert new * earns >= old * earned
    elif words[:2] == ["You", "may"]:
        lost, of = int(words[3]), int(words[5])
        assert (of - lost) * earns >= of * earned


def sold(
    store: Store, listed: int | None, net: int, *, many: str = "1", currency: str = "NOK", **won: object
) -> None:
    line = LineDraft(name="Oak tray", quantity=Decimal(many), list_minor=listed, net_minor=net)
    deal = deals.open_deal(store, DealDraft(title="Trays", currency=currency, lines=(line,)))
    deals.win(store, deal.id, Won(**won))  # type: ignore[arg-type]  # what a test says of it


def this_month(store: Store) -> Discounts:
    with store.read() as reading:
        return discounts.this_month(reading, store.clock, "NOK")


def test_what_was_given_away_this_month_is_taken_from_the_budget(store: Store, clock: StandingClock) -> None:
    clock.wait(days=-40)
    sold(store, 100_00, 50_00, many="100")  # in October
    clock.wait(days=40)
    sold(store, 100_00, 90_00, many="40")
    sold(store, 100_00, 120_00, many="10")  # above the list: gives nothing, takes nothing back
    sold(store, None, 10_00)
    sold(store, 99, 0, many="0.5")  # half an øre is rounded away from nothing
    preferences.change(store, discount_budget=Money(1000_00, "NOK"))

    found = this_month(store)

    assert found.budget is not None
    assert (found.given, found.budget.left, found.left_out) == (400_50, 599_50, 0)
    assert discounts.told(found, clock) == "Left of the discount budget of November: 599.50 NOK of 1,000 NOK."
    sold(store, 100_00, 0, many="7")
    assert "100.50 NOK above the 1,000 NOK" in discounts.told(this_month(store), clock)


def test_a_sale_in_another_currency_counts_at_its_rate_or_is_named(
    store: Store, clock: StandingClock
) -> None:
    sold(store, 100_00, 90_00, currency="EUR", rate=Decimal("11.5"), rate_currency="NOK")
    sold(store, 100_00, 90_00, currency="PLN")
    found = this_month(store)
    assert (found.given, found.budget, found.left_out) == (115_00, None, 1)
    assert "Settings take a budget" in discounts.told(found, clock)
    assert "1 sale in a currency without a rate is not counted." in discounts.told(found, clock)


def test_a_sale_that_is_lost_after_all_gives_its_discount_back(store: Store) -> None:
    sold(store, 100_00, 90_00)
    assert this_month(store).given == 10_00
    changes.undo(store)
    assert this_month(store).given == 0


def test_a_budget_is_set_taken_away_and_not_below_nothing(store: Store) -> None:
    preferences.change(store, discount_budget=Money(5, "NOK"))
    with pytest.raises(UserError):
        preferences.change(store, discount_budget=Money(-5, "NOK"))
    assert this_month(store).budget is not None
    preferences.change(store, discount_budget=None)
    assert this_month(store).budget is None


def test_the_month_begins_at_midnight_where_the_seller_is(store: Store, clock: StandingClock) -> None:
    clock.at = clock.at.replace(month=10, day=31, hour=22, minute=59)  # 23:59 in Oslo
    sold(store, 100_00, 90_00)
    clock.at += timedelta(minutes=2)
    assert this_month(store).given == 0
