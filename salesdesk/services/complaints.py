"""Complaints: taken in, answered by when it was promised, solved, and asked about a week later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import today, zone_name
from salesdesk.domain import vocabulary
from salesdesk.domain.complaints import Cause, Complaint
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import preferences
from salesdesk.services.directory import Directory
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintDraft:
    """What a customer brings up."""

    what: str
    kind: str = "complaint"
    cause: str = ""  # a slug of the vocabulary, or the seller's own word
    severity: int = 2
    public: bool = False
    promise: str = ""
    promised_at: datetime | None = None
    received_at: datetime | None = None


def receive(store: Store, draft: ComplaintDraft, prospect: UUID | None) -> Complaint:
    """Takes a complaint in. Raises `UserError` where it does not say what is wrong."""
    if not draft.what.strip():
        raise UserError(_("A complaint needs a word on what is wrong."))
    with store.change(N_("Complaint: {what}"), what=draft.what) as unit:
        directory = Directory(unit.connection, unit.now)
        cause = directory.named("causes", vocabulary.recognise("cause", draft.cause) or draft.cause)
        unit.write(directory.made())
        return unit.add(
            Complaint(
                what=draft.what,
                kind=draft.kind,
                cause=cause,
                severity=draft.severity,
                public=int(draft.public),
                prospect=prospect,
                promise=draft.promise,
                promised_at=draft.promised_at,
                received_at=draft.received_at or unit.now,
            )
        )


def resolve(store: Store, complaint: UUID, resolution: str, *, satisfaction: int | None = None) -> Complaint:
    """Closes a complaint with what solved it, and plans a check-in, by the usual delay a week later, in one
    change.

    Raises `UserError` where it is resolved already.
    """
    with store.read() as reading:
        what = reading.need(Complaint, complaint).what
    with store.change(N_("Solved: {what}"), what=what) as unit:
        mine = unit.need(Complaint, complaint)
        if mine.status == "resolved":
            raise UserError(_("That is solved already."), _("Undo takes it back."))
        mine.status, mine.resolution, mine.resolved_at = "resolved", resolution, unit.now
        mine.satisfaction = satisfaction
        day = today(store.clock) + timedelta(days=preferences.read(unit).check_in_days)
        asked = _("Ask whether all is well: {what}").format(what=what)
        unit.add(
            FollowUp(
                what=asked,
                kind="call",
                day=day,
                zone=zone_name(store.clock),
                prospect=mine.prospect,
                complaint=mine.id,
                origin="complaint",
            )
        )
        return mine


def open_ones(reading: Reading) -> Sequence[Complaint]:
    """The open complaints: public ones first, then by when the answer was promised, then by receipt; those of
    deleted prospects left out."""
    alive = select(Prospect.id).where(Prospect.deleted_at.is_(None))
    query = (
        select(Complaint)
        .where(Complaint.prospect.is_(None) | Complaint.prospect.in_(alive))
        .where(Complaint.status == "open", Complaint.deleted_at.is_(None))
        .order_by(Complaint.public.desc(), Complaint.promised_at.is_(None), Complaint.promised_at)
        .order_by(Complaint.received_at, Complaint.row)
    )
    return reading.find(query)


def causes(reading: Reading, some: Sequence[Complaint]) -> dict[UUID, str]:
    """The cause of each complaint that has one: its slug, or the seller's own word."""
    wanted = {one.cause for one in some if one.cause}
    known = {
        cause.id: cause.key or cause.name for cause in reading.find(select(Cause).where(Cause.id.in_(wanted)))
    }
    return {one.id: known[one.cause] for one in some if one.cause and one.cause in known}
