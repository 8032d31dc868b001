"""Prospects on nurture plans: started, taken from step to step, and off them again by themselves.

A running plan has one open follow-up, that of its next step. What ends the plan (an answer, a step up the ladder,
a withdrawn consent, the last step done) takes that follow-up away in the same change, so that one undo brings
both back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock, today, zone_name
from salesdesk.domain.activities import Activity
from salesdesk.domain.consents import Consent
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.nurturing import NurturePlan, NurtureStep, Nurturing
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.vocabulary import ANSWERS, label
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import preferences
from salesdesk.services.cards import card
from salesdesk.services.drafting import default_what
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

ORIGIN: Final = "nurture"
# What must be agreed to before a step of a kind: one of these channels; other kinds ask for nothing.
CHANNELS: Final = {"email": ("email",), "message": ("sms", "email")}
_RUNGS: Final = ("suspect", "marketing-qualified", "sales-qualified", "customer")
_SIDE_ROOMS: Final = frozenset({"parked", "discarded"})
NOT_ABOUT_WRITING: Final = "hand-over"  # withdrawing it says nothing about hearing from the seller


def running(reading: Reading, prospect: UUID) -> Nurturing | None:
    """The plan that a prospect is on; None where there is none."""
    mine = Nurturing.prospect == prospect, Nurturing.ended_at.is_(None), Nurturing.deleted_at.is_(None)
    return reading.first(select(Nurturing).where(*mine).order_by(Nurturing.row.desc()))


def steps(reading: Reading, plan: UUID) -> Sequence[NurtureStep]:
    """The steps of a plan in their order."""
    mine = NurtureStep.plan == plan, NurtureStep.deleted_at.is_(None)
    return reading.find(select(NurtureStep).where(*mine).order_by(NurtureStep.position, NurtureStep.row))


def open_step(reading: Reading, nurturing: UUID) -> FollowUp | None:
    """The follow-up that is to be done next on a running plan."""
    mine = FollowUp.nurturing == nurturing, FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None)
    return reading.first(select(FollowUp).where(*mine).order_by(FollowUp.day, FollowUp.row))


def needs_consent(kinds: Sequence[str], agreed: Sequence[str]) -> str:
    """The first of the `kinds` of steps that the channels `agreed` to don't allow; empty where all are."""
    return next((one for one in kinds if one in CHANNELS and not {*CHANNELS[one]} & {*agreed}), "")


def _agreed(reading: Reading, prospect: UUID) -> list[str]:
    """The channels that a prospect agreed to, as it stands now."""
    mine = Consent.prospect == prospect, Consent.withdrawn_at.is_(None), Consent.deleted_at.is_(None)
    return [one.channel for one in reading.find(select(Consent).where(*mine))]


def start(store: Store, prospect: UUID, plan: UUID) -> Nurturing:
    """Starts a prospect on a plan: its first step becomes a follow-up; another plan that runs ends.

    Raises `UserError` where it is discarded, or on that plan already, the plan has no step, or a step would write
    to someone who has not agreed to it.
    """
    with store.read() as reading:
        who, mine = card(reading, reading.need(Prospect, prospect).id), reading.need(NurturePlan, plan)
    assert who is not None
    with store.change(N_("{name} is on the plan {plan}"), name=who.name, plan=mine.name) as unit:
        taken = steps(unit, plan)
        if unit.need(Prospect, prospect).stage == "discarded":
            raise UserError(
                _("{name} is discarded.").format(name=who.name), _("Put them back on the ladder first.")
            )
        if not taken:
            raise UserError(_("That plan has no steps yet."), _("Give it a step first."))
        before = running(unit, prospect)
        if before is not None and before.plan == plan:
            raise UserError(_("{name} is on that plan already.").format(name=who.name))
        kind = needs_consent([one.kind for one in taken], _agreed(unit, prospect))
        if kind:
            raise UserError(
                _("{name} has not agreed to be written to, and the plan has the step “{kind}”.").format(
                    name=who.name, kind=label("followup", kind)
                ),
                _("Note the consent first, or choose a plan of calls and visits."),
            )
        end(unit, prospect, "seller")
        made = unit.add(Nurturing(plan=plan, prospect=prospect, started_at=unit.now))
        unit.add(step_of(unit, store.clock, made, taken[0], who.name))
        return made


def stop(store: Store, nurturing: UUID) -> None:
    """Takes a prospect off its plan. Raises `UserError` where that has ended already."""
    with store.read() as reading:
        mine = reading.need(Nurturing, nurturing)
        who = card(reading, mine.prospect) if mine.prospect else None
        plan = reading.get(NurturePlan, mine.plan) if mine.plan else None
    names = {"name": who.name if who else "", "plan": plan.name if plan else ""}
    with store.change(N_("Took {name} off the plan {plan}"), **names) as unit:
        mine = unit.need(Nurturing, nurturing)
        if mine.ended_at is not None:
            raise UserError(_("That plan has ended already."))
        _end(unit, mine, "seller")


