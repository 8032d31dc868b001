"""Customers with what tells whether they went quiet, and who referred whom: a few statements over all of them."""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from sqlalchemy import Connection

from salesdesk.store import credited
from salesdesk.store.sql import run

BOUGHT: Final = (  # whether the prospect `p` is a customer: it says so, it bought, or it did before Salesdesk
    "(p.stage = 'customer' OR p.customer_since IS NOT NULL OR EXISTS (SELECT 1 FROM deals d"
    " WHERE d.prospect = p.id AND d.outcome = 'won' AND d.deleted_at IS NULL))"
)
_WORTH: Final = "LEFT JOIN prospects_worth w ON w.row = p.row AND w.currency = :currency"


def customers(connection: Connection, currency: str) -> sqlite3.Cursor:
    """All customers: id, name, company, when anything last happened with them, the day of the next follow-up,
    since when they are customers, when they left, why, won in `currency`, the first number."""
    query = (
        "SELECT p.id, p.name, coalesce(c.name, ''), f.touched_at, f.next_day, p.customer_since, p.left_on,"
        " coalesce(nullif(u.key, ''), u.name, ''), coalesce(w.won, 0),"
        " coalesce((SELECT h.value FROM phones h WHERE h.prospect = p.id AND h.deleted_at IS NULL"
        " ORDER BY h.position, h.row LIMIT 1), '')"
        " FROM prospects p JOIN prospects_facts f ON f.row = p.row"
        " LEFT JOIN companies c ON c.id = p.company AND c.deleted_at IS NULL"
        f" LEFT JOIN causes u ON u.id = p.left_cause AND u.deleted_at IS NULL {_WORTH}"
        f" WHERE p.deleted_at IS NULL AND p.stage <> 'discarded' AND {BOUGHT} ORDER BY p.row"
    )
    return run(connection, query, {"currency": currency})


def sales(connection: Connection) -> list[tuple[bytes, int]]:
    """All sales to prospects that did not come back as a whole: whose, and the instant of closing."""
    query = (
        "SELECT prospect, closed_at FROM deals WHERE outcome = 'won' AND deleted_at IS NULL"
        f" AND prospect IS NOT NULL AND closed_at IS NOT NULL AND id NOT IN ({credited.DEALS})"
        " ORDER BY closed_at, row"
    )
    return run(connection, query).fetchall()


def referrals(connection: Connection, currency: str) -> list[tuple[Any, ...]]:
    """All who were referred or referred someone: id, name, company, stage, by whom, whether a customer, won in
    `currency`, whether a deal is open, the deal last won, the deal last lost. In the order of the store."""
    last = (
        "(SELECT d.id FROM deals d WHERE d.prospect = p.id AND d.deleted_at IS NULL AND d.outcome = '{outcome}'"
        " ORDER BY d.closed_at {way}, d.row {way} LIMIT 1)"
    )
    query = (
        "SELECT p.id, p.name, coalesce(c.name, ''), p.stage, p.referred_by,"
        f" {BOUGHT}, coalesce(w.won, 0),"
        " EXISTS (SELECT 1 FROM deals o WHERE o.prospect = p.id AND o.outcome = '' AND o.deleted_at IS NULL),"
        f" {last.format(outcome='won', way='ASC')}, {last.format(outcome='lost', way='DESC')}"
        f" FROM prospects p LEFT JOIN companies c ON c.id = p.company AND c.deleted_at IS NULL {_WORTH}"
        " WHERE p.deleted_at IS NULL AND (p.referred_by IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM prospects r WHERE r.referred_by = p.id AND r.deleted_at IS NULL))"
        " ORDER BY p.row"
    )
    return run(connection, query, {"currency": currency}).fetchall()
