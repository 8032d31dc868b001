"""Who may be in the store twice, and making one of two: a merge is one change, undoable for ever."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import subjects
from salesdesk.domain.matching import Match, pairs
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.domain.records import Record
from salesdesk.domain.views import Preference
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import likeness as parts_alike
from salesdesk.services import nurturing, parking
from salesdesk.services.cards import card, cards
from salesdesk.store import known
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

Watching = Callable[[int, int], None]
_TWO_PEOPLE: Final = "two-people"  # the key under which the ids of such a pair are kept


def likely(reading: Reading, progress: Watching | None = None) -> Iterator[tuple[UUID, UUID, Match]]:
    """Pairs of prospects that are likely the same, the likeliest first, without those that the seller called
    two people. `progress` is told how many of how many were looked at, and may raise to stop."""
    people = known.everybody(reading.connection)
    ids, two = list(people), apart(reading)
    numbered = {number: people[one] for number, one in enumerate(ids)}
    for a, b, match in pairs(numbered, progress):
        one, other = UUID(bytes=ids[a]), UUID(bytes=ids[b])
        if frozenset((one, other)) not in two:
            yield one, other, match


def apart(reading: Reading) -> set[frozenset[UUID]]:
    """The pairs that the seller called two people."""
    kept = select(Preference).where(Preference.key == _TWO_PEOPLE, Preference.deleted_at.is_(None))
    return {frozenset(UUID(one) for one in json.loads(record.value)) for record in reading.find(kept)}


def two_people(store: Store, one: UUID, other: UUID) -> None:
    """Remembers that these two are not the same, so that they are not asked about again; undo forgets it."""
    with store.read() as reading:
        names = [found.name for found in cards(reading, [one, other])]
        if frozenset((one, other)) in apart(reading):
            return
    with store.change(N_("{one} and {other} are two people"), one=names[0], other=names[-1]) as unit:
        unit.add(Preference(key=_TWO_PEOPLE, value=json.dumps([one.hex, other.hex])))


def merge(store: Store, keep: UUID, others: Sequence[UUID], *, preferring: Collection[str] = ()) -> UUID:
    """Makes one prospect of several: what `keep` lacks is taken from the others, what hangs on them moves.

    The fields `preferring` names are taken from the others where they say anything, whatever `keep` says.
    The others are deleted and point to the one kept; their values stay in the history. Gives the batch.
    Raises `UserError` where one of them is not there, or is the one kept.
    """
    if keep in others or not others:
        raise UserError(_("A merge needs two different prospects."), _("Name the one to keep first."))
    with store.read() as reading:
        reading.need(Prospect, keep)
        kept = card(reading, keep)
    name = kept.name if kept is not None else ""
    with store.change(N_("Merged duplicates of {name}"), name=name) as unit:
        mine = unit.need(Prospect, keep)
        for other in dict.fromkeys(others):
            _into(unit, mine, unit.need(Prospect, other), preferring)
    assert unit.batch is not None  # the others are gone at least
    return unit.batch


_OWN = frozenset(
    {"row", "id", "created_at", "deleted_at", "merged_into", "note", "raw_vcard", "stage", "met_at"}
)


def _into(unit: Unit, mine: Prospect, other: Prospect, preferring: Collection[str]) -> None:
    for name in preferring:
        if getattr(other, name):
            setattr(mine, name, getattr(other, name))
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
    if other.customer_since and mine.customer_since and other.customer_since < mine.customer_since:
        mine.customer_since = other.customer_since
    if other.met_at and (mine.met_at is None or other.met_at < mine.met_at):
        mine.met_at = other.met_at
    _stand(unit, mine, other)
    for subject, field, _bond in subjects.referring("prospects"):
        if field != "merged_into":
            _move(unit, subject, field, mine, other)
    if mine.referred_by == mine.id:
        mine.referred_by = None
    other.merged_into = mine.id
    unit.delete(other)


def _stand(unit: Unit, mine: Prospect, other: Prospect) -> None:
    """Where the one kept stands: on its rung, or where that is the first, on the other's; a nurture plan ends with
    it as with any move."""
    old = mine.stage
    if old == "suspect" != other.stage:
        mine.stage = other.stage
        told = StageChange.prospect == other.id, StageChange.new == other.stage
        if unit.first(select(StageChange).where(*told, StageChange.deleted_at.is_(None))) is None:
            unit.add(
                StageChange(prospect=mine.id, old=old, new=mine.stage, at=unit.now)
            )  # else it moves along
        parking.moved(unit, mine, old)
    for one, before in ((mine, old), (other, other.stage)):
        if before != mine.stage:
            nurturing.moved(unit, one.id, before, mine.stage)
    if nurturing.running(unit, mine.id) is not None:
        nurturing.end(unit, other.id, "seller")  # nobody is on two plans


def _move(unit: Unit, subject: str, field: str, mine: Prospect, other: Prospect) -> None:
    kind = subjects.BY_SUBJECT[subject]
    column: Any = kind.__mapper__.attrs[field].class_attribute
    alive = select(kind).where(kind.deleted_at.is_(None))
    have = {likeness(one) for one in unit.find(alive.where(column == mine.id))} - {""}
    for one in unit.find(alive.where(column == other.id)):
        if likeness(one) in have:
            unit.delete(one)
        else:
            setattr(one, field, mine.id)


def likeness(part: Record) -> str:
    """What two parts have in common when one of them is enough; empty where both must stay."""
    return parts_alike.of_record(part)


def still_open(reading: Reading, pairs_found: Sequence[tuple[UUID, UUID]]) -> list[tuple[UUID, UUID]]:
    """Which of `pairs_found` are still to be decided: both there, and not called two people meanwhile."""
    ids = list({one.bytes for pair in pairs_found for one in pair})
    there, two = set(known.alive(reading.connection, ids)), apart(reading)
    return [
        (one, other)
        for one, other in pairs_found
        if one.bytes in there and other.bytes in there and frozenset((one, other)) not in two
    ]
