"""Hits in the order that a table wants, and what stands in its rows: rows by window, whatever the size."""

from __future__ import annotations

import json
import sqlite3
import time
from array import array
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain import vocabulary
from salesdesk.store import scoring, search
from salesdesk.store.search import Asked
from salesdesk.store.sql import listed, run, scalar

_EVERY: Final = 2000  # steps of SQLite's machine between two looks at whether to go on
_FACTS: Final = "LEFT JOIN prospects_facts f ON f.row = t.row"


def _ranked(column: str, kind: str) -> str:
    """The place of a word in its vocabulary; a word of the seller's own comes last."""
    words = " ".join(f"WHEN '{slug}' THEN {rank}" for rank, slug in enumerate(vocabulary.slugs(kind)))
    return f"CASE {column} {words} ELSE 99 END"


# What a table may be sorted by: the joins that it takes beside the prospects `t`, what has none of it (always
# last), and the order.
_ORDERS: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "name": ("", "", ("s.sort_key",)),
    "company": (
        "LEFT JOIN companies c ON c.id = t.company LEFT JOIN companies_search cs ON cs.row = c.row",
        "cs.sort_key IS NULL",
        ("cs.sort_key",),
    ),
    "score": (_FACTS, "", ("",)),  # worked out as it is asked for: see `_best_first`
    "interest": (_FACTS, "coalesce(f.interest, '') = ''", (_ranked("f.interest", "interest"),)),
    "stage": ("", "", (_ranked("t.stage", "stage"),)),
    "source": ("LEFT JOIN sources o ON o.id = t.source", "o.kind IS NULL", ("o.kind", "o.which")),
    "next": (_FACTS, "f.next_day IS NULL", ("f.next_day",)),
    "touched": (_FACTS, "f.touched_at IS NULL", ("f.touched_at",)),
    "met": ("", "t.met_at IS NULL", ("t.met_at",)),
    "city": (
        "LEFT JOIN (SELECT prospect, min(city) AS city, min(postal_code) AS code FROM addresses"
        " WHERE deleted_at IS NULL GROUP BY prospect) a ON a.prospect = t.id",
        "coalesce(a.code, '') = ''",
        ("a.code", "a.city"),
    ),
}
SORTS: Final = tuple(_ORDERS)


class TooLongError(Exception):
    """A statement was broken off, since nobody waits for it any longer."""


@contextmanager
def while_waited_for(connection: Connection, waited: Callable[[], bool]) -> Generator[None]:
    """Breaks off a statement and raises `TooLongError` as soon as it is no longer waited for."""
    raw: Any = connection.connection.driver_connection
    raw.set_progress_handler(lambda: not waited(), _EVERY)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        raise TooLongError from error
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def within(connection: Connection, seconds: float) -> Generator[None]:
    """Breaks off what takes longer, and raises `TooLongError`."""
    end = time.perf_counter() + seconds
    with while_waited_for(connection, lambda: time.perf_counter() < end):
        yield


def ordered(
    connection: Connection,
    asked: Asked,
    *,
    sort: str = "",
    descending: bool = False,
    first: int | None = None,
) -> array[int]:
    """The rows of the hits of prospects, all or the `first` ones: by `sort` (one of `SORTS`), else words typed
    in the order of search, and everything else by name."""
    if asked.words and not sort:
        if first is None:
            return search.all_rows(connection, asked)
        return array("q", islice(search.rows(connection, asked), first))
    joins, without, order = _ORDERS[sort or "name"]
    condition, values = asked.conditions
    # The first few come from the index of the names; all are read as they lie on the disk, and then sorted.
    few = first is not None and not sort
    both = ("prospects_search s", "prospects t") if few else ("prospects t", "prospects_search s")
    source, name, row = f"{both[0]} CROSS JOIN {both[1]} ON s.row = t.row", "s.sort_key", "s.row"
    if asked.deleted:  # what is deleted has no entry in any index
        source, name, row = "prospects t", "folded(t.name)", "t.row"
        order = tuple(name if part == "s.sort_key" else part for part in order)
    if asked.words:
        source += " JOIN json_each(?) j ON j.value = t.row"
        values = (json.dumps(search.all_rows(connection, asked).tolist()), *values)
    if sort == "score":
        said, inner = _best_first(connection, asked)
        order, values = (said,), (*values, *inner)
    parts = [without] if without else []
    parts += [part + (" DESC" if descending else "") for part in order]
    parts += [part for part in (name, row) if part not in order]
    query = f"SELECT t.row FROM {source} {joins} WHERE {condition} ORDER BY {', '.join(parts)}"
    if first is not None:
        query += f" LIMIT {int(first)}"
    return array("q", search.packed(connection, query, values))


def _best_first(connection: Connection, asked: Asked) -> tuple[str, tuple[Any, ...]]:
    """What orders by the score, the best first."""
    said, values = scoring.expression(scoring.scale_of(connection), asked.now)
    return f"-{said}", values


