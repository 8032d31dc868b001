"""What stands beside the board: the deal in front, a new one, what was lost this month, or what a discount leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.i18n import _
from salesdesk.services.deals_board import Card
from salesdesk.ui.deals.asking import NewDeal
from salesdesk.ui.deals.detail import DealDetail
from salesdesk.ui.deals.stand import StandPane
from salesdesk.ui.deals.wording import amount, whom
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.labels import strong
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.scrolling import ScrollArea

_SIDES: Final = ("deal", "new", "stand", "lost")  # as they stand in the stack


class Pane(QWidget):
    """One of four at a time, with a way back above."""

    back = Signal()
    lost_chosen = Signal(object)  # the id of a deal

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.detail, self.asking, self.stand = DealDetail(desk), NewDeal(desk), StandPane(desk)
        self._lost = RowList(name=_("Lost this month"))
        self._lost.opened.connect(self.lost_chosen)
        self.stand.left.connect(self.back)
        self._lost.clicked.connect(lambda: self.lost_chosen.emit(self._lost.current_key()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        self._leave = button(_("Back to the board"), self.back.emit, kind="plain", icon="arrow-left")
        self._close = button("", self.back.emit, kind="plain", icon="x", name=_("Close the pane"), tip="Esc")
        head.addWidget(self._leave)
        head.addStretch(1)
        head.addWidget(self._close)
        column.addLayout(head)
        self._stack = QStackedWidget()
        self._areas = [ScrollArea(one) for one in (self.detail, self.asking, self.stand)]
        for one in self._areas:
            inside = one.widget()
            if inside is not None:
                inside.setMinimumWidth(1)  # the pane gives the width
            self._stack.addWidget(one)
        self._stack.addWidget(self._lost_side())
        column.addWidget(self._stack, 1)

    def _lost_side(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(8, 6, 8, 8)
        self._lost_title = strong("", step=2)
        self._lost_title.setContentsMargins(12, 0, 12, 4)
        self._lost_title.setWordWrap(True)
        column.addWidget(self._lost_title)
        column.addWidget(self._lost, 1)
        return made

    def fold(self, *, folded: bool) -> None:
        """Whether it has taken the place of the board, and says the way back in words."""
        self._leave.setVisible(folded)
        self._close.setVisible(not folded)

    def shows(self) -> str:
        """What is shown: `deal`, `new`, `stand` or `lost`."""
        return _SIDES[self._stack.currentIndex()]

    def show_side(self, name: str) -> None:
        """Shows the deal, the new one, the stand or the lost ones, from the top."""
        self._stack.setCurrentIndex(_SIDES.index(name))

    def to_top(self) -> None:
        """Shows the deal from its beginning."""
        self._areas[0].verticalScrollBar().setValue(0)

    def show_lost(self, title: str, cards: Sequence[Card]) -> None:
        """Lists what was lost."""
        self._lost_title.setText(title)
        rows: list[Row] = [
            Row(
                one.id,
                one.title,
                " · ".join(part for part in (whom(one), amount(one)) if part),
                chip=vocabulary.label("cause", one.cause) if one.cause else "",
                tone="neutral",
                icon="circle-x",
            )
            for one in cards
        ]
        self._lost.show_rows(rows)

    def take_keyboard(self) -> None:
        """Puts the keyboard into what is shown."""
        sides = (self.detail.first(), self.asking.first(), self.stand.first(), self._lost)
        target: Any = sides[self._stack.currentIndex()]
        target.setFocus(Qt.FocusReason.OtherFocusReason)
