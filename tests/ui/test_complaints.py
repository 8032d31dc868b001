"""Complaints: what was promised by when, solved, asked about after; as a seller uses the page."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from salesdesk.services import changes, complaints, followups
from salesdesk.services.capturing import instant
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.fields import Field
from tests.factories import MORNING, StandingClock, capture
from tests.ui.complaints_page import get, opened, receive, rows, said
from tests.ui.driving import settled, typed

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def asa(desk: Desk) -> UUID:
    """A customer."""
    return capture(desk.store, "Åsa Nyström", company="Hemma hos Åsa").prospect


def test_public_ones_come_first_then_by_promise_and_solved_ones_last(
    desk: Desk, qtbot: QtBot, asa: UUID
) -> None:
    solved = receive(desk, "Wrong VAT", 1, asa)
    receive(desk, "Late box", 50, asa)
    receive(desk, "Cracked bowls", 4, asa)
    receive(desk, "No promise made", None)
    receive(desk, "Bad word online", 70, public=True)
    complaints.resolve(desk.store, solved, "New invoice", satisfaction=5)

    found = rows(opened(desk, qtbot), "what", "due")

    assert found == [
        ("Bad word online", "Wed 25 Nov"),
        ("Cracked bowls", "Due today 13:00"),
        ("Late box", "Tue 24 Nov"),
        ("No promise made", "No promise"),
        ("Wrong VAT", "Solved in 1 h"),
    ]


def test_the_head_tells_the_median_and_the_satisfaction_of_what_was_solved(desk: Desk, qtbot: QtBot) -> None:
    """Hand-computed: solved after 1, 2 and 9 days: the median is 2, the mean would be 4."""
    assert isinstance(desk.clock, StandingClock)
    for days, satisfied in ((1, 5), (2, 4), (9, None)):
        draft = ComplaintDraft(what="Late", received_at=desk.clock.now() - timedelta(days=days))
        made = complaints.receive(desk.store, draft, None)
        complaints.resolve(desk.store, made.id, "Sent again", satisfaction=satisfied)

    with desk.store.read() as reading:
        how = complaints.solved(complaints.listed(reading))

    assert how.days == 2
    assert how.satisfaction == 4.5


def test_with_nothing_solved_no_figure_is_made_up(desk: Desk) -> None:
    receive(desk, "Cracked bowls", 4)

    with desk.store.read() as reading:
        how = complaints.solved(complaints.listed(reading))

    assert (how.days, how.satisfaction) == (None, None)


def test_each_field_saves_itself_and_a_promise_is_said_in_words(desk: Desk, qtbot: QtBot, asa: UUID) -> None:
    ident = receive(desk, "Cracked bowls", None, asa)
    page = opened(desk, qtbot)

    for field, text in ((page.detail._promise, "New bowls"), (page.detail._by, "today 16:00")):
        said(qtbot, field, text)
    settled()

    mine = get(desk, ident)
    assert mine.promise == "New bowls"
    assert mine.promised_at == datetime(2026, 11, 22, 16, 0, tzinfo=OSLO)


def test_a_day_that_is_none_is_told_under_the_field_and_stays_as_typed(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", None)
    page = opened(desk, qtbot)

    said(qtbot, page.detail._by, "perhaps")

    beside = page.detail._fields["promise"]
    assert isinstance(beside, Field)
    assert "is not a day" in page.detail._by_field._trouble.text()
    assert page.detail._by.text() == "perhaps"
    assert not page.commit()
    assert page.detail._promise.y() - beside.label.geometry().bottom() < 8  # its label stays with it


def test_solved_at_one_keystroke_with_a_check_in_a_week_later(desk: Desk, qtbot: QtBot, asa: UUID) -> None:
    ident = receive(desk, "Cracked bowls", 4, asa)
    page = opened(desk, qtbot)
    typed(page.detail._solution, "4 new bowls sent")

    page.detail.solve()
    settled()

    mine = get(desk, ident)
    with desk.store.read() as reading:
        planned = followups.open_between(reading, None, MORNING.date() + timedelta(days=30))
    assert (mine.status, mine.resolution) == ("resolved", "4 new bowls sent")
    monday = MORNING.date() + timedelta(days=8)  # a week later is a Sunday
    assert [one.day for one in planned if one.origin == "complaint"] == [monday]


def test_the_check_in_can_be_left_out_and_the_complaint_opened_again(
    desk: Desk, qtbot: QtBot, asa: UUID
) -> None:
    ident = receive(desk, "Cracked bowls", 4, asa)
    page = opened(desk, qtbot)

    page.detail.check_in.box.setChecked(False)
    page.detail.solve()
    settled()
    with desk.store.read() as reading:
        planned = followups.open_between(reading, None, MORNING.date() + timedelta(days=30))
    complaints.reopen(desk.store, ident)

    assert [one for one in planned if one.origin == "complaint"] == []
    assert get(desk, ident).status == "open"


def test_a_new_one_is_taken_in_by_keyboard_for_someone_found_while_typing(
    desk: Desk, qtbot: QtBot, asa: UUID
) -> None:
    page = opened(desk, qtbot)

    page.ask_new()
    for text in ("nystr", "Cracked glaze", "New bowls", "tomorrow 9"):
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        typed(field, text)
        field.textEdited.emit(text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait(120)
    settled()

    with desk.store.read() as reading:
        (one,) = complaints.listed(reading)
    assert (one.what, one.prospect, one.company) == ("Cracked glaze", asa, "Hemma hos Åsa")
    assert one.promised_at == datetime(2026, 11, 23, 9, 0, tzinfo=OSLO)


def test_one_that_was_deleted_comes_back_by_undo(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)

    page.detail.delete()
    settled()
    with desk.store.read() as reading:
        gone = complaints.listed(reading)
    changes.undo(desk.store)

    assert gone == []
    with desk.store.read() as reading:
        assert [one.what for one in complaints.listed(reading)] == ["Cracked bowls"]


def test_in_a_narrow_window_the_one_in_front_takes_the_place_of_the_list(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot, width=800)

    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    unfolded = (page._left_side.isVisible(), page._right_side.isVisible())
    qtbot.keyClick(page.detail.first(), Qt.Key.Key_Escape)

    assert unfolded == (False, True)
    assert (page._left_side.isVisible(), page._right_side.isVisible()) == (True, False)


def test_an_empty_page_offers_the_one_act(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)

    assert page._lists.currentWidget() is page._empty


def test_the_list_keeps_to_the_rules_of_qt(desk: Desk, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)

    qtmodeltester.check(page.table.records, force_py=True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today 16:00", (22, 16, 0)),
        ("tomorrow 9", (23, 9, 0)),
        ("mon 23 nov", (23, 16, 0)),
        ("24.11.2026 10:30", (24, 10, 30)),
        ("friday at 9", (27, 9, 0)),
    ],
)
def test_a_promise_is_understood_as_people_say_it(desk: Desk, text: str, meant: tuple[int, int, int]) -> None:
    found = instant(desk.store, text).astimezone(OSLO)

    assert (found.day, found.hour, found.minute) == (meant[0], meant[1], meant[2])
