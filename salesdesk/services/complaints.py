"""Complaints: taken in, answered by when it was promised, solved, and asked about a week later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median
from typing import Any
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import vocabulary
from salesdesk.domain.complaints import Cause, Complaint
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import complaints_check_in
from salesdesk.services.cards import cards
from salesdesk.services.directory import Directory
from salesdesk.services.prospects import capture, edit
from salesdesk.store import complaint_list
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintDraft:
    """What a customer brings up."""

    what: str
    kind: str = "complaint"
    cause: str = ""  # a slug of the vocabulary, or the seller's own word
    severity: int = 2
    public: bool = False
    public_where: str = ""
    promise: str = ""
    promised_at: datetime | None = None
    received_at: datetime | None = None


def receive(store: Store, draft: ComplaintDraft, prospect: UUID | None) -> Complaint:
    """Takes a complaint in. Raises `UserError` where it does not say what is wrong."""
    if not draft.what.strip():
        raise UserError(_("A complaint needs a word on what is wrong."))
    with store.change(N_("Complaint: {what}"), what=draft.what) as unit:
        return _received(unit, draft, prospect)


def receive_of(store: Store, draft: ComplaintDraft, name: str, *, region: str) -> Complaint:
    """Takes a complaint in of someone who was not known, and is from now on, in one change. `region` is the
    seller's country. Raises `UserError` where it does not say what is wrong, or who."""
    if not draft.what.strip():
        raise UserError(_("A complaint needs a word on what is wrong."))
    made: list[Complaint] = []

    def also(unit: Unit, prospect: Prospect) -> None:
        made.append(_received(unit, draft, prospect.id))

    capture(store, ProspectDraft(name=name), region=region, fair=None, also=also)
    return made[0]


def _received(unit: Unit, draft: ComplaintDraft, prospect: UUID | None) -> Complaint:
    cause = _cause(unit, draft.cause)
    return unit.add(
        Complaint(
            what=draft.what,
            kind=draft.kind,
            cause=cause,
            severity=draft.severity,
            public=int(draft.public),
            public_where=draft.public_where if draft.public else "",
            prospect=prospect,
            promise=draft.promise,
            promised_at=draft.promised_at,
            received_at=draft.received_at or unit.now,
        )
    )


def _cause(unit: Unit, said: str) -> UUID | None:
    """The cause that a slug, another's word for it or the seller's own word means, made where it is new."""
    directory = Directory(unit.connection, unit.now)
    found = directory.named("causes", vocabulary.recognise("cause", said) or said)
    unit.write(directory.made())
    return found


def resolve(
    store: Store,
    complaint: UUID,
    resolution: str,
    *,
    satisfaction: int | None = None,
    check_in: bool = True,
) -> Complaint:
    """Closes a complaint with what solved it, and with `check_in` plans to ask again, by the usual delay a week
    later, in one change. An empty `resolution`, or no `satisfaction`, leaves what was noted before.

    Raises `UserError` where it is resolved already.
    """
    with store.read() as reading:
        what = reading.need(Complaint, complaint).what
    with store.change(N_("Solved: {what}"), what=what) as unit:
        mine = unit.need(Complaint, complaint)
        if mine.status == "resolved":
            raise UserError(_("That is solved already."), _("Undo takes it back."))
        mine.status, mine.resolved_at = "resolved", unit.now
        mine.resolution = resolution or mine.resolution
        mine.satisfaction = satisfaction or mine.satisfaction
        if check_in:
            complaints_check_in.planned(unit, mine, store.clock)
        return mine


def open_ones(reading: Reading) -> Sequence[Complaint]:
    """The open complaints: public ones first, then by when the answer was promised, then by receipt; those of
    deleted customers left out."""
    query = (
        select(Complaint)
        .where(Complaint.status == "open", Complaint.deleted_at.is_(None), complaint_list.of_the_living())
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


def own_causes(reading: Reading) -> list[str]:
    """The seller's own words for causes, beside those of the vocabulary, in their order."""
    query = select(Cause).where(Cause.key == "", Cause.name != "", Cause.deleted_at.is_(None))
    return list(dict.fromkeys(one.name for one in reading.find(query.order_by(Cause.name, Cause.row))))


@dataclass(frozen=True, slots=True)
class Line:
    """A complaint as a list shows it. `cause` is a slug of the vocabulary or the seller's own word, `stands` the
    first line of what is noted on how it stands."""

    id: UUID
    what: str
    kind: str
    public: bool
    name: str
    company: str
    cause: str
    stands: str
    promised_at: datetime | None
    open: bool
    received_at: datetime | None
    resolved_at: datetime | None
    satisfaction: int | None
    prospect: UUID | None


def listed(reading: Reading) -> list[Line]:
    """All complaints, open ones first by what is due, public ones before others, solved ones after; those of
    deleted customers left out until they are brought back."""
    return [
        Line(
            id=one.id,
            what=one.what,
            kind=one.kind,
            public=bool(one.public),
            name=name or company or _reached_by(reading, one.prospect),
            company=company if name else "",
            cause=cause,
            stands=one.note.strip().partition("\n")[0],
            promised_at=one.promised_at,
            open=one.status == "open",
            received_at=one.received_at,
            resolved_at=one.resolved_at,
            satisfaction=one.satisfaction,
            prospect=one.prospect,
        )
        for one, name, company, cause in reading.rows(complaint_list.lines())
    ]


def _reached_by(reading: Reading, prospect: UUID | None) -> str:
    """The name to show for a prospect with neither name nor company; the empty text for none."""
    found = cards(reading, [prospect]) if prospect else []
    return found[0].name if found else ""


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


def set_cause(store: Store, complaint: UUID, cause: str, *, seen: str | None = None) -> None:
    """Names the cause: a slug of the vocabulary, the seller's own word, or the empty text for none.

    Raises `UserError` where it is no longer the one that was `seen`, said the same way; None: whichever it was.
    """
    cause = cause.strip()
    with store.change(N_("Changed a complaint")) as unit:
        mine = unit.need(Complaint, complaint)
        if seen is not None and causes(unit, [mine]).get(mine.id, "") not in {seen, cause}:
            raise UserError(
                _("{fields} was changed meanwhile.").format(fields=_("Cause")),
                _("Look at the record again and repeat the change."),
            )
        mine.cause = _cause(unit, cause)


def reopen(store: Store, complaint: UUID) -> None:
    """Opens a solved complaint again: what was said to solve it stays, the check-in that was planned goes.

    Raises `UserError` where it is open.
    """
    with store.read() as reading:
        what = reading.need(Complaint, complaint).what
    with store.change(N_("Opened again: {what}"), what=what) as unit:
        mine = unit.need(Complaint, complaint)
        if mine.status == "open":
            raise UserError(_("That is open already."), _("Mark it as solved once it is."))
        mine.status, mine.resolved_at = "open", None
        complaints_check_in.dropped(unit, mine)
