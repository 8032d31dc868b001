"""Deliveries that are late or due: what was promised to customers, before they have to ask for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from salesdesk.clock import Clock, today
from salesdesk.services import preferences
from salesdesk.store import delivery_list
from salesdesk.store.sql import Looking


class Delivery(NamedTuple):
    """A delivery not made yet, of the deal `id`. `promised` is the last promise, `first` the one that counts."""

    id: UUID
    title: str
    prospect: UUID | None
    name: str
    company: str
    promised: date
    first: date
    phone: str
    late: int  # days; 0 or less where it is not

    @property
    def who(self) -> str:
        """Who waits for it."""
        return self.name or self.company


def waiting(look: Looking, clock: Clock) -> list[Delivery]:
    """The deliveries that are late, due today or within the days that Today looks ahead, the latest first."""
    day = today(clock)
    until = day + timedelta(days=preferences.read(look).next_days)
    found: list[Delivery] = []
    for deal, title, prospect, name, company, last, first, phone in delivery_list.promised(
        look.connection, until.isoformat()
    ):
        promised = date.fromisoformat(last)
        found.append(
            Delivery(
                UUID(bytes=deal),
                title,
                UUID(bytes=prospect) if prospect else None,
                name,
                company,
                promised,
                date.fromisoformat(first),
                phone,
                (day - promised).days,
            )
        )
    return found
