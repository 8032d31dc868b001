"""The one table: painted row by row, each cell worked out once, however often it is painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHoverEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.tables import Cell, Column, RecordModel, RecordTable
from tests.ui.driving import settled

WORDS = (
    "Åsa Nyström",
    "Łukasz Żak",
    "Nguyễn Thị Hạnh",
    "Øyvind Đặng med et navn som aldri får plass i en kolonne",
)


class Told:
    """A table of words, and how often what was asked for it."""

    def __init__(self, desk: Desk) -> None:
        self.cells: Counter[tuple[int, str]] = Counter()
        columns: list[Column[int]] = [
            Column("name", "Name", self._cell("name"), 150, stretch=True),
            Column("stage", "Stage", self._cell("stage"), 90),
            Column("number", "Number", self._cell("number"), 90, right=True),
        ]
        self.model = RecordModel[int](columns, marks=True)
        self.table = RecordTable(desk, self.model, name="Words")

    def _cell(self, key: str) -> Any:
        def cell(record: int) -> Cell:
            self.cells[record, key] += 1
            if key == "stage":
                return Cell("Hot", "hot")
            return Cell(WORDS[record % len(WORDS)] if key == "name" else str(record), strong=key == "name")

        return cell

    def fetch(self, keys: Sequence[Any]) -> Mapping[Any, int]:
        return {key: key for key in keys if key != 7}  # 7 is gone meanwhile


@pytest.fixture
def told(desk: Desk, qtbot: QtBot) -> Told:
    """Thirty rows, of which a dozen are in sight."""
    made = Told(desk)
    qtbot.addWidget(made.table)
    made.table.resize(400, 34 + 12 * theme.ROW)
    made.model.show(range(30), made.fetch)
    made.table.show()
    return made


def painted(table: RecordTable) -> QImage:
    return table.viewport().grab().toImage()


def test_a_row_looks_the_same_each_time_it_is_painted(told: Told) -> None:
    first = painted(told.table)  # what is painted often is laid out once, which must not move it
    assert painted(told.table) == first
    assert painted(told.table) == first


def test_what_stands_in_a_cell_is_worked_out_once_until_it_is_read_anew(told: Told) -> None:
    for _time in range(3):
        painted(told.table)
    assert set(told.cells.values()) == {1}
    assert (0, "name") in told.cells
    assert (29, "name") not in told.cells  # nobody has looked there
    told.model.again()
    painted(told.table)
    assert told.cells[0, "name"] == 2


def test_a_row_that_is_gone_meanwhile_is_left_empty(told: Told) -> None:
    painted(told.table)
    assert (7, "name") not in told.cells
    assert (8, "name") in told.cells


def test_the_row_in_front_the_one_under_the_mouse_and_a_marked_one_are_seen(told: Told) -> None:
    table = told.table
    seen = [painted(table)]
    table.setCurrentIndex(told.model.index(1, 0))
    seen.append(painted(table))
    where, none = QPointF(200, 3.5 * theme.ROW), Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        table.viewport(), QHoverEvent(QHoverEvent.Type.HoverMove, where, where, QPointF(-1, -1), none)
    )
    assert table.under_mouse == 3
    seen.append(painted(table))
    table.toggle(5)
    seen.append(painted(table))
    assert all(one != other for one, other in pairwise(seen))
    QApplication.sendEvent(
        table.viewport(),
        QHoverEvent(QHoverEvent.Type.HoverLeave, QPointF(-1, -1), QPointF(-1, -1), where, none),
    )
    assert table.under_mouse == -1


def test_a_short_list_leaves_clear_ground_below_it(told: Told) -> None:
    told.model.show([3], told.fetch)
    image, ground = painted(told.table), theme.tokens(told.table).panel.lower()
    assert image.pixelColor(QPoint(200, 6 * theme.ROW)).name() == ground
    told.model.show([], told.fetch)
    assert painted(told.table).pixelColor(QPoint(40, 10)).name() == ground


def test_other_rows_leave_the_widths_and_the_head_as_they_are(told: Told) -> None:
    before = [told.table.columnWidth(column) for column in range(3)]
    told.model.show(range(5), told.fetch)
    assert [told.table.columnWidth(column) for column in range(3)] == before
    assert told.table.horizontalHeader().count() == 3
    assert told.table.rowAt(4 * theme.ROW + 5) == 4
    assert told.table.rowAt(5 * theme.ROW + 5) == -1


def test_home_and_end_go_to_the_first_and_the_last_row_and_with_shift_take_all_between(
    told: Told, qtbot: QtBot
) -> None:
    def taken(key: Qt.Key, shift: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[int]:
        qtbot.keyClick(told.table, key, shift)
        return told.table.taken()

    told.table.choose(10)
    assert taken(Qt.Key.Key_End) == [29]
    assert taken(Qt.Key.Key_Home) == [0]
    told.table.choose(27)
    assert taken(Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier) == [27, 28, 29]
    assert taken(Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier) == list(range(28))


def test_the_model_keeps_to_the_rules_of_qt(told: Told, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(told.model)


def test_a_screen_reader_opens_a_row_and_arrows_only_move(told: Told, qtbot: QtBot) -> None:
    table, opened = told.table, list[object]()
    table.opened.connect(opened.append)
    table.setCurrentIndex(table.records.index(0, 0))
    QAccessible.setActive(True)
    try:
        qtbot.keyClick(table, Qt.Key.Key_Down)
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        settled()
        assert opened == []

        table.selectionModel().clearSelection()
        whole = QAccessible.queryAccessibleInterface(table)
        cells = [whole.child(place) for place in range(whole.childCount())]
        cell = next(one for one in cells if one and one.text(QAccessible.Text.Name).startswith("Åsa"))
        cell.actionInterface().doAction("Toggle")
        settled()
    finally:
        QAccessible.setActive(False)

    assert opened == [table.records.keys[0]]
    assert table.current_key() == table.records.keys[0]
