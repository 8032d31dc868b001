"""The palette offers what can be begun anywhere, also on pages that nobody opened yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.ui.desk import Desk
from salesdesk.ui.expenses.page import ExpensesPage
from salesdesk.ui.foretold import foretold
from salesdesk.ui.general import general_commands
from salesdesk.ui.pages import PLACES, load_all
from salesdesk.ui.window import Window
from tests.factories import capture
from tests.ui.driving import settled, typed


def chosen(window: Window, desk: Desk, text: str) -> None:
    """Opens the palette of the new window, types `text` and takes what stands in front."""
    window.adopt(desk, load_all())
    window.show()
    settled()
    window.run_command("palette")
    settled()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    typed(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled()


def test_what_begins_on_a_page_is_offered_before_that_page_was_opened(desk: Desk, qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    desk.commands.add(general_commands(window, desk), on=window)
    told = {one.id: (one.title, one.words, one.icon) for one in foretold(desk)}
    chosen(window, desk, "note an exp")
    page = window.book.front()
    assert isinstance(page, ExpensesPage)
    assert page.form.lines["amount"].hasFocus()
    for one in ("new-plan", "new-teammate"):
        window.run_command(one)
        settled()
    for place in PLACES:
        window.go(place.slug)
    settled()
    made = {one.id: (one.title, one.words, one.icon) for one in desk.commands.listed()}
    assert told == {one: made[one] for one in told}


def test_a_page_of_the_name_that_was_typed_goes_before_people_in_whom_it_is_found(
    desk: Desk, qtbot: QtBot
) -> None:
    capture(desk.store, "Åse Nordby", note="hand over to Kari")
    window = Window()
    qtbot.addWidget(window)
    desk.commands.add(general_commands(window, desk), on=window)
    chosen(window, desk, "hand over")
    assert window.book.slug == "handover"
