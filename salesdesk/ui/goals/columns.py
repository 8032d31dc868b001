"""Columns side by side with a line between them, in as many lines as the room asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLine
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.ui import theme
from salesdesk.ui.widgets.labels import muted, secondary, strong

_LEAST: Final = 196  # pixels of a column
_LINK: Final = 5  # pixels that a link keeps free at its left


class Column(QWidget):
    """A quiet word, what it comes to, more on it, and an act."""

    def __init__(
        self, label: str, told: str, more: Sequence[str] = (), act: QPushButton | None = None
    ) -> None:
        super().__init__()
        self.texts = (label, told, *more)
        self.act = act
        column = QVBoxLayout(self)
        column.setContentsMargins(16 - _LINK, 12, 12, 12)
        column.setSpacing(4)
        value = strong(told)
        value.setWordWrap(True)
        for one in (muted(label, wrap=True), value, *(secondary(text, wrap=True) for text in more)):
            one.setContentsMargins(_LINK, 0, 0, 0)
            column.addWidget(one)
        if act is not None:
            act.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            column.addWidget(act)
        column.addStretch(1)


class Columns(QWidget):
    """All columns are as wide; the last line may have fewer."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: list[Column] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Shows other columns."""
        for old in self.columns:
            old.hide()
            old.deleteLater()
        self.columns = list(columns)
        self.setVisible(bool(columns))
        self._lay(again=True)

    def _lay(self, *, again: bool = False) -> None:
        count = len(self.columns)
        most = max(1, min(count or 1, self.width() // _LEAST))
        lines = -(-count // most) if count else 1
        across = -(-count // lines) if count else 1  # lines of about as many
        if across == self._across and not again:
            return
        before, self._across = self._across, across
        for place, column in enumerate(self.columns):
            self._grid.addWidget(column, place // across, place % across)
        for place in range(max(before, across)):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.tokens(self).color("line"), 1))
        for place, column in enumerate(self.columns):
            box = column.geometry()
            if place % self._across:
                painter.drawLine(QLine(box.left(), box.top(), box.left(), box.bottom()))
            if place >= self._across and not place % self._across:
                painter.drawLine(QLine(0, box.top(), self.width(), box.top()))
