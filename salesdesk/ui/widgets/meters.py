"""A bar of how much of how much, with a mark where one should be by now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.ui import theme
from salesdesk.ui.widgets.labels import plainly


class Meter(QWidget):
    """`share` and `mark` are from 0 to 1; a mark of None is not drawn."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float = 0.0
        self._mark: float | None = None
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, share: float, mark: float | None, told: str) -> None:
        """Shows other figures; `told` says them in words."""
        self._share, self._mark = min(1.0, max(0.0, share)), mark
        self.setAccessibleName(f"{self._name}: {told}")
        self.setToolTip(plainly(told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_meter(painter, QRectF(self.rect()), self._share, self._mark, theme.tokens(self))


def paint_meter(
    painter: QPainter, where: QRectF, share: float, mark: float | None, chosen: theme.Tokens
) -> None:
    """Paints a bar that fills the width of `where`, in its middle, and a mark as high as it."""
    painter.setPen(Qt.PenStyle.NoPen)
    box = QRectF(where.left(), where.top() + (where.height() - 6) / 2, where.width(), 6)
    painter.setBrush(QColor(chosen.faint))
    painter.drawRoundedRect(box, 3, 3)
    if share > 0:
        painter.setBrush(QColor(chosen.accent))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), max(6.0, box.width() * share), 6), 3, 3)
    if mark is not None:
        painter.setBrush(QColor(chosen.text))
        left = box.left() + min(box.width() - 2, box.width() * min(1.0, max(0.0, mark)))
        painter.drawRect(QRectF(left, where.top(), 1.5, where.height()))
