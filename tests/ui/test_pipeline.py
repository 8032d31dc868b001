"""The pipeline as a seller uses it: cards dragged and moved by keyboard, won, lost, taken back, opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from salesdesk.services import changes, deals
from salesdesk.store.database import Store
from salesdesk.ui.deals.page import PipelinePage
from salesdesk.ui.desk import Desk
from tests.factories import StandingClock
from tests.ui.driving import settled, typed
from tests.ui.pipeline_page import (
    CONTROL,
    LEFT,
    NONE,
    column,
    deal_of,
    four,
    front,
    kept,
    middle,
    opened,
    press,
    titles,
)


@pytest.fixture
def some(desk: Desk) -> dict[str, UUID]:
    """Four deals in three columns."""
    return four(desk)


def drag(page: PipelinePage, source: str, place: int, target: QWidget, at: QPoint) -> Iterator[None]:
    """Presses a card, moves it over a target, waits to be looked at, and lets it go."""
    view = column(page, source)
    port = view.viewport()
    begin = middle(view, place)
    QTest.mousePress(port, LEFT, NONE, begin)
    end = port.mapFromGlobal(target.mapToGlobal(at))
    for step in range(1, 9):
        QTest.mouseMove(port, begin + (end - begin) * step / 8)
    QApplication.processEvents()
    yield
    QTest.mouseRelease(port, LEFT, NONE, end)
    settled()
    yield


def test_cards_stand_in_their_stages_with_who_how_much_and_what_is_late(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    deal_of(desk, "Late one", "quote", -2)
    page = opened(desk, qtbot)

    assert titles(page, "qualified") == ["Oak trays", "Żak samples"]
    assert page.board.columns[0].sum.text().startswith("2 · 124,000")
    said = [
        view.cards.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
        for view in (column(page, "qualified"), column(page, "quote"))
    ]
    assert said[0].startswith("Oak trays, Ingrid Solheim, 62,000")
    assert "2 days late" in said[1]
    assert page.board.columns[-1].name.accessibleName() == "Won in November"
    assert page.head.sum.text()


def test_a_card_is_dragged_to_another_stage_and_undo_brings_it_back(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    said = list[tuple[str, bool]]()
    desk.said.connect(lambda text, undo, _act, _on: said.append((text, undo)))
    page = opened(desk, qtbot)
    target = page.board.columns[2]

    going = drag(page, "qualified", 0, target, QPoint(60, 200))
    next(going)
    carrying = page.board.dragging.is_carrying(), page.board.dragging.lost.isVisible()
    next(going)

    assert carrying == (True, True)
    assert (titles(page, "qualified"), titles(page, "quote")) == (["Żak samples"], ["Oak trays"])
    assert kept(desk, some["Oak trays"]).stage == "quote"
    assert said == [("Moved Oak trays to Quote", True)]
    assert not page.board.dragging.lost.isVisible()
    assert front(page) == "Oak trays"
    changes.undo(desk.store)
    settled()
    QTest.qWait(80)
    settled()
    assert titles(page, "qualified") == ["Oak trays", "Żak samples"]


def test_escape_puts_a_card_back_and_so_does_letting_it_go_where_nothing_is(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    going = drag(page, "qualified", 0, page.board.columns[2], QPoint(60, 200))
    next(going)
    QTest.keyClick(column(page, "qualified"), Qt.Key.Key_Escape)
    assert not page.board.dragging.is_carrying()
    next(going)
    for _step in drag(page, "qualified", 0, page, QPoint(5, -40)):
        pass
    assert kept(desk, some["Oak trays"]).stage == "qualified"


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_a_card_dropped_on_won_or_lost_is_asked_about_first(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID], outcome: str
) -> None:
    page = opened(desk, qtbot)
    lost = page.board.dragging.lost
    target, at = (page.board.columns[-1], QPoint(60, 200)) if outcome == "won" else (page.board, QPoint())
    if outcome == "lost":
        at = QPoint(300, page.board.height() - lost.sizeHint().height() // 2)
    for _step in drag(page, "qualified", 0, target, at):
        pass
    assert kept(desk, some["Oak trays"]).outcome == ""
    assert page.acts.is_asking()
    if outcome == "lost":
        press(page, Qt.Key.Key_2)
    press(page, Qt.Key.Key_Return)
    assert kept(desk, some["Oak trays"]).outcome == outcome


def test_arrows_go_through_cards_and_columns_and_skip_empty_ones(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    seen = [front(page)]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        press(page, key)
        seen.append(front(page))
    assert seen == ["Oak trays", "Żak samples", "Bowls", "Fit-out", "Fit-out", "Bowls"]
    chosen = [len(one.list.selectedIndexes()) for one in page.board.columns]
    assert chosen == [0, 1, 0, 0, 0]


def test_control_and_an_arrow_moves_the_card_and_past_the_last_stage_asks_for_won(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    for _time in range(3):
        press(page, Qt.Key.Key_Right, CONTROL)
    assert kept(desk, some["Oak trays"]).stage == "negotiation"
    assert front(page) == "Oak trays"
    press(page, Qt.Key.Key_Left, CONTROL)
    assert kept(desk, some["Oak trays"]).stage == "quote"
    press(page, Qt.Key.Key_Right, CONTROL)
    press(page, Qt.Key.Key_Right, CONTROL)
    assert page.acts.is_asking()
    assert kept(desk, some["Oak trays"]).outcome == ""


def test_w_wins_with_a_promised_delivery_and_the_board_tells(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    press(page, Qt.Key.Key_W)
    field = QApplication.focusWidget()
    assert field is not None
    typed(field, "friday")
    press(page, Qt.Key.Key_Return)
    QTest.qWait(80)
    settled()

    won = kept(desk, some["Oak trays"])
    with desk.store.read() as reading:
        promised = [one.day for one in deals.promises(reading, won.id)]
    assert (won.outcome, won.closed_at) == ("won", desk.clock.now())
    assert promised == [date(2026, 11, 27)]
    assert titles(page, "won") == ["Oak trays"]
    assert not page.acts.is_asking()


def test_a_day_that_is_none_is_told_and_nothing_is_won(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    press(page, Qt.Key.Key_W)
    field = QApplication.focusWidget()
    assert field is not None
    typed(field, "some day soon")
    press(page, Qt.Key.Key_Return)
    assert kept(desk, some["Oak trays"]).outcome == ""
    assert "is not a day" in field.accessibleDescription()
    press(page, Qt.Key.Key_Escape)
    assert not page.acts.is_asking()


def test_l_and_a_key_lose_and_propose_when_to_try_again(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    press(page, Qt.Key.Key_L)
    press(page, Qt.Key.Key_5)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    typed(field, "Träbolaget")  # who got it is asked where a competitor did
    press(page, Qt.Key.Key_Return)
    QTest.qWait(80)
    settled()

    lost = kept(desk, some["Oak trays"])
    assert (lost.outcome, lost.revisit_on) == ("lost", date(2027, 9, 22))
    with desk.store.read() as reading:
        rivals = reading.connection.exec_driver_sql("SELECT name FROM competitors").all()
    assert [tuple(one) for one in rivals] == [("Träbolaget",)]
    assert page.head._chip.text() == "Lost in November: 1 · competition 1"
    page.show_lost()
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert page.pane.detail.whole is not None
    assert page.pane.detail.whole.deal.id == lost.id


def test_what_was_won_is_taken_back_after_a_restart(desk: Desk, qtbot: QtBot, some: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    press(page, Qt.Key.Key_W)
    press(page, Qt.Key.Key_Return)
    assert kept(desk, some["Oak trays"]).outcome == "won"
    with Store.open(desk.store.path, StandingClock()) as again:
        assert changes.undo(again).skipped == []
    desk.refresh.look()
    settled()
    QTest.qWait(80)
    settled()
    assert titles(page, "qualified") == ["Oak trays", "Żak samples"]


def test_a_narrow_page_shows_the_deal_in_the_place_of_the_board(
    desk: Desk, qtbot: QtBot, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot, wide=900)
    press(page, Qt.Key.Key_Return)
    assert page.pane.isVisible()
    assert not page.board.isVisible()
    press(page, Qt.Key.Key_Escape)
    assert page.board.isVisible()
    assert front(page) == "Oak trays"


def test_letters_typed_into_a_field_are_no_commands(desk: Desk, qtbot: QtBot, some: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    press(page, Qt.Key.Key_Return)
    field = page.pane.detail.lines.field
    QTest.keyClicks(field, "wln")
    assert field.text() == "wln"
    assert not page.acts.is_asking()


def test_the_model_of_a_column_keeps_qts_rules(
    desk: Desk, qtbot: QtBot, qtmodeltester: ModelTester, some: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    model = column(page, "qualified").cards
    qtmodeltester.check(model, force_py=True)
    page.board.shift(model.cards[0], "demo")
    qtmodeltester.check(column(page, "demo").cards, force_py=True)


def test_no_two_commands_of_the_page_have_one_key(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot)
    keys = [one.shortcut for one in desk.commands.listed() if one.group == "Pipeline" and one.shortcut]
    assert len({QKeySequence(one).toString() for one in keys}) == len(keys)
