"""Consent: what a person allowed, on what basis, in which words."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, moment, part_of, text


class Consent(Record):
    """A permission for one channel; withdrawn, not deleted."""

    __tablename__ = "consents"

    prospect: Mapped[UUID | None] = part_of("prospects")
    channel: Mapped[str] = text()
    basis: Mapped[str] = text()  # consent · customer · interest
    wording: Mapped[str] = text()
    at: Mapped[datetime | None] = moment()
    withdrawn_at: Mapped[datetime | None] = moment()
