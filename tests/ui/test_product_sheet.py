"""The sheet of a product as a seller keeps it: mended where it is read, refused in words, taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.domain.values import Money
from salesdesk.services import changes, product_sheet
from salesdesk.ui.desk import Desk
from tests.ui.driving import settled, typed
from tests.ui.products_page import again, editor, front, kept, made, opened, sheet, three, write


@pytest.fixture
def some(desk: Desk) -> dict[str, UUID]:
    """Three products, one of them in a category of its own."""
    return three(desk)


def test_every_field_saves_itself_and_undo_takes_it_back(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    one = some["Fat, eik"]
    page.open(one)
    for name, text, field, wanted in (
        ("Number", "A-18", "number", "A-18"),
        ("Category", "Fat & brett", "category", "Fat & brett"),
        ("Cost", "812,50", "cost_minor", 812_50),
        ("On hand", "7,5", "on_hand", Decimal("7.5")),
        ("Benefits", "Tåler vask", "benefits", "Tåler vask"),
        ("To ask", "Hvor mange gjester?", "questions", "Hvor mange gjester?"),
        ("For whom", "Restauranter", "segments", "Restauranter"),
        ("Note", "Ny leverandør", "note", "Ny leverandør"),
        ("Name", "Fat, eik, stort", "name", "Fat, eik, stort"),
    ):
        before = getattr(kept(desk, one), field)
        write(page, name, text)
        assert getattr(kept(desk, one), field) == wanted, name
        changes.undo(desk.store)
        assert getattr(kept(desk, one), field) == before, name
        again(page)


def test_what_cannot_be_is_said_under_its_field_and_stays_as_typed(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    one = some["Fat, eik"]
    page.open(one)
    for name, text in (
        ("Name", "Świecznik dębowy"),
        ("Number", "b2"),
        ("Cost", "cheap"),
        ("On hand", "a lot"),
        ("Step above", "Nothing like it"),
    ):
        field = write(page, name, text)
        assert field.accessibleDescription(), name
        assert field.property("text") == text
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert not field.accessibleDescription(), name
    assert kept(desk, one).name == "Fat, eik"
    write(page, "Name", "")
    assert kept(desk, one).name == "Fat, eik"


def test_two_edits_of_a_field_in_a_row_are_both_taken(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.open(some["Fat, eik"])
    field = editor(page, "Category")
    field.setFocus()
    for text in ("First", "Second"):  # faster than the page hears of the first
        field.selectAll()
        typed(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert kept(desk, some["Fat, eik"]).category == "Second"
    assert not field.accessibleDescription()


def test_what_another_device_wrote_meanwhile_is_told_and_not_lost(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    one = some["Fat, eik"]
    page.open(one)
    field = editor(page, "Category")
    field.setFocus()
    field.selectAll()
    typed(field, "Mine")
    product_sheet.edit(desk.store, one, {"category": ("Fat", "Theirs")})
    again(page)
    assert "Theirs" in field.accessibleDescription()
    assert field.text() == "Mine"


def test_a_new_list_price_counts_from_its_day_and_the_earlier_one_stays(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    one = some["Fat, eik"]
    page.open(one)
    page.detail.prices.since.setText("1 Dec")
    write(page, "New list price", "1 690")

    prices = sheet(desk, one).prices
    assert [(price.minor, price.since) for price in prices] == [(1690_00, date(2026, 12, 1)), (1590_00, None)]
    rows = page.detail.prices._parts.rows()
    assert [row._since.text() for row in rows] == ["from 1 Dec 2026", "from the beginning"]
    assert [row._word.text() for row in rows] == ["to come", "today"]
    assert page.detail.prices.since.text() == ""
    write(page, "New list price", "1 640")
    assert sheet(desk, one).price == Money(1640_00, "NOK")

    QTest.mouseClick(page.detail.prices._parts.rows()[0].off, Qt.MouseButton.LeftButton)
    assert [price.minor for price in sheet(desk, one).prices] == [1640_00, 1590_00]
    changes.undo(desk.store)
    assert len(sheet(desk, one).prices) == 3


def test_a_price_is_refused_where_amount_or_day_mean_nothing(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    one = some["Fat, eik"]
    page.open(one)
    assert write(page, "New list price", "much").accessibleDescription()
    page.detail.prices.since.setText("someday")
    assert write(page, "New list price", "1 700").accessibleDescription()
    assert len(sheet(desk, one).prices) == 1
    page.detail.prices.since.clear()
    write(page, "New list price", "139 EUR")
    assert {price.currency for price in sheet(desk, one).prices} == {"NOK", "EUR"}


def test_objections_are_added_answered_and_removed(desk: Desk, qtbot: QtBot, some: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    one = some["Fat, eik"]
    page.open(one)
    write(page, "Add what customers hold against it", "For dyrt")
    answer = front()
    assert answer.accessibleName() == "Answer to: For dyrt"
    typed(answer, "Det varer livet ut")
    QTest.keyClick(answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    again(page)
    assert [(o.objection, o.answer) for o in sheet(desk, one).objections] == [
        ("For dyrt", "Det varer livet ut")
    ]

    write(page, "Objection", "Altfor dyrt")
    assert sheet(desk, one).objections[0].objection == "Altfor dyrt"
    write(page, "Objection", "")
    assert sheet(desk, one).objections == []
    changes.undo(desk.store)
    assert sheet(desk, one).objections[0].answer == "Det varer livet ut"


def test_what_goes_with_it_is_added_by_name_and_taken_off_by_delete(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    one = some["Fat, eik"]
    page.open(one)
    field = write(page, "Add a product that goes with it", "bat dia")
    assert isinstance(field, QLineEdit)
    assert field.completer().completionPrefix() == "" or field.text() == ""
    assert [name for _part, name in sheet(desk, one).goes_with] == ["Bát đĩa"]
    assert write(page, "Add a product that goes with it", "Nothing").accessibleDescription()
    QTest.keyClick(field, Qt.Key.Key_Escape)

    (chip,) = page.detail.others.chips()
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert sheet(desk, one).goes_with == []
    changes.undo(desk.store)
    again(page)
    assert [chip.text() for chip in page.detail.others.chips()] == ["Bát đĩa"]


def test_the_step_above_is_offered_in_deals_and_emptied_again(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    one = some["Świecznik dębowy"]
    page.open(one)
    field = write(page, "Step above", "a-17")
    assert kept(desk, one).step_up == some["Fat, eik"]
    assert field.property("text") == "Fat, eik"
    write(page, "Step above", "")
    assert kept(desk, one).step_up is None


def test_a_bundle_shows_what_its_price_leaves_beside_its_parts(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    box = made(desk, "Gaveeske", 2000_00)
    page = opened(desk, qtbot)
    page.open(box)
    write(page, "Add a product to the bundle", "Fat, eik")
    write(page, "Add a product to the bundle", "Świecznik dębowy")
    write(page, "Pieces of Świecznik dębowy", "2")
    told = page.detail.bundle.told.text()
    assert "2,570" in told  # 1590 + 2 x 490
    assert "22 %" in told  # 570 of 2570
    assert "715" in told  # 2000 - 795 - 2 x 245
    assert "36 %" in told
    itself = write(page, "Add a product to the bundle", "Gaveeske")
    assert itself.accessibleDescription()

    page.open(some["Fat, eik"])  # what is wrong is mended first
    settled()
    assert page.detail.shown_id() == page.table.current_key() == box
    QTest.keyClick(itself, Qt.Key.Key_Escape)
    page.open(some["Fat, eik"])
    field = write(page, "Add a product to the bundle", "Gaveeske")
    assert "hold itself" in field.accessibleDescription()
