"""A card carried over the board by the mouse: where it may be let in, a line where it would stand, and the board
that scrolls at its edges.

Qt's own drag runs a loop of its own until the mouse is let go, in which no test and no key gets through; here the
list that was pressed goes on to get the mouse, which is all that is needed within one page.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

from salesdesk.i18n import _
from salesdesk.services.deals_board import Card
from salesdesk.ui import theme
from salesdesk.ui.deals.column import CardList, ColumnView
from salesdesk.ui.icons import paint as paint_icon

EDGE: Final = 36  # pixels from an edge at which it scrolls
EVERY: Final = 16  # milliseconds between two steps of scrolling
WON: Final = "won"
LOST: Final = "lost"


class Carried(QWidget):
    """The picture of the card under the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_picture(self, picture: QPixmap) -> None:
        """Carries another picture."""
        self._picture = picture
        self.resize(picture.deviceIndependentSize().toSize())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(0.92)
        painter.drawPixmap(0, 0, self._picture)


class LostTarget(QWidget):
    """Where a card is dropped that is lost; there while one is carried."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lit = False
        self.setAccessibleName(_("Drop here what is lost"))
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(200, 52)

    def light(self, *, on: bool) -> None:
        """Shows that a card would be let in."""
        if on != self._lit:
            self._lit = on
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(chosen.hot), 1.5 if self._lit else 1)
        if not self._lit:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(chosen.hot_soft if self._lit else chosen.panel))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.CARD_RADIUS, theme.CARD_RADIUS)
        text = _("Lost")
        painter.setFont(theme.font(weight=theme.QFont.Weight.DemiBold))
        wide = painter.fontMetrics().horizontalAdvance(text) + 24
        left = (self.width() - wide) // 2
        where = self.rect().adjusted(left, (self.height() - 16) // 2, 0, 0)
        where.setSize(QSize(16, 16))
        paint_icon(painter, "circle-x", where, chosen.hot)
        painter.setPen(QColor(chosen.hot))
        painter.drawText(self.rect().adjusted(left + 24, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


class Dragging(QObject):
    """One drag after the other. `dropped` gives a card and the key of the column that it was let go over."""

    dropped = Signal(object, str)

    def __init__(self, board: QWidget, area: QScrollArea) -> None:
        super().__init__(board)
        self._board, self._area = board, area
        self._columns: list[ColumnView] = []
        self._card: Card | None = None
        self._hold, self._at = QPoint(), QPoint()
        self._over: QWidget | None = None
        self._picture, self.lost = Carried(board), LostTarget(board)
        self._scrolling = QTimer(self, interval=EVERY)
        self._scrolling.timeout.connect(self._scroll)
        board.installEventFilter(self)

    def watch(self, columns: list[ColumnView]) -> None:
        """Lets cards be carried between `columns`."""
        self.cancel()
        self._columns = columns
        for one in columns:
            one.list.picked_up.connect(self._begin)
            one.list.carried.connect(self._carry)
            one.list.let_go.connect(self._drop)
            one.list.given_up.connect(self.cancel)

    def is_carrying(self) -> bool:
        """Whether a card is in the air."""
        return self._card is not None

    def _begin(self, card: Card, hold: QPoint) -> None:
        source = self.sender()
        if not isinstance(source, CardList):
            return
        place = source.cards.place_of(card.id)
        if place is None:
            return
        self._card, self._hold = card, hold
        self._picture.show_picture(source.card_picture(place))
        self._place_lost()
        self.lost.show()
        self.lost.raise_()
        self._picture.raise_()
        self._scrolling.start()

    def _place_lost(self) -> None:
        high = self.lost.sizeHint().height()
        self.lost.setGeometry(0, self._board.height() - high, self._board.width(), high)

    def _carry(self, at: QPoint) -> None:
        if self._card is None:
            return
        self._at = at
        self._picture.move(self._board.mapFromGlobal(at) - self._hold)
        self._aim()

    def _aim(self) -> None:
        """Lights what lies under the mouse, if the card may be let in there."""
        over = self._under()
        if self._over is not None and self._over is not over:
            self._light(self._over, on=False)
        self._over = over
        if over is not None:
            self._light(over, on=True)

    def _under(self) -> QWidget | None:
        card = self._card
        at = self._board.mapFromGlobal(self._at)
        if card is None or not self._board.rect().contains(at):
            return None
        if self.lost.geometry().contains(at):
            return self.lost
        for one in self._columns:
            if one.rect().contains(one.mapFromGlobal(self._at)):
                return one if one.key != card.stage else None
        return None

    def _light(self, target: QWidget, *, on: bool) -> None:
        if isinstance(target, ColumnView) and self._card is not None:
            place = 0 if target.key == WON else target.list.cards.landing(self._card)
            target.light(on=on, place=place)
        elif isinstance(target, LostTarget):
            target.light(on=on)

    def _scroll(self) -> None:
        at = self._board.mapFromGlobal(self._at)
        wide = self._board.width()
        if 0 <= at.y() <= self._board.height():
            _step(self._area.horizontalScrollBar(), at.x(), wide)
        over = self._over
        if isinstance(over, ColumnView):
            top = over.list.mapTo(self._board, QPoint()).y()
            _step(over.list.verticalScrollBar(), at.y() - top, self.lost.geometry().top() - top)
        self._aim()

    def _drop(self, at: QPoint) -> None:
        self._at = at
        over, card = self._under(), self._card
        self.cancel()
        if card is None or over is None:
            return
        self.dropped.emit(card, over.key if isinstance(over, ColumnView) else LOST)

    def cancel(self) -> None:
        """Puts the card back."""
        if self._over is not None:
            self._light(self._over, on=False)
        self._card = self._over = None
        self._scrolling.stop()
        self._picture.hide()
        self.lost.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.lost.isVisible():
            self._place_lost()
        elif event.type() == QEvent.Type.Hide:
            self.cancel()
        return super().eventFilter(watched, event)


def _step(bar: QScrollBar, at: int, length: int) -> None:
    """Scrolls the faster the nearer the mouse is to an end, or the further beyond it."""
    if at < EDGE:
        bar.setValue(bar.value() - min(28, 4 + (EDGE - at) // 3))
    elif at > length - EDGE:
        bar.setValue(bar.value() + min(28, 4 + (at - length + EDGE) // 3))
