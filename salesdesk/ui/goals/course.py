"""The course of a goal as a chart: what there is by day, where it should be by now, and where it is going to land."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate
from typing import Final, TypeVar

from salesdesk.domain.figures import pace as rule
from salesdesk.domain.figures.figure import FEW, Figure
from salesdesk.domain.figures.periods import Period, buckets
from salesdesk.domain.goals import Goal
from salesdesk.domain.locally import grouped, half_up, short_day
from salesdesk.domain.values import minor_places
from salesdesk.i18n import _
from salesdesk.services import figure_words, goal_units
from salesdesk.services.goal_kept import Kept
from salesdesk.services.goal_progress import Pace, Progress
from salesdesk.ui.charts.trend import ABOVE, BELOW, Ahead, Point, Trend
from salesdesk.ui.goals.reading import Board, Shown, Whole
from salesdesk.ui.goals.wording import said

T = TypeVar("T")

_HOUR: Final = 60  # minutes
_MOST: Final = 130  # points of a chart; a longer period is told by week
# Levels of which both sides add up over the weeks, so that the line shows what they come to by then.
_RUNNING: Final = frozenset(
    (
        *("win_rate", "win_rate_value", "gross_margin", "discounts.share", "discount_rate", "average_ticket"),
        *("cycle_time", "lead_conversion", "on_time_delivery", "check_in_coverage", "complaint_rate"),
        *("acquisition_cost", "up_sell", "up_sell.offered", "up_sell.taken", "complaint_resolution"),
    )
)


def course(shown: Shown, *, axis: bool = False) -> Trend | None:
    """The chart of a goal; with an `axis` where there is room for one. None before it begins."""
    progress = shown.progress
    if progress.status == "not-begun" or progress.actual is None:
        return None
    if shown.kept is not None and shown.kept.of:
        return _kept(shown.kept, axis=axis)
    made = (
        _level(progress, axis=axis)
        if progress.pace is None
        else _counting(progress, progress.pace, axis=axis)
    )
    return _in_hours(made) if goal_units.unit(progress.goal.figure) == "minutes" else made


def of_board(board: Board) -> Board:
    """The goals with their courses, as cards draw them: many words, so not to be asked for on the window's thread."""
    return replace(board, goals=[replace(one, course=course(one)) for one in board.goals])


def of_whole(whole: Whole) -> Whole:
    """A goal with its course, with room for an axis."""
    return replace(whole, course=course(whole.shown, axis=True))


def on_axis(goal: Goal) -> Callable[[float], str]:
    """How a value of a goal's figure is written on an axis."""
    unit = goal_units.unit(goal.figure)
    if unit == "money":
        minor = 10 ** minor_places(goal.currency)
        return lambda value: grouped(half_up(Fraction(value) / minor))
    if unit == "share":
        return lambda value: figure_words.said(Fraction(round(value * 1000), 1000), "share")
    return lambda value: figure_words.number(Fraction(round(value * 10), 10))


def drawn(goal: Goal, value: Fraction | None) -> float | None:
    """A value as it is drawn: of minutes, their hours."""
    if value is None:
        return None
    return float(value / _HOUR if goal_units.unit(goal.figure) == "minutes" else value)


def _in_hours(made: Trend) -> Trend:
    """The same course in hours, of which round numbers are round."""
    return replace(
        made,
        points=tuple(
            replace(one, value=None if one.value is None else one.value / _HOUR) for one in made.points
        ),
        ahead=tuple(
            replace(one, value=one.value / _HOUR, low=one.low / _HOUR, high=one.high / _HOUR)
            for one in made.ahead
        ),
        target=None if made.target is None else made.target / _HOUR,
        pace=tuple(None if one is None else one / _HOUR for one in made.pace),
        marks=tuple((place, value / _HOUR) for place, value in made.marks),
    )


