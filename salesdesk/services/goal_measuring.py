"""What a goal is measured with: its figure over days, and the days that the seller works."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from salesdesk.clock import Clock, today
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.goal_days import worked_days
from salesdesk.domain.figures.periods import Period, months_on
from salesdesk.domain.goals import Goal
from salesdesk.services import figures, holidays, preferences
from salesdesk.store.figures.work import fair_days
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weekdays that the seller works (0 for Monday), the public holidays and own days off of the years in question,
    and the fairs with days in it, each by its first and last day."""

    weekdays: Collection[int]
    free: frozenset[date]
    fairs: Sequence[tuple[date, date]]

    def worked(self, period: Period) -> list[date]:
        """The days of `period` that the seller works: weekdays without the free ones, and those of fairs."""
        start, end = period.start, period.end
        return worked_days(start, end, weekdays=self.weekdays, days_off=self.free, fairs=self.fairs)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and when: amounts are in `own`, public holidays are those of `country` (two letters, may be empty)."""

    reading: Reading
    clock: Clock
    own: str
    country: str = ""

    @property
    def today(self) -> date:
        """The seller's day."""
        return today(self.clock)

    def so_far(self, period: Period) -> Period:
        """The days of `period` up to and with today, as far as it has begun: what is to come has no figures."""
        tomorrow = self.today + timedelta(days=1)
        return Period(period.start, min(period.end, tomorrow)) if period.start < tomorrow else period

    def measured(self, goal: Goal, periods: Sequence[Period]) -> list[Figure]:
        """The figure of a goal in each of `periods`, which begin on different days."""
        own = goal.currency or self.own
        scope = scope_of(goal)
        return figures.series(self.reading, self.clock, own, goal.figure, periods, scope=scope)

    def months_so_far(self, number: int) -> Period:
        """So many months up to and with today."""
        tomorrow = self.today + timedelta(days=1)
        return Period(months_on(tomorrow, -number), tomorrow)

    def calendar(self, period: Period) -> Calendar:
        """What of the days of `period` is worked."""
        set_up = preferences.read(self.reading)
        years = range(period.start.year, period.end.year + 1)
        free = {one.day for one in set_up.days_off}
        if self.country:
            free |= set(holidays.of_country(self.country, years, "en"))
        fairs = [
            (date.fromisoformat(first), date.fromisoformat(last))
            for first, last in fair_days(self.reading.connection)
        ]
        inside = [one for one in fairs if one[1] >= period.start and one[0] < period.end]
        return Calendar(set_up.worked_days, frozenset(free), inside)

    def worked(self, period: Period) -> list[date]:
        """The days of `period` that the seller works."""
        return self.calendar(period).worked(period)


def scope_of(goal: Goal) -> Mapping[str, str]:
    """The part of the whole that a goal is of, as figures take it."""
    return {goal.scope: goal.scope_value} if goal.scope else {}


def scope_for(goal: Goal, ident: str) -> Mapping[str, str]:
    """The same for another figure; of everything where that one can't be so divided."""
    return scope_of(goal) if not goal.scope or figures.can(ident, goal.scope) else {}


def counts(goal: Goal) -> bool:
    """Whether what a goal measures adds up over days, and so has a pace."""
    return FIGURES[goal.figure].counting
