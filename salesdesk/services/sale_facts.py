"""What belongs to a deal, a product or a competitor, and the names of what it refers to: what a face shows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import subjects
from salesdesk.domain.competitors import Competitor, CompetitorPrice
from salesdesk.domain.deals import Credit, Deal, DealLine, DeliveryPromise
from salesdesk.domain.goals import Goal, Milestone, Revision
from salesdesk.domain.pipeline import line_minor
from salesdesk.domain.products import Bundled, GoesWith, ListPrice, Objection, Product
from salesdesk.domain.prospects import StageChange
from salesdesk.domain.records import Record
from salesdesk.services import deal_stages
from salesdesk.store.unit import Reading

# The parts of each: the record, the field that names the owner, and the order.
_PARTS: Final[Mapping[type[Record], Sequence[tuple[Any, str, Sequence[str]]]]] = {
    Deal: (
        (DealLine, "deal", ("position", "row")),
        (Credit, "deal", ("at", "row")),
        (DeliveryPromise, "deal", ("at", "row")),
        (StageChange, "deal", ("at", "row")),
    ),
    Product: (
        (ListPrice, "product", ("since", "row")),
        (Bundled, "bundle", ("position", "row")),
        (GoesWith, "product", ("position", "row")),
        (Objection, "product", ("position", "row")),
    ),
    Competitor: ((CompetitorPrice, "competitor", ("seen_on", "row")),),
    Goal: ((Milestone, "goal", ("day", "row")), (Revision, "goal", ("at", "row"))),
}
_NAMED: Final = (
    "prospects",
    "companies",
    "products",
    "competitors",
    "causes",
    "fairs",
    "deals",
    "complaints",
)


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """The parts of a record by subject, and names by id; a source is named by its kind and which one."""

    parts: Mapping[str, Sequence[Any]] = field(default_factory=dict[str, Sequence[Any]])
    names: Mapping[UUID, str] = field(default_factory=dict[UUID, str])
    source: tuple[str, str] | None = None
    stage: str = ""  # what the stage of a deal is called

    def of(self, subject: str) -> Sequence[Any]:
        """The parts of one subject, in their order."""
        return self.parts.get(subject, ())

    @property
    def amount(self) -> int | None:
        """What the lines of a deal come to in minor units; None where none is priced."""
        priced = [one for one in self.of("deal_lines") if one.net_minor is not None]
        return sum(line_minor(one.quantity, one.net_minor) for one in priced) if priced else None

    @property
    def credited(self) -> int:
        """What of a sale came back, in minor units."""
        return sum(one.minor or 0 for one in self.of("credits"))


def part_ids(reading: Reading, record: Record) -> list[UUID]:
    """What belongs to a record or did, but for the moves of a deal, which the stage itself tells."""
    found: list[UUID] = []
    for kind, owner, _order in _PARTS.get(type(record), ()):
        if kind is not StageChange:
            found += [
                one for (one,) in reading.rows(select(kind.id).where(getattr(kind, owner) == record.id))
            ]
    return found


def of(reading: Reading, record: Record) -> SaleFacts:
    """What belongs to `record`, and the names of what it and its parts refer to."""
    parts = {kind.__tablename__: _alive(reading, kind, owner, record.id, order)
             for kind, owner, order in _PARTS.get(type(record), ())}  # fmt: skip
    wanted = _referred([record, *(one for some in parts.values() for one in some)])
    names = {
        one: name for subject, ids in wanted.items() for one, name in _names(reading, subject, ids).items()
    }
    stage = ""
    if isinstance(record, Deal):
        stages = deal_stages.read(reading)
        stage = next((deal_stages.label(one) for one in stages if one.key == record.stage), record.stage)
    source: Any = getattr(record, "source", None)
    return SaleFacts(parts, names, _source(reading, source) if source else None, stage)


def _alive(reading: Reading, kind: Any, owner: str, record: UUID, order: Sequence[str]) -> Sequence[Any]:
    query = select(kind).where(getattr(kind, owner) == record, kind.deleted_at.is_(None))
    return reading.find(query.order_by(*(getattr(kind, name) for name in order)))


def _referred(records: Sequence[Record]) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for record in records:
        for column in subjects.table(record.subject).columns:
            target, value = column.info.get("refers"), getattr(record, column.name)
            if target in _NAMED and value:
                found.setdefault(target, set()).add(value)
    return found


def _names(reading: Reading, subject: str, ids: set[UUID]) -> dict[UUID, str]:
    kind: Any = subjects.BY_SUBJECT[subject]
    found = reading.find(select(kind).where(kind.id.in_(ids)))
    return {one.id: _name(one) for one in found}


def _name(one: Any) -> str:
    if one.subject == "causes":
        return one.key or one.name
    return getattr(one, "name", "") or getattr(one, "title", "") or getattr(one, "what", "")


def _source(reading: Reading, source: UUID) -> tuple[str, str] | None:
    found: Any = reading.get(subjects.BY_SUBJECT["sources"], source)
    return (found.kind, found.which) if found else None
