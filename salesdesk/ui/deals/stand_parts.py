"""What a discount is worked out for, where there is no deal: a product by name, or a price and a cost as typed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import deals, products
from salesdesk.services.stand import Part
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.entering import amount, bare, completes, quantity
from salesdesk.ui.widgets.fields import Field, line


class PartRow(QWidget):
    """A name, how many, a price and a cost. The name of a product fills in what is known of it."""

    changed = Signal()
    removed = Signal(object)  # this row
    done = Signal()  # Enter in the last field, or after a product whose price and cost are known

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._name = line(_("A product, or nothing"))
        self._many, self._price, self._cost = line("1"), line(_("1 490")), line(_("820"))
        self._several = Field(_("How many"), self._many)
        self._off = button(
            "", lambda: self.removed.emit(self), kind="quiet", icon="x", name=_("Take it out again")
        )
        self._off.setFixedWidth(28)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
            column.addLayout(row)
        first.addWidget(Field(_("Product"), self._name), 1)
        first.addWidget(self._off, 0, Qt.AlignmentFlag.AlignBottom)
        second.addWidget(self._several, 1)
        second.addWidget(Field(_("List price"), self._price), 1)
        second.addWidget(Field(_("What it costs you"), self._cost), 1)
        for editor in self.editors():
            editor.textEdited.connect(self.changed)
            editor.returnPressed.connect(self._on)
        completer: Any = completes(self._name, ())
        completer.activated[str].connect(self._completed)
        self.show_several(several=False)

    def editors(self) -> list[QLineEdit]:
        """The fields in their order."""
        return [self._name, self._many, self._price, self._cost]

    def first(self) -> QLineEdit:
        """Where typing begins."""
        return self._name

    def last(self) -> QLineEdit:
        """Where it ends."""
        return self._cost

    def offer(self, names: Sequence[str]) -> None:
        """Offers names of products."""
        completes(self._name, names)

    def show_several(self, *, several: bool) -> None:
        """Whether it is one of several, so that it matters how many."""
        self._several.setVisible(several)
        self._off.setVisible(several)

    def part(self, currency: str) -> Part:
        """What stands there. Raises `UserError` where a number is none."""
        many = quantity(self._many.text()) if not self._several.isHidden() else None
        if many is not None and many <= 0:
            raise UserError(
                _("“{text}” is no quantity.").format(text=self._many.text()), _("Write it like 12 or 2,5.")
            )
        return Part(
            self._name.text().strip(),
            amount(self._price.text(), currency),
            amount(self._cost.text(), currency),
            Decimal(1) if many is None else many,
        )

    def _completed(self, _text: str) -> None:
        QTimer.singleShot(0, self, self._known)  # the completer writes into the field once more after this

    def _on(self) -> None:
        """Enter: goes on to what is still to be typed."""
        if self._name.hasFocus():
            self._known()
        for editor in (self._price, self._cost):
            if not editor.text().strip() and not (editor is self._price and self._cost.hasFocus()):
                editor.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.done.emit()

    def _known(self) -> None:
        """Fills in the price and the cost of the product that is named."""
        text, currency, store = self._name.text().strip(), own_currency(self._desk.settings), self._desk.store
        if not text:
            return
        with store.read() as reading:
            if products.found(reading, text) is None:
                return
            known = deals.line_named(reading, text, currency, today(store.clock))
        self._name.setText(known.name)
        self._price.setText(bare(known.list_minor, currency))
        self._cost.setText(bare(known.cost_minor, currency))
        self.changed.emit()
