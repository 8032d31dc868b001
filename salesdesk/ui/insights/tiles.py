"""The key figures of the insights, side by side, each with its change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QSizePolicy, QWidget

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import FEW
from salesdesk.i18n import _
from salesdesk.services import figure_words
from salesdesk.services.insights import KEY_FIGURES, Pair
from salesdesk.ui.figures import goal
from salesdesk.ui.insights.told import value
from salesdesk.ui.widgets.cards import Figure

GAP: Final = 12
_WIDE: Final = 1000  # pixels, from which all stand in one line
_ALL, _HALF = 6, 3


class Tile(Figure):
    """A figure that opens its working: by the mouse, by Enter or by Space; its menu makes it a goal."""

    chosen = Signal()
    goal_wanted = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.menu: QMenu | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu = goal.offer(self, event.globalPos(), [(_("Make it a goal"), self.goal_wanted.emit)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.set_edge("accent")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.set_edge("line")


class Tiles(QWidget):
    """All in one line, or in two where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles = {ident: Tile(FIGURES[ident].title) for ident in KEY_FIGURES}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._across = 0
        self._lay(_ALL)

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // across, place % across)
            self._grid.setColumnStretch(place, 1 if place < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(_ALL if self.width() >= _WIDE else _HALF)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Shows the key figures."""
        for pair in pairs:
            self.tiles[pair.now.id].say(*told(pair))


def told(pair: Pair) -> tuple[str, str]:
    """A figure, and how it changed: `206 000 kr`, `+12 % on 184 000 kr before`."""
    now, before = pair.now, pair.before
    if now.value is None:
        return "–", figure_words.note(now)
    if now.note == FEW:
        return "–", _("{note}: {number} so far").format(note=figure_words.note(now), number=now.n)
    said = figure_words.shown(now)
    if before is None:
        return said, figure_words.sure(now).split(",")[0]
    if before.value is None or before.note == FEW:
        return said, _("nothing to compare with")
    change = pair.change
    if change is None:
        return said, _("{value} before").format(value=value(before))
    return said, _("{change} on {value} before").format(
        change=figure_words.changed(change, now.unit), value=value(before)
    )
