"""Who bought what, and what was bought together: the counts behind cross-sell and up-sell."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.pipeline import LINE
from salesdesk.store import credited
from salesdesk.store.sql import run

_TOTAL: Final = LINE.format(price="net_minor")
_WON: Final = "outcome = 'won' AND deleted_at IS NULL"


def sold(connection: Connection) -> sqlite3.Cursor:
    """The lines of all sales that name a product and were not credited in full: the customer's id (of the company
    where a deal has no prospect), the product's, the instant of the sale, what the line came to in minor units (None:
    not priced), its currency, rate (of 10^12) and rate's currency. What is deleted but a customer is left out."""
    return run(
        connection,
        "SELECT coalesce(d.prospect, d.company), l.product, d.closed_at,"
        f" CASE WHEN l.net_minor IS NULL THEN NULL ELSE {_TOTAL} END, d.currency, d.rate, d.rate_currency"
        " FROM deals d JOIN deal_lines l ON l.deal = d.id AND l.deleted_at IS NULL"
        " WHERE d.outcome = 'won' AND d.deleted_at IS NULL AND coalesce(d.prospect, d.company) IS NOT NULL"
        f" AND l.product IS NOT NULL AND l.quantity > 0 AND l.id NOT IN ({credited.LINES})",
    )


def customers(connection: Connection) -> sqlite3.Cursor:
    """The customers of all sales: the id, whether the record is deleted, and whether more may be offered."""
    return run(
        connection,
        "SELECT p.id, p.deleted_at IS NOT NULL, p.left_on IS NULL AND p.stage NOT IN ('parked', 'discarded')"
        f" FROM (SELECT DISTINCT prospect AS one FROM deals WHERE {_WON}) JOIN prospects p ON p.id = one"
        " UNION ALL SELECT f.id, f.deleted_at IS NOT NULL, 1"
        f" FROM (SELECT DISTINCT company AS one FROM deals WHERE {_WON} AND prospect IS NULL)"
        " JOIN companies f ON f.id = one",
    )


def offered(connection: Connection) -> sqlite3.Cursor:
    """The products that the seller has."""
    return run(connection, "SELECT id FROM products WHERE deleted_at IS NULL")


def on_sheets(connection: Connection) -> sqlite3.Cursor:
    """What the sheets of products say of others: the product, the other, and `step_up`, `goes_with` or `holds` (a
    bundle its parts)."""
    return run(
        connection,
        "SELECT g.id, g.step_up, 'step_up' FROM products g WHERE g.deleted_at IS NULL AND g.step_up IS NOT NULL"
        " UNION ALL SELECT product, other, 'goes_with' FROM goes_with WHERE deleted_at IS NULL"
        " UNION ALL SELECT bundle, product, 'holds' FROM bundled WHERE deleted_at IS NULL",
    )


def not_again(connection: Connection, since: int) -> sqlite3.Cursor:
    """Customers and products that need not be proposed: what never fits, what was answered or refused from the
    instant `since` on, and what stands in an open deal."""
    whose = "SELECT coalesce(d.prospect, d.company), {of}.product FROM deals d"
    return run(
        connection,
        "SELECT coalesce(prospect, company), product FROM reviewed_customers WHERE deleted_at IS NULL"
        " AND (answer = 'no-fit' OR at >= :since) UNION ALL "
        + whose.format(of="l")
        + " JOIN deal_lines l ON l.deal = d.id AND l.deleted_at IS NULL"
        " WHERE d.outcome = '' AND d.deleted_at IS NULL UNION ALL "
        + whose.format(of="o")
        + " JOIN offers o ON o.deal = d.id AND o.deleted_at IS NULL"
        " WHERE o.answer = 'refused' AND o.at >= :since AND d.deleted_at IS NULL",
        {"since": since},
    )
