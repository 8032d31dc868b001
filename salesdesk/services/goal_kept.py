"""How many of the short periods of a goal were kept: the days of a month, the weeks of a quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.figure import FEWEST
from salesdesk.domain.figures.intervals import wilson
from salesdesk.domain.figures.pace import Projection
from salesdesk.domain.figures.periods import Period, around
from salesdesk.services.goal_measuring import Asking, counts
from salesdesk.services.goal_periods import last_end, later
from salesdesk.services.goal_progress import KEPT, Progress

WITHIN: Final[Mapping[str, str]] = {
    "day": "month",
    "week": "quarter",
}  # what repeats so is told of each such stretch


@dataclass(frozen=True, slots=True)
class Kept:
    """The periods of a goal within `stretch` that are decided, each with whether it was kept; `left` are to come."""

    stretch: Period
    decided: Sequence[tuple[Period, bool]]
    left: Sequence[Period]

    @property
    def kept(self) -> int:
        """How many were kept."""
        return sum(kept for _period, kept in self.decided)

    @property
    def of(self) -> int:
        """Of how many that are decided."""
        return len(self.decided)

    @property
    def projection(self) -> Projection | None:
        """How many will be kept at its end if those to come are like those decided, with the Wilson interval of that
        share; None before one is decided, without an interval under five."""
        if not self.of:
            return None
        to_come = len(self.left)
        value = self.kept + Fraction(self.kept, self.of) * to_come
        sure = wilson(self.kept, self.of) if self.of >= FEWEST else None
        if sure is None:
            return Projection(value, None, None)
        return Projection(value, self.kept + sure[0] * to_come, self.kept + sure[1] * to_come)


def kept(asking: Asking, progress: Progress) -> Kept | None:
    """The days or weeks of a goal within the month or quarter of its present period; None for other goals, and for one
    that has not begun. Days off, and periods without data, are not decided."""
    goal, present = progress.goal, progress.period
    if goal.repeats not in WITHIN or progress.status == "not-begun":
        return None
    stretch = around(present.start, WITHIN[goal.repeats])
    decided = [
        (one.period, one.kept)
        for one in progress.past
        if one.kept is not None and stretch.holds(one.period.start)
    ]
    if progress.status in KEPT:
        decided.append((present, KEPT[progress.status]))
    return Kept(stretch, decided, _to_come(asking, progress, stretch))


def _to_come(asking: Asking, progress: Progress, stretch: Period) -> list[Period]:
    goal, present = progress.goal, progress.period
    if progress.status == "ended":
        return []
    found: list[Period] = []
    number = 1 if progress.status in KEPT else 0
    last = min(last_end(goal) or stretch.end, stretch.end)
    while (start := later(present.start, goal.repeats, number)) < last:
        found.append(Period(start, later(start, goal.repeats, 1)))
        number += 1
    if goal.repeats == "day" and counts(goal):
        worked = set(asking.worked(stretch))
        found = [one for one in found if one.start in worked]
    return found
