"""What is done with the deal in front, wherever it is in front: on the board or in the pane."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from salesdesk.services.deals_board import Card
from salesdesk.ui.deals.dragging import WON

if TYPE_CHECKING:
    from salesdesk.ui.deals.page import PipelinePage


class Acts(QObject):
    """The acts of one page."""

    def __init__(self, page: PipelinePage) -> None:
        super().__init__(page)
        self._page = page
        page.pane.detail.asked.connect(self.run)

    def card(self) -> Card | None:
        """The card that an act is about: that of the deal in the pane, else the one in front."""
        page = self._page
        whole = page.pane.detail.whole if page.shows_deal() else None
        return page.board.card(whole.deal.id) if whole is not None else page.front()

    def has_one(self) -> bool:
        """Whether there is a deal to act on."""
        page = self._page
        return (page.shows_deal() and page.pane.detail.whole is not None) or page.front() is not None

    def is_open(self) -> bool:
        """Whether that deal is open."""
        page = self._page
        whole = page.pane.detail.whole if page.shows_deal() else None
        if whole is not None:
            return not whole.deal.outcome
        card = page.front()
        return card is not None and not card.outcome

    def is_asking(self) -> bool:
        """Whether a new deal, won or lost is being asked."""
        page = self._page
        if page.pane.isHidden() or not page.isVisible():
            return False
        return page.pane.shows() == "new" or (page.shows_deal() and page.pane.detail.is_asking())

    def run(self, command: str) -> None:
        """Runs a command of the page by its id."""
        self._page.desk.commands.find(command).run()

    def open(self) -> None:
        """Opens the card in front."""
        card = self._page.front()
        if card is not None:
            self._page.open_deal(card.id)

    def step(self, by: int) -> None:
        """Moves it to the next stage, or to the one before; past the last one asks for won."""
        card = self.card()
        key = self._page.board.beside(card, by) if card is not None else ""
        if card is not None and key == WON:
            self._ask(card.id, "won")
        elif card is not None and key:
            self._page.move_card(card, key)

    def dropped(self, card: Card, key: str) -> None:
        """A card was dropped on a stage, on won or on lost."""
        if key in ("won", "lost"):
            self._ask(card.id, key)
        else:
            self._page.move_card(card, key)

    def show_stand(self) -> None:
        """Shows what a discount leaves, without a deal."""
        page = self._page
        if page.pane.detail.commit():
            page.pane.show_side("stand")
            page.open_pane()
            page.pane.stand.ask()

    def close(self, outcome: str) -> None:
        """Asks what must be known of it, which is won or lost."""
        card = self.card()
        if card is not None:
            self._ask(card.id, outcome)

    def _ask(self, deal: UUID, outcome: str) -> None:
        page = self._page
        page.board.choose(deal, keyboard=False)
        if page.show_in_pane(deal):
            page.pane.detail.ask(outcome)
            page.pane.to_top()

    def save_asked(self) -> None:
        """Ctrl+Enter: takes in the new deal, or saves won or lost."""
        pane = self._page.pane
        if pane.shows() == "new":
            pane.asking.take()
        else:
            pane.detail.save_asked()

    def open_again(self) -> None:
        """Opens a closed deal again."""
        self._read()
        self._page.pane.detail.open_again()

    def delete(self) -> None:
        """Deletes it."""
        self._read()
        self._page.pane.detail.delete()

    def _read(self) -> None:
        """Has the pane know the deal in front, also where it is shut."""
        page = self._page
        card = page.front()
        if not page.shows_deal() and card is not None:
            page.pane.detail.show_deal(card.id)
