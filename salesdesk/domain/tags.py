"""Tags: the seller's own words on prospects."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, part_of, reference, text


class Tag(Record):
    """A word that can stand on many prospects."""

    __tablename__ = "tags"

    name: Mapped[str] = text()


class Tagging(Record):
    """A tag on a prospect: a record of its own, so that two devices can add and take off without clash."""

    __tablename__ = "taggings"

    prospect: Mapped[UUID | None] = part_of("prospects")
    tag: Mapped[UUID | None] = reference("tags")
