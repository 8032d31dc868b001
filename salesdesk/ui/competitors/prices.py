"""The prices of a competitor with the day on which each was seen, the latest first, and a line for a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.competitors import CompetitorPrice
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import competitors
from salesdesk.services.editing_values import money
from salesdesk.ui import theme
from salesdesk.ui.competitors import wording
from salesdesk.ui.competitors.saving import Saver
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import day
from salesdesk.ui.widgets.facts import in_tab_order
from salesdesk.ui.widgets.fields import line, mark
from salesdesk.ui.widgets.labels import ElidedLabel, ToneLabel, Trouble, muted


class Prices(Card):
    """Prices that were seen stay as they were; a slip is removed, and Undo brings it back."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._shown: list[tuple[object, ...]] = []
        self.head(_("Prices"), _("with the day on which they were seen"))
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        self._box = QWidget()
        self._rows = QVBoxLayout(self._box)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        column.addWidget(self._box)
        self.product = line(_("What they sell"), name=_("Product of the competitor"))
        self.price = line(_("Price"), name=_("Price seen"))
        self.seen = line(_("today"), name=_("Day on which it was seen"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for editor, wide in ((self.product, 4), (self.price, 2), (self.seen, 2)):
            row.addWidget(editor, wide)
            editor.returnPressed.connect(self._enter)
            editor.textChanged.connect(self._mended)
        column.addLayout(row)
        self._trouble = Trouble()
        column.addWidget(self._trouble)
        self.body.addLayout(column)

    def show_prices(self, found: Sequence[CompetitorPrice], *, other: bool) -> None:
        """Shows the prices of a competitor. `other`: of another one than before."""
        if other:
            self._clear()
        now = today(self._saver.desk.clock)
        wanted: list[tuple[object, ...]] = [(p.id, p.product, p.minor, p.currency, p.seen_on) for p in found]
        self._box.setVisible(bool(found))
        if wanted == self._shown:
            return
        self._shown = wanted
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for one in found:
            self._rows.addWidget(_Row(one, wording.seen(one, now), self._remove))
        in_tab_order(self.product.previousInFocusChain(), self._box)

    def told(self) -> list[str]:
        """The rows as they read."""
        return [row.text for row in self._box.findChildren(_Row) if not row.isHidden()]

    def _enter(self) -> None:
        for editor in (self.product, self.price):
            if not editor.text().strip():
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.commit():
            self.product.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Takes what is typed in, where it names a product and a price; False where it was not taken."""
        what, amount = self.product.text().strip(), self.price.text().strip()
        if not what or not amount:
            return True
        desk = self._saver.desk
        at = self.price
        try:
            price = _priced(amount, own_currency(desk.settings))
            at = self.seen
            seen = day(self.seen.text(), desk.clock) or today(desk.clock)
        except UserError as error:
            return self._refuse(at, str(error))
        taken, told = self._saver.do(lambda one: competitors.see_price(desk.store, one, what, price, seen))
        if not taken:
            return self._refuse(at, told)
        self._clear()
        return True

    def _refuse(self, editor: QWidget | None, sentence: str) -> bool:
        self._trouble.say(sentence)
        for one in (self.price, self.seen):
            mark(one, sentence if one is editor else "")
        return False

    def _mended(self) -> None:
        self._refuse(None, "")

    def _clear(self) -> None:
        for editor in (self.product, self.price, self.seen):
            editor.clear()

    def _remove(self, part: CompetitorPrice) -> None:
        desk = self._saver.desk
        self.product.setFocus(Qt.FocusReason.OtherFocusReason)
        told = _("Removed the price of {what}").format(what=part.product)
        desk.act(lambda: (competitors.remove_part(desk.store, part), True), told=told)


def _priced(text: str, currency: str) -> Money:
    """The amount that `text` means, in `currency` where it names no other one (`1 590`, `139 EUR`)."""
    code = text.rpartition(" ")[2]
    if len(code) == 3 and code.isascii() and code.isalpha():
        found = money(text)
        if found is not None:
            return found
    return Money.parse(text, currency)


class _Row(QWidget):
    """One price."""

    def __init__(self, part: CompetitorPrice, seen: str, remove: Callable[[CompetitorPrice], None]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        amount = ToneLabel(wording.price(part), "text")
        amount.setFont(theme.font(tabular=True))
        name = _("Remove the price of {what}").format(what=part.product)
        off = button("", lambda: remove(part), kind="quiet", icon="x", name=name)
        off.setFixedWidth(26)
        row.addWidget(ElidedLabel(part.product), 1)
        row.addWidget(amount)
        when = muted(seen)
        when.setMinimumWidth(92)
        row.addWidget(when)
        row.addWidget(off)
        self.text = " · ".join((part.product, wording.price(part), seen))
