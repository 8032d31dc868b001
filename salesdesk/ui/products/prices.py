"""The list price of a product: today's, the earlier ones and those to come, and a line for a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salesdesk.clock import today
from salesdesk.domain.locally import day_month, exact_money
from salesdesk.domain.products import ListPrice
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import products
from salesdesk.services.product_sheet import Sheet
from salesdesk.ui import theme
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.products.parts import PartRow, Parts
from salesdesk.ui.products.saving import Saver
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import bare, day, priced
from salesdesk.ui.widgets.facts import AddingLine, TextFact, quiet_line
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import ToneLabel, muted, strong

_AMOUNT = 118


class Prices(Card):
    """The prices by the day from which each counts, the latest first."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        head = self.head(_("List price"))
        self._today = strong("")
        head.buttons.addWidget(self._today)
        column = QVBoxLayout()
        column.setContentsMargins(10, 6, 10, 12)
        column.setSpacing(4)
        self._parts = Parts(lambda: _Row(saver, lambda: self._now))
        self._now: ListPrice | None = None
        column.addWidget(self._parts)
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(8)
        self.since = line(_("from today on"), name=_("From which day on"))
        self.adding = AddingLine("", self._add, line=line(_("New price"), name=_("New list price")))
        row.addWidget(self.adding, 1)
        row.addWidget(self.since, 1)
        column.addLayout(row)
        self.body.addLayout(column)
        self.since.returnPressed.connect(self.adding.commit)

    def show_sheet(self, sheet: Sheet, *, other: bool) -> None:
        """Shows the prices of a product. `other`: of another one than before."""
        clock = self._saver.desk.clock
        self._today.setText(exact_money(sheet.price.minor, sheet.price.currency) if sheet.price else "")
        self._now = _in_force(sheet.prices, sheet.price, today(clock))
        self._parts.show_parts([(one.id, one) for one in sheet.prices], behind=self.adding.editor)
        if other:
            self.adding.clear()
            self.since.clear()

    def _add(self, text: str) -> tuple[bool, str]:
        desk = self._saver.desk
        try:
            price = priced(text, own_currency(desk.settings))
            since = day(self.since.text(), desk.clock) or today(desk.clock)
        except UserError as error:
            return False, str(error)
        if price is None or price.minor < 0:
            return False, _("A price is nothing or more.")
        taken, told = self._saver.add(lambda one: products.set_price(desk.store, one, price, since))
        if taken:
            self.since.clear()
        return taken, told

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [self._parts.commit(), self.adding.commit()]
        return all(taken)


def _in_force(prices: Sequence[ListPrice], price: Money | None, now: date) -> ListPrice | None:
    """The one of `prices` that counts today."""
    begun = (one for one in prices if one.since is None or one.since <= now)
    return next((one for one in begun if price is not None and one.currency == price.currency), None)


class _Row(PartRow):
    """One price, and from which day on it counts."""

    def __init__(self, saver: Saver, now: Callable[[], ListPrice | None]) -> None:
        super().__init__(self._remove)
        self._saver, self._in_force = saver, now
        self._price: ListPrice | None = None
        editor = quiet_line(name=_("List price"))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount = TextFact("", editor, self._save)
        self.amount.setFixedWidth(_AMOUNT)
        self._since, self._word = ToneLabel("", "secondary"), muted("")
        self._since.setFont(theme.font(-1, tabular=True))
        self.row.addWidget(self.amount)
        self.row.addWidget(self._since)
        self.row.addWidget(self._word)
        self.row.addStretch(1)
        self.row.addWidget(self.off)

    def show_part(self, part: Any) -> None:
        """Shows a price as it is now."""
        self._price = part
        own = part.currency == own_currency(self._saver.desk.settings)
        text = (
            bare(part.minor, part.currency) if own else f"{bare(part.minor, part.currency)} {part.currency}"
        )
        self.amount.show_value(text, part.minor)
        self._since.setText(
            _("from {day}").format(day=day_month(part.since)) if part.since else _("from the beginning")
        )
        now, front = today(self._saver.desk.clock), self._in_force()
        later = part.since is not None and part.since > now
        self._word.setText(_("to come") if later else _("today") if front and front.id == part.id else "")
        self.amount.editor.setAccessibleName(f"{_('List price')} {self._since.text()}")
        self.name_off(_("Remove the price {amount}").format(amount=text))

    def _save(self, text: str, seen: Any) -> tuple[bool, str]:
        part = self._price
        if part is None:
            return True, ""
        if not text.strip():
            self._remove()
            return True, ""
        try:
            found = priced(text, part.currency)
        except UserError as error:
            return False, str(error)
        if found is None or found.minor < 0:
            return False, _("A price is nothing or more.")
        return self._saver.change(
            part, {"minor": (seen, found.minor), "currency": (part.currency, found.currency)}
        )

    def _remove(self) -> None:
        if self._price is not None:
            amount = exact_money(self._price.minor or 0, self._price.currency)
            self._saver.remove(self._price, _("Removed the price {amount}").format(amount=amount))

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return self.amount.commit()
