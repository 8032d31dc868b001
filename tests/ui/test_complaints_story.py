"""A complaint from the first word to the check-in, as one goes through it on the page; each step taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from salesdesk import i18n
from salesdesk.domain.locally import moment_meant
from salesdesk.domain.prospects import Prospect
from salesdesk.services import changes, complaints, preferences, prospects
from salesdesk.services import complaints_check_in as check_in
from salesdesk.services.agenda import Promised
from salesdesk.services.capturing import instant
from salesdesk.ui.complaints.page import ComplaintsPage
from salesdesk.ui.desk import Desk
from salesdesk.ui.today.wording import promised_row
from tests.factories import MORNING, StandingClock, capture, records
from tests.ui.complaints_page import get, opened, pressed, receive, rested, rows, said
from tests.ui.driving import settled, typed


def story(page: ComplaintsPage) -> list[str]:
    return [line.title for line in page.detail.history.told.lines()]


def planned(desk: Desk, complaint: UUID) -> bool:
    with desk.store.read() as reading:
        found = check_in.last(reading, complaint)
    return found is not None and found.done_at is None


def test_solved_opened_again_and_each_taken_back_the_page_tells_how_it_stands(
    desk: Desk, qtbot: QtBot
) -> None:
    receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)
    standing, before = list[tuple[str, ...]](), records(desk.store)

    for act in (page.detail.solve, page.detail.reopen, *(lambda: changes.undo(desk.store),) * 2):
        act()
        rested(page, qtbot)
        standing += rows(page, "status")

    assert standing == [("Solved",), ("Open",), ("Solved",), ("Open",)]
    assert story(page)[0] == "Undone: Solved: Cracked bowls"
    assert records(desk.store) == before


def test_the_check_in_of_a_solved_one_is_taken_off_and_planned_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)
    page.detail.solve()
    rested(page, qtbot)
    box = page.detail.check_in.box
    told, kept = [box.text()], [planned(desk, ident)]

    for _press in range(2):
        pressed(qtbot, box)
        rested(page, qtbot)
        told.append(box.text())
        kept.append(planned(desk, ident))

    assert told == ["Check in again Mon 30 Nov", "Plan to check in again", "Check in again Mon 30 Nov"]
    assert kept == [True, False, True]


def test_the_delay_of_the_check_in_is_the_one_that_is_set(desk: Desk, qtbot: QtBot) -> None:
    preferences.change(desk.store, check_in_days=10)
    receive(desk, "Cracked bowls", 4)

    page = opened(desk, qtbot)

    assert page.detail.check_in.box.text() == "Check in again 10 days after it is solved"


def test_leaving_out_the_check_in_of_one_complaint_says_nothing_of_the_next(desk: Desk, qtbot: QtBot) -> None:
    for what, hours in (("Cracked bowls", 4), ("Late box", 5)):
        receive(desk, what, hours)
    page = opened(desk, qtbot)
    pressed(qtbot, page.detail.check_in.box)

    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)

    assert page.detail.head.what.text() == "Late box"
    assert page.detail.check_in.wanted()


def test_a_cause_in_ones_own_words_is_kept_shown_and_offered_for_the_next(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls", 4)
    receive(desk, "Late box", 5)
    page = opened(desk, qtbot)
    causes = page.detail.causes
    causes.others.setFocus()
    qtbot.keyClick(causes.others, Qt.Key.Key_End)
    causes.others.activated.emit(causes.others.currentIndex())
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    typed(field, "Ovn nr. 2 på Łódź")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    rested(page, qtbot)

    assert rows(page, "cause") == [("Ovn nr. 2 på Łódź",), ("",)]
    assert causes.others.currentText() == "Ovn nr. 2 på Łódź"
    page.table.choose(next(one.id for one in page._all if one.id != ident))
    assert "Ovn nr. 2 på Łódź" in [causes.others.itemText(n) for n in range(causes.others.count())]


def test_escape_leaves_a_cause_that_was_begun_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", 4, cause="price")
    page = opened(desk, qtbot)
    causes = page.detail.causes
    before = records(desk.store)
    causes._choose("\n")
    typed(causes.own, "Kiln")

    qtbot.keyClick(causes.own, Qt.Key.Key_Escape)
    settled()

    assert causes.own.isHidden()
    assert causes.usual.value() == "price"
    assert records(desk.store) == before


def test_kind_and_where_it_was_answered_save_themselves_and_stand_in_the_list(
    desk: Desk, qtbot: QtBot
) -> None:
    ident = receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)
    nature, publicity = page.detail.nature, page.detail.publicity
    nature.kind.show_value("question")
    nature.kind.activated.emit(nature.kind.currentIndex())
    said(qtbot, page.detail._stands, "Waiting for the carrier")
    pressed(qtbot, publicity.public)
    said(qtbot, publicity.where, "Ærlig omtale")
    pressed(qtbot, publicity.there)
    rested(page, qtbot)

    mine = get(desk, ident)
    assert (mine.kind, mine.public, mine.public_where) == ("question", 1, "Ærlig omtale")
    assert mine.public_answered_at == MORNING
    assert rows(page, "public", "status") == [("Public", "Question · Waiting for the carrier")]


def test_where_nothing_was_said_in_public_no_column_says_so(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)
    without = page.table.isColumnHidden(1)
    receive(desk, "Bad word online", 4, public=True)
    rested(page, qtbot)
    page.resize(1000, 600)
    settled()

    assert (without, page.table.isColumnHidden(1)) == (True, False)


def test_all_that_is_said_of_a_new_one_is_taken_in(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    page.ask_new()
    form = page.asking
    typed(form._what, "Bad word online")
    form.nature.kind.show_value("concern")
    form.causes._choose("late-follow-up")
    pressed(qtbot, form.nature.severity._parts["3"])
    pressed(qtbot, form.publicity.public)
    typed(form.publicity.where, "Facebook")

    qtbot.keyClick(form.publicity.where, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rested(page, qtbot)

    with desk.store.read() as reading:
        (one,) = complaints.listed(reading)
    mine = get(desk, one.id)
    assert (one.cause, mine.kind, mine.severity) == ("late-follow-up", "concern", 3)
    assert (mine.public, mine.public_where) == (1, "Facebook")


def test_a_new_one_that_was_left_can_be_gone_on_with(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    offered = list[object]()
    desk.said.connect(lambda _text, _undo, _act, on_act: offered.append(on_act))
    page.ask_new()
    typed(page.asking._what, "Late box")
    qtbot.keyClick(page.asking._what, Qt.Key.Key_Escape)
    (go_on,) = offered
    assert callable(go_on)

    go_on()

    assert page._is_asking()
    assert page.asking._what.text() == "Late box"


def test_ctrl_enter_solves_from_within_what_solved_it_and_keeps_the_words(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)
    page.detail._solution.setFocus()
    typed(page.detail._solution, "4 new bowls sent")

    qtbot.keyClick(page.detail._solution, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rested(page, qtbot)

    assert (get(desk, ident).status, get(desk, ident).resolution) == ("resolved", "4 new bowls sent")


def test_where_none_fits_one_act_shows_all_again(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)
    page.field.setText("zzz")

    qtbot.mouseClick(page._nothing.findChild(QPushButton), Qt.MouseButton.LeftButton)

    assert rows(page, "what") == [("Cracked bowls",)]
    assert page.field.text() == ""


def test_those_of_a_deleted_prospect_leave_the_page_and_come_back(desk: Desk, qtbot: QtBot) -> None:
    who = capture(desk.store, "Åsa Nyström").prospect
    receive(desk, "Cracked bowls", 4, who)
    page = opened(desk, qtbot)
    with desk.store.read() as reading:
        record = reading.need(Prospect, who)

    prospects.delete(desk.store, record, record.name)
    rested(page, qtbot)
    gone = rows(page, "what")
    prospects.bring_back(desk.store, record, record.name)
    rested(page, qtbot)

    assert (gone, rows(page, "what")) == ([], [("Cracked bowls",)])


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("days", [-400, -20, -1, 0, 1, 2, 3, 4, 5, 6, 7, 30, 340, 500])
def test_a_promise_reads_as_people_say_it_and_is_understood_again(
    desk: Desk, language: str, days: int
) -> None:
    i18n.use(language)
    at = MORNING + timedelta(days=days, hours=3, minutes=30)

    assert instant(desk.store, moment_meant(at, desk.clock)) == at


@pytest.mark.parametrize(
    ("day", "read"),
    [
        (22, "today 14:00"),
        (23, "tomorrow 14:00"),
        (24, "Tuesday 14:00"),
        (28, "Saturday 14:00"),
        (30, "Mon 30 Nov 14:00"),
    ],
)
def test_the_field_says_call_back_by_tuesday(desk: Desk, qtbot: QtBot, day: int, read: str) -> None:
    by = datetime(2026, 11, day, 14, 0, tzinfo=ZoneInfo("Europe/Oslo"))
    ident = receive(desk, "Cracked bowls", promise="Call back")
    complaints.change(desk.store, ident, "promised_at", None, by.astimezone(UTC))

    page = opened(desk, qtbot)

    assert (page.detail._promise.text(), page.detail._by.text()) == ("Call back", read)


def test_today_and_the_list_say_the_same_of_a_promise(desk: Desk, qtbot: QtBot) -> None:
    assert isinstance(desk.clock, StandingClock)
    for hours in (None, -50, -1, 3, 30, 90, 200):
        receive(desk, f"Complaint {hours}", hours)
    page = opened(desk, qtbot)

    told = [
        (promised_row(Promised(one.id, one.what, False, one.promised_at, None, "", ""), desk.clock).chip,)  # noqa: FBT003
        for one in page._all
    ]

    assert told == rows(page, "due")
    assert ("Due today 12:00",) in told
