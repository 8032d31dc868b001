"""Techniques: ways of selling, with what to say, what to check, and when they suit."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, number, text


class Technique(Record):
    """A way of selling. Deals and activities name it by `name`; `checklist` has a point a line, `stages` the keys of
    the stages of a deal that it suits, divided by spaces."""

    __tablename__ = "techniques"

    name: Mapped[str] = text()
    script: Mapped[str] = text()
    checklist: Mapped[str] = text()
    stages: Mapped[str] = text()
    note: Mapped[str] = text()
    position: Mapped[int] = number(0)
