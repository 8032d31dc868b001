"""What a bundle holds: how many of which product, and what its price leaves beside theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.locally import exact_money
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import product_sheet
from salesdesk.services.product_sheet import Held, Sheet
from salesdesk.ui import theme
from salesdesk.ui.products.parts import PartRow, Parts, offer
from salesdesk.ui.products.saving import Saver
from salesdesk.ui.products.wording import bundle
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import many, quantity
from salesdesk.ui.widgets.facts import AddingLine, TextFact, quiet_line
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import ToneLabel, secondary

_MANY = 56


class BundleCard(Card):
    """A plain product has none but the line that makes a bundle of it."""

    opened = Signal(object)  # the id of a product that it holds

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self.head(_("Bundle"), _("holds other products, at a price of its own"))
        column = QVBoxLayout()
        column.setContentsMargins(10, 6, 10, 12)
        column.setSpacing(6)
        self._parts = Parts(lambda: _Row(saver, self.opened.emit))
        column.addWidget(self._parts)
        self.told = secondary("", wrap=True)
        self.told.setContentsMargins(6, 2, 6, 2)
        column.addWidget(self.told)
        hint = _("Add a product to the bundle")
        self.adding = AddingLine("", self._add, line=line(hint, name=hint))
        self.adding.setContentsMargins(6, 0, 6, 0)
        column.addWidget(self.adding)
        self.body.addLayout(column)

    def show_sheet(self, sheet: Sheet, names: Sequence[str], *, other: bool) -> None:
        """Shows what a product holds; `names` are offered to be added."""
        if other:
            self.adding.clear()
        offer(self.adding, names)
        self._parts.show_parts([(one.part.id, one) for one in sheet.held], behind=self.adding.editor)
        told = bundle(sheet)
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def _add(self, text: str) -> tuple[bool, str]:
        store = self._saver.desk.store
        return self._saver.add(lambda one: product_sheet.add_to_bundle(store, one, text))

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [self._parts.commit(), self.adding.commit()]
        return all(taken)


class _Row(PartRow):
    """How many of one product, and what they cost one by one."""

    def __init__(self, saver: Saver, open_product: Any) -> None:
        super().__init__(self._remove)
        self._saver, self._open_product = saver, open_product
        self._held: Held | None = None
        editor = quiet_line(name=_("Pieces"))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.many = TextFact("", editor, self._save)
        self.many.setFixedWidth(_MANY)
        self._name = button("", self._open, kind="link")
        self._price = ToneLabel("", "secondary")
        self._price.setFont(theme.font(-1, tabular=True))
        self.row.addWidget(self.many)
        self.row.addWidget(self._name)
        self.row.addStretch(1)
        self.row.addWidget(self._price)
        self.row.addWidget(self.off)

    def show_part(self, part: Any) -> None:
        """Shows what is held, as it is now."""
        held: Held = part
        self._held = held
        self.many.show_value(many(held.part.quantity), held.part.quantity)
        self.many.editor.setAccessibleName(_("Pieces of {name}").format(name=held.name))
        self._name.setText(held.name)
        self._name.setAccessibleName(_("Open {name}").format(name=held.name))
        worth = held.price.minor * held.part.quantity if held.price else None
        self._price.setText(
            exact_money(round(worth), held.price.currency) if held.price and worth is not None else ""
        )
        self.name_off(_("Remove {what}").format(what=held.name))

    def _open(self) -> None:
        product: UUID | None = self._held.part.product if self._held else None
        if product is not None:
            self._open_product(product)

    def _save(self, text: str, seen: Any) -> tuple[bool, str]:
        if self._held is None:
            return True, ""
        try:
            new = quantity(text)
        except UserError as error:
            return False, str(error)
        return self._saver.change(self._held.part, {"quantity": (seen, new)})

    def _remove(self) -> None:
        if self._held is not None:
            self._saver.remove(self._held.part, _("Removed {what}").format(what=self._held.name))

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return self.many.commit()
