"""A quiet text of several lines that is as high as what stands in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

MOST: Final = 12  # lines; a longer text scrolls
_EDGES: Final = 11  # pixels around the lines; one more than there are, or Qt scrolls what just fits


class GrowingText(QPlainTextEdit):
    """Looks like text until it is pointed at or typed in. Tab goes on to the next field."""

    def __init__(self, placeholder: str = "", *, name: str = "", most: int = MOST) -> None:
        super().__init__()
        self._most = most
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
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            self.verticalScrollBar().setValue(0)  # all of it is seen: nothing stays rolled out at the top

    def _lines(self) -> int:
        """How many lines stand there, as far as it matters: a block that was not seen yet is laid out by asking."""
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and lines <= self._most:
            layout.blockBoundingRect(block)
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return max(1, lines)

    def _settle(self) -> None:
        lines = self._lines()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > self._most else policy.ScrollBarAlwaysOff
        )
        high = min(self._most, lines) * self.fontMetrics().lineSpacing() + _EDGES
        if high != self.height():
            self.setFixedHeight(high)
