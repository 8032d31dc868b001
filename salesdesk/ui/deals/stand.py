"""At the stand: what a discount, a raise or a bundle leaves, told while it is typed.

Without a deal, of what is typed or of products by name; in a deal, of its lines, and kept there by Enter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.deals import DealLine
from salesdesk.domain.locally import exact_money
from salesdesk.domain.pipeline import line_minor
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import deals, discounts, products, stand
from salesdesk.services.deals_told import Whole
from salesdesk.services.stand import Answer, Part
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.deals.stand_parts import PartRow
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import muted, secondary, strong

_TOGETHER: Final = "together"


class Told(QWidget):
    """What is left, in sentences, and what is left of the month's discount budget."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._change, self._first, self._rest = muted("", wrap=True), strong(""), secondary("", wrap=True)
        self._first.setWordWrap(True)
        self._budget = muted("", wrap=True)
        self._set = button(_("Set a discount budget"), self._go, kind="link")
        row = QHBoxLayout()
        row.addWidget(self._set)
        row.addStretch(1)
        for part in (self._change, self._first, self._rest, self._budget):
            column.addWidget(part)
        column.addLayout(row)
        self.hide()

    def say(self, found: Answer, currency: str, *, given: int = 0) -> None:
        """Says what is left; `given` is what the change itself gives away, in minor units of `currency`."""
        change, first, *rest = (one.replace(" %", "\u00a0%") for one in (found.change, *found.told))
        self._change.setText(change)
        self._change.show()
        self._first.setText(first)
        self._rest.setText(" ".join(rest))
        self._rest.setVisible(bool(rest))
        store = self._desk.store
        with store.read() as reading:
            month = discounts.this_month(reading, store.clock, currency)
        budget = discounts.told(month, store.clock)
        if given > 0 and month.budget is not None and month.currency == currency:
            budget = f"{budget} {_('This takes {amount} of it.').format(amount=exact_money(given, currency))}"
        self._budget.setText(budget)
        self._budget.show()
        self._set.setVisible(month.budget is None)
        self.show()

    def refuse(self, sentence: str) -> None:
        """Says what is missing, or what cannot be read."""
        for part in (self._change, self._first):
            part.setText("")
            part.hide()
        self._rest.setText(sentence)
        for part, shown in ((self._rest, True), (self._budget, False), (self._set, False)):
            part.setVisible(shown)
        self.show()

    def text(self) -> str:
        """All that is said."""
        parts = (self._change, self._first, self._rest, self._budget)
        return " ".join(one.text() for one in parts if one.text() and not one.isHidden())

    def reckon(self, parts: Sequence[Part], text: str, currency: str, *, deal: bool = False) -> Answer | None:
        """Says what a change typed as `text` leaves of `parts`, or what is wrong with it; nothing for no text.
        Of a line of a `deal` it says what the change takes of the budget."""
        if not text.strip():
            self.hide()
            return None
        try:
            found = stand.answer(parts, text, currency)
        except UserError as error:
            self.refuse(str(error))
            return None
        self._first.show()
        given = 0
        if len(parts) == 1 and deal:
            given = line_minor(parts[0].quantity, max((parts[0].price or 0) - found.price, 0))
        self.say(found, currency, given=given)
        return found

    def _go(self) -> None:
        self._desk.go("settings", "own")


