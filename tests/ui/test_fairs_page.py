"""Fairs are made, prepared and changed in place; every edit is kept by itself and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.fairs import Fair
from salesdesk.domain.values import Money
from salesdesk.services import changes, fairs, meeting
from salesdesk.services.meeting import Meeting
from salesdesk.store import connections
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from tests.ui.driving import settled, typed


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[CapturePage]:
    """The page in front, with what goes elsewhere led back to it."""
    made = CapturePage(desk)
    desk.asked_to_go.connect(lambda slug, record: made.open(record) if slug == "capture" and record else None)
    qtbot.addWidget(made)
    made.resize(1200, 820)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settled()
    yield made
    settled()


def kept(desk: Desk) -> list[Fair]:
    with desk.store.read() as reading:
        return fairs.all_fairs(reading)


def field(page: CapturePage, key: str) -> QLineEdit:
    editor = page.fairs_view.form.rows[key].editor
    assert isinstance(editor, QLineEdit)
    return editor


def fill(page: CapturePage, qtbot: QtBot, key: str, text: str) -> None:
    editor = field(page, key)
    editor.setFocus()
    editor.clear()
    typed(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settled()


def test_the_first_fair_is_prepared_from_the_empty_page(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    assert page.title() == "New prospect"
    page.prepare_new()
    fill(page, qtbot, "starts_on", "21 Nov 2026")
    assert kept(desk) == []
    fill(page, qtbot, "name", "Targi w Łodzi")
    fill(page, qtbot, "ends_on", "23 Nov 2026")
    fill(page, qtbot, "cost", "9 800,50 PLN")
    fill(page, qtbot, "target_leads", "40")

    (made,) = kept(desk)
    assert (made.name, made.starts_on, made.ends_on) == (
        "Targi w Łodzi",
        date(2026, 11, 21),
        date(2026, 11, 23),
    )
    assert (made.cost_minor, made.cost_currency, made.target_leads) == (980_050, "PLN", 40)
    qtbot.keyClick(page.fairs_view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.title() == "Fair capture")


def test_an_amount_without_a_currency_is_in_the_sellers_own(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    page.prepare_new()
    fill(page, qtbot, "name", "Hjem")
    fill(page, qtbot, "cost", "14200")
    assert (kept(desk)[0].cost_minor, kept(desk)[0].cost_currency) == (1_420_000, "NOK")


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("name", " ", "A fair needs a name."),
        ("starts_on", "someday", "is not a day"),
        ("ends_on", "1 Jan 2020", "ends before it starts"),
        ("cost", "much", "is not an amount"),
        ("target_leads", "many", "is not a number of leads"),
        ("target_leads", "0000000019999999999999999999", "not a number of leads"),
    ],
)
def test_what_cannot_be_is_said_under_the_field_and_stays_as_typed(
    page: CapturePage, desk: Desk, qtbot: QtBot, *, key: str, text: str, told: str
) -> None:
    made = fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21), ends_on=date(2026, 11, 23))
    page.open(f"prepare:{made.id}")
    fill(page, qtbot, key, text)
    said = field(page, key).accessibleDescription()
    assert told in said
    sentences = said.rstrip(".").split(". ")
    assert len(sentences) == len(set(sentences)), "it is said twice"
    assert field(page, key).text() == text
    assert not page.commit()
    qtbot.keyClick(field(page, key), Qt.Key.Key_Escape)
    assert page.commit()
    assert kept(desk)[0].starts_on == date(2026, 11, 21)


def test_an_edit_of_a_fair_can_be_taken_back(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    made = fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21))
    page.open(f"prepare:{made.id}")
    fill(page, qtbot, "place", "Bærum")
    assert kept(desk)[0].place == "Bærum"
    changes.undo(desk.store)
    qtbot.waitUntil(lambda: field(page, "place").text() == "")


def test_the_end_follows_a_start_that_is_moved_past_it(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    made = fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21))
    page.open(f"prepare:{made.id}")
    fill(page, qtbot, "starts_on", "4 Dec 2026")
    assert (kept(desk)[0].starts_on, kept(desk)[0].ends_on) == (date(2026, 12, 4), date(2026, 12, 4))


def test_questions_are_written_put_in_order_and_taken_away(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    made = fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21))
    page.open(f"prepare:{made.id}")
    editor = page.fairs_view.form.questions

    def texts() -> list[str]:
        with desk.store.read() as reading:
            return [one.text for one in fairs.questions(reading, made.id)]

    for text in ("Ile półek?", "Hvem bestemmer?"):
        editor.begin_one()
        line = editor.editors()[-1]
        typed(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        settled()
    assert texts() == ["Ile półek?", "Hvem bestemmer?"]
    press(page, qtbot, "Ask this later")
    assert texts() == ["Hvem bestemmer?", "Ile półek?"]
    press(page, qtbot, "Take this question away")
    assert texts() == ["Ile półek?"]
    changes.undo(desk.store)
    qtbot.waitUntil(lambda: len(editor.editors()) == 2)


def test_questions_that_are_typed_and_not_ended_by_enter_are_all_kept_when_the_page_is_left(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    made = fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21))
    fairs.ask(desk.store, made, [(None, "Ile półek?"), (None, "Hvem bestemmer?")])
    page.open(f"prepare:{made.id}")
    editors = page.fairs_view.form.questions.editors()
    for one in editors:
        one.setText(f"{one.text()} Og når?")

    assert page.commit()

    with desk.store.read() as reading:
        kept_now = [one.text for one in fairs.questions(reading, made.id)]
    assert kept_now == ["Ile półek? Og når?", "Hvem bestemmer? Og når?"]


def press(page: CapturePage, qtbot: QtBot, name: str) -> None:
    """Presses the uppermost button of this name."""
    shown = [one for one in page.findChildren(QWidget) if one.accessibleName() == name and one.isVisible()]
    uppermost = min(shown, key=lambda one: one.mapTo(page, QPoint()).y())
    qtbot.mouseClick(uppermost, Qt.MouseButton.LeftButton)
    settled()


def test_a_fair_that_is_deleted_comes_back_by_undo(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, _undo, _act, _on: said.append(text))
    made = fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21))
    page.open(f"prepare:{made.id}")
    press(page, qtbot, "Delete this fair")
    assert said == ["Deleted Hjem"]
    assert kept(desk) == []
    changes.undo(desk.store)
    assert [one.name for one in kept(desk)] == ["Hjem"]


def test_earlier_fairs_tell_what_came_of_them(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    made = fairs.make(desk.store, "Hjem", starts_on=date(2026, 3, 1), cost=Money(100_000, "NOK"))
    for name in ("Åse", "Đức"):
        meeting.save(desk.store, Meeting(draft=ProspectDraft(name=name), fair=made.id), region="NO")
    page.open("fairs")
    settled()
    shown = page.fairs_view.list.rows.data(
        page.fairs_view.list.rows.index(0), Qt.ItemDataRole.AccessibleTextRole
    )
    assert shown == "Hjem, ended Sun 1 Mar · 2 leads · 500 NOK a lead"


def test_one_captures_at_the_fair_that_was_prepared(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    made = fairs.make(desk.store, "Someday")
    page.open(f"prepare:{made.id}")
    press(page, qtbot, "Capture here")
    assert page.title() == "Fair capture"
    typed(page.card.form.name, "Åse")
    page.keeping.save()
    with desk.store.read() as reading:
        assert fairs.met_at(reading, made.id) == 1


def test_an_edit_that_another_program_holds_up_is_told_as_that_and_stays_as_typed(
    page: CapturePage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "trouble", lambda _parent, error, **_how: told.append(str(error)))
    monkeypatch.setattr(connections, "PATIENCE", 0.05)
    made = fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21))
    page.open(f"prepare:{made.id}")
    with closing(connections.connect(desk.store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        fill(page, qtbot, "place", "Bærum")
        assert not page.commit()
        other.execute("ROLLBACK")
    assert told
    assert "store.db" in told[0]
    assert field(page, "place").text() == "Bærum"
    assert page.commit()
    assert kept(desk)[0].place == "Bærum"


def test_a_fair_that_has_no_name_yet_is_kept_as_typed_while_another_is_looked_at(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21))
    page.open("prepare")
    fill(page, qtbot, "place", "Kraków")
    page.open("fairs")
    assert field(page, "place").text() == ""
    page.open("prepare")
    assert field(page, "place").text() == "Kraków"
    fill(page, qtbot, "name", "Żagle i łodzie")
    assert {one.name: one.place for one in kept(desk)} == {"Hjem": "", "Żagle i łodzie": "Kraków"}
    page.open("prepare")
    assert field(page, "place").text() == ""
    assert len(kept(desk)) == 2


def test_what_is_being_typed_of_a_fair_is_saved_where_another_is_gone_to(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    first = fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21))
    other = fairs.make(desk.store, "Dom", starts_on=date(2026, 10, 2))
    page.open(f"prepare:{first.id}")
    field(page, "place").setFocus()
    typed(field(page, "place"), "Bærum")
    page.open(f"prepare:{other.id}")
    settled()
    assert field(page, "name").text() == "Dom"
    assert {one.name: one.place for one in kept(desk)} == {"Hjem": "Bærum", "Dom": ""}


def test_what_was_not_taken_of_a_fair_stays_though_all_fairs_are_asked_for(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    fairs.make(desk.store, "Hjem", starts_on=date(2026, 11, 21))
    other = fairs.make(desk.store, "Dom", starts_on=date(2026, 10, 2))
    page.open(f"prepare:{other.id}")
    fill(page, qtbot, "cost", "mange penger")
    page.open("fairs")
    assert field(page, "name").text() == "Dom"
    assert field(page, "cost").text() == "mange penger"
    assert field(page, "cost").hasFocus()
    press(page, qtbot, "Delete this fair")
    assert field(page, "name").text() == "Hjem"
