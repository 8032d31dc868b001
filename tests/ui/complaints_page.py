"""What tests of complaints share: one taken in, the page opened, what its list says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.complaints import Complaint
from salesdesk.services import complaints
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.ui.complaints.page import ComplaintsPage
from salesdesk.ui.desk import Desk
from tests.factories import MORNING
from tests.ui.driving import settled, typed


def receive(
    desk: Desk, what: str, hours: int | None = None, prospect: UUID | None = None, **said: Any
) -> UUID:
    """A complaint taken in, with an answer promised so many hours from now."""
    promised = None if hours is None else MORNING + timedelta(hours=hours)
    draft = ComplaintDraft(what=what, promised_at=promised, **said)
    return complaints.receive(desk.store, draft, prospect).id


def get(desk: Desk, complaint: UUID) -> Complaint:
    """A complaint as it is now."""
    with desk.store.read() as reading:
        return reading.need(Complaint, complaint)


def opened(desk: Desk, qtbot: QtBot, width: int = 1200) -> ComplaintsPage:
    """The page, looked at."""
    page = ComplaintsPage(desk)
    qtbot.addWidget(page)
    page.resize(width, 760)
    page.show()
    page.activateWindow()
    settled()
    return page


def rested(page: ComplaintsPage, qtbot: QtBot) -> None:
    """Waits until what was written has been read again."""
    settled()
    qtbot.waitUntil(lambda: not page._settle.isActive())
    settled()


def rows(page: ComplaintsPage, *columns: str) -> list[tuple[str, ...]]:
    """What some columns of the list say, from the top."""
    model: Any = page.table.records
    wanted = [column for key in columns for column in model.columns if column.key == key]
    return [
        tuple(column.cell(model.row(place)).text for column in wanted) for place in range(model.rowCount())
    ]


def said(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    """Types into a field and presses Enter."""
    field.setFocus()
    typed(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def pressed(qtbot: QtBot, widget: QWidget) -> None:
    """A press of Space, as one does who has come there by Tab."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(widget, Qt.Key.Key_Space)
    settled()
