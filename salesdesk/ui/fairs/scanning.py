"""Listens to the keys of a page for a handheld scanner: a burst of them, wherever it goes, is one scan."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from salesdesk.capture.scanner import LULL, Burst, Told


@dataclass(frozen=True, slots=True)
class _Before:
    """A field as it was before the first key of what may be a burst."""

    widget: QWidget
    text: str
    cursor: int


class ScannerWatch(QObject):
    """`scanned` tells what a scanner typed, and into which widget; that widget is as it was before."""

    scanned = Signal(str, object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._burst = Burst()
        self._arrived = QElapsedTimer()
        self._arrived.start()
        self._before: _Before | None = None
        self._lull = QTimer(self, singleShot=True, interval=LULL)
        self._lull.timeout.connect(self._end)

    def watch(self, root: QWidget) -> None:
        """Listens to all that takes keys in `root`; may be called again for what was added."""
        for widget in (root, *root.findChildren(QWidget)):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
        ):
            return self._key(watched, event)
        return False

    def _key(self, widget: QWidget, event: QKeyEvent) -> bool:
        """Takes a key in; True where it is the scanner's and the widget should not get it."""
        text, at = event.text(), self._time_of(event)
        if not text or event.isAutoRepeat() or not (text.isprintable() or text in {"\r", "\n", "\t"}):
            return False
        if self._burst.over(at):
            self._end()
        told = self._burst.key(text, at)
        if told is Told.TYPED:
            self._before = _before(widget)
        if told in (Told.TYPED, Told.PERHAPS):
            return False
        if told is Told.CERTAIN and self._before is not None:
            _restore(self._before)
        self._lull.start()
        if self._burst.whole():
            self._end()
        return True

    def _time_of(self, event: QKeyEvent) -> int:
        """When the key was pressed, in milliseconds. With a screen reader listening, Qt passes keys on by way of it
        and forgets their times; so it is when they came."""
        if not event.timestamp() and QAccessible.isActive():
            return 1 + self._arrived.elapsed()
        return event.timestamp()

    def _end(self) -> None:
        self._lull.stop()
        text, before = self._burst.take(), self._before
        self._before = None
        if text and before is not None:
            self.scanned.emit(text, before.widget)


def _before(widget: QWidget) -> _Before:
    if isinstance(widget, QLineEdit):
        return _Before(widget, widget.text(), widget.cursorPosition())
    if isinstance(widget, QPlainTextEdit):
        return _Before(widget, widget.toPlainText(), widget.textCursor().position())
    return _Before(widget, "", 0)


def _restore(before: _Before) -> None:
    widget = before.widget
    if isinstance(widget, QLineEdit):
        widget.setText(before.text)
        widget.setCursorPosition(before.cursor)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(before.text)
        cursor: QTextCursor = widget.textCursor()
        cursor.setPosition(before.cursor)
        widget.setTextCursor(cursor)
