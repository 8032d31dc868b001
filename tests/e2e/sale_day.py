"""A seller's deals by hand: the steps of the end-to-end tests of sales, and what is kept of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from salesdesk.domain.deals import Deal
from salesdesk.domain.values import Money
from salesdesk.services import preferences, products, quotes
from salesdesk.services.preferences import Own
from salesdesk.services.products import ProductDraft
from salesdesk.ui.deals.quote import pages, paint
from salesdesk.ui.studio import CONTROL
from salesdesk.ui.widgets.paper import HIGH, WIDE
from salesdesk.ui.widgets.rows import RowList
from tests.e2e.hands import Hands
from tests.factories import open_store

ALT: Final = Qt.KeyboardModifier.AltModifier
PRICES: Final = {"Oak tray": (1550_00, 900_00), "Wool felt": (120_00, 40_00), "Bát gốm Øst": (480_00, 200_00)}
OWN: Final = Own("Håkon Østby Eikevarer", "Storgata 12\n5013 Bergen", "+47 912 34 567", "h@ost.example")
_PART: Final = 10  # of a page that is painted small


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
    """What stands in the list of that name, row by row, as a screen reader says it."""
    lists = hands.studio.window.findChildren(RowList)
    found = next(one for one in lists if one.isVisible() and one.accessibleName() == name)
    model = found.model()
    return [
        str(model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for place in range(model.rowCount())
    ]


def meet(hands: Hands, *fields: str, agrees: bool = False) -> None:
    """Captures someone who buys now: name, company, phone, email; `agrees` to be written to."""
    hands.page("capture")
    hands.fill(*fields, after=Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_1, ALT)
    if agrees:
        hands.tab_to("Asked and agreed: Email")
        hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, CONTROL)


def find(hands: Hands, name: str, act: str = "") -> None:
    """Opens someone by the palette, or does with them what the palette offers."""
    acts = ["", "Log a call", "Follow up", "New complaint", "New deal"]  # in its order
    hands.press(Qt.Key.Key_K, CONTROL)
    hands.studio.write(name)
    for _step in range(acts.index(act)):
        QTest.keyClick(hands.studio.front(), Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    if not act:  # who is found is read off the window's thread
        hands.wait()


def new_deal(hands: Hands, who: str, title: str, product: str) -> None:
    """A deal with someone, begun by the palette; the keyboard stays where a line is added."""
    find(hands, who, "New deal")
    hands.fill(title, "", product, "+30d", after=Qt.Key.Key_Return)
    assert hands.here() == "Add a line"


def next_day(hands: Hands, days: int) -> None:
    """So many days pass, and the window notices as it does each minute."""
    hands.clock.wait(days=days)
    rest: Any = hands.studio.program._rest
    rest.frame.look()
    hands.wait()


def choose_in_menu(hands: Hands, title: str) -> None:
    """Chooses an entry of the menu that is open, by the arrows."""
    menu: Any = QApplication.activePopupWidget()
    assert menu is not None, "no menu is open"
    while menu.activeAction() is None or menu.activeAction().text() != title:
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    hands.wait()


def looks_like_a_quote(hands: Hands, file: Path, title: str) -> None:
    """Holds that a PDF is one page, and that its page has ink where seller, lines and total stand."""
    content = file.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", content)) == 1
    store = hands.studio.desk.store
    ident: UUID = deal(hands, title).id
    with store.read() as reading:
        sheet = quotes.written(quotes.collect(reading, store.clock, ident, home="NO"))
    (page,) = pages(sheet)
    image = QImage(WIDE // _PART, HIGH // _PART, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(1 / _PART, 1 / _PART)
    paint(painter, page)
    painter.end()
    for text in (OWN.name, title, *(row[0] for row in sheet.rows), sheet.total[1]):
        box = next(one.box for one in page if one.text == text)
        places = (
            (x, y)
            for x in range(int(box.left()) // _PART, int(box.right()) // _PART)
            for y in range(int(box.top()) // _PART, int(box.bottom()) // _PART)
        )
        assert any(image.pixelColor(x, y).lightness() < 160 for x, y in places), f"no ink for “{text}”"
