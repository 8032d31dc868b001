"""What tests of the day share: the page opened, its rows, something planned."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.services import followups
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.today.page import TodayPage
from salesdesk.ui.widgets.rows import Row
from tests.factories import capture
from tests.ui.driving import settled, typed

TODAY = date(2026, 11, 22)


def someone_late(desk: Desk) -> UUID:
    """Ingrid Solheim of Fjord Interiør, to call since two days."""
    captured = capture(desk.store, "Ingrid Solheim", company="Fjord Interiør")
    assert captured.follow_up
    followups.move(desk.store, captured.follow_up, TODAY - timedelta(days=2), None)
    return captured.prospect


def shown(page: TodayPage) -> list[Row]:
    rows = page._followups.list.rows
    return [row for place in range(rows.rowCount()) if (row := rows.at(rows.index(place)))]


def opened(desk: Desk, qtbot: QtBot, *, seen: datetime | None = None) -> TodayPage:
    holder = page_holder(qtbot)
    desk.commands.add([Command("new-prospect", "New prospect", lambda: None)], on=holder)
    page = TodayPage(desk)
    qtbot.addWidget(page)
    if seen:
        page.restore({"seen": seen.isoformat()})
    page.resize(1100, 800)
    page.show()
    page.activateWindow()
    settled()
    return page


def page_holder(qtbot: QtBot) -> QLineEdit:
    holder = QLineEdit()
    qtbot.addWidget(holder)
    return holder


def plan(desk: Desk, what: str, days: int, prospect: UUID | None = None) -> FollowUp:
    return followups.plan(desk.store, FollowUpDraft(what=what, day=TODAY + timedelta(days=days)), prospect)


def front() -> QLineEdit:
    """The line that has the keyboard."""
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field


def answer(qtbot: QtBot, text: str) -> QLineEdit:
    """Types an answer into the line that has the keyboard, and presses Enter."""
    field = front()
    typed(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return field
