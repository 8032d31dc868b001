"""What stands in the window until the store is open: nothing for a moment, then what is waited for."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.ui.widgets.labels import secondary

SOON = 250  # milliseconds in which it says nothing: a flicker of words is worse than none


class Waiting(QWidget):
    """Says one sentence."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self._label = secondary("", wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._label)
        self._label.hide()
        QTimer.singleShot(SOON, self, self._label.show)

    def say(self, sentence: str) -> None:
        """Says what is waited for."""
        self._label.setText(sentence)
