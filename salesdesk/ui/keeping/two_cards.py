"""How a tab of people stands: their list in a card with what is said where there is nobody, and a card beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.rows import RowList
from salesdesk.ui.widgets.states import EmptyState


class ListCard(Card):
    """A list under its heading; `lists` turns to the empty state where there is nobody."""

    def __init__(self, title: str, people: RowList, empty: EmptyState) -> None:
        super().__init__()
        self.heading = self.head(title)
        self.lists = QStackedWidget()
        for part in (people, empty):
            self.lists.addWidget(part)
        self.body.addWidget(self.lists, 1)
        self.body.setContentsMargins(1, 1, 1, 8)


def side_by_side(tab: QWidget, left: Card, right: Card) -> None:
    """Sets the two cards side by side; the left one takes the room that there is."""
    row = QHBoxLayout(tab)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    row.addWidget(left, 1)
    row.addWidget(right)
