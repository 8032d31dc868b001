"""The line of the day in which a follow-up is planned."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.services import followups
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.chips import ToggleChip
from tests.factories import capture
from tests.ui.driving import settled, typed
from tests.ui.today_page import TODAY, answer, front, opened


def test_a_follow_up_is_planned_in_a_line_with_the_one_it_names(
    desk: Desk, qtbot: QtBot, ingrid: UUID
) -> None:
    page = opened(desk, qtbot)

    page._followups.ask_new()
    answer(qtbot, "call Ingrid friday 14:00")
    settled()

    with desk.store.read() as reading:
        found = followups.open_between(reading, TODAY, date(2027, 1, 1))
    assert [(one.day, one.prospect) for one in found] == [(date(2026, 11, 27), ingrid)]


def test_of_two_with_one_name_the_seller_says_which(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    other = capture(desk.store, "Ingrid Ås", company="Ås Gård").prospect
    page = opened(desk, qtbot)

    page._followups.ask_new()
    answer(qtbot, "call ingrid friday 14:00")
    first = QApplication.focusWidget()
    assert isinstance(first, ToggleChip)
    names = [chip.text() for chip in page.findChildren(ToggleChip)]
    chip = next(one for one in page.findChildren(ToggleChip) if one.text().startswith("Ingrid Ås"))
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    settled()

    assert sorted(names) == ["Ingrid Solheim, Fjord Interiør", "Ingrid Ås, Ås Gård", "None of them"]
    with desk.store.read() as reading:
        (found,) = followups.open_between(reading, date(2026, 11, 27), date(2026, 11, 28))
    assert (found.prospect, found.what) == (other, "Call Ingrid Ås")


def test_escape_leaves_a_line_that_was_begun(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    page = opened(desk, qtbot)
    page._followups.ask_new()
    field = front()
    typed(field, "call Ingrid friday")

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert not field.isVisible()
    assert page.commit()
    with desk.store.read() as reading:
        assert followups.open_between(reading, TODAY, date(2027, 1, 1)) == []


def test_what_is_typed_is_kept_when_the_page_is_left(desk: Desk, qtbot: QtBot, ingrid: UUID) -> None:
    page = opened(desk, qtbot)
    page._followups.ask_new()
    field = front()
    typed(field, "call Ingrid")
    refused = page.commit()
    typed(field, " friday")
    taken = page.commit()

    assert (refused, taken) == (False, True)
    with desk.store.read() as reading:
        assert [one.prospect for one in followups.open_between(reading, TODAY, date(2027, 1, 1))] == [ingrid]
