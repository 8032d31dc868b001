"""How many were met at a fair, read from its index and the side table of facts alone: a deleted prospect has
no facts, so that not one row of a prospect need be read."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from salesdesk.domain.instants import from_micros
from salesdesk.store.sql import run, scalar

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection


class FairFacts(NamedTuple):
    """A fair without the rest of its record. The cost is that of the stand, in minor units."""

    id: UUID
    name: str
    place: str
    starts_on: date | None
    ends_on: date | None
    cost_minor: int | None
    cost_currency: str
    target_leads: int | None


def current(connection: AnyConnection, day: date) -> FairFacts | None:
    """The fair that runs on `day`, else the next one to come."""
    found = run(
        connection,
        "SELECT id, name, place, starts_on, ends_on, cost_minor, cost_currency, target_leads FROM fairs"
        " WHERE ends_on >= ? AND deleted_at IS NULL ORDER BY starts_on, row LIMIT 1",
        (day.isoformat(),),
    ).fetchone()
    if found is None:
        return None
    one, name, place, starts, ends, minor, currency, target = found
    return FairFacts(UUID(bytes=one), name, place, _day(starts), _day(ends), minor, currency, target)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def met_at(connection: AnyConnection, fair: UUID) -> int:
    """How many were first met at the fair."""
    return interests(connection, fair).total()


def interests(connection: AnyConnection, fair: UUID) -> Counter[str]:
    """How many were first met at the fair, by their interest (hot, warm, cold, or empty)."""
    found = run(
        connection,
        "SELECT f.interest, count(*) FROM prospects p JOIN prospects_facts f ON f.row = p.row"
        " WHERE p.fair = ? GROUP BY f.interest",
        (fair.bytes,),
    )
    return Counter(dict(found.fetchall()))


def more_than(connection: AnyConnection, limit: int) -> bool:
    """Whether more than so many were met at fairs, deleted ones counted too; told from the index alone."""
    query = "SELECT count(*) FROM (SELECT 1 FROM prospects WHERE fair IS NOT NULL LIMIT ?)"
    return scalar(connection, query, (limit + 1,)) > limit


def met(connection: AnyConnection) -> dict[UUID, int]:
    """How many were first met at each fair."""
    found = run(
        connection,
        "SELECT p.fair, count(*) FROM prospects p JOIN prospects_facts f ON f.row = p.row"
        " WHERE p.fair IS NOT NULL GROUP BY p.fair",
    )
    return {UUID(bytes=fair): count for fair, count in found}


def latest(
    connection: AnyConnection, fair: UUID, limit: int
) -> list[tuple[UUID, str, str, str, datetime | None]]:
    """The prospects met at the fair that were taken in last, the last one first: id, name, company, interest,
    when they were met. Who has no name goes by the company, an email address or a phone."""
    found = run(
        connection,
        "SELECT p.id, p.name, c.name, f.interest, p.met_at,"
        " (SELECT value FROM emails WHERE prospect = p.id AND deleted_at IS NULL ORDER BY position LIMIT 1),"
        " (SELECT value FROM phones WHERE prospect = p.id AND deleted_at IS NULL ORDER BY position LIMIT 1)"
        " FROM prospects p JOIN prospects_facts f ON f.row = p.row"
        " LEFT JOIN companies c ON c.id = p.company AND c.deleted_at IS NULL"
        " WHERE p.fair = ? ORDER BY p.row DESC LIMIT ?",
        (fair.bytes, limit),
    )
    return [
        (
            UUID(bytes=one),
            name or company or email or phone or "",
            (company or "") if name else "",
            interest,
            from_micros(met_at) if met_at is not None else None,
        )
        for one, name, company, interest, met_at, email, phone in found
    ]


def asked_about(connection: AnyConnection, fair: UUID | None, *, looked_at: int, limit: int) -> list[str]:
    """The products asked about most by those met last: at the fair, or anywhere where it is None.

    Only the `looked_at` newest are looked at, so that it takes no longer in a large store.
    """
    newest = (
        "SELECT product FROM asked_about WHERE deleted_at IS NULL ORDER BY row DESC LIMIT ?"
        if fair is None
        else "SELECT a.product FROM prospects p JOIN asked_about a ON a.prospect = p.id AND a.deleted_at IS NULL"
        " WHERE p.fair = ? ORDER BY p.row DESC LIMIT ?"
    )
    values = (looked_at,) if fair is None else (fair.bytes, looked_at)
    found = run(
        connection,
        f"SELECT product FROM ({newest}) GROUP BY product ORDER BY count(*) DESC, product LIMIT ?",
        (*values, limit),
    )
    return [product for (product,) in found]
