"""The same done with many follow-ups of the day: marked, told before, taken back as one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk.domain.activities import Activity
from salesdesk.domain.followups import FollowUp
from salesdesk.services import changes
from salesdesk.ui.bulk_foot import BulkFoot
from salesdesk.ui.desk import Desk
from salesdesk.ui.today.page import TodayPage
from tests.factories import capture
from tests.ui.driving import settled, typed
from tests.ui.today_page import TODAY, opened, plan

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def three(desk: Desk) -> list[UUID]:
    who = capture(desk.store, "Łukasz Żak").prospect
    return [
        plan(desk, what, days, who).id for what, days in (("Ring Łukasz", -2), ("Skriv", 0), ("Đến thăm", 1))
    ]


def bar(page: TodayPage) -> BulkFoot:
    assert page.bulk.bar is not None
    return page.bulk.bar


def confirm(page: TodayPage) -> str:
    settled()
    told = bar(page).told()
    QTest.keyClick(bar(page)._do, Qt.Key.Key_Return)
    settled()
    return told


def days(desk: Desk, ids: list[UUID]) -> list[int]:
    with desk.store.read() as reading:
        found = [reading.need(FollowUp, one).day for one in ids]
    return [(day - TODAY).days for day in found if day is not None]


def test_marked_follow_ups_are_moved_to_a_day_that_is_typed_and_come_back_as_one(
    desk: Desk, qtbot: QtBot
) -> None:
    ids = three(desk)
    page = opened(desk, qtbot)
    todo = page._followups.list
    todo.setFocus()
    assert not page.bulk.isVisible()

    todo.choose(ids[0])
    QTest.keyClick(todo, Qt.Key.Key_Space, CONTROL)
    QTest.keyClick(todo, Qt.Key.Key_Down, SHIFT)
    marked = bar(page)._count.text()
    bar(page).ask("move", "To which day", "")
    typed(bar(page).field, (TODAY + timedelta(days=5)).isoformat())
    QTest.keyClick(bar(page).field, Qt.Key.Key_Return)
    told = confirm(page)
    after = days(desk, ids)
    changes.undo(desk.store)

    assert marked == "2 marked"
    assert told.startswith("Moves 2 to ")
    assert after == [5, 5, 1]
    assert days(desk, ids) == [-2, 0, 1]
    assert not page.bulk.isVisible()


def test_all_are_done_at_once_and_what_happened_is_noted_of_each(desk: Desk, qtbot: QtBot) -> None:
    ids = three(desk)
    page = opened(desk, qtbot)
    page._followups.list.setFocus()

    QTest.keyClick(page._followups.list, Qt.Key.Key_A, CONTROL)
    marked = len(page._followups.marking.ids)
    bar(page).acted.emit("done", "")
    told = confirm(page)

    with desk.store.read() as reading:
        noted = {one.note for one in reading.find(select(Activity))}
        done = [reading.need(FollowUp, one).done_at is not None for one in ids]
    assert told == f"Marks {marked} as done."
    assert done == [True] * 3
    assert {"Ring Łukasz", "Skriv", "Đến thăm"} <= noted


def test_space_still_says_that_one_is_done_and_escape_takes_marks_away(desk: Desk, qtbot: QtBot) -> None:
    ids = three(desk)
    page = opened(desk, qtbot)
    todo = page._followups.list
    todo.setFocus()
    todo.choose(ids[0])
    QTest.keyClick(todo, Qt.Key.Key_Space, CONTROL)

    QTest.keyClick(todo, Qt.Key.Key_Escape)
    left = set(page._followups.marking.ids)
    QTest.keyClick(todo, Qt.Key.Key_Space)

    assert left == set()
    assert page._followups._acts.asking
