"""The list of prospects: found while typing, narrowed by views and filters, sorted, copied, dragged out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from salesdesk.domain.drafts import AddressDraft
from salesdesk.services import changes, demo, fairs, views
from salesdesk.services import search as searching
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.columns import USUAL
from salesdesk.ui.prospects.filters import conditions, toggled, without
from salesdesk.ui.prospects.page import ProspectsPage
from salesdesk.ui.prospects.views import ViewChips
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.states import EmptyState
from tests.factories import MORNING, capture, open_store
from tests.ui.driving import settled, typed
from tests.ui.prospects_page import CONTROL, PEOPLE, names, opened, people, search

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support"
)  # what the offscreen platform cannot do

DAY = MORNING.date()


@pytest.fixture
def known(desk: Desk) -> dict[str, UUID]:
    """Four people, of whom two buy now."""
    return people(desk)


def chip(page: ProspectsPage, text: str) -> ToggleChip:
    return next(one for one in page.findChildren(ToggleChip) if one.text() == text and not one.isHidden())


def lit(page: ProspectsPage) -> list[str]:
    shown = page.list.head.findChild(ViewChips)
    assert shown is not None
    return [one.text() for one in shown.findChildren(ToggleChip) if one.isChecked() and not one.isHidden()]


def foot(page: ProspectsPage) -> str:
    return page.list._told.text()


def act_of(state: EmptyState) -> QPushButton:
    (button,) = state.findChildren(QPushButton)
    return button


def front(page: ProspectsPage) -> str:
    line = page.list.line(page.list.table.current_key())
    return line.shown_name if line else ""


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


def test_a_view_lights_its_chip_and_writes_its_query(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    before = lit(page)

    qtbot.mouseClick(chip(page, "Hot"), Qt.MouseButton.LeftButton)

    assert before == ["All"]
    assert page.list.field.text() == "interest:hot"
    assert lit(page) == ["Hot"]
    assert names(page) == ["Åsa Nyström", "Łukasz Żak"]


def test_a_view_is_lit_however_its_query_is_written(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)

    search(page, " hot ", qtbot)

    assert lit(page) == ["Hot"]


def test_the_fair_that_was_last_is_a_view(desk: Desk, qtbot: QtBot) -> None:
    for name, day in (
        ("Gone by", date(2026, 3, 1)),
        ("Hjem & Hage", date(2026, 11, 21)),
        ("To come", date(2027, 1, 9)),
    ):
        fairs.make(desk.store, name=name, starts_on=day)

    page = opened(desk, qtbot)

    texts = [one.text() for one in page.findChildren(ToggleChip)]
    assert "Fair: Hjem & Hage" in texts
    assert not {"Fair: Gone by", "Fair: To come"} & set(texts)


def test_filters_and_what_is_typed_always_say_the_same(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    head = page.list.head

    head.toggle("interest:hot")
    head.toggle("no:email")
    both = (head.text(), conditions(head.text(), DAY))
    (first, _second) = head.chips._chips
    qtbot.keyClick(first, Qt.Key.Key_Delete)

    assert both == ("interest:hot no:email", [(0, "Hot"), (1, "No email")])
    assert head.text() == "no:email"
    assert [one.text() for one in head.chips._chips] == ["No email"]


def test_a_filter_taken_off_leaves_the_words_typed() -> None:
    text = toggled("solheim", "stage:customer", DAY)

    assert text == "solheim stage:customer"
    assert without(text, 1, DAY) == "solheim"
    assert toggled(text, "stage:customer", DAY) == "solheim"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("-hot", "not Hot"),
        ("no:follow-up", "Without a follow-up"),
        ("has:phone", "has:phone"),
        ('fair:"Hjem & Hage"', "Fair: Hjem & Hage"),
        ("stage:customer|parked", "Stage: Customer / Parked"),
        ("-tag:eik", "not Tag: eik"),
        ("due:<today", "due:<today"),
    ],
)
def test_a_chip_says_a_filter_in_a_persons_words(query: str, said: str) -> None:
    assert conditions(query, DAY) == [(0, said)]


def test_a_query_half_typed_is_not_complained_of_and_the_list_stays(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    trouble = page.list.head._trouble

    page.list.field.setText("colour:red")
    at_once = trouble.isVisible()
    qtbot.waitUntil(trouble.isVisible)
    told = trouble.text()
    page.list.field.setText("colou")

    assert not at_once
    assert "no field “colour”" in told
    assert not trouble.isVisible()


def test_enter_on_a_query_that_makes_no_sense_says_so_now(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.list.field.setText("due:someday")

    qtbot.keyClick(page.list.field, Qt.Key.Key_Return)

    assert page.list.head._trouble.isVisible()
    assert len(names(page)) == 4


def test_a_click_on_a_head_sorts_and_a_second_turns_it_round(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    head = page.list.table.horizontalHeader()
    place = [column.key for column in page.list.model.columns].index("company")
    middle = QPoint(head.sectionViewportPosition(place) + 30, 16)

    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settled()
    once = names(page)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settled()

    assert once == list(PEOPLE[::-1])
    assert names(page) == list(PEOPLE)
    assert foot(page) == "4 prospects · sorted by company"


def test_the_one_in_front_stays_in_front_when_the_list_is_sorted(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.open(known["Ingrid Solheim"])

    page.list.sort("company")
    settled()
    page.list.hits.again()
    settled()

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
    settled()

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
    settled()

    assert names(page) == ["Åsa Nyström", "Ingrid Solheim", "Łukasz Żak", "Nguyễn Thị Hạnh"]
    assert [column.key for column in page.list.table.shown_columns()] == ["name"]


def test_a_query_is_saved_as_a_view_by_keyboard(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    search(page, "hot company", qtbot)

    desk.commands.find("save-view").run()
    typed(page.list.head.naming.field, "Førstevalg")
    qtbot.keyClick(page.list.head.naming.field, Qt.Key.Key_Return)
    rested(page, qtbot)

    assert lit(page) == ["Førstevalg"]
    assert not page.list.head.naming.isVisible()
    with desk.store.read() as reading:
        assert [(one.name, one.query) for one in views.saved(reading, "prospects")] == [
            ("Førstevalg", "hot company")
        ]


def test_a_view_is_renamed_and_let_go_and_undo_brings_it_back(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    def saved() -> Sequence[str]:
        with desk.store.read() as reading:
            return [one.name for one in views.saved(reading, "prospects")]

    page = opened(desk, qtbot)
    search(page, "hot", qtbot)
    page.list.head.ask_name()
    typed(page.list.head.naming.field, "First")
    page.list.head.naming.save()
    rested(page, qtbot)

    desk.commands.find("rename-view").run()
    page.list.head.naming.field.setText("Second")
    page.list.head.naming.save()
    rested(page, qtbot)
    renamed = (saved(), lit(page))
    desk.commands.find("delete-view").run()
    gone = saved()
    changes.undo(desk.store)

    assert renamed == (["Second"], ["Second"])
    assert gone == []
    assert saved() == ["Second"]


def test_a_saved_view_takes_the_place_of_the_one_that_asks_the_same(desk: Desk, qtbot: QtBot) -> None:
    capture(desk.store, "Ola")
    searching.save(desk.store, "Hottest", "hot", subject="prospects")

    page = opened(desk, qtbot)

    texts = [one.text() for one in page.findChildren(ToggleChip) if not one.isHidden()]
    assert "Hottest" in texts
    assert "Hot" not in texts


def test_rows_are_copied_as_a_spreadsheet_takes_them(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.open(known["Ingrid Solheim"])
    page.list.table.setFocus()

    qtbot.keyClick(page.list.table, Qt.Key.Key_C, CONTROL)
    settled()

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


def test_someone_is_shown_even_where_the_present_query_leaves_them_out(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    search(page, "hot", qtbot)

    page.open(known["Ingrid Solheim"])
    settled()

    assert front(page) == "Ingrid Solheim"
    assert page.detail.shown() == known["Ingrid Solheim"]
    assert page.list.field.text() == ""


def test_someone_is_opened_to_log_something_at_once(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)

    page.open(f"note:{known['Łukasz Żak']}")

    assert page.detail.log.line.hasFocus()
    assert page.detail.shown() == known["Łukasz Żak"]


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
    settled()
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


def test_nobody_yet_is_told_with_the_way_to_bring_them_in(desk: Desk, qtbot: QtBot) -> None:
    gone: list[str] = []
    desk.asked_to_go.connect(lambda page, _record: gone.append(page))
    page = opened(desk, qtbot)

    shown = page.list._nobody.isVisible()
    qtbot.mouseClick(act_of(page.list._nobody), Qt.MouseButton.LeftButton)

    assert shown
    assert gone == ["import"]


def test_nobody_found_is_told_with_the_way_back_to_all(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    search(page, "zzz", qtbot)

    shown = page.list._nothing.isVisible()
    qtbot.mouseClick(act_of(page.list._nothing), Qt.MouseButton.LeftButton)

    assert shown
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
    settled()
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
    settled()

    page._areas().write(tmp_path / "round.pdf", "Whom to visit in Bergen")
    settled()

    assert (tmp_path / "round.pdf").read_bytes().startswith(b"%PDF")


def test_companies_and_duplicates_stand_on_the_same_page_with_a_way_back(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)

    page.show_part("companies")
    settled()
    companies = page.list.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    people_again = page.list.isVisible()
    desk.commands.find("duplicates").run()
    settled()

    assert not companies
    assert people_again
    assert not page.list.isVisible()
    page.open(known["Ingrid Solheim"])
    assert page.list.isVisible()


def test_the_model_keeps_to_the_rules_of_qt(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID], qtmodeltester: ModelTester
) -> None:
    page = opened(desk, qtbot)

    qtmodeltester.check(page.list.model, force_py=True)
