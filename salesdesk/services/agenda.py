"""What a day asks for, as a page shows it: a few lines of each part and how many there are, in a few questions.

`today.look` gives whole cards, for a document; this gives what stands in a line, so that a store in which
hundreds of follow-ups are late is as quick to look at as one with none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from salesdesk.clock import Clock, today
from salesdesk.domain.fair_ledger import cost_of_a_lead
from salesdesk.domain.values import Money
from salesdesk.services import deliveries, preferences
from salesdesk.services.deliveries import Delivery
from salesdesk.store import agenda_lists, fair_counts, goals_running
from salesdesk.store.agenda_counts import FirstMet, first_met
from salesdesk.store.agenda_lists import Due, Promised
from salesdesk.store.sql import Looking

FIRST: Final = 50  # lines of a part that are read at once
COVERED_DAYS: Final = 30
COMPLAINTS: Final = 6  # that stand beside the day
GOALS: Final = 4


@dataclass(frozen=True, slots=True)
class Part:
    """The first lines of a part of the day, and how many it has."""

    count: int
    lines: list[Due]


class FairDay(NamedTuple):
    """The fair that runs or comes next."""

    id: UUID
    name: str
    place: str
    starts_on: date | None
    ends_on: date | None
    target_leads: int | None
    met: int
    lead_cost: Money | None


class Agenda(NamedTuple):
    """The day. `met` looks back on the last `COVERED_DAYS` days."""

    day: date
    late: Part
    today: Part
    next: Part
    next_days: int  # how many of them `next` looks ahead
    complaints: list[Promised]
    open_complaints: int
    late_complaints: int
    fair: FairDay | None
    met: FirstMet
    deliveries: list[Delivery]  # late or due, the latest first
    goals: int  # that run today, to leave room for them: they are measured later
    empty: bool


class Counts(NamedTuple):
    """What waits, for the navigation: follow-ups late or due today, those late, complaints open, and those of them
    whose promise has passed."""

    due: int
    late: int
    complaints: int
    complaints_late: int


class Missed(NamedTuple):
    """What came while nobody looked: follow-ups that became late, hours and reminders of others that came,
    promises to answer that passed."""

    late: int = 0
    reminders: int = 0
    promises: int = 0


def agenda(look: Looking, clock: Clock, *, first: int = FIRST) -> Agenda:
    """The day as it stands; `first` lines of each part."""
    day, said = today(clock), preferences.read(look)
    tomorrow = day + timedelta(days=1)
    waiting = counts(look, clock)
    return Agenda(
        day=day,
        late=_part(look, None, day, first),
        today=_part(look, day, tomorrow, first),
        next=_part(look, tomorrow, tomorrow + timedelta(days=said.next_days), first),
        next_days=said.next_days,
        complaints=agenda_lists.promised(look.connection, COMPLAINTS),
        open_complaints=waiting.complaints,
        late_complaints=waiting.complaints_late,
        fair=_fair_day(look, day),
        met=_met(look, clock, said.delays),
        deliveries=deliveries.waiting(look, clock),
        goals=goals_running.running(look.connection, day),
        empty=agenda_lists.is_empty(look.connection),
    )


def _met(look: Looking, clock: Clock, delays: Mapping[str, int]) -> FirstMet:
    day = today(clock)
    monday = day - timedelta(days=day.weekday())
    return first_met(
        look.connection,
        weeks=(
            _start(monday - timedelta(days=7), clock),
            _start(monday, clock),
            _start(day + timedelta(days=1), clock),
        ),
        since=_start(day - timedelta(days=COVERED_DAYS), clock),
        now=clock.now(),
        delays=delays,
    )


def counts(look: Looking, clock: Clock) -> Counts:
    """What waits, counted."""
    day = today(clock)
    late = agenda_lists.due_count(look.connection, None, day)
    return Counts(
        due=late + agenda_lists.due_count(look.connection, day, day + timedelta(days=1)),
        late=late,
        complaints=agenda_lists.complaints_count(look.connection),
        complaints_late=agenda_lists.complaints_count(look.connection, until=clock.now()),
    )


def missed(look: Looking, since: datetime, until: datetime, clock: Clock) -> Missed:
    """What came from `since` up to `until` and still waits."""
    before, day = (at.astimezone(clock.zone()).date() for at in (since, until))
    came = [due for due, _at in reminders(look, since, until, clock) if not before <= due.day < day]
    return Missed(
        late=agenda_lists.due_count(look.connection, before, day),
        reminders=len(came),
        promises=agenda_lists.complaints_count(look.connection, since=since, until=until),
    )


def _start(day: date, clock: Clock) -> datetime:
    return datetime.combine(day, time(), clock.zone())


def _part(look: Looking, start: date | None, end: date, first: int) -> Part:
    found = agenda_lists.due(look.connection, start, end, first)
    whole = len(found) < first
    return Part(len(found) if whole else agenda_lists.due_count(look.connection, start, end), found)


def _fair_day(look: Looking, day: date) -> FairDay | None:
    fair = fair_counts.current(look.connection, day)
    if fair is None:
        return None
    met = fair_counts.met_at(look.connection, fair.id)
    return FairDay(
        fair.id,
        fair.name,
        fair.place,
        fair.starts_on,
        fair.ends_on,
        fair.target_leads,
        met,
        cost_of_a_lead(fair.cost_minor, fair.cost_currency, met),
    )


def reminders(look: Looking, since: datetime, now: datetime, clock: Clock) -> list[tuple[Due, datetime]]:
    """The follow-ups of which one wants to be reminded after `since` and up to `now`, with the instant: the
    reminder that was set, else the hour of the day that was planned."""
    first, last = (one.astimezone(clock.zone()).date() for one in (since, now))
    found = agenda_lists.to_be_told(look.connection, since, now, (first, last))
    told = [
        (due, due.remind_at or datetime.combine(due.day, due.time or time(), clock.zone())) for due in found
    ]
    return [(due, at) for due, at in told if since < at <= now]
