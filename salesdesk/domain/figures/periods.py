"""Periods of local days, cut into buckets, compared on instants: [start, end) in the seller's zone (kpis.md)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Final

from salesdesk.domain.instants import to_micros
from salesdesk.domain.prospecting_time import begins

STEPS: Final = ("day", "week", "month", "quarter", "year")
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The local days from `start` on and before `end`."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    def instants(self, zone: tzinfo) -> tuple[int, int]:
        """The instants (microseconds UTC) at which it begins, and at which it is over."""
        return to_micros(begins(self.start, zone)), to_micros(begins(self.end, zone))

    def holds(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.start <= day < self.end


def around(day: date, step: str, *, week_start: int = 0) -> Period:
    """The day, week, month, quarter or year in which `day` lies. `week_start`: 0 for Monday, 6 for Sunday."""
    if step == "day":
        return Period(day, day + timedelta(days=1))
    if step == "week":
        start = day - timedelta(days=(day.weekday() - week_start) % 7)
        return Period(start, start + timedelta(days=7))
    months = _MONTHS[step]
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(start, months_on(start, months))


def before(period: Period, step: str = "", *, week_start: int = 0) -> Period:
    """The period before: of the same step where `period` is one, else as many days as it has."""
    if step and around(period.start, step, week_start=week_start) == period:
        return around(period.start - timedelta(days=1), step, week_start=week_start)
    return Period(period.start - timedelta(days=period.days), period.start)


def year_before(period: Period) -> Period:
    """The same days of the year before; 29 February becomes 28."""
    return Period(months_on(period.start, -12), months_on(period.end, -12))


def buckets(period: Period, step: str, *, week_start: int = 0) -> list[Period]:
    """`period` cut at the borders of `step`; the first and the last may be parts of one."""
    return list(_buckets(period, step, week_start))


def _buckets(period: Period, step: str, week_start: int) -> Iterator[Period]:
    at = period.start
    while at < period.end:
        end = min(around(at, step, week_start=week_start).end, period.end)
        yield Period(at, end)
        at = end


def months_on(day: date, months: int) -> date:
    """The same day `months` later (or earlier), or the last of its month where that is shorter."""
    month = day.year * 12 + day.month - 1 + months
    for late in range(day.day, 0, -1):
        try:
            return date(month // 12, month % 12 + 1, late)
        except ValueError:
            continue
    raise AssertionError(day)


def step_of(period: Period, *, week_start: int = 0) -> str:
    """The step that `period` is one of, the shortest first; empty where it is none."""
    return next((one for one in STEPS if around(period.start, one, week_start=week_start) == period), "")
