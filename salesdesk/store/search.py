"""Search in SQL: names that begin with what was typed, by name; then all others in row order; no one twice.

Words come from the index of folded names and from full text, digits from an index of all their parts;
conditions of the written language become SQL. Hits are drawn one by one, so that the first fifty of a
million cost no more than the first fifty of a thousand.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.query import Query, Word
from salesdesk.domain.text import digits, words
from salesdesk.store.search_conditions import Clause, Moment, clause, deleted_asked
from salesdesk.store.sql import run, scalar

_NUMBER: Final = re.compile(r"[\d\s+()/.-]+")
_SHORTEST_NUMBER: Final = 3  # digits; fewer are found in half of all numbers


@dataclass(frozen=True, slots=True)
class Asked:
    """A query made ready: the subject, the words to find, the conditions in SQL."""

    subject: str
    words: tuple[Word, ...]
    conditions: Clause
    deleted: bool


def prepared(query: Query, *, subject: str, moment: Moment) -> Asked:
    """`query` made ready to run at `moment`."""
    deleted = deleted_asked(query)
    return Asked(
        subject, () if deleted else query.words, clause(query, subject, moment, deleted=deleted), deleted
    )


def rows(connection: Connection, asked: Asked) -> Iterator[int]:
    """The rows of all hits, in order, drawn as they are asked for."""
    if not asked.words:
        yield from _listed(connection, asked)
        return
    prefix = " ".join(part for word in asked.words for part in words(word.text))
    seen: set[int] = set()
    if prefix:
        for row in _named(connection, asked, prefix):
            if row not in seen:
                seen.add(row)
                yield row
    last = 0
    for row in heapq.merge(*_streams(connection, asked)):
        if row != last and row not in seen:
            last = row
            yield row


def count(connection: Connection, asked: Asked) -> int:
    """How many hits there are."""
    if not asked.words:
        condition, values = asked.conditions
        return int(scalar(connection, f"SELECT count(*) FROM {asked.subject} t WHERE {condition}", values))
    return sum(1 for _row in rows(connection, asked))


def _listed(connection: Connection, asked: Asked) -> Iterator[int]:
    condition, values = asked.conditions
    query = f"SELECT t.row FROM {asked.subject} t WHERE {condition} ORDER BY t.row"
    for (row,) in run(connection, query, values):
        yield row


def _named(connection: Connection, asked: Asked, prefix: str) -> Iterator[int]:
    """Those whose name begins so, by name; then those whose name does from a later word on, by that."""
    condition, values = asked.conditions
    bare = condition == f"{_ALIVE}" and not values
    for rank in (0, 1):
        source = f"{asked.subject}_names n" + ("" if bare else f" JOIN {asked.subject} t ON t.row = n.row")
        query = (
            f"SELECT n.row FROM {source} WHERE n.rank = ? AND n.entry >= ? AND n.entry < ?"
            + ("" if bare else f" AND {condition}")
            + " ORDER BY n.entry, n.row"
        )
        for (row,) in run(connection, query, (rank, prefix, prefix + "\U0010ffff", *values)):
            yield row


_ALIVE: Final = "t.deleted_at IS NULL"  # what is deleted has no entry in any index


def _streams(connection: Connection, asked: Asked) -> list[Iterator[int]]:
    match = _match(asked.words)
    streams = [_matching(connection, asked, f"{asked.subject}_fts", match)] if match else []
    if asked.subject == "prospects":
        typed = " ".join(word.text for word in asked.words)
        number = digits(typed)
        if _NUMBER.fullmatch(typed) and len(number) >= _SHORTEST_NUMBER:
            streams.append(_matching(connection, asked, "prospects_digits_fts", f'"{number}"'))
    return streams


def _matching(connection: Connection, asked: Asked, index: str, match: str) -> Iterator[int]:
    condition, values = asked.conditions
    bare = condition == _ALIVE and not values
    source = f"{index} f" + ("" if bare else f" CROSS JOIN {asked.subject} t ON t.row = f.rowid")
    query = (
        f"SELECT f.rowid FROM {source} WHERE {index} MATCH ?"
        + ("" if bare else f" AND {condition}")
        + " ORDER BY f.rowid"
    )
    for (row,) in run(connection, query, (match, *values)):
        yield row


def _match(asked: tuple[Word, ...]) -> str:
    """The words as full text asks for them: each the beginning of a word, phrases in their order."""
    return " AND ".join(
        f'"{" ".join(parts)}"' + ("" if word.phrase else "*") for word in asked if (parts := words(word.text))
    )
