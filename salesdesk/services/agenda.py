"""What a day asks for, as a page shows it: a few lines of each part and how many there are, in a few questions.

`today.look` gives whole cards, for a document; this gives what stands in a line, so that a store in which
hundreds of follow-ups are late is as quick to look at as one with none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from salesdesk.clock import Clock, today
from salesdesk.domain.companies import Company
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.values import Money
from salesdesk.services import fairs, preferences
from salesdesk.store.agenda_counts import FirstMet, first_met
from salesdesk.store.complaint_list import of_the_living
from salesdesk.store.unit import Reading

FIRST: Final = 50  # lines of a part that are read at once
COVERED_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up in a line. `met` is the fair where the prospect was first met."""

    id: UUID
    what: str
    kind: str
    day: date
    time: time | None
    remind_at: datetime | None
    prospect: UUID | None
    name: str
    company: str
    met: str


@dataclass(frozen=True, slots=True)
class Part:
    """The first lines of a part of the day, and how many it has."""

    count: int
    lines: list[Due]


@dataclass(frozen=True, slots=True)
class Promised:
    """An open complaint in a line."""

    id: UUID
    what: str
    public: bool
    promised_at: datetime | None
    prospect: UUID | None
    name: str
    company: str


@dataclass(frozen=True, slots=True)
class FairDay:
    """The fair that runs or comes next."""

    fair: Fair
    met: int
    lead_cost: Money | None


