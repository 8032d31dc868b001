"""Competitors as a list shows them, and the contracts that end: what is counted of deals and prices."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy import Connection

from salesdesk.store.sql import run


def listed(connection: Connection) -> sqlite3.Cursor:
    """All competitors: id, name, strengths, answers; how many deals were lost to each and won against it, how many
    prospects' contracts are known, and the day on which a price was last seen."""
    return run(
        connection,
        "SELECT c.id, c.name, c.strengths, c.answers, coalesce(d.lost, 0), coalesce(d.won, 0),"
        " coalesce(k.many, 0), coalesce(p.seen, '') FROM competitors c"
        " LEFT JOIN (SELECT competitor, sum(outcome = 'lost') AS lost, sum(outcome = 'won') AS won FROM deals"
        " WHERE competitor IS NOT NULL AND deleted_at IS NULL GROUP BY competitor) d ON d.competitor = c.id"
        " LEFT JOIN (SELECT x.competitor, count(*) AS many FROM competitor_contracts x JOIN prospects o"
        " ON o.id = x.prospect AND o.deleted_at IS NULL WHERE x.deleted_at IS NULL GROUP BY 1) k"
        " ON k.competitor = c.id"
        " LEFT JOIN (SELECT competitor, max(seen_on) AS seen FROM competitor_prices WHERE deleted_at IS NULL"
        " GROUP BY 1) p ON p.competitor = c.id WHERE c.deleted_at IS NULL",
    )


def decided(connection: Connection, competitor: bytes) -> tuple[int, int]:
    """How many deals were lost to a competitor, and how many won against it."""
    lost, won = run(
        connection,
        "SELECT coalesce(sum(outcome = 'lost'), 0), coalesce(sum(outcome = 'won'), 0) FROM deals"
        " WHERE competitor = ? AND deleted_at IS NULL",
        (competitor,),
    ).fetchone()
    return lost, won


_CONTRACTS: Final = (
    "SELECT x.id, p.id, coalesce(nullif(p.name, ''), f.name, ''), coalesce(f.name, ''), c.id,"
    " coalesce(c.name, ''), x.product, x.ends_on, x.note FROM competitor_contracts x"
    " JOIN prospects p ON p.id = x.prospect AND p.deleted_at IS NULL"
    " LEFT JOIN companies f ON f.id = p.company AND f.deleted_at IS NULL"
    " LEFT JOIN competitors c ON c.id = x.competitor AND c.deleted_at IS NULL WHERE x.deleted_at IS NULL"
)


def contracts(connection: Connection, *, competitor: bytes | None, prospect: bytes | None) -> sqlite3.Cursor:
    """The contracts of prospects with competitors, of one of either or of all, the one that ends first first and
    those of which nobody knows it last: id, prospect, its name or its company's, the company's, competitor, its name,
    product, the day it ends, note."""
    # said only where it is asked, so that its index is used
    of = " AND x.competitor = :rival" if competitor else ""
    of += " AND x.prospect = :who" if prospect else ""
    return run(
        connection,
        f"{_CONTRACTS}{of} ORDER BY x.ends_on IS NULL, x.ends_on, x.row",
        {"rival": competitor, "who": prospect},
    )


def ending(connection: Connection, day: str, limit: int) -> sqlite3.Cursor:
    """The contracts that end on `day` or later, the first first, as `contracts` tells them."""
    return run(connection, f"{_CONTRACTS} AND x.ends_on >= ? ORDER BY x.ends_on, x.row LIMIT ?", (day, limit))
