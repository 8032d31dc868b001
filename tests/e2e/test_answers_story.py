"""In the real window: 27 prospects go to the team as a file, and what the team made of it is taken back twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from salesdesk.domain.prospects import Prospect
from salesdesk.services import hand_overs
from salesdesk.settings import Settings
from salesdesk.ui.handovers.answers import LIST, NOTHING, AnswersTab
from salesdesk.ui.handovers.give import GiveTab
from salesdesk.ui.handovers.page import HandOverPage
from salesdesk.ui.imports.page import ImportPage
from salesdesk.ui.studio import CONTROL, Studio
from tests.e2e.test_window_day import tour
from tests.factories import StandingClock, capture, records

KEPT = Settings(language="en", country="NO", currency="NOK", theme="light")
NAMES = ("Åsa Nyström", "Łukasz Żak", "Đặng Thị Mỹ", "Jørgen Bø", "Zofia Nowak", "Nguyễn Thị Hoa")


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """The window on a store with 27 prospects."""
    made = Studio(tmp_path / "store.db", StandingClock(), KEPT)
    for n in range(27):
        name = f"{NAMES[n % len(NAMES)]} {n + 1}"
        capture(made.desk.store, name, title="Buyer", emails=(f"p{n}@dom.pl",), note="sær")
    made.settle()
    yield made
    if isValid(made.window) and made.window.isVisible():
        made.leave()


def _edited(given: Path, answer: Path) -> None:
    """As a worksheet saves it: semicolons, a byte order mark; nine titles, one email left out, a stranger."""
    rows = list(csv.DictReader(io.StringIO(given.read_text("utf-8-sig"))))
    assert len(rows) == 27
    for row in rows[:9]:
        row["title"] = "Kjøpesjef"
    rows[20]["email"] = ""
    rows.append(dict.fromkeys(rows[0], "") | {"name": "Ewa Wójcik", "email": "ewa@nowa.pl"})
    with answer.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def _hand_over(studio: Studio, folder: Path, file: Path) -> list[UUID]:
    """Hands everyone to Kari Moen by the form, and gives who they are as the ledger keeps it."""
    studio.desk.go("handover", "give:")
    studio.settle()
    page = studio.window.book.page("handover")
    assert isinstance(page, HandOverPage)
    form = page.front()
    assert isinstance(form, GiveTab)
    form.form.to.setFocus()
    for letter in "Kari Moen":
        studio.write(letter)
    day: Any = tour()
    day.Day(studio, folder).hand_over(".csv", file)
    studio.until(file.exists)
    studio.window.activateWindow()  # without a screen nobody gives the keyboard back after the dialog
    studio.settle()
    with studio.desk.store.read() as reading:
        (kept,) = hand_overs.told(reading)
        assert (kept.to, kept.count) == ("Kari Moen", 27)
        return hand_overs.prospects_of(reading, kept.id)


def _answers(studio: Studio) -> AnswersTab:
    page = studio.window.book.page("handover")
    assert isinstance(page, HandOverPage)
    tab = page.front()
    assert isinstance(tab, AnswersTab)
    return tab


def test_27_prospects_are_handed_over_and_the_edited_file_is_taken_back_twice_without_harm(
    studio: Studio, tmp_path: Path
) -> None:
    store = studio.desk.store
    given, answer = tmp_path / "given.csv", tmp_path / "svar på given.csv"
    ids = _hand_over(studio, tmp_path, given)
    _edited(given, answer)
    who = ids[0]
    with store.change("Changed {name}", name="one") as unit:
        unit.need(Prospect, who).title = "Head of buying"
    before = records(store)

    offered: list[tuple[str, object]] = []
    studio.desk.said.connect(lambda text, _undo, _act, do: offered.append((text, do)))
    studio.window.dropped.emit([str(answer)])
    imports = studio.window.book.page("import")
    assert isinstance(imports, ImportPage)
    studio.until(lambda: not imports.running.busy and bool(offered))
    text, do = offered[0]
    assert text == "svar på given.csv answers what you handed to Kari Moen."
    assert callable(do)
    do()
    studio.settle()
    tab = _answers(studio)
    studio.until(lambda: tab.stack.currentIndex() == LIST)
    assert "1 not of this hand-over" in tab.told.text()
    changed = sum(one.theirs == "Kjøpesjef" for one in tab.fields())
    assert changed == 9
    studio.press(Qt.Key.Key_T, CONTROL)
    studio.press(Qt.Key.Key_Return, CONTROL)
    studio.until(lambda: tab.stack.currentIndex() == NOTHING)
    studio.settle()
    taken = records(store)
    titles = [one["title"] for one in taken["prospects"].values()]
    assert (titles.count("Kjøpesjef"), titles.count("Head of buying"), len(titles)) == (8, 1, 27)
    assert len(taken["emails"]) == 27

    studio.desk.go("handover", f"answers:{answer}")
    studio.settle()
    studio.until(lambda: tab.stack.currentIndex() == NOTHING)
    assert records(store) == taken

    studio.press(Qt.Key.Key_Z, CONTROL)
    studio.settle()
    assert records(store) == before
