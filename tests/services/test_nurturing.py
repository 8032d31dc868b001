"""Nurture plans: step by step, and over by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from salesdesk.domain.consents import Consent
from salesdesk.domain.drafts import FollowUpDraft, ProspectDraft
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.nurturing import NurturePlan, Nurturing
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import (
    activities,
    bulk_editing,
    changes,
    checks,
    deals,
    duplicates,
    editing,
    followups,
    meeting,
    nurture_plans,
    nurturing,
    nurturing_many,
    parts,
    prospects,
)
from salesdesk.services.cards import card
from salesdesk.services.deals import DealDraft
from salesdesk.services.drafting import Scene
from salesdesk.services.meeting import Meeting
from salesdesk.services.nurture_plans import StepDraft
from salesdesk.store.database import Store
from tests.factories import MORNING, StandingClock, capture, open_store, records

STEPS = (StepDraft(days=14, kind="call", tell="Spør om våren"), StepDraft(days=30, kind="call"))


def plan_of(store: Store, *steps: StepDraft, name: str = "Ikke klar ennå") -> NurturePlan:
    return nurture_plans.make(store, name, steps or STEPS)


def someone(store: Store, name: str = "Åsa Nyström", **said: Any) -> UUID:
    """Someone without a follow-up of her own, so that what a plan makes stands alone."""
    captured = capture(store, name, **said)
    with store.read() as reading:
        prospects.delete(store, reading.need(FollowUp, captured.follow_up), name)
    return captured.prospect


def todo(store: Store, prospect: UUID) -> list[FollowUp]:
    with store.read() as reading:
        open_ones = FollowUp.prospect == prospect, FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None)
        return list(reading.find(select(FollowUp).where(*open_ones).order_by(FollowUp.row)))


def ended_by(store: Store, prospect: UUID) -> Sequence[str]:
    """Why each plan that somebody was on ended, the first begun first; empty for one that runs."""
    with store.read() as reading:
        mine = select(Nurturing).where(Nurturing.prospect == prospect, Nurturing.deleted_at.is_(None))
        return [one.ended_by for one in reading.find(mine.order_by(Nurturing.row))]


def whole(store: Store, prospect: UUID) -> Prospect:
    with store.read() as reading:
        return reading.need(Prospect, prospect)


def test_a_plan_makes_one_follow_up_after_the_other_on_worked_days_and_is_then_finished(store: Store) -> None:
    who, plan = someone(store), plan_of(store)

    nurturing.start(store, who, plan.id)
    (first,) = todo(store, who)
    assert (first.what, first.kind, first.origin) == ("Spør om våren", "call", "nurture")
    assert first.day == date(2026, 12, 7)  # fourteen days from Sunday the 22nd are a Sunday
    followups.finish(store, first.id)
    (second,) = todo(store, who)
    assert second.what == "Call Åsa Nyström"
    assert second.day == date(2026, 12, 22)
    followups.finish(store, second.id)

    assert todo(store, who) == []
    assert ended_by(store, who) == ["finished"]
    changes.undo(store)
    assert [one.id for one in todo(store, who)] == [second.id]
    assert ended_by(store, who) == [""]


def _calls(store: Store, who: UUID) -> None:
    activities.note(store, who, kind="call-in", text="Vil ha tilbud")


def _writes(store: Store, who: UUID) -> None:
    activities.note(store, who, kind="email-in")


def _visited(store: Store, who: UUID) -> None:
    made = followups.plan(store, FollowUpDraft(what="Besøk", kind="visit", day=MORNING.date()), who)
    followups.finish(store, made.id)


def _met_again(store: Store, who: UUID) -> None:
    with store.change("A fair") as unit:
        fair = unit.add(Fair(name="Hjem & Hage"))
    draft = ProspectDraft(name="Åsa Nyström", time_frame="now")
    meeting.add_to(store, who, Meeting(draft=draft, fair=fair.id), region="NO")


def _steps_up(store: Store, who: UUID) -> None:
    scene = Scene(now=MORNING, region="NO", store=store.path)
    editing.set_fields(store, whole(store, who), "", [("stage", "sales-qualified")], scene)


def _parked(store: Store, who: UUID) -> None:
    bulk_editing.write(store, bulk_editing.stage(store, [who], "parked"))


def _buys(store: Store, who: UUID) -> None:
    deal = deals.open_deal(store, DealDraft(title="Eikebrett", currency="NOK", prospect=who))
    deals.win(store, deal.id, deals.Won(check_ins=False))


def _takes_consent_back(store: Store, who: UUID) -> None:
    owner = whole(store, who)
    said = {"channel": "email", "basis": "consent", "at": MORNING}
    given = parts.add(store, owner, "consents", said, name="", region="NO")
    assert isinstance(given, Consent)
    assert ended_by(store, who) == [""]
    parts.change(store, given, {"withdrawn_at": (None, MORNING)}, name="", region="NO")


def _deleted(store: Store, who: UUID) -> None:
    prospects.delete(store, whole(store, who), "Åsa Nyström")


def _deleted_with_others(store: Store, who: UUID) -> None:
    bulk_editing.write(store, bulk_editing.delete(store, [who]))


@pytest.mark.parametrize(
    ("happens", "by"),
    [
        (_calls, "reply"),
        (_writes, "reply"),
        (_visited, "reply"),
        (_met_again, "reply"),
        (_steps_up, "stage"),
        (_parked, "stage"),
        (_buys, "stage"),
        (_takes_consent_back, "consent"),
        (_deleted, "deleted"),
        (_deleted_with_others, "deleted"),
    ],
)
def test_a_plan_ends_by_itself_in_the_change_that_ended_it_and_one_undo_brings_both_back(
    store: Store, happens: Callable[[Store, UUID], object], by: str
) -> None:
    who = someone(store)
    nurturing.start(store, who, plan_of(store).id)
    planned = [one.id for one in todo(store, who)]

    happens(store, who)

    assert ended_by(store, who) == [by]
    assert not {*planned} & {one.id for one in todo(store, who)}
    changes.undo(store)
    assert ended_by(store, who) == [""]
    assert {*planned} <= {one.id for one in todo(store, who)}


def test_what_is_no_answer_leaves_a_plan_running(store: Store, clock: StandingClock) -> None:
    who = someone(store)
    nurturing.start(store, who, plan_of(store).id)

    activities.note(store, who, kind="email", text="Sendte katalogen")
    activities.note(store, who, kind="call-in", at=clock.now() - timedelta(days=3))  # noted late
    scene = Scene(now=MORNING, region="NO", store=store.path)
    editing.set_fields(store, whole(store, who), "", [("consent", "hand-over")], scene)
    editing.set_fields(store, whole(store, who), "", [("consent", "")], scene)

    assert ended_by(store, who) == [""]
    assert len(todo(store, who)) == 1


def test_a_visit_that_the_plan_itself_asks_for_leads_to_the_next_step(store: Store) -> None:
    who = someone(store)
    nurturing.start(store, who, plan_of(store, StepDraft(kind="visit"), StepDraft(tell="Ring")).id)

    followups.finish(store, todo(store, who)[0].id)

    assert [one.what for one in todo(store, who)] == ["Ring"]


def test_a_step_that_is_left_out_gives_way_to_the_next_one(store: Store) -> None:
    who = someone(store)
    nurturing.start(store, who, plan_of(store).id)

    prospects.delete(store, todo(store, who)[0], "Spør om våren")

    assert [one.what for one in todo(store, who)] == ["Call Åsa Nyström"]


def test_another_plan_takes_the_place_of_the_one_that_runs_and_a_double_brings_no_second(
    store: Store,
) -> None:
    who, other = someone(store), someone(store, "Aasa Nyström")
    first, second = plan_of(store), plan_of(store, StepDraft(tell="Zadzwoń w maju"), name="Żółty plan")
    nurturing.start(store, who, first.id)
    with pytest.raises(UserError, match="on that plan already"):
        nurturing.start(store, who, first.id)

    nurturing.start(store, who, second.id)
    nurturing.start(store, other, first.id)
    duplicates.merge(store, who, [other])

    assert [one.what for one in todo(store, who)] == ["Zadzwoń w maju"]
    assert sorted(ended_by(store, who)) == ["", "seller", "seller"]


def test_nobody_is_written_to_who_has_not_agreed(store: Store) -> None:
    plan = plan_of(store, StepDraft(kind="call"), StepDraft(kind="email", tell="Nytt i Łódź"))
    agreed = someone(store, "Marek Łukasik", consent="email")
    silent, gone = someone(store, "Nguyễn Thị Hạnh"), someone(store, "Phạm Văn Đức", stage="discarded")
    with pytest.raises(UserError, match="has not agreed"):
        nurturing.start(store, silent, plan.id)

    found = nurturing_many.start(store, [agreed, silent, gone], plan.id)
    bulk_editing.write(store, found)

    assert (found.changing, found.not_agreed, found.discarded) == (1, 1, 1)
    assert [one.kind for one in todo(store, agreed)] == ["call"]
    assert todo(store, silent) == []
    again = nurturing_many.start(store, [agreed, silent], plan.id)
    assert (again.changing, again.already, again.not_agreed) == (0, 1, 1)


def test_a_plan_edited_while_someone_is_on_it_goes_on_in_its_new_order(store: Store) -> None:
    who = someone(store)
    plan = plan_of(store, *(StepDraft(tell=tell) for tell in ("en", "to", "tre")))
    nurturing.start(store, who, plan.id)
    with store.read() as reading:
        _one, two, _three = nurturing.steps(reading, plan.id)

    nurture_plans.move_step(store, two.id, by=1)
    with store.read() as reading:
        (_one, _three, two) = nurturing.steps(reading, plan.id)
        (member,) = nurture_plans.members(reading, plan.id)
    assert (member.name, member.step, member.what) == ("Åsa Nyström", 1, "en")
    nurture_plans.change_step(store, two, StepDraft(days=7, kind="sample", tell="Send prøve"))
    followups.finish(store, todo(store, who)[0].id)
    assert [one.what for one in todo(store, who)] == ["tre"]
    nurture_plans.take_step(store, two.id)
    nurture_plans.add_step(store, plan.id, StepDraft(tell="fire"))
    followups.finish(store, todo(store, who)[0].id)

    assert [one.what for one in todo(store, who)] == ["fire"]
    nurture_plans.delete(store, plan.id)
    assert todo(store, who) == []
    assert ended_by(store, who) == ["seller"]


def test_a_step_is_written_in_a_line_and_what_is_none_is_refused() -> None:
    assert nurture_plans.written_step("14d email Fortell om glasuren") == StepDraft(
        days=14, kind="email", tell="Fortell om glasuren"
    )
    for weeks in ("2 weeks call", "2w call", "2 uker call"):
        assert nurture_plans.written_step(weeks) == StepDraft(days=14, kind="call")
    assert nurture_plans.written_step("1 måned call Ring").days == 30
    for wrong in ("email 14", "soon call", "14d dance", ""):
        with pytest.raises(UserError, match="is not a step"):
            nurture_plans.written_step(wrong)


def test_a_plan_needs_a_name_of_its_own_and_steps_before_anyone_is_on_it(store: Store) -> None:
    empty = nurture_plans.make(store, "Våren")
    with pytest.raises(UserError, match="of that name"):
        nurture_plans.make(store, " våren ")
    with pytest.raises(UserError, match="needs a name"):
        nurture_plans.make(store, " ")
    with pytest.raises(UserError, match="no steps"):
        nurturing.start(store, someone(store), empty.id)
    with pytest.raises(UserError, match="number of days"):
        nurture_plans.add_step(store, empty.id, StepDraft(days=-1))


def test_all_that_is_done_with_plans_is_undone_after_a_restart(store: Store) -> None:
    who, other = someone(store), someone(store, "Kari Østby")
    before, path = records(store), store.path
    with store.reading_raw() as connection:
        first = connection.exec_driver_sql("SELECT max(row) FROM batches").scalar_one()
    plan = plan_of(store)
    running = nurturing.start(store, who, plan.id)
    nurturing.stop(store, running.id)
    bulk_editing.write(store, nurturing_many.start(store, [who, other], plan.id))
    followups.finish(store, todo(store, who)[0].id)
    with store.read() as reading:
        step, _last = nurturing.steps(reading, plan.id)
    nurture_plans.change_step(store, step, StepDraft(days=3, kind="visit", tell="Kom innom"))
    nurture_plans.move_step(store, step.id, by=1)
    nurture_plans.add_step(store, plan.id, StepDraft(tell="Til slutt"))
    nurture_plans.take_step(store, step.id)
    nurture_plans.rename(store, plan, "Til våren")
    nurture_plans.delete(store, plan.id)
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


def test_what_somebody_is_on_is_told_with_its_step(store: Store) -> None:
    who, plan = someone(store), plan_of(store)
    nurturing.start(store, who, plan.id)

    with store.read() as reading:
        on = nurture_plans.on_plan(reading, who)
        (line,) = nurture_plans.read(reading)
        assert card(reading, who) is not None
    assert on is not None
    assert (on.name, on.step, on.steps, on.what) == (plan.name, 1, 2, "Spør om våren")
    assert (line.steps, line.on, line.ended) == (2, 1, 0)
