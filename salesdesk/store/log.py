"""The log of changes: who wrote, in which order, what changed; appended in the transaction of the write."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain import hlc
from salesdesk.domain.changes import SCHEMA, Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.store.codec import as_json
from salesdesk.store.sql import listed, run

NOTHING_READY: Final[Mapping[UUID, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch as it stands in the log."""

    row: int
    id: UUID
    label: str
    label_args: Mapping[str, str]
    cause: str
    of: int | None
    state: str
    undone: bool


def start_batch(
    connection: Connection,
    label: str,
    args: Mapping[str, str],
    *,
    now: datetime,
    cause: str = "change",
    of: int | None = None,
    state: str = "done",
) -> BatchRow:
    """A new batch of this device, into which changes are then appended."""
    made = new_id()
    cursor = run(
        connection,
        'INSERT INTO batches (id, origin, label, label_args, cause, "of", state, undone, at)'
        " VALUES (?, (SELECT row FROM origins WHERE local = 1), ?, ?, ?, ?, ?, 0, ?)",
        (made.bytes, label, as_json(args), cause, of, state, to_micros(now)),
    )
    assert cursor.lastrowid is not None
    return BatchRow(cursor.lastrowid, made, label, dict(args), cause, of, state, undone=False)


def append(
    connection: Connection,
    batch: int,
    changes: Sequence[Change],
    *,
    now: datetime,
    ready: Mapping[UUID, str] = NOTHING_READY,
) -> None:
    """Appends one ChangeSet: one stamp for all, one row and sequence number for each record.

    The patches of records being made are taken from `ready` where they are there as text.
    """
    origin, seq, last = run(connection, "SELECT row, seq, hlc FROM origins WHERE local = 1").fetchone()
    stamp = hlc.tick(last, now)
    run(
        connection,
        "INSERT INTO changes (origin, seq, hlc, schema, subject, record, patch, before, batch)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                origin,
                seq + number,
                stamp,
                SCHEMA,
                change.subject,
                change.record.bytes,
                (change.before is None and ready.get(change.record)) or as_json(change.patch),
                None if change.before is None else as_json(change.before),
                batch,
            )
            for number, change in enumerate(changes, start=1)
        ],
    )
    run(connection, "UPDATE origins SET seq = ?, hlc = ? WHERE row = ?", (seq + len(changes), stamp, origin))


def batch_of(connection: Connection, where: str, *values: object) -> BatchRow | None:
    """The first batch for which the SQL condition `where` (with `values`) holds."""
    found = run(
        connection,
        f'SELECT row, id, label, label_args, cause, "of", state, undone FROM batches b WHERE {where} LIMIT 1',
        values,
    ).fetchone()
    if found is None:
        return None
    row, made, label, args, cause, of, state, undone = found
    return BatchRow(row, UUID(bytes=made), label, json.loads(args), cause, of, state, undone=bool(undone))


def size(connection: Connection, batch: int) -> tuple[int, int]:
    """How many changes a batch holds, and in how many ChangeSets they are."""
    changes, sets = run(
        connection, "SELECT count(*), count(DISTINCT hlc) FROM changes WHERE batch = ?", (batch,)
    ).fetchone()
    return changes, sets


def made(connection: Connection, batch: int) -> dict[str, int]:
    """How many records a batch made, by subject."""
    query = "SELECT subject, count(*) FROM changes WHERE batch = ? AND before IS NULL GROUP BY subject"
    return dict(run(connection, query, (batch,)).fetchall())


def next_undo(connection: Connection) -> BatchRow | None:
    """The newest batch of this store's own that is not undone."""
    return batch_of(connection, f"{_OURS} AND state = 'done' AND undone = 0 ORDER BY row DESC")


def our_batch(connection: Connection, batch: UUID) -> BatchRow | None:
    """The batch of this id, where it is one of this store's own that can be taken back."""
    return batch_of(connection, f"{_OURS} AND state = 'done' AND id = ?", batch.bytes)


# Received changes are never offered; those of a store that was restored here are still this seller's own.
_OURS: Final = "cause = 'change' AND origin IN (SELECT row FROM origins WHERE local > 0)"


def next_redo(connection: Connection) -> BatchRow | None:
    """The batch undone last, unless something was changed after that."""
    return batch_of(
        connection,
        f"{_OURS} AND state = 'done' AND undone = 1 AND (SELECT max(u.row) FROM batches u"
        """ WHERE u."of" = b.row AND u.cause = 'undo') > (SELECT max(c.row) FROM batches c WHERE c.cause = 'change')"""
        """ ORDER BY (SELECT max(u.row) FROM batches u WHERE u."of" = b.row AND u.cause = 'undo') DESC""",
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of a record's history."""

    at: datetime
    label: str
    label_args: Mapping[str, str]
    cause: str
    batch: UUID
    schema: int
    change: Change


def history(connection: Connection, records: Sequence[UUID]) -> list[Entry]:
    """The changes of `records`, oldest first; an undo carries the label of what it took back."""
    marks, listed_values = listed([record.bytes for record in records])
    found = run(
        connection,
        "SELECT b.at, coalesce(o.label, b.label), coalesce(o.label_args, b.label_args), b.cause, b.id, c.schema,"
        " c.subject, c.record, c.patch, c.before FROM changes c JOIN batches b ON b.row = c.batch"
        f' LEFT JOIN batches o ON o.row = b."of" WHERE c.record IN ({marks}) ORDER BY c.row',
        listed_values,
    )
    return [
        Entry(from_micros(at), label, json.loads(args), cause, UUID(bytes=batch), schema, decode(*row))
        for at, label, args, cause, batch, schema, *row in found
    ]


def changeset(connection: Connection, batch: int, origin: int, stamp: int) -> list[Change]:
    """The changes of one ChangeSet, in the order they were made."""
    rows = run(
        connection,
        "SELECT subject, record, patch, before FROM changes"
        " WHERE batch = ? AND origin = ? AND hlc = ? ORDER BY row",
        (batch, origin, stamp),
    )
    return [decode(*row) for row in rows]


def changes_of(connection: Connection, batch: int) -> list[Change]:
    """All changes of a batch, in the order they were made."""
    rows = run(
        connection,
        "SELECT subject, record, patch, before FROM changes WHERE batch = ? ORDER BY row",
        (batch,),
    )
    return [decode(*row) for row in rows]


def decode(subject: str, record: bytes, patch: str, before: str | None) -> Change:
    """A row of the log as a change."""
    old: Patch | None = None if before is None else json.loads(before)
    return Change(subject, UUID(bytes=record), json.loads(patch), old)


def standing(connection: Connection, label: str) -> list[tuple[BatchRow, datetime]]:
    """The batches of this label that are done and not undone, oldest first, with the moment of each."""
    query = (
        'SELECT row, id, label, label_args, cause, "of", state, undone, at FROM batches'
        " WHERE label = ? AND cause = 'change' AND state = 'done' AND undone = 0 ORDER BY row"
    )
    return [
        (BatchRow(row, UUID(bytes=made), said, json.loads(args), *rest, undone=bool(undone)), from_micros(at))
        for row, made, said, args, *rest, undone, at in run(connection, query, (label,))
    ]
