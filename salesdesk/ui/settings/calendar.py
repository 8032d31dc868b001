"""The calendar: which days of the week are worked, from when to when, and which days are off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from babel.dates import get_day_names
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.locally import clock_time, day_meant, long_day
from salesdesk.i18n import _, language, ngettext
from salesdesk.services import preferences
from salesdesk.services.preferences import DayOff, Preferences
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.settings.delays import number_line
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.entering import time_of_day
from salesdesk.ui.widgets.fields import SelfSaving, line, mark
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.labels import ToneLabel, Trouble, muted, secondary


class CalendarCard(Card):
    """Every change is kept at once, and can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._said = desk, preferences.USUAL
        self.head(_("Calendar"), _("when you work"))
        names = cast("Mapping[int, str]", get_day_names("abbreviated", locale=language()))
        wide = cast("Mapping[int, str]", get_day_names("wide", locale=language()))
        self.week = [ToggleChip(names[day].rstrip(".").capitalize()) for day in range(7)]
        for day, chip in enumerate(self.week):
            chip.setAccessibleName(wide[day])
            chip.clicked.connect(self._choose_week)
        self.hours = {"begins": number_line(_("Work begins")), "ends": number_line(_("Work ends"))}
        self._saving = {
            key: SelfSaving(editor, lambda text, key=key: self._save_hour(key, text))
            for key, editor in self.hours.items()
        }
        self.day, self.name = line(_("For example: 24 Dec"), name=_("A day off")), line(_("What for"))
        self.name.setAccessibleName(_("What the day off is for"))
        self._adding = button(_("Add"), self._add, icon="plus", name=_("Add the day off"))
        for key, saving in self._saving.items():
            saving.mended.connect(lambda key=key: self._refuse(self.hours[key], ""))
        self.day.textChanged.connect(lambda: self._refuse(self.day, ""))
        for editor in (self.day, self.name):
            editor.returnPressed.connect(self._add)
        self._trouble = Trouble()
        self._days = QVBoxLayout()
        self._days.setSpacing(0)
        self._shown: tuple[DayOff, ...] | None = None
        self._arrange()

    def _arrange(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 16)
        inside.setSpacing(12)
        week = QWidget()
        flow = FlowLayout(week, spacing=4)
        for chip in self.week:
            flow.addWidget(chip)
        hours = QHBoxLayout()
        hours.setSpacing(8)
        hours.addWidget(secondary(_("From")))
        hours.addWidget(self.hours["begins"])
        hours.addWidget(secondary(_("to")))
        hours.addWidget(self.hours["ends"])
        hours.addWidget(muted(_("What you promise for a day is due when it ends."), wrap=True), 1)
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.day, 1)
        adding.addWidget(self.name, 1)
        adding.addWidget(self._adding)
        inside.addWidget(week)
        inside.addLayout(hours)
        inside.addWidget(secondary(_("Days off"), step=-1))
        inside.addLayout(self._days)
        inside.addLayout(adding)
        inside.addWidget(self._trouble)
        self.body.addLayout(inside)

    def show_preferences(self, said: Preferences) -> None:
        """Shows what is set."""
        self._said = said
        for day, chip in enumerate(self.week):
            chip.setChecked(day in said.worked_days)
        self._saving["begins"].show(clock_time(said.begins))
        self._saving["ends"].show(clock_time(said.ends))
        self._show_days(said.days_off)

    def _show_days(self, days: tuple[DayOff, ...]) -> None:
        if days == self._shown:
            return
        self._shown = days
        while (item := self._days.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        day = today(self._desk.clock)
        coming = [one for one in days if one.day >= day]
        before: QWidget = self.hours["ends"]
        for one in coming:
            row, cross = self._row(one)
            self._days.addWidget(row)
            QWidget.setTabOrder(before, cross)
            before = cross
        QWidget.setTabOrder(before, self.day)
        gone = len(days) - len(coming)
        if gone:
            told = ngettext("{number} day off has been", "{number} days off have been", gone)
            self._days.addWidget(muted(told.format(number=gone)))

    def _row(self, one: DayOff) -> tuple[QWidget, QWidget]:
        """The row of a day off, and the button in it that takes it back."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        when = secondary(long_day(one.day))
        when.setFont(theme.font(tabular=True))
        row.addWidget(when)
        row.addWidget(ToneLabel(one.name, "text", wrap=True), 1)
        told = _("Work on {day} after all").format(day=long_day(one.day))
        cross = button("", lambda: self._remove(one), kind="quiet", icon="x", name=told)
        row.addWidget(cross)
        return made, cross

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [saving.commit() for saving in self._saving.values()]
        return all(taken) and (not self.day.text().strip() or self._add())

    def _choose_week(self) -> None:
        store = self._desk.store
        chosen = tuple(day for day, chip in enumerate(self.week) if chip.isChecked())
        if self._desk.act(lambda: preferences.change(store, worked_days=chosen)) is None:
            self.show_preferences(self._said)

    def _save_hour(self, key: str, text: str) -> bool:
        at = time_of_day(text)
        wrong = "" if at else _("“{text}” is no time of day. Write it like 8:00.").format(text=text)
        self._refuse(self.hours[key], wrong)
        store = self._desk.store
        if at is None or self._desk.act(lambda: preferences.change(store, **{key: at})) is None:
            return False
        self.hours[key].setText(clock_time(at))
        return True

    def _add(self) -> bool:
        text, day = self.day.text().strip(), today(self._desk.clock)
        meant: date | None = day_meant(text, day) if text else None
        if meant is None:
            self._refuse(self.day, _("“{text}” is not a day. Write it like 24 Dec 2026.").format(text=text))
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._refuse(self.day, "")
        store, name = self._desk.store, self.name.text()
        told = _("Off on {day}").format(day=long_day(meant))
        if self._desk.act(lambda: preferences.add_day_off(store, meant, name), told=told) is None:
            return False
        self.day.clear()
        self.name.clear()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _remove(self, one: DayOff) -> None:
        store = self._desk.store
        told = _("{day} is a day like others").format(day=long_day(one.day))
        self._desk.act(lambda: preferences.take_day_off_back(store, one.day), told=told)

    def _refuse(self, editor: QLineEdit, sentence: str) -> None:
        """Says what is wrong with an editor; one line under all three says what is wrong with any of them."""
        if editor.accessibleDescription() == sentence:
            return
        mark(editor, sentence)
        said = [one.accessibleDescription() for one in (*self.hours.values(), self.day)]
        told = sentence or next(filter(None, said), "")
        self._trouble.say(told)
