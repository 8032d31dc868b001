"""Whom some words of a line name: looked up in the index of names alone, so that it can be asked at every key."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.store.sql import run

_END = "\U0010ffff"


def prospects_named(
    connection: Connection, words: Sequence[str], *, unfinished: bool, limit: int
) -> list[tuple[UUID, str, str, int]]:
    """The prospects whose name holds the folded `words` one after another: id, name, company, and whether from
    the first word of the name (0) or a later one (1). Without `unfinished` all words are whole ones.

    Who has no name goes by the company.
    """
    said = " ".join(words)
    spans = [(said, said + _END)] if unfinished else [(said, said + "\0"), (f"{said} ", f"{said} {_END}")]
    found: dict[UUID, tuple[UUID, str, str, int]] = {}
    for rank in (0, 1):
        for low, high in spans:
            rows = run(
                connection,
                "SELECT p.id, p.name, coalesce(c.name, '') FROM prospects_names n JOIN prospects p ON p.row = n.row"
                " LEFT JOIN companies c ON c.id = p.company AND c.deleted_at IS NULL"
                " WHERE n.rank = ? AND n.entry >= ? AND n.entry < ? ORDER BY n.entry, n.row LIMIT ?",
                (rank, low, high, limit),
            )
            for one, name, company in rows:
                ident = UUID(bytes=one)
                found.setdefault(ident, (ident, name, company, rank))
    return list(found.values())[:limit]


def prospects_of(
    connection: Connection, company: Sequence[str], *, limit: int
) -> list[tuple[UUID, str, str, int]]:
    """The prospects of companies whose whole name is the folded words `company`, as `prospects_named` gives them."""
    said = " ".join(company)
    rows = run(
        connection,
        "SELECT p.id, p.name, c.name FROM companies_names n JOIN companies c ON c.row = n.row"
        " JOIN prospects p ON p.company = c.id AND p.deleted_at IS NULL"
        " WHERE n.rank = 0 AND n.entry = ? ORDER BY p.row LIMIT ?",
        (said, limit),
    )
    return [(UUID(bytes=one), name, told, 0) for one, name, told in rows]
