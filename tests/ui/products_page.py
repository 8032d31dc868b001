"""The products page as its tests open, read and write it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.products import Product
from salesdesk.domain.values import Money
from salesdesk.services import deals, product_sheet, products
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.services.products import ProductDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.products.page import ProductsPage
from tests.ui.driving import settled, typed


def made(desk: Desk, name: str, price: int = 1000_00, **said: Any) -> UUID:
    cost = said.pop("cost", price // 2)
    draft = ProductDraft(name=name, price=Money(price, "NOK"), cost=Money(cost, "NOK"), **said)
    return products.make(desk.store, draft).id


def opened(desk: Desk, qtbot: QtBot, *, wide: int = 1230, high: int = 900) -> ProductsPage:
    page = ProductsPage(desk)
    qtbot.addWidget(page)
    page.resize(wide, high)
    page.show()
    page.activateWindow()
    page.setFocus()
    settled()
    return page


def shown(page: ProductsPage, column: int = 0) -> list[str]:
    model = page.table.records
    return [model.data(model.index(place, column)) for place in range(model.rowCount())]


def editor(page: QWidget, name: str) -> Any:
    found = [
        one
        for kind in (QLineEdit, QPlainTextEdit)
        for one in page.findChildren(kind)
        if one.accessibleName() == name and one.isVisible()
    ]
    assert len(found) == 1, name
    return found[0]


def write(page: ProductsPage, name: str, text: str) -> QWidget:
    """Types into a field in place of what stands there, and presses Enter."""
    field = editor(page, name)
    field.setFocus()
    field.selectAll()
    typed(field, text) if text else field.clear()
    control = isinstance(field, QPlainTextEdit)
    QTest.keyClick(
        field,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier,
    )
    again(page)
    return field


def again(page: ProductsPage) -> None:
    """What the page does once a write was heard of."""
    page.load()
    settled()


def kept(desk: Desk, product: UUID) -> Product:
    with desk.store.read() as reading:
        return reading.need(Product, product)


def sheet(desk: Desk, product: UUID) -> product_sheet.Sheet:
    with desk.store.read() as reading:
        found = product_sheet.read(reading, product, date(2026, 11, 22), "NOK")
    assert found is not None
    return found


def sell(desk: Desk, product: UUID, many: int, price: int) -> UUID:
    line = LineDraft(name="sold", product=product, quantity=Decimal(many), net_minor=price)
    deal = deals.open_deal(desk.store, DealDraft(title="A sale", currency="NOK", lines=(line,))).id
    deals.win(desk.store, deal)
    return deal


def three(desk: Desk) -> dict[str, UUID]:
    """Three products, one of them in a category of its own."""
    return {
        "Fat, eik": made(desk, "Fat, eik", 1590_00, number="A-17", category="Fat", on_hand=Decimal(24)),
        "Świecznik dębowy": made(desk, "Świecznik dębowy", 490_00, number="B-2"),
        "Bát đĩa": made(desk, "Bát đĩa", 890_00, category="Skåler", cost=890_00),
    }


def front() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
