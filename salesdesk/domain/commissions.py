"""Commission: what the seller earns of what was sold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.columns import Day, Rate
from salesdesk.domain.records import Record, number, part_of, text


class CommissionPlan(Record):
    """A base for each `period`, and tiers on what was sold in it, from a day on."""

    __tablename__ = "commission_plans"

    name: Mapped[str] = text()
    period: Mapped[str] = mapped_column(default="month", active_history=True)  # month · quarter · year
    base_minor: Mapped[int] = number(0)
    currency: Mapped[str] = text()
    since: Mapped[date | None] = mapped_column(Day, active_history=True)


class CommissionTier(Record):
    """The share of the slice of sales above `from_minor`, up to the next tier."""

    __tablename__ = "commission_tiers"

    plan: Mapped[UUID | None] = part_of("commission_plans")
    from_minor: Mapped[int] = number(0)
    rate: Mapped[Decimal | None] = mapped_column(Rate, active_history=True)
