"""Getting about the page of prospects: by keyboard, where there is little room, to its other parts and back."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from salesdesk.domain.drafts import AddressDraft
from salesdesk.ui.desk import Desk
from tests.factories import capture
from tests.ui.prospects_page import (
    front,
    names,
    opened,
    rested,
    search,
)


def test_by_keyboard_from_the_search_line_to_the_one_found(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    assert page.search()
    search(page, "company", qtbot)

    qtbot.keyClick(page.list.field, Qt.Key.Key_Down)
    in_table = page.list.table.hasFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.detail.shown() == known["Łukasz Żak"])

    assert in_table
    assert front(page) == names(page)[1] == "Łukasz Żak"


def test_escape_clears_the_search(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    search(page, "hanh", qtbot)

    qtbot.keyClick(page.list.field, Qt.Key.Key_Escape)

    assert len(names(page)) == 4


def test_where_there_is_room_for_one_the_person_takes_the_place_of_the_list_and_escape_goes_back(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot, wide=964, high=560)
    before = (page.list.isVisible(), page.detail.isVisible())

    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    rested(page, qtbot)
    inside = (page.list.isVisible(), page.detail.isVisible(), page.detail.shown())
    qtbot.keyClick(page, Qt.Key.Key_Escape)

    assert before == (True, False)
    assert inside == (False, True, known["Åsa Nyström"])
    assert (page.list.isVisible(), page.detail.isVisible()) == (True, False)
    assert page.list.table.hasFocus()


def test_a_click_on_the_box_of_a_row_marks_it_and_opens_nobody(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot, wide=964, high=560)
    row = page.list.table.visualRect(page.list.model.index(1, 0))

    for _time in range(2):  # the second on the row that was pressed last
        qtbot.mouseClick(
            page.list.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(18, row.center().y())
        )

    assert page.list.isVisible()
    assert page.list.model.marked == set()


def test_a_click_on_a_row_opens_it_where_there_is_room_for_one(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot, wide=964, high=560)
    row = page.list.table.visualRect(page.list.model.index(1, 0))

    qtbot.mouseClick(page.list.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(90, row.center().y()))

    assert not page.list.isVisible()
    assert page.detail.shown() == known[names(page)[1]]


def test_someone_is_shown_even_where_the_present_query_leaves_them_out(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    search(page, "hot", qtbot)

    page.open(known["Ingrid Solheim"])
    rested(page, qtbot)

    assert front(page) == "Ingrid Solheim"
    assert page.detail.shown() == known["Ingrid Solheim"]
    assert page.list.field.text() == ""


def test_someone_is_opened_to_log_something_at_once(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)

    page.open(f"note:{known['Łukasz Żak']}")

    assert page.detail.log.line.hasFocus()
    assert page.detail.shown() == known["Łukasz Żak"]


def test_whom_to_visit_is_told_by_area_and_one_becomes_the_query(desk: Desk, qtbot: QtBot) -> None:
    for name, street, code, city in (
        ("Ola", "Torget 4", "5014", "Bergen"),
        ("Kari", "Øvregaten 1", "5003", "Bergen"),
        ("Łucja", "Rynek 1", "31-042", "Kraków"),
    ):
        place = AddressDraft(street=street, postal_code=code, city=city)
        capture(desk.store, name, addresses=(place,))
    page = opened(desk, qtbot)

    desk.commands.find("areas").run()
    rested(page, qtbot)
    areas = page._areas()
    round_ = [line.name for place in range(areas.model.rowCount()) if (line := areas.model.row(place))]
    cities = [areas.places.rows.index(place).data() for place in range(areas.places.rows.rowCount())]
    areas._narrow()
    rested(page, qtbot)

    assert cities == ["Bergen", "Kraków"]
    assert round_ == ["Kari", "Ola"]
    assert page.list.field.text() == 'city:"Bergen"'
    assert names(page) == ["Kari", "Ola"]


def test_a_round_is_written_as_a_pdf(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    place = AddressDraft(street="Øvre <gate> 1", postal_code="5003", city="Bergen")
    capture(desk.store, "Åse & Co", addresses=(place,))
    page = opened(desk, qtbot)
    page.show_part("areas")
    rested(page, qtbot)

    page._areas().write(tmp_path / "round.pdf", "Whom to visit in Bergen")
    rested(page, qtbot)

    assert (tmp_path / "round.pdf").read_bytes().startswith(b"%PDF")


def test_companies_and_duplicates_stand_on_the_same_page_with_a_way_back(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)

    page.show_part("companies")
    rested(page, qtbot)
    companies = page.list.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    people_again = page.list.isVisible()
    desk.commands.find("duplicates").run()
    rested(page, qtbot)

    assert not companies
    assert people_again
    assert not page.list.isVisible()
    page.open(known["Ingrid Solheim"])
    assert page.list.isVisible()
