"""A trade fair or other occasion at which prospects are met."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.columns import Day
from salesdesk.domain.records import Record, number, text


class Fair(Record):
    """A fair with its days (both included), stand cost in minor units, and target of leads."""

    __tablename__ = "fairs"

    name: Mapped[str] = text()
    place: Mapped[str] = text()
    starts_on: Mapped[date | None] = mapped_column(Day, active_history=True)
    ends_on: Mapped[date | None] = mapped_column(Day, active_history=True)
    cost_minor: Mapped[int | None] = number()
    cost_currency: Mapped[str] = text()
    target_leads: Mapped[int | None] = number()
    note: Mapped[str] = text()
