"""The log on its way out of a store and into another: whole, in order, never mixed with the other's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.store.origins import start_origin
from salesdesk.store.sql import run, scalar

if TYPE_CHECKING:
    from salesdesk.store.database import Store

Row = Sequence[int | str | None]
Rows = Callable[[str], Iterator[dict[str, str]]]

_QUERIES: Final = {
    "log_origins": ("id", "SELECT id FROM origins ORDER BY row"),
    "log_batches": (
        "id origin label label_args cause of state undone at",
        "SELECT b.id, o.id, b.label, b.label_args, b.cause, a.id, b.state, b.undone, b.at FROM batches b"
        ' JOIN origins o ON o.row = b.origin LEFT JOIN batches a ON a.row = b."of" ORDER BY b.row',
    ),
    "log_changes": (
        "origin seq hlc schema subject record patch before seen batch",
        "SELECT o.id, c.seq, c.hlc, c.schema, c.subject, c.record, c.patch, c.before, c.seen, b.id FROM changes c"
        " JOIN origins o ON o.row = c.origin JOIN batches b ON b.row = c.batch ORDER BY c.row",
    ),
}
_NUMBERS: Final = frozenset({"undone", "at", "seq", "hlc", "schema"})
_CHUNK: Final = 500


def tables(connection: Connection) -> Iterator[tuple[str, list[tuple[str, str]], Iterator[Row]]]:
    """The tables of the log: name, columns with their types, rows with ids as text."""
    for name, (columns, query) in _QUERIES.items():
        fields = [(column, "integer" if column in _NUMBERS else "string") for column in columns.split()]
        rows = run(connection, query)
        yield name, fields, ([str(UUID(bytes=v)) if isinstance(v, bytes) else v for v in row] for row in rows)


def take_in(store: Store, rows: Rows) -> None:
    """Takes in what this store lacks of another's log; its own origin and what it writes stay apart.

    In short transactions; what is there is not taken twice, so that it can be broken off and repeated.
    """
    origins = _origins(store, [UUID(row["id"]).bytes for row in rows("log_origins")])
    batches: dict[bytes, int] = {}
    for chunk in _chunks(rows("log_batches")):
        with store.writing() as connection:
            for row in chunk:
                made = UUID(row["id"]).bytes
                batches[made] = _batch(connection, row, made, origins, batches)
    for chunk in _chunks(rows("log_changes")):
        with store.writing() as connection:
            _changes(connection, chunk, origins, batches)


def _chunks(rows: Iterable[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    walking = iter(rows)
    while chunk := list(islice(walking, _CHUNK)):
        yield chunk


def _origins(store: Store, ids: Sequence[bytes]) -> dict[bytes, int]:
    with store.writing() as connection:
        mine = scalar(connection, "SELECT id FROM origins WHERE local = 1")
        if mine in ids:  # a copy of this store wrote on under the same origin: from here on they part
            start_origin(connection)
        for one in ids:
            run(
                connection,
                "INSERT INTO origins (id, local, seq, hlc) VALUES (?, 0, 0, 0) ON CONFLICT (id) DO NOTHING",
                (one,),
            )
        found = run(connection, "SELECT id, row FROM origins")
        return dict(found.fetchall())


def _batch(
    connection: Connection,
    row: dict[str, str],
    made: bytes,
    origins: dict[bytes, int],
    batches: dict[bytes, int],
) -> int:
    known = scalar(connection, "SELECT row FROM batches WHERE id = ?", (made,))
    if known is not None:
        return int(known)
    answered = batches.get(UUID(row["of"]).bytes) if row["of"] else None
    cursor = run(
        connection,
        'INSERT INTO batches (id, origin, label, label_args, cause, "of", state, undone, at)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            made,
            origins[UUID(row["origin"]).bytes],
            row["label"],
            row["label_args"],
            row["cause"],
            answered,
            "done" if row["state"] == "open" else row["state"],
            int(row["undone"]),
            int(row["at"]),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _changes(
    connection: Connection,
    chunk: Sequence[dict[str, str]],
    origins: dict[bytes, int],
    batches: dict[bytes, int],
) -> None:
    run(
        connection,
        "INSERT INTO changes (origin, seq, hlc, schema, subject, record, patch, before, seen, batch)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (origin, seq) DO NOTHING",
        [
            (
                origins[UUID(row["origin"]).bytes],
                int(row["seq"]),
                int(row["hlc"]),
                int(row["schema"]),
                row["subject"],
                UUID(row["record"]).bytes,
                row["patch"],
                row["before"] or None,
                row["seen"] or None,
                batches[UUID(row["batch"]).bytes],
            )
            for row in chunk
        ],
    )
    for origin in {origins[UUID(row["origin"]).bytes] for row in chunk}:
        run(
            connection,
            "UPDATE origins SET seq = (SELECT max(seq) FROM changes WHERE origin = ?),"
            " hlc = (SELECT max(hlc) FROM changes WHERE origin = ?) WHERE row = ? AND local <> 1",
            (origin, origin, origin),
        )
