"""A day chosen from a calendar, or typed: a small window that goes away when a day is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from salesdesk.i18n import _, language
from salesdesk.ui import theme
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.fields import line


class DayPopup(QFrame):
    """`chosen` tells the day. `meant` says which day a typed text means, or None."""

    chosen = Signal(object)  # date

    def __init__(self, meant: Callable[[str], date | None], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._meant = meant
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        card = Card()
        card.body.setContentsMargins(12, 12, 12, 12)
        card.body.setSpacing(8)
        around.addWidget(card)
        self._line = line(_("For example: friday, 24 Nov, +10d"), name=_("The day"))
        self._line.textChanged.connect(self._typed)
        self._line.installEventFilter(self)
        self._calendar = QCalendarWidget()
        self._calendar.setLocale(QLocale(language()))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setGridVisible(False)
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.activated.connect(self._take)
        self._calendar.clicked.connect(self._take)
        card.body.addWidget(self._line)
        card.body.addWidget(self._calendar)

    def ask(self, day: date, below: QWidget) -> None:
        """Shows the calendar under `below`, at `day`; within the screen."""
        self._tint()
        self._line.clear()
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        corner = below.mapToGlobal(QPoint(0, below.height() + 4))
        room = below.screen().availableGeometry()
        left = max(room.left(), min(corner.x(), room.right() - self.width()))
        top = corner.y()
        if top + self.height() > room.bottom():
            top = below.mapToGlobal(QPoint(0, -4)).y() - self.height()
        self.move(left, max(room.top(), top))
        self.show()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tint(self) -> None:
        """Weekends in the colour of other days: sellers work on fairs then."""
        plain = QTextCharFormat()
        plain.setForeground(theme.tokens(self).color("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, plain)

    def _typed(self, text: str) -> None:
        day = self._meant(text)
        if day is not None:
            self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._entered()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self._calendar.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _entered(self) -> None:
        text = self._line.text().strip()
        day = self._meant(text) if text else self._day()
        if day is not None:
            self.close()
            self.chosen.emit(day)

    def _take(self, _day: QDate) -> None:
        self.close()
        self.chosen.emit(self._day())

    def _day(self) -> date:
        chosen = self._calendar.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())

    def field(self) -> QLineEdit:
        """The line in which a day can be typed."""
        return self._line
