"""One record by its id, whatever it is, with its history: what `show`, `set`, `done` and `delete` begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import subjects
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.fairs import Fair
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.records import Record
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import complaints, fairs
from salesdesk.services.cards import Card, card
from salesdesk.services.changes import Moment, history
from salesdesk.store import codec
from salesdesk.store.unit import Reading

SHOWN = (
    "prospects",
    "companies",
    "fairs",
    "complaints",
    "followups",
    "activities",
    "tags",
    "sources",
    "views",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A record with what is needed to show it."""

    record: Record
    history: list[Moment]
    card: Card | None = None  # of the prospect itself, or of the one that the record is about
    cause: str = ""
    met: int = 0

    @property
    def name(self) -> str:
        """What the record is called."""
        said: Any = self.record
        if isinstance(self.record, Prospect) and self.card:
            return self.card.name
        return getattr(said, "name", "") or getattr(said, "what", "") or getattr(said, "note", "")

    def values(self) -> dict[str, Any]:
        """The fields of the record."""
        return {name: getattr(self.record, name) for name in codec.fields(self.record.subject)}


def by_id(reading: Reading, text: str) -> Found:
    """The record whose id `text` is, deleted or not. Raises `UserError` where there is none."""
    try:
        wanted = UUID(text)
    except ValueError as error:
        raise UserError(
            _("“{text}” is not an id.").format(text=text), _("Find the record first; find shows the ids.")
        ) from error
    for subject in SHOWN:
        record = reading.get(subjects.BY_SUBJECT[subject], wanted)
        if record is not None:
            return whole(reading, record)
    raise UserError(_("There is no record {id}.").format(id=text), _("Find it first; find shows the ids."))


def _parts(reading: Reading, prospect: UUID) -> list[UUID]:
    """What belongs to a prospect or did: a number taken off is still a part of its history. The moves along
    the ladder are told by the stage itself."""
    found: list[UUID] = []
    for subject, field, bond in subjects.referring("prospects"):
        if bond == "part_of" and subject != "stage_changes":
            kind: Any = subjects.BY_SUBJECT[subject]
            found += [one for (one,) in reading.rows(select(kind.id).where(getattr(kind, field) == prospect))]
    return found


def whole(reading: Reading, record: Record) -> Found:
    """`record` with its history and whom it is about."""
    if isinstance(record, Prospect):
        mine = card(reading, record.id)
        assert mine is not None
        return Found(record, history(reading, record.id, _parts(reading, record.id)), card=mine)
    about: UUID | None = getattr(record, "prospect", None)
    cause = complaints.causes(reading, [record]).get(record.id, "") if isinstance(record, Complaint) else ""
    return Found(
        record,
        history(reading, record.id, []),
        card=card(reading, about) if about else None,
        cause=cause,
        met=fairs.met_at(reading, record.id) if isinstance(record, Fair) else 0,
    )