def _counting(progress: Progress, pace: Pace, *, axis: bool) -> Trend:
    goal, period = progress.goal, progress.period
    worked = [one.toordinal() for one in pace.days]
    sums = accumulate(figure.value or Fraction() for _day, figure in progress.trend)
    gone = [(one.start, total) for (one, _figure), total in zip(progress.trend, sums, strict=True)]
    there = gone[-1][1] if gone else Fraction()
    if progress.actual is not None and progress.actual.value is not None:
        there = progress.actual.value  # a figure of the whole, where days do not simply add up
    to_come = _days((gone[-1][0] if gone else period.start) + timedelta(days=1), period.end)
    every = max(1, -(-(len(gone) + len(to_come)) // _MOST))
    gone = _thinned(gone, every)
    to_come = _thinned(to_come, every)

    given = sum(pace.sure.values())  # comes on its days, whatever is sold

    def expected(day: date) -> float | None:
        if progress.target is None:
            return None
        gone_by = sum(one <= day.toordinal() for one in worked)
        had = sum(value for on, value in pace.sure.items() if on <= day)
        by_then = rule.expected(progress.target, gone_by, len(worked), sure=given, had=had)
        return None if by_then is None else float(by_then)

    points = tuple(
        Point(_day(day), float(total), said(goal, total), _expected(goal, expected(day)), _day(day))
        for day, total in gone
    )
    ahead = tuple(_ahead(goal, pace, there, to_come)) if to_come and pace.projection is not None else ()
    if not ahead:  # nobody can tell yet where it will end
        points += tuple(
            Point(_day(day), None, _("still to come"), _expected(goal, expected(day)), _day(day))
            for day in to_come
        )
    return Trend(
        (_("Day"), _("There is")),
        points,
        shown=on_axis(goal) if axis else None,
        ahead=ahead,
        target=None if progress.target is None else float(progress.target),
        target_shown="",
        pace=tuple(expected(day) for day in (*(day for day, _total in gone), *to_come)),
        from_zero=True,
        marks=_marks(progress, [*(day for day, _total in gone), *to_come]),
    )


def _ahead(goal: Goal, pace: Pace, there: Fraction, days: Sequence[date]) -> Iterator[Ahead]:
    """The days to come, on the way to where it is likely to land."""
    end = pace.projection
    assert end is not None
    coming = sum(value for on, value in pace.sure.items() if on >= days[0])
    value = end.value - coming
    low = float(value) if end.low is None else end.low - coming
    high = float(value) if end.high is None else end.high - coming
    left = [one for one in pace.days if one >= days[0]]
    for day in days:
        share = sum(one <= day for one in left) / len(left) if left else 1.0
        sure = sum(value for on, value in pace.sure.items() if days[0] <= on <= day)
        at, least, most = (
            float(there) + (float(one) - float(there)) * share + sure for one in (value, low, high)
        )
        between = ""
        if end.low is not None:
            between = _("between {low} and {high}").format(low=_round(goal, least), high=_round(goal, most))
        yield Ahead(
            _day(day),
            at,
            least,
            most,
            _("likely {value}").format(value=_round(goal, at)),
            between,
            _day(day),
        )


def _kept(kept: Kept, *, axis: bool) -> Trend:
    count = 0
    points: list[Point] = []
    for period, one in kept.decided:
        count += one
        told = _("{kept} of {all} kept").format(kept=count, all=len(points) + 1)
        points.append(
            Point(
                _day(period.start),
                float(count),
                told,
                _("kept") if one else _("not kept"),
                _day(period.start),
            )
        )
    ahead: list[Ahead] = []
    end = kept.projection
    for number, period in enumerate(kept.left, start=1):
        share = number / len(kept.left)
        sides = (end.value, end.low, end.high) if end is not None else (count, None, None)
        at, least, most = (count + (float(sides[0] if one is None else one) - count) * share for one in sides)
        told = _("likely {value}").format(value=figure_words.number(Fraction(round(at * 10), 10)))
        ahead.append(Ahead(_day(period.start), at, least, most, told, axis=_day(period.start)))
    whole = len(points) + len(ahead)
    return Trend(
        (_("Day"), _("Kept")),
        tuple(points),
        shown=(lambda value: figure_words.number(Fraction(round(value)))) if axis else None,
        ahead=tuple(ahead),
        target=float(whole),
        pace=tuple(float(one) for one in range(1, whole + 1)),
        from_zero=True,
        whole=True,
    )


def _level(progress: Progress, *, axis: bool) -> Trend:
    goal, actual = progress.goal, progress.actual
    points: list[Point] = []
    found = list(progress.trend)
    values = _running([figure for _period, figure in found]) if goal.figure in _RUNNING else None
    for place, (period, figure) in enumerate(found):
        value = figure.value if values is None else values[place]
        if values is not None and place == len(found) - 1 and actual is not None:
            value = actual.value
        told = figure_words.shown(figure) if values is None or value is None else said(goal, value)
        note = _("too few to say") if values is None and figure.note == FEW else ""
        day = period.end - timedelta(days=1)
        points.append(Point(_day(day), None if value is None else float(value), told, note, _day(day)))
    last = next((one.value for one in reversed(points) if one.value is not None), None)
    ahead: tuple[Ahead, ...] = ()
    ends = [period.end - timedelta(days=1) for period, _figure in found]
    if last is not None and found and found[-1][0].end < progress.period.end:
        step = "week" if found[0][0].days <= 7 else "month"
        rest = buckets(Period(found[-1][0].end, progress.period.end), step)
        told = _("if it stays as it is: {value}").format(value=_round(goal, last))
        days = [one.end - timedelta(days=1) for one in rest]
        ahead = tuple(Ahead(_day(one), last, last, last, told, axis=_day(one)) for one in days)
        ends += days
    target = progress.target
    return Trend(
        (_("Until"), _("It was")),
        tuple(points),
        shown=on_axis(goal) if axis else None,
        ahead=ahead,
        target=None if target is None else float(target),
        target_shown="" if target is None else said(goal, target),
        good=ABOVE if goal_units.better(goal.figure) == "higher" else BELOW,
        marks=_marks(progress, ends),
    )


def _running(figures: Sequence[Figure]) -> list[Fraction | None]:
    """What both sides of a ratio come to by the end of each week."""
    above = below = Fraction()
    found: list[Fraction | None] = []
    for one in figures:
        above += one.numerator or 0
        below += one.denominator or 0
        found.append(above / below if below else None)
    return found


def _marks(progress: Progress, days: Sequence[date]) -> tuple[tuple[int, float], ...]:
    """The milestones: at which of the points, which are of `days`, each stands, and at what value."""
    found: list[tuple[int, float]] = []
    for one in progress.milestones:
        place = next((n for n, day in enumerate(days) if day >= one.milestone.day), None)
        if place is not None:
            found.append((place, float(one.milestone.value)))
    return tuple(found)


def _days(first: date, end: date) -> list[date]:
    return [first + timedelta(days=one) for one in range(max(0, (end - first).days))]


def _thinned(some: Sequence[T], every: int) -> list[T]:
    """Each so manieth of a list, the last always."""
    return list(some[::-1][::every][::-1])


def _expected(goal: Goal, value: float | None) -> str:
    return "" if value is None else _("{value} expected by then").format(value=_round(goal, value))


def _round(goal: Goal, value: float) -> str:
    return said(goal, Fraction(round(value * 1000), 1000))


def _day(day: date) -> str:
    return short_day(day, day)
