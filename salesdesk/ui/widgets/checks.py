"""A box to tick with its words, painted from the tokens: Qt's own is hardly seen on a dark ground."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon

_BOX: Final = 16


class CheckBox(QCheckBox):
    """Ticked by click or Space."""

    def sizeHint(self) -> QSize:
        return QSize(_BOX + 10 + QFontMetrics(self.font()).horizontalAdvance(self.text()), 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(1, (self.height() - _BOX) // 2, _BOX, _BOX)
        edge = chosen.accent if self.isChecked() or self.hasFocus() else chosen.control
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(chosen.accent if self.isChecked() else chosen.panel))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), chosen.on_accent)
        painter.setPen(QColor(chosen.text if self.isEnabled() else chosen.muted))
        words = self.rect().adjusted(_BOX + 9, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
