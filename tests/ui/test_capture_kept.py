"""What is half typed at a fair is never lost: not by closing the window, not by a mistake with a key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from salesdesk.services import changes
from salesdesk.settings import Settings
from salesdesk.ui import session
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from salesdesk.ui.general import general_commands
from salesdesk.ui.pages import load_all
from salesdesk.ui.start import Program
from salesdesk.ui.window import Window
from tests.factories import StandingClock, capture, open_store, records
from tests.ui.driving import settled, typed

KEPT = Settings(language="en", country="NO", theme="light")


def started(folder: Path, qtbot: QtBot) -> Program:
    """The program as `start.run` starts it, with what was kept of the window."""
    made = Program(folder / "store.db", StandingClock(), KEPT)
    made.window.restore(session.load(folder / "store.db"))
    made.window.show()
    made.begin()
    qtbot.waitUntil(made.is_whole, timeout=30_000)
    settled()
    return made


def capturing(program: Program) -> CapturePage:
    """The page where one captures, turned to."""
    program.window.go("capture")
    settled()
    page = program.window.book.page("capture")
    assert isinstance(page, CapturePage)
    return page


def gone(program: Program) -> None:
    """The window is taken away, as the program's end does."""
    program.window.close()
    settled()
    program.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_whom_one_was_taking_down_when_the_window_was_closed_is_there_at_the_next_start(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    with open_store(tmp_path / "store.db") as store:
        capture(store, "Åsa Nyström")
    session.file(tmp_path / "store.db").unlink(missing_ok=True)
    first = started(tmp_path, qtbot)
    form = capturing(first).card.form
    typed(form.name, "Łukasz Żak")
    typed(form.company, "Đorđe & sønn")
    desk = first.desk
    assert desk is not None

    desk.commands.find("quit").run()
    gone(first)
    again = started(tmp_path, qtbot)
    slug = again.window.book.slug
    form = capturing(again).card.form
    found = (form.name.text(), form.company.text())
    gone(again)

    assert slug == "capture"
    assert found == ("Łukasz Żak", "Đorđe & sønn")


def at_the_fair(desk: Desk, qtbot: QtBot) -> tuple[Window, CapturePage]:
    """A window with the capture in front."""
    window = Window()
    qtbot.addWidget(window)
    desk.commands.add(general_commands(window, desk), on=window)
    window.show()
    window.adopt(desk, load_all())
    window.activateWindow()
    window.go("capture")
    settled()
    page = window.book.page("capture")
    assert isinstance(page, CapturePage)
    return window, page


def chosen(window: Window, word: str) -> None:
    """A click on an act of the notice."""
    acts = {one.text(): one for one in window.notice.findChildren(QPushButton) if one.isVisible()}
    acts[word].setFocus()
    acts[word].click()
    settled()


def test_bring_back_asks_before_it_takes_the_place_of_what_was_typed_since(desk: Desk, qtbot: QtBot) -> None:
    window, page = at_the_fair(desk, qtbot)
    form = page.card.form
    typed(form.name, "Łukasz Żak")
    page.keeping.clear()
    typed(form.name, "Åse Bø")

    chosen(window, "Bring back")
    kept = form.name.text()
    chosen(window, "Save that first")

    assert kept == "Åse Bø"
    assert form.name.text() == "Łukasz Żak"
    assert form.name.hasFocus()
    assert "Åse Bø" in [one["name"] for one in records(desk.store)["prospects"].values()]


def test_what_is_brought_back_into_an_empty_form_has_the_keyboard(desk: Desk, qtbot: QtBot) -> None:
    window, page = at_the_fair(desk, qtbot)
    typed(page.card.form.name, "Łukasz Żak")
    page.keeping.clear()

    chosen(window, "Bring back")

    assert page.card.form.name.text() == "Łukasz Żak"
    assert page.card.form.name.hasFocus()


def test_undo_in_a_half_typed_form_takes_back_typing_and_no_one_who_was_saved(
    desk: Desk, qtbot: QtBot
) -> None:
    window, page = at_the_fair(desk, qtbot)
    capture(desk.store, "Åsa Nyström")
    form = page.card.form
    typed(form.name, "Łukasz Żak")
    form.email.setFocus()
    qtbot.keyClicks(form.email, "post@zak.example")

    for _time in range(4):
        qtbot.keyClick(form.email, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settled()

    assert (form.name.text(), form.email.text()) == ("Łukasz Żak", "")
    assert [one["name"] for one in records(desk.store)["prospects"].values()] == ["Åsa Nyström"]
    assert "No more typing" in window.notice.text()


def test_control_y_does_again_what_was_taken_back(desk: Desk, qtbot: QtBot) -> None:
    window, page = at_the_fair(desk, qtbot)
    capture(desk.store, "Åsa Nyström")
    changes.undo(desk.store)
    email = page.card.form.email
    email.setFocus()
    qtbot.keyClicks(email, "ase")
    control = Qt.KeyboardModifier.ControlModifier

    qtbot.keyClick(email, Qt.Key.Key_Z, control)
    empty = email.text()
    qtbot.keyClick(email, Qt.Key.Key_Y, control)
    typing = email.text()
    qtbot.keyClick(window, Qt.Key.Key_Y, control)
    settled()

    assert (empty, typing) == ("", "ase")
    assert [one["name"] for one in records(desk.store)["prospects"].values()] == ["Åsa Nyström"]


def test_a_signature_that_is_pasted_into_a_field_fills_the_form_and_one_undo_takes_it_back(
    desk: Desk, qtbot: QtBot
) -> None:
    window, page = at_the_fair(desk, qtbot)
    form, control, keys = page.card.form, Qt.KeyboardModifier.ControlModifier, window.windowHandle()
    assert keys is not None
    form.name.setFocus()
    qtbot.keyClicks(form.name, "Å")
    typed(form.note, "wants two chairs")
    before = form.content()
    form.name.setFocus()
    QGuiApplication.clipboard().setText(
        "Med vennlig hilsen\nÅsa Nyström\nInnkjøper\nFjord AS\n+47 912 34 567\nasa@fjord.example\n"
    )

    QTest.keyClick(keys, Qt.Key.Key_V, control)
    settled()
    assert (form.name.text(), form.company.text()) == ("Åsa Nyström", "Fjord AS")
    assert (form.phone.text(), form.email.text()) == ("+47 912 34 567", "asa@fjord.example")
    assert form.note.toPlainText() == "wants two chairs"
    assert "what was copied" in window.notice.text()

    QTest.keyClick(keys, Qt.Key.Key_Z, control)
    settled()
    assert form.content() == before
    assert form.name.hasFocus()


def test_what_a_scan_filled_in_over_something_typed_is_taken_back_by_undo(desk: Desk, qtbot: QtBot) -> None:
    window, page = at_the_fair(desk, qtbot)
    form = page.card.form
    typed(form.name, "Łukasz")
    page.keeping.take("Åsa Nyström\nasa@fjord.example", told="Filled in")
    assert form.name.text() == "Åsa Nyström"
    keys = window.windowHandle()
    assert keys is not None

    form.name.setFocus()
    QTest.keyClick(keys, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()

    assert form.name.text() == "Łukasz"
    assert form.email.text() == ""
