"""The board: which deal stands where, what is late or quiet, and what the totals say and leave out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from salesdesk.domain.deals import Deal
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.products import Product
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import crediting, deals, deals_board, followups, products
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.deals_board import Board, Card
from salesdesk.services.products import ProductDraft
from salesdesk.services.prospects import edit
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture

TODAY = date(2026, 11, 22)


def opened(store: Store, title: str = "Oak trays", worth: int = 100_000, **said: Any) -> UUID:
    currency = said.pop("currency", "NOK")
    lines = (LineDraft(name="Oak tray", net_minor=worth),) if worth else ()
    return deals.open_deal(store, DealDraft(title=title, currency=currency, lines=lines, **said)).id


def board(store: Store) -> Board:
    with store.read() as reading:
        return deals_board.read(reading, store.clock, "NOK")


def card(store: Store, deal: UUID) -> Card:
    now = board(store)
    return next(one for cards in (*now.columns, now.won, now.lost) for one in cards if one.id == deal)


def wait(store: Store, **span: float) -> None:
    assert isinstance(store.clock, StandingClock)
    store.clock.wait(**span)


def test_deals_stand_in_the_column_of_their_stage_by_when_they_close(store: Store) -> None:
    later = opened(store, "Later", expected_close=TODAY + timedelta(days=9))
    never = opened(store, "Some day")
    soon = opened(store, "Soon", expected_close=TODAY + timedelta(days=1))
    quoted = opened(store, "Quoted", stage="quote")
    now = board(store)
    assert [[one.id for one in cards] for cards in now.columns] == [[soon, later, never], [], [quoted], []]
    assert [one.place for one in now.columns[0]] == sorted(one.place for one in now.columns[0])


def test_what_was_won_and_lost_this_month_is_told_and_what_was_before_is_not(store: Store) -> None:
    first = opened(store)
    deals.win(store, first)
    wait(store, days=-40)
    old = opened(store)
    deals.lose(store, old)
    wait(store, days=40)
    for cause in ("price", "timing", "price", ""):
        deals.lose(store, opened(store), Lost(cause=cause))
    now = board(store)
    assert [one.id for one in now.won] == [first]
    assert now.causes() == [("price", 2), ("timing", 1), ("", 1)]


def test_a_deal_is_late_when_its_day_passed_or_its_next_step_is(store: Store) -> None:
    met = capture(store, "Łukasz Øst")
    passed = opened(store, expected_close=TODAY - timedelta(days=2))
    today = opened(store, expected_close=TODAY)
    with_step = opened(store, prospect=met.prospect, expected_close=TODAY + timedelta(days=9))
    with store.read() as reading:
        for one in followups.open_between(reading, TODAY, TODAY + timedelta(days=90)):
            assert one.prospect == met.prospect
    wait(store, days=10)
    assert card(store, passed).late == 12
    assert card(store, today).late == 10
    assert card(store, with_step).late > 1


def test_a_deal_is_quiet_after_the_days_of_its_stage_unless_something_is_planned(store: Store) -> None:
    forgotten = opened(store, stage="negotiation")
    met = capture(store, "Kari Østby")
    planned = opened(store, stage="negotiation", prospect=met.prospect)
    followups.plan(
        store, FollowUpDraft(what="Call", kind="call", day=TODAY + timedelta(days=60)), met.prospect
    )
    with store.read() as reading:
        due = list(followups.open_between(reading, TODAY, TODAY + timedelta(days=30)))
    for one in due:
        followups.finish(store, one.id)
    wait(store, days=4)
    assert card(store, forgotten).quiet == 0
    wait(store, days=1)
    assert card(store, forgotten).quiet == 5  # the days of that stage
    assert card(store, planned).quiet == 0
    deals.move(store, forgotten, "quote")
    assert card(store, forgotten).quiet == 0


def test_who_bought_before_is_a_repeat_and_who_buys_now_for_the_first_time_is_not(store: Store) -> None:
    met = capture(store, "Åsa Nyström").prospect
    first = opened(store, prospect=met)
    deals.win(store, first)
    wait(store, days=1)
    second = opened(store, prospect=met)
    stranger = opened(store, prospect=capture(store, "Jan Kowalczyk").prospect)
    assert [card(store, one).repeat for one in (first, second, stranger)] == [False, True, False]


def test_the_forecast_weighs_each_deal_and_says_what_it_leaves_out(store: Store) -> None:
    opened(store, worth=1_000_00, stage="negotiation", expected_close=date(2026, 12, 3))
    opened(store, worth=2_000_00, stage="demo")
    opened(store, worth=500_00, currency="EUR")
    now = board(store)
    assert (now.forecast.weighted, now.forecast.deals, now.elsewhere) == (800_00 + 800_00, 2, 1)
    assert now.horizon == date(2026, 12, 31)
    assert deals_board.total(now.columns[0]) == (0, 1)


def test_a_sale_in_another_currency_counts_at_the_rate_that_was_kept_with_it(store: Store) -> None:
    known, unknown = opened(store, worth=100_00, currency="EUR"), opened(store, worth=1, currency="EUR")
    deals.win(store, known, Won(rate=Decimal("11.735"), rate_currency="NOK"))
    deals.win(store, unknown)
    assert card(store, known).worth == 1_173_50
    assert deals_board.total(board(store).won) == (1_173_50, 1)


def test_what_was_sold_up_is_told_by_what_it_brought_more_than_the_step_below(store: Store) -> None:
    low = products.make(store, ProductDraft(name="Small", price=Money(900_00, "NOK")))
    high = products.make(store, ProductDraft(name="Large", price=Money(1300_00, "NOK")))
    with store.read() as reading:
        edit(store, reading.need(Product, low.id), {"step_up": (None, high.id)})
    line = LineDraft(name="Large", product=high.id, net_minor=1250_00, quantity=Decimal(12), kind="up-sell")
    deal = deals.open_deal(store, DealDraft(title="Trays", currency="NOK", lines=(line,)))
    deals.win(store, deal.id)
    assert card(store, deal.id).upsold == 12 * (1250_00 - 900_00)


def test_a_stage_that_this_device_does_not_know_keeps_its_deals_in_sight(store: Store) -> None:
    deal = opened(store)
    with store.change("From elsewhere") as unit:
        unit.need(Deal, deal).stage = "taste-test"
    now = board(store)
    assert now.stages[-1].key == "taste-test"
    assert [one.id for one in now.columns[-1]] == [deal]


def test_an_empty_board_is_told_from_one_with_nothing_open(store: Store) -> None:
    assert board(store).empty
    deal = opened(store)
    wait(store, days=1)
    deals.lose(store, deal)
    wait(store, days=60)
    assert not board(store).empty


def test_a_field_of_a_deal_is_set_alone_and_not_over_what_was_changed_meanwhile(store: Store) -> None:
    with store.read() as reading:
        seen = reading.need(Deal, opened(store))
    deals.edit(store, seen, "title", "Eikebrett, to butikker")
    with pytest.raises(UserError, match="meanwhile"):
        deals.edit(store, seen, "title", "Something else")
    with pytest.raises(UserError, match="0 to 100"):
        deals.edit(store, seen, "probability", 101)
    with pytest.raises(UserError, match="needs a title"):
        deals.edit(store, seen, "title", "")
    assert deals.edit(store, seen, "probability", 35).probability == 35
    assert card(store, seen.id).probability == 35


def test_what_was_credited_is_no_worth_of_a_sale(store: Store) -> None:
    sold = opened(store)
    deals.win(store, sold)
    with store.read() as reading:
        (line,) = deals.lines(reading, sold)
    crediting.give(store, line.id, Decimal(1), minor=30_000)
    found = card(store, sold)
    assert (found.amount, found.credited, found.worth) == (70_000, 30_000, 70_000)


def test_a_card_says_whether_its_next_step_is_late_or_its_day_to_close(store: Store) -> None:
    passed = opened(store, expected_close=TODAY - timedelta(days=3))
    met = capture(store, "Żaneta Łoś").prospect
    stepped = opened(store, prospect=met, expected_close=TODAY + timedelta(days=5))
    followups.plan(store, FollowUpDraft(what="Ring", kind="call", day=TODAY - timedelta(days=3)), met)
    assert deals_board.late(card(store, passed)) == "Should have closed 3 days ago"
    assert deals_board.late(card(store, stepped)) == "Call 3 days late"
    assert deals_board.late(card(store, opened(store))) == ""
