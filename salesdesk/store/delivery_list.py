"""The deliveries that were promised and have not been made, with the first promise and the last."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from salesdesk.store import credited
from salesdesk.store.sql import run

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection


def promised(connection: AnyConnection, until: str) -> sqlite3.Cursor:
    """The won deals whose delivery was last promised for a day up to `until` (YYYY-MM-DD) and is not made, the
    earliest first: id, title, prospect, name, company, the last promise, the first one, the first number. One that
    came back as a whole is not waited for.

    It begins with what is not delivered, which are few, and not with all that was ever promised.
    """
    promise = (
        "(SELECT y.day FROM delivery_promises y WHERE y.deal = {deal} AND y.deleted_at IS NULL AND y.day IS NOT NULL"
        " ORDER BY y.at {way}, y.row {way} LIMIT 1)"
    )
    query = (
        f"WITH waiting AS MATERIALIZED (SELECT o.row, {promise.format(deal='o.id', way='DESC')} AS last FROM deals o"
        " WHERE o.outcome = 'won' AND o.delivered_on IS NULL AND o.deleted_at IS NULL"
        f" AND o.id NOT IN ({credited.DEALS}))"
        " SELECT d.id, d.title, d.prospect, coalesce(p.name, ''), coalesce(c.name, pc.name, ''), w.last,"
        f" {promise.format(deal='d.id', way='ASC')},"
        " coalesce((SELECT h.value FROM phones h WHERE h.prospect = d.prospect AND h.deleted_at IS NULL"
        " ORDER BY h.position, h.row LIMIT 1), '')"
        " FROM waiting w JOIN deals d ON d.row = w.row"
        " LEFT JOIN prospects p ON p.id = d.prospect AND p.deleted_at IS NULL"
        " LEFT JOIN companies c ON c.id = d.company AND c.deleted_at IS NULL"
        " LEFT JOIN companies pc ON pc.id = p.company AND pc.deleted_at IS NULL"
        " WHERE w.last <= ? ORDER BY w.last, d.row"
    )
    return run(connection, query, (until,))