def end(unit: Unit, prospect: UUID, by: str) -> None:
    """Ends, as part of `unit`, what a prospect is on: `by` is reply, stage, consent, finished, seller or deleted."""
    mine = Nurturing.prospect == prospect, Nurturing.ended_at.is_(None), Nurturing.deleted_at.is_(None)
    for one in unit.find(select(Nurturing).where(*mine)):
        _end(unit, one, by)


def plan_gone(unit: Unit, plan: UUID) -> None:
    """Takes off a plan, which is deleted, whoever is on it."""
    query = select(Nurturing).where(Nurturing.plan == plan)
    for one in unit.find(query.where(Nurturing.ended_at.is_(None), Nurturing.deleted_at.is_(None))):
        _end(unit, one, "seller")


def _end(unit: Unit, mine: Nurturing, by: str) -> None:
    mine.ended_at, mine.ended_by = unit.now, by
    waiting = FollowUp.nurturing == mine.id, FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None)
    for one in unit.find(select(FollowUp).where(*waiting)):
        unit.delete(one)


def heard(unit: Unit, activity: Activity) -> None:
    """Ends what a prospect is on where `activity` shows that it answers or was met. One from before the plan was
    started, noted late, ends nothing."""
    if activity.prospect is None or activity.kind not in ANSWERS:
        return
    mine = running(unit, activity.prospect)
    if mine is not None and not _before(activity.at, mine.started_at):
        end(unit, activity.prospect, "reply")


def _before(at: datetime | None, started: datetime | None) -> bool:
    return at is not None and started is not None and at < started


def is_over_by(old: str, new: str) -> bool:
    """Whether a move along the ladder ends a plan: a step up, or into one of the side rooms."""
    if new in _SIDE_ROOMS:
        return True
    if new not in _RUNGS:
        return False
    return old in _SIDE_ROOMS or (old in _RUNGS and _RUNGS.index(new) > _RUNGS.index(old))


def moved(unit: Unit, prospect: UUID, old: str, new: str) -> None:
    """Ends what a prospect is on where it moved up the ladder, or was parked or discarded."""
    if is_over_by(old, new):
        end(unit, prospect, "stage")


def withdrawn(unit: Unit, consent: Consent) -> None:
    """Ends what a prospect is on, since it withdrew a consent to hear from the seller."""
    if consent.prospect is not None and consent.channel != NOT_ABOUT_WRITING:
        end(unit, consent.prospect, "consent")


def went_on(unit: Unit, clock: Clock, follow_up: FollowUp) -> None:
    """Plans the step after the one whose follow-up was done or left out; after the last, the plan is finished. None
    is planned where another is to be done already, as after an undo of an earlier one."""
    mine = unit.get(Nurturing, follow_up.nurturing) if follow_up.nurturing else None
    if mine is None or mine.ended_at is not None or mine.plan is None or mine.prospect is None:
        return
    if open_step(unit, mine.id) is not None:
        return
    before = unit.get(NurtureStep, follow_up.nurture_step) if follow_up.nurture_step else None
    place = before.position if before is not None else -1
    following = next((one for one in steps(unit, mine.plan) if one.position > place), None)
    if following is None:
        _end(unit, mine, "finished")
        return
    who = card(unit, mine.prospect)
    unit.add(step_of(unit, clock, mine, following, who.name if who else ""))


def came_back(unit: Unit, follow_up: FollowUp) -> None:
    """A follow-up of a plan that was deleted is to be done again: it takes the place of the step that was planned for
    it; where the plan is over, it stands alone."""
    mine = unit.get(Nurturing, follow_up.nurturing) if follow_up.nurturing else None
    if mine is None or follow_up.done_at is not None:
        return
    if mine.ended_at is not None or mine.deleted_at is not None:
        follow_up.nurturing = follow_up.nurture_step = None
        return
    waiting = FollowUp.nurturing == mine.id, FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None)
    for one in unit.find(select(FollowUp).where(*waiting, FollowUp.id != follow_up.id)):
        unit.delete(one)


def step_of(reading: Reading, clock: Clock, mine: Nurturing, step: NurtureStep, who: str) -> FollowUp:
    """The follow-up of a step, so many days from today, on a day that is worked."""
    day = today(clock) + timedelta(days=step.days)
    return FollowUp(
        what=step.tell or default_what(step.kind, who),
        kind=step.kind,
        day=preferences.read(reading).next_worked(day),
        zone=zone_name(clock),
        prospect=mine.prospect,
        origin=ORIGIN,
        nurturing=mine.id,
        nurture_step=step.id,
    )
