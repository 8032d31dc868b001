"""Tiles to choose one of: a word and what it is good for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from salesdesk.ui import theme
from salesdesk.ui.widgets.switches import Switch

_HEIGHT: Final = 62


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the tiles."""

    value: str
    title: str
    note: str


class Tiles(QWidget):
    """A row of tiles of which one is always chosen; arrows move on and choose."""

    chosen = Signal(str)

    def __init__(self, tiles: Sequence[Tile], *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedHeight(_HEIGHT)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.parts: dict[str, _TileButton] = {}
        for tile in tiles:
            part = _TileButton(tile, of=name)
            part.clicked.connect(self._clicked)
            self._group.addButton(part)
            row.addWidget(part, 1)
            self.parts[tile.value] = part
        first = next(iter(self.parts.values()))
        first.setChecked(True)
        self.setFocusProxy(first)

    def value(self) -> str:
        """What is chosen."""
        return next(value for value, part in self.parts.items() if part.isChecked())

    def choose(self, value: str) -> None:
        """Chooses a tile, and tells it."""
        self.parts[value].setChecked(True)
        self.chosen.emit(value)

    def _clicked(self) -> None:
        self.chosen.emit(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        values = list(self.parts)
        if step is None:
            super().keyPressEvent(event)
            return
        value = values[(values.index(self.value()) + step) % len(values)]
        self.choose(value)
        self.parts[value].setFocus(Qt.FocusReason.TabFocusReason)


class _TileButton(Switch):
    """One tile."""

    def __init__(self, tile: Tile, *, of: str) -> None:
        super().__init__()
        self._tile = tile
        self.setText(tile.title)
        self.setAutoExclusive(True)  # one of several, to a screen reader
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{of}: {tile.title}, {tile.note}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row moves on
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._strong()).horizontalAdvance(self._tile.title) + 16, _HEIGHT)

    def _strong(self) -> QFont:
        return theme.font(weight=QFont.Weight.DemiBold)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = (
            chosen.accent if on or self.hasFocus() else (chosen.control if self.underMouse() else chosen.line)
        )
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(chosen.accent_soft if on else chosen.panel))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        inside = self.rect().adjusted(4, 0, -4, 0)
        for text, font, color, top in (
            (self._tile.title, self._strong(), chosen.text, 12),
            (self._tile.note, theme.font(-2), chosen.secondary, 32),
        ):
            painter.setFont(font)
            painter.setPen(QColor(color))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            where = QRect(inside.left(), top, inside.width(), 18)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, shown)
