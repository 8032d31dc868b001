"""What a sale is made of, by hand: the steps of the end-to-end tests of deals, and what is kept of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from sqlalchemy import select

from salesdesk.domain.deals import Deal
from salesdesk.domain.values import Money
from salesdesk.services import preferences, products
from salesdesk.services.preferences import Own
from salesdesk.services.products import ProductDraft
from salesdesk.ui.studio import CONTROL
from salesdesk.ui.widgets.rows import RowList
from tests.e2e.hands import Hands
from tests.factories import open_store

SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
PRICES: Final = {"Oak tray": (1550_00, 900_00), "Wool felt": (120_00, 40_00), "Bát gốm Øst": (480_00, 200_00)}
OWN: Final = Own("Håkon Østby Eikevarer", "Storgata 12\n5013 Bergen", "+47 912 34 567", "h@ost.example")


def stock(folder: Path) -> None:
    """A store whose seller has a name, and three products, of which felt goes with trays."""
    with open_store(folder / "store.db") as store:
        made = {
            name: products.make(
                store, ProductDraft(name=name, price=Money(price, "NOK"), cost=Money(cost, "NOK"))
            )
            for name, (price, cost) in PRICES.items()
        }
        products.goes_with(store, made["Oak tray"].id, [made["Wool felt"].id])
        preferences.change(store, own=OWN)


def kept(hands: Hands, kind: type[Any], *where: Any) -> list[Any]:
    """The records of a kind that are there, the first first."""
    with hands.studio.desk.store.read() as reading:
        return list(reading.find(select(kind).where(kind.deleted_at.is_(None), *where).order_by(kind.row)))


def deal(hands: Hands, title: str) -> Deal:
    """The deal of that title."""
    (found,) = kept(hands, Deal, Deal.title == title)
    return found


def rows(hands: Hands, name: str) -> list[str]:
    """What stands in the list of that name, row by row: text, note and chip."""
    found = next(one for one in hands.studio.window.findChildren(RowList) if _is_seen(one, name))
    return [found.rows.at_row(place) for place in range(found.rows.rowCount())]


def _is_seen(one: RowList, name: str) -> bool:
    return one.isVisible() and one.accessibleName() == name


def meet(hands: Hands, *fields: str) -> None:
    """Captures someone who buys now: name, company, phone, email."""
    hands.page("capture")
    hands.fill(*fields, after=Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    hands.press(Qt.Key.Key_Return, CONTROL)


def find(hands: Hands, name: str) -> None:
    """Opens someone by the palette."""
    hands.command(name)


def new_deal(hands: Hands, who: str, title: str, product: str, close: str) -> None:
    """A deal with someone, from where they are looked at."""
    find(hands, who)
    hands.command("New deal with")
    hands.fill(title, "", product, close, after=Qt.Key.Key_Return)
    hands.wait()