@dataclass(frozen=True, slots=True)
class Agenda:
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
    empty: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits, for the navigation: follow-ups late or due today, those late, complaints open, and those of them
    whose promise has passed."""

    due: int
    late: int
    complaints: int
    complaints_late: int


@dataclass(frozen=True, slots=True)
class Missed:
    """What came while nobody looked: follow-ups that became late, hours and reminders of others that came,
    promises to answer that passed."""

    late: int = 0
    reminders: int = 0
    promises: int = 0


def agenda(reading: Reading, clock: Clock, *, first: int = FIRST) -> Agenda:
    """The day as it stands; `first` lines of each part."""
    day, said = today(clock), preferences.read(reading)
    tomorrow = day + timedelta(days=1)
    fair = fairs.current(reading, day)
    waiting = counts(reading, clock)
    return Agenda(
        day=day,
        late=_part(reading, None, day, first),
        today=_part(reading, day, tomorrow, first),
        next=_part(reading, tomorrow, tomorrow + timedelta(days=said.next_days), first),
        next_days=said.next_days,
        complaints=_complaints(reading),
        open_complaints=waiting.complaints,
        late_complaints=waiting.complaints_late,
        fair=_fair_day(reading, fair) if fair else None,
        met=_met(reading, clock, said.delays),
        empty=not reading.rows(select(Prospect.row).limit(1)),
    )


def _met(reading: Reading, clock: Clock, delays: Mapping[str, int]) -> FirstMet:
    day = today(clock)
    monday = day - timedelta(days=day.weekday())
    return first_met(
        reading.connection,
        weeks=(
            _start(monday - timedelta(days=7), clock),
            _start(monday, clock),
            _start(day + timedelta(days=1), clock),
        ),
        since=_start(day - timedelta(days=COVERED_DAYS), clock),
        now=clock.now(),
        delays=delays,
    )


def counts(reading: Reading, clock: Clock) -> Counts:
    """What waits, counted."""
    day = today(clock)
    late = _count(reading, _open(None, day))
    due = late + _count(reading, _open(day, day + timedelta(days=1)))
    passed = _open_complaints().where(Complaint.promised_at < clock.now())
    return Counts(due, late, _count(reading, _open_complaints()), _count(reading, passed))


def missed(reading: Reading, since: datetime, until: datetime, clock: Clock) -> Missed:
    """What came from `since` up to `until` and still waits."""
    before, day = (at.astimezone(clock.zone()).date() for at in (since, until))
    promises = _open_complaints().where(Complaint.promised_at >= since, Complaint.promised_at < until)
    came = [due for due, _at in reminders(reading, since, until, clock) if not before <= due.day < day]
    return Missed(_count(reading, _open(before, day)), len(came), _count(reading, promises))


def _start(day: date, clock: Clock) -> datetime:
    return datetime.combine(day, time(), clock.zone())


def _count(reading: Reading, query: Select[Any]) -> int:
    return int(reading.rows(query.with_only_columns(func.count()).order_by(None))[0][0])


def _open(start: date | None, end: date) -> Select[Any]:
    query = (
        select(FollowUp)
        .outerjoin(Prospect, Prospect.id == FollowUp.prospect)
        .where(FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None), FollowUp.day < end)
        .where(or_(FollowUp.prospect.is_(None), Prospect.deleted_at.is_(None)))
        .where(or_(FollowUp.prospect.is_(None), Prospect.id.is_not(None)))
    )
    return query if start is None else query.where(FollowUp.day >= start)


def _part(reading: Reading, start: date | None, end: date, first: int) -> Part:
    query = _open(start, end)
    found = [Due(*row) for row in reading.rows(_lines(query, first))]
    return Part(len(found) if len(found) < first else _count(reading, query), found)


def _lines(query: Select[Any], first: int | None = None) -> Select[Any]:
    lines: Any = (
        query.outerjoin(Company, and_(Company.id == Prospect.company, Company.deleted_at.is_(None)))
        .outerjoin(Fair, Fair.id == Prospect.fair)
        .with_only_columns(
            FollowUp.id,
            FollowUp.what,
            FollowUp.kind,
            FollowUp.day,
            FollowUp.time,
            FollowUp.remind_at,
            FollowUp.prospect,
            func.coalesce(Prospect.name, ""),
            func.coalesce(Company.name, ""),
            func.coalesce(Fair.name, ""),
        )
        .order_by(FollowUp.day, FollowUp.time.is_(None), FollowUp.time, FollowUp.row)
        .limit(first)
    )
    return lines


def _open_complaints() -> Select[Any]:
    return (
        select(Complaint)
        .outerjoin(Prospect, Prospect.id == Complaint.prospect)
        .where(Complaint.status == "open", Complaint.deleted_at.is_(None), of_the_living())
    )


def _complaints(reading: Reading, first: int = 6) -> list[Promised]:
    query: Any = (
        _open_complaints()
        .outerjoin(
            Company,
            and_(
                Company.id == func.coalesce(Complaint.company, Prospect.company), Company.deleted_at.is_(None)
            ),
        )
        .with_only_columns(
            Complaint.id,
            Complaint.what,
            Complaint.public,
            Complaint.promised_at,
            Complaint.prospect,
            func.coalesce(Prospect.name, ""),
            func.coalesce(Company.name, ""),
        )
        .order_by(
            Complaint.public.desc(), Complaint.promised_at.is_(None), Complaint.promised_at, Complaint.row
        )
        .limit(first)
    )
    return [Promised(one[0], one[1], bool(one[2]), *one[3:]) for one in reading.rows(query)]


def _fair_day(reading: Reading, fair: Fair) -> FairDay:
    met = fairs.met_at(reading, fair.id)
    return FairDay(fair, met, fairs.cost_of_a_lead(fair, met))


def reminders(reading: Reading, since: datetime, now: datetime, clock: Clock) -> list[tuple[Due, datetime]]:
    """The follow-ups of which one wants to be reminded after `since` and up to `now`, with the instant: the
    reminder that was set, else the hour of the day that was planned."""
    first, last = (one.astimezone(clock.zone()).date() for one in (since, now))
    query = _open(None, date.max).where(
        or_(
            FollowUp.remind_at.between(since, now),
            FollowUp.day.between(first, last) & FollowUp.time.is_not(None) & FollowUp.remind_at.is_(None),
        )
    )
    found = [Due(*row) for row in reading.rows(_lines(query))]  # all: which hours fell is known below only
    told = [
        (due, due.remind_at or datetime.combine(due.day, due.time or time(), clock.zone())) for due in found
    ]
    return [(due, at) for due, at in told if since < at <= now]
