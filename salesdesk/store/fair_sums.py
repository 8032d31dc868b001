"""The sums behind a fair's ledger: its costs, who was met there, what they bought, and how soon they were tried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.pipeline import LINE
from salesdesk.store.figures.leads import TRIED
from salesdesk.store.figures.work import QUALIFIED
from salesdesk.store.sql import run

_HOUR: Final = 3600 * 1_000_000
_MET: Final = "FROM prospects p JOIN prospects_facts f ON f.row = p.row WHERE p.fair = :fair"
_SALES: Final = (
    "FROM deals d JOIN prospects p ON p.id = d.prospect JOIN prospects_facts f ON f.row = p.row"
    " WHERE p.fair = :fair AND d.outcome = 'won' AND d.deleted_at IS NULL"
)


def costs(connection: Connection, fair: UUID) -> dict[str, int]:
    """What was spent on a fair, its stand and its expenses, by currency."""
    found = run(
        connection,
        "SELECT currency, sum(minor) FROM (SELECT cost_currency AS currency, cost_minor AS minor FROM fairs"
        " WHERE id = ?1 AND cost_minor IS NOT NULL UNION ALL SELECT currency, minor FROM expenses"
        " WHERE fair = ?1 AND deleted_at IS NULL AND minor IS NOT NULL) GROUP BY currency",
        (fair.bytes,),
    )
    return dict(found.fetchall())


def people(connection: Connection, fair: UUID) -> tuple[int, int, int]:
    """Of those first met at a fair: how many there are, how many became qualified, how many are customers."""
    bought = "EXISTS (SELECT 1 FROM deals d WHERE d.prospect = p.id AND d.outcome = 'won' AND d.deleted_at IS NULL)"
    query = f"SELECT count(*), coalesce(sum({QUALIFIED}), 0), coalesce(sum({bought}), 0) {_MET}"
    return run(connection, query, {"fair": fair.bytes}).fetchone()


def sales(connection: Connection, fair: UUID) -> list[tuple[str, str, int | None, int, int, int]]:
    """The sales to those first met at a fair by currency, rate's currency and rate (of 10^12): how many, their
    net amount less credits, and the same less the cost of the lines that have one."""
    net = LINE.format(price="net_minor")
    cost = LINE.format(price="cost_minor")
    lines = "FROM deal_lines l WHERE l.deal = d.id AND l.deleted_at IS NULL"
    returned = (
        "coalesce((SELECT sum(c.minor) FROM credits c WHERE c.deal = d.id AND c.deleted_at IS NULL), 0)"
    )
    query = (
        f"SELECT d.currency, d.rate_currency, d.rate, count(*),"
        f" sum(coalesce((SELECT sum({net}) {lines}), 0) - {returned}),"
        f" sum(coalesce((SELECT sum({net} - coalesce({cost}, 0)) {lines}), 0) - {returned})"
        f" {_SALES} GROUP BY 1, 2, 3"
    )
    return run(connection, query, {"fair": fair.bytes}).fetchall()


def tried(connection: Connection, fair: UUID, now: int, hours: Mapping[str, int]) -> tuple[int, int]:
    """Of those first met at a fair: of how many the promised delay has run out by `now` or that were tried,
    and how many were tried within it. `hours` are those delays by interest; instants are microseconds UTC."""
    delay = " ".join(f"WHEN '{interest}' THEN {many * _HOUR}" for interest, many in hours.items())
    query = (
        "SELECT coalesce(sum(tried IS NOT NULL OR met_at + delay <= :now), 0),"
        " coalesce(sum(tried IS NOT NULL AND tried <= met_at + delay), 0)"
        f" FROM (SELECT p.met_at, {TRIED} AS tried, CASE f.interest {delay} END AS delay {_MET}"
        " AND p.met_at IS NOT NULL)"
    )
    return run(connection, query, {"fair": fair.bytes, "now": now}).fetchone()
