"""The periods of a goal, one after the other, and its target in each.

A goal that comes again each month, say, has its days cut into months from its first day on; where they are no more
than one month, they are the first of them, and more follow until the goal is ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from fractions import Fraction
from typing import Final, cast

from salesdesk.domain.figures.attainment import How, target_of
from salesdesk.domain.figures.periods import Period, months_on
from salesdesk.domain.goals import Goal, Revision
from salesdesk.services.goal_units import exact

REPEATS: Final = ("day", "week", "month", "quarter", "year")
FIRST: Final = date(2000, 1, 1)  # from which a goal may begin: each of its days is measured
LONGEST: Final = 10  # years
_DAYS: Final = {"day": 1, "week": 7}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def later(day: date, step: str, number: int) -> date:
    """`day` so many steps later; the 31st of a shorter month is its last day."""
    if step in _DAYS:
        return day + timedelta(days=_DAYS[step] * number)
    return months_on(day, _MONTHS[step] * number)


def back(period: Period, step: str, number: int = 1) -> Period:
    """The period so many steps before `period`; without a step, so many times its own days before."""
    if step:
        return Period(later(period.start, step, -number), later(period.end, step, -number))
    days = timedelta(days=period.days * number)
    return Period(period.start - days, period.end - days)


def as_far(period: Period, step: str, so_far: Period) -> Period:
    """As many days of the period before `period` as `so_far` has of it, at most all of them."""
    start = back(period, step).start
    return Period(start, min(start + timedelta(days=so_far.days), period.start))


def _bounds(goal: Goal) -> tuple[date | None, date | None]:
    """The begin and the end of a goal, as near as they may be: a data package may hold one of a thousand years."""
    start, end = goal.starts_on, goal.ends_on
    if start is None:
        return None, None
    start = max(start, FIRST)
    return start, None if end is None else max(min(end, later(start, "year", LONGEST)), start)


def last_end(goal: Goal) -> date | None:
    """The day after the last one of all periods of a goal; None for one that comes again until it is ended."""
    (start, end), step = _bounds(goal), goal.repeats
    if start is None or end is None or (step in REPEATS and end <= later(start, step, 1)):
        return None
    return end


def periods(goal: Goal, until: date) -> Iterator[Period]:
    """The periods of a goal that begin on `until` or before, the first one always."""
    (start, end), step = _bounds(goal), goal.repeats
    if start is None:
        return
    if step not in REPEATS:
        yield Period(start, end or later(start, "year", 1))
        return
    over, number = last_end(goal), 0
    while True:
        first, last = later(start, step, number), later(start, step, number + 1)
        if number and (first > until or (goal.ended_on is not None and first >= goal.ended_on)):
            return
        if over is not None:
            if first >= over:
                return
            last = min(last, over)
        elif end is not None:
            last = min(last, later(end, step, number))
        yield Period(first, last)
        number += 1


def whole(goal: Goal, day: date) -> Period | None:
    """All days of a goal; of one that comes again without end, the period that `day` lies in."""
    found = list(periods(goal, day))
    if not found:
        return None
    over = last_end(goal)
    return found[-1] if over is None else Period(found[0].start, over)


@dataclass(frozen=True, slots=True)
class Targets:
    """What a goal should come to in each of its periods, as it was meant at the end of each: a target that is
    revised later stays what it was."""

    goal: Goal
    revisions: Sequence[Revision]  # in the order of time
    zone: tzinfo

    def of(self, number: int, period: Period) -> Fraction | None:
        """The target of the `number`-th period, counted from 0; None where the goal has none."""
        goal = self.goal
        done = [one for one in self.revisions if self._day(one) < period.end]
        if done and done[-1].new is not None:
            since = len(list(periods(goal, self._day(done[-1])))) - 1
            new = exact(done[-1].new, goal.figure, goal.currency)
            return self._grown(new, max(number - since, 0)) if goal.compounds else new
        if goal.how == "absolute" or goal.change is None or goal.baseline is None:
            first = self.revisions[0].old if self.revisions else goal.target
            return None if first is None else exact(first, goal.figure, goal.currency)
        baseline = exact(goal.baseline, goal.figure, goal.currency)
        return target_of(baseline, self._by, self._how, repeat=number + 1 if goal.compounds else 1)

    def _grown(self, new: Fraction, by: int) -> Fraction:
        grown = target_of(new, self._by, self._how, repeat=by) if self.goal.how != "absolute" else new
        return new if grown is None else grown

    @property
    def _how(self) -> How:
        return cast("How", self.goal.how)

    @property
    def _by(self) -> Fraction:
        return by(self.goal)

    def _day(self, revision: Revision) -> date:
        return revision.at.astimezone(self.zone).date() if revision.at else date.min


def by(goal: Goal) -> Fraction:
    """By how much a goal changes its baseline: a share of 1 where it is relative, else in the unit of its figure."""
    if goal.change is None:
        return Fraction()
    relative = goal.how == "relative"
    return Fraction(goal.change) / 100 if relative else exact(goal.change, goal.figure, goal.currency)
