"""What takes a batch back: its changes turned round, less what others have built on since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain import subjects
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.instants import to_micros
from salesdesk.store import bulk, codec, log
from salesdesk.store.bulk import Now, Settled, in_parts
from salesdesk.store.migrations.lifts import Lift, lifted
from salesdesk.store.sql import listed, run

Reads = Callable[[], AbstractContextManager[Connection]]
Key = tuple[str, UUID]


def groups(reads: Reads, batch: int, lifts: Mapping[int, Lift]) -> Iterator[list[Change]]:
    """The ChangeSets of a batch, newest first, in the words of the present schema."""
    with reads() as connection:
        stamps = run(
            connection,
            "SELECT origin, hlc, max(schema) FROM changes WHERE batch = ?"
            " GROUP BY origin, hlc ORDER BY max(row) DESC",
            (batch,),
        ).fetchall()
    for origin, stamp, schema in stamps:
        with reads() as connection:
            yield lifted(log.changeset(connection, batch, origin, stamp), schema, lifts)


class Inversion:
    """Turns round the changes of a batch; what it made is deleted only where nobody built on it."""

    def __init__(self, now: Now, *, force: bool = False) -> None:
        self._now = now
        self._force = force

    def settle(self, connection: Connection, changes: Sequence[Change]) -> Settled:
        """The changes that take `changes` back now, and those that stay since something changed."""
        made = [change for change in changes if change.before is None]
        edits = [_turned(change) for change in changes if change.before is not None]
        current = {key: row for key, row in _rows(connection, made).items() if row["deleted_at"] is None}
        alive = [c for c in made if (c.subject, c.record) in current]
        if self._force:
            edits = _as_they_are(connection, edits)
        settled = bulk.settle(connection, edits)
        kept = set[Key]() if self._force else _kept(connection, alive, current, settled.changes)
        gone = to_micros(self._now())
        for change in alive:
            if (change.subject, change.record) in kept:
                settled.skipped.append(change)
            else:
                deletion = Change(change.subject, change.record, {"deleted_at": gone}, {"deleted_at": None})
                settled.changes.append(deletion)
        return settled


def is_built_on(
    connection: Connection, lifts: Mapping[int, Lift], record: Key, *, besides: Collection[Key]
) -> bool:
    """Whether an undo of what made a record would leave it, since something was done with it or what was made with
    it, or since refers to it. What became of `besides`, and to what they refer, does not count."""
    stamp = run(
        connection,
        "SELECT batch, origin, hlc, schema FROM changes WHERE record = ? ORDER BY row LIMIT 1",
        (record[1].bytes,),
    ).fetchone()
    if stamp is None:
        return True
    changes = lifted(log.changeset(connection, *stamp[:3]), stamp[3], lifts)
    made = [one for one in changes if one.before is None and (one.subject, one.record) not in besides]
    current = {key: row for key, row in _rows(connection, made).items() if row["deleted_at"] is None}
    alive = [one for one in made if (one.subject, one.record) in current]
    let_go = [Change(subject, one, dict.fromkeys(codec.fields(subject)), {}) for subject, one in besides]
    return record not in current or record in _kept(connection, alive, current, let_go)


def _turned(change: Change) -> Change:
    assert change.before is not None
    return Change(change.subject, change.record, change.before, change.patch)


def _as_they_are(connection: Connection, edits: Sequence[Change]) -> list[Change]:
    current = _rows(connection, edits)
    return [
        Change(e.subject, e.record, e.patch, {name: row[name] for name in e.patch})
        for e in edits
        if (row := current.get((e.subject, e.record))) is not None
    ]


def _rows(connection: Connection, changes: Sequence[Change]) -> dict[Key, Patch]:
    """The records of `changes` as they are now."""
    found: dict[Key, Patch] = {}
    by_subject: dict[str, list[bytes]] = defaultdict(list)
    for change in changes:
        by_subject[change.subject].append(change.record.bytes)
    for subject, ids in by_subject.items():
        names = codec.fields(subject)
        columns = ", ".join(f'"{name}"' for name in names)
        for part in in_parts(ids):
            marks, listed_values = listed(part)
            for made, *values in run(
                connection,
                f"SELECT id, {columns} FROM {subject} WHERE id IN ({marks})",
                listed_values,
            ):
                found[subject, UUID(bytes=made)] = codec.patched(names, values)
    return found


def _kept(
    connection: Connection, made: Sequence[Change], current: Mapping[Key, Patch], edits: Sequence[Change]
) -> set[Key]:
    """Which of the records made must stay: edited since, or referred to by a record that stays.

    A reference that one of `edits` takes back does not count.
    """
    kept = {
        (c.subject, c.record)
        for c in made
        if current[c.subject, c.record] != {**codec.nothing_said(c.subject), **c.patch}
    }
    turned = {(edit.subject, edit.record, field) for edit in edits for field in edit.patch}
    bonds = [
        (source, target, part)
        for source, field, target, part in _bonds(connection, made)
        if (*source, field) not in turned
    ]
    going = {(c.subject, c.record) for c in made}
    kept |= {target for source, target, _ in bonds if source not in going}
    grown = True
    while grown:
        more = {target for source, target, _ in bonds if source in kept}
        more |= {source for source, target, part in bonds if part and target in kept and source in going}
        more |= {target for source, target, part in bonds if part and source in kept}
        grown = not more <= kept
        kept |= more
    return kept


def alive(connection: Connection, batch: int) -> list[Change]:
    """What a batch made and is still there: the changes that made it."""
    rows = run(connection, "SELECT subject, record FROM changes WHERE batch = ? AND before IS NULL", (batch,))
    by_subject: dict[str, list[bytes]] = defaultdict(list)
    for subject, record in rows.fetchall():
        by_subject[subject].append(record)
    found: list[Change] = []
    for subject, ids in by_subject.items():
        for part in in_parts(ids):
            marks, listed_values = listed(part)
            query = f"SELECT id FROM {subject} WHERE id IN ({marks}) AND deleted_at IS NULL"
            found += [
                Change(subject, UUID(bytes=one), {}, None) for (one,) in run(connection, query, listed_values)
            ]
    return found


def needed(connection: Connection, made: Sequence[Change], *, besides: Collection[str]) -> set[Key]:
    """Which of the records made others refer to, or what is needed itself; those of the subjects `besides` are not."""
    going = {(one.subject, one.record) for one in made}
    bonds = [bond for bond in _bonds(connection, made) if bond[2][0] not in besides]
    kept: set[Key] = set()
    more = {target for source, _field, target, _part in bonds if source not in going}
    while more - kept:
        kept |= more
        more = {target for source, _field, target, _part in bonds if source in kept}
        more |= {
            source for source, _field, target, part in bonds if part and target in kept and source in going
        }
    return kept


def _bonds(connection: Connection, made: Sequence[Change]) -> list[tuple[Key, str, Key, bool]]:
    """Who refers to the records made, among all that is there: (source, field, target, whether a part of it)."""
    by_subject: dict[str, list[bytes]] = defaultdict(list)
    for change in made:
        by_subject[change.subject].append(change.record.bytes)
    bonds: list[tuple[Key, str, Key, bool]] = []
    for subject, ids in by_subject.items():
        for source, field, bond in subjects.referring(subject):
            for part in in_parts(ids):
                marks, listed_values = listed(part)
                for one, target in run(
                    connection,
                    f'SELECT id, "{field}" FROM {source} WHERE "{field}" IN ({marks}) AND deleted_at IS NULL',
                    listed_values,
                ):
                    held = bond == "part_of"
                    bonds.append(((source, UUID(bytes=one)), field, (subject, UUID(bytes=target)), held))
    return bonds
