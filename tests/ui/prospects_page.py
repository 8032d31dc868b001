"""The page of prospects as its tests open and read it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.services.listing import Line
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.page import ProspectsPage
from salesdesk.ui.prospects.views import ViewChips
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.states import EmptyState
from tests.factories import capture
from tests.ui.driving import settled

PEOPLE = ("Åsa Nyström", "Łukasz Żak", "Nguyễn Thị Hạnh", "Ingrid Solheim")
CONTROL = Qt.KeyboardModifier.ControlModifier


def people(desk: Desk) -> dict[str, UUID]:
    """Four people by name, of whom the first two buy now; their companies stand the other way round."""
    found = {}
    for number, name in enumerate(PEOPLE):
        phones = [f"+47 9123456{number}"]
        frame = "now" if number < 2 else ""
        company = f"Company {9 - number}"
        made = capture(desk.store, name, company=company, phones=phones, time_frame=frame)
        found[name] = made.prospect
    return found


def opened(desk: Desk, qtbot: QtBot, *, wide: int = 1230, high: int = 760) -> ProspectsPage:
    """The page, looked at, with the keyboard in the table."""
    holder = QWidget()
    qtbot.addWidget(holder)
    desk.commands.add([Command("new-prospect", "New prospect", lambda: None)], on=holder)
    page = ProspectsPage(desk)
    qtbot.addWidget(page)
    page.resize(wide, high)
    page.show()
    page.activateWindow()
    page.setFocus()
    rested(page, qtbot)
    return page


def lines(page: ProspectsPage) -> list[Line]:
    """What the table shows."""
    model = page.list.model
    return [line for place in range(model.rowCount()) if (line := model.row(place)) is not None]


def names(page: ProspectsPage) -> list[str]:
    """Who is in the table, from the top."""
    return [line.shown_name for line in lines(page)]


def rested(page: ProspectsPage, qtbot: QtBot) -> None:
    """Waits until what was written has been read, and all that was asked is answered."""
    settled()
    qtbot.waitUntil(lambda: not page._settle.isActive())
    qtbot.waitUntil(lambda: not page.list.hits.is_reading())
    settled()


def search(page: ProspectsPage, text: str, qtbot: QtBot) -> None:
    """Writes into the search line, and waits for all hits."""
    page.list.field.setText(text)
    rested(page, qtbot)


def mark(page: ProspectsPage, qtbot: QtBot, *who: str) -> None:
    """Marks people by the keyboard."""
    for name in who:
        page.list.table.setCurrentIndex(page.list.model.index(names(page).index(name), 0))
        qtbot.keyClick(page.list.table, Qt.Key.Key_Space)


def chip(page: ProspectsPage, text: str) -> ToggleChip:
    """The chip of a view."""
    return next(one for one in page.findChildren(ToggleChip) if one.text() == text and not one.isHidden())


def lit(page: ProspectsPage) -> list[str]:
    """The views whose chips are lit."""
    shown = page.list.head.findChild(ViewChips)
    assert shown is not None
    return [one.text() for one in shown.findChildren(ToggleChip) if one.isChecked() and not one.isHidden()]


def foot(page: ProspectsPage) -> str:
    """What the foot of the table says."""
    return page.list._told.text()


def act_of(state: EmptyState) -> QPushButton:
    """The one button of an empty state."""
    (button,) = state.findChildren(QPushButton)
    return button


def front(page: ProspectsPage) -> str:
    """Who is in front."""
    line = page.list.line(page.list.table.current_key())
    return line.shown_name if line else ""