_LINE: Final = """
SELECT t.row, t.id, t.name, t.title, t.stage, t.interest_override, t.trade, t.language, t.customer_since,
 t.met_at, t.deleted_at, t.size, t.region, w.won, w.open,
 c.name, f.interest, f.next_day, f.touched_at, o.kind, o.which, r.name,
 CASE WHEN {reached} THEN (SELECT h.value FROM phones h WHERE h.prospect = t.id AND h.deleted_at IS NULL
  ORDER BY h.position, h.row LIMIT 1) END,
 CASE WHEN {reached} THEN (SELECT e.value FROM emails e WHERE e.prospect = t.id AND e.deleted_at IS NULL
  ORDER BY e.position, e.row LIMIT 1) END,
 {place}
FROM prospects t LEFT JOIN companies c ON c.id = t.company AND c.deleted_at IS NULL
LEFT JOIN prospects_facts f ON f.row = t.row
LEFT JOIN prospects_worth w ON w.row = t.row AND w.currency = ?
LEFT JOIN sources o ON o.id = t.source LEFT JOIN fairs r ON r.id = t.fair
{join}
WHERE t.row IN ({marks})
"""
_WHOLE: Final = {
    "reached": "1",
    "place": """a.street, a.postal_code, a.city,
 (SELECT group_concat(g.name, ', ') FROM taggings m JOIN tags g ON g.id = m.tag
  WHERE m.prospect = t.id AND m.deleted_at IS NULL AND g.deleted_at IS NULL)""",
    "join": """LEFT JOIN addresses a ON a.row = (SELECT b.row FROM addresses b WHERE b.prospect = t.id
 AND b.deleted_at IS NULL ORDER BY b.position, b.row LIMIT 1)""",
}
# Without what is in tables of its own, which is two thirds of the time; but whoever has no name is known by it.
_BRIEF: Final = {
    "reached": "t.name = '' AND coalesce(c.name, '') = ''",
    "place": "NULL, NULL, NULL, NULL",
    "join": "",
}


def lines(
    connection: Connection, rows: Sequence[int], currency: str, *, brief: bool = False
) -> Iterator[tuple[Any, ...]]:
    """What stands in the rows, in one statement and in no order: see `services/listing.py` for the fields. What
    was sold is given in `currency`."""
    marks, values = listed(list(rows))
    query = _LINE.format(marks=marks, **(_BRIEF if brief else _WHOLE))
    yield from run(connection, query, (currency, *values))


def ids(connection: Connection, rows: Sequence[int]) -> Iterator[bytes]:
    """The ids of some rows, in their order; those that are gone are left out."""
    found = dict(
        run(
            connection,
            "SELECT t.row, t.id FROM json_each(?) j JOIN prospects t ON t.row = j.value",
            (json.dumps(list(rows)),),
        ).fetchall()
    )
    return (found[row] for row in rows if row in found)


def count(connection: Connection) -> int:
    """How many prospects there are."""
    return int(scalar(connection, "SELECT count(*) FROM prospects_search"))


def last_deleted(connection: Connection) -> str:
    """What became of the prospect deleted last, as the log has it: change, where the seller deleted it, or undo,
    where its capture was taken back; empty where none was."""
    found = run(
        connection,
        "SELECT b.cause FROM changes c JOIN batches b ON b.row = c.batch WHERE c.record ="
        " (SELECT id FROM prospects WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC LIMIT 1)"
        " ORDER BY c.row DESC LIMIT 1",
    ).fetchone()
    return found[0] if found else ""


def areas(connection: Connection, asked: Asked) -> list[tuple[str, str, str, str, int]]:
    """Where the hits live or work, most first: the city folded and as it is written, the first and the last of
    its postal codes, how many."""
    source, values = _addresses(connection, asked)
    found = run(
        connection,
        "SELECT folded(a.city) AS place, max(a.city), min(nullif(a.postal_code, '')), max(a.postal_code),"
        f" count(DISTINCT t.row) FROM {source} AND a.city <> '' GROUP BY place ORDER BY 5 DESC, place",
        values,
    )
    return [(place, city, first or "", last, number) for place, city, first, last, number in found]


def in_area(connection: Connection, asked: Asked, place: str) -> array[int]:
    """The rows of the hits in a city (folded), by postal code and street: the order in which one drives."""
    source, values = _addresses(connection, asked)
    query = (
        f"SELECT t.row FROM {source} AND folded(a.city) = ?"
        " GROUP BY t.row ORDER BY min(a.postal_code), min(folded(a.street)), t.row"
    )
    return array("q", search.packed(connection, query, (*values, place)))


def _addresses(connection: Connection, asked: Asked) -> tuple[str, tuple[Any, ...]]:
    """The hits `t` with their addresses `a`, as far as into the WHERE of a statement."""
    condition, values = asked.conditions
    source = "prospects t JOIN addresses a ON a.prospect = t.id AND a.deleted_at IS NULL"
    if asked.words:
        source += " JOIN json_each(?) j ON j.value = t.row"
        values = (json.dumps(search.all_rows(connection, asked).tolist()), *values)
    return f"{source} WHERE {condition}", values


def row_of(connection: Connection, prospect: UUID) -> int | None:
    """The row of a prospect."""
    found = scalar(connection, "SELECT row FROM prospects WHERE id = ?", (prospect.bytes,))
    return found if isinstance(found, int) else None
