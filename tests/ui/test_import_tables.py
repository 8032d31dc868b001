"""Tables of what is no contact are brought in by the window too: looked over, taken in, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.services import changes, import_tables
from salesdesk.ui.desk import Desk
from salesdesk.ui.imports.page import ImportPage
from tests.factories import capture, records
from tests.ui.driving import settled
from tests.ui.test_import import csv, page, take

__all__ = ["page"]  # a fixture
DEALS = "title;customer;stage;amount;opened on;currency\n"
LISTS = {
    "deals": DEALS,
    "products": "number;name;list price;cost;category\n7;Bowl;199;80;Glass\n",
    "activities": "activity type;when;customer;minutes;outcome\nCall;2026-11-02;Åse;12;met\n",
    "complaints": "complaint;customer;received;promised by;severity\nCrack;Åse;2026-11-02;2026-11-20;high\n",
    "companies": "name;organisation number;street;city\nŁódź Glas;912345678;Storgata 1;Oslo\n",
    "prospects": "name;company;phone;email;stage;note\nÅse;Łódź Glas;91234567;a@b.no;lead;buys\n",
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_file_is_known_by_its_columns(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "export.csv"
    file.write_text(LISTS[kind], "utf-8")
    assert import_tables.listed(file) == kind


def test_deals_are_looked_over_taken_in_and_taken_back(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    who = capture(desk.store, "Żaneta Nyström").prospect
    before = records(desk.store)
    take(
        page,
        csv(
            tmp_path,
            "Bowls;Żaneta Nyström;quote;1200;2026-11-02;NOK",
            "Plates;Żaneta Nyström;quote;900;2026-31-02;NOK",
            "Nothing;Żaneta Nyström;quote;much;2026-11-02;NOK",
            header=DEALS,
        ),
    )
    view = page.table_view
    assert page.stack.currentWidget() is view
    assert page.lists.value() == "deals"
    assert view.figures[0].accessibleName() == "3 new"
    assert view.go_on.text() == "Take in 3 rows"
    assert records(desk.store) == before, "nothing is kept before it was looked at"

    view.go_on.click()
    settled()
    made = records(desk.store)["deals"].values()
    assert sorted(one["title"] for one in made) == ["Bowls", "Nothing", "Plates"]
    assert {one["prospect"] for one in made} == {who.bytes}
    assert "3 rows brought in" in page.done_view._title.text()

    page.done_view.undo_button.click()
    settled()
    assert records(desk.store) == before


def test_the_seller_says_what_a_file_lists_where_it_was_taken_for_something_else(
    page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    take(page, csv(tmp_path, "Łódź Glas;Oslo", header="name;city\n"))
    assert page.lists.value() == "prospects"

    page.lists.show_value("companies")
    page.lists.activated.emit(page.lists.currentIndex())
    settled()
    assert page.stack.currentWidget() is page.table_view
    page.take_in()
    settled()

    assert [one["name"] for one in records(desk.store)["companies"].values()] == ["Łódź Glas"]
    assert not records(desk.store)["prospects"]
    changes.undo(desk.store)
    assert not records(desk.store)["companies"]


def test_a_vcard_is_no_table_and_what_was_read_before_stays(page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("name;phone\nÅse;91234567\n", "utf-8")
    take(page, file)
    file.write_bytes(b"BEGIN:VCARD\nVERSION:3.0\nFN:Kari\nEND:VCARD\n")
    page.lists.show_value("deals")
    page.lists.activated.emit(page.lists.currentIndex())
    settled()
    assert page.stack.currentWidget() is page.look_view
    assert page.lists.value() == "prospects"


def test_a_large_table_is_brought_in_apart_and_one_that_is_stopped_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: ImportPage
) -> None:
    monkeypatch.setattr(import_tables, "SMALL", 10)
    rows = [f"{n};Bowl {n};{n + 10};5;Glass" for n in range(300)]
    take(page, csv(tmp_path, *rows, header="number;name;list price;cost;category\n"))
    assert page.table_view.figures[0].accessibleName() == "300 new"
    page.take_in()
    page.stop()
    settled()
    assert not records(desk.store)["products"]

    take(page, tmp_path / "kontakter.csv")
    page.take_in()
    settled()
    assert len(records(desk.store)["products"]) == 300


def test_a_calendar_is_looked_over_taken_in_and_taken_back(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    capture(desk.store, "Åsa Nyström", emails=("asa@hemma.example",))
    before = records(desk.store)
    file = tmp_path / "kalender.ics"
    file.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nSUMMARY:Send prices\nDUE;VALUE=DATE:20261201\n"
        "ATTENDEE:mailto:asa@hemma.example\nEND:VTODO\nEND:VCALENDAR\n",
        "utf-8",
    )
    take(page, file)
    view = page.table_view
    assert page.stack.currentWidget() is view
    assert page.lists.value() == "calendar"
    assert view.figures[0].accessibleName() == "1 new"
    view.go_on.click()
    settled()
    assert "Send prices" in [one["what"] for one in records(desk.store)["followups"].values()]
    page.done_view.undo_button.click()
    settled()
    assert records(desk.store) == before
