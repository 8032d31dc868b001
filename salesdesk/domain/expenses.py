"""Expenses: money spent to win and keep customers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.columns import Day
from salesdesk.domain.records import Record, number, reference, text


class Expense(Record):
    """An amount without VAT, of a kind, for a step: attract, qualify, offer, win, keep."""

    __tablename__ = "expenses"

    what: Mapped[str] = text()
    kind: Mapped[str] = text()
    step: Mapped[str] = text()
    minor: Mapped[int | None] = number()
    currency: Mapped[str] = text()
    day: Mapped[date | None] = mapped_column(Day, active_history=True, index=True)
    fair: Mapped[UUID | None] = reference("fairs")
    source: Mapped[UUID | None] = reference("sources")
    note: Mapped[str] = text()
