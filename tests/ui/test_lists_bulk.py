"""The same done with many complaints, products, expenses and companies: marked, told before, written and taken back
as one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.values import Money
from salesdesk.services import changes, companies, complaints, expenses, fairs, product_list, products
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.expenses import ExpenseDraft
from salesdesk.services.products import ProductDraft
from salesdesk.ui.bulk_bar import BulkBar
from salesdesk.ui.complaints.page import ComplaintsPage
from salesdesk.ui.desk import Desk
from salesdesk.ui.expenses.page import ExpensesPage
from salesdesk.ui.products.page import ProductsPage
from salesdesk.ui.prospects.companies import Companies
from tests.factories import capture
from tests.ui.driving import settled, typed

DAY = date(2026, 11, 22)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def opened(kind: type[Any], desk: Desk, qtbot: QtBot) -> Any:
    page = kind(desk)
    qtbot.addWidget(page)
    page.resize(1230, 800)
    page.show()
    page.activateWindow()
    settled()
    page.table.setFocus()
    settled()
    return page


def confirm(bar: BulkBar, page: QWidget) -> str:
    """Reads what would be done, and does it by Enter."""
    settled()
    told = bar.told()
    QTest.keyClick(bar._do, Qt.Key.Key_Return)
    settled()
    return told


def offered(bar: BulkBar, act: str) -> list[str]:
    """The values in the menu of an act."""
    menu = QMenu()
    build = next(one.build for one in bar._offered if one.name == act)
    assert build
    build(menu)
    return [one.text() for one in menu.actions() if one.text()]


def said(desk: Desk) -> list[str]:
    found: list[str] = []
    desk.said.connect(lambda text, _undo, _act, _on: found.append(text))
    return found


def complain(desk: Desk) -> None:
    for what in ("Sprukket glasur", "For sen levering", "Zła faktura"):
        complaints.receive(desk.store, ComplaintDraft(what=what), None)


def listed(desk: Desk) -> list[complaints.Line]:
    with desk.store.read() as reading:
        return complaints.listed(reading)


def test_marked_complaints_get_a_cause_that_is_told_before_and_taken_back_as_one(
    desk: Desk, qtbot: QtBot
) -> None:
    complain(desk)
    complaints.set_cause(desk.store, listed(desk)[0].id, "delivery")
    page = opened(ComplaintsPage, desk, qtbot)
    notices = said(desk)
    assert not page.bulk.isVisible()

    QTest.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    marked = page.bulk._count.text()
    page.bulk.acted.emit("cause", "delivery")
    told = confirm(page.bulk, page)
    after = [one.cause for one in listed(desk)]
    changes.undo(desk.store)

    assert marked == "3 marked"
    assert told == "Sets the cause to Delivery in 2. 1 is so already."
    assert after == ["delivery"] * 3
    assert notices == ["Set the cause of 2 to Delivery"]
    assert not page.bulk.isVisible()
    assert sorted(one.cause for one in listed(desk)) == ["", "", "delivery"]


def test_a_cause_in_ones_own_words_is_asked_for_and_offered_from_then_on(desk: Desk, qtbot: QtBot) -> None:
    complain(desk)
    page = opened(ComplaintsPage, desk, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_Space)

    page.bulk.ask("cause", "The cause", "")
    typed(page.bulk.field, "spedytor Łódź")
    QTest.keyClick(page.bulk.field, Qt.Key.Key_Return)
    told = confirm(page.bulk, page)

    assert told == "Sets the cause to spedytor Łódź in 1."
    assert "spedytor Łódź" in offered(page.bulk, "cause")


def test_a_day_that_is_none_is_told_and_nothing_is_done(desk: Desk, qtbot: QtBot) -> None:
    complain(desk)
    page = opened(ComplaintsPage, desk, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_A, CONTROL)

    page.bulk._chosen("promised")
    typed(page.bulk.field, "ved jul")
    QTest.keyClick(page.bulk.field, Qt.Key.Key_Return)
    settled()

    assert page.bulk.told().startswith("There is nothing to change. 3 are left out: ")
    assert "ved jul" in page.bulk.told()
    assert not page.bulk._do.isVisible()


def test_rows_selected_by_shift_are_taken_too_and_escape_lets_them_go(desk: Desk, qtbot: QtBot) -> None:
    complain(desk)
    page = opened(ComplaintsPage, desk, qtbot)

    QTest.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    during = (page.bulk.isVisible(), page.bulk._count.text())
    QTest.keyClick(page.bulk, Qt.Key.Key_Escape)

    assert during == (True, "2 marked")
    assert not page.bulk.isVisible()
    assert len(page.table.taken()) == 1


def test_deleted_complaints_come_back_together(desk: Desk, qtbot: QtBot) -> None:
    complain(desk)
    page = opened(ComplaintsPage, desk, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_A, CONTROL)

    page.bulk.acted.emit("delete", "")
    told = confirm(page.bulk, page)
    gone = listed(desk)
    changes.undo(desk.store)

    assert (told, gone) == ("Deletes 3.", [])
    assert len(listed(desk)) == 3


def test_products_are_put_into_a_category_that_is_known(desk: Desk, qtbot: QtBot) -> None:
    for name, category in (("Øks", "Verktøy"), ("Gryte", ""), ("Żeliwna patelnia", "")):
        products.make(desk.store, ProductDraft(name=name, category=category))
    page = opened(ProductsPage, desk, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_A, CONTROL)

    known = offered(page.bulk, "category")
    page.bulk.acted.emit("category", "Verktøy")
    told = confirm(page.bulk, page)

    assert known == ["Verktøy", "Another category …"]
    assert told == "Puts 2 into the category Verktøy. 1 is so already."
    with desk.store.read() as reading:
        found = product_list.read(reading, desk.clock, "NOK")
    assert {one.category for one in found} == {"Verktøy"}


@pytest.mark.parametrize("act", ["fair", "kind"])
def test_expenses_are_put_to_a_fair_or_another_kind(act: str, desk: Desk, qtbot: QtBot) -> None:
    fair = fairs.make(desk.store, "Hjem & Hage")
    for what in ("Tog", "Parkering"):
        expenses.note(desk.store, ExpenseDraft(amount=Money(9_900, "NOK"), day=DAY, what=what, kind="travel"))
    page = opened(ExpensesPage, desk, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_A, CONTROL)

    page.bulk.acted.emit(act, fair.id.hex if act == "fair" else "parkering på messa")
    told = confirm(page.bulk, page)

    what = "Hjem & Hage" if act == "fair" else "parkering på messa"
    assert told in (f"Sets the fair of 2 to {what}.", f"Sets the kind to {what} in 2.")
    with desk.store.read() as reading:
        found = expenses.listed(reading)
    assert {one.fair if act == "fair" else one.kind for one in found} == {what}


def test_companies_where_people_work_are_not_deleted_and_why_is_told(desk: Desk, qtbot: QtBot) -> None:
    capture(desk.store, "Åsa Nyström", company="Fjord Interiør")
    capture(desk.store, "Łukasz Żak", company="Drewno Plus")
    page = opened(Companies, desk, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_A, CONTROL)

    page.bulk.acted.emit("delete", "")
    settled()
    refused, doable = page.bulk.told(), page.bulk._do.isVisible()
    QTest.keyClick(page.bulk, Qt.Key.Key_Escape)
    page.bulk.acted.emit("trade", "Møbler")
    told = confirm(page.bulk, page)

    assert refused.startswith("There is nothing to change. 2 are left out: 1 prospect works at ")
    assert not doable
    assert told == "Sets the trade to Møbler in 2."
    with desk.store.read() as reading:
        rows = companies.rows(reading, "", sort="name", descending=False, clock=desk.clock)
        assert {one.trade for one in companies.lines(reading, rows).values()} == {"Møbler"}


def test_what_was_told_is_told_anew_where_as_many_others_are_selected_by_then(
    desk: Desk, qtbot: QtBot
) -> None:
    complain(desk)
    page = opened(ComplaintsPage, desk, qtbot)
    before = [one.id for one in listed(desk) if not one.cause]
    QTest.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    first = list(page.table.taken())
    page.bulk.acted.emit("cause", "delivery")
    settled()
    model, selection = page.table.model(), page.table.selectionModel()
    whole = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    selection.select(QItemSelection(model.index(1, 0), model.index(2, 0)), whole)
    settled()
    assert list(page.table.taken()) != first
    QTest.keyClick(page.bulk._do, Qt.Key.Key_Return)
    settled()
    assert len(before) == 3
    assert [one.cause for one in listed(desk)] == ["", "", ""]
    assert page.bulk.told() == "Sets the cause to Delivery in 2."
    confirm(page.bulk, page)
    assert sorted(one.cause for one in listed(desk)) == ["", "delivery", "delivery"]
