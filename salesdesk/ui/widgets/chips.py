"""Chips: a word on a soft ground (hot, 2 days late), to be read or to be switched on and off."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.theme import Tokens
from salesdesk.ui.widgets.switches import Switch

TONES: Final = ("neutral", "accent", "hot", "warm", "cold", "good")
HEIGHT: Final = 20
_PAD: Final = 8
_ICON: Final = 12


def colors(chosen: Tokens, tone: str) -> tuple[str, str]:
    """The colour of the word and of its ground for a tone."""
    if tone == "neutral":
        return chosen.secondary, chosen.faint
    return getattr(chosen, tone), getattr(chosen, f"{tone}_soft")


def chip_font() -> QFont:
    """The type of a chip."""
    return theme.font(-1, weight=QFont.Weight.DemiBold)


def width(text: str, *, icon: str = "") -> int:
    """How wide a chip that says `text` is."""
    return _wide(QFontMetrics(chip_font()), text, icon)


def _wide(metrics: QFontMetrics, text: str, icon: str) -> int:
    return metrics.horizontalAdvance(text) + 2 * _PAD + 1 + (_ICON + 4 if icon else 0)


def paint(painter: QPainter, where: QRect, text: str, tone: str, chosen: Tokens, *, icon: str = "") -> None:
    """Paints a chip at the left of `where`, in its middle; what does not fit ends in an ellipsis."""
    color, ground = colors(chosen, tone)
    font = chip_font()
    metrics = QFontMetrics(font)
    box = QRect(0, 0, min(_wide(metrics, text, icon), where.width()), HEIGHT)
    box.moveLeft(where.left())
    box.moveTop(where.center().y() - HEIGHT // 2 + 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(box), HEIGHT / 2, HEIGHT / 2)
    inside = box.adjusted(_PAD, 0, -_PAD, 0)
    if icon:
        paint_icon(
            painter, icon, QRect(inside.left(), box.center().y() - _ICON // 2 + 1, _ICON, _ICON), color
        )
        inside.setLeft(inside.left() + _ICON + 4)
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Chip(QWidget):
    """A chip to be read. `tone` is one of `TONES`."""

    def __init__(
        self, text: str = "", tone: str = "neutral", *, icon: str = "", parent: QWidget | None = None
    ):
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str, tone: str = "", *, icon: str | None = None) -> None:
        """Says something else, in another tone if one is given; the empty text hides it."""
        self._text, self._tone = text, tone or self._tone
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width(self._text, icon=self._icon), HEIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, self.rect(), self._text, self._tone, theme.tokens(self), icon=self._icon)


class ToggleChip(Switch):
    """A chip that is switched on and off by click, Space or Enter."""

    def __init__(self, text: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self._icon = icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        extra = _ICON + 4 if self._icon else 0
        return QSize(QFontMetrics(chip_font()).horizontalAdvance(self.text()) + 24 + extra, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        color, ground = colors(chosen, "accent" if self.isChecked() else "neutral")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = chosen.accent if self.hasFocus() else (chosen.control if self.underMouse() else ground)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        inside = self.rect().adjusted(12, 0, -12, 0)
        if self._icon:
            top = self.rect().center().y() - _ICON // 2 + 1
            paint_icon(painter, self._icon, QRect(inside.left(), top, _ICON, _ICON), color)
            inside.setLeft(inside.left() + _ICON + 4)
        painter.setFont(chip_font())
        painter.setPen(QColor(color))
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, self.text())
