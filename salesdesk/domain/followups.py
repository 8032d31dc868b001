"""A follow-up: something to do, on a day, with someone."""

from __future__ import annotations

import datetime as dt
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.columns import Day, TimeOfDay
from salesdesk.domain.records import Record, moment, reference, text

FROM_CALENDAR: Final = "calendar:"  # an origin, before the identity that another program gave the entry


class FollowUp(Record):
    """A local day, an optional time in `zone`; moving `day` and snoozing `remind_at` are different acts."""

    __tablename__ = "followups"

    what: Mapped[str] = text()
    kind: Mapped[str] = text()
    day: Mapped[date | None] = mapped_column(Day, active_history=True, index=True)
    time: Mapped[dt.time | None] = mapped_column(TimeOfDay, active_history=True)
    zone: Mapped[str] = text()
    remind_at: Mapped[datetime | None] = moment()
    repeats: Mapped[str] = text()  # an RFC 5545 RRULE, or empty
    prospect: Mapped[UUID | None] = reference("prospects")
    complaint: Mapped[UUID | None] = reference("complaints")
    deal: Mapped[UUID | None] = reference("deals")
    # capture · check-in · complaint · nurture · rating · "" (the seller) · calendar: and the UID of an entry …
    origin: Mapped[str] = text()
    done_at: Mapped[datetime | None] = moment()
    outcome: Mapped[str] = text()
    nurturing: Mapped[UUID | None] = reference("nurturings")
    nurture_step: Mapped[UUID | None] = reference("nurture_steps")
