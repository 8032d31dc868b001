"""Who may be in the store twice, and making one of two: a merge is one change, undoable for ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import subjects
from salesdesk.domain.matching import Match, pairs
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.records import Record
from salesdesk.domain.text import digits, fold
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.store import known
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit


def likely(reading: Reading) -> Iterator[tuple[UUID, UUID, Match]]:
    """Pairs of prospects that are likely the same, the likeliest first."""
    people = known.everybody(reading.connection)
    ids = list(people)
    for a, b, match in pairs({number: people[one] for number, one in enumerate(ids)}):
        yield UUID(bytes=ids[a]), UUID(bytes=ids[b]), match


def merge(store: Store, keep: UUID, others: Sequence[UUID]) -> UUID:
    """Makes one prospect of several: what `keep` lacks is taken from the others, what hangs on them moves.

    The others are deleted and point to the one kept; their values stay in the history. Gives the batch.
    Raises `UserError` where one of them is not there, or is the one kept.
    """
    if keep in others or not others:
        raise UserError(_("A merge needs two different prospects."), _("Name the one to keep first."))
    told: list[UUID] = []
    with store.read() as reading:
        name = reading.need(Prospect, keep).name
    end = store.listen(lambda changeset: told.append(changeset.batch))
    try:
        with store.change(N_("Merged duplicates of {name}"), name=name) as unit:
            mine = unit.need(Prospect, keep)
            for other in dict.fromkeys(others):
                _into(unit, mine, unit.need(Prospect, other))
    finally:
        end()
    return told[0]


_OWN = frozenset(
    {"row", "id", "created_at", "deleted_at", "merged_into", "note", "raw_vcard", "stage", "met_at"}
)


def _into(unit: Unit, mine: Prospect, other: Prospect) -> None:
    for column in subjects.table("prospects").columns:
        if (
            column.name not in _OWN
            and getattr(mine, column.name) in {"", None}
            and getattr(other, column.name)
        ):
            setattr(mine, column.name, getattr(other, column.name))
    if other.note and other.note not in mine.note:
        mine.note = f"{mine.note}\n\n{other.note}".strip()
    lines = (*mine.raw_vcard.split("\n"), *other.raw_vcard.split("\n"))
    mine.raw_vcard = "\n".join(dict.fromkeys(line for line in lines if line))
    if other.met_at and (mine.met_at is None or other.met_at < mine.met_at):
        mine.met_at = other.met_at
    if mine.stage == "suspect" and other.stage != "suspect":
        mine.stage = other.stage
    for subject, field, _bond in subjects.referring("prospects"):
        if field != "merged_into":
            _move(unit, subject, field, mine, other)
    if mine.referred_by == mine.id:
        mine.referred_by = None
    other.merged_into = mine.id
    unit.delete(other)


def _move(unit: Unit, subject: str, field: str, mine: Prospect, other: Prospect) -> None:
    kind = subjects.BY_SUBJECT[subject]
    column: Any = kind.__mapper__.attrs[field].class_attribute
    alive = select(kind).where(kind.deleted_at.is_(None))
    have = {_likeness(one) for one in unit.find(alive.where(column == mine.id))} - {""}
    for one in unit.find(alive.where(column == other.id)):
        if _likeness(one) in have:
            unit.delete(one)
        else:
            setattr(one, field, mine.id)


def _likeness(part: Record) -> str:
    """What two parts have in common when one of them is enough; empty where both must stay."""
    said: Any = part
    match part.subject:
        case "phones":
            return said.e164 or digits(said.value) or said.value
        case "emails" | "webs":
            return said.value.lower().rstrip("/")
        case "addresses":
            return fold(f"{said.street} {said.postal_code} {said.city} {said.country}")
        case "taggings":
            return str(said.tag)
        case "asked_about":
            return fold(said.product)
        case "attachments":
            return said.sha256
        case _:
            return ""
