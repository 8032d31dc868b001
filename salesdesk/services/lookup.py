"""One record by its id, whatever it is, with its history: what `show`, `set`, `done` and `delete` begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Table, select

from salesdesk.domain import subjects
from salesdesk.domain.activities import Activity
from salesdesk.domain.columns import Uid
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.fairs import Fair
from salesdesk.domain.goals import Goal
from salesdesk.domain.prospects import Prospect, Question
from salesdesk.domain.records import Record
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import complaints, editing_answers, fairs, goal_units, sale_facts
from salesdesk.services.cards import Card, card
from salesdesk.services.changes import Moment, history
from salesdesk.services.sale_facts import SaleFacts
from salesdesk.store import codec
from salesdesk.store.schema import batches
from salesdesk.store.unit import Reading

SHOWN = (
    "prospects",
    "companies",
    "fairs",
    "complaints",
    "followups",
    "activities",
    *("deals", "products", "competitors", "ratings", "expenses"),
    "stints",
    *("nurture_plans", "templates", "teammates"),
    "goals",
    "techniques",
    "tags",
    "sources",
    "views",
)
OF_SALES: Final = frozenset(("deals", "products", "competitors", "ratings", "expenses"))
_SHORTEST: Final = 8  # hex digits of an id that are enough, where no other id begins so
_WHOLE: Final = 32


@dataclass(frozen=True, slots=True)
class Found:
    """A record with what is needed to show it."""

    record: Record
    history: list[Moment]
    card: Card | None = None  # of the prospect itself, or of the one that the record is about
    cause: str = ""
    met: int = 0
    fair: Fair | None = None  # where an activity took place
    taken_in: Card | None = None  # the prospect that took this one in, when they were merged
    sale: SaleFacts = field(default_factory=SaleFacts)  # of deals, products and what belongs to them
    asked: Mapping[UUID, str] = field(default_factory=dict[UUID, str])  # the questions that were answered

    def need_alive(self) -> None:
        """Raises `UserError` where the record is deleted, naming who took it in where it was merged."""
        if self.record.deleted_at is None:
            return
        if self.taken_in:
            raise UserError(
                _("{name} was merged into {other}.").format(name=self.name, other=self.taken_in.name),
                _("Use the id {id}.").format(id=self.taken_in.prospect.id),
            )
        raise UserError(_("{name} is deleted.").format(name=self.name), _("Undo brings it back."))

    @property
    def name(self) -> str:
        """What the record is called."""
        said: Any = self.record
        if isinstance(self.record, Prospect) and self.card:
            return self.card.name
        if isinstance(self.record, Goal):
            return goal_units.title(self.record)
        words = (getattr(said, name, "") for name in ("name", "title", "what", "comment", "note", "kind"))
        return next(filter(None, words), "")

    def values(self) -> dict[str, Any]:
        """The fields of the record."""
        return {name: getattr(self.record, name) for name in codec.fields(self.record.subject)}


def by_id(reading: Reading, text: str) -> Found:
    """The record whose id `text` is or begins, deleted or not. Raises `UserError` where there is none, or
    several begin so."""
    wanted = ident(reading, text)
    for subject in SHOWN:
        record = reading.get(subjects.BY_SUBJECT[subject], wanted)
        if record is not None:
            return whole(reading, record)
    raise UserError(_("There is no record {id}.").format(id=text), _("Find it first; find shows the ids."))


def prospect(reading: Reading, text: str) -> Found:
    """The prospect whose id `text` is or begins. Raises `UserError` where there is none, it is deleted, or it is
    something else."""
    found = by_id(reading, text)
    found.need_alive()
    if not isinstance(found.record, Prospect):
        raise no_prospect()
    return found


def no_prospect() -> UserError:
    """What is raised where a prospect is asked for and something else was named."""
    return UserError(_("That is no prospect."), _("Find the prospect first; find shows the ids."))


def ident(reading: Reading, text: str) -> UUID:
    """The id of the record whose id `text` is or begins. Raises `UserError` where there is none."""
    return _only(reading, text, [subjects.table(subject) for subject in SHOWN])


def batch(reading: Reading, text: str) -> UUID:
    """The id of the batch whose id `text` is or begins. Raises `UserError` where there is none."""
    return _only(reading, text, [batches])


def _only(reading: Reading, text: str, tables: list[Table]) -> UUID:
    first = text.strip().lower().removeprefix("urn:uuid:").strip("{}").replace("-", "")
    if not _SHORTEST <= len(first) <= _WHOLE or set(first) - set("0123456789abcdef"):
        raise UserError(
            _("“{text}” is not an id.").format(text=text), _("Find the record first; find shows the ids.")
        )
    low, high = UUID(first.ljust(_WHOLE, "0")), UUID(first.ljust(_WHOLE, "f"))
    if low == high:
        return low
    found: set[UUID] = set()
    for table in tables:
        lowest, highest = (low, high) if isinstance(table.c.id.type, Uid) else (low.bytes, high.bytes)
        query = select(table.c.id).where(table.c.id >= lowest, table.c.id <= highest).limit(2)
        found |= {one if isinstance(one, UUID) else UUID(bytes=one) for (one,) in reading.rows(query)}
    if len(found) > 1:
        raise UserError(
            _("Several ids begin with {text}.").format(text=text), _("Write more of it; find shows the ids.")
        )
    if not found:
        raise UserError(
            _("There is no record {id}.").format(id=text), _("Find it first; find shows the ids.")
        )
    return found.pop()


def _parts(reading: Reading, prospect: UUID) -> list[UUID]:
    """What belongs to a prospect or did: a number taken off is still a part of its history. The moves along
    the ladder are told by the stage itself."""
    found: list[UUID] = []
    for subject, name, bond in subjects.referring("prospects"):
        if bond == "part_of" and subject != "stage_changes":
            kind: Any = subjects.BY_SUBJECT[subject]
            found += [one for (one,) in reading.rows(select(kind.id).where(getattr(kind, name) == prospect))]
    return found


def whole(reading: Reading, record: Record) -> Found:
    """`record` with its history and whom it is about."""
    if isinstance(record, Prospect):
        mine = card(reading, record.id)
        assert mine is not None
        past = history(reading, record.id, _parts(reading, record.id))
        into = card(reading, record.merged_into) if record.deleted_at and record.merged_into else None
        return Found(record, past, card=mine, taken_in=into, asked=editing_answers.asked(reading, record.id))
    about: UUID | None = getattr(record, "prospect", None)
    cause = complaints.causes(reading, [record]).get(record.id, "") if isinstance(record, Complaint) else ""
    return Found(
        record,
        history(reading, record.id, sale_facts.part_ids(reading, record)),
        card=card(reading, about) if about else None,
        cause=cause,
        met=fairs.met_at(reading, record.id) if isinstance(record, Fair) else 0,
        fair=reading.get(Fair, record.fair) if isinstance(record, Activity) and record.fair else None,
        sale=sale_facts.of(reading, record) if record.subject in OF_SALES else SaleFacts(),
    )


def questions(reading: Reading, card: Card) -> list[Question]:
    """What may be answered by a prospect: the questions of its fair and its rung, and those it answered."""
    answered = {one.question for one in card.answers}
    query = select(Question).where(Question.deleted_at.is_(None)).order_by(Question.position, Question.row)
    mine = (card.prospect.fair, card.prospect.stage)
    return [
        one
        for one in reading.find(query)
        if one.id in answered or (one.fair and one.fair == mine[0]) or (one.rung and one.rung == mine[1])
    ]


def fair_names(reading: Reading) -> list[str]:
    """The names of all fairs, the latest first."""
    query = (
        select(Fair.name).where(Fair.deleted_at.is_(None)).order_by(Fair.starts_on.desc(), Fair.row.desc())
    )
    return list(dict.fromkeys(name for (name,) in reading.rows(query)))
