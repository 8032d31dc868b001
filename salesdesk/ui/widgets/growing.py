"""A quiet text of several lines that is as high as what stands in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

MOST: Final = 12  # lines; a longer text scrolls
_EDGES: Final = 10  # pixels above and below the lines


class GrowingText(QPlainTextEdit):
    """Looks like text until it is pointed at or typed in. Tab goes on to the next field."""

    def __init__(self, placeholder: str = "", *, name: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._settle)
        self.textChanged.connect(self._later.start)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._later.start()

    def _settle(self) -> None:
        lines = max(1, int(self.document().size().height()))  # Qt counts lines here, not pixels
        more = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > MOST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(more)
        high = min(MOST, lines) * self.fontMetrics().lineSpacing() + _EDGES
        if high != self.height():
            self.setFixedHeight(high)
