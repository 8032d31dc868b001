"""How a goal stands: what there is, what there should be by now, where it will end, and what each day must bring
(kpis.md, Goals)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, Literal

from salesdesk.domain.figures import pace
from salesdesk.domain.figures.attainment import Standing, State, attainment, reached, state
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.goal_days import gone_and_left, on_worked_days
from salesdesk.domain.figures.milestones import Milestone, MilestoneState, milestones_state, running
from salesdesk.domain.figures.pace import Projection
from salesdesk.domain.figures.periods import Period, buckets
from salesdesk.domain.figures.streaks import Record, Streak, record, streak
from salesdesk.domain.goals import Goal
from salesdesk.i18n import N_, _
from salesdesk.services import commissions, goal_units, goals
from salesdesk.services.goal_measuring import Asking, counts
from salesdesk.services.goal_periods import Targets, periods, whole

Status = State | Literal["not-begun", "ended"]

STATUSES: Final = {
    "ahead": N_("Ahead"),
    "on-pace": N_("On pace"),
    "behind": N_("Behind"),
    "met": N_("Goal met"),
    "missed": N_("Missed"),
    "no-data": N_("No data"),
    "not-begun": N_("Not begun"),
    "ended": N_("Ended"),
}
_SHRINKING: Final = frozenset(
    ("revenue", "gross_profit", "contribution", "commission")
)  # which credits and costs take from
KEPT: Final[Mapping[Status, bool]] = {"met": True, "missed": False}
_MOST: Final = 366  # periods that are over, for streaks and records
_BY_LEAVING: Final = frozenset(("retention", "churn"))  # of who is there at a start and at an end
_SOONEST: Final = 7  # days between them, before which nobody can have left, so that nothing is told
_BY_WEEK: Final = 100  # days, up to which a level is told by week


@dataclass(frozen=True, slots=True)
class Past:
    """A period of a goal that is over: None where nothing was measured, or no day of it was worked."""

    period: Period
    value: Fraction | None
    target: Fraction | None
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of a goal that counts, in its worked days; `daily` is what each of those gone brought, without what
    comes whatever is sold: that is `sure`, by its day."""

    days: Sequence[date]
    gone: int
    daily: Sequence[Fraction]
    expected: Fraction | None
    projection: Projection | None
    needed_a_day: Fraction | None
    sure: Mapping[date, int] = field(default_factory=dict[date, int])

    @property
    def left(self) -> int:
        """The worked days to come, today with them."""
        return len(self.days) - self.gone


