"""Views, filters and the search line: they always say the same, in the words of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk.services import changes, fairs, views
from salesdesk.services import search as searching
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.filters import conditions, toggled, without
from salesdesk.ui.widgets.chips import ToggleChip
from tests.factories import MORNING, capture
from tests.ui.driving import typed
from tests.ui.prospects_page import (
    chip,
    lit,
    names,
    opened,
    rested,
    search,
)

DAY = MORNING.date()


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
    assert told == "There is no field “colour” to search by. Did you mean country:?"
    assert not trouble.isVisible()


def test_enter_on_a_query_that_makes_no_sense_says_so_now(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.list.field.setText("due:someday")

    qtbot.keyClick(page.list.field, Qt.Key.Key_Return)

    assert page.list.head._trouble.isVisible()
    assert len(names(page)) == 4


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
