"""The products page as a seller uses it: looked up at the stand, taken in, deleted, offered at a fair."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.values import Money
from salesdesk.services import changes, deals, meeting, products
from salesdesk.services.deals import DealDraft
from salesdesk.services.meeting import Meeting
from salesdesk.services.products import ProductDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from salesdesk.ui.products.page import ProductsPage
from tests.ui.driving import settled, typed
from tests.ui.products_page import again, editor, front, kept, made, opened, sell, shown, three


@pytest.fixture
def some(desk: Desk) -> dict[str, UUID]:
    """Three products, one of them in a category of its own."""
    return three(desk)


def test_products_are_listed_with_price_margin_and_what_was_sold_this_year(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID], qtmodeltester: Any
) -> None:
    sell(desk, some["Fat, eik"], 3, 1500_00)
    page = opened(desk, qtbot, wide=1700)

    assert shown(page) == ["Bát đĩa", "Fat, eik", "Świecznik dębowy"]
    told = [page.table.records.columns[n].cell(page.table.records.row(1)).text for n in range(9)]
    assert told[:3] == ["Fat, eik", "A-17", "Fat"]
    assert [one.replace("kr", "").strip(" NOK") for one in told[3:5]] == ["1,590", "795"]
    assert told[5:8] == ["50 %", "24", "3"]
    assert "4,500" in told[8]
    qtmodeltester.check(page.table.records)


def test_the_search_line_finds_any_part_of_name_number_and_category(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    for text, found in (("swiec", ["Świecznik dębowy"]), ("a-17", ["Fat, eik"]), ("skal", ["Bát đĩa"])):
        page.field.clear()
        typed(page.field, text)
        assert shown(page) == found
        assert editor(page, "Name").text() == found[0]
    typed(page.field, "xyz")
    assert shown(page) == []
    assert not page.detail.isVisible()


def test_a_click_on_the_head_sorts_and_what_has_no_price_comes_last(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    products.make(desk.store, ProductDraft(name="Åpen"))
    page = opened(desk, qtbot)
    head = page.table.horizontalHeader()
    head.sectionClicked.emit(3)
    assert shown(page) == ["Świecznik dębowy", "Bát đĩa", "Fat, eik", "Åpen"]
    head.sectionClicked.emit(3)
    assert shown(page) == ["Fat, eik", "Bát đĩa", "Świecznik dębowy", "Åpen"]


def test_a_first_product_is_taken_in_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    assert page._lists.currentWidget() is page._empty
    page.ask_new()
    for text in ("Krus, blå", "Krus", "C-1", "12", "249,50", "110"):
        typed(front(), text)
        QTest.keyClick(front(), Qt.Key.Key_Return)
    again(page)

    with desk.store.read() as reading:
        found = products.found(reading, "c1")
        assert found is not None
        assert (found.name, found.category, found.on_hand, found.cost_minor) == (
            "Krus, blå",
            "Krus",
            12,
            110_00,
        )
        assert products.price_on(reading, found.id, date(2026, 11, 22), "NOK") == Money(249_50, "NOK")
    assert shown(page) == ["Krus, blå"]
    assert page.detail.isVisible()
    changes.undo(desk.store)
    again(page)
    assert shown(page) == []


def test_a_new_product_of_a_name_that_is_taken_says_so_and_keeps_what_was_typed(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.ask_new()
    typed(front(), "FAT eik")
    page.asking.take()
    name = page.asking._lines["name"]
    assert "Fat, eik already" in name.accessibleDescription()
    assert name.text() == "FAT eik"
    page.asking._lines["name"].setText("Fat, ask")
    page.asking._lines["price"].setText("dear")
    page.asking.take()
    assert page.asking._lines["price"].accessibleDescription()
    assert page.asking.isVisible()


def test_a_deleted_product_comes_back_with_undo_and_deals_keep_its_name(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    with desk.store.read() as reading:
        line = deals.line_named(reading, "Fat, eik", "NOK", date(2026, 11, 22))
    deal = deals.open_deal(desk.store, DealDraft(title="A sale", currency="NOK", lines=(line,))).id
    page = opened(desk, qtbot)
    said = list[tuple[str, bool]]()
    desk.said.connect(lambda text, undo, _act, _on: said.append((text, undo)))
    page.table.choose(some["Fat, eik"])
    action = next(one for one in page.actions() if one.shortcut() == QKeySequence("Ctrl+Delete"))
    action.trigger()
    again(page)
    assert said == [("Deleted Fat, eik", True)]
    assert shown(page) == ["Bát đĩa", "Świecznik dębowy"]
    with desk.store.read() as reading:
        assert [one.name for one in deals.lines(reading, deal)] == ["Fat, eik"]
    changes.undo(desk.store)
    again(page)
    assert "Fat, eik" in shown(page)


def test_in_a_narrow_window_the_sheet_takes_the_place_of_the_list_and_escape_leads_back(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot, wide=820, high=560)
    assert page.table.isVisible()
    assert not page.detail.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert not page.table.isVisible()
    QTest.keyClick(front(), Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    assert not page.detail.isVisible()
    page.resize(1230, 800)
    assert page.table.isVisible()
    assert page.detail.isVisible()


def test_what_is_half_typed_of_a_new_product_is_there_at_the_next_start(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.table.choose(some["Świecznik dębowy"])
    page.ask_new()
    typed(front(), "Halv")
    state = page.state()
    later = ProductsPage(desk)
    qtbot.addWidget(later)
    later.restore(state)
    later.resize(1230, 900)
    later.show()
    settled()
    assert later.asking.isVisible()
    assert later.asking.state()["name"] == "Halv"
    assert later.table.current_key() == some["Świecznik dębowy"]


def test_leaving_the_page_saves_what_is_being_typed(desk: Desk, qtbot: QtBot, some: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    page.open(some["Fat, eik"])
    field = editor(page, "Category")
    field.setFocus()
    field.selectAll()
    typed(field, "Bord")
    assert page.commit()
    assert kept(desk, some["Fat, eik"]).category == "Bord"


def test_at_a_fair_products_are_offered_first_and_found_while_one_types(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    for name in ("Krus", "Kopp", "Kanne", "Kurv"):
        made(desk, name, category="K")
    for who in ("A", "B"):
        meeting.save(
            desk.store, Meeting(draft=ProspectDraft(name=who, asked_about=("krus", "Duk"))), region="NO"
        )
    page = CapturePage(desk)
    qtbot.addWidget(page)
    page.resize(1230, 900)
    page.show()
    settled()
    interests = page.card.form.interests
    chips = [chip.text() for chip in interests.chips()]
    assert chips[0] == "Krus"
    assert "Duk" not in chips
    assert len(chips) == 6

    interests.line.setFocus()
    typed(interests.line, "d")
    found = [chip.text() for chip in interests.found()]
    assert found[-1] == "Duk"
    interests.line.clear()
    typed(interests.line, "fat")
    missing = [one.text() for one in (*interests.chips(), *interests.found()) if "Fat" in one.text()]
    assert missing == ["Fat, eik"]
    interests.line.clear()
    typed(interests.line, "duk")
    (duk,) = interests.found()
    assert duk in page.card.form.in_order()
    QTest.keyClick(duk, Qt.Key.Key_Space)
    assert interests.value() == ("Duk",)
    assert interests.line.text() == ""
    assert interests.found() == []
    typed(interests.line, "KRUS")
    QTest.keyClick(interests.line, Qt.Key.Key_Return)
    assert set(interests.value()) == {"Duk", "Krus"}
