"""Figures that filter: how many rows are new, known, doubtful or not taken; a click shows only those."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from salesdesk.ui import theme
from salesdesk.ui.widgets.labels import plainly
from salesdesk.ui.widgets.switches import Switch


class FigureButton(Switch):
    """A card with a figure and a word on it, which can be switched on."""

    def __init__(self) -> None:
        super().__init__()
        self._value, self._note = "", ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, value: str, note: str) -> None:
        """Shows a figure, written out already, and what it is of."""
        self._value, self._note = value, note
        self.setAccessibleName(f"{value} {note}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 70)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 70)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked() or self.hasFocus()
        edge = chosen.accent if lit else (chosen.control if self.underMouse() else chosen.line)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(chosen.accent_soft if self.isChecked() else chosen.panel))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.CARD_RADIUS, theme.CARD_RADIUS)
        inside = self.rect().adjusted(15, 11, -10, -11)
        painter.setFont(theme.font(8, weight=QFont.Weight.DemiBold, tabular=True))
        painter.setPen(QColor(chosen.text if self.isEnabled() else chosen.muted))
        painter.drawText(QRect(inside.left(), inside.top(), inside.width(), 27), 0, self._value)
        font = theme.font(-2)
        painter.setFont(font)
        painter.setPen(QColor(chosen.secondary if self.isEnabled() else chosen.muted))
        shown = QFontMetrics(font).elidedText(self._note, Qt.TextElideMode.ElideMiddle, inside.width())
        self.setToolTip(plainly(self._note if shown != self._note else ""))
        foot = QRect(inside.left(), inside.bottom() - 16, inside.width(), 18)
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, shown)
