"""Goals over the days on which clocks change: each hour belongs to one day, and a day stays one day to work on."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from salesdesk.domain.figures.periods import Period
from salesdesk.domain.goals import Goal
from salesdesk.domain.prospecting_time import begins
from salesdesk.domain.stints import Stint
from salesdesk.services import deals, goals
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_progress import Progress, of
from salesdesk.services.goals import GoalDraft
from salesdesk.store.database import Store
from tests.factories import open_store

DAY = timedelta(days=1)
CHANGES = (  # zone, the day on which its clocks change, its hours
    ("Europe/Oslo", date(2026, 3, 29), 23),
    ("Europe/Oslo", date(2026, 10, 25), 25),
    ("America/New_York", date(2026, 3, 8), 23),
    ("America/New_York", date(2026, 11, 1), 25),
    ("America/Santiago", date(2026, 9, 6), 23),  # begins at one o'clock
    ("America/Santiago", date(2026, 4, 4), 25),  # its last hour comes twice
    ("Africa/Cairo", date(2026, 4, 24), 23),
    ("Africa/Cairo", date(2026, 10, 29), 25),
)


class ClockThere:
    """A clock that stands still in a zone."""

    def __init__(self, at: datetime, zone: tzinfo) -> None:
        self.at, self._zone = at, zone

    def now(self) -> datetime:
        return self.at

    def zone(self) -> tzinfo:
        return self._zone


def opened(path: Path, zone: str, day: date) -> tuple[Store, ClockThere]:
    """A store in `zone`, at noon of a day."""
    there = ZoneInfo(zone)
    clock = ClockThere(datetime(day.year, day.month, day.day, 12, tzinfo=there).astimezone(UTC), there)
    return open_store(path / "a.db", clock), clock


def stands(store: Store, goal: Goal) -> Progress:
    with store.read() as reading:
        return of(Asking(reading, store.clock, "NOK"), reading.need(Goal, goal.id))


def add(store: Store, figure: str, change: int, **said: Any) -> Goal:
    return goals.add(store, GoalDraft(figure=figure, change=Decimal(change), **said), own="NOK")


def prospect(store: Store, begun: datetime, ended: datetime) -> None:
    """The timer ran, each hour by itself."""
    with store.change("Prospected") as unit:
        while begun < ended:
            until = min(begun + timedelta(hours=1), ended)
            unit.add(Stint(started_at=begun, ended_at=until))
            begun = until


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_each_minute_of_prospecting_is_of_one_day_of_a_daily_goal(
    tmp_path: Path, zone: str, day: date, hours: int
) -> None:
    store, clock = opened(tmp_path, zone, day + 2 * DAY)
    there = clock.zone()
    with store:
        goal = add(store, "prospecting_time", 60, repeats="day", starts_on=day - DAY)
        prospect(store, begins(day, there) - timedelta(minutes=30), begins(day + DAY, there))
        prospect(store, begins(day + DAY, there), begins(day + DAY, there) + timedelta(minutes=90))
        told = stands(store, goal)
        assert [(one.period, one.value) for one in told.past] == [
            (Period(day - DAY, day), 30),
            (Period(day, day + DAY), hours * 60),
            (Period(day + DAY, day + 2 * DAY), 90),
        ]
        assert told.period == Period(day + 2 * DAY, day + 3 * DAY)


@pytest.mark.parametrize(("zone", "day", "_hours"), CHANGES)
def test_a_goal_over_the_change_has_its_worked_days_and_a_sale_at_its_edges_is_of_one_goal(
    tmp_path: Path, zone: str, day: date, _hours: int
) -> None:
    store, clock = opened(tmp_path, zone, day + 3 * DAY)
    there = clock.zone()
    monday = day - timedelta(days=day.weekday() + 7)
    with store:
        first = add(store, "revenue", 1_000, starts_on=monday, ends_on=day)
        change = add(store, "revenue", 1_000, starts_on=day, ends_on=day + DAY)
        after = add(store, "revenue", 1_000, starts_on=day + DAY, ends_on=monday + 21 * DAY)
        tick = timedelta(microseconds=1)
        whole, clock.at = clock.at, begins(monday, there)
        for kroner, at in ((1, begins(day, there) - tick), (20, begins(day, there)),
                           (300, begins(day + DAY, there) - tick), (4_000, begins(day + DAY, there))):  # fmt: skip
            line = LineDraft(name="Skål", net_minor=kroner * 100)
            deal = deals.open_deal(store, DealDraft(title="Đỗ", currency="NOK", lines=[line]))
            deals.win(store, deal.id, Won(at=at, check_ins=False))
        clock.at = whole
        assert [stands(store, one).value for one in (first, change, after)] == [1_00, 320_00, 4_000_00]
        weeks = add(store, "sales", 40, starts_on=monday, ends_on=monday + 21 * DAY)
        told = stands(store, weeks).pace
        assert told is not None
        gone = sum(1 for number in range((day + 3 * DAY - monday).days) if number % 7 < 5)
        assert (len(told.days), told.gone) == (15, gone)
        assert told.expected == Fraction(40 * gone, 15)


@pytest.mark.parametrize("zone", ["Europe/Oslo", "America/Santiago", "Africa/Cairo"])
def test_what_comes_again_each_day_week_or_month_cuts_a_year_without_a_gap(tmp_path: Path, zone: str) -> None:
    store, clock = opened(tmp_path, zone, date(2026, 12, 31))
    with store:
        for step in ("day", "week", "month", "quarter"):
            goal = add(store, "prospecting_time", 60, repeats=step, starts_on=date(2026, 1, 1))
            told = stands(store, goal)
            days = [*(one.period for one in told.past), told.period]
            assert days[0].start == date(2026, 1, 1)
            for one, other in itertools.pairwise(days):
                assert one.end == other.start
                assert one.instants(clock.zone())[1] == other.instants(clock.zone())[0]
