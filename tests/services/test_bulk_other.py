"""The same done with many deals, follow-ups, complaints, expenses, products, companies: by the rules of one."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event, func, select

from salesdesk.domain.activities import Activity
from salesdesk.domain.complaints import Cause, Complaint
from salesdesk.domain.deals import Deal
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.expenses import Expense
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.products import Product
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.domain.records import Record
from salesdesk.domain.tags import Tag, Tagging
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import (
    bulk_deals,
    bulk_editing,
    bulk_followups,
    bulk_rehearsal,
    bulk_setting,
    changes,
    complaints,
    deals,
    expenses,
    followups,
    nurture_plans,
    nurturing,
    products,
)
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.deals import DealDraft
from salesdesk.services.expenses import ExpenseDraft
from salesdesk.services.nurture_plans import StepDraft
from salesdesk.services.products import ProductDraft
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit
from tests.factories import MORNING, capture, records

FRIDAY = date(2026, 11, 27)


def three_deals(store: Store) -> list[UUID]:
    titles = ("Eikebrett", "Ullkurv", "Gryte på fot")
    return [deals.open_deal(store, DealDraft(title=one, currency="NOK")).id for one in titles]


def fields(store: Store, kind: type[Record], ids: list[UUID], field: str) -> list[object]:
    with store.read() as reading:
        return [getattr(reading.get(kind, one), field) for one in ids]


def moves(store: Store, deal: UUID) -> list[tuple[str, str]]:
    with store.read() as reading:
        query = select(StageChange).where(StageChange.deal == deal).order_by(StageChange.row)
        return [(one.old, one.new) for one in reading.find(query)]


def test_deals_are_moved_each_move_is_noted_and_what_is_so_or_closed_is_told_before(store: Store) -> None:
    first, second, third = ids = three_deals(store)
    deals.win(store, third)
    begun = moves(store, first)[0][1]
    bulk_editing.write(store, bulk_deals.stage(store, [second], "quote"))

    bulk = bulk_deals.stage(store, ids, "quote")
    before = records(store)
    bulk_editing.write(store, bulk)
    after = fields(store, Deal, ids, "stage")
    noted = moves(store, first)
    changes.undo(store)

    assert (bulk.changing, bulk.already) == (1, 1)
    assert list(bulk.left_out.values()) == [1]
    assert "won" in next(iter(bulk.left_out))
    assert after[:2] == ["quote", "quote"]
    assert noted == [("", begun), (begun, "quote")]
    assert records(store) == before


def test_working_it_out_changes_nothing(store: Store) -> None:
    ids = three_deals(store)
    before = records(store, deleted=True)
    with store.reading_raw() as connection:
        logged = connection.exec_driver_sql("SELECT count(*) FROM batches").scalar_one()

    bulk_deals.lose(store, ids, "za drogo")

    assert records(store, deleted=True) == before
    with store.reading_raw() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM batches").scalar_one() == logged


def test_lost_deals_share_a_cause_of_the_sellers_own_and_need_one(store: Store) -> None:
    ids = three_deals(store)
    deals.promise_delivery(store, ids[0], FRIDAY)
    deals.lose(store, ids[1], deals.Lost(cause="price"))

    bulk = bulk_deals.lose(store, ids, "za drogo w Łodzi")
    bulk_editing.write(store, bulk)

    with store.read() as reading:
        own = reading.find(select(Cause).where(Cause.name == "za drogo w Łodzi"))
        promised = deals.promises(reading, ids[0])
    assert (bulk.changing, bulk.already) == (2, 1)
    assert len(own) == 1
    assert fields(store, Deal, [ids[0], ids[2]], "cause") == [own[0].id] * 2
    assert fields(store, Deal, ids, "outcome") == ["lost"] * 3
    assert promised == []
    with pytest.raises(UserError, match="Say why"):
        bulk_deals.lose(store, ids, " ")


def test_a_cause_made_on_the_way_is_one_however_many_holds_of_the_lock_it_takes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salesdesk.services.bulk_rehearsal.HOLD", 0)  # one deal each
    ids = three_deals(store)

    bulk_editing.write(store, bulk_deals.lose(store, ids, "đắt quá"))

    with store.read() as reading:
        assert reading.rows(select(func.count()).select_from(Cause).where(Cause.name == "đắt quá"))[0][0] == 1
    assert len(set(fields(store, Deal, ids, "cause"))) == 1


def test_expected_close_and_source_of_deals_are_set_in_the_words_of_set(store: Store) -> None:
    ids = three_deals(store)

    for pair in (("expected_close", "2026-12-18"), ("source", "referral")):
        bulk_editing.write(store, bulk_setting.set_fields(store, "deals", ids, [pair]))

    assert fields(store, Deal, ids, "expected_close") == [date(2026, 12, 18)] * 3
    assert len(set(fields(store, Deal, ids, "source"))) == 1
    again = bulk_setting.set_fields(store, "deals", ids, [("source", "referral")])
    assert (again.changing, again.already) == (0, 3)


def test_follow_ups_are_moved_at_their_own_times_and_a_reminder_goes_with_the_old_day(store: Store) -> None:
    who = capture(store, "Åsa Nyström").prospect
    ids = [
        followups.plan(store, FollowUpDraft(what=what, kind="call", day=day), who).id
        for what, day in (("Ring Åsa", MORNING.date()), ("Skriv", FRIDAY))
    ]
    followups.snooze(store, ids[0], MORNING + timedelta(hours=2))

    bulk = bulk_followups.move(store, ids, FRIDAY)
    bulk_editing.write(store, bulk)

    assert (bulk.changing, bulk.already) == (1, 1)
    assert fields(store, FollowUp, ids, "day") == [FRIDAY] * 2
    assert fields(store, FollowUp, ids, "remind_at") == [None] * 2


def test_done_follow_ups_note_what_happened_and_bring_the_next_step_of_a_plan(store: Store) -> None:
    captured = capture(store, "Łukasz Żak")
    other = capture(store, "Nguyễn Thị Hạnh")
    plan = nurture_plans.make(
        store,
        "Brev",
        [StepDraft(days=7, kind="call", tell="Spør"), StepDraft(days=9, kind="call", tell="Og nå?")],
    )
    nurturing.start(store, captured.prospect, plan.id)
    with store.read() as reading:
        running = nurturing.running(reading, captured.prospect)
        assert running
        step = nurturing.open_step(reading, running.id)
        assert step
    followups.finish(store, other.follow_up)

    bulk = bulk_followups.done(store, [step.id, captured.follow_up, other.follow_up])
    before = records(store)
    bulk_editing.write(store, bulk)

    with store.read() as reading:
        following = nurturing.open_step(reading, running.id)
        noted = reading.find(
            select(Activity).where(Activity.prospect == captured.prospect, Activity.kind == "call-out")
        )
    assert (bulk.changing, bulk.already) == (2, 1)
    assert following
    assert following.what == "Og nå?"
    assert len(noted) == 2
    changes.undo(store)
    assert records(store) == before


def test_complaints_get_a_cause_and_a_day(store: Store) -> None:
    ids = [complaints.receive(store, ComplaintDraft(what=one), None).id for one in ("Sprukket", "For sen")]

    bulk_editing.write(store, bulk_setting.set_fields(store, "complaints", ids, [("cause", "spedytor Łódź")]))
    bulk_editing.write(store, bulk_setting.set_fields(store, "complaints", ids, [("promised", "friday")]))

    assert len(set(fields(store, Complaint, ids, "cause"))) == 1
    (promised,) = set(fields(store, Complaint, ids, "promised_at"))
    assert getattr(promised, "date")() == FRIDAY  # noqa: B009


def test_expenses_are_put_to_a_fair_and_products_into_a_category(store: Store) -> None:
    spent = [
        expenses.note(store, ExpenseDraft(amount=Money(100, "NOK"), day=MORNING.date(), kind=kind)).id
        for kind in ("travel", "other")
    ]
    sold = [products.make(store, ProductDraft(name=one)).id for one in ("Øks", "Gryte")]

    bulk_editing.write(store, bulk_setting.set_fields(store, "expenses", spent, [("fair", "Hjem & Hage")]))
    kind = bulk_setting.set_fields(store, "expenses", spent, [("kind", "travel")])
    bulk_editing.write(store, bulk_setting.set_fields(store, "products", sold, [("category", "Kjøkken")]))

    assert None not in fields(store, Expense, spent, "fair")
    assert len(set(fields(store, Expense, spent, "fair"))) == 1
    assert (kind.changing, kind.already) == (1, 1)
    assert fields(store, Product, sold, "category") == ["Kjøkken"] * 2


def test_what_is_deleted_together_comes_back_together_and_a_company_with_people_stays(store: Store) -> None:
    capture(store, "Ingrid Solheim", company="Fjord Interiør")
    gone = capture(store, "Zofia Żak", company="Drewno Plus")
    with store.read() as reading:
        person = reading.need(Prospect, gone.prospect)
        assert person.company
        drewno = person.company
        fjord = next(one for (one,) in reading.rows(select(Prospect.company)) if one != drewno)
    bulk_editing.write(store, bulk_editing.delete(store, [gone.prospect]))

    bulk = bulk_setting.delete(store, "companies", [drewno, fjord])

    assert bulk.changing == 1
    assert bulk.left_out == {"1 prospect works at Fjord Interiør.": 1}
    before = records(store)
    bulk_editing.write(store, bulk)
    changes.undo(store)
    assert records(store) == before


def test_what_was_changed_since_it_was_told_is_left_alone_and_named(store: Store) -> None:
    first, second, _third = ids = three_deals(store)
    bulk = bulk_deals.stage(store, ids, "quote")
    deals.move(store, second, "negotiation")

    written = bulk_editing.write(store, bulk)

    assert [one.record for one in written.skipped if one.subject == "deals"] == [second]
    assert fields(store, Deal, [first, second], "stage") == ["quote", "negotiation"]


def test_a_tag_that_is_new_is_made_once_for_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesdesk.services.bulk_rehearsal.HOLD", 0)
    who = [capture(store, name).prospect for name in ("Åsa Nyström", "Łukasz Żak", "Nguyễn Thị Hạnh")]

    bulk_editing.write(store, bulk_setting.set_fields(store, "prospects", who, [("tag", "dębowy")]))

    with store.read() as reading:
        assert reading.rows(select(func.count()).select_from(Tag))[0][0] == 1
        assert reading.rows(select(func.count()).select_from(Tagging))[0][0] == 3


def test_whoever_stops_while_it_is_worked_out_has_changed_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salesdesk.services.bulk_rehearsal.HOLD", 0)
    ids = three_deals(store)
    before, tried = records(store, deleted=True), list[int]()

    def stop(done: int) -> None:
        tried.append(done)
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        bulk_deals.lose(store, ids, "price", progress=stop)

    assert tried == [1, 2]
    assert records(store, deleted=True) == before
    deals.move(store, ids[0], "demo")  # the lock is free


def test_a_capture_saves_while_it_is_worked_out_what_a_move_of_many_deals_would_change(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids, met = three_deals(store), list[UUID]()
    monkeypatch.setattr("salesdesk.store.connections.PATIENCE", 0)  # refused at once where the store is held

    def watched(unit: Unit, ident: UUID) -> None:
        deals.stand_in(unit, unit.need(Deal, ident), "quote")
        met.append(capture(store, f"Åsa Nyström {len(met)}").prospect)

    told = bulk_rehearsal.rehearsed(store, ids, watched, Bulk("Moved {count}", {}))

    assert (told.changing, len(met)) == (3, 3)


def test_what_has_to_write_to_go_on_lets_a_capture_in_after_eight_records_at_most(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salesdesk.services.bulk_rehearsal.HOLD", 60.0)  # however fast the machine is
    who = [capture(store, f"Łukasz Żak {number}").prospect for number in range(20)]
    monkeypatch.setattr("salesdesk.store.connections.PATIENCE", 0)
    tried = list[int]()

    def meanwhile(done: int) -> None:
        tried.append(done)
        capture(store, f"Nguyễn Thị Hạnh {done}")

    told = bulk_setting.set_fields(store, "prospects", who, [("tag", "dębowy")], progress=meanwhile)

    assert (told.changing, tried) == (20, [8, 16, 20])


def test_working_out_what_a_move_changes_asks_for_many_deals_at_a_time(store: Store) -> None:
    ids = [deals.open_deal(store, DealDraft(title=f"Gryte {one}", currency="NOK")).id for one in range(40)]
    asked = list[str]()

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    with store.reading_raw() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", note)
    bulk_deals.stage(store, ids, "quote")
    event.remove(engine, "before_cursor_execute", note)

    assert len(asked) < 8  # the stages, and the deals together: however many they are


def test_each_is_tried_as_if_it_were_alone(store: Store) -> None:
    first, second, third = three_deals(store)
    deals.win(store, second)

    told = bulk_deals.stage(store, [first, second, third, first], "quote")

    assert [{one.record for one in group if one.subject == "deals"} for group in told.groups] == [
        {first},
        {third},
    ]
    assert sum(told.left_out.values()) == 1


def test_one_that_an_earlier_one_brings_along_is_tried_as_it_stands_in_the_store(store: Store) -> None:
    first, second, third = three_deals(store)

    def both(unit: Unit, ident: UUID) -> None:
        for one in {ident, second}:
            unit.need(Deal, one).note = "Ring Łukasz"

    told = bulk_rehearsal.rehearsed(store, [first, second, third], both, Bulk("Noted {count}", {}))

    assert [len(group) for group in told.groups] == [2, 1, 2]
    assert all(one.before == {"note": ""} for group in told.groups for one in group)


def test_a_move_that_is_left_alone_is_not_noted_as_one(store: Store) -> None:
    one = capture(store, "Åse Łoś-Đặng").prospect
    bulk = bulk_editing.stage(store, [one], "marketing-qualified")
    bulk_editing.write(store, bulk_editing.stage(store, [one], "sales-qualified"))  # meanwhile
    bulk_editing.write(store, bulk)

    assert [move["new"] for move in records(store)["stage_changes"].values()] == ["sales-qualified"]
