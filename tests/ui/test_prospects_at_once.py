"""What makes the page of prospects answer at once: few statements a key, nothing made before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from salesdesk.services.cards import card
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.columns import USUAL
from salesdesk.ui.prospects.detail import Detail
from tests.factories import capture
from tests.ui.driving import settled, typed
from tests.ui.prospects_page import lines, opened, rested


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """What is asked of SQLite meanwhile, but for the beginning and the end of reading."""
    told: list[str] = []

    def note(statement: str) -> None:
        own = "'main'." in statement or statement.startswith("--")  # full text's own
        if not own and statement.split(maxsplit=1)[0] not in {"BEGIN", "ROLLBACK", "COMMIT"}:
            told.append(statement)

    def out(connection: Any, *_rest: object) -> None:
        connection.set_trace_callback(note)

    def back(connection: Any, *_rest: object) -> None:
        connection.set_trace_callback(None)

    engine = desk.store._engine
    event.listen(engine, "checkout", out)
    event.listen(engine, "checkin", back)
    try:
        yield told
    finally:
        event.remove(engine, "checkout", out)
        event.remove(engine, "checkin", back)


@pytest.fixture
def pane(desk: Desk, qtbot: QtBot) -> Detail:
    """The pane of one prospect."""
    made = Detail(desk)
    qtbot.addWidget(made)
    made.resize(380, 800)
    made.show()
    return made


def shown(pane: Detail, who: UUID) -> Detail:
    pane.show_prospect(who)
    settled()
    return pane


def unfolded(pane: Detail, qtbot: QtBot) -> None:
    pane.facts.unfold(on=True)
    qtbot.waitUntil(lambda: pane.facts.rare is not None and pane.facts.rare.is_whole())


def editors(pane: Detail, name: str) -> list[QLineEdit]:
    return [one for one in pane.findChildren(QLineEdit) if one.accessibleName() == name]


def phones(desk: Desk, who: UUID) -> list[str]:
    with desk.store.read() as reading:
        found = card(reading, who)
    return [one.value for one in found.phones] if found else []


def test_a_key_asks_for_the_names_the_words_and_the_lines_and_no_more(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    capture(desk.store, "Solveig Ødegård")
    rested(page, qtbot)
    page.list.hits._lines.clear()  # as if they stood far down
    with statements(desk) as told:
        typed(page.list.field, "s")
        page.list.table.viewport().grab()
    assert len(told) == 4, told  # names by their beginning, by a later word, full text, lines
    with statements(desk) as told:
        typed(page.list.field, "o")
        page.list.table.viewport().grab()
    assert len(told) == 3, told  # those found stood there already
    assert [one.shown_name for one in lines(page)] == ["Solveig Ødegård", "Ingrid Solheim"]


def test_phones_and_towns_are_read_where_their_columns_are_shown(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    assert {one.phone for one in lines(page)} == {""}
    page.list._choose_columns(USUAL | {"phone"})
    rested(page, qtbot)
    assert "" not in {one.phone for one in lines(page)}
    page.list._choose_columns(USUAL)
    assert {one.phone for one in lines(page)} == {""}


def test_what_is_dragged_out_says_more_than_the_columns_that_are_shown(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    assert "+47 9123456" in page.list.model.dragged([0, 1]).text()


def test_the_editors_of_rare_facts_are_made_when_someone_asks_for_more(
    pane: Detail, desk: Desk, qtbot: QtBot
) -> None:
    who = capture(desk.store, "Åsa Nyström", trade="Florist").prospect
    shown(pane, who)
    assert not editors(pane, "Trade")
    unfolded(pane, qtbot)
    (trade,) = editors(pane, "Trade")
    assert (trade.text(), trade.isVisibleTo(pane)) == ("Florist", True)
    pane.facts.unfold(on=False)
    assert not trade.isVisibleTo(pane)


def test_rare_facts_are_those_of_the_one_in_front_whether_folded_or_not(
    pane: Detail, desk: Desk, qtbot: QtBot
) -> None:
    one = capture(desk.store, "Åsa Nyström", trade="Florist").prospect
    other = capture(desk.store, "Łukasz Żak", trade="Carpenter").prospect
    unfolded(shown(pane, one), qtbot)
    shown(pane, other)
    (trade,) = editors(pane, "Trade")
    assert trade.text() == "Carpenter"
    pane.facts.unfold(on=False)
    shown(pane, one).facts.unfold(on=True)
    assert trade.text() == "Florist"


def test_what_is_typed_in_a_rare_fact_is_saved_when_it_is_folded_away(
    pane: Detail, desk: Desk, qtbot: QtBot
) -> None:
    who = capture(desk.store, "Åsa Nyström").prospect
    unfolded(shown(pane, who), qtbot)
    typed(editors(pane, "Trade")[0], "Blomster")
    pane.facts.unfold(on=False)
    with desk.store.read() as reading:
        found = card(reading, who)
    assert found is not None
    assert found.prospect.trade == "Blomster"


def test_the_lines_of_phones_serve_the_next_one_with_their_own_numbers(
    pane: Detail, desk: Desk, qtbot: QtBot
) -> None:
    many = capture(desk.store, "Åsa Nyström", phones=("912 34 567", "912 34 568")).prospect
    few = capture(desk.store, "Łukasz Żak", phones=("912 34 569",)).prospect
    none = capture(desk.store, "Đức Phạm").prospect
    shown(pane, many)
    (before, _second) = editors(pane, "Phone")
    shown(pane, few)
    (line,) = editors(pane, "Phone")
    assert (line is before, line.text()) == (True, "912 34 569")
    line.setFocus()
    line.selectAll()
    typed(line, "912 34 570")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settled()
    assert phones(desk, few) == ["912 34 570"]
    assert phones(desk, many) == ["912 34 567", "912 34 568"]
    assert not editors(shown(pane, none), "Phone")
    assert [one.text() for one in editors(shown(pane, many), "Phone")] == ["912 34 567", "912 34 568"]


def test_tab_goes_through_the_pane_as_it_is_read(pane: Detail, desk: Desk, qtbot: QtBot) -> None:
    who = capture(desk.store, "Åsa Nyström", phones=("912 34 567",)).prospect
    unfolded(shown(pane, who), qtbot)
    wanted = ["Phone", "Add a phone", "Add an email", "Company", "Name", "Trade", "Note, call or visit"]
    found, one = [], pane.step.nextInFocusChain()
    while one is not None and one is not pane.step:
        if isinstance(one, QLineEdit) and one.accessibleName() in wanted:
            found.append(one.accessibleName())
        one = one.nextInFocusChain()
    start = found.index("Phone")
    assert found[start:] + found[:start] == wanted


@pytest.mark.parametrize("name", ["kort å.vcf", "LISTE.CSV", "tilbud ø.pdf"])
def test_a_file_of_contacts_goes_on_to_the_window_and_others_are_attached(
    pane: Detail, desk: Desk, tmp_path: Path, name: str
) -> None:
    shown(pane, capture(desk.store, "Åsa Nyström").prospect)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(9, 9), copy, data, left, none)
    entering.ignore()
    QApplication.sendEvent(pane, entering)
    assert (entering.type(), entering.isAccepted()) == (QEvent.Type.DragEnter, name.endswith(".pdf"))
