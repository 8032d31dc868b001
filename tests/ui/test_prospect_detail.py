"""The pane of one prospect: what it shows, what is edited in it, what it notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.services import changes, editing, followups, prospects, questions
from salesdesk.services.cards import Card, card
from salesdesk.services.drafting import Scene
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.detail import Detail
from salesdesk.ui.widgets.chip_buttons import RemovableChip
from salesdesk.ui.widgets.history import History
from tests.factories import capture
from tests.ui.driving import settled, typed


@pytest.fixture
def ingrid(desk: Desk) -> UUID:
    """Someone met, with all that a card has."""
    return capture(
        desk.store,
        title="Buyer",
        company="Fjord Interiør",
        phones=("912 34 567",),
        emails=("ingrid@fjord.no",),
        tags=("oak",),
        note="Likes the oak trays",
    ).prospect


@pytest.fixture
def pane(desk: Desk, ingrid: UUID, qtbot: Any) -> Detail:
    """The pane, showing her."""
    made = Detail(desk)
    qtbot.addWidget(made)
    made.resize(380, 800)
    made.show()
    made.show_prospect(ingrid)
    settled()
    return made


def kept(desk: Desk, who: UUID) -> Card:
    with desk.store.read() as reading:
        found = card(reading, who)
    assert found is not None
    return found


def field(pane: Detail, name: str) -> Any:
    """What can be typed in under this name."""
    kinds: tuple[type, ...] = (QLineEdit, QPlainTextEdit)
    found = [one for kind in kinds for one in pane.findChildren(kind) if one.accessibleName() == name]
    assert found, name
    return found[0]


def retyped(qtbot: Any, editor: Any, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    if text:
        typed(editor, text)
    else:
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settled()


def titles(pane: Detail) -> list[str]:
    return [line.title for line in pane.history.told.lines()]


def test_a_title_typed_over_is_kept_and_told_in_the_history(
    pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any
) -> None:
    retyped(qtbot, field(pane, "Title"), "Sjef for innkjøp")
    pane._load()
    settled()
    assert kept(desk, ingrid).prospect.title == "Sjef for innkjøp"
    assert titles(pane)[0] == "Title: Buyer → Sjef for innkjøp"


def test_escape_brings_back_what_is_kept(pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any) -> None:
    editor = field(pane, "Title")
    editor.setFocus()
    typed(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() == "Buyer"
    assert pane.commit()
    assert kept(desk, ingrid).prospect.title == "Buyer"


def test_another_company_is_made_when_it_is_named(pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any) -> None:
    retyped(qtbot, field(pane, "Company"), "Łódź Żyrandole")
    found = kept(desk, ingrid).company
    assert found is not None
    assert found.name == "Łódź Żyrandole"


def test_a_day_that_is_none_is_refused_under_its_field_and_stays_as_typed(
    pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any
) -> None:
    pane.facts.unfold(on=True)
    qtbot.waitUntil(lambda: pane.facts.rare is not None and pane.facts.rare.is_whole())
    editor = field(pane, "Birthday")
    retyped(qtbot, editor, "soon")
    assert editor.text() == "soon"
    assert "soon" in editor.accessibleDescription()
    assert not pane.commit()
    retyped(qtbot, editor, "14 Mar 1985")
    assert editor.accessibleDescription() == ""
    born = kept(desk, ingrid).prospect.birthday
    assert born is not None
    assert born.isoformat() == "1985-03-14"


def test_what_another_program_changed_meanwhile_is_told_and_not_written_over(
    pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any
) -> None:
    editor = field(pane, "Title")
    editor.setFocus()
    editor.selectAll()
    typed(editor, "Mine")
    record = kept(desk, ingrid).prospect
    prospects.edit(desk.store, record, {"title": ("Buyer", "Theirs")})
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "Mine"
    assert "Theirs" in editor.accessibleDescription()
    assert kept(desk, ingrid).prospect.title == "Theirs"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert kept(desk, ingrid).prospect.title == "Mine"


def test_typing_is_left_alone_when_the_pane_refreshes(pane: Detail, desk: Desk, ingrid: UUID) -> None:
    editor = field(pane, "Title")
    editor.setFocus()
    editor.selectAll()
    typed(editor, "Innkjøp")
    record = kept(desk, ingrid).prospect
    now = desk.clock.now()
    scene = Scene(now=now, region="NO", store=desk.store.path)
    editing.set_fields(desk.store, record, "Ingrid", [("trade", "Gifts")], scene)
    pane._load()
    settled()
    assert editor.text() == "Innkjøp"


def test_phones_are_added_changed_and_taken_off(pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any) -> None:
    retyped(qtbot, field(pane, "Add a phone"), "55 12 34 56")
    pane._load()
    settled()
    assert [one.e164 for one in kept(desk, ingrid).phones] == ["+4791234567", "+4755123456"]
    assert field(pane, "Add a phone").text() == ""
    retyped(qtbot, field(pane, "Phone"), "+47 912 34 568")
    assert kept(desk, ingrid).phones[0].e164 == "+4791234568"
    pane._load()
    settled()
    retyped(qtbot, field(pane, "Phone"), "")
    assert [one.e164 for one in kept(desk, ingrid).phones] == ["+4755123456"]


def test_tags_are_added_by_typing_and_taken_off_with_delete(
    pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any
) -> None:
    retyped(qtbot, field(pane, "Add a tag"), "glass")
    pane._load()
    settled()
    chips = {chip.text(): chip for chip in pane.findChildren(RemovableChip) if chip.isVisible()}
    assert sorted(chips) == ["glass", "oak"]
    qtbot.keyClick(chips["oak"], Qt.Key.Key_Delete)
    assert [tag.name for tag in kept(desk, ingrid).tags] == ["glass"]


def test_the_log_line_notes_a_call_with_its_minutes(
    pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any
) -> None:
    pane.act("note")
    assert pane.log.line.hasFocus() or QGuiApplication.focusObject() is None
    typed(pane.log.line, "call 12 min wants delivery before Christmas")
    qtbot.keyClick(pane.log.line, Qt.Key.Key_Return)
    done = kept(desk, ingrid).activities[-1]
    assert (done.kind, done.minutes, done.note) == ("call-out", 12, "wants delivery before Christmas")
    assert pane.log.line.text() == ""
    settled()
    pane._load()
    settled()
    assert "Call out · 12 min" in titles(pane)
    changes.undo(desk.store)
    assert "call-out" not in {one.kind for one in kept(desk, ingrid).activities}


def test_the_next_step_is_done_and_what_comes_next_is_planned_in_one_change(
    pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any
) -> None:
    qtbot.mouseClick(pane.step.done, Qt.MouseButton.LeftButton)
    typed(pane.step.line, "call in 3 days")
    qtbot.keyClick(pane.step.line, Qt.Key.Key_Return)
    waiting = [one for one in kept(desk, ingrid).followups if one.done_at is None]
    assert [(one.what, str(one.day)) for one in waiting] == [("Call Ingrid Solheim", "2026-11-25")]
    changes.undo(desk.store)
    assert [str(one.day) for one in kept(desk, ingrid).followups if one.done_at is None] == ["2026-11-30"]


def test_escape_after_done_means_that_nothing_comes_next(
    pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any
) -> None:
    qtbot.mouseClick(pane.step.done, Qt.MouseButton.LeftButton)
    qtbot.keyClick(pane.step.line, Qt.Key.Key_Escape)
    assert [one for one in kept(desk, ingrid).followups if one.done_at is None] == []


def test_a_follow_up_without_a_day_is_refused_in_words(
    pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any
) -> None:
    pane.act("follow-up")
    typed(pane.step.line, "send the list")
    qtbot.keyClick(pane.step.line, Qt.Key.Key_Return)
    assert len(kept(desk, ingrid).followups) == 1
    assert not pane.commit()
    pane.step.line.selectAll()
    typed(pane.step.line, "send the list friday")
    assert pane.commit()
    assert "send the list" in {one.what for one in kept(desk, ingrid).followups}


def test_a_late_step_says_by_how_much(pane: Detail, desk: Desk, ingrid: UUID) -> None:
    early = FollowUpDraft(what="Send prices", kind="email", day=desk.clock.now().date().replace(day=20))
    followups.plan(desk.store, early, ingrid)
    pane._load()
    settled()
    assert pane.step._when.text() == "2 days late"


def test_a_dropped_file_is_kept_and_can_be_removed_and_brought_back(
    pane: Detail, desk: Desk, ingrid: UUID, tmp_path: Path
) -> None:
    file = tmp_path / "prisliste å.txt"
    file.write_text("oak 120", "utf-8")
    pane.files.attach([file])
    settled()
    pane._load()
    settled()
    (one,) = kept(desk, ingrid).attachments
    assert (one.name, one.bytes) == ("prisliste å.txt", 7)
    assert pane.files.isVisibleTo(pane)
    pane.files._remove(one)
    assert kept(desk, ingrid).attachments == []
    changes.undo(desk.store)
    assert len(kept(desk, ingrid).attachments) == 1


def test_deleting_never_asks_and_the_pane_says_so(pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any) -> None:
    with qtbot.waitSignal(pane.closed):
        pane._do("delete")
    assert kept(desk, ingrid).prospect.deleted_at is not None
    pane.show_prospect(ingrid)
    settled()
    assert pane._gone.isVisibleTo(pane)
    pane._gone._do()
    assert kept(desk, ingrid).prospect.deleted_at is None


def test_what_was_being_typed_is_saved_for_the_one_it_was_typed_for(
    pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any
) -> None:
    other = capture(desk.store, "Đức Phạm", title="Owner").prospect
    editor = field(pane, "Title")
    editor.setFocus()
    editor.selectAll()
    typed(editor, "Head of buying")
    pane.show_prospect(other)
    settled()
    assert kept(desk, ingrid).prospect.title == "Head of buying"
    assert kept(desk, other).prospect.title == "Owner"
    assert editor.text() == "Owner"


def test_the_interest_is_chosen_on_its_chip(pane: Detail, desk: Desk, ingrid: UUID) -> None:
    pane.head.chip.chosen.emit("warm")
    assert kept(desk, ingrid).interest == "warm"
    pane.head.chip.chosen.emit("")
    assert kept(desk, ingrid).prospect.interest_override == ""


def test_the_stage_is_moved_and_the_move_is_told_once(pane: Detail, desk: Desk, ingrid: UUID) -> None:
    choice = pane.facts.fields.choices["stage"]
    choice.setCurrentIndex(choice.findData("customer"))
    choice.activated.emit(choice.currentIndex())
    pane._load()
    settled()
    assert kept(desk, ingrid).prospect.stage == "customer"
    assert [title for title in titles(pane) if "ustomer" in title] == ["Stage: Customer"]


def test_an_address_is_added_field_by_field(pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any) -> None:
    pane.facts.unfold(on=True)
    qtbot.waitUntil(lambda: pane.facts.rare is not None and pane.facts.rare.is_whole())
    assert pane.facts.rare is not None
    assert pane.facts.rare.addresses is not None
    pane.facts.rare.addresses.open()
    retyped(qtbot, field(pane, "Street"), "Torget 4")
    pane._load()
    settled()
    (first,) = kept(desk, ingrid).addresses
    assert first.street == "Torget 4"
    cities = [
        one
        for one in pane.findChildren(QLineEdit)
        if one.accessibleName() == "City" and one.isVisibleTo(pane)
    ]
    retyped(qtbot, cities[0], "Ålesund")
    (same,) = kept(desk, ingrid).addresses
    assert (same.street, same.city) == ("Torget 4", "Ålesund")


def test_the_models_of_the_history_hold(pane: Detail, qtmodeltester: Any) -> None:
    qtmodeltester.check(pane.history.told)


def test_the_history_is_as_high_as_its_lines(pane: Detail) -> None:
    view: History = pane.history
    last = view.visualRect(view.told.index(view.told.rowCount() - 1))
    assert last.bottom() <= view.height()
    assert view.viewport().rect().contains(QPoint(5, last.bottom()))


def test_everything_that_takes_the_keyboard_has_a_name(pane: Detail, qtbot: Any) -> None:
    pane.facts.unfold(on=True)
    qtbot.waitUntil(lambda: pane.facts.rare is not None and pane.facts.rare.is_whole())
    nameless = [
        one
        for one in pane.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisibleTo(pane)
        and not (one.accessibleName() or getattr(one, "text", lambda: "")())
        and type(one).__name__ not in {"QScrollArea"}
    ]
    assert nameless == []


def test_a_prospect_that_is_gone_leaves_the_pane_empty(desk: Desk, pane: Detail) -> None:
    pane.show_prospect(None)
    assert pane.shown() is None
    assert pane.commit()
    assert pane._stack.currentIndex() == 0


def test_nothing_long_pushes_the_pane_wider_than_it_is(pane: Detail, desk: Desk) -> None:
    long = "Wawrzyniec Krzyżanowski-Dąbrowski Świętosławski"
    who = capture(
        desk.store, long, company=long, phones=("+48 601 222 333 ext 12345",), emails=(f"{'a' * 60}@stol.pl",)
    )
    for width in (340, 360, 380, 390, 700):
        pane.resize(width, 600)
        pane.show_prospect(who.prospect)
        settled()
        assert pane.head.mapTo(pane, pane.head.rect().topRight()).x() < width
        assert pane.facts.mapTo(pane, pane.facts.rect().topRight()).x() < width


def test_with_all_of_its_rung_answered_the_next_is_proposed_and_taken_at_a_click(
    pane: Detail, desk: Desk, ingrid: UUID, qtbot: Any
) -> None:
    questions.ask_on(desk.store, "suspect", [(None, "Hva trenger de?"), (None, "Når?")])
    pane.show_prospect(ingrid)
    settled()
    retyped(qtbot, field(pane, "Hva trenger de?"), "Brett i eik")
    assert not [one for one in pane.findChildren(QPushButton) if "move up" in one.text()]
    retyped(qtbot, field(pane, "Når?"), "I vår")
    pane.show_prospect(ingrid)
    settled()
    (up,) = (one for one in pane.findChildren(QPushButton) if "move up" in one.text())
    assert up.isVisible()
    qtbot.mouseClick(up, Qt.MouseButton.LeftButton)
    settled()
    assert kept(desk, ingrid).prospect.stage == "marketing-qualified"
    pane.show_prospect(ingrid)
    settled()
    assert not up.isVisible()
