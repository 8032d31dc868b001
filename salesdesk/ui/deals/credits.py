"""What came back of a sale: each credit against its line, and a line to note another one."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.deals import Credit
from salesdesk.domain.locally import exact_money, short_day
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import crediting, deals_after, prospects
from salesdesk.services.deals_told import Whole
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import amount, bare, day, many, quantity, tried
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import ElidedLabel, muted, secondary


class CreditsCard(Card):
    """Shown of a sale that has lines. The form is folded until something comes back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._whole: Whole | None = None
        self._head = self.head(_("Credits"))
        self.adding = button(_("Credit a line"), self.ask, kind="link", icon="plus")
        self._head.buttons.addWidget(self.adding)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(16, 6, 8, 6)
        self._list.setSpacing(2)
        self.body.addLayout(self._list)
        self.line = Choice([], quiet=False)
        self.quantity, self.amount, self.day = line("1"), line(), line(_("today"))
        self.note = line(_("Cracked glaze"))
        self._fields = {
            "line": Field(_("What came back"), self.line),
            "quantity": Field(_("How many"), self.quantity),
            "amount": Field(_("Amount"), self.amount),
            "day": Field(_("Day"), self.day),
            "note": Field(_("Why"), self.note),
        }
        self._form = QWidget()
        self._arrange()
        self.body.addWidget(self._form)
        self._form.hide()
        self.line.chosen.connect(self._propose)
        self.quantity.textChanged.connect(self._propose)
        for editor in (self.quantity, self.amount, self.day, self.note):
            editor.returnPressed.connect(self.save)

    def _arrange(self) -> None:
        grid = QGridLayout(self._form)
        grid.setContentsMargins(16, 4, 16, 12)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._fields["line"], 0, 0, 1, 3, top)
        for column, name in enumerate(("quantity", "amount", "day")):
            grid.addWidget(self._fields[name], 1, column, top)
        grid.addWidget(self._fields["note"], 2, 0, 1, 3, top)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button(_("Leave it"), self._leave))
        foot.addWidget(button(_("Credit it"), self.save, kind="main"))
        grid.addLayout(foot, 3, 0, 1, 3)

    def show_deal(self, whole: Whole, *, other: bool) -> None:
        """Shows what came back of a sale."""
        self._whole = whole
        self.setVisible(whole.deal.outcome == "won" and bool(whole.lines))
        if other:
            self._leave(keyboard=False)
        self.line.offer([(str(one.id), _("{number} × {what}").format(number=many(one.quantity), what=one.name))
                         for one in whole.lines])  # fmt: skip
        total = sum(one.minor or 0 for one in whole.credits)
        told = exact_money(total, whole.deal.currency) if whole.credits else ""
        self._head.say(_("Credits"), told)
        self._show_list(whole)

    def _show_list(self, whole: Whole) -> None:
        while item := self._list.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        names = {one.id: one.name for one in whole.lines}
        for one in whole.credits:
            self._list.addWidget(self._row(one, names.get(one.line, "") if one.line else ""))
        if not whole.credits:
            self._list.addWidget(muted(_("Nothing came back.")))

    def _row(self, one: Credit, name: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        told = _("{number} × {what}").format(number=many(one.quantity or Decimal(0)), what=name)
        clock = self._desk.clock
        when = short_day(one.at.astimezone(clock.zone()).date(), today(clock)) if one.at else ""
        row.addWidget(ElidedLabel(" · ".join(filter(None, (told, one.note))), "text"), 1)
        row.addWidget(muted(when))
        assert self._whole is not None
        row.addWidget(secondary(exact_money(one.minor or 0, self._whole.deal.currency)))
        name = _("Delete the credit of {what}").format(what=told)
        row.addWidget(button("", lambda: self._remove(one, told), kind="quiet", icon="x", name=name))
        return made

    def _remove(self, one: Credit, told: str) -> None:
        store = self._desk.store
        words = _("Deleted the credit of {what}").format(what=told)
        self._desk.act(lambda: (prospects.delete(store, one, told), True), told=words)

    def ask(self) -> None:
        """Asks what came back."""
        self._form.show()
        self.adding.hide()
        if self.line.currentIndex() < 0:
            self.line.setCurrentIndex(0)
        self._propose()
        (self.line if self.line.count() > 1 else self.quantity).setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self, *, keyboard: bool = True) -> None:
        self._form.hide()
        self.adding.show()
        for editor in (self.quantity, self.amount, self.day, self.note):
            editor.clear()
        for field in self._fields.values():
            field.refuse("")
        if keyboard:
            self.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    def _propose(self, _text: str = "") -> None:
        """Says what so many were sold for, which is credited where no other amount is said."""
        whole = self._whole
        mine = next((one for one in whole.lines if str(one.id) == self.line.value()), None) if whole else None
        try:
            number = quantity(self.quantity.text()) or Decimal(1)
        except UserError:
            return
        if mine is not None and whole is not None:
            self.amount.setPlaceholderText(bare(crediting.worth(mine, number), whole.deal.currency))

    def save(self) -> None:
        """Credits it; says under the field what is wrong."""
        for field in self._fields.values():
            field.refuse("")
        whole, store = self._whole, self._desk.store
        if whole is None or not self.line.value():
            return
        at = "quantity"
        try:
            number = quantity(self.quantity.text()) or Decimal(1)
            at = "amount"
            minor = amount(self.amount.text(), whole.deal.currency)
            at = "day"
            when = self._when()
        except UserError as error:
            self._fields[at].refuse(str(error))
            self._fields[at].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen, note = UUID(self.line.value()), self.note.text().strip()
        taken, told = tried(
            self._desk, lambda: crediting.give(store, chosen, number, minor=minor, at=when, note=note)
        )
        if not taken:
            self._fields["quantity"].refuse(told)
            return
        self._desk.say(_("Credited: {what}").format(what=self.line.currentText()), undo=True)
        self._leave()

    def _when(self) -> datetime | None:
        found = day(self.day.text(), self._desk.clock)
        return deals_after.closing(self._desk.clock, found, None) if found else None
