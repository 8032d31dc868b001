"""Deals as the board shows them: one statement for all that are open, one for what was closed of late."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.pipeline import LINE
from salesdesk.store.sql import run

AMOUNT: Final = (
    f"coalesce((SELECT sum({LINE.format(price='net_minor')}) FROM deal_lines l"
    " WHERE l.deal = d.id AND l.deleted_at IS NULL), 0)"
)
_CREDITED: Final = (
    "coalesce((SELECT sum(k.minor) FROM credits k WHERE k.deal = d.id AND k.deleted_at IS NULL), 0)"
)
_TOUCHED: Final = (  # when anything last happened in it: an activity, a move, its opening
    "max(coalesce((SELECT max(a.at) FROM activities a WHERE a.deal = d.id AND a.deleted_at IS NULL), 0),"
    " coalesce((SELECT max(a.at) FROM activities a WHERE a.prospect = d.prospect AND a.deleted_at IS NULL"
    " AND d.prospect IS NOT NULL AND a.at >= d.opened_at), 0),"
    " coalesce((SELECT max(c.at) FROM stage_changes c WHERE c.deal = d.id AND c.deleted_at IS NULL), 0),"
    " coalesce(d.opened_at, d.created_at, 0))"
)
_NEXT: Final = (  # the day and the kind of what is to be done next, in this deal or with its prospect
    "(SELECT min(f.day || ' ' || coalesce(f.kind, '')) FROM followups f"
    " WHERE (f.deal = d.id OR (f.prospect = d.prospect AND f.deal IS NULL))"
    " AND f.done_at IS NULL AND f.deleted_at IS NULL)"
)
_SOLD_BEFORE: Final = (  # whether whoever it is with had bought before: what the seller calls a repeat
    "(coalesce(p.customer_since < coalesce(date(d.closed_at / 1000000, 'unixepoch'), '9999'), 0)"
    " OR EXISTS (SELECT 1 FROM deals e WHERE e.id <> d.id AND e.outcome = 'won' AND e.deleted_at IS NULL"
    " AND e.prospect = d.prospect AND e.closed_at < coalesce(d.closed_at, 9000000000000000000))"
    " OR (d.prospect IS NULL AND EXISTS (SELECT 1 FROM deals e WHERE e.id <> d.id AND e.outcome = 'won'"
    " AND e.deleted_at IS NULL AND e.company = d.company"
    " AND e.closed_at < coalesce(d.closed_at, 9000000000000000000))))"
)
_BELOW: Final = (  # the price, on the day of the sale, of the product whose next step was sold in its place
    "coalesce((SELECT y.minor FROM products b JOIN list_prices y ON y.product = b.id AND y.deleted_at IS NULL"
    " AND y.currency = d.currency"
    " AND (y.since IS NULL OR y.since <= coalesce(date(d.closed_at / 1000000, 'unixepoch'), '9999'))"
    " WHERE b.step_up = l.product AND b.deleted_at IS NULL ORDER BY y.since IS NULL, y.since DESC LIMIT 1), 0)"
)
_UPSOLD: Final = (  # how much more came in by what was sold up
    f"coalesce((SELECT sum({LINE.format(price='net_minor')} - l.quantity * {_BELOW} / 1000)"
    " FROM deal_lines l WHERE l.deal = d.id AND l.kind = 'up-sell' AND l.deleted_at IS NULL), 0)"
)
COLUMNS: Final = (
    f"d.row, d.id, d.title, d.stage, d.outcome, d.probability, d.currency, {AMOUNT} AS amount, d.expected_close,"
    f" d.closed_at, d.prospect, coalesce(p.name, '') AS who, coalesce(c.name, pc.name, '') AS company,"
    f" coalesce(s.interest, '') AS interest, {_NEXT} AS next_step, {_TOUCHED} AS touched,"
    f" {_SOLD_BEFORE} AS sold_before, {_UPSOLD} AS upsold, d.rate, d.rate_currency,"
    f" coalesce(nullif(u.key, ''), u.name, '') AS cause, {_CREDITED} AS credited"
)
_FROM: Final = (
    " FROM deals d LEFT JOIN prospects p ON p.id = d.prospect AND p.deleted_at IS NULL"
    " LEFT JOIN companies c ON c.id = d.company AND c.deleted_at IS NULL"
    " LEFT JOIN companies pc ON pc.id = p.company AND pc.deleted_at IS NULL"
    " LEFT JOIN prospects_facts s ON s.row = p.row"
    " LEFT JOIN causes u ON u.id = d.cause AND u.deleted_at IS NULL"
    " WHERE d.deleted_at IS NULL"
)


def open_ones(connection: Connection) -> sqlite3.Cursor:
    """All open deals, those expected first before others, in the order of `COLUMNS`."""
    order = " ORDER BY d.expected_close IS NULL, d.expected_close, d.row"
    return run(connection, f"SELECT {COLUMNS}{_FROM} AND d.outcome = ''{order}")


def one(connection: Connection, deal: bytes) -> sqlite3.Cursor:
    """One deal, open or closed."""
    return run(connection, f"SELECT {COLUMNS}{_FROM} AND d.id = ?", (deal,))


def closed_between(connection: Connection, start: int, end: int) -> sqlite3.Cursor:
    """The deals closed from the instant `start` on and before `end` (microseconds UTC), the latest first."""
    query = f"SELECT {COLUMNS}{_FROM} AND d.outcome <> '' AND d.closed_at >= ? AND d.closed_at < ?"
    return run(connection, f"{query} ORDER BY d.closed_at DESC, d.row DESC", (start, end))


def of_prospect(connection: Connection, prospect: bytes) -> sqlite3.Cursor:
    """The deals of a prospect: open ones first, then the latest closed ones."""
    order = " ORDER BY d.outcome <> '', coalesce(d.closed_at, d.opened_at) DESC, d.row DESC"
    return run(connection, f"SELECT {COLUMNS}{_FROM} AND d.prospect = ?{order}", (prospect,))


def any_at_all(connection: Connection) -> bool:
    """Whether there is a deal, open or closed."""
    return run(connection, "SELECT 1 FROM deals WHERE deleted_at IS NULL LIMIT 1").fetchone() is not None
