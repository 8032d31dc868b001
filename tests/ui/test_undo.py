"""Undo in the window: what was saved last, named where it is large; fields and the keyboard go with it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.domain.prospects import Prospect
from salesdesk.services import bulk_editing, demo, prospects
from salesdesk.ui.desk import Desk
from salesdesk.ui.first.sample import SampleBanner
from salesdesk.ui.general import general_commands
from salesdesk.ui.page import SETTLE
from salesdesk.ui.pages import load_all
from salesdesk.ui.prospects.page import ProspectsPage
from salesdesk.ui.window import Window
from tests.factories import bring_in, capture, open_store, records
from tests.ui.driving import settled


def opened(desk: Desk, qtbot: QtBot) -> Window:
    """A window at the desk, as it stands after the start."""
    window = Window()
    qtbot.addWidget(window)
    desk.commands.add(general_commands(window, desk), on=window)
    window.show()
    window.adopt(desk, load_all())
    window.activateWindow()
    settled()
    return window


@pytest.mark.parametrize("wide", [1024, 1440])
def test_undo_of_the_capture_of_whom_one_looks_at_says_so_and_leads_back_to_the_list(
    desk: Desk, qtbot: QtBot, wide: int
) -> None:
    window = opened(desk, qtbot)
    window.resize(wide, 640)
    everyone = [capture(desk.store, name).prospect for name in ("Åsa Nyström", "Łukasz Żak", "Nguyễn Hạnh")]
    window.go("prospects", everyone[-1])
    settled()
    page = window.book.front()
    assert isinstance(page, ProspectsPage)
    field = next(one for one in page.detail.findChildren(QLineEdit) if one.accessibleName() == "Title")
    field.setFocus()

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 2)
    qtbot.wait(4 * SETTLE)
    settled()

    assert page.list.table.hasFocus()
    assert page.list.isVisible()
    assert "Nguyễn Hạnh" in window.notice.text()
    assert page.list.front() == page.detail.shown() == everyone[0]  # the next row


def test_an_import_of_many_is_named_before_it_is_taken_back(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(desk, qtbot)
    file = tmp_path / "messe.csv"
    file.write_text("Name\n" + "".join(f"Åsa Nyström {n}\n" for n in range(21)), "utf-8")
    bring_in(desk.store, file)
    people = [UUID(one) for one in records(desk.store)["prospects"]]
    bulk_editing.write(desk.store, bulk_editing.tag(desk.store, people, "oak"))

    def pressed() -> tuple[int, int, str]:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settled()
        found = records(desk.store)
        return len(found["taggings"]), len(found["prospects"]), window.notice.text()

    assert pressed()[:2] == (0, 21)  # what was just done with many is taken back at once
    told = "The last thing to take back is “Brought in messe.csv”: 21 prospects."
    assert [pressed(), pressed()] == [(0, 21, told)] * 2
    window.notice._button.click()
    settled()
    assert records(desk.store)["prospects"] == {}


def test_where_there_is_room_for_one_the_list_is_back_once_nobody_is_left(desk: Desk, qtbot: QtBot) -> None:
    demo.fill(desk.store, prospects=2)
    window = opened(desk, qtbot)
    banner = SampleBanner(desk, window)
    window.resize(1024, 640)
    window.go("prospects", UUID(next(iter(records(desk.store)["prospects"]))))
    settled()
    page = window.book.front()
    assert isinstance(page, ProspectsPage)
    before = page.list.isVisible()

    banner.take_away()
    settled(30_000)
    qtbot.waitUntil(page.list.isVisible)

    assert not before
    assert len(page.list.model.keys) == 0


def test_undo_after_the_sample_was_taken_away_brings_it_back(desk: Desk, qtbot: QtBot) -> None:
    demo.fill(desk.store, prospects=2)
    window = opened(desk, qtbot)
    capture(desk.store, "Łukasz Żak")
    banner = SampleBanner(desk, window)
    seen = list[int]()

    def now() -> None:
        settled(30_000)
        seen.append(len(records(desk.store)["prospects"]))

    def pressed() -> None:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        now()

    banner.take_away()
    now()
    window.notice._button.click()  # "Bring it back"
    now()
    banner.look()
    banner.take_away()
    now()
    pressed()
    assert window.notice.text() == "Done again: Filled in the sample year"
    banner.look()
    banner.take_away()
    now()
    capture(desk.store, "Åsa Nyström")
    now()
    pressed()
    assert seen == [1, 3, 1, 3, 1, 2, 1]


def test_undo_in_a_saved_field_takes_back_what_was_saved_and_the_field_shows_what_is_kept(
    desk: Desk, qtbot: QtBot
) -> None:
    window = opened(desk, qtbot)
    who = capture(desk.store, "Åsa Nyström", title="Buyer").prospect
    window.go("prospects", who)
    settled()
    editor = next(one for one in window.findChildren(QLineEdit) if one.accessibleName() == "Title")
    handle, seen = window.windowHandle(), list[tuple[str, str]]()
    editor.setFocus()

    def pressed(*keys: Qt.Key) -> None:
        for key in keys:
            control = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_Z else Qt.KeyboardModifier(0)
            QTest.keyClick(handle, key, control)
            settled()
            qtbot.wait(2 * SETTLE)
            settled()
            with desk.store.read() as reading:
                seen.append((editor.text(), reading.need(Prospect, who).title))

    def typed_over(text: str) -> None:
        editor.selectAll()
        QTest.keyClicks(editor, text)
        pressed(Qt.Key.Key_Return)

    typed_over("Alpha")
    typed_over("Beta")
    pressed(Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Tab)
    window.run_command("redo")
    pressed(Qt.Key.Key_Backtab)
    typed_over("Gamma")
    with open_store(desk.store.path) as other:
        with other.read() as reading:
            there = reading.need(Prospect, who)
        prospects.edit(other, there, {"title": ("Gamma", "From elsewhere")})
    desk.refresh.look()
    pressed(Qt.Key.Key_Shift, Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Tab)

    told = ["Alpha", "Beta", "Alpha", "Buyer", "Buyer", "Alpha", "Gamma", "From elsewhere", "Gamma", "Alpha"]
    assert seen == [(one, one) for one in (*told, "Alpha")]
