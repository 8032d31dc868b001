"""From where a goal starts: what the seller's own figure was before it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Final, Literal

from salesdesk.domain.figures.periods import Period, before, months_on, step_of
from salesdesk.domain.goals import Goal
from salesdesk.services.goal_measuring import Asking, counts
from salesdesk.services.goal_periods import periods

Since = Literal["", "before", "year"]

_SHORT: Final = 28  # days, under which the period before says too little to begin from


def baseline(asking: Asking, goal: Goal, since: Since = "") -> tuple[Fraction | None, Period]:
    """Where the seller stands (None for no data), and of which days that is.

    They are the month or quarter `before` its first period, else as many days as that has, or a `year`, up to its
    begin; of what begins later up to today, since the days to come have no figures. Not told which, a year for what
    counts over few days. What counts is of as many days as the period has.
    """
    days = next(periods(goal, date.min))
    over = min(days.start, asking.today + timedelta(days=1))
    if since == "year" or (not since and counts(goal) and days.days < _SHORT):
        year = Period(months_on(over, -12), over)
        (found,) = asking.measured(goal, [year])
        share = Fraction(days.days, year.days) if counts(goal) else Fraction(1)
        return (None if found.value is None else found.value * share), year
    if over == days.start:
        earlier = before(days, step_of(days))
    else:
        earlier = before(Period(over, over + (days.end - days.start)))
    (found,) = asking.measured(goal, [earlier])
    return found.value, earlier
