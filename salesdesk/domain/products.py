"""Products: what the seller sells, for how much, what goes with it, and what is said about it at the stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.columns import Day, Quantity
from salesdesk.domain.records import Record, number, part_of, reference, text


class Product(Record):
    """A product with its sheet. A bundle is one that has others as its parts; it has a price of its own."""

    __tablename__ = "products"

    name: Mapped[str] = text()
    category: Mapped[str] = text()
    cost_minor: Mapped[int | None] = number()  # of one piece, without VAT
    cost_currency: Mapped[str] = text()
    on_hand: Mapped[Decimal | None] = mapped_column(Quantity, active_history=True)
    step_up: Mapped[UUID | None] = reference("products")  # the step above it, offered as an up-sell
    benefits: Mapped[str] = text()
    questions: Mapped[str] = text()  # what to ask a customer before showing it
    segments: Mapped[str] = text()  # whom it is for
    note: Mapped[str] = text()
    number: Mapped[str] = text()  # the seller's own article number


class ListPrice(Record):
    """The list price of one piece from a day on, without VAT; the latest that has begun counts."""

    __tablename__ = "list_prices"

    product: Mapped[UUID | None] = part_of("products")
    minor: Mapped[int | None] = number()
    currency: Mapped[str] = text()
    since: Mapped[date | None] = mapped_column(Day, active_history=True)  # None: ever


class Bundled(Record):
    """How many of another product a bundle holds."""

    __tablename__ = "bundled"

    bundle: Mapped[UUID | None] = part_of("products")
    product: Mapped[UUID | None] = reference("products")
    quantity: Mapped[Decimal] = mapped_column(Quantity, default=Decimal(1), active_history=True)
    position: Mapped[int] = number(0)


class GoesWith(Record):
    """What is offered together with a product: a cross-sell."""

    __tablename__ = "goes_with"

    product: Mapped[UUID | None] = part_of("products")
    other: Mapped[UUID | None] = reference("products")
    position: Mapped[int] = number(0)


class Objection(Record):
    """What customers hold against a product, and what to answer."""

    __tablename__ = "objections"

    product: Mapped[UUID | None] = part_of("products")
    objection: Mapped[str] = text()
    answer: Mapped[str] = text()
    position: Mapped[int] = number(0)
