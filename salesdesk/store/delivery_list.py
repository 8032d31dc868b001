"""The deliveries that were promised and have not been made, with the first promise and the last."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from salesdesk.store.sql import run

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection


def promised(connection: AnyConnection, until: str) -> sqlite3.Cursor:
    """The won deals whose delivery was last promised for a day up to `until` (YYYY-MM-DD) and is not made, the
    earliest first: id, title, prospect, name, company, the last promise, the first one, the first number."""
    query = (
        "SELECT d.id, d.title, d.prospect, coalesce(p.name, ''), coalesce(c.name, pc.name, ''), y.last, y.first,"
        " coalesce((SELECT h.value FROM phones h WHERE h.prospect = d.prospect AND h.deleted_at IS NULL"
        " ORDER BY h.position, h.row LIMIT 1), '')"
        " FROM (SELECT deal, max(day) FILTER (WHERE newest = 1) AS last, max(day) FILTER (WHERE oldest = 1) AS first"
        " FROM (SELECT deal, day, row_number() OVER (PARTITION BY deal ORDER BY at DESC, row DESC) AS newest,"
        " row_number() OVER (PARTITION BY deal ORDER BY at, row) AS oldest FROM delivery_promises"
        " WHERE deleted_at IS NULL AND day IS NOT NULL) GROUP BY deal) y"
        " JOIN deals d ON d.id = y.deal AND d.deleted_at IS NULL AND d.outcome = 'won' AND d.delivered_on IS NULL"
        " LEFT JOIN prospects p ON p.id = d.prospect AND p.deleted_at IS NULL"
        " LEFT JOIN companies c ON c.id = d.company AND c.deleted_at IS NULL"
        " LEFT JOIN companies pc ON pc.id = p.company AND pc.deleted_at IS NULL"
        " WHERE y.last <= ? ORDER BY y.last, d.row"
    )
    return run(connection, query, (until,))
