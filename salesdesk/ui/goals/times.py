"""All goals on one timeline: their days over the months, parts under their wholes, milestones, and today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from salesdesk.domain.figures.periods import Period, around, months_on
from salesdesk.domain.locally import day_month, standalone_month
from salesdesk.i18n import _
from salesdesk.services.goal_periods import last_end
from salesdesk.services.goal_progress import label
from salesdesk.ui.charts.panel import ChartPanel
from salesdesk.ui.charts.timeline import Mark, Stretch, Timeline
from salesdesk.ui.goals import wording
from salesdesk.ui.goals.reading import Shown
from salesdesk.ui.widgets.cards import Card

_BARS: Final = {"good": "good", "warm": "warm", "hot": "hot", "neutral": "secondary"}
_BACK, _ON = -12, 12  # months that are shown at most, before today and after


class TimesCard(Card):
    """`opened` names the goal that was chosen."""

    opened = Signal(object)  # UUID

    def __init__(self) -> None:
        super().__init__()
        self._order: list[UUID] = []
        head = self.head(_("All goals over the months"))
        self.panel = ChartPanel(_("All goals over the months"), opens=True)
        self.panel.chosen.connect(self._chosen)
        head.buttons.addWidget(self.panel.switch)
        column = QVBoxLayout()
        column.setContentsMargins(8, 12, 8, 12)
        column.addWidget(self.panel)
        self.body.addLayout(column)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_goals(self, goals: Sequence[Shown], now: date) -> None:
        """Shows all goals, parents above their parts."""
        ordered = list(in_order(goals))
        self._order = [one.id for one, _level in ordered]
        data = timeline(ordered, now)
        self.panel.set_data(data)
        self.panel.setFixedHeight(self.panel.chart.sizeHint().height())

    def _chosen(self, place: int) -> None:
        if place < len(self._order):
            self.opened.emit(self._order[place])


def in_order(goals: Sequence[Shown]) -> Iterator[tuple[Shown, int]]:
    """The goals, each once, followed by those that are a part of it; with how deep it stands.

    Goals that are parts of each other in a circle, as an undo may make them, come last.
    """
    known = {one.id for one in goals}
    parts: defaultdict[UUID | None, list[Shown]] = defaultdict(list)
    for one in goals:
        above = one.progress.goal.parent
        parts[above if above in known else None].append(one)
    seen: set[UUID] = set()

    def walk(some: Sequence[Shown], level: int) -> Iterator[tuple[Shown, int]]:
        for one in some:
            if one.id not in seen:
                seen.add(one.id)
                yield one, level
                yield from walk(parts[one.id], level + 1)

    yield from walk(parts[None], 0)
    yield from walk(goals, 0)


def timeline(goals: Sequence[tuple[Shown, int]], now: date) -> Timeline:
    """The chart of goals in their order."""
    first, last = months_on(now, _BACK), months_on(now, _ON)
    days = [_days(one, last) for one, _level in goals]
    start = max(first, min((day for day, _end in days), default=now))
    ends = [end for _day, end in days if end < last] or [around(now, "quarter").end]
    start, end = around(start, "month").start, max(*ends, around(now, "quarter").end)
    titles = {one.id: one.title for one, _level in goals}
    stretches = tuple(
        _stretch(one, level, both, titles) for (one, level), both in zip(goals, days, strict=True)
    )
    named: list[tuple[float, str]] = []
    month = start
    while month < end:
        named.append((month.toordinal(), standalone_month(month)[:3]))
        month = months_on(month, 1)
    heads = (_("Goal"), _("Days"), _("How it stands"), _("Part of"))
    reach = (float(start.toordinal()), float(end.toordinal()))
    return Timeline(heads, stretches, reach, tuple(named), now.toordinal() + 0.5, _("today"))


def _days(one: Shown, last: date) -> tuple[date, date]:
    """The first day of a goal, and the day after its last; the end of what is shown where it comes again and again."""
    goal, period = one.progress.goal, one.progress.period
    start = goal.starts_on or period.start
    if goal.ended_on is not None:
        return start, max(goal.ended_on, start + timedelta(days=1))
    if last_end(goal) is None and goal.repeats:
        return start, last
    return start, max(goal.ends_on or period.end, period.end)


def _stretch(one: Shown, level: int, days: tuple[date, date], titles: Mapping[UUID, str]) -> Stretch:
    progress = one.progress
    said = label(progress.status)
    stands = wording.stands(one)
    marks = tuple(
        Mark(x.milestone.day.toordinal() + 0.5, x.state in ("reached", "late")) for x in progress.milestones
    )
    goal = progress.goal
    start, end = days
    endless = goal.repeats and goal.ended_on is None and last_end(goal) is None
    told = _("since {day}").format(day=day_month(start)) if endless else wording.span(Period(start, end))
    whole = titles.get(goal.parent, "") if goal.parent else ""
    return Stretch(
        one.title,
        start.toordinal(),
        end.toordinal(),
        _BARS[wording.tone(progress)],
        f"{said}: {stands}",
        (one.title, told, f"{said}: {stands}", whole),
        note=told,
        level=level,
        marks=marks,
    )
