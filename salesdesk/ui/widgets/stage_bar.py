"""How far something has come, as a bar of segments, one a stage; where asked to, a click moves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from salesdesk.ui import theme
from salesdesk.ui.widgets.labels import plainly

_GAP = 4
_HIGH = 6


class StageBar(QWidget):
    """`chosen` gives the place of the segment that was clicked, where it may be."""

    chosen = Signal(int)

    def __init__(self, *, moves: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Sequence[str] = ()
        self._at, self._tone, self._moves = -1, "accent", moves
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if moves:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, names: Sequence[str], at: int, told: str, *, tone: str = "accent") -> None:
        """Shows the stages `names`, come as far as the one at `at`; `told` says it in words."""
        self._names, self._at, self._tone = tuple(names), at, tone
        self.setAccessibleName(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 22 if self._moves else 12)

    def _box(self, place: int) -> QRectF:
        count = max(1, len(self._names))
        wide = (self.width() - _GAP * (count - 1)) / count
        return QRectF(place * (wide + _GAP), (self.height() - _HIGH) / 2, wide, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(len(self._names)):
            painter.setBrush(QColor(getattr(chosen, self._tone) if place <= self._at else chosen.line))
            painter.drawRoundedRect(self._box(place), _HIGH / 2, _HIGH / 2)

    def _place(self, x: float) -> int | None:
        return next((n for n in range(len(self._names)) if x <= self._box(n).right() + _GAP / 2), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position().x())
        if self._moves and place is not None and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(place)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place(event.x())
            told = self._names[place] if place is not None else ""
            QToolTip.showText(event.globalPos(), plainly(told), self)
            return True
        return super().event(event)
