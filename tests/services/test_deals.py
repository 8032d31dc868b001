"""Deals from the first line to the payment, as a seller has them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk.domain.deals import Deal
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.errors import UserError
from salesdesk.services import changes, checks, deal_stages, deals
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.store.database import Store
from tests.factories import capture, records


def opened(store: Store, title: str = "Oak trays, two stores", **said: Any) -> Deal:
    lines = said.pop("lines", (LineDraft(name="Oak tray", quantity=Decimal(40), net_minor=1550_00),))
    return deals.open_deal(store, DealDraft(title=title, currency="NOK", lines=lines, **said))


def moves(store: Store, deal: Deal) -> list[tuple[str, str]]:
    with store.read() as reading:
        query = select(StageChange).where(StageChange.deal == deal.id, StageChange.deleted_at.is_(None))
        return [(one.old, one.new) for one in reading.find(query.order_by(StageChange.at, StageChange.row))]


def again(store: Store, deal: Deal) -> Deal:
    with store.read() as reading:
        return reading.need(Deal, deal.id)


def test_a_deal_begins_in_the_first_stage_and_takes_source_and_fair_from_its_prospect(store: Store) -> None:
    met = capture(store, "Łukasz Øst", company="Østby", source="referral", fair="Hjem & Hage")
    deal = opened(store, prospect=met.prospect)
    with store.read() as reading:
        with_whom = reading.need(Prospect, met.prospect)
        (line,) = deals.lines(reading, deal.id)
    assert deal.stage == "qualified"
    assert (deal.company, deal.source, deal.fair) == (with_whom.company, with_whom.source, with_whom.fair)
    assert deal.fair is not None
    assert (line.quantity, line.net_minor) == (Decimal(40), 1550_00)
    assert moves(store, deal) == [("", "qualified")]


def test_a_deal_needs_no_prospect_but_a_title(store: Store) -> None:
    assert opened(store).prospect is None
    with pytest.raises(UserError, match="needs a title"):
        opened(store, title="  ")


def test_every_move_through_the_stages_is_written_down(store: Store) -> None:
    deal = opened(store)
    deals.move(store, deal.id, "Quote")
    deals.move(store, deal.id, "negotiation")
    assert again(store, deal).stage == "negotiation"
    assert moves(store, deal) == [("", "qualified"), ("qualified", "quote"), ("quote", "negotiation")]


def test_a_stage_that_is_not_there_is_named_beside_those_that_are(store: Store) -> None:
    with pytest.raises(UserError, match="no stage Nirvana") as told:
        deals.move(store, opened(store).id, "Nirvana")
    assert "Negotiation" in told.value.hint


def test_a_won_deal_makes_a_customer_and_plans_its_check_ins(store: Store) -> None:
    met = capture(store)
    deal = opened(store, prospect=met.prospect)
    today = date(2026, 11, 22)
    deals.win(store, deal.id, Won(delivery=today + timedelta(days=5)))
    with store.read() as reading:
        assert reading.need(Prospect, met.prospect).stage == "customer"
        planned = reading.find(select(FollowUp).where(FollowUp.deal == deal.id).order_by(FollowUp.day))
        assert [promise.day for promise in deals.promises(reading, deal.id)] == [today + timedelta(days=5)]
    assert [one.day for one in planned] == [today + timedelta(days=days) for days in (8, 19, 95)], (
        "a Saturday gives way"
    )
    assert again(store, deal).outcome == "won"
    assert moves(store, deal)[-1] == ("qualified", "won")


def test_the_check_in_moves_with_the_day_of_the_real_delivery(store: Store) -> None:
    deal = opened(store)
    deals.win(store, deal.id, Won(delivery=date(2026, 11, 27)))
    deals.note_day(store, deal.id, "delivered_on", date(2026, 12, 3))
    with store.read() as reading:
        query = select(FollowUp.day).where(FollowUp.origin == "check-in-delivery")
        assert [day for (day,) in reading.rows(query)] == [date(2026, 12, 4)]


def test_a_lost_deal_keeps_its_cause_its_competitor_and_the_day_to_try_again(store: Store) -> None:
    deal = opened(store)
    deals.lose(
        store, deal.id, Lost(cause="too expensive", competitor="Đức Imports", revisit_on=date(2027, 2, 1))
    )
    gone = again(store, deal)
    assert (gone.outcome, gone.revisit_on) == ("lost", date(2027, 2, 1))
    with store.read() as reading:
        said = reading.connection.exec_driver_sql("SELECT key FROM causes").all()
        rivals = reading.connection.exec_driver_sql("SELECT name FROM competitors").all()
    assert [tuple(one) for one in (*said, *rivals)] == [("price",), ("Đức Imports",)]


def test_a_deal_closed_twice_is_refused_and_one_opened_again_goes_on(store: Store) -> None:
    deal = opened(store)
    deals.lose(store, deal.id)
    with pytest.raises(UserError, match="lost already"):
        deals.lose(store, deal.id)
    deals.move(store, deal.id, "quote")
    back = again(store, deal)
    assert (back.outcome, back.closed_at, back.stage) == ("", None, "quote")
    assert moves(store, deal)[-1] == ("lost", "quote")


def test_the_days_after_a_sale_are_noted_only_of_a_sale(store: Store) -> None:
    deal = opened(store)
    with pytest.raises(UserError, match="not won yet"):
        deals.note_day(store, deal.id, "paid_on", date(2026, 12, 1))
    deals.win(store, deal.id)
    deals.note_day(store, deal.id, "paid_on", date(2026, 12, 1))
    assert again(store, deal).paid_on == date(2026, 12, 1)


def test_all_that_was_done_with_deals_is_taken_back_and_done_again(store: Store) -> None:
    met = capture(store)
    empty = records(store, deleted=False)
    deal = opened(store, prospect=met.prospect)
    deals.add_line(store, deal.id, LineDraft(name="Pokal", net_minor=99_50, kind="cross-sell"))
    deals.move(store, deal.id, "quote")
    deals.lose(store, deal.id, Lost(cause="price"))
    deals.move(store, deal.id, "negotiation")
    deals.promise_delivery(store, deal.id, date(2026, 12, 24))
    deals.win(store, deal.id, Won(rate=Decimal("11.735"), rate_currency="NOK"))
    deals.note_day(store, deal.id, "delivered_on", date(2026, 12, 23))
    after = records(store, deleted=False)
    for _change in range(8):
        assert changes.undo(store).skipped == []
    assert records(store, deleted=False) == empty
    for _change in range(8):
        assert changes.redo(store).skipped == []
    assert records(store, deleted=False) == after
    assert checks.look_over(store) == []


def test_the_seller_has_stages_of_an_own_order_and_name(store: Store) -> None:
    with store.read() as reading:
        usual = deal_stages.read(reading)
    first = deal_stages.Stage("", "Smaksprøve", probability=30, idle_days=3)
    deal_stages.save(store, [first, *usual[1:]])
    with store.read() as reading:
        assert [deal_stages.label(one) for one in deal_stages.read(reading)] == [
            "Smaksprøve", "Demo", "Quote", "Negotiation",
        ]  # fmt: skip
    assert opened(store).stage == "smaksprove"


def test_a_stage_with_open_deals_does_not_go(store: Store) -> None:
    opened(store)
    with store.read() as reading:
        usual = deal_stages.read(reading)
    with pytest.raises(UserError, match="still has open deals"):
        deal_stages.save(store, usual[1:])


def test_a_stage_of_another_program_is_understood_or_becomes_one(store: Store) -> None:
    known = opened(store, stage="Angebot")
    new = opened(store, stage="Czeka na decyzję")
    with store.read() as reading:
        stages = deal_stages.read(reading)
    assert known.stage == "quote"
    assert [deal_stages.label(one) for one in stages if one.key == new.stage] == ["Czeka na decyzję"]


def test_a_sale_that_is_open_again_plans_no_check_in_and_owes_nothing(store: Store) -> None:
    deal = opened(store)
    deals.win(store, deal.id, Won(delivery=date(2026, 11, 27)))
    deals.note_day(store, deal.id, "invoiced_on", date(2026, 11, 22))
    before = records(store)
    deals.move(store, deal.id, "quote")
    with store.read() as reading:
        waiting = reading.find(
            select(FollowUp).where(FollowUp.deal == deal.id, FollowUp.deleted_at.is_(None))
        )
        assert (list(waiting), list(deals.promises(reading, deal.id))) == ([], [])
    assert again(store, deal).invoiced_on is None
    changes.undo(store)
    assert records(store) == before
    with pytest.raises(UserError, match="was won on") as told:
        deals.lose(store, deal.id)
    assert "Open it again first" in told.value.hint
