"""What was typed and is not taken: it is said why, where it is mended, and no longer than it holds."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from salesdesk.services import complaints, fairs
from salesdesk.ui.complaints.page import ComplaintsPage
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from salesdesk.ui.fairs.preparing import FairForm
from salesdesk.ui.general import general_commands
from salesdesk.ui.page import Page
from salesdesk.ui.pages import load_all
from salesdesk.ui.settings.page import SettingsPage
from salesdesk.ui.window import Window
from tests.factories import records
from tests.ui.driving import settled, typed


def opened(desk: Desk, qtbot: QtBot, slug: str) -> tuple[Window, Page]:
    """A small window with a page in front."""
    window = Window()
    qtbot.addWidget(window)
    window.resize(1024, 640)
    desk.commands.add(general_commands(window, desk), on=window)
    window.show()
    window.adopt(desk, load_all())
    window.activateWindow()
    window.go(slug)
    settled()
    return window, window.book.page(slug)


def retyped(qtbot: QtBot, editor: QLineEdit, text: str) -> None:
    """Types over what stands in a field, and presses Enter."""
    editor.setFocus()
    editor.clear()
    typed(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settled()


def field(form: FairForm, key: str) -> QLineEdit:
    """A field of a fair."""
    editor = form.rows[key].editor
    assert isinstance(editor, QLineEdit)
    return editor


def test_a_page_that_is_not_left_says_why_and_shows_the_field(desk: Desk, qtbot: QtBot) -> None:
    window, page = opened(desk, qtbot, "settings")
    assert isinstance(page, SettingsPage)
    typed(page.calendar.day, "31.02")
    page._scroll.verticalScrollBar().setValue(0)
    page.device.choices["language"].setFocus()

    window.go("today")
    settled()

    assert window.book.slug == "settings"
    assert "31.02" in window.notice.text()
    assert page.calendar.day.hasFocus()
    assert page.calendar.day.visibleRegion().boundingRect().height() == page.calendar.day.height()
    page.calendar.day.clear()
    assert window.go("today")


def test_back_from_a_fair_with_an_error_says_why(desk: Desk, qtbot: QtBot) -> None:
    made = fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21))
    window, page = opened(desk, qtbot, "capture")
    assert isinstance(page, CapturePage)
    page.open(f"prepare:{made.id}")
    editor = field(page.fairs_view.form, "starts_on")
    retyped(qtbot, editor, "31.02.2026")
    (back,) = (
        one for one in page.findChildren(QPushButton) if one.text().strip() == "Back" and one.isVisible()
    )

    back.click()
    settled()

    assert "31.02.2026" in window.notice.text()
    assert editor.hasFocus()


def test_what_is_wrong_with_a_fair_is_said_until_it_is_mended(desk: Desk, qtbot: QtBot) -> None:
    made = fairs.make(desk.store, "Hjem")
    _window, page = opened(desk, qtbot, "capture")
    assert isinstance(page, CapturePage)
    page.open(f"prepare:{made.id}")
    form = page.fairs_view.form
    start, end, cost, target = (field(form, key) for key in ("starts_on", "ends_on", "cost", "target_leads"))

    retyped(qtbot, start, "31.02.2026")
    retyped(qtbot, end, "24 Nov 2026")
    qtbot.wait(150)
    stays = (start.text(), "31.02.2026" in form.rows["starts_on"].trouble())
    retyped(qtbot, cost, "much")
    retyped(qtbot, target, "many")
    cost.clear()
    target.clear()
    start.setFocus()
    qtbot.keyClick(start, Qt.Key.Key_Escape)

    assert stays == ("31.02.2026", True)
    assert [form.rows[key].trouble() for key in ("starts_on", "cost", "target_leads")] == ["", "", ""]


def test_a_new_fair_with_a_wrong_day_says_so_at_the_day_and_is_kept_once_it_is_mended(
    desk: Desk, qtbot: QtBot
) -> None:
    _window, page = opened(desk, qtbot, "capture")
    assert isinstance(page, CapturePage)
    page.prepare_new()
    settled()
    form = page.fairs_view.form

    retyped(qtbot, field(form, "starts_on"), "31.02.2026")
    retyped(qtbot, field(form, "name"), "Smak & Bord Łódź")
    troubles = {key: bool(row.trouble()) for key, row in form.rows.items() if row.trouble()}
    retyped(qtbot, field(form, "starts_on"), "24 Nov 2026")

    assert troubles == {"starts_on": True}
    assert [(one["name"], one["starts_on"]) for one in records(desk.store)["fairs"].values()] == [
        ("Smak & Bord Łódź", "2026-11-24")
    ]


def test_a_delay_is_no_longer_called_wrong_when_the_old_number_is_back(desk: Desk, qtbot: QtBot) -> None:
    _window, page = opened(desk, qtbot, "settings")
    assert isinstance(page, SettingsPage)
    row = page.delays.rows["hot_days"]
    before = row.editor.text()

    retyped(qtbot, row.editor, "999")
    wrong = row.trouble()
    retyped(qtbot, row.editor, before)

    assert wrong
    assert row.trouble() == ""


def test_a_field_of_a_new_complaint_is_no_longer_called_empty_when_it_is_filled(
    desk: Desk, qtbot: QtBot
) -> None:
    _window, page = opened(desk, qtbot, "complaints")
    assert isinstance(page, ComplaintsPage)
    page.ask_new()
    page.asking.take()
    empty = page.asking._fields["what"].trouble()

    typed(page.asking._what, "Sprukne boller")

    assert empty
    assert page.asking._fields["what"].trouble() == ""


def test_someone_not_yet_known_is_made_a_prospect_with_the_complaint(desk: Desk, qtbot: QtBot) -> None:
    _window, page = opened(desk, qtbot, "complaints")
    assert isinstance(page, ComplaintsPage)
    page.ask_new()
    asking = page.asking
    typed(asking._name, "Đorđe Šarić")
    qtbot.keyClick(asking._name, Qt.Key.Key_Return)
    nobody_yet = records(desk.store)["prospects"]
    typed(asking._what, "Sprukne boller")
    asking.take()
    settled()

    with desk.store.read() as reading:
        (one,) = complaints.listed(reading)
    ((ident, made),) = records(desk.store)["prospects"].items()
    assert nobody_yet == {}
    assert (made["name"], one.what) == ("Đorđe Šarić", "Sprukne boller")
    assert one.prospect is not None
    assert one.prospect.hex.upper() == ident
