"""The widget that shows a chart: pointing at a point tells it, arrows move over the points, Enter opens one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.aloud import say_aloud
from salesdesk.ui.charts.drawing import ChartData, Sheet, Spot, Table, paint_sheet
from salesdesk.ui.charts.ink import Ink
from salesdesk.ui.charts.tip import paint_mark, paint_tip

SIDE, MARGIN = 8, 4  # pixels beside what is painted and above it, in which a mark may stand out
_LEAST: Final = 0.6  # of the height it likes to have
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_OPENING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_FOR_A_WHILE: Final = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_BY_KEYS: Final = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class Chart(QWidget):
    """Shows bars, a trend, ranges, a funnel or cohorts. `chosen` gives the place of the point that was opened.

    `nothing` is said where there is no data; `opens` gives the hand over a point to the mouse.
    """

    chosen = Signal(int)

    def __init__(
        self, name: str, *, nothing: str = "", opens: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._data: ChartData | None = None
        self._nothing, self._opens = nothing or _("No data for this time."), opens
        self._sheet, self._ink, self._size = Sheet(), Ink(theme.tokens(self)), QSize()
        self._at: int | None = None
        self._keyed = False  # the point was gone to by keyboard
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._tell()

    def say_where_empty(self, text: str) -> None:
        """Says this from now on where there is no data."""
        self._nothing = text

    def set_data(self, data: ChartData | None) -> None:
        """Shows other data; the place of the point in front is kept where there is one."""
        self._data = data
        self._size = QSize()
        spots = self.sheet().spots
        if self._at is not None and not (self._at < len(spots) and spots[self._at]):
            self._at = None
        policy = Qt.FocusPolicy.NoFocus if self.is_empty() else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(policy)
        self._tell()
        self.updateGeometry()
        self.update()

    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return self._data is None or self._data.is_empty()

    def table(self) -> Table:
        """The same values as texts."""
        return self._data.table() if self._data is not None else Table((), ())

    def place(self) -> int | None:
        """The place of the point that is marked, or None."""
        return self._at

    def sheet(self) -> Sheet:
        """What is painted, laid out for the size and theme of now."""
        chosen = theme.tokens(self)
        if self._size != self.size() or self._ink.chosen is not chosen:
            self._ink, self._size = Ink(chosen), self.size()
            empty = self._data is None or self._data.is_empty()
            self._sheet = Sheet() if empty or self._data is None else self._data.laid(self._room(), self._ink)
        return self._sheet

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(SIDE, MARGIN, -SIDE, -MARGIN)

    def spot(self) -> Spot | None:
        """The point that is marked, or None."""
        spots = self.sheet().spots
        return spots[self._at] if self._at is not None and self._at < len(spots) else None

    def sizeHint(self) -> QSize:
        high = self._data.height(self._ink) if self._data is not None else 90
        return QSize(320, round(high) + 2 * MARGIN)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, round(self.sizeHint().height() * _LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:
        sheet, painter = self.sheet(), QPainter(self)
        if not sheet.spots:
            painter.setFont(self._ink.plain.font)
            painter.setPen(self._ink.color("muted"))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self._room(), wrapped, self._nothing)
            return
        paint_sheet(painter, sheet, self._ink)
        spot = self.spot()
        if spot is not None:
            paint_mark(painter, spot, self._ink, keyboard=self._keyed)
            if spot.tip:
                paint_tip(painter, QRectF(self.rect()), spot, self._ink)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._size = QSize()
            self.update()
        super().changeEvent(event)

    def _go(self, place: int | None, *, keyed: bool) -> None:
        if (place, keyed) == (self._at, self._keyed):
            return
        self._at, self._keyed = place, keyed
        self.update()
        if keyed:
            self._tell()

    def _tell(self) -> None:
        """Tells a screen reader the point in front, or what can be done."""
        spot = self.spot() if self._keyed else None
        if spot is not None:
            told = spot.told()
        else:
            told = self._nothing if self.is_empty() else _("A chart: the arrow keys tell each value.")
        self.setAccessibleDescription(told)
        if spot is not None:
            say_aloud(self, told)

    def _first(self) -> int | None:
        """Where the keyboard begins: at the first row, or at the newest day."""
        sheet = self.sheet()
        there = [place for place, spot in enumerate(sheet.spots) if spot]
        return (there[0] if sheet.across == 1 else there[-1]) if there else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _OPENING and self._at is not None:
            if not event.isAutoRepeat():
                self.chosen.emit(self._at)
            return
        place = self._where_to(key)
        if place is None:
            super().keyPressEvent(event)  # the page may scroll
        else:
            self._go(place, keyed=True)

    def _where_to(self, key: Qt.Key) -> int | None:
        """The place that a key goes to, if any."""
        sheet = self.sheet()
        if key in _STEPS:
            return self._first() if self._at is None else sheet.moved(self._at, *_STEPS[key])
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            there = [place for place, spot in enumerate(sheet.spots) if spot]
            return there[0 if key == Qt.Key.Key_Home else -1] if there else None
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_KEYS:
            self._go(self._at if self._at is not None else self._first(), keyed=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _FOR_A_WHILE:
            self._go(None, keyed=False)
            self._tell()

    def _under(self, where: QPointF) -> int | None:
        return self.sheet().at(where)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._under(event.position())
        if place is not None:
            self._go(place, keyed=False)
        elif not self._keyed:
            self._go(None, keyed=False)
        hand = self._opens and place is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self._keyed:
            self._go(None, keyed=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.chosen.emit(place)
