"""Competitors and what prospects have from them, as lists show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from salesdesk.domain.competitors import Competitor, CompetitorPrice
from salesdesk.domain.text import fold
from salesdesk.services import competitors
from salesdesk.store import competitor_sums
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True)
class Line:
    """A competitor in a list: how many deals were lost to it and won against it, how many contracts with prospects
    are known, and when a price was last seen."""

    id: UUID
    name: str
    lost: int
    won: int
    contracts: int
    seen_on: date | None
    words: str  # what it is found by, letters folded


@dataclass(frozen=True, slots=True)
class Contract:
    """What a prospect has from a competitor. `ends_on` is None where nobody knows."""

    id: UUID
    prospect: UUID
    who: str
    company: str
    competitor: UUID | None
    rival: str
    product: str
    ends_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A competitor with all that is known of it."""

    competitor: Competitor
    prices: Sequence[CompetitorPrice]  # the latest first
    contracts: Sequence[Contract]
    lost: int
    won: int


def read(reading: Reading) -> list[Line]:
    """All competitors by name."""
    found = [
        Line(
            id=UUID(bytes=one),
            name=name,
            lost=lost,
            won=won,
            contracts=many,
            seen_on=date.fromisoformat(seen) if seen else None,
            words=fold(f"{name} {strengths} {answers}"),
        )
        for one, name, strengths, answers, lost, won, many, seen in competitor_sums.listed(reading.connection)
    ]
    return sorted(found, key=lambda one: (fold(one.name), one.id))


def contracts(
    reading: Reading, *, competitor: UUID | None = None, prospect: UUID | None = None
) -> list[Contract]:
    """The contracts of one competitor, of one prospect, or all: the one that ends first first, and those of which
    nobody knows when they end last."""
    rows = competitor_sums.contracts(
        reading.connection,
        competitor=competitor.bytes if competitor else None,
        prospect=prospect.bytes if prospect else None,
    )
    return [_contract(row) for row in rows]


def _contract(row: tuple[Any, ...]) -> Contract:
    one, who, name, company, rival, called, product, ends, note = row
    return Contract(
        id=UUID(bytes=one),
        prospect=UUID(bytes=who),
        who=name,
        company=company if company != name else "",
        competitor=UUID(bytes=rival) if rival else None,
        rival=called,
        product=product,
        ends_on=date.fromisoformat(ends) if ends else None,
        note=note,
    )


def ending(reading: Reading, day: date, *, limit: int = 200) -> list[Contract]:
    """The contracts that end on `day` or later, the first first."""
    return [_contract(row) for row in competitor_sums.ending(reading.connection, day.isoformat(), limit)]


def sheet(reading: Reading, competitor: UUID) -> Sheet | None:
    """A competitor with its prices and contracts; None where it is gone."""
    found = reading.get(Competitor, competitor)
    if found is None or found.deleted_at is not None:
        return None
    lost, won = competitor_sums.decided(reading.connection, competitor.bytes)
    return Sheet(
        found,
        competitors.prices(reading, competitor),
        contracts(reading, competitor=competitor),
        lost,
        won,
    )
