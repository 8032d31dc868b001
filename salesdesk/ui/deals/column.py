"""One column of the board: its head with count and sum, and the list of its cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QStyle, QVBoxLayout, QWidget

from salesdesk.clock import Clock
from salesdesk.services.deals_board import Card
from salesdesk.ui import theme
from salesdesk.ui.deals.card_model import TEXTS, CardModel
from salesdesk.ui.deals.card_painting import GAP, HEIGHT, MARGIN, CardPainter, paint_card
from salesdesk.ui.deals.wording import heads, left_out
from salesdesk.ui.widgets.labels import ElidedLabel, muted, plainly, strong
from salesdesk.ui.widgets.marking import Marking

NARROWEST: Final = 168


class CardList(QListView):
    """The cards of a column. Arrows move, Enter opens; a card is picked up by pressing and moving the mouse."""

    opened = Signal(object)  # the id of a deal
    chosen = Signal(object)  # the id of the deal now in front, by mouse or by keyboard
    sideways = Signal(int)  # an arrow to the column beside: -1 or 1
    picked_up = Signal(object, QPoint)  # a card, and where in it the mouse holds it
    carried = Signal(QPoint)  # where the mouse is, on the screen
    let_go = Signal(QPoint)
    given_up = Signal()

    def __init__(self, model: CardModel, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = model
        self._pressed: QPoint | None = None
        self._carrying = False
        self._drop: int | None = None
        self.silent = False  # while cards are put back after a reading: nobody chose then
        self.setModel(model)
        self.setItemDelegate(CardPainter(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().setSingleStep((HEIGHT + GAP) // 3)

    def current(self) -> Card | None:
        """The card in front."""
        return self.cards.at(self.currentIndex())

    def choose(self, place: int) -> None:
        """Puts the card at `place` in front."""
        self.setCurrentIndex(self.cards.index(place))
        self.scrollTo(self.cards.index(place))

    def leave(self) -> None:
        """Lets go which card was in front."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def show_drop(self, place: int | None) -> None:
        """Draws a line above the card at `place`, where one would be let in; None draws none."""
        if place != self._drop:
            self._drop = place
            self.viewport().update()

    def card_picture(self, place: int) -> QPixmap:
        """The card at `place`, to be carried under the mouse."""
        wide = self.viewport().width() - 2 * MARGIN
        ratio = self.devicePixelRatioF()
        made = QPixmap(round(wide * ratio), round(HEIGHT * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        texts = self.cards.data(self.cards.index(place), TEXTS)
        paint_card(painter, QRect(0, 0, wide, HEIGHT), texts, self, state=QStyle.StateFlag.State_Selected)
        painter.end()
        return made

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        card = self.cards.at(now)
        if card is not None and not self.silent:
            self.chosen.emit(card.id)

    def _open(self, index: QModelIndex) -> None:
        card = self.cards.at(index)
        if card is not None:
            self.opened.emit(card.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._carrying:
            self._put_down()
            self.given_up.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers() & _CONTROL:
            self.sideways.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        on_a_card = self.indexAt(at).isValid() and event.button() == Qt.MouseButton.LeftButton
        self._pressed = at if on_a_card else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        if not self._carrying:
            if (at - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            index = self.indexAt(self._pressed)
            card = self.cards.at(index)
            if card is None or card.outcome:
                return
            self._carrying = True
            corner = self.visualRect(index).topLeft() + QPoint(MARGIN, 0)
            self.picked_up.emit(card, self._pressed - corner)
        self.carried.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        carrying = self._carrying
        self._put_down()
        if carrying:
            self.let_go.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def _put_down(self) -> None:
        self._pressed, self._carrying = None, False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0))
        else:
            self._moved(self.currentIndex(), self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is not None:
            self._paint_drop(self._drop)

    def _paint_drop(self, place: int) -> None:
        count = self.cards.rowCount()
        if not count:
            top = 4
        elif place < count:
            top = self.visualRect(self.cards.index(place)).top() - GAP // 2
        else:
            top = self.visualRect(self.cards.index(count - 1)).bottom() - GAP // 2
        top = max(2, min(top, self.viewport().height() - 4))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens(self).accent))
        painter.drawRoundedRect(QRectF(MARGIN, top - 1, self.viewport().width() - 2 * MARGIN, 3), 1.5, 1.5)
        painter.end()


_CONTROL: Final = Qt.KeyboardModifier.ControlModifier


class ColumnView(QWidget):
    """A column. `key` is that of its stage, or `won`."""

    def __init__(self, key: str, title: str, clock: Clock, marking: Marking) -> None:
        super().__init__()
        self.key, self._currency, self._title = key, "", title
        self._lit = False
        self._heads = [""]
        self.list = CardList(CardModel(clock, marking, self), name=title)
        marking.watch(self.list, self.list.cards.id_at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 6)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN + 4, 0, MARGIN + 2, 0)
        row.setSpacing(8)
        self.name, self.sum = ElidedLabel(title), muted("")
        self.name.setFont(strong("").font())
        self.sum.setFont(theme.font(-1, tabular=True))
        row.addWidget(self.name, 1)
        row.addWidget(self.sum)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(NARROWEST)

    def show_cards(self, cards: Sequence[Card], currency: str, front: UUID | None) -> None:
        """Shows the cards of the column; the one in front stays so, and the list where it was scrolled to."""
        self._currency = currency
        bar = self.list.verticalScrollBar()
        scrolled = bar.value()
        self.list.silent = True
        if self.list.cards.show(cards):
            place = self.list.cards.place_of(front)
            if place is not None:
                self.list.setCurrentIndex(self.list.cards.index(place))
            self.list.doItemsLayout()
            bar.setValue(scrolled)
        self.list.silent = False
        self.retell()

    def retell(self) -> None:
        """Says anew how many there are and what they come to."""
        cards = self.list.cards.cards
        self._heads = heads(cards, self._currency)
        self.sum.setToolTip(plainly(left_out(cards)))
        self.list.setAccessibleName(f"{self._title}, {self._heads[0]}")
        self._say_sum()

    def _say_sum(self) -> None:
        """Says as much of the sum as has room beside the name."""
        room = self.width() - 2 * MARGIN - 14 - self.name.sizeHint().width()
        metrics = self.sum.fontMetrics()
        fits = (one for one in self._heads if metrics.horizontalAdvance(one) <= room)
        self.sum.setText(next(fits, self._heads[-1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_sum()

    def light(self, *, on: bool, place: int | None = None) -> None:
        """Shows that a card may be let in here, and where it would stand."""
        self.list.show_drop(place if on else None)
        if on != self._lit:
            self._lit = on
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(chosen.accent) if self._lit else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.accent_soft if self._lit else chosen.faint))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.CARD_RADIUS, theme.CARD_RADIUS
        )
