"""The ledger of hand-overs: who got which prospects, when, on what consent, and the file's checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.consents import Consent
from salesdesk.domain.handovers import HandedOver, HandOver, Teammate
from salesdesk.domain.instants import to_micros
from salesdesk.i18n import N_
from salesdesk.services import teammates
from salesdesk.services.exports import Exported
from salesdesk.store import batches
from salesdesk.store.batches import Plan
from salesdesk.store.database import Store
from salesdesk.store.sql import listed, run
from salesdesk.store.unit import Reading

_MANY: Final = 500  # prospects that are written together


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A file that was written for someone: a teammate, or whoever is called `to`."""

    file: Path
    prospects: Sequence[UUID]
    to: str
    teammate: UUID | None = None


def to_someone(store: Store, done: Exported, to: str) -> Delivered:
    """An export as something delivered to `to`: a teammate, where one is called so."""
    with store.read() as reading:
        mate = teammates.named(reading, to)
    return Delivered(
        file=done.file,
        prospects=done.prospects,
        to=mate.name if mate else to,
        teammate=mate.id if mate else None,
    )


def keep(store: Store, delivered: Sequence[Delivered]) -> list[UUID]:
    """Keeps who got whom, as one batch that can be undone, and gives the ids of the hand-overs.

    The files must be there: their checksums are kept too.
    """
    made = {new_id(): one for one in delivered if one.prospects}
    count = sum(len(one.prospects) for one in made.values())
    names = ", ".join(dict.fromkeys(one.to for one in made.values()))
    label = N_("Handed 1 prospect to {name}") if count == 1 else N_("Handed {count} prospects to {name}")
    plan = Plan(label, {"count": str(count), "name": names})

    def work() -> Iterator[list[Change]]:
        for ident, one in made.items():
            yield from _groups(store, ident, one)

    batches.write(store, plan, work())
    return list(made)


def _groups(store: Store, ident: UUID, one: Delivered) -> Iterator[list[Change]]:
    now = to_micros(store.clock.now())
    head: Patch = {
        "teammate": one.teammate.hex if one.teammate else None,
        "to": one.to,
        "at": now,
        "format": one.file.suffix.lower().lstrip("."),
        "file": one.file.name,
        "checksum": _checksum(one.file),
        "created_at": now,
    }
    group = [Change("hand_overs", ident, head, None)]
    for start in range(0, len(one.prospects), _MANY):
        part = one.prospects[start : start + _MANY]
        consents = _consents(store, part)
        for prospect in part:
            consent = consents.get(prospect)
            patch: Patch = {
                "hand_over": ident.hex,
                "prospect": prospect.hex,
                "consent": consent.hex if consent else None,
                "created_at": now,
            }
            group.append(Change("handed_over", new_id(), patch, None))
        yield group
        group = []


def _checksum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _consents(store: Store, prospects: Sequence[UUID]) -> dict[UUID, UUID]:
    """The consent to being handed over that each of them gave, where one did."""
    marks, values = listed([one.bytes for one in prospects])
    query = (
        "SELECT prospect, id FROM consents WHERE channel = 'hand-over' AND withdrawn_at IS NULL"
        f" AND deleted_at IS NULL AND prospect IN ({marks}) ORDER BY row"
    )
    with store.reading_raw() as connection:
        return {UUID(bytes=who): UUID(bytes=one) for who, one in run(connection, query, values)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A hand-over as a list tells it; `agreed` of the `count` went out on their consent."""

    id: UUID
    at: datetime | None
    to: str
    file: str
    format: str
    checksum: str
    count: int
    agreed: int


def told(reading: Reading, *, limit: int = 200) -> list[Told]:
    """The hand-overs, the latest first."""
    one, each = HandOver, HandedOver
    query: Any = (
        select(one, Teammate.name, func.count(each.row), func.count(Consent.row))
        .join(each, (each.hand_over == one.id) & each.deleted_at.is_(None), isouter=True)
        .join(Consent, Consent.id == each.consent, isouter=True)
        .join(Teammate, Teammate.id == one.teammate, isouter=True)
        .where(one.deleted_at.is_(None))
        .group_by(one.row)
        .order_by(one.at.desc(), one.row.desc())
        .limit(limit)
    )
    return [
        Told(
            id=kept.id,
            at=kept.at,
            to=name or kept.to,
            file=kept.file,
            format=kept.format,
            checksum=kept.checksum,
            count=count,
            agreed=agreed,
        )
        for kept, name, count, agreed in reading.rows(query)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Some who were handed over already: when and to whom."""

    at: datetime | None
    to: str
    prospects: Sequence[UUID]


def earlier(reading: Reading, prospects: Sequence[UUID]) -> list[Earlier]:
    """Which of `prospects` were handed over already, each by the latest hand-over that they were in."""
    one, each = HandOver, HandedOver
    latest: dict[UUID, tuple[UUID, datetime | None, str]] = {}
    for start in range(0, len(prospects), _MANY):
        query: Any = (
            select(each.prospect, one.id, one.at, one.to, Teammate.name)
            .join(one, one.id == each.hand_over)
            .join(Teammate, Teammate.id == one.teammate, isouter=True)
            .where(each.prospect.in_(prospects[start : start + _MANY]))
            .where(each.deleted_at.is_(None), one.deleted_at.is_(None))
            .order_by(one.at, one.row)
        )
        latest.update((who, (id_, at, name or to)) for who, id_, at, to, name in reading.rows(query))
    found: dict[tuple[UUID, datetime | None, str], list[UUID]] = {}
    for who in prospects:
        if who in latest:
            found.setdefault(latest[who], []).append(who)
    return [Earlier(at=at, to=to, prospects=some) for (_id, at, to), some in found.items()]


def prospects_of(reading: Reading, hand_over: UUID, *, limit: int | None = None) -> list[UUID]:
    """The prospects of a hand-over, the first `limit` or all, in the order in which they went."""
    query = select(HandedOver.prospect).where(
        HandedOver.hand_over == hand_over, HandedOver.deleted_at.is_(None), HandedOver.prospect.is_not(None)
    )
    return [one for (one,) in reading.rows(query.order_by(HandedOver.row).limit(limit))]
