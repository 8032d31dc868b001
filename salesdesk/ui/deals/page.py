"""Pipeline: the board of deals, and beside it the one in front."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, Final, cast
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.services import deals, deals_board
from salesdesk.services.deal_stages import label
from salesdesk.services.deals_board import Board, Card
from salesdesk.ui.bulk_foot import MarkedList
from salesdesk.ui.commands import Command
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.deals.acts import Acts
from salesdesk.ui.deals.board import BoardView
from salesdesk.ui.deals.bulk import acts
from salesdesk.ui.deals.commands import page_commands
from salesdesk.ui.deals.head import Head
from salesdesk.ui.deals.pane import Pane
from salesdesk.ui.deals.wording import lost
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.refresh import Written
from salesdesk.ui.widgets.edges import edge
from salesdesk.ui.widgets.states import EmptyState

FOLD_UNDER: Final = 970  # pixels under which board and pane have no room beside each other
PANE: Final = 440
_REST: Final = 0.001  # seconds in which the window gets the interpreter
REST: Final = 90  # milliseconds that the arrows rest on a card, until it is read


class PipelinePage(Page):
    """The board is read whole, off this thread; the deal in front is read in line."""

    slug = "pipeline"
    subjects = (
        *("deals", "deal_lines", "deal_stages", "stage_changes", "offers", "delivery_promises", "credits"),
        *("prospects", "companies", "activities", "followups", "products", "list_prices", "goes_with"),
        *("causes", "competitors", "techniques"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._board: Board | None = None
        self._then: UUID | None = None
        self._folded, self._moved, self._own = False, 0, False
        self.board, self.pane, self.head = BoardView(desk.clock), Pane(desk), Head()
        self.bulk = MarkedList(desk, self.board.marking, acts()).bar
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._show_front)
        self.acts = Acts(self)
        self._arrange()
        self.board.chosen.connect(self._chosen)
        self.board.opened.connect(self.open_deal)
        self.board.dropped.connect(self.acts.dropped)
        self.head.lost_asked.connect(self.show_lost)
        self.pane.back.connect(self.close_pane)
        self.pane.lost_chosen.connect(self._open_lost)
        self.pane.asking.taken.connect(self._taken)
        self.pane.asking.left.connect(self._left_new)
        self.pane.detail.gone.connect(self.close_pane)
        self.pane.detail.closed.connect(self._asked_enough)
        desk.commands.add(page_commands(self), on=self)

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.board, 1)
        column.addWidget(self.bulk)
        self._empty = EmptyState(
            "kanban",
            _("No deals yet"),
            _(
                "Each possible sale stands here as a card, in the column of its stage, until it is won or lost."
            ),
            act=_("New deal"),
            on_act=self.ask_new,
        )
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)
        self._line = edge(upright=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._stack, 1)
        row.addWidget(self._line)
        row.addWidget(self.pane)
        self.pane.hide()
        self._line.hide()

    def title(self) -> str:
        return _("Pipeline")

    def about(self) -> str:
        return _(
            "Every possible sale as a card in the column of its stage. Drag it on, or press Ctrl and an arrow; W is"
            " won, L is lost. A card says when it is late to close, or when nothing was done for too long."
            " The forecast counts each deal by how likely it is: as its stage says, and by your own closed deals"
            " once there are enough."
        )

    def main_command(self) -> Command | None:
        return self.desk.commands.find("new-deal")

    def load(self) -> None:
        store, currency = self.desk.store, own_currency(self.desk.settings)
        moved = self._moved

        def work(_progress: object) -> Board:
            with store.read() as reading:
                return deals_board.read(reading, store.clock, currency, rest=lambda: time.sleep(_REST))

        def done(board: Board) -> None:
            if moved == self._moved:
                self._read(board)
            else:
                self.reload()  # a card was moved meanwhile, which this reading has not seen

        self.desk.run(work, parent=self, on_done=done)

    def move_card(self, card: Card, key: str) -> None:
        """Moves a card to another stage: shown at once, written, and only that card read anew."""
        board, store = self._board, self.desk.store
        stage = next((one for one in board.stages if one.key == key), None) if board else None
        if board is None or stage is None:
            return
        self._moved += 1
        self.board.shift(card, key)
        told = _("Moved {title} to {stage}").format(title=card.title, stage=label(stage))
        self._own = True
        try:
            done = self.desk.act(lambda: deals.move(store, card.id, key), told=told)
        finally:
            self._own = False
        if done is None:
            self.board.shift(replace(card, stage=key), card.stage)
            return
        with store.read() as reading:
            fresh = deals_board.one(reading, card.id, store.clock, board.currency)
        if fresh is not None:
            self._board = deals_board.with_card(board, fresh)
            self.board.renew(fresh)
            self.head.show_board(self._board, self.desk.clock)
        if self.shows_deal():
            self.pane.detail.refresh()

    def _heard(self, written: Written) -> None:
        if not self._own:  # what this page moved itself stands there already
            super()._heard(written)

    def _read(self, board: Board) -> None:
        if self.board.dragging.is_carrying():
            self.reload()  # a card in the air stays what it was until it is let go
            return
        self._board = board
        self.head.show_board(board, self.desk.clock)
        self.board.show_board(board)
        self._stack.setCurrentIndex(1 if board.empty else 0)
        if self.pane.shows() == "lost":
            self.pane.show_lost(lost(board, self.desk.clock), board.lost)
        if self.shows_deal():
            self.pane.detail.refresh()
        then, self._then = self._then, None
        if then is not None:
            self.board.choose(then, keyboard=self.pane.isHidden())
        elif self.hasFocus():
            self.board.take_keyboard()
        self.shown()

    def front(self) -> Card | None:
        """The card in front."""
        return self.board.front()

    def some_lost(self) -> bool:
        """Whether something was lost this month."""
        return self.isVisible() and self._board is not None and bool(self._board.lost)

    def shows_deal(self) -> bool:
        """Whether the pane is open on a deal."""
        return not self.pane.isHidden() and self.pane.shows() == "deal"

    def _chosen(self, deal: UUID) -> None:
        if self.shows_deal() and not self.pane.detail.is_asking():
            whole = self.pane.detail.whole
            if whole is None or whole.deal.id != deal:
                self._rest.start()

    def _show_front(self) -> None:
        card = self.front()
        if card is not None and self.shows_deal():
            self.pane.detail.show_deal(card.id)
            self.pane.to_top()

    def open_deal(self, deal: UUID) -> None:
        """Opens a deal in the pane."""
        if self.show_in_pane(deal):
            self.pane.detail.take_keyboard()
            self.pane.to_top()

    def show_in_pane(self, deal: UUID) -> bool:
        """Shows a deal in the pane; False where there is none any more."""
        self._rest.stop()
        if not self.pane.detail.show_deal(deal):
            return False
        self.pane.show_side("deal")
        self.open_pane()
        return True

    def open_pane(self) -> None:
        """Makes room for the pane."""
        if self._folded:
            self._stack.hide()
        self._line.setVisible(not self._folded)
        self.pane.show()
        QTimer.singleShot(0, self, self.board.show_front)

    def close_pane(self) -> None:
        """Gives the board its whole room again."""
        if not self.pane.detail.commit():
            return
        self.pane.detail.won.hide()
        self.pane.detail.lost.hide()
        self.pane.hide()
        self._line.hide()
        self._stack.show()
        self.board.take_keyboard()

    def _asked_enough(self) -> None:
        if self._folded:
            self.close_pane()
        else:
            self.board.take_keyboard()

    def ask_new(self) -> None:
        """Asks for a new deal."""
        self._ask_new(None)

    def _ask_new(self, prospect: UUID | None) -> None:
        self.desk.go("pipeline")
        if not self.pane.detail.commit():
            return
        self.pane.show_side("new")
        self.open_pane()
        self.pane.asking.ask(prospect)

    def _taken(self, deal: UUID) -> None:
        self._then = deal
        self.show_in_pane(deal)
        self.pane.detail.take_keyboard()
        self.reload()

    def _left_new(self) -> None:
        self.pane.asking.clear()
        self.pane.show_side("deal")
        self.close_pane()

    def show_lost(self) -> None:
        """Lists what was lost this month."""
        if self._board is None:
            return
        self.pane.show_lost(lost(self._board, self.desk.clock), self._board.lost)
        self.pane.show_side("lost")
        self.open_pane()
        self.pane.take_keyboard()

    def _open_lost(self, deal: UUID | None) -> None:
        if deal is not None:
            self.open_deal(deal)

    def open(self, record: UUID | str) -> None:
        """Shows a deal; `deal:` and a prospect's id begins a new one with it, `stand:` is what a discount leaves."""
        act, _colon, ident = str(record).rpartition(":")
        if act == "deal":
            self._ask_new(UUID(ident))
        elif act == "stand":
            self.acts.show_stand()
        elif self.show_in_pane(UUID(ident)):
            self._then = UUID(ident)
            self.board.choose(UUID(ident), keyboard=False)
            self.pane.to_top()

    def commit(self) -> bool:
        return self.pane.detail.commit()

    def state(self) -> dict[str, object]:
        asking = not self.pane.isHidden() and self.pane.shows() == "new"
        card = self.front()
        return {
            "asking": self.pane.asking.state() if asking else {},
            "front": card.id.hex if card is not None else "",
        }

    def restore(self, state: dict[str, Any]) -> None:
        asking = state.get("asking")
        if isinstance(asking, dict) and asking:
            said = cast("dict[str, object]", asking)
            self.pane.asking.restore({name: str(text) for name, text in said.items()})
            self.pane.show_side("new")
            self.open_pane()
        try:
            self._then = UUID(str(state.get("front")))
        except ValueError:
            self._then = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.pane.isHidden():
            self.close_pane()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._stack.isHidden() or (not self.pane.isHidden() and self.pane.shows() in ("new", "stand")):
            self.pane.take_keyboard()
        else:
            self.board.take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < FOLD_UNDER
        if folded != self._folded or event.oldSize().width() < 0:
            self._folded = folded
            self.pane.fold(folded=folded)
            self._stack.setVisible(not folded or self.pane.isHidden())
            self._line.setVisible(not folded and not self.pane.isHidden())
            self.pane.setMinimumWidth(1 if folded else PANE)
            self.pane.setMaximumWidth(16_777_215 if folded else PANE)
