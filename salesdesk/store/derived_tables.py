"""Writing the side tables and full-text indexes of what is derived."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection

from salesdesk.store.derived_ordered import KeptBack
from salesdesk.store.derived_texts import Wanted
from salesdesk.store.derived_worth import SEGMENT
from salesdesk.store.sql import listed, run

Row = tuple[object, ...]

FACTS: Final = ("interest", "next_day", "touched_at")
_COLUMNS: Final = {
    "search": "row, sort_key, text",
    "names": "rank, entry, row",
    "keys": "key, row",
    "digits": "row, digits",
    "facts": ", ".join(("row", *FACTS)),
    "worth": ", ".join(("row", "currency", "won", "sales", "open", *SEGMENT)),
}
_KEPT: Final = frozenset({"keys", "names"})
_MERGED: Final = 8  # pages of a full-text index that are merged with each write, and one more for two entries
_MERGED_AT_MOST: Final = 40  # a page is a seventh of a millisecond


def sides(subject: str) -> dict[str, str]:
    """The side tables of `subject`, without its name, and their columns."""
    return _COLUMNS if subject == "prospects" else {side: _COLUMNS[side] for side in ("search", "names")}


def indexes(subject: str) -> dict[str, tuple[str, str]]:
    """The full-text indexes of `subject`: the side table that each is of, and the column."""
    found = {f"{subject}_fts": ("search", "text")}
    return found | ({f"{subject}_digits_fts": ("digits", "digits")} if subject == "prospects" else {})


def said(want: Wanted) -> dict[str, list[Row]]:
    """What `want` says, as the rows of each side table."""
    return {
        "search": [(row, *said) for row, said in want.texts.items()],
        "names": list(want.names),
        "keys": list(want.keys),
        "digits": list(want.digits),
        "facts": list(want.facts),
        "worth": list(want.worth),
    }


def write(
    connection: Connection, subject: str, rows: Sequence[int], want: Wanted, *, index: bool = True
) -> None:
    """Makes the side tables of the records at `rows` say what `want` says, and nothing else.

    Without `index` the full text is left to be built anew: one that is damaged cannot be kept in step.
    """
    changed: dict[str, tuple[list[Row], list[Row]]] = {}
    should = said(want)
    for side, columns in sides(subject).items():
        changed[side] = _replace(connection, f"{subject}_{side}", columns, rows, should[side])
    if index:
        for table, (side, column) in indexes(subject).items():
            _index(connection, table, column, *changed[side])


def write_new(connection: Connection, subject: str, want: Wanted, kept: KeptBack | None = None) -> None:
    """Writes what `want` says of records that are new, so that nothing of them stands anywhere yet; less the keys
    and names of prospects where they are `kept` back."""
    should, later = said(want), frozenset[str]()
    if kept is not None and subject == "prospects":
        kept.take(want)
        later = _KEPT
    for side, columns in sides(subject).items():
        if side not in later:
            _insert(connection, f"{subject}_{side}", columns, should[side])
    for table, (side, column) in indexes(subject).items():
        _index(connection, table, column, [], should[side])


def _index(
    connection: Connection, table: str, column: str, stale: Sequence[Row], fresh: Sequence[Row]
) -> None:
    """Keeps a full-text index of outside content in step (sqlite.org/fts5.html §4.4.3): an entry leaves it
    by the very text with which it went in. Not by triggers, which an untrusted schema may not run."""
    if stale:
        run(
            connection,
            f"INSERT INTO {table} ({table}, rowid, {column}) VALUES ('delete', ?, ?)",
            [(row[0], row[-1]) for row in stale],
        )
    if fresh:
        run(
            connection,
            f"INSERT INTO {table} (rowid, {column}) VALUES (?, ?)",
            [(row[0], row[-1]) for row in fresh],
        )
    if stale or fresh:
        merge(connection, table, min(_MERGED + (len(stale) + len(fresh)) // 2, _MERGED_AT_MOST))


def merge(connection: Connection, table: str, pages: int) -> None:
    """Merges up to so many pages of a full-text index, where there is something to merge (sqlite.org/fts5.html
    §6.8). A little with each write: left to itself it does some hundred pages at once, in whoever's commit."""
    run(connection, f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))


def _replace(
    connection: Connection, table: str, columns: str, rows: Sequence[int], want: Iterable[Row]
) -> tuple[list[Row], list[Row]]:
    """Takes away what stands for `rows` and is not wanted, adds what is wanted and does not stand, and gives
    both."""
    marks, listed_values = listed(rows)
    found = run(connection, f"SELECT {columns} FROM {table} WHERE row IN ({marks})", listed_values)
    standing, should = {tuple(one) for one in found}, set(want)
    stale, missing = sorted(standing - should, key=repr), sorted(should - standing, key=repr)
    if stale:
        match = " AND ".join(f"{column} IS ?" for column in columns.split(", "))
        run(connection, f"DELETE FROM {table} WHERE {match}", stale)
    _insert(connection, table, columns, missing)
    return stale, missing


def _insert(connection: Connection, table: str, columns: str, rows: list[Row]) -> None:
    if rows:
        marks = ", ".join("?" * (columns.count(",") + 1))
        run(connection, f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
