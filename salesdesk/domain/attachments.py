"""An attachment: a file kept by the hash of its content beside the store."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, number, reference, text


class Attachment(Record):
    """A file or photo; the same content is kept once, whoever refers to it."""

    __tablename__ = "attachments"

    prospect: Mapped[UUID | None] = reference("prospects")
    company: Mapped[UUID | None] = reference("companies")
    complaint: Mapped[UUID | None] = reference("complaints")
    activity: Mapped[UUID | None] = reference("activities")
    name: Mapped[str] = text()
    kind: Mapped[str] = text()  # file · photo
    media_type: Mapped[str] = text()
    bytes: Mapped[int] = number(0)
    sha256: Mapped[str] = text()
