"""Complaints: taken in, answered by when it was promised, solved, and asked about a week later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean, median
from typing import Any
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import today, zone_name
from salesdesk.domain import vocabulary
from salesdesk.domain.complaints import Cause, Complaint
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.instants import from_micros
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import preferences
from salesdesk.services.cards import cards
from salesdesk.services.directory import Directory
from salesdesk.services.prospects import edit
from salesdesk.store import complaint_list
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


def resolve(
    store: Store,
    complaint: UUID,
    resolution: str,
    *,
    satisfaction: int | None = None,
    check_in: bool = True,
) -> Complaint:
    """Closes a complaint with what solved it, and with `check_in` plans to ask again, by the usual delay a week
    later, in one change.

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
        if not check_in:
            return mine
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


@dataclass(frozen=True, slots=True)
class Line:
    """A complaint as a list shows it. `cause` is a slug of the vocabulary or the seller's own word."""

    id: UUID
    what: str
    public: bool
    name: str
    company: str
    cause: str
    promised_at: datetime | None
    open: bool
    received_at: datetime | None
    resolved_at: datetime | None
    satisfaction: int | None
    prospect: UUID | None


def listed(reading: Reading) -> list[Line]:
    """All complaints, open ones first by what is due, public ones before others, solved ones after."""
    return [
        Line(
            id=UUID(bytes=one[0]),
            what=one[1],
            public=bool(one[2]),
            name=one[3] or one[4] or _reached_by(reading, one[12]),
            company=one[4] if one[3] else "",
            cause=one[5] or one[6],
            promised_at=_instant(one[7]),
            open=one[8] == "open",
            received_at=_instant(one[9]),
            resolved_at=_instant(one[10]),
            satisfaction=one[11],
            prospect=UUID(bytes=one[12]) if one[12] else None,
        )
        for one in complaint_list.lines(reading.connection)
    ]


def _reached_by(reading: Reading, prospect: bytes | None) -> str:
    """The name to show for a prospect with neither name nor company; the empty text for none."""
    found = cards(reading, [UUID(bytes=prospect)]) if prospect else []
    return found[0].name if found else ""


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


@dataclass(frozen=True, slots=True)
class Solved:
    """How solved complaints went: days from receipt to solution (the median), satisfaction of 5 (the mean of
    those that said one). None where there is none to tell of."""

    days: float | None
    satisfaction: float | None


def solved(found: Sequence[Line]) -> Solved:
    """How the solved ones of `found` went."""
    spans = [
        (one.resolved_at - one.received_at).total_seconds() / 86_400
        for one in found
        if one.resolved_at and one.received_at and one.resolved_at >= one.received_at
    ]
    said = [one.satisfaction for one in found if one.satisfaction and not one.open]
    return Solved(median(spans) if spans else None, fmean(said) if said else None)


def change(store: Store, complaint: UUID, field: str, seen: Any, new: Any) -> None:
    """Sets one field of a complaint. Raises `UserError` where it was changed since it was seen."""
    with store.read() as reading:
        mine = reading.need(Complaint, complaint)
    edit(store, mine, {field: (seen, new)}, N_("Changed a complaint"))


def set_cause(store: Store, complaint: UUID, cause: str) -> None:
    """Names the cause: a slug of the vocabulary, the seller's own word, or the empty text for none."""
    with store.change(N_("Changed a complaint")) as unit:
        mine = unit.need(Complaint, complaint)
        directory = Directory(unit.connection, unit.now)
        mine.cause = directory.named("causes", cause) if cause else None
        unit.write(directory.made())


def reopen(store: Store, complaint: UUID) -> None:
    """Opens a solved complaint again; what was said to solve it stays."""
    with store.read() as reading:
        what = reading.need(Complaint, complaint).what
    with store.change(N_("Opened again: {what}"), what=what) as unit:
        mine = unit.need(Complaint, complaint)
        mine.status, mine.resolved_at = "open", None
