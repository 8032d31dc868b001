"""Handing contacts over by the window: whom, in which format, and who is left out because they did not agree."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import vobject
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.domain.consents import Consent
from salesdesk.domain.fairs import Fair
from salesdesk.exchange.datapackage import Package
from salesdesk.services import teammates
from salesdesk.services.handing_over import proposed_name
from salesdesk.services.search import save
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.handovers.give import GiveTab
from salesdesk.ui.handovers.ledger import LedgerTab
from salesdesk.ui.handovers.page import HandOverPage
from salesdesk.ui.handovers.team import TeamTab
from tests.factories import MORNING, capture
from tests.ui.driving import settled, typed

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def whole(desk: Desk, qtbot: QtBot) -> HandOverPage:
    """The page, shown, with three prospects of whom two agreed."""
    with desk.store.change("Prepared {name}", name="Hjem & Hage 2026") as unit:
        unit.add(Fair(name="Hjem & Hage 2026"))
    for name, agreed in (("Åsa Nyström", True), ("Łukasz Żak", True), ("Ingrid Solheim", False)):
        fair = "Hjem & Hage 2026" if name != "Łukasz Żak" else ""
        captured = capture(desk.store, name, time_frame="now" if agreed else "", fair=fair, note="sær")
        if agreed:
            agree(desk, captured.prospect)
    made = HandOverPage(desk)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    settled()
    return made


@pytest.fixture
def page(whole: HandOverPage) -> GiveTab:
    """Its first tab."""
    front = whole.front()
    assert isinstance(front, GiveTab)
    return front


def agree(desk: Desk, prospect: UUID) -> None:
    """Has someone agree to be handed over."""
    with desk.store.change("Edited {name}", name="") as unit:
        unit.add(Consent(prospect=prospect, channel="hand-over", basis="consent", wording="ja", at=MORNING))


def save_to(monkeypatch: pytest.MonkeyPatch, target: Path) -> list[str]:
    """Has the person choose `target`; gives the names that were proposed."""
    proposed = list[str]()

    def chosen(_parent: object, _title: str, name: str, _filters: object) -> Path:
        proposed.append(name)
        return target

    monkeypatch.setattr(dialogs, "file_to_save", chosen)
    return proposed


def choose(page: GiveTab, group: str) -> None:
    """Chooses whom."""
    box = page.form.group
    box.setCurrentIndex(box.findText(group))
    box.activated.emit(box.currentIndex())
    settled()


def shown(page: GiveTab) -> tuple[list[str], list[str]]:
    """Who goes along, and who is left out."""
    lists = (page.going.list.rows, page.left_out.list.rows)
    going, out = ([one.index(row).data() for row in range(one.rowCount())] for one in lists)
    return going, out


def test_who_did_not_agree_is_left_out_and_named(page: GiveTab) -> None:
    assert shown(page) == (["Åsa Nyström", "Łukasz Żak"], ["Ingrid Solheim"])
    assert page.form.go_on.accessibleName() == "Hand over 2"


def test_whom_is_a_fair_a_saved_view_or_all_who_are_hot(page: GiveTab, desk: Desk) -> None:
    save(desk.store, "Om nå", "time_frame:now", subject="prospects")
    settled()
    page.load()

    found = dict[str, list[str]]()
    for group in ("All who are hot", "Hjem & Hage 2026", "Om nå"):
        choose(page, group)
        going, out = shown(page)
        found[group] = sorted(going + out)

    assert found == {
        "All who are hot": ["Åsa Nyström", "Łukasz Żak"],
        "Hjem & Hage 2026": ["Ingrid Solheim", "Åsa Nyström"],
        "Om nå": ["Åsa Nyström", "Łukasz Żak"],
    }


def test_vcards_are_written_without_the_notes_and_under_a_name_that_tells(
    page: GiveTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    proposed = save_to(monkeypatch, tmp_path / "ut.vcf")
    choose(page, "Hjem & Hage 2026")
    page.form.to.setFocus()
    typed(page.form.to, "Đặng")

    qtbot.keyClick(page.form.to, Qt.Key.Key_Return, CONTROL)
    settled()

    cards = list(vobject.readComponents((tmp_path / "ut.vcf").read_text("utf-8")))
    assert proposed == ["hjem-hage-2026-dang-2026-11-22.vcf"]
    assert [card.fn.value for card in cards] == ["Åsa Nyström"]
    assert "sær" not in (tmp_path / "ut.vcf").read_text("utf-8")
    assert page.written.isVisible()
    assert "1 prospect written to ut.vcf" in page.written.told.accessibleName()


def test_everyone_and_the_notes_go_along_where_the_seller_says_so(
    page: GiveTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(monkeypatch, tmp_path / "ut.xlsx")
    page.form.tiles.choose(".xlsx")
    page.form.agreed.setChecked(False)
    page.form.notes.setChecked(False)

    page.form.go_on.click()
    settled()

    sheet = load_workbook(tmp_path / "ut.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    name, note = rows[0].index("name"), rows[0].index("note")
    assert {str(row[name]) for row in rows[1:]} == {"Åsa Nyström", "Łukasz Żak", "Ingrid Solheim"}
    assert {str(row[note]) for row in rows[1:]} == {"sær"}
    assert shown(page)[1] == []


def test_open_follow_ups_are_written_as_a_calendar(
    page: GiveTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(monkeypatch, tmp_path / "ut")
    page.form.tiles.choose(".ics")

    page.form.go_on.click()
    settled()

    calendar = (tmp_path / "ut.ics").read_text("utf-8")
    assert "Łukasz Żak" in calendar
    assert "Ingrid Solheim" not in calendar


def test_everything_is_written_to_restore_from(
    page: GiveTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = save_to(monkeypatch, tmp_path / "alt.zip")
    page.form.tiles.choose(".zip")

    page.form.go_on.click()
    settled()

    with Package((tmp_path / "alt.zip").read_bytes()) as package:
        assert len(list(package.rows("prospects"))) == 3
    assert proposed == ["salesdesk-2026-11-22.zip"]


def test_those_marked_on_another_page_are_handed_over(page: GiveTab, desk: Desk) -> None:
    marked = capture(desk.store, "Zofia Żak").prospect
    agree(desk, marked)

    page.open(f"ids:{marked}")
    settled()

    assert shown(page) == (["Zofia Żak"], [])


def test_what_a_search_finds_is_handed_over(page: GiveTab) -> None:
    page.open("solheim")
    settled()

    assert shown(page) == ([], ["Ingrid Solheim"])
    assert not page.form.go_on.isEnabled()


def test_someone_left_out_is_opened_by_enter(page: GiveTab, desk: Desk, qtbot: QtBot) -> None:
    went = list[tuple[str, object]]()
    desk.asked_to_go.connect(lambda slug, record: went.append((slug, record)))

    page.left_out.list.setCurrentIndex(page.left_out.list.rows.index(0))
    qtbot.keyClick(page.left_out.list, Qt.Key.Key_Return)

    assert [slug for slug, _record in went] == ["prospects"]


def test_a_consent_given_meanwhile_counts_at_once(page: GiveTab, desk: Desk) -> None:
    (row,) = [page.left_out.list.rows.at(page.left_out.list.rows.index(0))]
    assert row is not None

    agree(desk, row.key)
    settled()
    page.load()
    settled()

    assert shown(page)[1] == []


def test_the_path_is_copied(page: GiveTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_to(monkeypatch, tmp_path / "ut.csv")
    page.form.tiles.choose(".csv")
    page.form.go_on.click()
    settled()

    page.copy_path()

    assert QGuiApplication.clipboard().text() == str(tmp_path / "ut.csv")


def test_a_disk_that_refuses_is_told_and_can_be_tried_again(
    page: GiveTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = list[str]()
    monkeypatch.setattr(dialogs, "trouble", lambda _parent, error, **_how: told.append(str(error)))
    save_to(monkeypatch, tmp_path / "nowhere" / "ut.vcf")

    page.form.go_on.click()
    settled()

    assert len(told) == 1
    assert page.form.go_on.isEnabled()


def test_a_tile_is_chosen_by_arrow_key(page: GiveTab, qtbot: QtBot) -> None:
    page.form.tiles.setFocus()
    first = next(iter(page.form.tiles.parts.values()))

    qtbot.keyClick(first, Qt.Key.Key_Right)

    assert page.form.ending() == ".xlsx"


def test_a_name_of_signs_alone_leaves_the_day() -> None:
    assert proposed_name("???", "", date(2026, 11, 22), ".csv") == "2026-11-22.csv"


def test_a_name_is_kept_with_whom_they_got_and_the_list_tells_it(
    whole: HandOverPage, page: GiveTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(monkeypatch, tmp_path / "ut.vcf")
    typed(page.form.to, "Đặng")
    page.hand_over()
    settled()
    whole.open("ledger:")
    settled()
    ledger = whole.front()
    assert isinstance(ledger, LedgerTab)
    (row,) = (ledger.list.rows.index(place).data() for place in range(ledger.list.rows.rowCount()))
    assert row == "Đặng"
    names = [ledger.who.list.rows.index(n).data() for n in range(ledger.who.list.rows.rowCount())]
    assert names == ["Åsa Nyström", "Łukasz Żak"]


def test_the_team_is_made_and_gets_its_files(
    whole: HandOverPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    whole.open("team:")
    settled()
    team = whole.front()
    assert isinstance(team, TeamTab)
    monkeypatch.setattr(desk, "go", lambda *_where: None)
    for name in ("Kari Moen", "Jan Żak"):
        team.make()
        settled()
        editor = team.form.facts["name"].editor
        assert isinstance(editor, QLineEdit)
        editor.clear()
        typed(editor, name)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        settled()
    with desk.store.read() as reading:
        assert [one.name for one in teammates.everyone(reading)] == ["Kari Moen", "Jan Żak"]

    whole.turn("give")
    settled()
    give = whole.front()
    assert isinstance(give, GiveTab)
    give.form.share.setChecked(True)
    settled()
    assert give.form.go_on.accessibleName() == "Share out 2"
    assert not give.form.to.isEnabled()
    notes = [give.going.list.rows.at(give.going.list.rows.index(n)) for n in range(2)]
    assert [one.note for one in notes if one] == ["Kari Moen (their turn)", "Jan Żak (their turn)"]
    monkeypatch.setattr(dialogs, "folder", lambda *_asked: tmp_path / "team")
    (tmp_path / "team").mkdir()
    give.hand_over()
    settled()
    assert [one.name for one in sorted((tmp_path / "team").iterdir())] == [
        "all-prospects-jan-zak-2026-11-22.vcf",
        "all-prospects-kari-moen-2026-11-22.vcf",
    ]
    whole.turn("team")
    settled()
    qtbot.mouseClick(team.form.remove, Qt.MouseButton.LeftButton)
    settled()
    assert team.list.rows.rowCount() == 1
