"""A source: where prospects come from, and which one exactly."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, text


class Source(Record):
    """A kind of `vocabulary.SOURCES` (or the seller's own) and which post, list, partner or fair."""

    __tablename__ = "sources"

    kind: Mapped[str] = text()
    which: Mapped[str] = text()
    note: Mapped[str] = text()
