"""The same done with many records: told before what changes in how many, written as one batch.

A `Bulk` is worked out off the lock; writing it leaves alone what someone changed meanwhile, and names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.clock import today, zone_name
from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.instants import to_micros
from salesdesk.i18n import N_
from salesdesk.services import parking
from salesdesk.services.changes import nobody_watches
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import default_what
from salesdesk.services.nurture_endings import endings
from salesdesk.services.nurturing import is_over_by
from salesdesk.services.parking import PARKED
from salesdesk.store import batches
from salesdesk.store.batches import Plan, Progress, Written
from salesdesk.store.database import Store
from salesdesk.store.sql import listed, run

_MANY = 400
_CALLED = (
    "coalesce(nullif(name, ''),"
    " (SELECT c.name FROM companies c WHERE c.id = prospects.company AND c.deleted_at IS NULL), '')"
)


@dataclass(slots=True)
class Bulk:
    """What would be written: the label, the changes of each record, how many are so already, and how many are left
    out for which reason, a sentence each."""

    label: str
    args: dict[str, str]
    groups: list[list[Change]] = field(default_factory=list[list[Change]])
    already: int = 0
    left_out: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def changing(self) -> int:
        """In how many records something changes."""
        return len(self.groups)


def write(store: Store, bulk: Bulk, progress: Progress = nobody_watches) -> Written:
    """Writes it as one batch. Raises `EnvironmentTrouble` where another batch is being written."""
    return batches.write(store, Plan(bulk.label, bulk.args), iter(bulk.groups), progress=progress)


def stage(store: Store, ids: Sequence[UUID], to: str) -> Bulk:
    """Moves them to a rung of the ladder, each move noted. What a move ends, and the day that one who is parked
    gets, come with it as they do with one alone."""
    now = to_micros(store.clock.now())
    with store.read() as reading:
        again = parking.proposed_of(reading, ids, today(store.clock)) if to == PARKED else {}
        days = _values(reading.connection, ids, "revisit_on")
        over = endings(reading.connection, ids, "stage", now)

    def changes(ident: UUID, old: str) -> list[Change]:
        moved: Patch = {"prospect": ident.hex, "old": old, "new": to, "at": now, "created_at": now}
        patch: Patch = {"stage": to}
        before: Patch = {"stage": old}
        day = days[ident]
        if to == PARKED and day is None:
            patch["revisit_on"], before["revisit_on"] = again[ident].isoformat(), None
        elif old == PARKED and day is not None:
            patch["revisit_on"], before["revisit_on"] = None, day
        return [
            Change("prospects", ident, patch, before),
            Change("stage_changes", new_id(), moved, None),
            *(over.get(ident, ()) if is_over_by(old, to) else ()),
        ]

    bulk = Bulk(N_("Set the stage of {count} to {what}"), {"what": vocabulary.label("stage", to)})
    return _fields(store, ids, bulk, column="stage", to=to, changes=changes)


def interest(store: Store, ids: Sequence[UUID], to: str) -> Bulk:
    """Sets their interest, over what their time frame says; the empty text goes back to that."""

    def changes(ident: UUID, old: str) -> list[Change]:
        return [Change("prospects", ident, {"interest_override": to}, {"interest_override": old})]

    bulk = Bulk(N_("Set the interest of {count} to {what}"), {"what": vocabulary.label("interest", to)})
    return _fields(store, ids, bulk, column="interest_override", to=to, changes=changes)


def source(store: Store, ids: Sequence[UUID], kind: str) -> Bulk:
    """Sets where they came from, a kind of source."""
    bulk = Bulk(N_("Set the source of {count} to {what}"), {"what": vocabulary.label("source", kind)})
    with store.reading_raw() as connection:
        directory = Directory(connection, store.clock.now())
        found = directory.source(kind, "")
        sources = _values(connection, ids, "source")
    assert found is not None
    made = directory.made()
    for ident, old in sources.items():
        if old == found.bytes:
            bulk.already += 1
            continue
        before: Patch = {"source": old.hex() if old else None}
        bulk.groups.append([*made, Change("prospects", ident, {"source": found.hex}, before)])
        made = []
    return _counted(bulk)


def tag(store: Store, ids: Sequence[UUID], name: str) -> Bulk:
    """Puts a tag on them."""
    bulk = Bulk(N_("Tagged {count} with {what}"), {"what": name.strip()})
    now = store.clock.now()
    with store.reading_raw() as connection:
        directory = Directory(connection, now)
        mark = directory.named("tags", name)
        if mark is None:
            return bulk
        worn = _which(
            connection, ids, "SELECT prospect FROM taggings WHERE tag = ? AND deleted_at IS NULL", mark
        )
    made = directory.made()
    for ident in ids:
        if ident in worn:
            bulk.already += 1
            continue
        patch: Patch = {"prospect": ident.hex, "tag": mark.hex, "created_at": to_micros(now)}
        bulk.groups.append([*made, Change("taggings", new_id(), patch, None)])
        made = []
    return _counted(bulk)


def untag(store: Store, ids: Sequence[UUID], name: str) -> Bulk:
    """Takes a tag off them."""
    bulk = Bulk(N_("Took the tag {what} off {count}"), {"what": name})
    gone = to_micros(store.clock.now())
    with store.reading_raw() as connection:
        mark = Directory(connection, store.clock.now()).named("tags", name)
        found = run(
            connection,
            "SELECT id, prospect FROM taggings WHERE tag = ? AND deleted_at IS NULL",
            (mark.bytes if mark else b"",),
        ).fetchall()
    worn = {UUID(bytes=prospect): UUID(bytes=one) for one, prospect in found}
    for ident in ids:
        if ident in worn:
            bulk.groups.append([Change("taggings", worn[ident], {"deleted_at": gone}, {"deleted_at": None})])
        else:
            bulk.already += 1
    return _counted(bulk)


def follow_up(store: Store, ids: Sequence[UUID], draft: FollowUpDraft) -> Bulk:
    """Plans the same follow-up with each of them."""
    assert draft.day is not None
    bulk = Bulk(N_("Planned a follow-up with {count}"), {})
    now, zone = to_micros(store.clock.now()), zone_name(store.clock)
    with store.reading_raw() as connection:
        names = _values(connection, ids, _CALLED)
    for ident in ids:
        patch: Patch = {
            "what": draft.what or default_what(draft.kind, str(names.get(ident, ""))),
            "kind": draft.kind,
            "day": draft.day.isoformat(),
            "time": draft.time.strftime("%H:%M") if draft.time else None,
            "zone": zone,
            "prospect": ident.hex,
            "created_at": now,
        }
        bulk.groups.append([Change("followups", new_id(), patch, None)])
    return _counted(bulk)


def delete(store: Store, ids: Sequence[UUID]) -> Bulk:
    """Deletes them; undo or the view of the deleted brings them back."""
    return _deletion(store, ids, to_micros(store.clock.now()), Bulk(N_("Deleted {count} prospects"), {}))


def bring_back(store: Store, ids: Sequence[UUID]) -> Bulk:
    """Brings deleted ones back."""
    return _deletion(store, ids, None, Bulk(N_("Brought back {count} prospects"), {}))


def _deletion(store: Store, ids: Sequence[UUID], to: int | None, bulk: Bulk) -> Bulk:
    with store.reading_raw() as connection:
        found = _values(connection, ids, "deleted_at")
        over = endings(connection, ids, "deleted", to) if to is not None else {}
        names = _values(connection, ids[:1], _CALLED) if len(ids) == 1 else {}
    for ident, old in found.items():
        if (old is None) == (to is None):
            bulk.already += 1
        else:
            gone = Change("prospects", ident, {"deleted_at": to}, {"deleted_at": old})
            bulk.groups.append([gone, *over.get(ident, ())])
    for name in names.values():  # of one alone is spoken by name
        bulk.label = N_("Brought back {name}") if to is None else N_("Deleted {name}")
        bulk.args["name"] = str(name)
    return _counted(bulk)


def _fields(
    store: Store,
    ids: Sequence[UUID],
    bulk: Bulk,
    *,
    column: str,
    to: str,
    changes: Callable[[UUID, str], list[Change]],
) -> Bulk:
    with store.reading_raw() as connection:
        found = _values(connection, ids, column)
    for ident, old in found.items():
        if old == to:
            bulk.already += 1
        else:
            bulk.groups.append(changes(ident, str(old)))
    return _counted(bulk)


def _counted(bulk: Bulk) -> Bulk:
    bulk.args["count"] = str(bulk.changing)
    return bulk


def _values(connection: Connection, ids: Sequence[UUID], column: str) -> dict[UUID, Any]:
    """One column of the prospects `ids`, in their order."""
    found: dict[bytes, Any] = {}
    for part in _parts(ids):
        marks, values = listed([one.bytes for one in part])
        found.update(run(connection, f"SELECT id, {column} FROM prospects WHERE id IN ({marks})", values))
    return {one: found[one.bytes] for one in ids if one.bytes in found}


def _which(connection: Connection, ids: Sequence[UUID], query: str, value: UUID) -> set[UUID]:
    wanted = set(ids)
    return {one for (raw,) in run(connection, query, (value.bytes,)) if (one := UUID(bytes=raw)) in wanted}


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), _MANY):
        yield ids[start : start + _MANY]
