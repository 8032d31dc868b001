"""An activity: something that happened with a prospect. Only ever added, so that devices never clash."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, moment, number, reference, text


class Activity(Record):
    """A call, a visit, a note …: when, how long, what came of it."""

    __tablename__ = "activities"

    kind: Mapped[str] = text()
    at: Mapped[datetime | None] = moment(index=True)
    minutes: Mapped[int | None] = number()
    prospect: Mapped[UUID | None] = reference("prospects")
    company: Mapped[UUID | None] = reference("companies")
    deal: Mapped[UUID | None] = reference("deals")
    fair: Mapped[UUID | None] = reference("fairs")
    outcome: Mapped[str] = text()
    technique: Mapped[str] = text()
    note: Mapped[str] = text()
    uid: Mapped[str] = text(index=True)  # the identity that another program gave: a Message-ID
