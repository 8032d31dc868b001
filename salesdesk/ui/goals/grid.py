"""The cards of the goals side by side, as many as there is room for; the arrow keys go from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from salesdesk.ui.goals.card import GoalCard
from salesdesk.ui.goals.reading import Shown

GAP: Final = 14
_WIDTHS: Final = ((1060, 3), (620, 2))  # pixels, from which so many stand side by side
_OPENING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class GoalGrid(QWidget):
    """`chosen`: one was come to; `opened`: it is to be told whole. One of them is a stop of Tab."""

    chosen = Signal(object)  # UUID
    opened = Signal(object)  # UUID
    deleted = Signal(object)  # UUID
    rewarded = Signal(object)  # UUID
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[UUID, GoalCard] = {}
        self._front: UUID | None = None
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_goals(self, goals: Sequence[Shown]) -> None:
        """Shows these goals in their order; a card that is there already stays, with the keyboard."""
        wanted = {one.id: one for one in goals}
        held = next((at for at, one in enumerate(self.cards.values()) if one.hasFocus()), None)
        lost = held is not None and list(self.cards)[held] not in wanted
        for gone in [one for one in self.cards if one not in wanted]:
            card = self.cards.pop(gone)
            card.hide()
            card.deleteLater()
        for ident, shown in wanted.items():
            if ident in self.cards:
                self.cards[ident].show_goal(shown)
            else:
                self.cards[ident] = self._made(shown)
        self.cards = {ident: self.cards[ident] for ident in wanted}
        self._lay(self._room(), again=True)
        self._in_turn()
        if lost and self.cards and held is not None:
            self._go(min(held, len(self.cards) - 1))

    def _made(self, shown: Shown) -> GoalCard:
        card = GoalCard(shown)
        card.chosen.connect(self._clicked)
        card.rewarded.connect(self.rewarded)
        return card

    def choose(self, goal: UUID | None) -> None:
        """Marks the goal that is told below."""
        self._front = goal
        for ident, card in self.cards.items():
            card.set_in_front(on=ident == goal)
        self._in_turn()

    def take_keyboard(self) -> None:
        """Puts the keyboard on the card in front."""
        card = self.cards.get(self._front) if self._front is not None else None
        if card is None:
            card = next(iter(self.cards.values()), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def _in_turn(self) -> None:
        """Makes the card in front the one that Tab comes to, and Tab go through rewards in the order of the cards."""
        stop = self._front if self._front in self.cards else next(iter(self.cards), None)
        for ident, card in self.cards.items():
            policy = Qt.FocusPolicy.StrongFocus if ident == stop else Qt.FocusPolicy.ClickFocus
            card.setFocusPolicy(policy)

    def _clicked(self, goal: UUID) -> None:
        self.chosen.emit(goal)
        self.opened.emit(goal)

    def _room(self) -> int:
        return next((across for wide, across in _WIDTHS if self.width() >= wide), 1)

    def _lay(self, across: int, *, again: bool = False) -> None:
        if across == self._across and not again:
            return
        self._across = across
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // across, place % across)
        for column in range(max(one for _wide, one in _WIDTHS)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(self._room())

    def _go(self, place: int) -> None:
        ident = list(self.cards)[place]
        self.chosen.emit(ident)
        self.cards[ident].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        at = next((place for place, card in enumerate(self.cards.values()) if card.hasFocus()), None)
        if at is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        steps = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Up: at - self._across,
            Qt.Key.Key_Down: at + self._across,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.cards) - 1,
        }
        goal = list(self.cards)[at]
        if key in steps:
            if 0 <= steps[key] < len(self.cards):
                self._go(steps[key])
        elif key in _OPENING:
            self.chosen.emit(goal)
            self.opened.emit(goal)
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit(goal)
        elif key == Qt.Key.Key_N:
            self.new_asked.emit()
        else:
            super().keyPressEvent(event)
