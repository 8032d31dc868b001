"""The week's review: going through customers that fit a cross-sell or an up-sell."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.columns import Day
from salesdesk.domain.records import Record, moment, part_of, reference, text


class Review(Record):
    """The review of the week that begins on `week`."""

    __tablename__ = "reviews"

    week: Mapped[date | None] = mapped_column(Day, active_history=True, index=True)
    started_at: Mapped[datetime | None] = moment()
    finished_at: Mapped[datetime | None] = moment()


class ReviewedCustomer(Record):
    """A customer looked at, the product that may fit, and what the seller made of it."""

    __tablename__ = "reviewed_customers"

    review: Mapped[UUID | None] = part_of("reviews")
    prospect: Mapped[UUID | None] = reference("prospects")
    company: Mapped[UUID | None] = reference("companies")
    product: Mapped[UUID | None] = reference("products")
    kind: Mapped[str] = text()  # cross-sell · up-sell
    answer: Mapped[str] = text()  # opportunity · not-now · no-fit
    deal: Mapped[UUID | None] = reference("deals")  # the opportunity that was made of it
    at: Mapped[datetime | None] = moment()
