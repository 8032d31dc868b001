"""Templates: what a seller writes again and again, with fields for the name, the fair, the product."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, number, text


class Template(Record):
    """A message to be opened as a draft: nothing is sent by itself. Fields stand in braces: `{first_name}`."""

    __tablename__ = "templates"

    name: Mapped[str] = text()
    purpose: Mapped[str] = text()  # thanks · feedback · referral · testimonial · nurture · revival · "" (any)
    language: Mapped[str] = text()  # of the text, as in `Prospect.language`; empty: any
    message_subject: Mapped[str] = text()
    body: Mapped[str] = text()
    position: Mapped[int] = number(0)
