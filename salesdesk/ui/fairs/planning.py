"""When to follow up: as the interest says until the seller chooses, by a few usual delays or any day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain import locally
from salesdesk.i18n import _, ngettext
from salesdesk.services.preferences import Preferences
from salesdesk.ui.widgets.buttons import Option, Segmented
from salesdesk.ui.widgets.calendar import DayPopup

_OTHER = "day"


class FollowUpPicker(QWidget):
    """A row of delays, and a calendar. `value` is a day (ISO), or empty where the interest decides."""

    changed = Signal()

    def __init__(self, name: str, usual: Preferences, today: date) -> None:
        """`usual` has the delays by interest, and knows the worked days."""
        super().__init__()
        self._usual, self._delays, self._today = usual, usual.delays, today
        self._interest, self._chosen = "", None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._name, self._column = name, column
        self._row = self._delays_row()
        self._popup = DayPopup(lambda text: locally.day_meant(text, self._today), self)
        self._popup.chosen.connect(self._take)
        self._chosen: date | None
        self._show()

    def _delays_row(self) -> Segmented:
        options = [Option(str(days), _delay(days)) for days in sorted(set(self._delays.values()))]
        other = Option(_OTHER, "", "calendar-clock", name=_("Another day"))
        made = Segmented([*options, other], name=self._name)
        made.chosen.connect(self._clicked)
        self._column.addWidget(made)
        return made

    def offer(self, usual: Preferences) -> bool:
        """Offers other delays, and keeps to other worked days; False where the delays are those already."""
        self._usual = usual
        if usual.delays == self._delays:
            self._show()
            return False
        self._delays, before = usual.delays, self._row
        self._row = self._delays_row()
        before.hide()
        before.deleteLater()
        self._show()
        return True

    def day(self) -> date:
        """The day, chosen or as the interest says; a chosen one may be off, the other is a worked one."""
        usual = timedelta(days=self._delays[self._interest])
        return self._chosen or self._usual.next_worked(self._today + usual)

    def value(self) -> str:
        """The day that was chosen, or the empty text where none was."""
        return self._chosen.isoformat() if self._chosen else ""

    def choose(self, value: str) -> None:
        """Shows what `value` gave."""
        try:
            self._chosen = date.fromisoformat(value) if value else None
        except ValueError:
            self._chosen = None
        self._show()

    def follow(self, interest: str) -> None:
        """Follows the interest, as long as nothing was chosen."""
        self._interest = interest if interest in self._delays else ""
        self._show()

    def come_to(self, today: date) -> None:
        """Counts from another day."""
        self._today = today
        self._show()

    def ask(self) -> None:
        """Opens the calendar."""
        self._popup.ask(self.day(), self._row)

    def row(self) -> Segmented:
        """The row of delays."""
        return self._row

    def popup(self) -> DayPopup:
        """The calendar."""
        return self._popup

    def _clicked(self, value: str) -> None:
        if value == _OTHER or (not value and self._is_other()):
            self._show()
            self.ask()
            return
        # A second click on the usual delay lets the interest decide again.
        self._take(self._today + timedelta(days=int(value)) if value else None)

    def _take(self, day: date | None) -> None:
        self._chosen = day
        self._show()
        self.changed.emit()

    def _is_other(self) -> bool:
        return (self.day() - self._today).days not in self._delays.values()

    def _show(self) -> None:
        other = self._is_other()
        self._row.choose(_OTHER if other else str((self.day() - self._today).days))
        self._row.say(_OTHER, locally.weekday(self.day()) if other else "")


def _delay(days: int) -> str:
    if days == 1:
        return _("Tomorrow")
    if days == 7:
        return _("Next week")
    return ngettext("In {number} day", "In {number} days", days).format(number=days)
