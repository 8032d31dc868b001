"""Follow-ups: planned, done, moved, snoozed; the next one asked for in the same breath."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock, zone_name
from salesdesk.domain.activities import Activity
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import activities, nurturing
from salesdesk.services.drafting import default_what
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

# What is noted as having happened when a follow-up of a kind is done.
ACTIVITY_OF = {
    "call": "call-out",
    "email": "email",
    "visit": "visit",
    "meeting": "meeting",
    "message": "message",
}


def titled(draft: FollowUpDraft, who: str) -> FollowUpDraft:
    """`draft` with the title that a capture gives where nothing but the verb was said: "Call Ingrid"."""
    if draft.what:
        return draft
    return replace(draft, what=default_what(draft.kind, who))


def plan(store: Store, draft: FollowUpDraft, prospect: UUID | None) -> FollowUp:
    """Plans a follow-up. Raises `UserError` where it has no day or says nothing."""
    if draft.day is None or not draft.what.strip():
        raise UserError(_("A follow-up needs what to do and a day."), _("Say for example: call friday"))
    with store.change(N_("Planned: {what}"), what=draft.what) as unit:
        return unit.add(
            FollowUp(
                what=draft.what,
                kind=draft.kind,
                day=draft.day,
                time=draft.time,
                zone=zone_name(store.clock),
                prospect=prospect,
            )
        )


def finish(
    store: Store, follow_up: UUID, *, following: FollowUpDraft | None = None, outcome: str = ""
) -> FollowUp:
    """Marks a follow-up done, notes the activity, and plans the one that follows, in one change. One of a nurture
    plan brings the plan's next step; a visit or a meeting beside the plan ends it.

    Raises `UserError` where it is done already.
    """
    with store.read() as reading:
        what = reading.need(FollowUp, follow_up).what
    with store.change(N_("Done: {what}"), what=what) as unit:
        mine = unit.need(FollowUp, follow_up)
        finish_in(unit, mine, store.clock, outcome=outcome)
        if following and following.day:
            unit.add(
                FollowUp(
                    what=following.what or mine.what,
                    kind=following.kind,
                    day=following.day,
                    time=following.time,
                    zone=zone_name(store.clock),
                    prospect=mine.prospect,
                    complaint=mine.complaint,
                )
            )
        return mine


def finish_in(unit: Unit, mine: FollowUp, clock: Clock, *, outcome: str = "") -> None:
    """Marks a follow-up done within a change that does more, notes the activity, and brings what a plan has next.
    Raises `UserError` where it is done already."""
    if mine.done_at is not None:
        raise UserError(_("That is done already."), _("Undo takes it back."))
    mine.done_at, mine.outcome = unit.now, outcome
    kind = ACTIVITY_OF.get(mine.kind, "note")
    happened = Activity(kind=kind, at=unit.now, prospect=mine.prospect, outcome=outcome, note=mine.what)
    if mine.nurturing is None:
        activities.add(unit, happened)
    else:
        unit.add(happened)  # a visit that the plan itself asked for does not end it
        nurturing.went_on(unit, clock, mine)


def snooze(store: Store, follow_up: UUID, until: datetime) -> FollowUp:
    """Moves the reminder, not the day."""
    with store.change(N_("Snoozed a reminder")) as unit:
        mine = unit.need(FollowUp, follow_up)
        mine.remind_at = until
        return mine


def move(store: Store, follow_up: UUID, day: date, at: time | None) -> FollowUp:
    """Moves a follow-up to another day, at a time of that day or at none; a reminder goes with the old day."""
    with store.read() as reading:
        what = reading.need(FollowUp, follow_up).what
    with store.change(N_("Moved: {what}"), what=what) as unit:
        mine = unit.need(FollowUp, follow_up)
        move_in(mine, day, at)
        return mine


def move_in(mine: FollowUp, day: date, at: time | None) -> None:
    """Moves a follow-up within a change that does more."""
    mine.day, mine.time, mine.remind_at = day, at, None


def open_between(reading: Reading, start: date | None, end: date) -> list[FollowUp]:
    """The follow-ups not yet done from `start` (None: ever) up to and without `end`, by day and time;
    those of deleted prospects left out."""
    alive = select(Prospect.id).where(Prospect.deleted_at.is_(None))
    query = (
        select(FollowUp)
        .where(FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None), FollowUp.day < end)
        .where(FollowUp.prospect.is_(None) | FollowUp.prospect.in_(alive))
        .order_by(FollowUp.day, FollowUp.time.is_(None), FollowUp.time, FollowUp.row)
    )
    return list(reading.find(query if start is None else query.where(FollowUp.day >= start)))
