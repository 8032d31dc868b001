"""Pages of paper as the window shows them: white whatever the theme, as wide as there is room, one below another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from salesdesk.ui import theme
from salesdesk.ui.widgets.marks import Mark, paint
from salesdesk.ui.widgets.paper import HIGH, WIDE

_WIDEST: Final = 820  # pixels of a page
_GAP: Final = 20


class PaperView(QWidget):
    """A column of pages, each of which a screen reader reads as its text."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_GAP, 0, _GAP, _GAP)
        self._column.setSpacing(_GAP)
        self.pages: list[_Sheet] = []

    def show_pages(self, pages: Sequence[tuple[Sequence[Mark], str]]) -> None:
        """Shows pages, each with its text in plain words."""
        for old in self.pages:
            old.hide()
            old.deleteLater()
        self.pages = [_Sheet(marks, text) for marks, text in pages]
        for one in self.pages:
            self._column.addWidget(one, 0, Qt.AlignmentFlag.AlignHCenter)

    def fit(self, width: int) -> None:
        """Makes the pages as wide as a room of `width` pixels allows."""
        wide = max(300, min(_WIDEST, width - 2 * _GAP))
        for one in self.pages:
            one.setFixedSize(wide, round(wide * HIGH / WIDE))


class _Sheet(QWidget):
    """One page."""

    def __init__(self, marks: Sequence[Mark], text: str) -> None:
        super().__init__()
        self._marks = marks
        self.setAccessibleName(text.partition("\n")[0])
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.tokens(self).accent if self.hasFocus() else theme.tokens(self).line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(theme.LIGHT.panel))  # paper is white, whatever the window is
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.scale(self.width() / WIDE, self.width() / WIDE)
        paint(painter, self._marks)
