"""A seller's day in the real window, by keyboard, from the first start to the file that a team reads."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest
import vobject
from PySide6.QtCore import Qt
from shiboken6 import isValid

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.services import agenda, complaints, listing, search
from salesdesk.settings import Settings
from salesdesk.ui.studio import CONTROL, Studio
from tests.factories import StandingClock, capture, records

ROOT = Path(__file__).resolve().parents[2]
KEPT = Settings(language="en", country="NO", currency="NOK", theme="light")


def tour() -> ModuleType:
    """The steps of a day, which `make run` takes too."""
    spec = importlib.util.spec_from_file_location("tour", ROOT / "packaging" / "tour.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[list[Studio]]:
    """The windows that a test opened, all closed at its end."""
    found: list[Studio] = []
    yield found
    for studio in found:
        if isValid(studio.window) and studio.window.isVisible():
            studio.leave()


def start(opened: list[Studio], folder: Path) -> Studio:
    opened.append(Studio(folder / "store.db", StandingClock(), KEPT))
    return opened[-1]


def names(studio: Studio, query: str = "") -> set[str]:
    with studio.desk.store.read() as reading:
        asked = search.ask(reading, query, subject="prospects", clock=studio.desk.clock)
        return {one.name for one in listing.fetch(reading, listing.rows(reading, asked)).values()}


def real_cards(folder: Path) -> Path:
    """A vCard file of another program where there are some, else one of our own making."""
    named = os.environ.get("SALESDESK_CORPORA")
    corpora = Path(named) if named else ROOT.parent / "shared" / "corpora"
    for file in sorted(corpora.glob("vcard/**/*.vcf")):
        if 200 < file.stat().st_size < 4000:
            return file
    own = folder / "cards.vcf"
    own.write_text(tour().CARDS, "utf-8")
    return own


def test_a_day_from_the_first_start_to_the_handed_over_file(tmp_path: Path, opened: list[Studio]) -> None:
    steps: Any = tour()
    studio = start(opened, tmp_path)
    day = steps.Day(studio, tmp_path)

    day.start_empty()
    assert studio.window.book.slug == "capture"
    day.drop(real_cards(tmp_path))
    brought_in = names(studio)
    assert brought_in

    cards = tmp_path / "cards.vcf"
    cards.write_text(steps.CARDS, "utf-8")
    day.drop(cards)
    day.prepare_fair("Hjem & Hage", 40)
    day.capture("Ingrid Solheim", "Fjord Interiør", "+47 912 34 567", when=1)
    day.capture("Asa Nystrom", "Hemma hos Åsa", "+46 70 123 45 67", when=2, add=True)
    day.scan(steps.SCAN)
    assert names(studio, 'fair:"Hjem & Hage"') == {"Ingrid Solheim", "Åsa Nyström", "Thu Dang"}

    with studio.desk.store.read() as reading:
        planned = agenda.agenda(reading, studio.desk.clock).next
    assert {due.name for due in planned.lines} >= {"Ingrid Solheim", "Åsa Nyström"}
    # Nobody asked when she would buy: a week later, which a day off may put past the days that Today shows.
    assert names(studio, 'has:follow-up fair:"Hjem & Hage"') == {"Ingrid Solheim", "Åsa Nyström", "Thu Dang"}

    complain(studio, "Åsa", "Cracked glaze on 4 of 12 bowls", "today 16:00")
    assert open_complaints(studio) == ["Cracked glaze on 4 of 12 bowls"]
    day.undo()
    assert open_complaints(studio) == []
    day.redo()
    assert open_complaints(studio) == ["Cracked glaze on 4 of 12 bowls"]

    studio.leave()
    again = start(opened, tmp_path)
    later = steps.Day(again, tmp_path)
    later.undo()
    assert open_complaints(again) == []
    later.hand_over(".vcf", tmp_path / "out.vcf")
    later.hand_over(".xlsx", tmp_path / "out.xlsx")

    everyone = names(again)
    with (tmp_path / "out.vcf").open(encoding="utf-8") as file:
        written = {str(card.fn.value) for card in vobject.readComponents(file.read())}
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    head = [cell.value for cell in sheet[1]]
    found = {str(row[head.index("name")]) for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert {name for name in everyone if name} <= written
    assert {name for name in everyone if name} <= found


def test_doubtful_rows_of_a_dropped_file_are_decided_by_keys_and_undone_after_a_restart(
    tmp_path: Path, opened: list[Studio]
) -> None:
    studio = start(opened, tmp_path)
    day: Any = tour().Day(studio, tmp_path)
    day.start_empty()
    for name, company in (("Ingrid Solheim", "Fjord"), ("Jan Kowalczyk", "Bałtyk"), ("Đặng Văn Lâm", "Deli")):
        capture(studio.desk.store, name, company=company)
    before = records(studio.desk.store)
    rows = (
        "Navn;Firma;E-post",
        "Nguyễn Thị Hạnh;Saigon Deli;hanh@saigon.example",
        "I. Solheim;Fjord;post@fjord.example",
        "J. Kowalczyk;Bałtyk;jan@baltyk.example",
        "Đ. Lâm;Deli;lam@deli.example",
    )
    file = tmp_path / "øst.csv"
    file.write_text("\n".join(rows), "utf-8")
    day.look_over(file)
    assert records(studio.desk.store) == before
    studio.press(Qt.Key.Key_Y)
    studio.press(Qt.Key.Key_N)
    studio.press(Qt.Key.Key_Return, CONTROL)
    day.settle_long()
    assert names(studio) == {
        *("Ingrid Solheim", "Jan Kowalczyk", "J. Kowalczyk", "Đặng Văn Lâm", "Nguyễn Thị Hạnh"),
    }
    assert names(studio, "post@fjord.example") == {"Ingrid Solheim"}
    assert "lam@deli.example" in (tmp_path / "øst.doubtful.csv").read_text("utf-8-sig")

    studio.leave()
    again = start(opened, tmp_path)
    later: Any = tour().Day(again, tmp_path)
    later.undo()
    later.settle_long()
    assert records(again.desk.store) == before


def complain(studio: Studio, who: str, what: str, by: str) -> None:
    """A new complaint, by keyboard."""
    studio.window.go("complaints")
    studio.settle()
    studio.press(Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    for text in (who, what, "New bowls", by):
        for letter in text:
            studio.write(letter)
        studio.press(Qt.Key.Key_Return)
    studio.settle()


def open_complaints(studio: Studio) -> list[str]:
    with studio.desk.store.read() as reading:
        return [one.what for one in complaints.listed(reading) if one.open]


def test_what_the_command_line_changes_shows_in_the_open_window_by_itself(
    tmp_path: Path, opened: list[Studio]
) -> None:
    from salesdesk.services.prospects import capture
    from salesdesk.store.database import Store

    studio = start(opened, tmp_path)
    steps: Any = tour()
    steps.Day(studio, tmp_path).start_empty()
    studio.window.go("prospects")
    studio.settle()

    with Store.open(tmp_path / "store.db", StandingClock()) as other:
        capture(other, ProspectDraft(name="Łukasz Żak"), region="PL")
    page: Any = studio.window.book.front()
    studio.until(lambda: len(page.list.model.keys) == 1)

    assert page.list.model.row(0).name == "Łukasz Żak"
