"""Ctrl+Z in a field takes back typing first; with nothing left of that it reaches the window's own undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

Editor = QLineEdit | QPlainTextEdit


class FieldUndo(QObject):
    """Listens to the field that has the keyboard, and to no other: a filter on all would cost every event.

    `ends` is asked before an Undo goes on to the window: True where it is to end in the field, which is told.
    """

    def __init__(self, parent: QObject, ends: Callable[[QWidget], bool]) -> None:
        super().__init__(parent)
        self._ends = ends
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._listen_to)

    def _listen_to(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if isinstance(now, Editor):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(watched, Editor):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._is_decided(watched, event)
            if event.type() == QEvent.Type.KeyPress:
                return _is_answered(watched, event)
        return super().eventFilter(watched, event)

    def _is_decided(self, field: Editor, event: QKeyEvent) -> bool:
        """Whether it is settled here who takes the key: the field, or the window's shortcut."""
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), _is_redo(event)
        if not (undo or redo):
            return False
        if _has_typing(field, undo=undo) or (undo and self._ends(field)):
            event.accept()  # so that it comes to the field, and is no shortcut
        else:
            event.ignore()  # so that it stays a shortcut
        return True


def _is_redo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Redo) or _is_control_y(event)


def _is_control_y(event: QKeyEvent) -> bool:
    """The key by which most people do again, which is Qt's own on Windows alone."""
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _is_answered(field: Editor, event: QKeyEvent) -> bool:
    if not _is_control_y(event):
        return False
    field.redo()
    return True


def _has_typing(field: Editor, *, undo: bool) -> bool:
    """Whether the field can take back, or do again, something that was typed."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if undo else field.isRedoAvailable()
    text = field.document()
    return text.isUndoAvailable() if undo else text.isRedoAvailable()
