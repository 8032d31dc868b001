"""The playbook as a seller uses it: words at hand, points ticked, techniques begun, renamed, compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from salesdesk.domain.goals import Goal
from salesdesk.services import changes, deals, goals, technique_list, techniques, techniques_usual
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.goals import GoalDraft
from salesdesk.services.techniques import TechniqueDraft
from salesdesk.ui.deals.page import PipelinePage
from salesdesk.ui.desk import Desk
from salesdesk.ui.playbook.page import PlaybookPage
from tests.ui.driving import settled, typed

BOX = "Vareprøve på Ås"


def decided(desk: Desk, name: str, won: int, lost: int = 0) -> UUID:
    """Deals won and lost by a technique; the last of them."""
    made: UUID | None = None
    for number in range(won + lost):
        line = LineDraft(name="Skål", net_minor=100_000)
        draft = DealDraft(title=f"Łódź {number}", currency="NOK", lines=(line,), technique=name)
        made = deals.open_deal(desk.store, draft).id
        if number < won:
            deals.win(desk.store, made, Won(technique=name, check_ins=False))
        else:
            deals.lose(desk.store, made, Lost())
    assert made is not None
    return made


def opened(qtbot: QtBot, desk: Desk) -> PlaybookPage:
    page = PlaybookPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    settled()
    return page


def again(page: PlaybookPage) -> None:
    page.load()
    settled()


def names(desk: Desk) -> list[str]:
    with desk.store.read() as reading:
        return techniques.names(reading)


def test_an_empty_playbook_says_what_a_technique_is_and_takes_a_usual_one_by_one_act(
    qtbot: QtBot, desk: Desk
) -> None:
    page = opened(qtbot, desk)
    assert page.loaded
    assert len(page.first.buttons) == 4
    name = next(iter(page.first.buttons))
    page.first.buttons[name].click()
    again(page)
    assert names(desk) == [name]
    assert page.detail.shown_name() == name
    assert page.detail.script.editor.toPlainText()  # type: ignore[attr-defined]
    assert len(page.usual.buttons) == 3
    assert name not in page.usual.buttons
    changes.undo(desk.store)
    again(page)
    assert names(desk) == []
    assert name in page.first.buttons


def test_a_technique_is_added_by_its_name_and_every_field_saves_itself(qtbot: QtBot, desk: Desk) -> None:
    page = opened(qtbot, desk)
    page.ask_new()
    typed(page.adding.editor, BOX)
    qtbot.keyClick(page.adding.editor, Qt.Key.Key_Return)
    again(page)
    assert page.detail.shown_name() == BOX
    detail = page.detail
    typed(detail.script.editor, "«Ta den i hånden.»")
    typed(detail.checklist.text.editor, "- Ringe først\n- Żółta łyżka")
    assert page.commit()
    detail.stages.boxes["quote"].click()
    again(page)
    with desk.store.read() as reading:
        mine = techniques.needed(reading, BOX)
    assert mine.script == "«Ta den i hånden.»"
    assert techniques.points(mine) == ["Ringe først", "Żółta łyżka"]
    assert mine.stages == "quote"
    assert [one.box.accessibleName() for one in detail.checklist.points] == techniques.points(mine)


def test_ticks_are_for_now_and_are_gone_when_another_technique_is_opened(qtbot: QtBot, desk: Desk) -> None:
    for name in (BOX, "Cold call"):
        techniques.add(desk.store, TechniqueDraft(name=name, checklist="Én\nTo"))
    page = opened(qtbot, desk)
    assert page.detail.shown_name() == BOX
    page.detail.checklist.points[0].box.click()
    again(page)
    assert [one.box.isChecked() for one in page.detail.checklist.points] == [True, False]
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    settled()
    assert page.detail.shown_name() == "Cold call"
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    settled()
    assert not any(one.box.isChecked() for one in page.detail.checklist.points)


@pytest.mark.parametrize("many", [1, 45])
def test_another_name_goes_over_to_the_deals_and_a_taken_one_is_refused_where_it_was_typed(
    qtbot: QtBot, desk: Desk, many: int
) -> None:
    for name in ("Sample box", "Cold call"):
        techniques.add(desk.store, TechniqueDraft(name=name))
    deal = decided(desk, "Sample box", 1, lost=many)
    page = opened(qtbot, desk)
    title = page.detail._title
    title.editor.selectAll()  # type: ignore[attr-defined]
    typed(title.editor, "cold CALL")
    assert not page.commit()
    assert "already" in title.trouble()
    title.editor.selectAll()  # type: ignore[attr-defined]
    typed(title.editor, BOX)
    assert page.commit()
    settled()
    again(page)
    assert page.detail.shown_name() == BOX
    with desk.store.read() as reading:
        assert reading.need(deals.Deal, deal).technique == BOX


def test_the_sheet_says_how_it_stands_where_it_was_used_and_makes_a_goal_of_it(
    qtbot: QtBot, desk: Desk
) -> None:
    decided(desk, BOX, 12)
    deal = decided(desk, "Cold call", 1, 11)
    techniques.note_down(desk.store, BOX)
    techniques.note_down(desk.store, "Cold call")
    page = opened(qtbot, desk)
    went: list[tuple[str, object]] = []
    desk.asked_to_go.connect(lambda slug, record: went.append((slug, record)))
    assert page.list.lines[BOX].won == 12
    page.open("name:Cold call")
    settled()
    assert [one.verdict for one in technique_list.beside(list(page.list.lines.values()), "Cold call")] == [
        "worse"
    ]
    page.detail.goal.click()
    assert page.detail.list.choose(deal)
    page.detail.list.opened.emit(deal)
    assert went == [("goals", "new:win_rate:technique:Cold call"), ("pipeline", deal)]


def test_a_name_that_deals_know_is_written_down_by_one_act(qtbot: QtBot, desk: Desk) -> None:
    decided(desk, BOX, 1)
    page = opened(qtbot, desk)
    assert page.detail.shown_name() == BOX
    assert page.detail.adopt.isVisible()
    assert not page.detail.checklist.isVisible()
    page.detail.adopt.click()
    qtbot.waitUntil(lambda: not page.detail.adopt.isVisible())
    assert names(desk) == [BOX]
    assert page.detail.checklist.isVisible()


def test_another_name_goes_along_with_deals_and_goals_and_is_undone_by_the_notice(
    qtbot: QtBot, desk: Desk
) -> None:
    deal = decided(desk, BOX, 12)
    made = techniques.note_down(desk.store, BOX)
    draft = GoalDraft(
        figure="win_rate",
        change=Decimal(60),
        starts_on=date(2026, 11, 1),
        repeats="month",
        scope="technique",
        scope_value=BOX,
    )
    goal = goals.add(desk.store, draft, own="NOK")
    page = opened(qtbot, desk)
    said: list[tuple[str, bool]] = []
    desk.said.connect(lambda text, undo, *_more: said.append((text, undo)))

    def named() -> list[str]:
        with desk.store.read() as reading:
            kept = reading.need(deals.Deal, deal), reading.need(Goal, goal.id)
            return [kept[0].technique, kept[1].scope_value, techniques.called(reading, made.id)]

    title = page.detail._title
    title.editor.selectAll()  # type: ignore[attr-defined]  # a QLineEdit
    typed(title.editor, "Prøvekasse")
    assert page.commit()
    qtbot.waitUntil(lambda: bool(said))
    assert named() == ["Prøvekasse"] * 3
    assert said == [(f"{BOX} is now called Prøvekasse", True)]
    changes.undo(desk.store)
    assert named() == [BOX] * 3


def test_what_was_read_before_a_technique_came_is_not_shown_after_it(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, desk)
    held: list[tuple[Any, Any]] = []
    with monkeypatch.context() as slow:
        slow.setattr(desk, "run", lambda work, *, on_done, **_how: held.append((work, on_done)))
        page.load()
        early = held[0][0](None)
        techniques.add(desk.store, TechniqueDraft(name=BOX))
        page.load()
        held[1][1](held[1][0](None))
        held[0][1](early)
    assert list(page.list.lines) == [BOX]


def test_the_order_is_changed_and_one_deleted_comes_back_by_undo(qtbot: QtBot, desk: Desk) -> None:
    for name in (BOX, "Cold call"):
        techniques.add(desk.store, TechniqueDraft(name=name))
    page = opened(qtbot, desk)
    down = desk.commands.find("technique-down")
    assert down is not None
    down.run()
    assert names(desk) == ["Cold call", BOX]
    again(page)
    assert page.detail.shown_name() == BOX
    page.detail.delete()
    again(page)
    assert names(desk) == ["Cold call"]
    assert page.detail.shown_name() == "Cold call"
    changes.undo(desk.store)
    assert names(desk) == ["Cold call", BOX]


def test_the_model_of_the_list_keeps_to_qts_rules(
    qtbot: QtBot, desk: Desk, qtmodeltester: ModelTester
) -> None:
    for draft in techniques_usual.drafts():
        techniques.add(desk.store, draft)
    page = opened(qtbot, desk)
    qtmodeltester.check(page.list.rows)
    assert page.list.rows.rowCount() == 4
    page.grab()  # and it can be painted


@pytest.mark.parametrize(("stage", "there"), [("demo", True), ("negotiation", False)])
def test_a_deal_leads_to_the_script_of_its_technique_where_that_suits_its_stage(
    qtbot: QtBot, desk: Desk, stage: str, *, there: bool
) -> None:
    techniques.add(desk.store, TechniqueDraft(name=BOX, stages=("demo",)))
    deal = deals.open_deal(desk.store, DealDraft(title="Łódź", currency="NOK", technique=BOX, stage=stage)).id
    page = PipelinePage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    settled()
    page.open(deal)
    settled()
    went: list[tuple[str, object]] = []
    desk.asked_to_go.connect(lambda slug, record: went.append((slug, record)))
    way = page.pane.detail.technique.way
    assert way.isHidden() is not there
    if there:
        way.click()
        assert went == [("playbook", f"name:{BOX}")]


def test_a_long_script_is_seen_whole_from_its_first_word_however_it_is_come_to(
    qtbot: QtBot, desk: Desk
) -> None:
    long = "\n\n".join(
        f"{number}. Så sier du dette, og etterpå er du stille en god stund." for number in range(9)
    )
    for name, script in (("Cold call", "Hei"), (BOX, long)):
        techniques.add(desk.store, TechniqueDraft(name=name, script=script))
    page = opened(qtbot, desk)
    for name in (BOX, "Cold call", BOX):
        page.open(f"name:{name}")
        settled()
    for width in (1000, 1400, 1100):
        page.resize(width, 800)
        settled()
        editor = page.detail.script.editor
        bar = editor.verticalScrollBar()  # type: ignore[attr-defined]
        assert editor.toPlainText() == long  # type: ignore[attr-defined]
        assert (bar.value(), bar.maximum()) == (0, 0)
