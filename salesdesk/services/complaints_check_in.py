"""The check-in after a complaint: a follow-up that asks whether all is well, planned when it is solved."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock, today, zone_name
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.followups import FollowUp
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import preferences
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

ORIGIN = "complaint"  # of a follow-up that was planned by solving one


def last(reading: Reading, complaint: UUID) -> FollowUp | None:
    """The check-in of a complaint: the one that is still to be done, else the one done last; None for none."""
    query = (
        select(FollowUp)
        .where(FollowUp.complaint == complaint, FollowUp.origin == ORIGIN, FollowUp.deleted_at.is_(None))
        .order_by(FollowUp.done_at.is_not(None), FollowUp.done_at.desc(), FollowUp.day, FollowUp.row)
    )
    return reading.first(query)


def planned(unit: Unit, complaint: Complaint, clock: Clock) -> FollowUp:
    """Plans the check-in as part of `unit`, by the usual delay a week from now, on a worked day."""
    usual = preferences.read(unit)
    return unit.add(
        FollowUp(
            what=_("Ask whether all is well: {what}").format(what=complaint.what),
            kind="call",
            day=usual.next_worked(today(clock) + timedelta(days=usual.check_in_days)),
            zone=zone_name(clock),
            prospect=complaint.prospect,
            complaint=complaint.id,
            origin=ORIGIN,
        )
    )


def dropped(unit: Unit, complaint: Complaint) -> None:
    """Takes back, as part of `unit`, each check-in that is still to be done."""
    query = select(FollowUp).where(
        FollowUp.complaint == complaint.id,
        FollowUp.origin == ORIGIN,
        FollowUp.done_at.is_(None),
        FollowUp.deleted_at.is_(None),
    )
    for one in unit.find(query):
        unit.delete(one)


def plan(store: Store, complaint: UUID) -> FollowUp:
    """Plans a check-in for a solved complaint that has none. Raises `UserError` where it has one."""
    with store.read() as reading:
        what = reading.need(Complaint, complaint).what
    with store.change(N_("Planned to check in: {what}"), what=what) as unit:
        mine, before = unit.need(Complaint, complaint), last(unit, complaint)
        if before is not None and before.done_at is None:
            raise UserError(_("That is planned already."), _("Move it on Today, if the day does not suit."))
        return planned(unit, mine, store.clock)


def drop(store: Store, complaint: UUID) -> None:
    """Takes the check-in off again; undo brings it back."""
    with store.read() as reading:
        what = reading.need(Complaint, complaint).what
    with store.change(N_("No longer to check in: {what}"), what=what) as unit:
        dropped(unit, unit.need(Complaint, complaint))
