"""Marks on the rows of lists that are painted by hand: by Space, Ctrl+A, Shift and an arrow, Ctrl and Shift clicks."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QListView

KeyOf = Callable[[QModelIndex], UUID | None]
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class Marking(QObject):
    """What is marked, by id, over one list or several. `changed` tells how many there are."""

    changed = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ids: set[UUID] = set()
        self._lists: list[tuple[QListView, KeyOf, bool]] = []

    def watch(self, view: QListView, key_of: KeyOf, *, space: bool = True) -> None:
        """Lets the rows of a list be marked, whose ids `key_of` gives (None: one that cannot be). Without `space` the
        key means something else there, and only Ctrl+Space marks."""
        self._lists.append((view, key_of, space))
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def unwatch(self) -> None:
        """Lets the lists go, as before others take their place; what is marked stays."""
        self._lists.clear()

    def toggle(self, ident: UUID) -> None:
        """Marks one, or takes its mark away."""
        self._set(self.ids ^ {ident})

    def clear(self) -> None:
        """Takes all marks away."""
        self._set(set())

    def keep(self, there: set[UUID]) -> None:
        """Forgets those that are not there any more."""
        self._set(self.ids & there)

    def _set(self, ids: set[UUID]) -> None:
        if ids != self.ids:
            self.ids = ids
            for view, _key_of, _space in self._lists:
                view.viewport().update()
            self.changed.emit(len(ids))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        for view, key_of, space in self._lists:
            if watched is view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(view, key_of, event, space=space)
            if watched is view.viewport() and isinstance(event, QMouseEvent):
                return event.type() == QEvent.Type.MouseButtonPress and self._click(view, key_of, event)
        return super().eventFilter(watched, event)

    def _key(self, view: QListView, key_of: KeyOf, event: QKeyEvent, *, space: bool) -> bool:
        front, key, held = key_of(view.currentIndex()), Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Space and front is not None and (held == _CONTROL or (space and not held.value)):
            self.toggle(front)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._set(self.ids | self._span(view, key_of, 0, view.model().rowCount() - 1))
        elif key == Qt.Key.Key_Escape and self.ids:
            self.clear()
        elif key in _STEPS and held == _SHIFT and front is not None:
            here = view.currentIndex().row()
            step = -1 if key == Qt.Key.Key_Up else 1
            there = min(max(here + step, 0), view.model().rowCount() - 1)
            self._set(self.ids | self._span(view, key_of, here, there))
            view.setCurrentIndex(view.model().index(there, 0))
        else:
            return False
        return True

    def _click(self, view: QListView, key_of: KeyOf, event: QMouseEvent) -> bool:
        index, held = view.indexAt(event.position().toPoint()), event.modifiers()
        clicked, front = key_of(index), view.currentIndex()
        if event.button() != Qt.MouseButton.LeftButton or clicked is None or held not in (_CONTROL, _SHIFT):
            return False
        if held == _CONTROL:
            self.toggle(clicked)
        else:
            begin = front.row() if front.isValid() else index.row()
            self._set(self.ids | self._span(view, key_of, begin, index.row()))
        view.setCurrentIndex(index)
        return True

    def _span(self, view: QListView, key_of: KeyOf, one: int, other: int) -> set[UUID]:
        model = view.model()
        keys = (key_of(model.index(place, 0)) for place in range(min(one, other), max(one, other) + 1))
        return {key for key in keys if key is not None}
