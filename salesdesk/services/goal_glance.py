"""The goals at a glance, as the day shows them: those that run, the ones behind first, each in two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Final
from uuid import UUID

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.goals import Goal
from salesdesk.domain.locally import short_day
from salesdesk.i18n import _, ngettext
from salesdesk.services import figure_words, goal_parts, goal_progress, goal_units, goal_why, goals
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_periods import periods
from salesdesk.services.goal_progress import Progress, Status

_ORDER: Final[tuple[Status, ...]] = ("behind", "missed", "on-pace", "ahead", "met", "no-data")
_AIM: Final = Fraction(4, 5)  # of the width, where the target of a level stands: it may be passed
STREAK: Final = 2  # in a row, from which that is one


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A goal in two lines: how far it is (`stands`), how it stands (`status`, and `label` in a word), what to know or
    do about it. `share` of a bar is filled, from 0 to 1, and should be up to `mark`."""

    id: UUID
    title: str
    stands: str
    note: str
    status: Status
    label: str
    share: float
    mark: float | None


@dataclass(frozen=True, slots=True)
class Glance:
    """The first goals, and the longest streak that goes on, in words (empty: none)."""

    first: Sequence[Glimpse]
    streak: str


def glance(asking: Asking, first: int) -> Glance:
    """The goals that run today. To be asked off the window's thread: it measures each of them."""
    every = goals.all_of(asking.reading)
    found = [goal_progress.of(asking, one, every) for one in every if runs(asking, one)]
    found.sort(key=lambda one: _ORDER.index(one.status) if one.status in _ORDER else len(_ORDER))
    return Glance([_glimpse(asking, one) for one in found[:first]], _longest(found))


def runs(asking: Asking, goal: Goal) -> bool:
    """Whether today is one of the goal's days; not where its figure is of a newer version."""
    found = list(periods(goal, asking.today)) if goal.figure in FIGURES else []
    return bool(found) and found[-1].holds(asking.today)


def _glimpse(asking: Asking, one: Progress) -> Glimpse:
    share, mark = bar(one)
    return Glimpse(
        one.goal.id,
        goal_parts.titled(one.goal, goal_parts.called(asking.reading, one.goal)),
        stands(one),
        _note(asking, one),
        one.status,
        goal_progress.label(one.status),
        share,
        mark,
    )


def stands(one: Progress) -> str:
    """What there is beside the target: `84 250 / 108 000 kr`."""
    if one.actual is None or one.value is None:
        there = figure_words.number(Fraction()) if one.actual is None else _("no data")
    else:
        there = figure_words.shown(one.actual)
    if one.target is None:
        return there
    target = goal_units.said(one.target, one.goal)
    return _("{actual} / {target}").format(actual=figure_words.bare(there, target), target=target)


def bar(one: Progress) -> tuple[float, float | None]:
    """How much of a bar is filled, and up to where it should be: for a goal that counts its target is the whole bar and
    the mark is where it should be by now; for a level the mark is the target."""
    expected = one.pace.expected if one.pace else None
    return filled(one.value, one.target, level=one.pace is None, expected=expected)


def filled(
    value: Fraction | None, target: Fraction | None, *, level: bool, expected: Fraction | None = None
) -> tuple[float, float | None]:
    """The same of a value and its target."""
    if target is None or target <= 0 or value is None:
        return 0.0, None
    if level:
        return _within(value / target * _AIM), float(_AIM)
    return _within(value / target), _within(expected / target) if expected else None


def _within(share: Fraction) -> float:
    return float(min(max(share, Fraction()), Fraction(1)))


def _note(asking: Asking, one: Progress) -> str:
    if one.earned:
        return _("Reward earned: {reward}").format(reward=one.goal.reward)
    if one.status == "met" and one.streak.current >= STREAK:
        return in_a_row(one)
    if one.value is None:
        return _("Nothing measured yet")
    if one.pace is not None:
        return _paced(asking, one)
    if one.status == "behind":
        for cause in goal_why.causes(asking, one)[:1]:
            return f"{cause.label}: {', '.join(cause.evidence[:1])}"
    few = figure_words.note(one.actual) if one.actual else ""
    return few or _until(asking, one)


def _paced(asking: Asking, one: Progress) -> str:
    pace = one.pace
    if pace is None or one.target is None:
        return _until(asking, one)
    if goal_units.better(one.goal.figure) == "higher" and pace.needed_a_day:
        if pace.left == 1 or one.period.days == 1:
            return _("{value} to go").format(value=goal_units.said(pace.needed_a_day, one.goal))
        value = goal_units.said(pace.needed_a_day, one.goal)
        return _("Needs {value} a day until {day}").format(value=value, day=_last(asking, one))
    if one.status != "met" and pace.projection is not None:
        value = goal_units.about(pace.projection.value, one.goal)
        return _("Likely to come to {value}").format(value=value)
    return _until(asking, one)


def _until(asking: Asking, one: Progress) -> str:
    return _("Until {day}").format(day=_last(asking, one))


def _last(asking: Asking, one: Progress) -> str:
    return short_day(one.period.end - timedelta(days=1), asking.today)


def needed(one: Progress) -> str:
    """What must still come of a goal that counts, in words; empty where nothing must."""
    pace, goal = one.pace, one.goal
    if pace is None or not pace.needed_a_day:
        return ""
    whole = goal_units.said(pace.needed_a_day * pace.left, goal)
    if one.period.days == 1:
        return _("{value} to go today").format(value=whole)
    if pace.left == 1:
        return _("{value} to go on the last day").format(value=whole)
    if goal_units.unit(goal.figure) == "count" and pace.needed_a_day < 1:  # a part of a review is none
        text = ngettext("{value} to go in {days} day", "{value} to go in {days} days", pace.left)
        return text.format(value=whole, days=pace.left)
    text = ngettext(
        "{value} a day needed on {days} day left", "{value} a day needed on {days} days left", pace.left
    )
    return text.format(value=goal_units.said(pace.needed_a_day, goal), days=pace.left)


def in_a_row(one: Progress) -> str:
    """The streak of a goal that goes on, in words; empty where there is none."""
    n = one.streak.current
    if n < STREAK:
        return ""
    words = {
        "day": ngettext("{n}-day streak", "{n}-day streak", n),
        "week": ngettext("{n}-week streak", "{n}-week streak", n),
        "month": ngettext("{n}-month streak", "{n}-month streak", n),
        "quarter": ngettext("{n} quarter in a row", "{n} quarters in a row", n),
        "year": ngettext("{n} year in a row", "{n} years in a row", n),
    }
    return words.get(one.goal.repeats, "").format(n=n)


def _longest(found: Sequence[Progress]) -> str:
    best = max(found, key=lambda one: one.streak.current, default=None)
    return in_a_row(best) if best else ""
