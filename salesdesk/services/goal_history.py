"""The seller's own history beside a target: in how many of the last periods it was reached, and the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.attainment import reached
from salesdesk.domain.figures.periods import Period, step_of
from salesdesk.domain.figures.streaks import Record, record
from salesdesk.domain.goals import Goal
from salesdesk.services import goal_units
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_periods import back, periods

LAST: Final = 8  # periods looked back on


@dataclass(frozen=True, slots=True)
class OwnPast:
    """The periods before a goal, the earliest first, those that have data: in how many `of` them the target was
    `reached`, and the best. `step` is what they are (quarter …), empty where they are none of those."""

    step: str
    values: Sequence[tuple[Period, Fraction]]
    reached: int
    best: Record[Period] | None

    @property
    def of(self) -> int:
        """How many periods had data."""
        return len(self.values)


def own_past(asking: Asking, goal: Goal, target: Fraction) -> OwnPast:
    """The last `LAST` periods before the first of a goal that need not be set yet, against a target.

    Those before anything was known are no zeros of a counting goal: they begin with the first that brought something.
    """
    first = next(periods(goal, date.min))
    step = goal.repeats or step_of(first)
    cut = [back(first, step, number) for number in range(LAST, 0, -1)]
    found = [(one, figure.value) for one, figure in zip(cut, asking.measured(goal, cut), strict=True)]
    begun = next((place for place, (_period, value) in enumerate(found) if value), len(found))
    values = [(one, value) for one, value in found[begun:] if value is not None]
    better = goal_units.better(goal.figure)
    count = sum(1 for _period, value in values if reached(value, target, better))
    return OwnPast(step, values, count, record(values, better))
