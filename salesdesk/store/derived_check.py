"""Comparing what is derived with what should stand there, and making it anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from salesdesk.store import derived_stale
from salesdesk.store.derived import wanted
from salesdesk.store.derived_tables import Row, indexes, merge, said, sides, write
from salesdesk.store.sql import listed, run, scalar

_MANY: Final = 400
_ALL_PAGES: Final = 1 << 30


def out_of_step(connection: Connection, subject: str) -> int:
    """How many records of `subject` have side tables that say something else than they should, or none."""
    count = 0
    for rows, ids in _parts(connection, subject):
        count += _differing(connection, subject, rows, ids)
    for side in sides(subject):
        count += scalar(
            connection, f"SELECT count(*) FROM {subject}_{side} WHERE row NOT IN (SELECT row FROM {subject})"
        )
    return count


def index_is_whole(connection: Connection, subject: str) -> bool:
    """Whether the full-text indexes hold what their tables hold (sqlite.org/fts5.html §6.4). Needs a write
    transaction, though it writes nothing."""
    for table in indexes(subject):
        try:
            connection.exec_driver_sql(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            return False
    return True


def rebuild(connection: Connection, subject: str) -> None:
    """Makes all that is derived for `subject` anew."""
    for side in sides(subject):
        run(connection, f"DELETE FROM {subject}_{side} WHERE row NOT IN (SELECT row FROM {subject})")
    for rows, ids in _parts(connection, subject):
        write(connection, subject, rows, wanted(connection, subject, ids), index=False)
    for table in indexes(subject):
        run(connection, f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        merge(connection, table, _ALL_PAGES)
    if subject == "prospects":
        derived_stale.forget(connection)


def _parts(connection: Connection, subject: str) -> Iterator[tuple[list[int], list[bytes]]]:
    found = run(connection, f"SELECT row, id FROM {subject} ORDER BY row").fetchall()
    for start in range(0, len(found), _MANY):
        part = found[start : start + _MANY]
        yield [row for row, _ in part], [one for _, one in part]


def _differing(connection: Connection, subject: str, rows: Sequence[int], ids: Sequence[bytes]) -> int:
    should = said(wanted(connection, subject, ids))
    marks, listed_values = listed(rows)
    off: set[int] = set()
    for side, columns in sides(subject).items():
        found = run(
            connection, f"SELECT {columns} FROM {subject}_{side} WHERE row IN ({marks})", listed_values
        )
        place = columns.split(", ").index("row")
        standing, wished = _by_row((tuple(one) for one in found), place), _by_row(should[side], place)
        off |= {row for row in rows if standing.get(row, set()) != wished.get(row, set())}
    return len(off)


def _by_row(found: Iterable[Row], place: int) -> dict[int, set[Row]]:
    out: dict[int, set[Row]] = defaultdict(set)
    for one in found:
        row = one[place]
        assert isinstance(row, int)
        out[row].add(one)
    return out
