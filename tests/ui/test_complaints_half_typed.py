"""What is half typed on the page of complaints: kept until it is taken, and never written over what others wrote."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk.services import complaints
from salesdesk.ui.desk import Desk
from tests.ui.complaints_page import get, opened, receive, rested, said
from tests.ui.driving import settled, typed


def test_what_another_program_wrote_meanwhile_is_told_and_not_written_over(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls")
    page = opened(desk, qtbot)
    field = page.detail._stands
    field.setFocus()
    typed(field, "Mitt ord")

    complaints.change(desk.store, ident, "note", "", "Speditøren ringte")
    rested(page, qtbot)
    told = field.accessibleDescription()
    kept = get(desk, ident).note
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled()

    assert "Speditøren ringte" in told
    assert (kept, get(desk, ident).note) == ("Speditøren ringte", "Mitt ord")


def test_what_another_program_wrote_a_moment_ago_is_told_and_not_written_over(
    desk: Desk, qtbot: QtBot
) -> None:
    ident = receive(desk, "Cracked bowls")
    page = opened(desk, qtbot)
    field = page.detail._stands
    field.setFocus()
    typed(field, "Mitt ord")

    complaints.change(desk.store, ident, "note", "", "Speditøren ringte")
    taken = page.commit()

    assert not taken
    assert get(desk, ident).note == "Speditøren ringte"
    assert "Speditøren ringte" in field.accessibleDescription()
    assert field.text() == "Mitt ord"


def test_escape_takes_what_another_program_wrote(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls")
    page = opened(desk, qtbot)
    field = page.detail._stands
    field.setFocus()
    typed(field, "Mitt ord")
    complaints.change(desk.store, ident, "note", "", "Speditøren ringte")
    rested(page, qtbot)

    qtbot.keyClick(field, Qt.Key.Key_Escape)
    page.commit()

    assert (field.text(), field.accessibleDescription()) == ("Speditøren ringte", "")
    assert get(desk, ident).note == "Speditøren ringte"


def test_words_that_were_refused_stay_when_the_field_is_left(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls")
    page = opened(desk, qtbot)
    field = page.detail._stands
    field.setFocus()
    typed(field, "Mine lange ord")
    complaints.change(desk.store, ident, "note", "", "Deres")
    page.commit()

    page.detail.check_in.setFocus()
    complaints.change(desk.store, ident, "promise", "", "Nye boller")
    rested(page, qtbot)

    assert field.text() == "Mine lange ord"


def test_what_is_wrong_cannot_be_emptied_and_that_is_told_where_it_is_typed(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls")
    page = opened(desk, qtbot)
    field = page.detail.head.what
    field.setFocus()
    field.clear()

    qtbot.keyClick(field, Qt.Key.Key_Return)
    rested(page, qtbot)
    told = field.accessibleDescription()
    said(qtbot, field, "Sprukne boller")

    assert told == "Say what is wrong."
    assert get(desk, ident).what == "Sprukne boller"
    assert field.accessibleDescription() == ""


def test_a_field_is_changed_twice_before_the_list_is_read_again(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls")
    page = opened(desk, qtbot)
    field = page.detail._stands

    said(qtbot, field, "Venter")
    said(qtbot, field, " på speditøren")

    assert get(desk, ident).note == "Venter på speditøren"


def test_a_cause_that_another_program_named_meanwhile_is_not_written_over(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls")
    page = opened(desk, qtbot)
    told = list[str]()
    desk.said.connect(lambda text, *_rest: told.append(text))
    page.detail.causes._choose("\n")
    typed(page.detail.causes.own, "Ovn nr. 2")
    complaints.set_cause(desk.store, ident, "delivery")
    rested(page, qtbot)

    page.commit()
    with desk.store.read() as reading:
        (kept,) = complaints.causes(reading, [get(desk, ident)]).values()
    words = page.detail.causes.own.text()
    page.commit()
    with desk.store.read() as reading:
        (after,) = complaints.causes(reading, [get(desk, ident)]).values()

    assert (kept, words) == ("delivery", "Ovn nr. 2")
    assert "Cause was changed meanwhile." in told[0]
    assert after == "Ovn nr. 2"


def test_the_row_stays_lit_whose_field_was_not_taken(desk: Desk, qtbot: QtBot) -> None:
    first = receive(desk, "Cracked bowls", 4)
    receive(desk, "Late", 5)
    page = opened(desk, qtbot)
    typed(page.detail._by, "kanskje")

    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    settled()

    assert page.detail.shown_id() == first
    assert page.table.current_key() == first


def test_looking_for_others_leaves_the_one_listed_whose_field_was_not_taken(desk: Desk, qtbot: QtBot) -> None:
    first = receive(desk, "Cracked bowls", 4)
    second = receive(desk, "Late", 5)
    page = opened(desk, qtbot)
    page.detail._by.clear()
    typed(page.detail._by, "kanskje")

    page.field.setText("late")
    settled()
    kept = (page.detail.shown_id(), page.table.current_key(), page.detail._by.text())
    page.detail._by.setFocus()
    qtbot.keyClick(page.detail._by, Qt.Key.Key_Escape)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    settled()

    assert kept == (first, first, "kanskje")
    assert page.detail.shown_id() == second


def test_one_that_is_deleted_is_left_whatever_was_not_taken(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", 4)
    second = receive(desk, "Late", None)
    page = opened(desk, qtbot)
    typed(page.detail._by, "kanskje")
    page.commit()

    page.detail.delete()
    rested(page, qtbot)

    assert page.detail.shown_id() == second
    assert page.detail._by.text() == ""
    assert not page.detail._by_field.is_refused()


def test_a_half_typed_new_one_is_kept_over_a_restart_also_while_another_is_looked_at(
    desk: Desk, qtbot: QtBot
) -> None:
    behind = receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)
    page.ask_new()
    typed(page.asking._what, "Sen levering")
    page.open(behind)
    settled()

    again = opened(desk, qtbot)
    again.restore(page.state())
    looked_at = again._is_asking()
    again.ask_new()

    assert not looked_at
    assert again.asking._what.text() == "Sen levering"


def test_a_new_one_that_was_left_is_not_brought_back_by_the_next(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    page.ask_new()
    typed(page.asking._what, "Sen levering")
    qtbot.keyClick(page.asking._what, Qt.Key.Key_Escape)

    page.ask_new()

    assert page.asking._what.text() == ""
