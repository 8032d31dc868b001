"""The steps of an import, as a line of numbered rings: those done are ticked, the present one is lit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon

_RING: Final = 20
_GAP: Final = 24


class Steps(QWidget):
    """Not to be clicked: the page's own buttons lead on and back."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names, self._at = tuple(names), 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Lights the step of this place, from 0."""
        self._at = at
        told = _("Step {number} of {all}: {name}")
        self.setAccessibleName(told.format(number=at + 1, all=len(self._names), name=self._names[at]))
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font())
        words = sum(metrics.horizontalAdvance(name) for name in self._names)
        return QSize(words + len(self._names) * (_RING + 8 + _GAP) - _GAP + 4, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(theme.font())
        left = 1
        for place, name in enumerate(self._names):
            color = chosen.accent if place == self._at else chosen.secondary
            ring = QRect(left, (self.height() - _RING) // 2, _RING, _RING)
            painter.setPen(QPen(QColor(color if place == self._at else chosen.control), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(ring).adjusted(0.7, 0.7, -0.7, -0.7))
            painter.setPen(QColor(color))
            if place < self._at:
                paint_icon(painter, "check", ring.adjusted(4, 4, -4, -4), color)
            else:
                painter.setFont(theme.font(-2))
                painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(place + 1))
            painter.setFont(theme.font())
            left += _RING + 8
            wide = metrics.horizontalAdvance(name)
            painter.drawText(QRect(left, 0, wide + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            left += wide + _GAP
