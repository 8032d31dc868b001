"""Nurture plans hold: one step at a time, whatever is brought back, moved or made one of two."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from salesdesk.domain.consents import Consent
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.errors import UserError
from salesdesk.services import (
    changes,
    duplicates,
    editing,
    followups,
    nurture_plans,
    nurturing,
    parts,
    prospects,
    revival,
)
from salesdesk.services.drafting import Scene
from salesdesk.services.nurture_plans import StepDraft
from salesdesk.store.database import Store
from tests.factories import capture
from tests.services.test_nurturing import STEPS, ended_by, plan_of, someone, todo, whole


def test_a_step_that_is_brought_back_takes_the_place_of_the_one_planned_for_it(store: Store) -> None:
    who = someone(store)
    nurturing.start(store, who, plan_of(store).id)
    (first,) = todo(store, who)
    prospects.delete(store, first, first.what)
    (second,) = todo(store, who)

    prospects.bring_back(store, first, first.what)
    assert [one.id for one in todo(store, who)] == [first.id]
    followups.finish(store, first.id)
    assert [one.what for one in todo(store, who)] == [second.what]

    prospects.delete(store, todo(store, who)[0], second.what)  # which was the last: the plan is over
    prospects.bring_back(store, first, first.what)  # done already: it brings nothing along
    prospects.bring_back(store, second, second.what)
    assert [(one.id, one.nurturing) for one in todo(store, who)] == [(second.id, None)]
    followups.finish(store, second.id)
    assert todo(store, who) == []
    assert ended_by(store, who) == ["finished"]


def test_a_finished_step_that_is_taken_back_later_and_finished_again_plans_no_second_one(
    store: Store,
) -> None:
    who = someone(store)
    nurturing.start(store, who, plan_of(store, *STEPS, StepDraft(tell="tre")).id)
    (first,) = todo(store, who)
    followups.finish(store, first.id)
    with store.read() as reading:
        finished = changes.undone_next(reading).id
    followups.finish(store, todo(store, who)[0].id)
    changes.undo(store, finished)

    followups.finish(store, first.id)

    assert [one.what for one in todo(store, who)] == ["tre"]


def test_who_has_no_intention_to_buy_is_put_on_no_plan(store: Store) -> None:
    gone = someone(store, "Phạm Văn Đức", stage="discarded")
    with pytest.raises(UserError, match="is discarded"):
        nurturing.start(store, gone, plan_of(store).id)
    assert todo(store, gone) == []


def test_who_is_on_a_step_that_was_taken_off_misses_none_of_those_moved_since(store: Store) -> None:
    who = someone(store)
    plan = plan_of(store, *(StepDraft(tell=tell) for tell in ("en", "to", "tre")))
    nurturing.start(store, who, plan.id)
    with store.read() as reading:
        one, _two, three = nurturing.steps(reading, plan.id)
    nurture_plans.take_step(store, one.id)
    nurture_plans.move_step(store, three.id, by=-1)

    followups.finish(store, todo(store, who)[0].id)

    assert [one.what for one in todo(store, who)] == ["tre"]


@pytest.mark.parametrize("kept", ["on the plan", "parked"])
def test_a_double_that_was_parked_ends_the_plan_of_the_one_it_is_made_one_with(
    store: Store, kept: str
) -> None:
    who, double = someone(store), someone(store, "Aasa Nyström")
    nurturing.start(store, who, plan_of(store).id)
    revival.park(store, double)
    keep, other = (who, double) if kept == "on the plan" else (double, who)

    duplicates.merge(store, keep, [other])

    assert (whole(store, keep).stage, ended_by(store, keep)) == ("parked", ["stage"])
    assert whole(store, keep).revisit_on is not None
    assert todo(store, keep) == []
    with store.read() as reading:
        moves = reading.find(select(StageChange).where(StageChange.prospect == keep))
    assert [(one.old, one.new) for one in moves] == [("suspect", "parked")]
    changes.undo(store)
    assert ended_by(store, who) == [""]
    assert len(todo(store, who)) == 1


def test_a_rung_taken_over_from_a_double_that_no_move_tells_of_is_noted(store: Store) -> None:
    who, double = someone(store), someone(store, "Aasa Nyström")
    with store.change("as an old file brings it") as unit:
        unit.need(Prospect, double).stage = "customer"

    duplicates.merge(store, who, [double])

    with store.read() as reading:
        moves = reading.find(select(StageChange).where(StageChange.prospect == who))
    assert [(one.old, one.new) for one in moves] == [("suspect", "customer")]


@pytest.mark.parametrize("how", ["set", "taken off"])
def test_a_consent_that_goes_by_whatever_way_ends_the_plan(store: Store, how: str) -> None:
    who = capture(store, consent="email").prospect
    plan = nurture_plans.make(store, "Brev", [StepDraft(days=7, kind="email", tell="Hei")])
    nurturing.start(store, who, plan.id)
    with store.read() as reading:
        (consent,) = reading.find(select(Consent).where(Consent.prospect == who))
    if how == "set":
        now = store.clock.now().astimezone(store.clock.zone())
        scene = Scene(now=now, region="NO", store=store.path)
        editing.set_fields(store, consent, "", [("withdrawn_at", "2026-11-22")], scene)
    else:
        parts.take_off(store, consent, name="")
    with store.read() as reading:
        assert nurturing.running(reading, who) is None