@dataclass(frozen=True, slots=True)
class Children:
    """The goals that are a part of this one: what their targets come to, and whether that is enough; None for a
    level, which does not add up."""

    goals: Sequence[Goal]
    total: Fraction | None = None
    enough: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A goal as it stands. Values are those of figures: minor units, shares of 1. `actual` has the interval of a
    level; `trend` is what a level was by week or by month, what a goal that counts brought by day."""

    goal: Goal
    status: Status
    period: Period
    target: Fraction | None
    actual: Figure | None = None
    attainment: Fraction | None = None
    pace: Pace | None = None
    trend: Sequence[tuple[Period, Figure]] = ()
    past: Sequence[Past] = ()
    streak: Streak = field(default_factory=lambda: Streak(0, 0))
    best: Record[Period] | None = None
    milestones: Sequence[MilestoneState] = ()
    children: Children = field(default_factory=lambda: Children(()))

    @property
    def value(self) -> Fraction | None:
        """What there is; None for no data."""
        return self.actual.value if self.actual is not None else None

    @property
    def earned(self) -> bool:
        """Whether the reward was earned and is still to be taken."""
        met = self.status == "met" or any(one.kept for one in self.past)
        return bool(self.goal.reward) and self.goal.rewarded_on is None and met


def label(status: str) -> str:
    """The word for how a goal stands."""
    return _(STATUSES[status])


def all_of(asking: Asking, *, ended: bool = False) -> list[Progress]:
    """All goals as they stand, in the order of their days; those of figures of a newer version are left out."""
    every = goals.all_of(asking.reading, ended=ended)
    return [of(asking, one, every) for one in every if one.figure in FIGURES]


def of(asking: Asking, goal: Goal, every: Sequence[Goal] | None = None) -> Progress:
    """A goal as it stands, in the period that today lies in, else in the last one. `every`: all goals, where they
    are at hand."""
    revised = goals.revisions(asking.reading, goal.id)
    targets = Targets(goal, revised, asking.clock.zone())
    found = list(periods(goal, asking.today))
    period, number = found[-1], len(found) - 1
    target = targets.of(number, period)
    below = _children(asking, goal, goals.all_of(asking.reading) if every is None else every, target)
    if asking.today < period.start:
        return Progress(goal=goal, status="not-begun", period=period, target=target, children=below)
    asked = found[-_MOST:]
    values = asking.measured(goal, [*asked[:-1], asking.so_far(period)])
    measured = list(zip(asked[:-1], values[:-1], strict=True))
    past = _past(asking, targets, measured, first=number + 1 - len(asked))
    actual, better = _told_yet(goal, period, asking, values[-1]), goal_units.better(goal.figure)
    over = asking.today >= period.end
    trend = _trend(asking, goal, period)
    paced = _pace(asking, goal, period, target=target, actual=actual, trend=trend) if counts(goal) else None
    baseline = None
    if goal.baseline is not None:
        baseline = goal_units.exact(goal.baseline, goal.figure, goal.currency)
    told = [(one.period, one.value) for one in past if one.kept is not None]
    status = _status(goal, actual, target, paced, over=over)
    return Progress(
        goal=goal,
        status=_ended(goal, asking.today) or status,
        period=period,
        target=target,
        actual=actual,
        attainment=attainment(actual.value, target, better, baseline=baseline),
        pace=paced,
        trend=trend,
        past=past,
        streak=streak([*(one.kept for one in past), KEPT.get(status)]),
        best=record(told, better),
        milestones=_milestones(asking, goal, period, trend),
        children=below,
    )


def _told_yet(goal: Goal, period: Period, asking: Asking, actual: Figure) -> Figure:
    """What there is, or no data where it is too soon in the period for the figure to tell anything."""
    days = asking.so_far(period).days
    if goal.figure in _BY_LEAVING and days < min(_SOONEST, period.days):
        return replace(actual, value=None, low=None, high=None)
    return actual


def _past(
    asking: Asking, targets: Targets, measured: Sequence[tuple[Period, Figure]], *, first: int
) -> list[Past]:
    """The periods that are over; `first` is the number of the first of them."""
    if not measured:
        return []
    goal = targets.goal
    better = goal_units.better(goal.figure)
    worked = asking.worked(Period(measured[0][0].start, measured[-1][0].end)) if counts(goal) else []
    found: list[Past] = []
    for number, (period, figure) in enumerate(measured, start=first):
        value, target = figure.value, targets.of(number, period)
        kept: bool | None = None
        if value is not None and target is not None:
            kept = reached(value, target, better)
            if not kept and counts(goal) and not any(period.holds(day) for day in worked):
                kept = None  # a day off breaks no streak
        found.append(Past(period, value, target, kept))
    return found


def _trend(asking: Asking, goal: Goal, period: Period) -> list[tuple[Period, Figure]]:
    so_far = asking.so_far(period)
    step = "day" if counts(goal) else "week" if period.days <= _BY_WEEK else "month"
    cut = buckets(so_far, step)
    return list(zip(cut, asking.measured(goal, cut), strict=True))


def _pace(
    asking: Asking,
    goal: Goal,
    period: Period,
    *,
    target: Fraction | None,
    actual: Figure,
    trend: Sequence[tuple[Period, Figure]],
) -> Pace:
    days = asking.worked(period)
    gone, left = gone_and_left(days, asking.today)
    sure = _sure(asking, goal, period)
    had = sum(value for day, value in sure.items() if day <= asking.today)
    sums = {one.start: (figure.value or 0) - sure.get(one.start, 0) for one, figure in trend}
    daily = on_worked_days({day: value for day, value in sums.items() if value}, days, before=asking.today)
    there, given = (actual.value or Fraction()) - had, sum(sure.values())
    grows = goal.figure not in _SHRINKING
    seen = pace.counted(daily, there - sum(daily), worked=asking.today in left)
    to_come = len(days) - len(seen)
    ahead = pace.projection(seen, len(seen), days_left=to_come, so_far=there, grows=grows)
    if ahead is not None and left and not to_come:  # the last day is not over
        ahead = replace(ahead, low=None, high=None)
    ahead = ahead.with_sure(given) if ahead is not None else None
    if target is None:
        return Pace(days, len(gone), daily, None, ahead, None, sure)
    return Pace(
        days,
        len(gone),
        daily,
        pace.expected(target, len(gone), len(days), sure=given, had=had),
        ahead,
        pace.needed_a_day(target - given, there, len(left)),
        sure,
    )


def _sure(asking: Asking, goal: Goal, period: Period) -> Mapping[date, int]:
    """What comes whatever is sold, by its day: the base of a commission. No pace is to be made of it."""
    if goal.figure != "commission":
        return {}
    return commissions.bases(asking.reading, goal.currency or asking.own, period)


def _status(goal: Goal, actual: Figure, target: Fraction | None, paced: Pace | None, *, over: bool) -> State:
    expected, a_day = None, Fraction()
    if paced is not None and target is not None:  # a period without a worked day expects nothing by now
        expected = paced.expected or Fraction()
        a_day = target / (len(paced.days) or 1)
    return state(
        Standing(
            actual=actual.value,
            target=target,
            better=goal_units.better(goal.figure),
            expected=expected,
            a_day=a_day,
            over=over,
        )
    )


def _ended(goal: Goal, day: date) -> Literal["ended"] | None:
    return "ended" if goal.ended_on is not None and goal.ended_on <= day else None


def _milestones(
    asking: Asking, goal: Goal, period: Period, trend: Sequence[tuple[Period, Figure]]
) -> list[MilestoneState]:
    meant = [
        Milestone(one.day, goal_units.exact(one.value, goal.figure, goal.currency))
        for one in goals.milestones(asking.reading, goal.id)
        if one.day is not None and one.value is not None and period.holds(one.day)
    ]
    if counts(goal):
        there = running({one.start: figure.value or Fraction() for one, figure in trend})
    else:
        there = _levels(asking, goal, period, [one.day for one in meant if one.day < asking.today])
    return milestones_state(
        meant, there, today=asking.today, counts=counts(goal), better=goal_units.better(goal.figure)
    )


def _levels(asking: Asking, goal: Goal, period: Period, days: Sequence[date]) -> dict[date, Fraction]:
    """What a level was from the begin of its period to the end of each of `days`."""
    found: dict[date, Fraction] = {}
    for day in days:
        (made,) = asking.measured(goal, [Period(period.start, day + timedelta(days=1))])
        if made.value is not None:
            found[day] = made.value
    return found


def _children(asking: Asking, goal: Goal, every: Sequence[Goal], target: Fraction | None) -> Children:
    below = goals.children(every, goal.id)
    days = whole(goal, asking.today)
    if not below or days is None or target is None or not counts(goal):
        return Children(below)
    if any(one.figure != goal.figure or one.currency != goal.currency for one in below):
        return Children(below)
    total = Fraction()
    for one in below:
        targets = Targets(one, goals.revisions(asking.reading, one.id), asking.clock.zone())
        for number, period in enumerate(periods(one, days.end - timedelta(days=1))):
            if days.holds(period.start):
                total += targets.of(number, period) or 0
    enough = total >= target if goal_units.better(goal.figure) == "higher" else total <= target
    return Children(below, total, enough)
