"""Care on the page of complaints: nothing typed is lost, nothing is solved that nobody looks at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk import i18n
from salesdesk.services import complaints
from salesdesk.services.complaints import Solved
from salesdesk.ui.complaints.page import ComplaintsPage
from salesdesk.ui.complaints.wording import summary
from salesdesk.ui.desk import Desk
from tests.factories import capture
from tests.ui.complaints_page import get, opened, receive, said
from tests.ui.driving import settled, typed


def click(qtbot: QtBot, page: ComplaintsPage, row: int) -> None:
    table = page.table
    middle = table.visualRect(table.model().index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settled()


def test_ctrl_enter_takes_in_the_new_one_and_leaves_the_one_behind_open(desk: Desk, qtbot: QtBot) -> None:
    behind = receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)
    page.ask_new()
    field = page.asking._what
    field.setFocus()
    typed(field, "Late box")

    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()

    with desk.store.read() as reading:
        names = sorted(one.what for one in complaints.listed(reading))
    assert names == ["Cracked bowls", "Late box"]
    assert get(desk, behind).status == "open"


def test_solving_is_offered_only_where_the_complaint_is_seen(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)
    seen = "solve" in [command.id for command in desk.commands.all()]

    page.hide()

    assert seen
    assert "solve" not in [command.id for command in desk.commands.all()]


def test_where_nothing_is_found_nothing_can_be_typed_into_the_void(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)

    page.field.setText("zzz")
    settled()

    assert not page.detail._promise.isVisible()


def test_two_quick_choices_of_one_field_are_both_taken(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot)
    told = list[str]()
    desk.said.connect(lambda text, *_rest: told.append(text))

    for choice in ("3", "1"):
        qtbot.mouseClick(page.detail.nature.severity._parts[choice], Qt.MouseButton.LeftButton)
    settled()

    assert (get(desk, ident).severity, told) == (1, [])


def test_escape_takes_back_what_was_refused_and_the_word_on_it(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", None)
    page = opened(desk, qtbot)
    field = page.detail._by
    said(qtbot, field, "perhaps")

    qtbot.keyClick(field, Qt.Key.Key_Escape)
    settled()

    assert field.text() == ""
    assert not page.detail._by_field.is_refused()


def test_what_was_refused_stays_while_another_field_is_saved(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", None)
    page = opened(desk, qtbot)
    for field, text in ((page.detail._by, "perhaps"), (page.detail._promise, "New bowls")):
        said(qtbot, field, text)
    qtbot.wait(150)
    settled()

    assert page.detail._by.text() == "perhaps"


def test_the_sellers_own_cause_is_shown(desk: Desk, qtbot: QtBot) -> None:
    ident = receive(desk, "Cracked bowls", None)
    complaints.set_cause(desk.store, ident, "Kiln No. 2")

    assert opened(desk, qtbot).detail.causes.others.currentText() == "Kiln No. 2"


def test_a_click_on_a_row_shows_it_while_a_new_one_was_asked_for(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", 4)
    receive(desk, "Late", 5)
    page = opened(desk, qtbot)
    page.ask_new()

    click(qtbot, page, 1)

    assert page._side.currentIndex() == 0


def test_a_click_opens_it_where_the_window_is_narrow(desk: Desk, qtbot: QtBot) -> None:
    receive(desk, "Cracked bowls", 4)
    page = opened(desk, qtbot, width=800)

    click(qtbot, page, 0)

    assert page._right_side.isVisible()


def test_a_half_typed_new_one_is_gone_on_with(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    page.ask_new()
    typed(page.asking._what, "Late box")

    page.open(f"complaint:{capture(desk.store, 'Åsa').prospect}")
    again = opened(desk, qtbot)
    again.restore(page.state())

    assert page.asking._what.text() == "Late box"
    assert page.asking._name.text() == "Åsa"
    assert again.asking._what.text() == "Late box"


def test_someone_with_neither_name_nor_company_is_called_by_the_way_to_reach_them(
    desk: Desk, qtbot: QtBot
) -> None:
    who = capture(desk.store, "", emails=("post@fjord.no",)).prospect
    receive(desk, "Cracked", 4, who)

    page = opened(desk, qtbot)

    with desk.store.read() as reading:
        assert complaints.listed(reading)[0].name == "post@fjord.no"
    assert page.detail.head.who.isVisible()


def test_figures_are_written_in_the_language_in_use() -> None:
    i18n.use("nb")

    text = summary(1, Solved(1.6, 4.6))

    assert "1,6" in text
    assert "4,6" in text
