"""The same done with many deals of the board: marked by keys and mouse, told before, taken back as one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.deals import Deal
from salesdesk.services import changes, deals
from salesdesk.ui.deals.page import PipelinePage
from salesdesk.ui.desk import Desk
from tests.ui.driving import settled, typed
from tests.ui.pipeline_page import CONTROL, column, deal_of, opened, press, titles

SHIFT, LEFT = Qt.KeyboardModifier.ShiftModifier, Qt.MouseButton.LeftButton


def four(desk: Desk) -> list[UUID]:
    """Three in the first stage, one in the second."""
    first = [deal_of(desk, one, days=n) for n, one in enumerate(("Øks", "Gryte", "Żeliwna patelnia"))]
    return [*first, deal_of(desk, "Tấm thớt", "demo")]


def confirm(page: PipelinePage) -> str:
    settled()
    told = page.bulk.told()
    QTest.keyClick(page.bulk._do, Qt.Key.Key_Return)
    settled()
    return told


def outcomes(desk: Desk, ids: list[UUID]) -> list[str]:
    with desk.store.read() as reading:
        return [reading.need(Deal, one).outcome for one in ids]


def test_cards_are_marked_by_keys_and_moved_together(desk: Desk, qtbot: QtBot) -> None:
    four(desk)
    page = opened(desk, qtbot)

    press(page, Qt.Key.Key_A, CONTROL)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Space)
    marked = page.bulk._count.text()
    page.bulk.acted.emit("stage", "demo")
    told = confirm(page)
    qtbot.waitUntil(lambda: len(titles(page, "demo")) == 4)
    moved = titles(page, "demo")
    changes.undo(desk.store)
    qtbot.waitUntil(lambda: len(titles(page, "qualified")) == 3)

    assert marked == "4 marked"
    assert told == "Moves 3 to Demo. 1 is so already."
    assert sorted(moved) == ["Gryte", "Tấm thớt", "Øks", "Żeliwna patelnia"]
    assert not page.bulk.isVisible()


def test_cards_are_marked_by_ctrl_and_shift_clicks_and_escape_takes_the_marks_away(
    desk: Desk, qtbot: QtBot
) -> None:
    ids = four(desk)
    page = opened(desk, qtbot)
    cards = column(page, "qualified")

    def click(place: int, held: Qt.KeyboardModifier) -> set[UUID]:
        where = cards.visualRect(cards.cards.index(place)).center()
        QTest.mouseClick(cards.viewport(), LEFT, held, where)
        return set(page.board.marking.ids)

    one = click(0, CONTROL)
    three = click(2, SHIFT)
    two = click(1, CONTROL)
    spoken = str(cards.cards.data(cards.cards.index(0), Qt.ItemDataRole.AccessibleTextRole))
    press(page, Qt.Key.Key_Escape)

    assert (one, three, two) == ({ids[0]}, set(ids[:3]), {ids[0], ids[2]})
    assert spoken.endswith(", marked")
    assert not page.board.marking.ids
    assert not page.bulk.isVisible()


def test_lost_together_need_a_cause_and_those_won_are_left_out(desk: Desk, qtbot: QtBot) -> None:
    ids = four(desk)
    deals.win(desk.store, ids[0], deals.Won(check_ins=False))
    page = opened(desk, qtbot)
    for one in ids[:3]:
        page.board.marking.toggle(one)

    page.bulk.ask("lost", "Why they were lost", "")
    typed(page.bulk.field, "za drogo w Łodzi")
    QTest.keyClick(page.bulk.field, Qt.Key.Key_Return)
    told = confirm(page)

    assert told.startswith("Closes 2 as lost: za drogo w Łodzi. 1 is left out: That deal was won on ")
    assert outcomes(desk, ids) == ["won", "lost", "lost", ""]


def test_a_deal_that_is_gone_is_not_marked_any_more(desk: Desk, qtbot: QtBot) -> None:
    ids = four(desk)
    page = opened(desk, qtbot)
    for one in ids[:2]:
        page.board.marking.toggle(one)

    page.bulk.acted.emit("delete", "")
    told = confirm(page)
    qtbot.waitUntil(lambda: titles(page, "qualified") == ["Żeliwna patelnia"])

    assert told == "Deletes 2."
    assert not page.board.marking.ids
