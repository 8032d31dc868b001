"""What the panel of a figure's working asks of the store, off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from salesdesk.clock import Clock
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period, around
from salesdesk.domain.locally import short_day
from salesdesk.i18n import N_, _
from salesdesk.services import figure_working, figures
from salesdesk.services.figure_sides import Side
from salesdesk.services.figure_working import Found, Working
from salesdesk.store.database import Store

_THIS: Final = {
    "year": N_("this year"),
    "quarter": N_("this quarter"),
    "month": N_("this month"),
    "week": N_("this week"),
    "day": N_("today"),
}
_LAST: Final = {
    "year": N_("last year"),
    "quarter": N_("last quarter"),
    "month": N_("last month"),
    "week": N_("last week"),
    "day": N_("yesterday"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure of which period; `scope` keeps a part, which `called` names."""

    figure: str
    period: Period
    own: str
    scope: Mapping[str, str] = field(default_factory=dict[str, str])
    called: str = ""

    def title(self, today: date) -> str:
        """What it is of: `Win rate, this year`."""
        told = _("{figure}, {period}").format(
            figure=FIGURES[self.figure].title, period=period_words(self.period, today)
        )
        return f"{told} · {self.called}" if self.called else told

    def within(self, by: str, group: str, called: str) -> Asked:
        """The same of one group of it."""
        names = " · ".join(filter(None, (self.called, called)))
        return Asked(self.figure, self.period, self.own, {**self.scope, by: group}, names)

    def working(self, store: Store) -> tuple[Working, str]:
        """How it comes about, and what its part is called."""
        with store.read() as reading:
            clock: Clock = store.clock
            made = figure_working.read(reading, clock, self.own, self.period, self.figure, scope=self.scope)
            names = (figures.label(reading, by, group) for by, group in self.scope.items())
            return made, " · ".join(names)

    def records(self, store: Store, side: Side, start: int) -> list[Found]:
        """A page of the records of a side."""
        with store.read() as reading:
            return figure_working.records(
                reading, store.clock, self.own, self.period, side, scope=self.scope, start=start
            )

    def parts(self, store: Store, by: str) -> list[tuple[Figure, str]]:
        """The figure by its parts, each with what the part is called; the best known first."""
        with store.read() as reading:
            found = figures.read(
                reading, store.clock, self.own, self.period, ids=[self.figure], by=by, scope=self.scope
            )
            names = figures.labels(reading, by, {one.group or "" for one in found})
        found.sort(key=lambda one: -one.n)
        return [(one, names[one.group or ""]) for one in found]


def period_words(period: Period, today: date) -> str:
    """A period as one says it: `this year`, `last month`, or its days."""
    tomorrow = today + timedelta(days=1)
    for step, told in _THIS.items():
        now = around(today, step)
        if period.start == now.start and period.end in (now.end, tomorrow):
            return _(told)
        if period == around(now.start - timedelta(days=1), step):
            return _(_LAST[step])
    last = period.end - timedelta(days=1)
    return _("{first} to {last}").format(first=short_day(period.start, today), last=short_day(last, today))
