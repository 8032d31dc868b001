"""Deals: possible sales from the first interest to the payment, their lines, and what came back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.columns import Day, Instant, Quantity, Rate
from salesdesk.domain.records import Record, moment, number, part_of, reference, text


class DealStage(Record):
    """A stage of the seller's pipeline. Deals and their stage changes name it by `key`, which never changes."""

    __tablename__ = "deal_stages"

    key: Mapped[str] = text()
    name: Mapped[str] = text()  # the seller's own word, where it is not one of the vocabulary
    position: Mapped[int] = number(0)
    probability: Mapped[int] = number(0)  # per cent
    idle_days: Mapped[int | None] = number()  # without a touch for so long, a deal is idle; None: never


class Deal(Record):
    """One possible sale. It needs no prospect: a company, or nothing at all, is enough.

    Money is in `currency`, of all its lines too. `rate` is kept at the sale: what one unit of `currency` was
    worth in `rate_currency`, the seller's own.
    """

    __tablename__ = "deals"

    title: Mapped[str] = text()
    prospect: Mapped[UUID | None] = reference("prospects")
    company: Mapped[UUID | None] = reference("companies")
    stage: Mapped[str] = mapped_column(default="qualified", active_history=True, index=True)
    probability: Mapped[int | None] = number()  # the seller's own, in per cent; None: as its stage says
    currency: Mapped[str] = text()
    rate: Mapped[Decimal | None] = mapped_column(Rate, active_history=True)
    rate_currency: Mapped[str] = text()
    opened_at: Mapped[datetime | None] = moment()
    expected_close: Mapped[date | None] = mapped_column(Day, active_history=True)
    outcome: Mapped[str] = mapped_column(
        default="", active_history=True, index=True
    )  # won · lost · disqualified · "" (open)
    closed_at: Mapped[datetime | None] = mapped_column(Instant, active_history=True, index=True)
    cause: Mapped[UUID | None] = reference("causes")  # why it was lost
    competitor: Mapped[UUID | None] = reference("competitors")
    technique: Mapped[str] = text()
    source: Mapped[UUID | None] = reference("sources")
    fair: Mapped[UUID | None] = reference("fairs")
    revived_from: Mapped[UUID | None] = reference("deals")
    revisit_on: Mapped[date | None] = mapped_column(Day, active_history=True)  # a lost one is tried again
    revisit_product: Mapped[UUID | None] = reference("products")
    delivered_on: Mapped[date | None] = mapped_column(Day, active_history=True)
    invoiced_on: Mapped[date | None] = mapped_column(Day, active_history=True)
    paid_on: Mapped[date | None] = mapped_column(Day, active_history=True)
    note: Mapped[str] = text()
    number: Mapped[str] = text()  # of the order or the quote, as another program has it


class DealLine(Record):
    """A line of a deal: prices and cost are of one piece, without VAT, in the deal's currency."""

    __tablename__ = "deal_lines"

    deal: Mapped[UUID | None] = part_of("deals")
    product: Mapped[UUID | None] = reference("products")
    name: Mapped[str] = text()  # what it was called when it was sold
    quantity: Mapped[Decimal] = mapped_column(Quantity, default=Decimal(1), active_history=True)
    list_minor: Mapped[int | None] = number()
    net_minor: Mapped[int | None] = number()  # None: not priced yet
    cost_minor: Mapped[int | None] = number()
    kind: Mapped[str] = mapped_column(default="plain", active_history=True)  # plain · cross-sell · up-sell
    position: Mapped[int] = number(0)


class Credit(Record):
    """A return against a line, dated itself: `minor` of the deal's currency, without VAT."""

    __tablename__ = "credits"

    deal: Mapped[UUID | None] = part_of("deals")
    line: Mapped[UUID | None] = reference("deal_lines")
    quantity: Mapped[Decimal | None] = mapped_column(Quantity, active_history=True)
    minor: Mapped[int | None] = number()
    at: Mapped[datetime | None] = moment(index=True)
    note: Mapped[str] = text()


class DeliveryPromise(Record):
    """A day on which delivery was promised. Each is kept: the first one counts, the last one holds."""

    __tablename__ = "delivery_promises"

    deal: Mapped[UUID | None] = part_of("deals")
    day: Mapped[date | None] = mapped_column(Day, active_history=True)
    at: Mapped[datetime | None] = moment()  # when it was promised


class Offer(Record):
    """A product that was offered along with a deal, and what the customer answered."""

    __tablename__ = "offers"

    deal: Mapped[UUID | None] = part_of("deals")
    product: Mapped[UUID | None] = reference("products")
    kind: Mapped[str] = text()  # cross-sell · up-sell
    answer: Mapped[str] = text()  # taken · refused · "" (offered, no answer yet)
    line: Mapped[UUID | None] = reference("deal_lines")  # the line it was taken as
    at: Mapped[datetime | None] = moment()
