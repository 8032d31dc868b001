"""One deal beside the board: every field saves itself, lines with what goes with them, a new one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.domain.values import Money
from salesdesk.services import changes, deals, offers, products
from salesdesk.services.deals import LineDraft
from salesdesk.services.products import ProductDraft
from salesdesk.ui.desk import Desk
from tests.factories import capture
from tests.ui.driving import settled, typed
from tests.ui.pipeline_page import (
    CONTROL,
    deal_of,
    four,
    kept,
    opened,
    press,
    titles,
)


@pytest.fixture
def some(desk: Desk) -> dict[str, UUID]:
    """Four deals in three columns."""
    return four(desk)


def test_enter_opens_the_deal_and_every_field_of_it_saves_itself(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    press(page, Qt.Key.Key_Return)
    detail = page.pane.detail
    assert detail.whole is not None
    for name, text in (("probability", "35 %"), ("expected_close", "10 Dec"), ("technique", "Live demo")):
        field: Any = detail._facts[name].editor
        field.setFocus()
        field.selectAll()
        typed(field, text)
        press(page, Qt.Key.Key_Return)
    row = detail.lines._rows[detail.whole.lines[0].id]
    price: Any = next(one for one in row.findChildren(QLineEdit) if one.accessibleName() == "Price")
    price.setFocus()
    price.selectAll()
    typed(price, "1 500,50")
    press(page, Qt.Key.Key_Return)

    deal = kept(desk, some["Oak trays"])
    with desk.store.read() as reading:
        (line,) = deals.lines(reading, deal.id)
    assert (deal.probability, deal.expected_close) == (35, date(2026, 12, 10))
    assert deal.technique == "Live demo"
    assert line.net_minor == 1500_50


def test_a_product_is_added_by_name_and_plus_takes_what_goes_with_it(desk: Desk, qtbot: QtBot) -> None:
    tray = products.make(desk.store, ProductDraft(name="Oak tray, oval", price=Money(890_00, "NOK")))
    extra = products.make(desk.store, ProductDraft(name="Coaster set", price=Money(240_00, "NOK")))
    products.goes_with(desk.store, tray.id, [extra.id])
    deal = deal_of(desk, "Trays", lines=())
    page = opened(desk, qtbot)
    press(page, Qt.Key.Key_Return)
    field = page.pane.detail.lines.field
    assert QApplication.focusWidget() is field
    typed(field, "oak tray, OVAL")
    press(page, Qt.Key.Key_Return)
    QTest.qWait(80)
    settled()
    assert page.pane.detail.lines.offering.has_one()
    QTest.keyClicks(field, "+")
    QTest.qWait(80)
    settled()

    with desk.store.read() as reading:
        found = [(one.name, one.net_minor, one.kind) for one in deals.lines(reading, deal)]
        answers = [one.answer for one in offers.offers(reading, deal)]
    assert found == [("Oak tray, oval", 890_00, "plain"), ("Coaster set", 240_00, "cross-sell")]
    assert answers == ["taken"]
    assert not page.pane.detail.lines.offering.has_one()

    field.clear()
    typed(field, "Oak tray, oval x-3")
    press(page, Qt.Key.Key_Return)
    assert field.text() == "Oak tray, oval x-3"
    assert "is not a quantity" in page.pane.detail.lines._trouble.text()
    field.clear()
    typed(field, "Oak tray, oval x3 @ 100")
    press(page, Qt.Key.Key_Return)
    with desk.store.read() as reading:
        last = deals.lines(reading, deal)[-1]
    assert (last.product, last.quantity, last.list_minor, last.net_minor) == (tray.id, 3, 890_00, 100_00)


def test_tab_goes_through_a_line_and_then_to_the_next_one(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    deals.add_line(desk.store, some["Oak trays"], LineDraft(name="Pokal"))
    page = opened(desk, qtbot)
    press(page, Qt.Key.Key_Return)
    lines = page.pane.detail.lines
    first = next(iter(lines._rows.values()))
    first.findChildren(QLineEdit)[0].setFocus()
    names = list[str]()
    for _time in range(14):
        press(page, Qt.Key.Key_Tab)
        front_ = QApplication.focusWidget()
        names.append(front_.accessibleName() if front_ else "")
    one = ["Quantity", "List price", "Price", "Cost"]
    assert [name for name in names if name in (*one, "Product")] == [*one, "Product", *one]
    assert names[-1] == "Add a line"


def test_n_asks_for_a_new_deal_and_enter_goes_through_to_the_end(desk: Desk, qtbot: QtBot) -> None:
    met = capture(desk.store, "Nguyễn Thị Hạnh", company="Saigon Deli").prospect
    page = opened(desk, qtbot)
    assert page._stack.currentIndex() == 1  # the empty state
    press(page, Qt.Key.Key_N)
    for text in ("Tasting", "hạnh", "Oak tray", "30 Nov"):
        field: Any = QApplication.focusWidget()
        typed(field, text)
        if text == "hạnh":
            field.textEdited.emit(text)
        press(page, Qt.Key.Key_Return)
        if text == "hạnh":
            settled()
    QTest.qWait(80)
    settled()
    whole = page.pane.detail.whole
    assert whole is not None
    assert (whole.deal.title, whole.deal.prospect) == ("Tasting", met)
    assert whole.deal.expected_close == date(2026, 11, 30)
    assert [one.name for one in whole.lines] == ["Oak tray"]
    assert titles(page, "qualified") == ["Tasting"]


def test_a_deal_is_deleted_and_undo_brings_it_back(desk: Desk, qtbot: QtBot, some: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    press(page, Qt.Key.Key_Delete, CONTROL)
    QTest.qWait(80)
    settled()
    assert titles(page, "qualified") == ["Żak samples"]
    changes.undo(desk.store)
    QTest.qWait(80)
    settled()
    assert titles(page, "qualified") == ["Oak trays", "Żak samples"]
