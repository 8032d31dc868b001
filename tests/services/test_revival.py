"""Lost deals and parked prospects: never out of sight, and tried again when their day has come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from salesdesk.domain.competitors import Competitor, CompetitorContract
from salesdesk.domain.deals import Deal
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.sources import Source
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import (
    bulk_editing,
    changes,
    checks,
    deals,
    editing,
    parking,
    preferences,
    products,
    prospects,
    revival,
)
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.drafting import Scene
from salesdesk.services.products import ProductDraft
from salesdesk.store.database import Store
from tests.factories import MORNING, StandingClock, capture, open_store, records

TODAY = date(2026, 11, 22)


def lost_deal(store: Store, prospect: UUID | None, *, day: date | None = TODAY, **known: Any) -> Deal:
    draft = DealDraft(
        title="Eikebrett, to butikker",
        currency="NOK",
        prospect=prospect,
        lines=[LineDraft(name="Eikebrett", net_minor=149_000)],
    )
    deal = deals.open_deal(store, draft)
    return deals.lose(store, deal.id, Lost(revisit_on=day, **known))


def fresh(store: Store, kind: type[Any], ident: UUID | None) -> Any:
    assert ident is not None
    with store.read() as reading:
        return reading.need(kind, ident)


def waiting(store: Store) -> list[revival.Waiting]:
    with store.read() as reading:
        return revival.queue(reading)


def todo(store: Store) -> list[FollowUp]:
    with store.read() as reading:
        mine = FollowUp.origin == "revival", FollowUp.deleted_at.is_(None)
        return list(reading.find(select(FollowUp).where(*mine)))


def test_a_lost_deal_is_revived_into_a_sale_of_another_product_and_followed_to_the_payment(
    store: Store,
) -> None:
    who = capture(store, "Ingrid Łukasik", company="Fjord Interiør").prospect
    bowl = products.make(store, ProductDraft(name="Ullkurv", price=Money(89_000, "NOK")))
    lost = lost_deal(store, who, cause="price")
    revival.offer(store, lost, "ullkurv")

    (one,) = waiting(store)
    assert (one.kind, one.name, one.company, one.cause) == (
        "deal",
        "Ingrid Łukasik",
        "Fjord Interiør",
        "Price",
    )
    assert (one.product, one.amount, one.state(TODAY)) == ("Ullkurv", Money(149_000, "NOK"), "due")
    made = revival.revive(store, fresh(store, Deal, lost.id))

    assert isinstance(made, Deal)
    assert made.revived_from == lost.id
    assert made.title == "Ullkurv"
    assert fresh(store, Source, made.source).kind == "lost-deal"
    with store.read() as reading:
        (line,) = deals.lines(reading, made.id)
    assert (line.product, line.net_minor) == (bowl.id, 89_000)
    (call,) = todo(store)
    assert (call.prospect, call.deal, call.day) == (who, made.id, TODAY + timedelta(days=1))  # a Monday
    assert waiting(store) == []
    deals.win(store, made.id, Won(delivery=TODAY))
    for step in ("delivered_on", "invoiced_on", "paid_on"):
        deals.note_day(store, made.id, step, TODAY)
    assert fresh(store, Deal, made.id).paid_on == TODAY
    assert fresh(store, Prospect, who).stage == "customer"
    with pytest.raises(UserError, match="not lost"):
        revival.revive(store, fresh(store, Deal, made.id))


def test_tried_again_with_a_product_named_then_is_one_thing_to_take_back(store: Store) -> None:
    who = capture(store, "Nguyễn Thị Hạnh", stage="marketing-qualified").prospect
    revival.park(store, who, product="Eikebrett")
    products.make(store, ProductDraft(name="Ullkurv", price=Money(89_000, "NOK")))
    lost = lost_deal(store, None)
    with pytest.raises(UserError, match="no product Ullkurb"):
        revival.revive(store, lost, product="Ullkurb")
    before = records(store)

    made = revival.revive(store, lost, product="ullkurv")
    revival.revive(store, fresh(store, Prospect, who), product="Ullkurv")

    assert isinstance(made, Deal)
    assert made.title == "Ullkurv"
    assert [one.what for one in todo(store)] == ["Try again: Ullkurv", "Offer Ullkurv to Nguyễn Thị Hạnh"]
    changes.undo(store)
    changes.undo(store)
    assert records(store) == before


def test_without_another_product_the_same_is_offered_again(store: Store) -> None:
    made = revival.revive(store, lost_deal(store, None))
    with store.read() as reading:
        (line,) = deals.lines(reading, made.id)
    assert isinstance(made, Deal)
    assert made.title == "Eikebrett, to butikker"
    assert (line.name, line.net_minor) == ("Eikebrett", 149_000)


def test_the_queue_stands_by_the_day_and_leaves_out_who_is_deleted(store: Store) -> None:
    late, soon, gone = (capture(store, name).prospect for name in ("Zofia Żak", "Phạm Văn Đức", "Kari Østby"))
    undated = capture(store, "Åsa Nyström", stage="parked").prospect
    prospects.edit(store, whole := fresh(store, Prospect, undated), {"revisit_on": (whole.revisit_on, None)})
    revival.park(store, late, day=TODAY - timedelta(days=4), product="Ullkurv")
    revival.park(store, soon, day=TODAY + timedelta(days=9))
    lost_deal(store, gone, day=TODAY)
    lost_deal(store, None, day=None)
    prospects.delete(store, fresh(store, Prospect, gone), "Kari Østby")

    found = waiting(store)

    assert [(one.prospect, one.state(TODAY)) for one in found] == [
        (late, "late"),
        (soon, "next"),
        (undated, "none"),
    ]
    assert found[0].product == "Ullkurv"
    assert found[0].since == MORNING


def test_who_is_parked_gets_a_day_by_what_is_known_and_that_is_a_worked_one(store: Store) -> None:
    plain, dear, taken = (
        capture(store, name).prospect for name in ("Zofia Żak", "Marek Łukasik", "Åsa Nyström")
    )
    lost_deal(store, dear, cause="price")
    with store.change("A contract") as unit:
        rival = unit.add(Competitor(name="Trévarer AS"))
        ends = TODAY + timedelta(days=100)
        unit.add(CompetitorContract(prospect=taken, competitor=rival.id, ends_on=ends))
    preferences.add_day_off(store, date(2027, 2, 22), "Vinterferie")

    bulk_editing.write(store, bulk_editing.stage(store, [plain], "parked"))
    scene = Scene(now=MORNING, region="NO", store=store.path)
    editing.set_fields(store, fresh(store, Prospect, dear), "", [("stage", "parked")], scene)
    revival.park(store, taken)
    alone = {one: fresh(store, Prospect, one).revisit_on for one in (plain, dear, taken)}
    bulk_editing.write(store, bulk_editing.stage(store, [*alone], "suspect"))
    bulk_editing.write(store, bulk_editing.stage(store, [*alone], "parked"))  # all at once, as each alone
    assert {one: fresh(store, Prospect, one).revisit_on for one in alone} == alone

    assert fresh(store, Prospect, plain).revisit_on == date(2027, 2, 23)
    assert fresh(store, Prospect, dear).revisit_on == date(2027, 5, 24)  # half a year, and no Saturday
    assert fresh(store, Prospect, taken).revisit_on == date(2027, 1, 1)  # sixty days before it ends
    with store.read() as reading:
        assert parking.proposed(reading, taken, TODAY) == date(2027, 1, 1)


def test_a_parked_prospect_steps_back_to_its_rung_with_something_to_offer(store: Store) -> None:
    who = capture(store, "Nguyễn Thị Hạnh", stage="marketing-qualified").prospect
    scene = Scene(now=MORNING, region="NO", store=store.path)
    said = [("stage", "parked"), ("revisit_on", "2026-11-20"), ("revisit_product", "Ullkurv")]
    editing.set_fields(store, fresh(store, Prospect, who), "", said, scene)

    revival.revive(store, fresh(store, Prospect, who))

    back = fresh(store, Prospect, who)
    assert (back.stage, back.revisit_on) == ("marketing-qualified", None)
    assert [one.what for one in todo(store)] == ["Offer Ullkurv to Nguyễn Thị Hạnh"]
    with pytest.raises(UserError, match="not parked"):
        revival.revive(store, back)
    changes.undo(store)
    assert fresh(store, Prospect, who).stage == "parked"
    assert todo(store) == []


def test_many_parked_at_once_and_taken_back_keep_no_day(store: Store) -> None:
    who = [capture(store, name).prospect for name in ("Zofia Żak", "Phạm Văn Đức")]
    bulk_editing.write(store, bulk_editing.stage(store, who, "parked"))
    assert len(waiting(store)) == 2

    bulk_editing.write(store, bulk_editing.stage(store, who, "suspect"))

    assert waiting(store) == []
    assert {fresh(store, Prospect, one).revisit_on for one in who} == {None}


def test_all_that_is_done_with_the_queue_is_undone_after_a_restart(store: Store) -> None:
    who, other = (capture(store, name).prospect for name in ("Zofia Żak", "Åsa Nyström"))
    products.make(store, ProductDraft(name="Ullkurv"))
    lost, forgotten = lost_deal(store, who), lost_deal(store, who)
    before, path = records(store), store.path
    with store.reading_raw() as connection:
        first = connection.exec_driver_sql("SELECT max(row) FROM batches").scalar_one()

    revival.park(store, who, product="Ullkurv")
    revival.park(store, other)
    revival.let_go(store, fresh(store, Prospect, other))
    revival.offer(store, fresh(store, Deal, lost.id), "Ullkurv")
    revival.move_day(store, fresh(store, Deal, lost.id), TODAY + timedelta(days=3))
    revival.revive(store, fresh(store, Deal, lost.id))
    revival.let_go(store, fresh(store, Deal, forgotten.id))
    assert fresh(store, Prospect, other).stage == "discarded"
    assert (
        fresh(store, Prospect, who).stage == "suspect"
    )  # a deal that is tried again brings its prospect back
    assert waiting(store) == []
    after = records(store)

    store.close()
    with open_store(path) as again:
        with again.reading_raw() as connection:
            query = "SELECT count(*) FROM batches WHERE cause = 'change' AND row > ?"
            done = connection.exec_driver_sql(query, (first,)).scalar_one()
        for _time in range(done):
            assert changes.undo(again).skipped == []
        assert records(again) == before
        for _time in range(done):
            assert changes.redo(again).skipped == []
        assert records(again) == after
        assert checks.look_over(again) == []


def test_a_deal_is_not_tried_again_with_what_is_not_sold(store: Store) -> None:
    lost = lost_deal(store, None)
    with pytest.raises(UserError, match="no product"):
        revival.offer(store, lost, "Ingenting")


def test_who_is_parked_past_midnight_comes_back_counted_from_the_sellers_own_day(
    store: Store, clock: StandingClock
) -> None:
    clock.at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # half past midnight in Oslo
    who = capture(store).prospect
    with store.read() as reading:
        proposed = parking.proposed(reading, who, date(2026, 11, 23))
    assert revival.park(store, who).revisit_on == proposed


def test_what_was_tried_again_is_not_tried_again_a_second_time(store: Store) -> None:
    lost = lost_deal(store, None)
    made = revival.revive(store, lost)
    with pytest.raises(UserError, match="tried again already"):
        revival.revive(store, lost)

    prospects.delete(store, made, "Eikebrett, to butikker")

    assert isinstance(revival.revive(store, lost), Deal)


def test_who_is_met_and_parked_in_one_go_gets_a_day_too(store: Store) -> None:
    who = capture(store, "Åsa Nyström", stage="parked").prospect
    assert fresh(store, Prospect, who).revisit_on == date(2027, 2, 22)
