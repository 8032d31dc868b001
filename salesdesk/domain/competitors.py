"""Competitors: who else sells to the same people, what for, and what to answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.columns import Day
from salesdesk.domain.records import Record, number, part_of, reference, text


class Competitor(Record):
    """A competitor, with what it is good at and what the seller answers."""

    __tablename__ = "competitors"

    name: Mapped[str] = text()
    web: Mapped[str] = text()
    strengths: Mapped[str] = text()
    answers: Mapped[str] = text()
    note: Mapped[str] = text()


class CompetitorPrice(Record):
    """A product of a competitor and its price, with the day on which it was seen."""

    __tablename__ = "competitor_prices"

    competitor: Mapped[UUID | None] = part_of("competitors")
    product: Mapped[str] = text()
    minor: Mapped[int | None] = number()
    currency: Mapped[str] = text()
    seen_on: Mapped[date | None] = mapped_column(Day, active_history=True)


class CompetitorContract(Record):
    """What a prospect has from a competitor, and when that contract ends."""

    __tablename__ = "competitor_contracts"

    prospect: Mapped[UUID | None] = part_of("prospects")
    competitor: Mapped[UUID | None] = reference("competitors")
    product: Mapped[str] = text()
    ends_on: Mapped[date | None] = mapped_column(Day, active_history=True)
    note: Mapped[str] = text()
