"""What the page of insights is asked for: the period, what it is compared with, and the days of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from salesdesk.domain.locally import day_meant, day_month
from salesdesk.i18n import N_, _
from salesdesk.services import insight_periods as periods
from salesdesk.services.insight_periods import Choice
from salesdesk.ui.insights.told import span
from salesdesk.ui.widgets.buttons import button, label
from salesdesk.ui.widgets.calendar import DayPopup
from salesdesk.ui.widgets.labels import ElidedLabel, secondary

PERIODS: Final = {
    periods.MONTH: N_("This month"),
    periods.LAST_MONTH: N_("Last month"),
    periods.QUARTER: N_("This quarter"),
    periods.YEAR: N_("This year"),
    periods.TWELVE_MONTHS: N_("Last 12 months"),
    periods.LAST_YEAR: N_("Last year"),
    periods.OWN: N_("Own days"),
}
AGAINST: Final = {
    periods.BEFORE: N_("the period before"),
    periods.A_YEAR: N_("the same a year before"),
    periods.NOTHING: N_("nothing"),
}


class PeriodBar(QWidget):
    """`chosen` tells what was chosen anew."""

    chosen = Signal(object)  # Choice

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today, self._choice = today, Choice()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.period = button("", partial(self._ask, PERIODS), icon="calendar-days")
        self.first, self.last = (button("", partial(self._ask_day, end)) for end in ("first", "last"))
        self._to = secondary("–")
        self.against = button("", partial(self._ask, AGAINST))
        self._days = ElidedLabel("", "muted")
        for part in (self.period, self.first, self._to, self.last):
            row.addWidget(part)
        row.addSpacing(4)
        row.addWidget(secondary(_("compared with")))
        row.addWidget(self.against)
        row.addSpacing(4)
        row.addWidget(self._days, 1)
        self._menu: QMenu | None = None
        self._popup: DayPopup | None = None
        self.show_choice(self._choice)

    def choice(self) -> Choice:
        """What is chosen."""
        return self._choice

    def show_choice(self, choice: Choice) -> None:
        """Shows what is chosen, without telling anyone."""
        self._choice = choice
        now = self._today()
        label(self.period, _(PERIODS[choice.period]))
        self.period.setAccessibleName(_("Period: {period}").format(period=_(PERIODS[choice.period])))
        label(self.against, _(AGAINST[choice.against]), after_icon=False)
        self.against.setAccessibleName(_("Compared with: {what}").format(what=_(AGAINST[choice.against])))
        own = choice.period == periods.OWN
        for part in (self.first, self._to, self.last):
            part.setVisible(own)
        days = choice.days(now)
        for part, day, said in (
            (self.first, days.start, _("First day: {day}")),
            (self.last, days.end - timedelta(days=1), _("Last day: {day}")),
        ):
            label(part, day_month(day), after_icon=False)
            part.setAccessibleName(said.format(day=day_month(day)))
        compared = choice.compared(now)
        told = "" if own else span(days)
        if compared is not None:
            beside = _("beside {days}").format(days=span(compared))
            told = f"{told} {beside}".strip()
        self._days.setText(told)

    def take(self, choice: Choice) -> None:
        """Takes a choice, and tells it where it is another."""
        if choice != self._choice:
            self.show_choice(choice)
            self.chosen.emit(choice)

    def ask_period(self) -> None:
        """Offers the periods."""
        self._ask(PERIODS)

    def _ask(self, offered: dict[str, str]) -> None:
        below = self.period if offered is PERIODS else self.against
        now = self._choice.period if offered is PERIODS else self._choice.against
        menu = QMenu(self)
        together = QActionGroup(menu)
        for value, text in offered.items():
            action = QAction(_(text), menu)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(partial(self._picked, value, offered is PERIODS))
            together.addAction(action)
            menu.addAction(action)
            if value == now:
                menu.setActiveAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        self._menu = menu
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))

    def _picked(self, value: str, period: bool, _on: object = None) -> None:  # noqa: FBT001  (Qt's signal)
        if not period:
            self.take(replace(self._choice, against=value))
        elif value == periods.OWN:  # it begins with the days that are shown
            days = self._choice.days(self._today())
            self.take(self._choice.with_days(days.start, days.end - timedelta(days=1)))
        else:
            self.take(replace(self._choice, period=value))

    def _ask_day(self, end: str) -> None:
        below: QPushButton = self.first if end == "first" else self.last
        days = self._choice.days(self._today())
        shown = days.start if end == "first" else days.end - timedelta(days=1)
        self._popup = DayPopup(self._meant, self)
        self._popup.chosen.connect(partial(self._day_chosen, end))
        self._popup.ask(shown, below)

    def _meant(self, text: str) -> date | None:
        return day_meant(text, self._today(), been=True)

    def _day_chosen(self, end: str, day: date) -> None:
        days = self._choice.days(self._today())
        first, last = days.start, days.end - timedelta(days=1)
        first, last = (day, max(day, last)) if end == "first" else (min(first, day), day)
        self.take(self._choice.with_days(first, last))


def kept(choice: Choice) -> dict[str, object]:
    """A choice as plain values, to be kept over a restart."""
    days = [one.isoformat() if one else "" for one in (choice.first, choice.last)]
    return {"period": choice.period, "against": choice.against, "days": days}


def restored(state: dict[str, object]) -> Choice:
    """The choice that was kept; what is not understood is as at the beginning."""
    made = Choice()
    if state.get("against") in AGAINST:
        made = replace(made, against=str(state["against"]))
    period, days = state.get("period"), state.get("days")
    if period == periods.OWN:
        both = _both(days)
        return made.with_days(*both) if both else made
    return replace(made, period=str(period)) if period in PERIODS else made


def _both(days: object) -> tuple[date, date] | None:
    if not isinstance(days, list):
        return None
    try:
        first, last = (date.fromisoformat(str(one)) for one in days)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # whatever was kept
    except ValueError:
        return None
    return first, last


def lines(choice: Choice, today: date) -> Sequence[str]:
    """What was chosen, for the head of a page on paper."""
    days, compared = choice.days(today), choice.compared(today)
    beside = _("compared with {days}").format(days=span(compared)) if compared else ""
    return [one for one in (span(days), beside) if one]
