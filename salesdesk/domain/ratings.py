"""Ratings: how satisfied a customer was, or whether they would recommend the seller to others."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, moment, number, reference, text


class Rating(Record):
    """Satisfaction from 1 to 5, or recommendation from 0 to 10, after a sale or a complaint."""

    __tablename__ = "ratings"

    kind: Mapped[str] = text()  # satisfaction · recommendation
    value: Mapped[int | None] = number()  # None: asked, and not answered yet
    prospect: Mapped[UUID | None] = reference("prospects")
    company: Mapped[UUID | None] = reference("companies")
    deal: Mapped[UUID | None] = reference("deals")
    complaint: Mapped[UUID | None] = reference("complaints")
    asked_at: Mapped[datetime | None] = moment()
    asked_by: Mapped[str] = text()  # how it was asked: an activity's kind
    at: Mapped[datetime | None] = moment()
    comment: Mapped[str] = text()
    testimonial: Mapped[str] = text()  # what the customer lets the seller show to others
