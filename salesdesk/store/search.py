"""Search in SQL: names that begin with what was typed, by name; then all others in row order; no one twice.

Words come from the index of folded names and from full text, digits from an index of all their parts;
conditions of the written language become SQL. Hits are drawn one by one, so that the first fifty of a
million cost no more than the first fifty of a thousand; where all are wanted, SQLite packs them, since a loop
over a hundred thousand rows would keep the window from the interpreter.
"""

from __future__ import annotations

import heapq
import json
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import chain
from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.query import Query, Word
from salesdesk.domain.text import digits, words
from salesdesk.store.search_conditions import UNINDEXED, Clause, Moment, clause, deleted_asked
from salesdesk.store.sql import Values, run, scalar

_NUMBER: Final = re.compile(r"[\d\s+()/.-]+")
_SHORTEST_NUMBER: Final = 3  # digits; fewer are found in half of all numbers


@dataclass(frozen=True, slots=True)
class Asked:
    """A query made ready: the subject, the words to find, the conditions in SQL."""

    subject: str
    words: tuple[Word, ...]
    conditions: Clause
    deleted: bool
    now: datetime
    zone: tzinfo


def prepared(query: Query, *, subject: str, moment: Moment) -> Asked:
    """`query` made ready to run at `moment`."""
    deleted = deleted_asked(query)
    conditions = clause(query, subject, moment, deleted=deleted)
    found = () if deleted or subject in UNINDEXED else query.words
    return Asked(subject, found, conditions, deleted, moment.now, moment.zone)


def rows(connection: Connection, asked: Asked) -> Iterator[int]:
    """The rows of all hits, in order, drawn as they are asked for."""
    if not asked.words:
        yield from _listed(connection, asked)
        return
    seen: set[int] = set()
    for statement in _named(asked):
        for (row,) in run(connection, *statement):
            if row not in seen:
                seen.add(row)
                yield row
    last = 0
    for row in heapq.merge(*(_drawn(connection, one) for one in _matching(asked))):
        if row != last and row not in seen:
            last = row
            yield row


def all_rows(connection: Connection, asked: Asked) -> array[int]:
    """The rows of all hits of words, in the same order as `rows` draws them."""
    named = [packed(connection, *one) for one in _named(asked)]
    others = [packed(connection, *one) for one in _matching(asked)]
    if len(others) > 1:
        others = [sorted(set(chain(*others)))]
    return array("q", dict.fromkeys(chain(*named, *others)))


def packed(connection: Connection, statement: str, values: Values = ()) -> list[int]:
    """The one column of whole numbers that a statement gives, in its order, read in one piece. SQLite does what a
    subquery with an ORDER BY says before it gathers it (sqlite.org/optoverview.html, subquery flattening)."""
    query = f"WITH found (row) AS ({statement}) SELECT json_group_array(row) FROM found"
    return json.loads(scalar(connection, query, values))


def _drawn(connection: Connection, statement: tuple[str, Values]) -> Iterator[int]:
    for (row,) in run(connection, *statement):
        yield row


def count(connection: Connection, asked: Asked) -> int:
    """How many hits there are."""
    if not asked.words:
        condition, values = asked.conditions
        return int(scalar(connection, f"SELECT count(*) FROM {asked.subject} t WHERE {condition}", values))
    return len(all_rows(connection, asked))


def _listed(connection: Connection, asked: Asked) -> Iterator[int]:
    condition, values = asked.conditions
    query = f"SELECT t.row FROM {asked.subject} t WHERE {condition} ORDER BY t.row"
    for (row,) in run(connection, query, values):
        yield row


def _named(asked: Asked) -> Iterator[tuple[str, Values]]:
    """Asks for those whose name begins so, by name; then for those whose name does from a later word on, by that."""
    prefix = " ".join(part for word in asked.words for part in words(word.text))
    condition, values = asked.conditions
    bare = condition == _ALIVE and not values
    source = f"{asked.subject}_names n" + ("" if bare else f" JOIN {asked.subject} t ON t.row = n.row")
    query = (
        f"SELECT n.row FROM {source} WHERE n.rank = ? AND n.entry >= ? AND n.entry < ?"
        + ("" if bare else f" AND {condition}")
        + " ORDER BY n.entry, n.row"
    )
    for rank in (0, 1) if prefix else ():
        yield query, (rank, prefix, prefix + "\U0010ffff", *values)


_ALIVE: Final = "t.deleted_at IS NULL"  # what is deleted has no entry in any index


def _matching(asked: Asked) -> Iterator[tuple[str, Values]]:
    """Asks for those that have all words, and for those that have the number, each in row order."""
    match = _match(asked.words)
    if match:
        yield _indexed(asked, f"{asked.subject}_fts", match)
    if asked.subject == "prospects":
        typed = " ".join(word.text for word in asked.words)
        number = digits(typed)
        if _NUMBER.fullmatch(typed) and len(number) >= _SHORTEST_NUMBER:
            yield _indexed(asked, "prospects_digits_fts", f'"{number}"')


def _indexed(asked: Asked, index: str, match: str) -> tuple[str, Values]:
    condition, values = asked.conditions
    bare = condition == _ALIVE and not values
    source = f"{index} f" + ("" if bare else f" CROSS JOIN {asked.subject} t ON t.row = f.rowid")
    query = (
        f"SELECT f.rowid FROM {source} WHERE {index} MATCH ?"
        + ("" if bare else f" AND {condition}")
        + " ORDER BY f.rowid"
    )
    return query, (match, *values)


def _match(asked: tuple[Word, ...]) -> str:
    """The words as full text asks for them: each the beginning of a word, phrases in their order."""
    return " AND ".join(
        f'"{" ".join(parts)}"' + ("" if word.phrase else "*") for word in asked if (parts := words(word.text))
    )
