"""Records as they stood at an earlier moment: as they are, with the log turned back over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.changes import Patch
from salesdesk.store import codec, log
from salesdesk.store.bulk import in_parts
from salesdesk.store.migrations.lifts import Lift, lifted
from salesdesk.store.sql import listed, run


def written_at(connection: Connection, record: UUID) -> int:
    """The place in the log at which a record was made; 0 where the log does not tell."""
    query = "SELECT row FROM changes WHERE record = ? AND before IS NULL ORDER BY row LIMIT 1"
    found = run(connection, query, (record.bytes,)).fetchone()
    return found[0] if found else 0


def now(connection: Connection) -> int:
    """The place in the log up to which all is written by now; 0 where nothing is."""
    return run(connection, "SELECT max(row) FROM changes").fetchone()[0] or 0


def records(
    connection: Connection,
    subject: str,
    ids: Sequence[UUID],
    lifts: Mapping[int, Lift],
    *,
    field: str = "id",
    place: int = 0,
) -> dict[UUID, Patch]:
    """The records of `subject` whose `field` is one of `ids`, whole, deleted ones too: as they are, or as they stood
    at that `place` of the log. Those that were made later are left out."""
    names = codec.fields(subject)
    columns = ", ".join(f'"{name}"' for name in names)
    found: dict[UUID, Patch] = {}
    for part in in_parts([one.bytes for one in ids]):
        marks, values = listed(part)
        query = f'SELECT id, {columns} FROM {subject} WHERE "{field}" IN ({marks}) ORDER BY row'
        for one, *kept in run(connection, query, values):
            found[UUID(bytes=one)] = codec.patched(names, kept)
    if place:
        _turn_back(connection, found, lifts, place)
    return found


def _turn_back(
    connection: Connection, found: dict[UUID, Patch], lifts: Mapping[int, Lift], place: int
) -> None:
    for part in in_parts([one.bytes for one in found]):
        marks, values = listed(part)
        query = (
            "SELECT schema, subject, record, patch, before FROM changes"
            f" WHERE record IN ({marks}) AND row > ? ORDER BY row DESC"
        )
        for schema, *row in run(connection, query, (*values, place)).fetchall():
            for change in lifted([log.decode(*row)], schema, lifts):
                if change.before is None:
                    found.pop(change.record, None)
                elif change.record in found:
                    found[change.record] |= change.before
