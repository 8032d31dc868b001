"""Saved views, and what the seller set for the whole store."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, number, text


class View(Record):
    """A query of the written language under a name."""

    __tablename__ = "views"

    name: Mapped[str] = text()
    of: Mapped[str] = text()
    query: Mapped[str] = text()
    position: Mapped[int] = number(0)


class Preference(Record):
    """A setting that belongs to the seller's business and so travels with the store, as JSON text."""

    __tablename__ = "preferences"

    key: Mapped[str] = text()
    value: Mapped[str] = text()