class DealStand(Card):
    """What a change of price leaves of a line of the deal, or of all of them together. Enter keeps it on its line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: Sequence[DealLine] = ()
        self._currency, self._answer = "", None
        self.head(_("What a discount leaves"))
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.which = Choice((), name=_("Line"), quiet=False)
        self.change = line(_("10 %, +5 % or 1 390"), name=_("Discount or new price"))
        self.change.setFixedWidth(150)
        row.addWidget(self.which, 1)
        row.addWidget(self.change)
        column.addLayout(row)
        self.told = Told(desk)
        column.addWidget(self.told)
        self._keep = button(_("Put it on the line"), self.keep, icon="check", tip=_("Enter"))
        foot = QHBoxLayout()
        foot.addWidget(self._keep)
        foot.addStretch(1)
        column.addLayout(foot)
        self.body.addLayout(column)
        self.change.textChanged.connect(self._reckon)
        self.change.returnPressed.connect(self.keep)
        self.which.chosen.connect(self._reckon)
        self._keep.hide()

    def show_deal(self, whole: Whole, *, other: bool) -> None:
        """Takes the lines of a deal; hides where it has none, or is closed."""
        self._lines, self._currency = whole.lines, whole.deal.currency or own_currency(self._desk.settings)
        self.setVisible(bool(whole.lines) and not whole.deal.outcome)
        options = [(one.id.hex, one.name) for one in whole.lines]
        if len(options) > 1:
            options.append((_TOGETHER, _("All of them together")))
        before = self.which.value()
        self.which.offer([])
        self.which.offer(options)
        kept = before if not other and before in dict(options) else ""
        self.which.show_value(kept or next((value for value, _name in options), ""))
        if other:
            self.change.clear()
        self._reckon()

    def _chosen(self) -> Sequence[DealLine]:
        value = self.which.value()
        return self._lines if value == _TOGETHER else [one for one in self._lines if one.id.hex == value]

    def _reckon(self, _text: str = "") -> None:
        parts = [
            Part(one.name, one.list_minor or one.net_minor, one.cost_minor, one.quantity)
            for one in self._chosen()
        ]
        self._answer = None
        if parts:
            self._answer = self.told.reckon(parts, self.change.text(), self._currency, deal=True)
        self._keep.setVisible(self._answer is not None and len(parts) == 1)

    def keep(self) -> None:
        """Writes the new price on the line."""
        found, lines = self._answer, self._chosen()
        if found is None or len(lines) != 1:
            return
        one, store = lines[0], self._desk.store
        told = _("{what}: now {price}").format(what=one.name, price=exact_money(found.price, self._currency))
        taken, refused = tried(self._desk, lambda: deals.edit_line(store, one, "net_minor", found.price))
        if taken:
            self.change.clear()
            self._desk.say(told, undo=True)
        elif refused:
            self.told.refuse(refused)


class StandPane(QWidget):
    """The same without a deal: of one piece, or of several products sold together."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._names: Sequence[str] = ()
        self._rows: list[PartRow] = []
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 16)
        inside = QWidget()
        inside.setMaximumWidth(640)
        outer.addWidget(inside, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(strong(_("What a discount leaves"), step=2))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        self._more = button(_("Together with another"), self._add, kind="link", icon="plus")
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        column.addLayout(row)
        self.change = line(_("10 %, +5 % or 1 390"))
        self._field = Field(_("Discount or new price"), self.change)
        column.addWidget(self._field)
        self.told = Told(desk)
        column.addWidget(self.told)
        column.addStretch(1)
        self.change.textChanged.connect(self._reckon)
        self._add()

    def ask(self) -> None:
        """Begins; what was typed stays."""
        with self._desk.store.read() as reading:
            self._names = [one.name for one in products.all_of(reading)]
        for row in self._rows:
            row.offer(self._names)
        self._reckon()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Where typing begins."""
        return self._rows[0].first()

    def _add(self) -> None:
        row = PartRow(self._desk)
        row.offer(self._names)
        row.changed.connect(self._reckon)
        row.removed.connect(self._remove)
        row.done.connect(self._next)
        self._rows.append(row)
        self._list.addWidget(row)
        self._say_how_many()
        before = self._rows[-2].last() if len(self._rows) > 1 else None
        for one in row.editors():
            if before is not None:
                QWidget.setTabOrder(before, one)
            before = one
        if before is not None:
            QWidget.setTabOrder(before, self._more)
        if self.isVisible():
            row.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: PartRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._say_how_many()
        self._reckon()
        self._rows[-1].first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_how_many(self) -> None:
        several = len(self._rows) > 1
        for row in self._rows:
            row.show_several(several=several)
        told = _("Discount, or price of all together") if several else _("Discount or new price")
        self._field.label.setText(told)
        self.change.setAccessibleName(told)

    def _next(self) -> None:
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reckon(self, _text: object = None) -> None:
        currency = own_currency(self._desk.settings)
        try:
            parts = [row.part(currency) for row in self._rows]
        except UserError as error:
            self.told.refuse(str(error))
            return
        self.told.reckon(parts, self.change.text(), currency)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
