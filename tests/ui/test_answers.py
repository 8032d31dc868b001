"""Answers that come back are looked over in the window, field by field, and taken by one key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk.domain.prospects import Prospect
from salesdesk.services import changes, duplicates, handing_over
from salesdesk.ui.desk import Desk
from salesdesk.ui.handovers import arriving
from salesdesk.ui.handovers.answers import LIST, NOTHING, AnswersTab
from salesdesk.ui.handovers.ledger import LedgerTab
from salesdesk.ui.handovers.page import HandOverPage
from salesdesk.ui.imports.page import ImportPage
from tests.factories import capture
from tests.ui.driving import settled


@pytest.fixture
def people(desk: Desk) -> list[UUID]:
    """Two whom the team is given the file."""
    return [
        capture(desk.store, "Åsa Nyström", title="Buyer").prospect,
        capture(desk.store, "Łukasz Żak", title="Owner", emails=("zak@dom.pl",)).prospect,
    ]


@pytest.fixture
def answer(desk: Desk, people: list[UUID], tmp_path: Path) -> Path:
    """What came back: two titles and a name changed, an email left out."""
    given = tmp_path / "given.csv"
    handing_over.hand_over(desk.store, given, people, to="Kari Moen")
    text = given.read_text("utf-8-sig")
    for old, new in (("Buyer", "Kjøpesjef"), ("Owner", "Styreleder"), ("zak@dom.pl", "")):
        text = text.replace(old, new)
    made = tmp_path / "svar på din.csv"
    made.write_text(text, "utf-8")
    with desk.store.change("Changed {name}", name="Łukasz Żak") as unit:
        unit.need(Prospect, people[1]).title = "Director"
    return made


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> Iterator[AnswersTab]:
    """The tab, shown."""
    page = HandOverPage(desk)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.open("answers:")
    settled()
    front = page.front()
    assert isinstance(front, AnswersTab)
    yield front
    page.close()  # and it lives until here


def _titles(desk: Desk, people: list[UUID]) -> list[str]:
    with desk.store.read() as reading:
        return [found.title for one in people if (found := reading.get(Prospect, one))]


def _rows(tab: AnswersTab) -> list[tuple[str, str]]:
    model = tab.list.rows
    rows = [model.index(n).data(Qt.ItemDataRole.UserRole) for n in range(model.rowCount())]
    return [(row.title, row.chip) for row in rows]


def test_what_they_changed_stands_by_prospect_with_what_is_taken_of_it(tab: AnswersTab, answer: Path) -> None:
    tab.look(answer)
    settled()
    assert tab.stack.currentIndex() == LIST
    assert _rows(tab) == [
        ("Åsa Nyström", ""),
        ("Title: Kjøpesjef", "Take"),
        ("Łukasz Żak", ""),
        ("Title: Styreleder", "Keep mine"),
        ("Email: left out by them", "Stays"),
    ]
    assert tab.told.text() == "1 field only they changed · 1 both changed · 1 left out by them"
    assert tab.go_on.text() == "Take 1 field"


def test_enter_takes_or_keeps_a_field_and_the_answer_is_taken_and_undone(
    tab: AnswersTab, answer: Path, people: list[UUID], desk: Desk, qtbot: QtBot
) -> None:
    tab.look(answer)
    settled()
    qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert _rows(tab)[3] == ("Title: Styreleder", "Take")
    tab.keep_mine()
    assert not tab.go_on.isEnabled()
    tab.take_theirs()
    qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert tab.go_on.text() == "Take 2 fields"
    qtbot.keyClick(tab.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert _titles(desk, people) == ["Kjøpesjef", "Styreleder"]
    assert tab.stack.currentIndex() == NOTHING
    changes.undo(desk.store)
    assert _titles(desk, people) == ["Buyer", "Director"]


def test_what_was_changed_while_the_answer_lay_open_is_not_counted_as_taken(
    tab: AnswersTab, answer: Path, people: list[UUID], desk: Desk, qtbot: QtBot
) -> None:
    offered: list[bool] = []
    desk.said.connect(lambda _text, undo, _act, _on: offered.append(undo))
    tab.look(answer)
    settled()
    assert tab.go_on.text() == "Take 1 field"
    with desk.store.change("Changed {name}", name="Åsa Nyström") as unit:
        unit.need(Prospect, people[0]).title = "Daglig leder"
    qtbot.keyClick(tab.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert _titles(desk, people)[0] == "Daglig leder"
    told = " ".join(one.text() for one in tab.empty.findChildren(QLabel))
    assert "0 fields taken" in told
    assert "1 you changed meanwhile" in told
    assert offered == [False]


def test_a_second_time_it_says_that_it_was_taken(
    tab: AnswersTab, answer: Path, people: list[UUID], desk: Desk
) -> None:
    tab.look(answer)
    settled()
    tab.take()
    settled()
    tab.look(answer)
    settled()
    assert tab.stack.currentIndex() == NOTHING
    assert "was taken on Sun 22 Nov 2026" in tab.empty.findChildren(type(tab.told))[-1].text()
    assert _titles(desk, people) == ["Kjøpesjef", "Director"]


def test_a_file_that_answers_nothing_is_told_and_the_list_stays(
    tab: AnswersTab, answer: Path, desk: Desk, tmp_path: Path
) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, *_more: said.append(text))
    tab.look(answer)
    settled()
    other = tmp_path / "other.csv"
    other.write_text("name,email\nEwa Wójcik,ewa@dom.pl\n", "utf-8")
    tab.look(other)
    settled()
    assert "holds nobody of that hand-over" in said[-1]
    assert tab.stack.currentIndex() == LIST


def test_a_dropped_file_that_answers_a_hand_over_is_offered_as_one(
    desk: Desk, answer: Path, tmp_path: Path
) -> None:
    said: list[tuple[str, str]] = []
    desk.said.connect(lambda text, _undo, act, _do: said.append((text, act)))
    other = tmp_path / "other.csv"
    other.write_text("name,email\nEwa Wójcik,ewa@dom.pl\n", "utf-8")
    for file in (other, answer):
        arriving.offer(desk, file)
        settled()
    assert said == [("svar på din.csv answers what you handed to Kari Moen.", "Take back answers")]


def test_enter_on_a_row_of_the_ledger_takes_back_the_answers_to_that_one(
    desk: Desk,
    people: list[UUID],
    answer: Path,
    tab: AnswersTab,
    qtbot: QtBot,
    *,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handing_over.hand_over(desk.store, answer.with_name("later.csv"), people[:1], to="Ola Lie")
    page = tab.window()
    assert isinstance(page, HandOverPage)
    desk.asked_to_go.connect(lambda _slug, record: page.open(record))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_words: ([str(answer)], ""))
    page.open("ledger:")
    settled()
    ledger = page.front()
    assert isinstance(ledger, LedgerTab)
    ledger.list.choose(next(one.id for one in ledger._told.values() if one.to == "Ola Lie"))
    qtbot.keyClick(ledger.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab._review is not None)
    assert tab._review is not None
    assert tab._review.hand_over.to == "Ola Lie"  # whom fewer rows fit


def test_of_two_rows_that_tell_a_merged_one_differently_only_one_can_be_ticked(
    desk: Desk, people: list[UUID], tab: AnswersTab, tmp_path: Path
) -> None:
    given = tmp_path / "given.csv"
    handing_over.hand_over(desk.store, given, people, to="Kari Moen")
    duplicates.merge(desk.store, people[0], [people[1]])
    text = given.read_text("utf-8-sig").replace("Buyer", "Kjøpesjef").replace("Owner", "Styreleder")
    (tmp_path / "answer.csv").write_text(text, "utf-8")
    tab.look(tmp_path / "answer.csv")
    settled()
    assert _rows(tab) == [
        ("Åsa Nyström", ""),
        ("Title: Kjøpesjef", "Keep mine"),
        ("Title: Styreleder", "Keep mine"),
    ]
    assert "merged" in tab.list.rows.index(1).data(Qt.ItemDataRole.UserRole).note
    tab.turn(0)
    tab.turn(1)
    assert [chip for _title, chip in _rows(tab)] == ["", "Keep mine", "Take"]


def test_whom_they_added_open_in_the_preview_of_an_import_and_nobody_else(
    tab: AnswersTab, answer: Path, desk: Desk, qtbot: QtBot
) -> None:
    tab.look(answer)
    settled()
    assert not any(one.isVisible() for one in tab.bring)
    header = answer.read_text("utf-8").splitlines()[0].split(",")
    for name in ("Ewa Wójcik", "Đặng Thị Mỹ"):
        row = ",".join(name if column == "name" else "" for column in header)
        answer.write_text(answer.read_text("utf-8") + row + "\n", "utf-8")
    tab.look(answer)
    settled()
    assert tab.bring[0].text() == "Bring in the 2 new people…"
    tab.take()
    settled()
    assert tab.bring[1].isVisible()  # they are offered still where the fields are taken
    page = ImportPage(desk)
    qtbot.addWidget(page)
    desk.asked_to_go.connect(lambda slug, record: page.open(record) if slug == "import" else None)
    qtbot.keyClick(tab.bring[1], Qt.Key.Key_Return)
    settled()
    assert page._look.wanted == 2
    page.take_in()
    settled()
    with desk.store.read() as reading:
        names = {one.name for one in reading.find(select(Prospect))}
    assert names == {"Åsa Nyström", "Łukasz Żak", "Ewa Wójcik", "Đặng Thị Mỹ"}
    page.close()
