"""What the page of goals reads off the window's thread: all goals for their cards, and one of them whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from salesdesk.clock import Clock
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.goals import Goal, Milestone, Revision
from salesdesk.services import (
    goal_contest,
    goal_effort,
    goal_kept,
    goal_parts,
    goal_progress,
    goal_units,
    goal_why,
    goals,
)
from salesdesk.services.goal_contest import Contest
from salesdesk.services.goal_kept import Kept
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_progress import Progress
from salesdesk.services.goal_why import Act, Cause, Why
from salesdesk.store.unit import Reading
from salesdesk.ui.charts.trend import Trend


@dataclass(frozen=True, slots=True)
class Shown:
    """A goal as its card shows it. `part` is what it is of, where that is not all; `causes` are given where it is
    behind or was missed."""

    progress: Progress
    title: str
    part: str
    kept: Kept | None
    causes: Sequence[Cause]
    effort: Act | None = None  # what to do, where it is in the seller's own hands
    course: Trend | None = None  # as its card draws it

    @property
    def id(self) -> UUID:
        """The goal's own."""
        return self.progress.goal.id


@dataclass(frozen=True, slots=True)
class Board:
    """The goals to be shown, and whether there are others that were ended."""

    goals: Sequence[Shown]
    some_ended: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """One goal with all that is told of it. `above` are the goals that it may be a part of, by id."""

    shown: Shown
    why: Why | None
    contest: Contest | None
    revisions: Sequence[Revision]
    milestones: Sequence[Milestone]
    above: Sequence[tuple[str, str]]
    below: Sequence[tuple[UUID, str]]
    course: Trend | None = None  # with an axis


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose goals they are: the currency that the seller counts in, and the country whose holidays count."""

    clock: Clock
    own: str
    country: str

    def board(self, reading: Reading, *, ended: bool) -> Board:
        """All goals, those that were ended too where asked for."""
        asking = Asking(reading, self.clock, self.own, self.country)
        known = goals.all_of(reading, ended=True)
        found = goal_progress.all_of(asking, ended=ended)
        some = any(one.ended_on is not None for one in known)
        return Board([_shown(asking, one) for one in found], some)

    def whole(self, reading: Reading, shown: Shown) -> Whole:
        """One goal with all that is told of it."""
        asking = Asking(reading, self.clock, self.own, self.country)
        progress, goal = shown.progress, shown.progress.goal
        begun = progress.status != "not-begun"
        every = goals.all_of(reading)
        return Whole(
            shown,
            goal_why.why(asking, progress) if begun else None,
            goal_contest.contest(asking, progress),
            goals.revisions(reading, goal.id),
            goals.milestones(reading, goal.id),
            [(one.id.hex, goal_units.title(one)) for one in _above(every, goal)],
            [(one.id, goal_units.title(one)) for one in progress.children.goals],
        )


def _shown(asking: Asking, progress: Progress) -> Shown:
    goal = progress.goal
    part = goal_parts.called(asking.reading, goal)
    effort = goal_effort.act(goal)
    causes = () if effort is not None else goal_why.causes(asking, progress)
    return Shown(progress, goal_units.title(goal), part, goal_kept.kept(asking, progress), causes, effort)


def _above(every: Sequence[Goal], goal: Goal) -> list[Goal]:
    """The goals of which `goal` may be a part: not itself, nor one that is a part of it."""
    under = {goal.id}
    for _round in every:
        under |= {one.id for one in every if one.parent in under}
    return [one for one in every if one.id not in under and one.figure in FIGURES]
