"""Who is known that could be the person at hand: looked up by matching keys, a few at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.matching import MAX_BLOCK, Person
from salesdesk.store.bulk import in_parts
from salesdesk.store.derived_prospects import Asked, people
from salesdesk.store.sql import listed, run

# Counted before they are fetched: the blocks that tell nothing are by far the largest.
_FEW: Final = """
    WITH few AS (SELECT key FROM prospects_keys WHERE key IN ({marks}) GROUP BY key HAVING count(*) <= {most})
    SELECT k.key, p.id FROM few CROSS JOIN prospects_keys k ON k.key = few.key CROSS JOIN prospects p ON p.row = k.row
"""


def sharing(connection: Connection, keys: Sequence[int]) -> dict[int, list[bytes]]:
    """The ids of the prospects that have one of `keys`, by key. A key of too many tells nothing: left out."""
    found: dict[int, list[bytes]] = defaultdict(list)
    wanted = list(dict.fromkeys(keys))
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks, listed_values = listed(part)
        for key, one in run(connection, _FEW.format(marks=marks, most=MAX_BLOCK), listed_values):
            found[key].append(one)
    return found


def those(connection: Connection, ids: Sequence[bytes], asked: Asked | None = None) -> dict[bytes, Person]:
    """The people with these ids, as far as they are `asked` for."""
    out: dict[bytes, Person] = {}
    for part in in_parts(ids):
        out.update(people(connection, part, asked))
    return out


def everybody(connection: Connection) -> dict[bytes, Person]:
    """All prospects, for the clean-up of duplicates."""
    return people(connection, None)


def merged(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The way that each of `ids` went through merges: itself first, who took it in last. A circle, which only a
    damaged store has, ends where it closes; an id that is no prospect's has no way."""
    into: dict[UUID, UUID | None] = {}
    asked = set(ids)
    while asked:
        for part in in_parts([one.bytes for one in asked]):
            marks, values = listed(part)
            query = (
                "SELECT id, CASE WHEN deleted_at IS NULL THEN NULL ELSE merged_into END FROM prospects"
                f" WHERE id IN ({marks})"
            )
            for one, other in run(connection, query, values):
                into[UUID(bytes=one)] = UUID(bytes=other) if other else None
        asked = {other for other in into.values() if other is not None} - into.keys() - asked
    return {one: _way(one, into) for one in ids if one in into}


def _way(one: UUID, into: Mapping[UUID, UUID | None]) -> tuple[UUID, ...]:
    way = [one]
    while (after := into.get(way[-1])) is not None and after in into and after not in way:
        way.append(after)
    return tuple(way)


def alive(connection: Connection, ids: Sequence[bytes]) -> list[bytes]:
    """Which of `ids` are prospects that are there and not deleted."""
    out: list[bytes] = []
    for part in in_parts(ids):
        marks, listed_values = listed(part)
        query = f"SELECT id FROM prospects WHERE deleted_at IS NULL AND id IN ({marks})"
        out += [one for (one,) in run(connection, query, listed_values)]
    return out


def by_badge(connection: Connection, fair: UUID | None = None) -> list[tuple[bytes, str, str]]:
    """Who is known by the number of a badge: ids, identities and names, oldest first; of those met at `fair`, or of
    all."""
    query = (
        "SELECT id, uid, name FROM prospects WHERE uid >= 'badge:' AND uid < 'badge;' AND deleted_at IS NULL"
    )
    if fair is None:
        return [(one, uid, name) for one, uid, name in run(connection, f"{query} ORDER BY row")]
    found = run(connection, f"{query} AND fair = ? ORDER BY row", (fair.bytes,))
    return [(one, uid, name) for one, uid, name in found]


def by_email(connection: Connection, addresses: Sequence[str]) -> dict[str, list[tuple[bytes, str]]]:
    """Who has one of `addresses` (in small letters): ids and names of the prospects by address, oldest first."""
    found: dict[str, list[tuple[bytes, str]]] = defaultdict(list)
    for start in range(0, len(addresses), 500):
        marks, listed_values = listed(addresses[start : start + 500])
        query = (
            "SELECT lower(trim(e.value)), p.id, p.name FROM emails e JOIN prospects p ON p.id = e.prospect"
            f" WHERE lower(trim(e.value)) IN ({marks}) AND e.deleted_at IS NULL AND p.deleted_at IS NULL"
            " ORDER BY p.row"
        )
        for address, one, name in run(connection, query, listed_values):
            found[address].append((one, name))
    return found
