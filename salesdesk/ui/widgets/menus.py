"""Menus that stay open while several things in them are switched on and off."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget


class StayingMenu(QMenu):
    """A click, Space or Enter on what can be switched does so and leaves the menu there; Escape closes it."""

    def __init__(self, parent: QWidget, title: str = "") -> None:
        super().__init__(title, parent)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._switched(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        switching = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (switching and self._switched(self.activeAction())):
            super().keyPressEvent(event)

    def _switched(self, action: QAction | None) -> bool:

        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True
