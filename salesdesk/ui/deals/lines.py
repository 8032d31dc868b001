"""What a deal is about: its lines, a line to add to them, what may be offered along, and what all comes to."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.deal_margins import sums
from salesdesk.domain.deals import DealLine
from salesdesk.domain.locally import whole_money
from salesdesk.domain.values import Money
from salesdesk.i18n import _
from salesdesk.services import deals, products
from salesdesk.services.deal_line_text import line_meant
from salesdesk.services.deals_told import Whole
from salesdesk.ui import theme
from salesdesk.ui.deals.line_row import MARGIN, WIDTHS, LineRow, priced, share
from salesdesk.ui.deals.offering import Offering
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import completes, tried
from salesdesk.ui.widgets.labels import ToneLabel, muted, strong

_TAKES: Final = "+"
_REFUSES: Final = ("-", "−")


class AddLine(QLineEdit):
    """Adds what is typed; empty, + and - answer what is offered."""

    answered = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.text() and event.text() in (_TAKES, *_REFUSES):
            self.answered.emit(event.text() == _TAKES)
            return
        super().keyPressEvent(event)


class Lines(Card):
    """Lines of the deal that it is given; rows stay as long as their line does, so that typing is not disturbed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._whole: Whole | None = None
        self._rows: dict[UUID, LineRow] = {}
        head = self.head(_("What is sold"))
        self._sum = strong("")
        head.buttons.addWidget(self._sum)
        self._titles = _titles()
        self.body.addWidget(self._titles)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(10, 0, 10, 0)
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.offering = Offering(desk)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 6, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.offering)
        self.field = AddLine()
        self.field.setPlaceholderText(_("Add a line: Oak tray x40 @ 1 550"))
        self.field.setAccessibleName(_("Add a line"))
        foot.addWidget(self.field)
        self._trouble = ToneLabel("", "hot", wrap=True)
        self._trouble.hide()
        foot.addWidget(self._trouble)
        self._leaves = muted("", wrap=True)
        foot.addWidget(self._leaves)
        self.body.addLayout(foot)
        self.field.returnPressed.connect(self._add)
        self.field.answered.connect(self.offering.answer)
        completer: Any = completes(self.field, ())
        completer.activated[str].connect(self._completed)

    def show_deal(self, whole: Whole, *, other: bool) -> None:
        """Shows the lines of a deal. `other`: of another one than before."""
        self._whole = whole
        if other:
            self.field.clear()
            self._trouble.hide()
            self._drop(list(self._rows))
            with self._desk.store.read() as reading:
                completes(self.field, [one.name for one in products.all_of(reading)])
        self._drop([one for one in self._rows if one not in {line.id for line in whole.lines}])
        for place, one in enumerate(whole.lines):
            row = self._rows.get(one.id)
            if row is None:
                row = self._rows[one.id] = LineRow(self._desk, one, whole.deal.currency)
                row.removed.connect(self._remove)
                self._list.insertWidget(place, row)
            else:
                row.show_line(one)
        self._titles.setVisible(bool(whole.lines))
        self._tab_order()
        self._say_sums(whole)
        self.offering.show_proposals(whole.deal.id, whole.proposals)

    def _drop(self, lines: list[UUID]) -> None:
        for one in lines:
            row = self._rows.pop(one)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _tab_order(self) -> None:
        """Tab goes through the lines from above, then to the line to add."""
        before: QWidget | None = None
        for index in range(self._list.count()):
            item = self._list.itemAt(index)
            row = item.widget() if item else None
            inside = row.findChildren(QWidget) if row else []
            for one in sorted(inside, key=lambda one: not isinstance(one, QLineEdit)):  # what is typed first
                if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is self.window():
                    if before is not None:
                        QWidget.setTabOrder(before, one)
                    before = one
        if before is not None:
            QWidget.setTabOrder(before, self.field)

    def _say_sums(self, whole: Whole) -> None:
        found, currency = sums(priced(one) for one in whole.lines), whole.deal.currency
        self._sum.setText(whole_money(Money(found.net, currency)) if whole.lines else "")
        told: list[str] = []
        if found.margin is not None:
            told.append(_("Margin {share}").format(share=share(found.margin)))
            if found.covered < found.count:
                told.append(
                    _("of {number} of {all} lines with a cost").format(number=found.covered, all=found.count)
                )
        if found.discount > 0:
            told.append(
                _("{amount} under the list").format(amount=whole_money(Money(found.discount, currency)))
            )
        self._leaves.setText(" · ".join(told))
        self._leaves.setVisible(bool(told))

    def _completed(self, _text: str) -> None:
        QTimer.singleShot(0, self, self._add)  # the completer writes into the field once more after this

    def _add(self) -> None:
        text, whole, store = self.field.text().strip(), self._whole, self._desk.store
        if not text or whole is None:
            return

        def adding() -> DealLine:
            with store.read() as reading:
                draft = line_meant(reading, text, whole.deal.currency, today(store.clock))
            return deals.add_line(store, whole.deal.id, draft)

        taken, told = tried(self._desk, adding)
        self._trouble.setText(told)
        self._trouble.setVisible(bool(told))
        if taken:
            self.field.setText("")  # forgets the typing, so that Ctrl+Z takes back the line that was added

    def _remove(self, line_: Any) -> None:
        told = _("Removed {what}").format(what=line_.name)
        self._desk.act(lambda: (deals.remove_line(self._desk.store, line_), True), told=told)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [row.commit() for row in self._rows.values()]  # each, also after one that was not
        return all(taken)


def _titles() -> QWidget:
    """The titles above the numbers of the lines."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(10, 8, 16, 0)
    row.setSpacing(4)
    widths = [*WIDTHS.values(), MARGIN]
    titles = [_("Pieces"), _("List"), _("Price"), _("Cost"), _("Margin")]
    for title, wide in zip(titles, widths, strict=True):
        label = muted(title, step=-2)
        label.setFixedWidth(wide)
        label.setContentsMargins(0, 0, 6 if wide != MARGIN else 0, 0)
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(label)
    total = muted(_("Sum"), step=-2)
    total.setAlignment(Qt.AlignmentFlag.AlignRight)
    row.addWidget(total, 1)
    made.setFont(theme.font(-2))
    return made
