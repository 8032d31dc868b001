"""The expenses page: noted by keyboard, summed up by period, changed in the same line, deleted and brought back."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.values import Money
from salesdesk.services import changes, expenses, fairs
from salesdesk.services.expenses import ExpenseDraft, Line
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.expenses.page import ExpensesPage
from salesdesk.ui.table_painting import PAD
from tests.ui.driving import settled, typed

DAY = date(2026, 11, 22)


def opened(desk: Desk, qtbot: QtBot) -> ExpensesPage:
    page = ExpensesPage(desk)
    qtbot.addWidget(page)
    page.resize(1230, 800)
    page.show()
    page.activateWindow()
    page.setFocus()
    settled()
    return page


def kept(desk: Desk) -> list[Line]:
    with desk.store.read() as reading:
        return expenses.listed(reading)


def noted(desk: Desk, what: str, minor: int, day: date = DAY, **said: Any) -> None:
    expenses.note(desk.store, ExpenseDraft(amount=Money(minor, "NOK"), day=day, what=what, **said))


def write(page: ExpensesPage, name: str, text: str) -> None:
    editor = page.form.lines[name]
    editor.clear()
    typed(editor, text)


def press(page: ExpensesPage, name: str) -> None:
    QTest.keyClick(page.form.lines[name], Qt.Key.Key_Return)
    settled()


def total(page: ExpensesPage, qtbot: QtBot) -> str:
    """What the sums say once the page has read what was written."""
    qtbot.waitUntil(lambda: not page._settle.isActive() and not page._stale)
    settled()
    return page.sums.total.text()


def test_an_expense_is_noted_in_the_line_and_summed_up_beside_it(desk: Desk, qtbot: QtBot) -> None:
    fairs.make(desk.store, "Hjem & Hage", starts_on=DAY, ends_on=DAY, cost=Money(9_800_00, "NOK"))
    page = opened(desk, qtbot)
    fair = page.form.choices["fair"]
    fair.setCurrentIndex(1)
    fair.activated.emit(1)
    assert "9,800" in page.form._hint.text()
    write(page, "amount", "mye")
    press(page, "amount")
    assert "not an amount" in page.form.fields["amount"].trouble()
    write(page, "amount", "1 250,60")
    write(page, "what", "Tog til Łódź")
    write(page, "day", "yesterday")
    page.form.choices["kind"].show_value("travel")
    press(page, "day")
    (one,) = kept(desk)
    assert (one.what, one.minor, one.kind, one.fair) == ("Tog til Łódź", 1_250_60, "travel", "Hjem & Hage")
    assert one.day == date(2026, 11, 21)
    assert total(page, qtbot) == "1,251 NOK"
    assert page.sums.lists["fair"].told() == ["By fair, Hjem & Hage: 1,251 NOK"]
    assert page.form.lines["amount"].text() == ""
    noted(desk, "Stand", 123_456_789_50)
    total(page, qtbot)
    drawn = QFontMetrics(theme.font(tabular=True)).horizontalAdvance("123,456,789.50 NOK") + 2 * PAD
    assert page.table.columnWidth(5) >= drawn  # an amount is never cut
    QAbstractItemModelTester(page.table.records)


def test_the_period_and_the_search_narrow_list_and_sums(desk: Desk, qtbot: QtBot) -> None:
    noted(desk, "Messe", 100_00)
    noted(desk, "Prøver", 200_00, date(2026, 3, 1), kind="samples")
    noted(desk, "Gammelt", 400_00, date(2025, 3, 1))
    expenses.note(desk.store, ExpenseDraft(amount=Money(50_00, "EUR"), day=DAY, what="Bahn"))
    page = opened(desk, qtbot)
    assert page.sums.total.text() == "300 NOK"
    assert "50" in page.sums._notes.text()
    page.period.choose("month")
    page.period.chosen.emit("month")
    assert page.sums.total.text() == "100 NOK"
    page.period.choose("all")
    page.period.chosen.emit("all")
    assert page.sums.total.text() == "700 NOK"
    typed(page.field, "samples")
    assert [page.table.records.data(page.table.records.index(0, 1)), page.sums.total.text()] == [
        "Prøver",
        "200 NOK",
    ]


def test_one_is_changed_in_the_same_line_and_deleted_with_undo(desk: Desk, qtbot: QtBot) -> None:
    noted(desk, "Tog", 100_00)
    page = opened(desk, qtbot)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settled()
    assert (page.form.lines["what"].text(), page.form.lines["amount"].text()) == ("Tog", "100")
    write(page, "amount", "120")
    assert page.commit()
    settled()
    assert kept(desk)[0].minor == 120_00
    page._opened(kept(desk)[0].id)
    page.form.delete()
    settled()
    assert kept(desk) == []
    for minor in (120_00, 100_00):
        changes.undo(desk.store)
        assert kept(desk)[0].minor == minor


def test_what_is_half_typed_is_there_again_after_a_restart(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    write(page, "what", "Blomster til Đức")
    assert page.is_half_typed()
    again = ExpensesPage(desk)
    qtbot.addWidget(again)
    again.restore(page.state())
    assert again.form.lines["what"].text() == "Blomster til Đức"


def test_two_fairs_of_one_name_keep_their_own_sums_and_stands(desk: Desk, qtbot: QtBot) -> None:
    for year, cost in ((2025, 5_000_00), (2026, 9_000_00)):
        day = date(year, 11, 20)
        fair = fairs.make(desk.store, "Møbelmessa", starts_on=day, ends_on=day, cost=Money(cost, "NOK"))
        noted(desk, "Tog", (year - 2020) * 100_00, fair=fair.id)
    page = opened(desk, qtbot)
    assert page.sums.lists["fair"].told() == [
        "By fair, Møbelmessa 2026: 600 NOK",
        "By fair, Møbelmessa 2025: 500 NOK",
    ]
    assert "9,000" in page.sums._notes.text()  # that of this year
    fair = page.form.choices["fair"]
    fair.setCurrentIndex(2)
    fair.activated.emit(2)
    assert (fair.currentText(), "5,000" in page.form._hint.text()) == ("Møbelmessa 2025", True)
