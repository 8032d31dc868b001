"""Badges that say their number only are scanned at the stand, and named when the organiser's list is dropped."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk.domain.fairs import Fair
from salesdesk.services import fairs, meeting
from salesdesk.services.meeting import Meeting
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from salesdesk.ui.imports.badges_view import ListRow
from salesdesk.ui.imports.page import ImportPage
from salesdesk.ui.prospects.detail import Detail
from tests.factories import records
from tests.ui.driving import settled
from tests.ui.test_capture import fair, page, save, scan

__all__ = ["fair", "page"]  # fixtures
ROWS = (
    "Badge no;Navn;Firma;E-post",
    "HH-0001;Åse Øyen;Fjord Interiør;ase@fjord.example",
    "hh-0002;Zdzisław Żółć;Bałtyk Dom;z@baltyk.example",
    " hh-0003 ;Đặng Thế Lâm;Saigon Deli;lam@deli.example",
    "HH-0004;Never Met;Elsewhere AS;never@met.example",
)


def shown(desk: Desk, qtbot: QtBot) -> ImportPage:
    """The page of imports, which takes the keyboard."""
    made = ImportPage(desk)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    return made


def listed(folder: Path) -> Path:
    file = folder / "besøkende.csv"
    file.write_text("\n".join(ROWS), "utf-8")
    return file


def scanned(desk: Desk, number: str, at: Fair) -> None:
    draft = meeting.named(meeting.scanned(desk.store, number, region="NO", fair=at.id), [number])
    meeting.save(desk.store, Meeting(draft=draft, fair=at.id), region="NO")


def names(desk: Desk) -> list[str]:
    return sorted(one["name"] for one in records(desk.store)["prospects"].values())


def row_of(page: ImportPage) -> ListRow:
    (row,) = page.look_view.badges.rows
    return row


def test_three_badges_are_scanned_and_named_by_the_list_and_an_undo_takes_the_names_back(
    page: CapturePage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    form = page.card.form
    for place in range(3):
        scan(form.company, f"HH-000{place + 1}\r", start=50_000 + place * 5000)
        save(qtbot, form.name)
    settled()
    page.load()
    settled()
    assert names(desk) == ["Badge HH-0001", "Badge HH-0002", "Badge HH-0003"]
    assert page.fair_card.numbers.text() == "3 badges need the organiser's list."

    importing = shown(desk, qtbot)
    importing.take([listed(tmp_path)])
    settled()
    assert row_of(importing).told.text() == "4 on the list, 3 of them scanned by you; 1 left out"
    assert importing.look_view.go_on.text() == "Take in 3 prospects"
    importing.take_in()
    settled()
    assert names(desk) == ["Zdzisław Żółć", "Åse Øyen", "Đặng Thế Lâm"]
    page.load()
    settled()
    assert page.fair_card.numbers.isHidden()

    qtbot.mouseClick(importing.done_view.undo_button, Qt.MouseButton.LeftButton)
    settled()
    assert names(desk) == ["Badge HH-0001", "Badge HH-0002", "Badge HH-0003"]


def test_everyone_on_the_list_comes_in_by_one_tick_and_stays_out_by_another(
    desk: Desk, fair: Fair, tmp_path: Path, qtbot: QtBot
) -> None:
    scanned(desk, "HH-0001", fair)
    importing = shown(desk, qtbot)
    importing.take([listed(tmp_path)])
    settled()
    for wanted in (4, 1, 4):
        box = row_of(importing).everyone
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
        settled()
        assert importing.look_view.go_on.text().startswith(f"Take in {wanted} prospect")
    importing.take_in()
    settled()
    assert len(names(desk)) == 4


def test_a_list_whose_numbers_two_fairs_had_is_held_against_the_one_that_is_chosen(
    desk: Desk, fair: Fair, tmp_path: Path, qtbot: QtBot
) -> None:
    other = fairs.make(desk.store, "Łódź Design", starts_on=date(2025, 5, 2), ends_on=date(2025, 5, 4))
    for at in (fair, other):
        scanned(desk, "HH-0001", at)
    importing = shown(desk, qtbot)
    importing.load()
    importing.take([listed(tmp_path)])
    settled()
    row = row_of(importing)
    assert "Łódź Design" in row.told.text()
    assert not row.fair.isHidden()
    assert not importing.look_view.go_on.isEnabled()

    importing.look_view.fair.chosen.emit("Łódź Design")  # "Met at" says it as well
    settled()
    assert row_of(importing).fair.value() == other.id.hex
    importing.take_in()
    settled()
    filled = {one["name"]: one["fair"] for one in records(desk.store)["prospects"].values()}
    assert set(filled) == {"Badge HH-0001", "Åse Øyen"}


def test_a_prospect_who_is_only_a_number_leads_to_the_import(desk: Desk, fair: Fair, qtbot: QtBot) -> None:
    scanned(desk, "HH-0001", fair)
    detail = Detail(desk)
    qtbot.addWidget(detail)
    detail.resize(420, 900)
    detail.show()
    (one,) = records(desk.store)["prospects"]
    detail.show_prospect(UUID(str(one)))
    settled()
    with qtbot.waitSignal(desk.asked_to_go) as went:
        qtbot.mouseClick(detail.head.needs_list, Qt.MouseButton.LeftButton)
    assert went.args is not None
    assert went.args[0] == "import"
