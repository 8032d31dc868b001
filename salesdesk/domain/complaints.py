"""A complaint: what a customer brings up, what was promised, and what solved it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.records import Record, flag, moment, number, reference, text


class Cause(Record):
    """One list of causes for complaints, lost deals and lost customers, under `key` of the vocabulary."""

    __tablename__ = "causes"

    key: Mapped[str] = text()
    name: Mapped[str] = text()  # the seller's own word, where it is not one of the vocabulary
    position: Mapped[int] = number(0)


class Complaint(Record):
    """A complaint, concern, question, suggestion or praise, from receipt to resolution."""

    __tablename__ = "complaints"

    what: Mapped[str] = text()
    kind: Mapped[str] = mapped_column(default="complaint", active_history=True)
    cause: Mapped[UUID | None] = reference("causes")
    severity: Mapped[int] = number(2)  # 1 low · 2 normal · 3 high
    public: Mapped[int] = flag()
    public_where: Mapped[str] = text()
    public_answered_at: Mapped[datetime | None] = moment()
    prospect: Mapped[UUID | None] = reference("prospects")
    company: Mapped[UUID | None] = reference("companies")
    deal: Mapped[UUID | None] = reference("deals")
    deal_line: Mapped[UUID | None] = reference("deal_lines")
    received_at: Mapped[datetime | None] = moment(index=True)
    promise: Mapped[str] = text()
    promised_at: Mapped[datetime | None] = moment()
    status: Mapped[str] = mapped_column(default="open", active_history=True, index=True)  # open · resolved
    resolution: Mapped[str] = text()
    resolved_at: Mapped[datetime | None] = moment()
    satisfaction: Mapped[int | None] = number()  # 1 to 5
    cost_minor: Mapped[int | None] = number()
    cost_currency: Mapped[str] = text()
    note: Mapped[str] = text()
