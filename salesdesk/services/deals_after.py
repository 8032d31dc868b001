"""What follows a lost deal: when it is worth while to try again, and what is known for that."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock, today
from salesdesk.domain import vocabulary
from salesdesk.domain.competitors import Competitor, CompetitorContract
from salesdesk.domain.deals import Deal
from salesdesk.store.unit import Reading

_MONTHS: Final = {
    "price": 6,  # next season
    "timing": 3,
    "capacity": 2,
    "product": 6,
    "poor-fit": 6,
    "wrong-audience": 6,
    "competition": 10,  # most contracts run for a year
}
_ELSE: Final = 3  # the seller's own doing (delivery, service, the demo, a late follow-up), or an own word
_BEFORE_THE_END: Final = timedelta(days=60)


def revisit(cause: str, lost_on: date, contract_ends: date | None = None) -> date | None:
    """The day on which a deal lost on a day to `cause` (a slug of the vocabulary, or the seller's own word) is
    proposed to be tried again; None where nobody should, or nobody knows why it was lost.

    Months are those of the calendar, the day kept as far as the month has it; a weekend moves on to Monday. One
    lost to a competitor is tried 60 days before that contract ends, tomorrow where that is past already.
    """
    if not cause or cause == "need-gone":
        return None
    if cause == "competition" and contract_ends and contract_ends > lost_on:
        return _on_a_weekday(max(contract_ends - _BEFORE_THE_END, lost_on + timedelta(days=1)))
    return _on_a_weekday(_later(lost_on, _MONTHS.get(cause, _ELSE)))


def _later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _on_a_weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def contract_ends(reading: Reading, deal: UUID, day: date) -> date | None:
    """The first day after `day` on which a contract of the prospect of a deal with a competitor ends."""
    prospect = reading.need(Deal, deal).prospect
    if prospect is None:
        return None
    alive = CompetitorContract.deleted_at.is_(None), CompetitorContract.prospect == prospect
    found = reading.first(
        select(CompetitorContract)
        .where(*alive, CompetitorContract.ends_on > day)
        .order_by(CompetitorContract.ends_on)
    )
    return found.ends_on if found else None


def competitors(reading: Reading) -> list[str]:
    """The names of all competitors, to be completed while one types."""
    found = reading.find(select(Competitor).where(Competitor.deleted_at.is_(None)).order_by(Competitor.name))
    return [one.name for one in found if one.name]


def causes() -> list[tuple[str, str]]:
    """The causes to choose from, each a slug and what it is called."""
    return [(slug, vocabulary.label("cause", slug)) for slug in vocabulary.slugs("cause")]


def closing(clock: Clock, day: date, opened_at: datetime | None) -> datetime:
    """The instant at which a deal was closed of which only the day is known: now where that is today, else noon of
    the seller's zone (midnight would fall on another day elsewhere), or its opening where that was later that day."""
    if day >= today(clock):
        return clock.now()
    noon = datetime.combine(day, time(12), clock.zone())
    if opened_at and opened_at > noon and opened_at.astimezone(clock.zone()).date() == day:
        return opened_at
    return noon
