"""Stints: stretches of prospecting, from the timer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, moment, reference, text


class Stint(Record):
    """A stretch without a pause: a pause ends one, going on begins the next. One runs while `ended_at` is None."""

    __tablename__ = "stints"

    started_at: Mapped[datetime | None] = moment(index=True)
    ended_at: Mapped[datetime | None] = moment()
    cut: Mapped[str] = text()  # idle · forgotten · paused · "" (as the seller ended it)
    fair: Mapped[UUID | None] = reference("fairs")
    note: Mapped[str] = text()
