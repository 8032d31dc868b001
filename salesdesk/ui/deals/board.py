"""The board: the columns beside each other, moved through by arrows, cards moved by mouse or by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from salesdesk.clock import Clock
from salesdesk.services.deal_stages import label
from salesdesk.services.deals_board import Board, Card
from salesdesk.ui.deals.column import ColumnView
from salesdesk.ui.deals.dragging import WON, Dragging
from salesdesk.ui.deals.wording import won_title
from salesdesk.ui.widgets.marking import Marking

_GAP: Final = 12


class BoardView(QWidget):
    """Columns of cards, of which one card is in front."""

    opened = Signal(object)  # the id of a deal
    chosen = Signal(object)  # the id of the deal now in front
    dropped = Signal(object, str)  # a card, and the key of the stage, `won` or `lost` that it was dropped on

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._front: UUID | None = None
        self.marking = Marking(self)
        self._keys: list[tuple[str, str]] = []
        self.columns: list[ColumnView] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        outer.addWidget(self._area)
        self.dragging = Dragging(self, self._area)
        self.dragging.dropped.connect(self.dropped)

    def show_board(self, board: Board) -> None:
        """Shows a board; which card is in front, and what is scrolled to, stays."""
        keys = [*((one.key, label(one)) for one in board.stages), (WON, won_title(self._clock))]
        if keys != self._keys:
            self._build(keys)
        for column, cards in zip(self.columns, (*board.columns, board.won), strict=True):
            column.show_cards(cards, board.currency, self._front)
        self.marking.keep({card.id for cards in (*board.columns, board.won) for card in cards})
        if any(one.list.hasFocus() and not one.list.cards.rowCount() for one in self.columns):
            self.take_keyboard()  # as after the last card of a column was won

    def _build(self, keys: Sequence[tuple[str, str]]) -> None:
        had_keyboard = any(one.list.hasFocus() for one in self.columns)
        self._keys = list(keys)
        inside = QWidget()
        inside.setAutoFillBackground(False)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self.marking.unwatch()
        self.columns = [ColumnView(key, title, self._clock, self.marking) for key, title in keys]
        for one in self.columns:
            row.addWidget(one, 1)
            one.list.opened.connect(self.opened)
            one.list.chosen.connect(self._chosen)
            one.list.sideways.connect(self._sideways)
        self.dragging.watch(self.columns)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)  # which Qt has just switched on
        if had_keyboard:
            self.take_keyboard()

    def front(self) -> Card | None:
        """The card in front."""
        found = (one.list.current() for one in self.columns)
        return next((card for card in found if card is not None and card.id == self._front), None)

    def card(self, deal: UUID) -> Card | None:
        """The card of a deal, wherever it stands."""
        for one in self.columns:
            place = one.list.cards.place_of(deal)
            if place is not None:
                return one.list.cards.cards[place]
        return None

    def choose(self, deal: UUID, *, keyboard: bool = True) -> bool:
        """Puts a deal in front and brings it into sight; False where it is not on the board."""
        for one in self.columns:
            place = one.list.cards.place_of(deal)
            if place is not None:
                self._front = deal
                one.list.choose(place)
                self._chosen(deal)
                if keyboard:
                    one.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self._area.ensureWidgetVisible(one, 0, 0)
                return True
        return False

    def show_front(self) -> None:
        """Brings the column of the card in front into sight, as after the board became narrower."""
        for one in self.columns:
            if one.list.current() is not None:
                self._area.ensureWidgetVisible(one, 0, 0)

    def take_keyboard(self) -> None:
        """Puts the keyboard on the card in front, or on the first one."""
        if self._front is not None and self.choose(self._front):
            return
        found = next((one for one in self.columns if one.list.cards.rowCount()), None)
        if found is not None:
            found.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, deal: UUID) -> None:
        """Whatever was in front in another column is so no more."""
        self._front = deal
        for one in self.columns:
            card = one.list.current()
            if card is not None and card.id != deal:
                one.list.leave()
        self.chosen.emit(deal)

    def _sideways(self, step: int) -> None:
        """Goes to the card beside, at about the same height, in the next column that has one."""
        at = next((n for n, one in enumerate(self.columns) if one.list is self.sender()), None)
        if at is None:
            return
        here = self.columns[at].list
        height = here.visualRect(here.currentIndex()).center().y()
        there = at + step
        while 0 <= there < len(self.columns):
            column = self.columns[there]
            count = column.list.cards.rowCount()
            if count:
                index = column.list.indexAt(QPoint(column.list.viewport().width() // 2, height))
                column.list.choose(index.row() if index.isValid() else count - 1)
                column.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self._area.ensureWidgetVisible(column, 0, 0)
                return
            there += step

    def beside(self, card: Card, step: int) -> str:
        """The key of the stage before (-1) or after (1) that of a card, `won` after the last one; the empty text
        where there is none."""
        keys = [key for key, _title in self._keys]
        if card.outcome or card.stage not in keys:
            return ""
        there = keys.index(card.stage) + step
        return keys[there] if 0 <= there < len(keys) else ""

    def renew(self, card: Card) -> None:
        """Shows a card as it is now, in its place."""
        for one in self.columns:
            if one.list.cards.renew(card):
                one.retell()

    def shift(self, card: Card, key: str) -> None:
        """Shows a card in the column of another stage at once; the reading that follows the write says the rest."""
        source = next((one for one in self.columns if one.key == card.stage), None)
        target = next((one for one in self.columns if one.key == key), None)
        place = source.list.cards.place_of(card.id) if source else None
        if source is None or target is None or place is None:
            return
        had_keyboard = source.list.hasFocus()
        for one in (source, target):
            one.list.silent = True
        source.list.leave()
        source.list.cards.take(place)
        source.list.leave()
        landed = target.list.cards.put(replace(card, stage=key, quiet=0))
        for one in (source, target):
            one.retell()
            one.list.silent = False
        self._front = card.id
        target.list.choose(landed)
        if had_keyboard:
            target.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(target, 0, 0)
