"""The deals with a prospect: each open one as a card with how far it is, those closed in a line."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.locally import short_day, whole_money
from salesdesk.domain.pipeline import Stage
from salesdesk.domain.values import Money
from salesdesk.i18n import _, ngettext
from salesdesk.services import deal_stages, deals_board
from salesdesk.services.cards import Card as Person
from salesdesk.services.deals_board import Card as Deal
from salesdesk.ui import theme
from salesdesk.ui.currencies import own_currency, worth
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import SETTLE
from salesdesk.ui.refresh import Written
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ElidedLabel, muted, secondary
from salesdesk.ui.widgets.stage_bar import StageBar

_SUBJECTS = ("deals", "deal_lines", "deal_stages")


class Deals(QWidget):
    """Reads itself: a prospect has a handful of deals."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._prospect: UUID | None = None
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._read)
        desk.written.connect(self._heard)
        self.hide()

    def show_person(self, person: Person) -> None:
        """Shows the deals with a prospect; hides where there is none."""
        self._prospect = person.prospect.id
        self._read()

    def _heard(self, written: Written) -> None:
        if self._prospect is not None and written.touches(*_SUBJECTS):
            self._settle.start()

    def _read(self) -> None:
        if self._prospect is None:
            return
        store, currency = self._desk.store, own_currency(self._desk.settings)
        with store.read() as reading:
            found = deals_board.of_prospect(reading, self._prospect, store.clock, currency)
            stages = deal_stages.read(reading)
        if (found, stages) != self._shown:
            self._shown = (found, stages)
            self._show(found, stages, currency)

    def _show(self, found: Sequence[Deal], stages: Sequence[Stage], currency: str) -> None:
        while item := self._column.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in found:
            if not one.outcome:
                card = DealCard(one, stages, self._desk)
                card.opened.connect(self._open)
                self._column.addWidget(card)
        won = [one for one in found if one.outcome == "won"]
        if won:
            told = ngettext("{number} sale so far", "{number} sales so far", len(won))
            worth, _left = deals_board.total(won)
            parts = [told.format(number=len(won))]
            if worth:
                parts.append(whole_money(Money(worth, currency)))
            line = muted(" · ".join(parts))
            line.setContentsMargins(4, 0, 0, 0)
            self._column.addWidget(line)
        self.setVisible(bool(self._column.count()))

    def _open(self, deal: UUID) -> None:
        self._desk.go("pipeline", deal)


class DealCard(Card):
    """One open deal; a click or Enter opens it in the pipeline."""

    opened = Signal(object)

    def __init__(self, deal: Deal, stages: Sequence[Stage], desk: Desk) -> None:
        super().__init__()
        self._deal = deal.id
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        head = self.head(_("Deal"), deal.title)
        told_worth = secondary(worth(deal.amount, deal.currency))
        told_worth.setFont(theme.font(tabular=True))
        head.buttons.addWidget(told_worth)
        names = [*(deal_stages.label(one) for one in stages), _("Won")]
        keys = [one.key for one in stages]
        at = keys.index(deal.stage) if deal.stage in keys else -1
        parts = [
            names[at] if at >= 0 else deal.stage,
            _("likely {number} %").format(number=deal.probability),
        ]
        if deal.expected_close:
            now = today(desk.clock)
            when = _("was to close {day}") if deal.expected_close < now else _("closes {day}")
            parts.append(when.format(day=short_day(deal.expected_close, now)))
        told = " · ".join(parts)
        bar, words = StageBar(), ElidedLabel(told, "secondary")
        bar.say(names, at, told)
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addWidget(bar)
        row = QHBoxLayout()
        row.addWidget(words, 1)
        column.addLayout(row)
        self.body.addLayout(column)
        self.setAccessibleName(", ".join((_("Deal"), deal.title, worth(deal.amount, deal.currency), told)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._deal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._deal)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.set_edge("accent")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.set_edge("line")
