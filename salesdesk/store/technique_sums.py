"""What names a technique: how often deals and activities do, and which deals."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection

from salesdesk.store.sql import run


def used(connection: Connection) -> sqlite3.Cursor:
    """Each name that deals or activities know: the name, of how many deals, of how many activities."""
    return run(
        connection,
        "SELECT name, sum(deals), sum(touches) FROM ("
        "SELECT technique AS name, count(*) AS deals, 0 AS touches FROM deals"
        " WHERE technique <> '' AND deleted_at IS NULL GROUP BY 1"
        " UNION ALL SELECT technique, 0, count(*) FROM activities"
        " WHERE technique <> '' AND deleted_at IS NULL GROUP BY 1) GROUP BY 1 ORDER BY 1",
    )


def deals_of(connection: Connection, name: str, limit: int) -> sqlite3.Cursor:
    """The deals that name a technique, the open ones first, then the latest: id, title, whom with, outcome, when it
    was closed or else opened (microseconds)."""
    return run(
        connection,
        "SELECT d.id, d.title, coalesce(nullif(p.name, ''), c.name, ''), d.outcome,"
        " coalesce(d.closed_at, d.opened_at) FROM deals d"
        " LEFT JOIN prospects p ON p.id = d.prospect AND p.deleted_at IS NULL"
        " LEFT JOIN companies c ON c.id = coalesce(d.company, p.company) AND c.deleted_at IS NULL"
        " WHERE d.technique = ? AND d.deleted_at IS NULL"
        " ORDER BY d.outcome <> '', coalesce(d.closed_at, d.opened_at) DESC, d.row DESC LIMIT ?",
        (name, limit),
    )
