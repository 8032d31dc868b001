"""The goals in the report of a month: what each came to, records that were broken, rewards, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.attainment import reached
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import FEW
from salesdesk.domain.figures.periods import Period, buckets, months_on
from salesdesk.domain.figures.streaks import Record, Streak, record, streak
from salesdesk.domain.goals import Goal
from salesdesk.services import figures, goal_glance, goal_progress, goal_units, goals
from salesdesk.services.goal_measuring import Asking, counts
from salesdesk.services.goal_periods import Targets, periods
from salesdesk.services.goal_progress import KEPT, Past, Progress, Status

RECORDS: Final = ("revenue", "sales", "leads", "prospecting_time", "served_per_day")
_BACK: Final = 36  # months before, among which a record is looked for
_FEWEST: Final = 3  # periods before, from which the best of them is a record


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalOfMonth:
    """What a goal came to. `kept` of the `of` periods that were decided in the month; of one of a longer time, 0 of 0,
    and how it stood when the month was over. `share` of its bar is filled, and should be up to `mark`."""

    goal: Goal
    status: Status
    value: Fraction | None
    target: Fraction | None
    period: Period
    kept: int = 0
    of: int = 0
    streak: Streak
    share: float = 0.0
    mark: float | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return goal_units.title(self.goal)


@dataclass(frozen=True, slots=True)
class Broken:
    """A personal record of the month: of a figure by month, or of a goal by day or week (`step`)."""

    figure: str
    step: str
    currency: str
    now: Record[Period]
    before: Record[Period]


@dataclass(frozen=True, slots=True)
class Earned:
    """A reward: its goal was met in the month, or it was taken on a day of it."""

    goal: Goal
    taken_on: date | None


@dataclass(frozen=True, slots=True)
class Coming:
    """A goal of the next month, with its target then."""

    goal: Goal
    target: Fraction | None


@dataclass(frozen=True, slots=True)
class _At:
    """A clock that stands at an instant: a month is told as it stood when it was over."""

    instant: datetime
    seller: tzinfo

    def now(self) -> datetime:
        return self.instant

    def zone(self) -> tzinfo:
        return self.seller


def of_month(asking: Asking, month: Period) -> list[tuple[GoalOfMonth, list[Past]]]:
    """The goals that had days in `month`, each with its periods that were over by then."""
    last = _at(asking, datetime.combine(month.end, time(), asking.clock.zone()) - timedelta(seconds=1))
    after = _at(asking, datetime.combine(month.end, time(12), asking.clock.zone()))
    every = [one for one in goals.all_of(asking.reading, ended=True) if one.figure in FIGURES]
    return [_told(last, after, one, month) for one in every if _had_days(one, month)]


def _at(asking: Asking, at: datetime) -> Asking:
    """Who asks, at `at` or now, what is earlier."""
    earlier = min(at.astimezone(UTC), asking.clock.now())
    return replace(asking, clock=_At(earlier, asking.clock.zone()))


def _had_days(goal: Goal, month: Period) -> bool:
    if goal.ended_on is not None and goal.ended_on <= month.start:
        return False
    return any(one.start < month.end and one.end > month.start for one in periods(goal, month.end - _DAY))


_DAY: Final = timedelta(days=1)


def _told(last: Asking, after: Asking, goal: Goal, month: Period) -> tuple[GoalOfMonth, list[Past]]:
    over = goal_progress.of(after, goal, ())
    past = [*over.past, *_final(over)]
    done = [one for one in past if month.start < one.period.end <= month.end]
    decided = [one.kept for one in done if one.kept is not None]
    told = streak(one.kept for one in past if one.period.end <= month.end)
    if not done:
        now = goal_progress.of(last, goal, ())
        share, mark = goal_glance.bar(now)
        made = GoalOfMonth(
            goal=goal,
            status=now.status,
            value=now.value,
            target=now.target,
            period=now.period,
            streak=told,
            share=share,
            mark=mark,
        )
        return made, past
    share, mark = goal_glance.filled(done[-1].value, done[-1].target, level=not counts(goal))
    if len(decided) > 1:
        share, mark = sum(decided) / len(decided), None
    status: Status = "no-data"
    if decided:
        status = "met" if all(decided) else "missed" if not any(decided) else "on-pace"
    made = GoalOfMonth(
        goal=goal,
        status=status,
        value=done[-1].value,
        target=done[-1].target,
        period=done[-1].period,
        kept=sum(decided),
        of=len(decided),
        streak=told,
        share=share,
        mark=mark,
    )
    return made, past


def _final(over: Progress) -> Iterator[Past]:
    """The last period of a goal that does not come again."""
    if over.status in KEPT and over.actual is not None:
        yield Past(over.period, over.value, over.target, KEPT[over.status])


def broken(asking: Asking, month: Period, found: Sequence[tuple[GoalOfMonth, list[Past]]]) -> list[Broken]:
    """The personal records of the month: more than in any month before."""
    cut = [
        Period(months_on(month.start, -back), months_on(month.start, 1 - back))
        for back in range(_BACK, 0, -1)
    ]
    told: list[Broken] = []
    for ident in RECORDS:
        made = figures.series(asking.reading, asking.clock, asking.own, ident, [*cut, month])
        values = [
            (one, None if figure.note == FEW else figure.value)
            for one, figure in zip([*cut, month], made, strict=True)
        ]
        told += _broken(values, ident, step="month", currency=asking.own, month=month)
    for one, past in found:
        if one.goal.repeats in ("day", "week") and counts(one.goal) and _upwards(one.goal):
            values = [(each.period, each.value) for each in past if each.period.end <= month.end]
            told += _broken(
                values, one.goal.figure, step=one.goal.repeats, currency=one.goal.currency, month=month
            )
    return told


def _upwards(goal: Goal) -> bool:
    return goal_units.better(goal.figure) == "higher"


def _broken(
    values: Sequence[tuple[Period, Fraction | None]], ident: str, *, step: str, currency: str, month: Period
) -> Iterator[Broken]:
    known = [(one, value) for one, value in values if value]
    now = record((one, value) for one, value in known if one.start >= month.start)
    earlier = [(one, value) for one, value in known if one.start < month.start]
    before = record(earlier)
    if now is not None and before is not None and len(earlier) >= _FEWEST and now.value > before.value:
        yield Broken(ident, step, currency, now, before)


def earned(asking: Asking, month: Period, found: Sequence[tuple[GoalOfMonth, list[Past]]]) -> list[Earned]:
    """The rewards that were earned or taken in the month; one that was taken later was earned in it all the same."""
    met = {
        one.goal.id
        for one, _past in found
        if one.goal.reward
        and (one.kept or one.status == "met")
        and (one.kept > 1 or not _told_before(asking, one, month))
    }
    told: list[Earned] = []
    for goal in goals.all_of(asking.reading, ended=True):
        on = goal.rewarded_on
        taken = on is not None and month.holds(on)
        if goal.reward and (taken or (goal.id in met and (on is None or on >= month.start))):
            told.append(Earned(goal, on if taken else None))
    return told


def _told_before(asking: Asking, one: GoalOfMonth, month: Period) -> bool:
    """Whether a goal that counts was there at the end of an earlier month of its period, whose report told it."""
    goal, start, target = one.goal, one.period.start, one.target
    better = goal_units.better(goal.figure)
    if not counts(goal) or better != "higher" or start >= month.start or target is None:
        return False
    ends = [days.end for days in buckets(Period(start, month.start), "month")]
    if start != goal.starts_on and start.day > 1:
        ends = ends[1:]  # that month told of the period before
    so_far = (asking.measured(goal, [Period(start, end)])[0].value for end in ends)
    return any(value is not None and reached(value, target, better) for value in so_far)


def coming(asking: Asking, month: Period) -> list[Coming]:
    """The goals of the month after `month`."""
    after = Period(month.end, months_on(month.end, 1))
    told: list[Coming] = []
    for goal in goals.all_of(asking.reading):
        if goal.figure not in FIGURES:
            continue
        for number, period in enumerate(periods(goal, after.end - _DAY)):
            if period.end > after.start and period.start < after.end:
                targets = Targets(goal, goals.revisions(asking.reading, goal.id), asking.clock.zone())
                told.append(Coming(goal, targets.of(number, period)))
                break
    return told
