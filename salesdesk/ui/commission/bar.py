"""The tiers of a commission plan as one bar, filled as far as was sold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.ui import theme
from salesdesk.ui.widgets.labels import plainly

_HEIGHT: Final = 8  # pixels of the bar
_GAP: Final = 2  # between two tiers
_BEYOND: Final = 1.25  # how far the scale goes on beyond the highest threshold
_HALF: Final = 0.5  # of a label, which stands in the middle of its threshold


@dataclass(frozen=True, slots=True)
class Piece:
    """A tier: from which amount on (minor units), what is written above it, and below where it begins."""

    start: int
    above: str
    below: str


class TierBar(QWidget):
    """Rates stand above the tiers, thresholds below where they begin."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._pieces: tuple[Piece, ...] = ()
        self._sold = 0
        self.setFont(theme.font(-2, tabular=True))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, pieces: Sequence[Piece], sold: int, told: str) -> None:
        """Shows other tiers, of which the first begins at 0, and how much was sold; `told` says it in words."""
        self._pieces, self._sold = tuple(pieces), max(0, sold)
        self.setAccessibleName(f"{self._name}: {told}")
        self.setToolTip(plainly(told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 2 * (self.fontMetrics().height() + 4) + _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._pieces:
            return
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self.fontMetrics().height() + 4.0
        end = max(self._pieces[-1].start * _BEYOND, self._sold, 1.0)
        starts = [one.start / end * self.width() for one in self._pieces]
        filled = self._sold / end * self.width()
        free = 0.0  # from where on a label has room below
        for one, left, right in zip(self._pieces, starts, [*starts[1:], self.width() + _GAP], strict=True):
            box = QRectF(left, top, max(right - left - _GAP, 1.0), _HEIGHT)
            self._paint_part(painter, box, filled, chosen)
            painter.setPen(QColor(chosen.secondary))
            painter.drawText(QRectF(left, 0, box.width(), top - 4), Qt.AlignmentFlag.AlignHCenter, one.above)
            free = self._paint_below(painter, one.below, (left, top + _HEIGHT + 4, free), chosen)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.text))
        painter.drawRect(QRectF(min(max(filled - 1, 0.0), self.width() - 2.0), top - 3, 2, _HEIGHT + 6))

    def _paint_part(self, painter: QPainter, box: QRectF, filled: float, chosen: theme.Tokens) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.faint))
        painter.drawRoundedRect(box, 3, 3)
        wide = min(filled, box.right()) - box.left()
        if wide > 0:
            painter.setBrush(QColor(chosen.accent))
            painter.drawRoundedRect(QRectF(box.left(), box.top(), wide, box.height()), 3, 3)

    def _paint_below(
        self, painter: QPainter, text: str, where: tuple[float, float, float], chosen: theme.Tokens
    ) -> float:
        """Writes a threshold under its place, where the one before leaves room; gives where the next has room."""
        left, top, free = where
        wide = self.fontMetrics().horizontalAdvance(text) + 2.0
        at = min(max(left - wide * _HALF, 0.0), self.width() - wide)
        if not text or at < free:
            return free
        painter.setPen(QColor(chosen.muted))
        painter.drawText(QRectF(at, top, wide, self.fontMetrics().height()), Qt.AlignmentFlag.AlignLeft, text)
        return at + wide + 8
