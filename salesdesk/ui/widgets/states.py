"""What stands where a list would: nothing here yet and the one act, or what is being waited for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.text import words
from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.labels import secondary, strong

_LINE: Final = 620  # pixels that a sentence may be wide, to be read at a glance


class EmptyState(QWidget):
    """Says what would be here, and offers the one act that brings it."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        *,
        act: str = "",
        on_act: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        tile = IconTile(icon, size=40, tone="accent")
        column.addWidget(tile, 0, Qt.AlignmentFlag.AlignHCenter)
        self._title, self._text = strong(title, step=2), secondary(text, wrap=True)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setMaximumWidth(_LINE)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._text, 1000)  # as wide as it may be, and in the middle
        middle.addStretch(1)
        column.addWidget(self._title)
        column.addLayout(middle)
        self._act = button(act, on_act, kind="main") if act and on_act else None
        if self._act is not None:
            column.addSpacing(4)
            column.addWidget(self._act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._column = column

    def add(self, other: QWidget) -> None:
        """Puts another act below the first."""
        self._column.insertWidget(self._column.count() - 1, other, 0, Qt.AlignmentFlag.AlignHCenter)

    def say(self, title: str, text: str, *, act: bool = True) -> None:
        """Says something else, with the act or without."""
        self._title.setText(title)
        self._text.setText(text)
        if self._act is not None:
            self._act.setVisible(act)

    def take_keyboard(self) -> None:
        """Puts the keyboard on its act, where what had it is gone."""
        if self._act is not None:
            self._act.setFocus(Qt.FocusReason.OtherFocusReason)


class IconTile(QWidget):
    """An icon on a soft round ground."""

    def __init__(
        self, icon: str, *, size: int = 28, tone: str = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self._side = size
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_tile(QPainter(self), QRectF(self.rect()), theme.tokens(self), icon=self._icon, tone=self._tone)


def initials(name: str) -> str:
    """The first letters of the first and last word of a name: Nguyễn Thị Hạnh → NH."""
    parts = [part for part in name.split() if words(part)]
    if not parts:
        return "?"
    ends = parts[:1] if len(parts) == 1 else [parts[0], parts[-1]]
    return "".join(part.lstrip("(\"'“”«»-.")[:1].upper() for part in ends)


def paint_tile(
    painter: QPainter,
    box: QRectF,
    chosen: theme.Tokens,
    *,
    icon: str = "",
    text: str = "",
    tone: str = "neutral",
) -> None:
    """Paints a round ground with an icon or some letters in its middle."""
    color = chosen.secondary if tone == "neutral" else getattr(chosen, tone)
    ground = chosen.faint if tone == "neutral" else getattr(chosen, f"{tone}_soft")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(box)
    if icon:
        side = 14 if box.width() < 34 else 18
        middle = box.center()
        left, top = round(middle.x() - side / 2), round(middle.y() - side / 2)
        paint_icon(painter, icon, QRect(left, top, side, side), color)
    else:
        font = theme.font(weight=QFont.Weight.DemiBold)
        font.setPixelSize(max(9, int(box.width() * 0.36)))
        painter.setFont(font)
        painter.setPen(QColor(color))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
