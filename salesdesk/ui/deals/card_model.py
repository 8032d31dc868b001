"""The cards of one column, and what is written on each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from salesdesk.clock import Clock
from salesdesk.i18n import _
from salesdesk.services.deals_board import Card
from salesdesk.ui.deals.wording import amount, chip, closes, spoken, whom
from salesdesk.ui.widgets.marking import Marking

Index = QModelIndex | QPersistentModelIndex
CARD: Final = Qt.ItemDataRole.UserRole
TEXTS: Final = Qt.ItemDataRole.UserRole + 1
MARKED: Final = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class CardTexts:
    """What is written on a card. `worth`: whether there is an amount."""

    title: str
    whom: str
    amount: str
    worth: bool
    chip: str
    tone: str
    closes: str
    closes_short: str


class CardModel(QAbstractListModel):
    """Cards in their order. Others take their place without a reset where only some of them changed."""

    def __init__(self, clock: Clock, marking: Marking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock, self._marking = clock, marking
        self._cards: list[Card] = []
        self._texts: dict[int, CardTexts] = {}  # of those that were painted, by the row of the store

    @property
    def cards(self) -> list[Card]:
        """The cards, the first one first."""
        return self._cards

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's name and default)
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.at(index)
        if card is None:
            return None
        if role == TEXTS:
            return self._written(card)
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == CARD:
            return card
        if role == MARKED:
            return card.id in self._marking.ids
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = spoken(card, self._clock)
            return f"{told}, {_('marked')}" if card.id in self._marking.ids else told
        return None

    def at(self, index: Index) -> Card | None:
        """The card at `index`; None for nowhere."""
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        return self._cards[index.row()]

    def id_at(self, index: Index) -> UUID | None:
        """The deal whose card is at `index`."""
        card = self.at(index)
        return card.id if card is not None else None

    def place_of(self, deal: UUID | None) -> int | None:
        """Where the card of a deal stands."""
        return next((n for n, one in enumerate(self._cards) if one.id == deal), None)

    def landing(self, card: Card) -> int:
        """Where a card would stand among these: by when they are expected to close."""
        return bisect_left(self._cards, card.place, key=lambda one: one.place)

    def _written(self, card: Card) -> CardTexts:
        found = self._texts.get(card.row)
        if found is None:
            whole, short = closes(card, self._clock)
            text, tone = chip(card)
            found = CardTexts(
                card.title, whom(card), amount(card), bool(card.amount), text, tone, whole, short
            )
            self._texts[card.row] = found
        return found

    def show(self, cards: Sequence[Card]) -> bool:
        """Shows other cards; True where it had to begin anew, so that nothing that was chosen is."""
        if [one.id for one in cards] == [one.id for one in self._cards]:
            self._cards = list(cards)
            self._texts.clear()
            if cards:
                self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))
            return False
        self.beginResetModel()
        self._cards = list(cards)
        self._texts.clear()
        self.endResetModel()
        return True

    def renew(self, card: Card) -> bool:
        """Shows a card as it is now; False where it is not among these."""
        place = self.place_of(card.id)
        if place is None:
            return False
        self._cards[place] = card
        self._texts.pop(card.row, None)
        self.dataChanged.emit(self.index(place), self.index(place))
        return True

    def take(self, place: int) -> Card:
        """Takes the card at `place` away."""
        self.beginRemoveRows(QModelIndex(), place, place)
        card = self._cards.pop(place)
        self._texts.pop(card.row, None)
        self.endRemoveRows()
        return card

    def put(self, card: Card) -> int:
        """Puts a card where it belongs, and says where that is."""
        place = self.landing(card)
        self.beginInsertRows(QModelIndex(), place, place)
        self._cards.insert(place, card)
        self.endInsertRows()
        return place
