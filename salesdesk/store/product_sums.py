"""What products were sold for, and what is listed of them: the sums behind the list of products."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.pipeline import LINE
from salesdesk.store.sql import run

_SOLD: Final = (  # a return takes away what it gives back, dated itself (kpis.md)
    "SELECT l.product AS product, d.currency AS currency, d.rate AS rate, d.rate_currency AS rate_currency,"
    f" l.quantity AS pieces, coalesce({LINE.format(price='net_minor')}, 0) AS minor"
    " FROM deals d JOIN deal_lines l ON l.deal = d.id AND l.deleted_at IS NULL"
    " WHERE d.outcome = 'won' AND d.deleted_at IS NULL AND d.closed_at >= :start AND d.closed_at < :end"
    " UNION ALL SELECT l.product, d.currency, d.rate, d.rate_currency, -coalesce(c.quantity, 0),"
    " -coalesce(c.minor, 0) FROM credits c JOIN deals d ON d.id = c.deal AND d.deleted_at IS NULL"
    " JOIN deal_lines l ON l.id = c.line WHERE d.outcome = 'won' AND c.deleted_at IS NULL"
    " AND c.at >= :start AND c.at < :end"
)


def sold(connection: Connection, start: int, end: int) -> list[tuple[bytes, str, int | None, str, int, int]]:
    """Of each product that was sold from the instant `start` on and before `end` (microseconds UTC): currency, rate
    (of 10^12) and rate's currency of the sales, how many thousandths of a piece, and the net sum in minor units."""
    query = (
        f"SELECT product, currency, rate, rate_currency, sum(pieces), sum(minor) FROM ({_SOLD})"
        " WHERE product IS NOT NULL GROUP BY 1, 2, 3, 4"
    )
    return run(connection, query, {"start": start, "end": end}).fetchall()


def prices(connection: Connection, day: str) -> sqlite3.Cursor:
    """The list prices that have begun by `day` (ISO 8601), of each product the earliest first."""
    return run(
        connection,
        "SELECT product, currency, minor FROM list_prices WHERE deleted_at IS NULL AND minor IS NOT NULL"
        " AND (since IS NULL OR since <= ?) ORDER BY since IS NOT NULL, since, row",
        (day,),
    )


def listed(connection: Connection) -> sqlite3.Cursor:
    """All products by name: id, name, number, category, segments, cost and its currency, thousandths on hand."""
    return run(
        connection,
        "SELECT p.id, p.name, p.number, p.category, p.segments, p.cost_minor, p.cost_currency, p.on_hand"
        " FROM products p JOIN products_search s ON s.row = p.row WHERE p.deleted_at IS NULL ORDER BY s.sort_key",
    )


def names(connection: Connection, limit: int) -> list[str]:
    """What the first `limit` products are called, by category and name."""
    found = run(
        connection,
        "SELECT name FROM products WHERE deleted_at IS NULL ORDER BY category, name, row LIMIT ?",
        (limit,),
    )
    return [name for (name,) in found]
