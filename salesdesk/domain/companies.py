"""A company: where prospects work."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, text


class Company(Record):
    """A company with its address, web and numbers as parts."""

    __tablename__ = "companies"

    name: Mapped[str] = text()
    organisation_number: Mapped[str] = text()
    trade: Mapped[str] = text()
    note: Mapped[str] = text()
