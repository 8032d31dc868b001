"""The day: what is late, due and next, done and moved where it stands."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from salesdesk.services import changes, complaints, followups
from salesdesk.services.agenda import counts
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.today.page import TodayPage
from tests.factories import MORNING, StandingClock, records
from tests.ui.driving import settled, typed
from tests.ui.today_page import TODAY, answer, front, opened, plan, shown


def test_late_comes_first_then_today_then_the_next_days(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    plan(desk, "Send the catalogue", 0)
    plan(desk, "Visit Łódź", 3)
    plan(desk, "Far away", 30)

    found = shown(opened(desk, qtbot))

    assert [row.chip for row in found] == ["2 days late", "Today", "Wed 25 Nov"]
    assert found[0].note == "Fjord Interiør"
    assert found[1].title == "Send the catalogue"


def test_done_asks_what_next_in_the_same_line_and_writes_both_as_one(
    desk: Desk, qtbot: QtBot, ingrid: UUID
) -> None:
    page = opened(desk, qtbot)
    page._followups.list.setFocus()

    qtbot.keyClick(page._followups.list, Qt.Key.Key_D)
    answer(qtbot, "visit friday 14:00")
    settled()

    with desk.store.read() as reading:
        found = followups.open_between(reading, None, date(2027, 1, 1))
    assert [(one.kind, one.day, str(one.time), one.prospect) for one in found] == [
        ("visit", date(2026, 11, 27), "14:00:00", ingrid)
    ]


def test_enter_in_the_line_of_a_row_is_not_enter_on_the_row(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    page = opened(desk, qtbot)
    went: list[object] = []
    desk.asked_to_go.connect(lambda *where: went.append(where))
    page.window().activateWindow()
    page._followups.list.setFocus()
    keys = page.window().windowHandle()  # as the keyboard does: to whatever has the focus by then

    for ask in (Qt.Key.Key_S, Qt.Key.Key_D):
        QTest.keyClick(keys, ask)
        settled()
        QTest.keyClick(keys, Qt.Key.Key_Return)
        settled()

    assert went == []
    with desk.store.read() as reading:
        found = followups.open_between(reading, None, date(2027, 1, 1))
    assert found == []


def test_done_with_nothing_next_leaves_nothing_to_do(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    page = opened(desk, qtbot)
    page._followups.list.setFocus()

    qtbot.keyClick(page._followups.list, Qt.Key.Key_Space)
    front = QApplication.focusWidget()
    qtbot.keyClick(front, Qt.Key.Key_Return)
    qtbot.wait(120)
    settled()

    assert shown(page) == []
    with desk.store.read() as reading:
        assert counts(reading, desk.clock).due == 0


@pytest.mark.parametrize("way", ["escape", "leaving the page"])
def test_who_does_not_say_what_next_has_it_done_all_the_same_and_may_undo(
    desk: Desk, qtbot: QtBot, ingrid: UUID, way: str
) -> None:
    before = records(desk.store)
    page = opened(desk, qtbot)
    offered = list[bool]()
    desk.said.connect(lambda _text, undo, *_rest: offered.append(undo))
    page._followups.list.setFocus()
    qtbot.keyClick(page._followups.list, Qt.Key.Key_D)

    if way == "escape":
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    else:
        assert page.commit()

    with desk.store.read() as reading:
        assert counts(reading, desk.clock).due == 0
    assert offered == [True]
    changes.undo(desk.store)
    assert records(desk.store) == before


def test_escape_at_another_question_leaves_all_as_it_was(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    before = records(desk.store)
    page = opened(desk, qtbot)
    for key in (Qt.Key.Key_M, Qt.Key.Key_S):
        page._followups.list.setFocus()
        qtbot.keyClick(page._followups.list, key)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert records(desk.store) == before


def test_a_day_that_is_none_is_told_and_nothing_is_lost(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    page = opened(desk, qtbot)
    told = list[str]()
    desk.said.connect(lambda text, *_rest: told.append(text))
    page._followups.list.setFocus()

    qtbot.keyClick(page._followups.list, Qt.Key.Key_M)
    field = answer(qtbot, "perhaps")
    settled()

    assert "names no day" in told[0]
    assert field.isVisible()
    assert field.text() == "perhaps"


def test_moving_changes_the_day_and_snoozing_only_the_reminder(
    desk: Desk, qtbot: QtBot, ingrid: UUID
) -> None:
    page = opened(desk, qtbot)
    page._followups.list.setFocus()

    qtbot.keyClick(page._followups.list, Qt.Key.Key_S)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    settled()
    with desk.store.read() as reading:
        snoozed = followups.open_between(reading, None, date(2027, 1, 1))[0]
    page._followups.list.setFocus()
    qtbot.keyClick(page._followups.list, Qt.Key.Key_M)
    answer(qtbot, "tomorrow")
    settled()
    with desk.store.read() as reading:
        moved = followups.open_between(reading, None, date(2027, 1, 1))[0]

    assert snoozed.day == TODAY - timedelta(days=2)
    assert snoozed.remind_at == MORNING + timedelta(hours=1)
    assert moved.day == TODAY + timedelta(days=1)
    assert moved.remind_at is None


def test_many_late_ones_are_shown_some_at_a_time(desk: Desk, qtbot: QtBot) -> None:
    for number in range(60):
        plan(desk, f"Call number {number}", -1)
    page = opened(desk, qtbot)
    before = shown(page)

    page._followups.list.choose("more")
    page._followups.list.setFocus()
    qtbot.keyClick(page._followups.list, Qt.Key.Key_Return)
    qtbot.wait(120)
    settled()

    assert (len(before), before[-1].title) == (51, "Show 10 more")
    assert len(shown(page)) == 60


def test_an_empty_store_offers_the_one_act(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)

    assert page._empty.isVisible()
    assert not page._scroll.isVisible()


def test_what_was_missed_while_closed_heads_the_day_until_it_is_read(
    desk: Desk, qtbot: QtBot, ingrid: UUID
) -> None:
    page = opened(desk, qtbot, seen=MORNING - timedelta(days=3))
    told = page._missed.text()

    qtbot.mouseClick(page._missed.findChild(QPushButton), Qt.MouseButton.LeftButton)
    plan(desk, "Send the catalogue", 0)
    page.load()
    settled()

    assert told == "While you were away: 1 follow-up became late."
    assert page._missed.text() == ""


def test_whoever_was_not_away_is_told_nothing(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    new, back_at_once = opened(desk, qtbot), opened(desk, qtbot, seen=MORNING)

    assert (new._missed.text(), back_at_once._missed.text()) == ("", "")


def test_where_the_last_look_cannot_be_read_nothing_is_told(desk: Desk, qtbot: QtBot) -> None:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.restore({"seen": "rubbish"})

    page.load()
    settled()

    assert page._missed.text() == ""


def test_the_answer_is_not_lost_when_the_list_is_read_anew(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    page = opened(desk, qtbot)
    page._followups.list.setFocus()
    qtbot.keyClick(page._followups.list, Qt.Key.Key_D)
    field = front()
    typed(field, "visit fri")

    plan(desk, "Written by the command line", -5)
    page.load()
    settled()

    assert QApplication.focusWidget() is field
    assert field.isVisible()
    typed(field, "day")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    with desk.store.read() as reading:
        (found,) = followups.open_between(reading, TODAY, date(2027, 1, 1))
    assert (found.what, found.day, found.prospect) == ("Visit Ingrid Solheim", date(2026, 11, 27), ingrid)


def test_a_question_about_one_that_is_done_elsewhere_goes_away(
    desk: Desk, qtbot: QtBot, ingrid: UUID
) -> None:
    plan(desk, "Send the catalogue", 0)
    page = opened(desk, qtbot)
    page._followups.list.setFocus()
    qtbot.keyClick(page._followups.list, Qt.Key.Key_M)
    field = QApplication.focusWidget()
    with desk.store.read() as reading:
        first = followups.open_between(reading, None, TODAY)[0]

    followups.finish(desk.store, first.id)
    page.load()
    settled()

    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    assert field is not QApplication.focusWidget()
    assert [row.title for row in shown(page)] == ["Send the catalogue"]


def test_done_is_taken_back_by_undo_with_what_followed(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    before = records(desk.store)
    page = opened(desk, qtbot)
    offered = list[bool]()
    desk.said.connect(lambda _text, undo, *_rest: offered.append(undo))
    page._followups.list.setFocus()
    qtbot.keyClick(page._followups.list, Qt.Key.Key_D)
    answer(qtbot, "call friday")

    changes.undo(desk.store)

    assert offered == [True]
    assert records(desk.store) == before


def test_a_snoozed_one_says_when_it_reminds(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    page = opened(desk, qtbot)
    page._followups.list.setFocus()
    qtbot.keyClick(page._followups.list, Qt.Key.Key_S)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    page.load()
    settled()

    assert shown(page)[0].note == "Fjord Interiør · reminder 10:00"


def test_enter_opens_the_one_it_is_with_and_a_complaint_opens_there(
    desk: Desk, qtbot: QtBot, ingrid: UUID
) -> None:
    draft = ComplaintDraft(what="Cracked bowls", promised_at=MORNING - timedelta(hours=1))
    complaint = complaints.receive(desk.store, draft, ingrid)
    went = list[tuple[str, object]]()
    desk.asked_to_go.connect(lambda page, record: went.append((page, record)))
    page = opened(desk, qtbot)
    page._followups.list.setFocus()

    qtbot.keyClick(page._followups.list, Qt.Key.Key_Return)
    page._complaints._list.choose(complaint.id)
    qtbot.keyClick(page._complaints._list, Qt.Key.Key_Return)

    assert went == [("prospects", ingrid), ("complaints", complaint.id)]


def test_the_title_is_the_day_and_follows_it(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    before = page.windowTitle()
    assert isinstance(desk.clock, StandingClock)
    desk.clock.wait(days=1)
    page.load()
    settled()

    assert (before, page.windowTitle()) == ("Sunday 22 November", "Monday 23 November")


@pytest.mark.parametrize("width", [780, 960, 1240])
def test_nothing_is_cut_off_at_any_width(desk: Desk, qtbot: QtBot, ingrid: UUID, width: int) -> None:
    complaints.receive(desk.store, ComplaintDraft(what="Cracked bowls"), ingrid)
    page = opened(desk, qtbot)
    page.resize(width, 560)
    settled()

    inside = page._scroll.widget()
    assert inside
    assert inside.width() <= page._scroll.viewport().width()
    assert inside.minimumSizeHint().width() <= inside.width()


def test_the_lists_of_the_day_are_sound(
    desk: Desk, qtbot: QtBot, qtmodeltester: ModelTester, ingrid: UUID
) -> None:
    plan(desk, "Visit Łódź", 3)
    page = opened(desk, qtbot)
    qtmodeltester.check(page._followups.list.rows)
