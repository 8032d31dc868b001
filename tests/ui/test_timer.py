"""The prospecting timer in the window: by key and mouse, cut off when nobody is there, mended in its panel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk.domain.prospects import Prospect
from salesdesk.services import stints
from salesdesk.services.stints import TimerToday
from salesdesk.ui.desk import Desk
from salesdesk.ui.general import general_commands
from salesdesk.ui.timer import ProspectingTimer
from salesdesk.ui.window import Window
from tests.factories import StandingClock, capture
from tests.ui.driving import settled


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    made = Window()
    qtbot.addWidget(made)
    desk.commands.add(general_commands(made, desk), on=made)
    made.adopt(desk, {})
    made.show()
    settled()
    yield made
    settled()


def the_timer(desk: Desk, window: Window) -> ProspectingTimer:
    made = ProspectingTimer(desk, window)
    window.foot.add(made.button)
    return made


def waits(desk: Desk, **span: float) -> None:
    clock = desk.clock
    assert isinstance(clock, StandingClock)
    clock.wait(**span)


def found(desk: Desk) -> TimerToday:
    with desk.store.read() as reading:
        return stints.look(reading, desk.clock)


def moves_the_mouse(window: Window) -> None:
    """As the system tells it, to the window's own surface."""
    at, none = QPointF(5, 5), Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    surface: Any = window.windowHandle()
    QApplication.sendEvent(surface, event)
    settled()


def test_one_key_starts_and_pauses_it_and_the_foot_says_how_long_it_was_today(
    desk: Desk, window: Window
) -> None:
    timer = the_timer(desk, window)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_P, both)
    settled()
    assert timer.runs()
    waits(desk, minutes=9)
    moves_the_mouse(window)
    waits(desk, minutes=9)
    timer.look()
    assert timer.button.text().strip() == "0:18"
    QTest.keyClick(window, Qt.Key.Key_P, both)
    settled()
    assert (timer.runs(), timer.paused()) == (False, True)
    assert "paused" in timer.button.text()
    window.run_command("timer-stop")
    assert timer.button.text().strip() == "0:18"
    window.run_command("undo")
    settled()
    assert (timer.runs(), timer.paused()) == (False, True)
    window.run_command("undo")
    settled()
    assert timer.runs()
    timer.stop()


def test_the_tray_starts_pauses_and_stops_it(desk: Desk, window: Window) -> None:
    timer = the_timer(desk, window)
    menu = timer.tray_menu()
    toggle, stop = menu.actions()[:2]
    assert toggle.text() == "Start the prospecting timer"
    toggle.trigger()
    menu.aboutToShow.emit()
    assert (timer.runs(), toggle.text()) == (True, "Pause the prospecting timer")
    toggle.trigger()
    menu.aboutToShow.emit()
    assert (timer.runs(), toggle.text()) == (False, "Go on prospecting")
    assert ProspectingTimer(desk, window).paused()  # of a window that is opened again
    toggle.trigger()
    toggle.trigger()
    stop.trigger()
    assert (timer.runs(), timer.paused(), len(found(desk).stints)) == (False, False, 2)
    timer.stop()


def test_it_stops_at_the_last_input_and_tells_so_when_the_seller_is_back(desk: Desk, window: Window) -> None:
    timer = the_timer(desk, window)
    timer.start_it()
    waits(desk, minutes=5)
    moves_the_mouse(window)
    last = desk.clock.now()
    waits(desk, minutes=9)
    timer.look()
    assert timer.runs()
    waits(desk, minutes=1)
    timer.look()
    assert not timer.runs()
    assert (found(desk).stints[0].ended_at, found(desk).stints[0].cut) == (last, "idle")
    waits(desk, minutes=20)
    moves_the_mouse(window)
    assert "nothing was done for 10 minutes" in window.notice.text()
    QTest.mouseClick(window.notice._button, Qt.MouseButton.LeftButton)  # I was prospecting
    settled()
    assert found(desk).runs is not None
    timer.stop()


def test_a_timer_that_nobody_stopped_is_asked_about_at_the_next_opening(desk: Desk, window: Window) -> None:
    stints.start(desk.store)
    waits(desk, minutes=30)
    timer = the_timer(desk, window)
    assert "still runs" in window.notice.text()
    timer.stop()
    waits(desk, hours=30)
    again = the_timer(desk, window)
    assert not again.runs()
    assert "was forgotten" in window.notice.text()
    again.stop()


def test_the_stints_of_today_are_mended_and_deleted_in_the_panel(desk: Desk, window: Window) -> None:
    timer = the_timer(desk, window)
    timer.start_it()
    waits(desk, minutes=9)
    timer.stop_it()
    QTest.mouseClick(timer.button, Qt.MouseButton.LeftButton)
    settled()
    panel = timer.panel
    assert panel is not None
    assert panel.isVisible()
    row = next(iter(panel._rows.values()))
    editor: Any = row.begun.editor
    assert editor.text() == "09:00"
    editor.setFocus()
    editor.setText("8.45")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled()
    assert found(desk).time == timedelta(minutes=24)
    editor.setText("late")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert row.begun.trouble() == "Write it like 13:20."
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QTest.mouseClick(row.off, Qt.MouseButton.LeftButton)
    settled()
    assert found(desk).stints == []
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    timer.stop()


def test_a_timer_that_was_taken_away_comes_back_whatever_was_done_since(desk: Desk, window: Window) -> None:
    timer = the_timer(desk, window)
    timer.start_it()
    waits(desk, minutes=20)
    timer.look()
    assert found(desk).stints == []
    capture(desk.store, "Åsa Nyström")  # by the command line, while nobody sat there
    moves_the_mouse(window)
    assert "was taken away" in window.notice.text()
    QTest.mouseClick(window.notice._button, Qt.MouseButton.LeftButton)  # I was prospecting
    settled()
    assert found(desk).time == timedelta(minutes=20)
    with desk.store.read() as reading:
        assert [one.name for one in reading.find(select(Prospect).where(Prospect.deleted_at.is_(None)))] == [
            "Åsa Nyström"
        ]
    timer.stop()
