"""Two who may be one: listed with why, compared side by side, decided by one key."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from salesdesk.domain.prospects import Prospect
from salesdesk.services import changes, duplicates
from salesdesk.services.cards import Card, card
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.detail_merge import MergeWith
from salesdesk.ui.prospects.merge import Duplicates
from tests.factories import capture
from tests.ui.driving import settled, typed


@pytest.fixture
def twice(desk: Desk) -> tuple[UUID, UUID]:
    """One who came in twice, under two titles."""
    one = capture(
        desk.store, "Łukasz Żak", company="Stół", phones=("+48 601 222 333",), title="Buyer"
    ).prospect
    desk.clock.wait(days=1)  # type: ignore[attr-defined]  # the clock of tests
    other = capture(
        desk.store,
        "Lukasz Zak",
        company="Stół",
        phones=("+48 601 222 333",),
        title="Owner",
        emails=("l@stol.pl",),
    ).prospect
    return one, other


@pytest.fixture
def found(desk: Desk, twice: tuple[UUID, UUID], qtbot: Any) -> Duplicates:
    """The page, having looked."""
    made = Duplicates(desk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    settled()
    return made


def kept(desk: Desk, who: UUID) -> Card:
    with desk.store.read() as reading:
        one = card(reading, who)
    assert one is not None
    return one


def test_the_pair_is_listed_with_its_reasons(found: Duplicates) -> None:
    row = found.list.rows.at(found.list.rows.index(0))
    assert row is not None
    assert row.title == "Łukasz Żak / Lukasz Zak"
    assert "phone" in row.note
    assert found._count.text() == "1 pair"


def test_y_makes_one_of_two_and_undo_parts_them_again(
    found: Duplicates, desk: Desk, twice: tuple[UUID, UUID], qtbot: Any
) -> None:
    one, other = twice
    found.list.setFocus()
    qtbot.keyClick(found.list, Qt.Key.Key_Y)
    mine = kept(desk, one)
    assert [email.value for email in mine.emails] == ["l@stol.pl"]
    assert mine.prospect.title == "Buyer"
    assert kept(desk, other).prospect.merged_into == one
    assert found._stack.currentIndex() == 1
    changes.undo(desk.store)
    assert kept(desk, other).prospect.deleted_at is None
    assert kept(desk, one).emails == []


def test_the_word_of_the_other_is_taken_where_it_is_chosen(
    found: Duplicates, desk: Desk, twice: tuple[UUID, UUID], qtbot: Any
) -> None:
    rows = {row.fields: right for row, _left, right in found.pair._choices}
    rows["title",].click()
    qtbot.mouseClick(found.pair.same, Qt.MouseButton.LeftButton)
    assert kept(desk, twice[0]).prospect.title == "Owner"
    assert kept(desk, twice[0]).prospect.name == "Łukasz Żak"


def test_n_remembers_that_they_are_two_also_when_one_looks_again(
    found: Duplicates, desk: Desk, qtbot: Any
) -> None:
    found.list.setFocus()
    qtbot.keyClick(found.list, Qt.Key.Key_N)
    assert found._stack.currentIndex() == 1
    found.look()
    settled()
    assert found._stack.currentIndex() == 1
    changes.undo(desk.store)
    with desk.store.read() as reading:
        assert len(list(duplicates.likely(reading))) == 1


def test_two_that_the_seller_names_are_compared_and_merged(found: Duplicates, desk: Desk, qtbot: Any) -> None:
    a = capture(desk.store, "Åse Ødegård").prospect
    b = capture(desk.store, "Nguyễn Thị Hạnh").prospect
    found.show_pair(a, b)
    with qtbot.waitSignal(desk.asked_to_go) as went:
        found.pair.merge()
    assert went.args == ["prospects", a]
    assert kept(desk, b).prospect.merged_into == a


def test_whom_to_merge_with_is_found_by_a_few_letters(
    desk: Desk, twice: tuple[UUID, UUID], qtbot: Any
) -> None:
    made = MergeWith(desk)
    qtbot.addWidget(made)
    made.show()
    made.show_for(twice[0], "Łukasz Żak")
    typed(made.field, "lukasz")
    made._find(made.field.text())
    qtbot.keyClick(made.field, Qt.Key.Key_Return)
    assert made.pair.isVisible()
    qtbot.mouseClick(made.pair.same, Qt.MouseButton.LeftButton)
    with desk.store.read() as reading:
        gone = reading.get(Prospect, twice[1])
    assert gone is not None
    assert gone.merged_into == twice[0]


def test_the_search_tells_how_far_it_is_and_can_be_stopped(desk: Desk, twice: tuple[UUID, UUID]) -> None:
    told: list[tuple[int, int]] = []
    with desk.store.read() as reading:
        list(duplicates.likely(reading, lambda done, total: told.append((done, total))))
    assert told[0] == (0, 4)

    class Stop(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stop

    with desk.store.read() as reading, pytest.raises(Stop):
        list(duplicates.likely(reading, stop))
