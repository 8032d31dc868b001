"""Ctrl+Z in a field takes back typing first; with nothing left of that it reaches the window's own undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


class FieldUndo(QObject):
    """Listens to the field that has the keyboard, and to no other: a filter on all would cost every event."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._listen_to)

    def _listen_to(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo or redo) and not _has_typing(watched, undo=undo):
                event.ignore()  # so that it stays a shortcut
                return True
        return super().eventFilter(watched, event)


def _has_typing(field: QObject, *, undo: bool) -> bool:
    """Whether the field can take back, or do again, something that was typed."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if undo else field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit):
        text = field.document()
        return text.isUndoAvailable() if undo else text.isRedoAvailable()
    return True
