"""The same done with many at once: told before in how many, written as one, taken back as one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.services import bulk_editing, changes, tags
from salesdesk.services.cards import cards
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.page import ProspectsPage
from tests.factories import capture
from tests.ui.driving import settled, typed
from tests.ui.prospects_page import CONTROL, PEOPLE, act_of, mark, names, opened, rested, search


def fields(desk: Desk, known: dict[str, UUID], field: str) -> list[Any]:
    with desk.store.read() as reading:
        found = {one: reading.get(Prospect, one) for one in known.values()}
    return [getattr(found[known[name]], field) for name in PEOPLE]


def confirm(page: ProspectsPage, qtbot: QtBot) -> str:
    """Reads what would be done, and does it by the keyboard."""
    settled()
    told = page.bulk.told()
    qtbot.keyClick(page.bulk._do, Qt.Key.Key_Space)
    rested(page, qtbot)
    return told


def said(desk: Desk) -> list[str]:
    found: list[str] = []
    desk.said.connect(lambda text, _undo, _act, _on: found.append(text))
    return found


def test_the_bar_comes_with_the_first_mark_and_goes_with_the_last(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    before = page.bulk.isVisible()

    mark(page, qtbot, "Łukasz Żak", "Ingrid Solheim")
    during = (page.bulk.isVisible(), page.bulk._count.text())
    qtbot.keyClick(page.list.table, Qt.Key.Key_Escape)

    assert not before
    assert during == (True, "2 marked")
    assert not page.bulk.isVisible()


def test_the_bar_comes_with_several_selected_rows_too_and_acts_on_them(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.list.table.setCurrentIndex(page.list.model.index(0, 0))
    alone = page.bulk.isVisible()

    qtbot.keyClick(page.list.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    during = (page.bulk.isVisible(), page.bulk._count.text())
    page.bulk.acted.emit("stage", "customer")
    told = confirm(page, qtbot)

    assert not alone
    assert during == (True, "2 marked")
    assert told == "Sets the stage to Customer in 2."
    assert sorted(fields(desk, known, "stage")) == ["customer", "customer", "suspect", "suspect"]
    assert not page.bulk.isVisible()


def test_letting_go_of_selected_rows_leaves_the_one_in_front(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    page.list.table.setCurrentIndex(page.list.model.index(0, 0))
    qtbot.keyClick(page.list.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    front = page.list.front()

    page.bulk.let_go.emit()

    assert (page.list.front(), len(page.list.taken())) == (front, 1)
    assert not page.bulk.isVisible()


def test_marked_ones_are_moved_together_told_before_and_taken_back_as_one(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    bulk_editing.write(desk.store, bulk_editing.stage(desk.store, [known["Åsa Nyström"]], "customer"))
    page = opened(desk, qtbot)
    qtbot.keyClick(page.list.table, Qt.Key.Key_A, CONTROL)
    notices = said(desk)

    page.bulk.acted.emit("stage", "customer")
    told = confirm(page, qtbot)
    after = fields(desk, known, "stage")
    with desk.store.read() as reading:
        moves = [len(card.stage_changes) for card in cards(reading, list(known.values()))]
    changes.undo(desk.store)

    assert told == "Sets the stage to Customer in 3. 1 is so already."
    assert after == ["customer"] * 4
    assert moves == [1] * 4
    assert notices == ["Set the stage of 3 to Customer"]
    assert not page.bulk.isVisible()
    assert fields(desk, known, "stage") == ["customer", "suspect", "suspect", "suspect"]


def test_nothing_is_done_where_one_thinks_better_of_it(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    mark(page, qtbot, "Łukasz Żak")

    page.bulk.acted.emit("interest", "cold")
    settled()
    qtbot.keyClick(page.bulk._do, Qt.Key.Key_Escape)
    settled()

    assert page.bulk.told() == ""
    assert page.bulk.isVisible()
    assert fields(desk, known, "interest_override") == [""] * 4


def test_what_is_so_already_is_said_and_cannot_be_done(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    mark(page, qtbot, "Łukasz Żak")

    page.bulk.acted.emit("stage", "suspect")
    settled()

    assert page.bulk.told() == "There is nothing to change. 1 is so already."
    assert not page.bulk._do.isVisible()


def test_a_tag_is_typed_put_on_and_taken_off(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    mark(page, qtbot, "Łukasz Żak", "Ingrid Solheim")

    page.bulk._ask_tag()
    typed(page.bulk.field, "dębowy")
    qtbot.keyClick(page.bulk.field, Qt.Key.Key_Return)
    put_on = confirm(page, qtbot)
    with desk.store.read() as reading:
        worn = [(one.name, one.prospects) for one in tags.worn(reading)]
    qtbot.keyClick(page.list.table, Qt.Key.Key_A, CONTROL)
    page.bulk.acted.emit("untag", "dębowy")
    taken_off = confirm(page, qtbot)
    with desk.store.read() as reading:
        left = [one.prospects for one in tags.worn(reading)]

    assert put_on == "Puts the tag dębowy on 2."
    assert worn == [("dębowy", 2)]
    assert taken_off == "Takes the tag dębowy off 2. 2 are so already."
    assert left in ([], [0])


def test_a_follow_up_is_planned_with_each(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    capture(desk.store, "", company="Fjord Interiør")
    page = opened(desk, qtbot)
    notices = said(desk)
    mark(page, qtbot, "Łukasz Żak", "Fjord Interiør")

    page.bulk._chosen("follow-up")
    typed(page.bulk.field, "call")
    qtbot.keyClick(page.bulk.field, Qt.Key.Key_Return)
    settled()
    refused = list(notices)
    page.bulk.field.setText("call 2026-12-04")
    qtbot.keyClick(page.bulk.field, Qt.Key.Key_Return)
    told = confirm(page, qtbot)
    with desk.store.read() as reading:
        planned = reading.find(select(FollowUp).where(FollowUp.origin == ""))

    assert refused == ["“call” names no day. Say for example: call friday 14:00"]
    assert told == "Plans “call 2026-12-04” with each of the 2."
    assert sorted(one.what for one in planned) == ["Call Fjord Interiør", "Call Łukasz Żak"]
    assert {str(one.day) for one in planned} == {"2026-12-04"}


def test_a_source_is_set_for_many(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    qtbot.keyClick(page.list.table, Qt.Key.Key_A, CONTROL)

    page.bulk.acted.emit("source", "referral")
    told = confirm(page, qtbot)

    search(page, "source:referral", qtbot)
    assert told == "Sets the source to Referral in 4."
    assert len(names(page)) == 4
    again = bulk_editing.source(desk.store, list(known.values()), "referral")
    assert (again.changing, again.already) == (0, 4)


def test_deleting_asks_nothing_and_offers_undo(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    notices = said(desk)
    mark(page, qtbot, "Łukasz Żak", "Ingrid Solheim")

    page.bulk.acted.emit("delete", "")
    rested(page, qtbot)
    left = names(page)
    changes.undo(desk.store)
    rested(page, qtbot)

    assert left == ["Åsa Nyström", "Nguyễn Thị Hạnh"]
    assert notices == ["Deleted 2 prospects"]
    assert len(names(page)) == 4


def test_where_all_were_deleted_that_is_said_with_the_way_to_them(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    qtbot.keyClick(page.list.table, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete, CONTROL)
    rested(page, qtbot)
    qtbot.waitUntil(page.list._emptied.isVisible)

    assert page.focusWidget() is act_of(page.list._emptied)
    qtbot.keyClick(act_of(page.list._emptied), Qt.Key.Key_Return)
    rested(page, qtbot)
    assert sorted(names(page)) == sorted(known)
    for _deletion in range(5):
        changes.undo(desk.store)  # the captures too: nobody was deleted then, nobody is there yet
    page.list.head.say("")
    rested(page, qtbot)
    qtbot.waitUntil(page.list._nobody.isVisible)


def test_one_alone_is_deleted_by_name_from_the_keyboard(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    notices = said(desk)
    page.open(known["Łukasz Żak"])
    page.list.table.setFocus()

    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete, CONTROL)
    rested(page, qtbot)

    assert notices == ["Deleted Łukasz Żak"]
    assert "Łukasz Żak" not in names(page)


def test_deleted_ones_stand_in_their_own_view_and_are_brought_back(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    bulk_editing.write(desk.store, bulk_editing.delete(desk.store, [known["Łukasz Żak"]]))
    page = opened(desk, qtbot)
    desk.commands.find("deleted").run()
    rested(page, qtbot)
    gone = names(page)
    mark(page, qtbot, "Łukasz Żak")
    offered = [one.text() for one in page.bulk.findChildren(QPushButton) if one.isVisible() and one.text()]

    page.bulk.acted.emit("bring-back", "")
    rested(page, qtbot)
    search(page, "", qtbot)

    assert gone == ["Łukasz Żak"]
    assert offered == ["Bring back", "Copy"]
    assert "Łukasz Żak" in names(page)


def test_those_marked_are_handed_over(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    gone: list[tuple[str, str]] = []
    desk.asked_to_go.connect(lambda page, record: gone.append((page, str(record))))
    page = opened(desk, qtbot)
    mark(page, qtbot, "Åsa Nyström", "Ingrid Solheim")

    page.bulk.acted.emit("hand-over", "")
    settled()

    ((place, told),) = gone
    assert place == "handover"
    assert {UUID(one) for one in told.removeprefix("ids:").split(",")} == {
        known["Åsa Nyström"],
        known["Ingrid Solheim"],
    }


def test_two_who_are_one_are_compared_side_by_side(desk: Desk, qtbot: QtBot, known: dict[str, UUID]) -> None:
    page = opened(desk, qtbot)
    notices = said(desk)
    mark(page, qtbot, "Åsa Nyström")
    page.bulk.acted.emit("merge", "")
    settled()
    mark(page, qtbot, "Ingrid Solheim")

    page.bulk.acted.emit("merge", "")
    settled()

    assert notices == ["Mark two who are the same person, and no others."]
    assert not page.list.isVisible()


def test_marks_stay_when_the_list_is_sorted_and_go_with_those_no_longer_found(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot)
    mark(page, qtbot, "Łukasz Żak", "Ingrid Solheim")

    page.list.sort("company")
    settled()
    sorted_marks = page.bulk._count.text()
    search(page, "hot", qtbot)

    assert sorted_marks == "2 marked"
    assert page.bulk._count.text() == "1 marked"


def test_what_was_changed_meanwhile_is_left_alone_and_said(desk: Desk, known: dict[str, UUID]) -> None:
    ids = list(known.values())
    bulk = bulk_editing.interest(desk.store, ids, "hot")
    bulk_editing.write(desk.store, bulk_editing.interest(desk.store, ids[:1], "cold"))

    written = bulk_editing.write(desk.store, bulk)

    assert written.records == 3
    assert len(written.skipped) == 1
    assert fields(desk, known, "interest_override") == ["cold", "hot", "hot", "hot"]


def test_where_there_is_little_room_the_rest_is_under_more(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = opened(desk, qtbot, wide=1000)
    mark(page, qtbot, "Łukasz Żak")

    acts = page.bulk.acts
    shown = [one for one in acts._buttons if one.isVisible()]

    assert 0 < len(shown) < len(acts._buttons)
    assert acts._more.isVisible()
    assert all(one.geometry().right() <= acts.width() for one in (*shown, acts._more))
