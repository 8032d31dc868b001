"""The seller against the own last period: what there is now, and what there was on the same day of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from salesdesk.domain.figures.periods import Period, around, step_of
from salesdesk.services import goal_units
from salesdesk.services.goal_kept import WITHIN
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_periods import as_far
from salesdesk.services.goal_progress import Progress


@dataclass(frozen=True, slots=True)
class Contest:
    """`now` after some days of `period`, against `then` after as many of `last`, which came to `whole`."""

    period: Period
    last: Period
    now: Fraction
    then: Fraction
    whole: Fraction
    ahead: bool | None  # better now than then; None where it is the same

    @property
    def gap(self) -> Fraction:
        """How far they are apart."""
        return abs(self.now - self.then)


def contest(asking: Asking, progress: Progress) -> Contest | None:
    """A goal's figure against that of the period before over as many days: of the month where the goal is of each
    day, of the quarter where it is of each week. None before it begins, and where one side has no data."""
    goal = progress.goal
    if progress.status == "not-begun":
        return None
    period = progress.period
    if goal.repeats in WITHIN:
        period = around(period.start, WITHIN[goal.repeats])
    step = WITHIN.get(goal.repeats, goal.repeats) or step_of(period)
    so_far = asking.so_far(period)
    same = as_far(period, step, so_far)
    last = Period(same.start, period.start)
    then, now = (one.value for one in asking.measured(goal, [same, so_far]))
    (whole,) = asking.measured(goal, [last])
    if then is None or now is None or whole.value is None or (not whole.value and not whole.n):
        return None
    better = now > then if goal_units.better(goal.figure) == "higher" else now < then
    return Contest(period, last, now, then, whole.value, None if now == then else better)
