"""Comparing what is derived with what should stand there, and making it anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from salesdesk.store.derived import Row, wanted, write
from salesdesk.store.derived_prospects import FACTS
from salesdesk.store.sql import listed, run, scalar

_MANY: Final = 400
_COLUMNS: Final = {
    "search": "row, sort_key, text",
    "names": "rank, entry, row",
    "keys": "key, row",
    "digits": "row, digits",
    "facts": ", ".join(("row", *FACTS)),
}


def _sides(subject: str) -> Sequence[str]:
    sides = tuple(_COLUMNS)
    return sides if subject == "prospects" else sides[:2]


def _indexes(subject: str) -> Sequence[str]:
    return (f"{subject}_fts", f"{subject}_digits_fts")[: 2 if subject == "prospects" else 1]


def out_of_step(connection: Connection, subject: str) -> int:
    """How many records of `subject` have side tables that say something else than they should, or none."""
    count = 0
    for rows, ids in _parts(connection, subject):
        count += _differing(connection, subject, rows, ids)
    for side in _sides(subject):
        count += scalar(
            connection, f"SELECT count(*) FROM {subject}_{side} WHERE row NOT IN (SELECT row FROM {subject})"
        )
    return count


def index_is_whole(connection: Connection, subject: str) -> bool:
    """Whether the full-text indexes hold what their tables hold (sqlite.org/fts5.html §6.4). Needs a write
    transaction, though it writes nothing."""
    for table in _indexes(subject):
        try:
            connection.exec_driver_sql(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            return False
    return True


def rebuild(connection: Connection, subject: str) -> None:
    """Makes all that is derived for `subject` anew."""
    for side in _sides(subject):
        run(connection, f"DELETE FROM {subject}_{side} WHERE row NOT IN (SELECT row FROM {subject})")
    for rows, ids in _parts(connection, subject):
        write(connection, subject, rows, wanted(connection, subject, ids), index=False)
    for table in _indexes(subject):
        run(connection, f"INSERT INTO {table} ({table}) VALUES ('rebuild')")


def _parts(connection: Connection, subject: str) -> Iterator[tuple[list[int], list[bytes]]]:
    found = run(connection, f"SELECT row, id FROM {subject} ORDER BY row").fetchall()
    for start in range(0, len(found), _MANY):
        part = found[start : start + _MANY]
        yield [row for row, _ in part], [one for _, one in part]


def _differing(connection: Connection, subject: str, rows: Sequence[int], ids: Sequence[bytes]) -> int:
    want = wanted(connection, subject, ids)
    should: dict[str, dict[int, set[Row]]] = {
        "search": _by_row([(row, *said) for row, said in want.texts.items()], 0),
        "names": _by_row(want.names, 2),
        "keys": _by_row(want.keys, 1),
        "digits": _by_row(want.digits, 0),
        "facts": _by_row(want.facts, 0),
    }
    marks, listed_values = listed(rows)
    off: set[int] = set()
    for side in _sides(subject):
        found = run(
            connection, f"SELECT {_COLUMNS[side]} FROM {subject}_{side} WHERE row IN ({marks})", listed_values
        )
        standing = _by_row([tuple(one) for one in found], _COLUMNS[side].split(", ").index("row"))
        off |= {row for row in rows if standing.get(row, set()) != should[side].get(row, set())}
    return len(off)


def _by_row(found: Iterable[Row], place: int) -> dict[int, set[Row]]:
    out: dict[int, set[Row]] = defaultdict(set)
    for one in found:
        row = one[place]
        assert isinstance(row, int)
        out[row].add(one)
    return out
