"""What was given away on the prices of the list, by the deals won in a time."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.pipeline import LINE
from salesdesk.store.sql import run

_LISTED, _NET = (LINE.format(price=price) for price in ("list_minor", "net_minor"))
_GIVEN: Final = f"max({_LISTED} - {_NET}, 0)"


def given(connection: Connection, start: int, end: int) -> list[tuple[str, str, int | None, int]]:
    """What the deals won from the instant `start` on and before `end` (microseconds UTC) gave away, each with its
    currency, its rate's currency and its rate (of 10^12): the sum over its lines of what the list price is above
    the net one, times the quantity. A line sold above the list gives nothing, and takes nothing back."""
    query = (
        f"SELECT d.currency, d.rate_currency, d.rate, sum({_GIVEN}) FROM deals d"
        " JOIN deal_lines l ON l.deal = d.id AND l.deleted_at IS NULL"
        " AND l.list_minor IS NOT NULL AND l.net_minor IS NOT NULL"
        " WHERE d.outcome = 'won' AND d.deleted_at IS NULL AND d.closed_at >= ? AND d.closed_at < ?"
        " GROUP BY d.row"
    )
    return run(connection, query, (start, end)).fetchall()
