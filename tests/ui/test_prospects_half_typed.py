"""What is half typed on the page of prospects: noted or kept when one moves on, never gone without a word."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.prospects import Prospect
from salesdesk.services import prospects, timeline
from salesdesk.services.cards import card
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.page import ProspectsPage
from tests.factories import capture
from tests.ui.driving import settled, typed
from tests.ui.prospects_page import front, mark, names, rested
from tests.ui.prospects_page import opened as page_opened


def opened(desk: Desk, qtbot: QtBot, **size: int) -> ProspectsPage:
    """The page, with the first in front also in the pane."""
    page = page_opened(desk, qtbot, **size)
    qtbot.waitUntil(lambda: page.detail.shown() is not None)
    settled()
    return page


def noted(desk: Desk, who: UUID) -> list[str]:
    """What was noted with someone, the latest first."""
    with desk.store.read() as reading:
        found = card(reading, who)
        assert found is not None
        return [line.text for line in timeline.timeline(reading, found) if line.text]


def press(page: ProspectsPage, qtbot: QtBot, key: Qt.Key) -> None:
    """Presses a key in the table, and rests on the row."""
    qtbot.keyClick(page.list.table, key)
    qtbot.waitUntil(lambda: not page._rest.isActive())
    rested(page, qtbot)


def half_planned(page: ProspectsPage, text: str) -> QWidget:
    """Types a next step, without Enter."""
    page.detail.step.ask("move")
    typed(page.detail.step.line, text)
    return page.detail.step.line


def test_a_note_half_typed_is_noted_when_one_moves_on_in_the_list(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    told = list[tuple[str, bool]]()
    desk.said.connect(lambda text, undo, *_rest: told.append((text, undo)))
    who = page.detail.shown()
    assert who is not None
    typed(page.detail.log.line, "ønsker 40 boller før jul")

    press(page, qtbot, Qt.Key.Key_Down)
    press(page, qtbot, Qt.Key.Key_Up)

    assert noted(desk, who)[0] == "ønsker 40 boller før jul"
    assert told == [(told[0][0], True)]
    assert page.detail.log.line.text() == ""


def test_a_note_half_typed_is_noted_when_the_page_is_left_or_the_window_closed(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    who = page.detail.shown()
    assert who is not None
    typed(page.detail.log.line, "called, wants an offer")

    assert page.commit()

    assert noted(desk, who)[0] == "called, wants an offer"


def test_a_next_step_that_is_not_understood_keeps_the_one_it_is_for_in_front(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    who, called = page.detail.shown(), front(page)
    half_planned(page, "blorf")

    press(page, qtbot, Qt.Key.Key_Down)

    assert (page.detail.shown(), front(page)) == (who, called)
    assert page.detail.step.line.text() == "blorf"
    assert page.detail.step.trouble()


def test_a_fact_that_is_refused_keeps_the_one_it_is_of_in_front(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    who, called = page.detail.shown(), front(page)
    assert who is not None
    editor = next(one for one in page.detail.findChildren(QLineEdit) if one.accessibleName() == "Title")
    with desk.store.read() as reading:
        record = reading.need(Prospect, who)
    editor.setFocus()
    typed(editor, "Mitt ord")
    prospects.edit(desk.store, record, {"title": ("", "Ditt ord")})

    press(page, qtbot, Qt.Key.Key_Down)

    assert (page.detail.shown(), front(page)) == (who, called)
    assert editor.text() == "Mitt ord"
    assert "Ditt ord" in editor.accessibleDescription()


def test_what_was_not_taken_of_one_is_no_act_on_them_that_was_meant_for_the_next(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    half_planned(page, "blorf")
    qtbot.keyClick(page.list.table, Qt.Key.Key_Down)

    page.act("delete")
    rested(page, qtbot)

    assert len(names(page)) == len(known)


def test_another_who_is_asked_for_waits_until_what_was_typed_is_taken(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    who = page.detail.shown()
    other = next(one for one in known.values() if one != who)
    half_planned(page, "blorf")

    page.open(other)
    rested(page, qtbot)
    kept = page.detail.shown()
    qtbot.keyClick(page.detail.step.line, Qt.Key.Key_Escape)
    page.open(other)
    rested(page, qtbot)

    assert kept == who
    assert page.detail.shown() == other


def test_where_there_is_room_for_one_the_person_stays_while_something_is_not_taken(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot, wide=800)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    rested(page, qtbot)
    half_planned(page, "blorf")

    page.fold_back()
    stayed = page.detail.isVisible()
    qtbot.keyClick(page.detail.step.line, Qt.Key.Key_Escape)
    page.fold_back()

    assert stayed
    assert page.list.isVisible()


def test_one_who_was_deleted_is_left_whatever_was_half_typed(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    who = page.detail.shown()
    half_planned(page, "blorf")

    page.act("delete")
    rested(page, qtbot)
    press(page, qtbot, Qt.Key.Key_Down)

    assert page.detail.shown() not in (who, None)
    assert page.detail.step.line.text() == ""


def test_a_question_half_typed_for_all_that_are_marked_stays_while_others_are_written(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    mark(page, qtbot, *names(page)[:2])
    page.bulk.ask("follow-up", "What to do and when", "")
    typed(page.bulk.field, "ring fredag")

    capture(desk.store, "Đặng Văn Lâm")
    desk.refresh.look()
    rested(page, qtbot)

    assert page.bulk.field.isVisible()
    assert page.bulk.field.text() == "ring fredag"
    assert "2" in page.bulk._count.text()


def test_what_was_told_of_those_marked_is_asked_anew_when_others_are_marked(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    first, second = names(page)[:2]
    mark(page, qtbot, first)
    page.list.work.begin("tag", "eik")
    rested(page, qtbot)
    told = page.bulk.told()

    mark(page, qtbot, second)

    assert told
    assert page.bulk.told() == ""
