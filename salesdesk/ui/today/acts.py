"""What is done with a follow-up, in its own row: done and what next, snooze, move. No dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from salesdesk.clock import Clock, today
from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import strong

WORDS_FROM: Final = 900  # pixels of a row from which all acts have room for a word; under it the first alone
Choice = tuple[str, Callable[[], None]]


class RowActs(QWidget):
    """Lies over the chosen row, left of its chip; asks in the whole of it."""

    done = Signal(str)  # what next, as typed; the empty text for nothing
    moved = Signal(str)  # to when, as typed
    snoozed = Signal(object)  # until when
    opened = Signal()
    left = Signal()  # thought better of it

    def __init__(self, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._clock = clock
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._field: QLineEdit | None = None
        self.asking = False
        self.says_done = False  # while it asks: whether it says that the follow-up is done
        self.hide()

    def offer(self, *, has_prospect: bool, room: int) -> None:
        """Offers what can be done; the first in words, the others too where the row has room for them."""
        self._clear()
        self._row.setContentsMargins(8, 0, 0, 0)
        self.asking = False
        acts: list[tuple[str, str, str, Callable[[], None]]] = [
            (_("Done"), "check", "D", self.ask_next),
            (_("Snooze"), "alarm-clock", "S", self.ask_snooze),
            (_("Move"), "calendar-clock", "M", self.ask_day),
        ]
        if has_prospect:
            acts.append((_("Open"), "arrow-right", "Enter", self.opened.emit))
        for text, icon, key, act in acts:
            said = text if room >= WORDS_FROM or not self._row.count() else ""
            made = button(said, act, icon=icon, tip=f"{text} · {key}", name=text)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys of the list do the same
            self._row.addWidget(made)
        self._show_parts()

    def _show_parts(self) -> None:
        """At once: a layout counts, and the keyboard goes to, only what is shown already."""
        for widget in self._parts():
            widget.ensurePolished()  # or its size is told without the padding of our style
            widget.show()
        self._row.activate()

    def _parts(self) -> list[QWidget]:
        items = (self._row.itemAt(place) for place in range(self._row.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def ask_next(self) -> None:
        """Asks what comes next."""
        choices: list[Choice] = [
            (_("Call in 3 days"), lambda: self.done.emit(f"call {self._in(3)}")),
            (_("Nothing"), lambda: self.done.emit("")),
        ]
        self._ask(_("Done. What next?"), _("For example: call friday 14:00"), choices, self.done.emit)
        self.says_done = True

    def ask_day(self) -> None:
        """Asks to which day it is moved."""
        choices: list[Choice] = [
            (_("Tomorrow"), lambda: self.moved.emit(self._in(1))),
            (_("In 3 days"), lambda: self.moved.emit(self._in(3))),
            (_("In a week"), lambda: self.moved.emit(self._in(7))),
        ]
        self._ask(_("Move to"), _("For example: friday"), choices, self.moved.emit)

    def _in(self, days: int) -> str:
        """The day in so many days, as every language writes it."""
        return (today(self._clock) + timedelta(days=days)).isoformat()

    def ask_snooze(self) -> None:
        """Asks until when to be left alone; the day stays."""
        choices: list[Choice] = [
            (text, lambda until=until: self.snoozed.emit(until)) for text, until in later(self._clock)
        ]
        self._ask(_("Remind me"), "", choices, None)

    def _ask(
        self, question: str, example: str, choices: Sequence[Choice], take: Callable[[str], object] | None
    ) -> None:
        self._clear()
        self._row.setContentsMargins(16, 0, 12, 0)
        self.asking, self.says_done = True, False
        self._row.addWidget(strong(question))
        first: QWidget | None = None
        if take is not None:
            field = line(example, name=question)
            field.returnPressed.connect(lambda: take(field.text().strip()))
            self._row.addWidget(field, 1)
            first = self._field = field
        else:
            self._row.addStretch(1)
        for text, act in choices:
            made = button(text, act)
            self._row.addWidget(made)
            first = first or made
        leave = button("", self._leave, kind="plain", icon="x", name=_("Leave it"))
        self._row.addWidget(leave)
        self._show_parts()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """Asks no longer. What was said to be done is done, since only what next was asked; undo takes it back."""
        if self.says_done:
            self.done.emit("")
        else:
            self.left.emit()

    def typed(self) -> str:
        """What stands in the field of the question, if one is asked."""
        return self._field.text().strip() if self._field is not None else ""

    def answer(self) -> None:
        """Takes what stands in the field, as Enter does."""
        if self._field is not None:
            self._field.returnPressed.emit()

    def _clear(self) -> None:
        self._field = None
        for widget in self._parts():
            widget.hide()
            widget.deleteLater()
        while self._row.count():
            self._row.takeAt(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # its field took it; the list under it, which has the keyboard by now, must not
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tokens(self).accent_soft))


def later(clock: Clock) -> list[tuple[str, datetime]]:
    """When one may be reminded again: in an hour, this afternoon while it lies ahead, tomorrow morning."""
    now, zone, day = clock.now(), clock.zone(), today(clock)
    afternoon = datetime.combine(day, time(15), zone)
    tomorrow = datetime.combine(day + timedelta(days=1), time(9), zone)
    found = [(_("In an hour"), now + timedelta(hours=1))]
    if now + timedelta(hours=1) < afternoon:
        found.append((_("This afternoon"), afternoon))
    return [*found, (_("Tomorrow at 9"), tomorrow)]
