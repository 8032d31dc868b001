"""A prospect: a person one may sell to, or has sold to, or a company whose person isn't known yet."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.columns import Day
from salesdesk.domain.records import Record, moment, number, part_of, reference, text


class Prospect(Record):
    """A person, or a company-only prospect where `name` is empty. What cannot be filled in later is here
    from the first day: time frame, source, segment, when first met."""

    __tablename__ = "prospects"

    name: Mapped[str] = text()
    first_name: Mapped[str] = text()
    last_name: Mapped[str] = text()
    title: Mapped[str] = text()
    company: Mapped[UUID | None] = reference("companies")
    stage: Mapped[str] = mapped_column(default="suspect", active_history=True, index=True)
    time_frame: Mapped[str] = text()  # now · two-months · none · "" (not asked)
    interest_override: Mapped[str] = text()  # hot · warm · cold · "" (as the time frame says)
    source: Mapped[UUID | None] = reference("sources")
    referred_by: Mapped[UUID | None] = reference("prospects")
    fair: Mapped[UUID | None] = reference("fairs")
    met_at: Mapped[datetime | None] = moment(index=True)
    trade: Mapped[str] = text()
    size: Mapped[str] = text()
    region: Mapped[str] = text()
    household: Mapped[str] = text()
    language: Mapped[str] = text()
    customer_since: Mapped[date | None] = mapped_column(Day, active_history=True)
    birthday: Mapped[date | None] = mapped_column(Day, active_history=True)
    revisit_on: Mapped[date | None] = mapped_column(Day, active_history=True)
    revisit_product: Mapped[str] = text()
    merged_into: Mapped[UUID | None] = reference("prospects")
    note: Mapped[str] = text()
    uid: Mapped[str] = text()  # the identity that another program gave
    raw_vcard: Mapped[str] = text()  # vCard lines that no field holds, one a line, to be written back
    left_on: Mapped[date | None] = mapped_column(Day, active_history=True)  # a customer that buys no more
    left_cause: Mapped[UUID | None] = reference("causes")


class Phone(Record):
    """A phone as it was typed, and as E.164 where it is one (empty: kept as typed, marked)."""

    __tablename__ = "phones"

    prospect: Mapped[UUID | None] = part_of("prospects")
    company: Mapped[UUID | None] = part_of("companies")
    value: Mapped[str] = text()
    e164: Mapped[str] = text()
    kind: Mapped[str] = text()
    position: Mapped[int] = number(0)


class Email(Record):
    """An email address as it was typed."""

    __tablename__ = "emails"

    prospect: Mapped[UUID | None] = part_of("prospects")
    company: Mapped[UUID | None] = part_of("companies")
    value: Mapped[str] = text()
    kind: Mapped[str] = text()
    position: Mapped[int] = number(0)


class Web(Record):
    """A web address or a profile in a social network."""

    __tablename__ = "webs"

    prospect: Mapped[UUID | None] = part_of("prospects")
    company: Mapped[UUID | None] = part_of("companies")
    value: Mapped[str] = text()
    kind: Mapped[str] = text()
    position: Mapped[int] = number(0)


class Address(Record):
    """A postal address."""

    __tablename__ = "addresses"

    prospect: Mapped[UUID | None] = part_of("prospects")
    company: Mapped[UUID | None] = part_of("companies")
    street: Mapped[str] = text()
    postal_code: Mapped[str] = text()
    city: Mapped[str] = text()
    region: Mapped[str] = text()
    country: Mapped[str] = text()
    kind: Mapped[str] = text()
    position: Mapped[int] = number(0)


class AskedAbout(Record):
    """A product that a prospect asked about, by name until products have records, with its signal."""

    __tablename__ = "asked_about"

    prospect: Mapped[UUID | None] = part_of("prospects")
    product: Mapped[str] = text()
    signal: Mapped[str] = text()  # asked · tried · sampled · viewed
    day: Mapped[date | None] = mapped_column(Day, active_history=True)
    position: Mapped[int] = number(0)


class StageChange(Record):
    """One move of a prospect along the ladder or of a deal through its stages, with its instant; it may be
    backdated or imported. A deal that closes moves to its outcome."""

    __tablename__ = "stage_changes"

    prospect: Mapped[UUID | None] = part_of("prospects")
    deal: Mapped[UUID | None] = part_of("deals")
    old: Mapped[str] = text()
    new: Mapped[str] = text()
    at: Mapped[datetime | None] = moment()


class Question(Record):
    """What the seller wants to know on a rung of the ladder, or at a fair."""

    __tablename__ = "questions"

    rung: Mapped[str] = text()
    fair: Mapped[UUID | None] = reference("fairs")
    text: Mapped[str] = text()
    position: Mapped[int] = number(0)


class Answer(Record):
    """What a prospect answered to a question; stays with the prospect."""

    __tablename__ = "answers"

    prospect: Mapped[UUID | None] = part_of("prospects")
    question: Mapped[UUID | None] = reference("questions")
    text: Mapped[str] = text()
    at: Mapped[datetime | None] = moment()
