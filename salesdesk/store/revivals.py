"""Lost deals and parked prospects that wait for another try, by the day on which it is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.pipeline import LINE
from salesdesk.store.sql import listed, run

_COMPANY: Final = "(SELECT c.name FROM companies c WHERE c.id = {id} AND c.deleted_at IS NULL)"
_DEALS: Final = (
    "SELECT 'deal' AS kind, d.id AS one, d.title, p.id, coalesce(p.name, ''), "
    + _COMPANY.format(id="d.company")
    + ", coalesce(nullif(a.key, ''), a.name, ''), coalesce(k.name, ''), coalesce(r.name, ''),"
    " d.revisit_on AS revisit_on, d.closed_at AS since, (SELECT sum("
    + LINE.format(price="net_minor")
    + ") FROM deal_lines l WHERE l.deal = d.id AND l.deleted_at IS NULL), d.currency"
    " FROM deals d LEFT JOIN prospects p ON p.id = d.prospect LEFT JOIN causes a ON a.id = d.cause"
    " LEFT JOIN competitors k ON k.id = d.competitor LEFT JOIN products r ON r.id = d.revisit_product"
    " WHERE d.outcome = 'lost' AND d.revisit_on IS NOT NULL AND d.deleted_at IS NULL"
    " AND (p.id IS NULL OR p.deleted_at IS NULL)"
)
_PROSPECTS: Final = (
    "SELECT 'prospect', p.id, '', p.id, p.name, "
    + _COMPANY.format(id="p.company")
    + ", '', coalesce((SELECT k.name FROM competitor_contracts t JOIN competitors k ON k.id = t.competitor"
    " WHERE t.prospect = p.id AND t.deleted_at IS NULL ORDER BY t.ends_on DESC LIMIT 1), ''),"
    " p.revisit_product, p.revisit_on,"
    " (SELECT max(s.at) FROM stage_changes s WHERE s.prospect = p.id AND s.new = 'parked'"
    " AND s.deleted_at IS NULL), NULL, ''"
    " FROM prospects p WHERE p.stage = 'parked' AND p.deleted_at IS NULL"
)


def queue(connection: Connection, limit: int) -> list[tuple[Any, ...]]:
    """The first `limit` of them, the earliest day first, those without a day last: kind, id, title of a deal,
    prospect, name, company, cause, competitor, product to offer, day, lost or parked in microseconds, amount in
    minor units, currency."""
    both = f"{_DEALS} UNION ALL {_PROSPECTS}"
    ordered = f"SELECT * FROM ({both}) ORDER BY revisit_on IS NULL, revisit_on, since, one LIMIT ?"
    return run(connection, ordered, (limit,)).fetchall()


def contract_ends(connection: Connection, ids: Sequence[UUID], *, day: str) -> dict[UUID, str]:
    """The first day after `day` (YYYY-MM-DD) on which a contract with a competitor ends, of each of the prospects
    `ids`, at most 512, that has one."""
    marks, values = listed([one.bytes for one in ids])
    found = run(
        connection,
        f"SELECT prospect, min(ends_on) FROM competitor_contracts WHERE prospect IN ({marks})"
        " AND deleted_at IS NULL AND ends_on > ? GROUP BY prospect",
        (*values, day),
    )
    return {UUID(bytes=one): ends for one, ends in found}


def lost_by(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The cause (its key, or the seller's own word) for which the last closed deal of each of the prospects `ids`, at
    most 512, was lost; empty where it was won, or nobody asked."""
    marks, values = listed([one.bytes for one in ids])
    found = run(
        connection,
        "SELECT d.prospect, CASE WHEN d.outcome = 'lost' THEN coalesce(nullif(a.key, ''), a.name, '') ELSE '' END"
        f" FROM deals d LEFT JOIN causes a ON a.id = d.cause WHERE d.prospect IN ({marks})"
        " AND d.deleted_at IS NULL AND d.outcome <> '' ORDER BY d.closed_at, d.row",
        values,
    )
    return {UUID(bytes=one): cause for one, cause in found}  # of several, the last
