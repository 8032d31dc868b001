"""The log on its way out of a store and into another: never mixed with what the other wrote itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.store.sql import run

if TYPE_CHECKING:
    from salesdesk.store.database import Store

Row = Sequence[int | str | None]

# Whoever took a package in logged its records once more, so that this can be undone there. It says nothing of their
# past that the first entry does not say, and would come on top of itself with each store a package goes through.
_REPEATED: Final = (
    "SELECT c.row FROM changes c JOIN (SELECT subject, record, min(row) AS first FROM changes WHERE before IS NULL"
    " GROUP BY subject, record) m ON m.subject = c.subject AND m.record = c.record"
    " WHERE c.before IS NULL AND c.row > m.first"
)
_ONLY_REPEATED: Final = (
    f"SELECT batch FROM changes GROUP BY batch HAVING count(*) = sum(row IN ({_REPEATED}))"
    ' EXCEPT SELECT "of" FROM batches WHERE "of" IS NOT NULL'
)
_QUERIES: Final = {
    "log_batches": (
        "id origin label label_args cause of state undone at",
        "SELECT b.id, o.id, b.label, b.label_args, b.cause, a.id, b.state, b.undone, b.at FROM batches b"
        ' JOIN origins o ON o.row = b.origin LEFT JOIN batches a ON a.row = b."of"'
        f" WHERE b.row NOT IN ({_ONLY_REPEATED}) ORDER BY b.row",
    ),
    "log_changes": (
        "origin seq hlc schema subject record patch before seen batch",
        "SELECT o.id, c.seq, c.hlc, c.schema, c.subject, c.record, c.patch, c.before, c.seen, b.id FROM changes c"
        " JOIN origins o ON o.row = c.origin JOIN batches b ON b.row = c.batch"
        f" WHERE c.row NOT IN ({_REPEATED}) ORDER BY c.row",
    ),
}
_NUMBERS: Final = frozenset({"undone", "at", "seq", "hlc", "schema"})
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class ToldBatch:
    """A batch of another store's log; `label_args` is JSON text, `at` microseconds UTC."""

    id: UUID
    origin: UUID
    label: str
    label_args: str
    cause: str
    of: UUID | None
    at: int


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change of another store's log; `patch` and `before` are JSON text."""

    origin: UUID
    seq: int
    hlc: int
    schema: int
    subject: str
    record: UUID
    patch: str
    before: str | None
    batch: UUID


def length(connection: Connection) -> int:
    """How many rows `tables` gives."""
    asked = (f"SELECT count(*) FROM ({query})" for _columns, query in _QUERIES.values())
    return sum(run(connection, query).fetchone()[0] for query in asked)


def tables(connection: Connection) -> Iterator[tuple[str, list[tuple[str, str]], Iterator[Row]]]:
    """The tables of the log: name, columns with their types, rows with ids as text. A record that came here in a
    package is told as made once."""
    for name, (columns, query) in _QUERIES.items():
        fields = [(column, "integer" if column in _NUMBERS else "string") for column in columns.split()]
        rows = run(connection, query)
        yield name, fields, ([str(UUID(bytes=v)) if isinstance(v, bytes) else v for v in row] for row in rows)


def take_in(store: Store, batches: Sequence[ToldBatch], changes: Sequence[ToldChange]) -> None:
    """Takes in what another store tells of the past of records that are about to be made here.

    It is told, not synced: its origins may have gaps, its batches are never offered for undo, and what comes
    under an origin of our own (a copy of this store wrote on) is left out. In short transactions; nothing is
    taken twice, so that it can be broken off and repeated.
    """
    with store.writing() as connection:
        for one in {told.origin for told in (*batches, *changes)}:
            run(
                connection,
                "INSERT INTO origins (id, local, seq, hlc) VALUES (?, 0, 0, 0) ON CONFLICT (id) DO NOTHING",
                (one.bytes,),
            )
        origins: dict[bytes, int] = dict(
            run(connection, "SELECT id, row FROM origins WHERE local = 0").fetchall()
        )
    rows: dict[UUID, int] = {}
    for some in _chunks([told for told in batches if told.origin.bytes in origins]):
        with store.writing() as connection:
            for told in some:
                rows[told.id] = _batch(connection, told, origins[told.origin.bytes], rows)
    for chunk in _chunks([told for told in changes if told.batch in rows and told.origin.bytes in origins]):
        with store.writing() as connection:
            run(
                connection,
                "INSERT INTO changes (origin, seq, hlc, schema, subject, record, patch, before, batch)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (origin, seq) DO NOTHING",
                [
                    (
                        *(origins[told.origin.bytes], told.seq, told.hlc, told.schema, told.subject),
                        *(told.record.bytes, told.patch, told.before, rows[told.batch]),
                    )
                    for told in chunk
                ],
            )


T = TypeVar("T")


def _chunks(told: Sequence[T]) -> Iterator[list[T]]:
    walking = iter(told)
    while chunk := list(islice(walking, _CHUNK)):
        yield chunk


def _batch(connection: Connection, told: ToldBatch, origin: int, rows: dict[UUID, int]) -> int:
    run(
        connection,
        'INSERT INTO batches (id, origin, label, label_args, cause, "of", state, undone, at)'
        " VALUES (?, ?, ?, ?, ?, ?, 'done', 0, ?) ON CONFLICT (id) DO NOTHING",
        (
            *(told.id.bytes, origin, told.label, told.label_args, told.cause),
            *(rows.get(told.of) if told.of else None, told.at),
        ),
    )
    return run(connection, "SELECT row FROM batches WHERE id = ?", (told.id.bytes,)).fetchone()[0]
