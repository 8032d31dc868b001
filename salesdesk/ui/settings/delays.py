"""The delays by which follow-ups are planned, each on a line of its own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import preferences
from salesdesk.services.preferences import LONGEST_IDLE, LONGEST_STINT, MOST_DAYS, Preferences
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.fields import SelfSaving, line, mark
from salesdesk.ui.widgets.labels import Trouble, secondary

_MOST: Final = {"idle_minutes": LONGEST_IDLE, "forgotten_hours": LONGEST_STINT}  # MOST_DAYS of the others
_ROWS: Final = (
    ("hot_days", "hot", N_("Follow up after a meeting")),
    ("warm_days", "warm", N_("Follow up after a meeting")),
    ("cold_days", "cold", N_("Follow up after a meeting")),
    ("check_in_days", "", N_("Ask how a solved complaint went after")),
    ("next_days", "", N_("Today looks ahead")),
    ("idle_minutes", "", N_("The timer stops when nothing was done for")),
    ("forgotten_hours", "", N_("The timer was forgotten after")),
)


class DelaysCard(Card):
    """Follow-ups that are planned already stay as they are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.head(_("Delays"), _("for what is planned from now on"))
        self.body.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 10, 16, 12)
        inside.setSpacing(6)
        self.rows = {key: DaysLine(desk, key, tone, _(told)) for key, tone, told in _ROWS}
        for row in self.rows.values():
            inside.addWidget(row)
        self.body.addLayout(inside)

    def show_preferences(self, said: Preferences) -> None:
        """Shows what is set."""
        for key, row in self.rows.items():
            row.show_days(getattr(said, key))

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [row.saving.commit() for row in self.rows.values()]  # all of them, whatever one says
        return all(taken)


class DaysLine(QWidget):
    """What is delayed, by how many days, and what is wrong with what was typed."""

    def __init__(self, desk: Desk, key: str, tone: str, told: str) -> None:
        super().__init__()
        self._desk, self._key = desk, key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        words = {"hot": _("hot"), "warm": _("warm"), "cold": _("cold")}
        self.editor = number_line(", ".join(filter(None, (told, words.get(tone)))))
        self.saving = SelfSaving(self.editor, self._save)
        self.saving.mended.connect(lambda: self._refuse(""))
        row.addWidget(secondary(told))
        if tone:
            row.addWidget(Chip(words[tone], tone))
        row.addStretch(1)
        self._unit = secondary("")
        wide = max(self._unit.fontMetrics().horizontalAdvance(_unit(one, 2)) for one in (*_MOST, ""))
        self._unit.setMinimumWidth(wide + 2)
        row.addWidget(self.editor)
        row.addWidget(self._unit)
        column.addLayout(row)
        self._trouble = Trouble()
        column.addWidget(self._trouble)

    def show_days(self, number: int) -> None:
        """Shows what is set."""
        self.saving.show(str(number))
        self._unit.setText(_unit(self._key, number))

    def trouble(self) -> str:
        """What is said to be wrong."""
        return self._trouble.text()

    def _refuse(self, sentence: str) -> None:
        self._trouble.say(sentence)
        mark(self.editor, sentence)

    def _save(self, text: str) -> bool:
        text = text.strip()
        most = _MOST.get(self._key, MOST_DAYS)
        fits = text.isdecimal() and 1 <= int(text[:6]) <= most
        self._refuse("" if fits else _("Write a number from 1 to {most}.").format(most=most))
        if not fits:
            return False
        store = self._desk.store
        return self._desk.act(lambda: preferences.change(store, **{self._key: int(text)})) is not None


def _unit(key: str, number: int) -> str:
    if key == "idle_minutes":
        return ngettext("minute", "minutes", number)
    if key == "forgotten_hours":
        return ngettext("hour", "hours", number)
    return ngettext("day", "days", number)


def number_line(name: str) -> QLineEdit:
    """A short field for a number or a time."""
    made = line(name=name)
    made.setFixedWidth(64)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setFont(theme.font(weight=QFont.Weight.Medium, tabular=True))
    return made
