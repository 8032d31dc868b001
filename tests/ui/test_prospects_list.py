"""The list of prospects: found while typing, sorted, its columns chosen, copied, dragged out."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from salesdesk.services import demo
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.columns import USUAL
from salesdesk.ui.prospects.page import ProspectsPage
from tests.factories import capture, open_store
from tests.ui.driving import typed
from tests.ui.prospects_page import (
    CONTROL,
    PEOPLE,
    act_of,
    foot,
    front,
    names,
    opened,
    rested,
    search,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hanh", ["Nguyễn Thị Hạnh"]),
        ("lukasz", ["Łukasz Żak"]),
        ("nystrom", ["Åsa Nyström"]),
        ("91234563", ["Ingrid Solheim"]),
        ("company 8", ["Łukasz Żak"]),
        ("zzz", []),
    ],
)
def test_anyone_is_found_as_one_types(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID], text: str, found: list[str]
) -> None:
    page = opened(desk, qtbot)
    assert page.search()

    typed(page.list.field, text)

    assert names(page) == found  # at once, before anything ran in the background


def test_the_foot_says_how_many_of_how_many(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    everyone = foot(page)

    search(page, "hot", qtbot)

    assert everyone == "4 prospects · sorted by name"
    assert foot(page) == "2 of 4 prospects"


def test_of_more_than_a_screen_the_first_come_at_once_and_all_a_moment_later(
    desk: Desk, qtbot: QtBot
) -> None:
    demo.fill(desk.store, prospects=260, seed=1)
    page = opened(desk, qtbot)
    rested(page, qtbot)
    everyone = page.list.model.rowCount()
    search(page, "zzz", qtbot)

    page.list.field.setText("")
    first, said = names(page), foot(page)
    page.list.table.verticalScrollBar().setValue(400)
    rested(page, qtbot)

    assert everyone > 200
    assert len(first) == 200
    assert said.startswith("More than 200 of ")
    assert names(page)[:200] == first
    assert page.list.model.rowCount() == everyone
    assert page.list.table.verticalScrollBar().value() == 400


def test_a_click_on_a_head_sorts_and_a_second_turns_it_round(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    head = page.list.table.horizontalHeader()
    place = [column.key for column in page.list.model.columns].index("company")
    middle = QPoint(head.sectionViewportPosition(place) + 30, 16)

    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    rested(page, qtbot)
    once = names(page)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    rested(page, qtbot)

    assert once == list(PEOPLE[::-1])
    assert names(page) == list(PEOPLE)
    assert foot(page) == "4 prospects · sorted by company"


def test_the_one_in_front_stays_in_front_when_the_list_is_sorted(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.open(known["Ingrid Solheim"])

    page.list.sort("company")
    rested(page, qtbot)
    page.list.hits.again()
    rested(page, qtbot)

    assert front(page) == names(page)[0]


def test_columns_are_switched_on_and_come_back_at_the_next_start(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot, wide=1700)
    page.list._choose_columns(USUAL - {"source"} | {"phone"})
    page.list.sort("company", descending=True)
    search(page, "hot", qtbot)
    page.open(known["Łukasz Żak"])
    state = page.state()

    again = ProspectsPage(desk)
    qtbot.addWidget(again)
    again.restore(state)
    again.resize(1700, 700)
    again.show()
    rested(again, qtbot)

    shown = {column.key for column in again.list.table.shown_columns()}
    assert "phone" in shown
    assert "source" not in shown
    assert again.list.field.text() == "hot"
    assert names(again) == ["Åsa Nyström", "Łukasz Żak"]  # Company 9 before Company 8
    assert front(again) == "Łukasz Żak"


def test_a_state_of_another_time_does_no_harm(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = ProspectsPage(desk)
    qtbot.addWidget(page)

    page.restore({"columns": ["gone", 7], "sort": "shoe size", "query": None, "front": "nobody"})
    page.resize(1230, 700)
    page.show()
    rested(page, qtbot)

    assert names(page) == ["Åsa Nyström", "Ingrid Solheim", "Łukasz Żak", "Nguyễn Thị Hạnh"]
    assert [column.key for column in page.list.table.shown_columns()] == ["name"]


def test_rows_are_copied_as_a_spreadsheet_takes_them(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.open(known["Ingrid Solheim"])
    page.list.table.setFocus()

    qtbot.keyClick(page.list.table, Qt.Key.Key_C, CONTROL)
    rested(page, qtbot)

    head, row = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[:3] == ["Name", "Company", "Interest"]
    assert row.split("\t")[:2] == ["Ingrid Solheim", "Company 6"]


def test_rows_are_dragged_out_as_vcards(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)

    data = page.list.model.dragged([0, 1])

    file = Path(data.urls()[0].toLocalFile())
    assert file.read_text("utf-8").count("BEGIN:VCARD") == 2
    assert data.data("text/vcard").data() == file.read_bytes()
    assert "Åsa Nyström" in data.text()


def test_one_is_dragged_out_under_their_name(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)

    data = page.list.model.dragged([names(page).index("Łukasz Żak")])

    assert Path(data.urls()[0].toLocalFile()).name == "lukasz-zak.vcf"


def test_nobody_yet_is_told_with_the_way_to_bring_them_in(desk: Desk, qtbot: QtBot) -> None:
    gone: list[str] = []
    desk.asked_to_go.connect(lambda page, _record: gone.append(page))
    page = opened(desk, qtbot)

    qtbot.waitUntil(page.list._nobody.isVisible)
    qtbot.mouseClick(act_of(page.list._nobody), Qt.MouseButton.LeftButton)

    assert gone == ["import"]


def test_nobody_found_is_told_with_the_way_back_to_all(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    search(page, "zzz", qtbot)

    qtbot.waitUntil(page.list._nothing.isVisible)
    qtbot.mouseClick(act_of(page.list._nothing), Qt.MouseButton.LeftButton)

    assert len(names(page)) == 4


def test_what_another_program_writes_shows_in_the_list(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    with open_store(desk.store.path) as other:
        capture(other, "Zofia Żak")

    desk.refresh.look()

    qtbot.waitUntil(lambda: "Zofia Żak" in names(page))
    assert front(page) == "Åsa Nyström"


def test_the_model_keeps_to_the_rules_of_qt(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID], qtmodeltester: ModelTester
) -> None:
    page = opened(desk, qtbot)

    qtmodeltester.check(page.list.model, force_py=True)
