"""The sheet of a product: what it is, what it costs, what goes with it, and what is said about it at the stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal

from salesdesk.clock import today
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import product_sheet
from salesdesk.services.product_list import Line
from salesdesk.services.prospects import delete
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.products.bundle import BundleCard
from salesdesk.ui.products.objections import Objections
from salesdesk.ui.products.others import Others
from salesdesk.ui.products.parts import offer
from salesdesk.ui.products.prices import Prices
from salesdesk.ui.products.saving import Saver
from salesdesk.ui.products.wording import stands
from salesdesk.ui.widgets.entering import bare, many, priced, quantity
from salesdesk.ui.widgets.facts import TextFact, quiet_line
from salesdesk.ui.widgets.growing import GrowingText
from salesdesk.ui.widgets.sheet import Sheet, facts_card

_SAID: Final = {
    "benefits": (N_("Benefits"), N_("What it does for whoever buys it")),
    "questions": (N_("To ask"), N_("What to ask before you show it")),
    "segments": (N_("For whom"), N_("Restaurants, gift shops …")),
    "note": (N_("Note"), N_("What else is to be known")),
}


class ProductDetail(Sheet):
    """Shows a product, as it is now. Every field saves itself."""

    opened = Signal(object)  # the id of another product

    def __init__(self, desk: Desk) -> None:
        self._saver = saver = Saver(desk)
        super().__init__(saver.typed("name"))
        self._desk = desk
        self._sheet: product_sheet.Sheet | None = None
        typed = saver.typed
        self._facts = {
            "number": TextFact(_("Number"), quiet_line(_("your own article number")), typed("number")),
            "category": TextFact(_("Category"), quiet_line("…"), typed("category")),
            "cost": TextFact(_("Cost"), quiet_line(_("what one piece costs you")), self._save_cost),
            "on_hand": TextFact(_("On hand"), quiet_line(_("not counted")), typed("on_hand", quantity)),
            "step_up": TextFact(
                _("Step above"), quiet_line(_("a better one to offer instead")), self._save_step_up
            ),
        }
        self._said = {
            field: TextFact(_(label), GrowingText(_(hint)), typed(field, str.rstrip))
            for field, (label, hint) in _SAID.items()
        }
        self.prices, self.objections = Prices(saver), Objections(saver)
        self.others, self.bundle = Others(saver), BundleCard(saver)
        self.bundle.opened.connect(self.opened)
        said = facts_card(self._said.values())
        cards = (self.prices, said, self.objections, self.others, self.bundle)
        self.lay((facts_card(self._facts.values()), *cards), off=_("Delete this product"))

    def show_product(self, product: UUID | None, line: Line | None, names: Sequence[str]) -> bool:
        """Shows a product, with its figures in the list and the names of all; False where there is none any more.
        What was being typed is saved."""
        other = product != self.shown_id()
        if other:
            self.commit()
        currency, day = own_currency(self._desk.settings), today(self._desk.clock)
        with self._desk.store.read() as reading:
            found = product_sheet.read(reading, product, day, currency) if product else None
        self._sheet = found
        self.setEnabled(found is not None)
        self._saver.show(found.product.id if found else None)
        if found is None:
            return False
        self._show(found, [name for name in names if name != found.product.name], other=other)
        self._stands.setText(stands(found, line))
        if other:
            self.area.verticalScrollBar().setValue(0)
        return True

    def _show(self, found: product_sheet.Sheet, names: Sequence[str], *, other: bool) -> None:
        product = found.product
        self._title.show_value(product.name, product.name, other=other)
        for field, fact in (*self._said.items(), *list(self._facts.items())[:2]):
            fact.show_value(getattr(product, field), getattr(product, field), other=other)
        cost = found.cost
        own = cost is None or cost.currency == own_currency(self._desk.settings)
        told = bare(cost.minor, cost.currency) if cost else ""
        seen = product.cost_minor, product.cost_currency
        self._facts["cost"].show_value(
            told if own or not cost else f"{told} {cost.currency}", seen, other=other
        )
        on_hand = product.on_hand
        self._facts["on_hand"].show_value("" if on_hand is None else many(on_hand), on_hand, other=other)
        self._facts["step_up"].show_value(found.step_up, product.step_up, other=other)
        offer(self._facts["step_up"], names)
        self.prices.show_sheet(found, other=other)
        self.objections.show_sheet(found, other=other)
        self.others.show_sheet(found, names, other=other)
        self.bundle.show_sheet(found, names, other=other)

    def _save_cost(self, text: str, seen: Any) -> tuple[bool, str]:
        minor, currency = seen
        try:
            cost = priced(text, currency or own_currency(self._desk.settings))
        except UserError as error:
            return False, str(error)
        new = (cost.minor, cost.currency) if cost else (None, "")
        return self._saver.set({"cost_minor": (minor, new[0]), "cost_currency": (currency, new[1])})

    def _save_step_up(self, text: str, _seen: Any) -> tuple[bool, str]:
        store = self._desk.store
        return self._saver.add(lambda one: product_sheet.set_step_up(store, one, text))

    def _savers(self) -> list[Callable[[], bool]]:
        facts = (self._title, *self._facts.values(), *self._said.values())
        cards = (self.prices, self.objections, self.others, self.bundle)
        return [*(fact.commit for fact in facts), *(card.commit for card in cards)]

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        if self._sheet is None:
            return True
        taken = [save() for save in self._savers()]  # each, also after one that was not
        return all(taken)

    def delete(self) -> None:
        """Deletes it; it offers Undo. Deals keep its name in their lines."""
        found, store = self._sheet, self._desk.store
        if found is not None:
            product = found.product
            told = _("Deleted {name}").format(name=product.name)
            self._desk.act(lambda: (delete(store, product, product.name), True), told=told)

    def shown_id(self) -> UUID | None:
        """The product that is shown."""
        return self._sheet.product.id if self._sheet else None
