"""The goals page: how each goal stands, why it is behind, what to do, and what becomes of a target and a reward."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.domain.figures.commission import Tier
from salesdesk.domain.goals import Goal
from salesdesk.domain.values import Money
from salesdesk.services import changes, commissions, deals, goals
from salesdesk.services.commissions import PlanDraft
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.goals import GoalDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.goals.page import GoalsPage
from salesdesk.ui.goals.times import in_order, timeline
from tests.factories import StandingClock, capture
from tests.ui.driving import settled, typed

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


def shown(desk: Desk, qtbot: QtBot) -> GoalsPage:
    page = GoalsPage(desk)
    qtbot.addWidget(page)
    page.resize(1230, 820)
    page.show()
    read(page)
    return page


def read(page: GoalsPage) -> None:
    """Waits until what was written is read: first the cards, then the goal in front."""
    page.desk.refresh.look()
    QTest.qWait(80)
    for _round in range(3):
        settled()


def sell(desk: Desk, month: int, day: int, amount: int, *, won: bool = True) -> None:
    clock = desk.store.clock
    assert isinstance(clock, StandingClock)
    then, clock.at = clock.at, datetime(2026, month, day, 9, tzinfo=UTC)
    whom = capture(desk.store, f"Łukasz Ødegård {month} {day}").prospect
    line = LineDraft(name="Skål", net_minor=amount * 100, cost_minor=amount * 50)
    made = deals.open_deal(desk.store, DealDraft(title="Đorđe", prospect=whom, currency="NOK", lines=(line,)))
    if won:
        deals.win(desk.store, made.id, Won())
    else:
        deals.lose(desk.store, made.id, Lost(cause="price"))
    clock.at = then


def november(desk: Desk, target: int, **told: object) -> UUID:
    draft = GoalDraft(
        figure="revenue",
        change=Decimal(target),
        starts_on=NOVEMBER,
        ends_on=DECEMBER,
        **told,  # type: ignore[arg-type]  # fields of the draft, by name
    )
    return goals.add(desk.store, draft, own="NOK").id


def test_without_a_goal_the_page_says_what_one_is_and_begins_one(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    asked: list[tuple[str, object]] = []
    desk.asked_to_go.connect(lambda slug, record: asked.append((slug, record)))
    assert page.loaded
    page._empty.take_keyboard()  # as the window does
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Return)
    assert asked == [("goals", "new")]
    page.open("new:leads:source:fair")
    assert page.title() == "New goal"
    assert page.main_command() is None
    page.form.cancelled.emit()
    assert page.title() == "Goals"
    page.open("new")
    goal = november(desk, 108_000)
    page.form.goal_set.emit(goal)
    read(page)
    assert page.title() == "Goals"
    assert page.main_command() is not None
    assert page.view.detail.shown_id() == goal


def test_a_goal_that_is_behind_says_why_in_parts_that_sum_and_its_act_leads_to_a_page(
    desk: Desk, qtbot: QtBot
) -> None:
    for day, amount in ((5, 40_000), (12, 30_000), (20, 20_000)):
        sell(desk, 10, day, amount)
    sell(desk, 11, 4, 24_000)
    sell(desk, 11, 10, 9_000, won=False)
    goal = november(desk, 108_000, why="Vinteren på Ås", reward="En helg i Bergen")
    page = shown(desk, qtbot)
    title, status, stands, landing, act = page.view.grid.cards[goal].texts()
    assert (title, status, stands) == ("Revenue 108,000 NOK", "Behind", "24,000 of 108,000 NOK · November")
    assert landing.startswith("Likely to land at ")
    assert act == "Compare your prices with theirs"
    why = page.view.detail.why
    parts = [one.texts for one in why.factors.columns]
    assert [one[0] for one in parts] == ["Leads", "Sales a lead", "Revenue a sale", "Together"]
    assert parts[-1][1:] == ("\N{MINUS SIGN}66,000 NOK", "90,000 NOK → 24,000 NOK")
    assert sum(_amount(one[1]) for one in parts[:-1]) == _amount(parts[-1][1])
    assert why.causes.columns[0].texts[:2] == ("Product and price", "1 deal lost, 0 before")
    gone: list[str] = []
    desk.asked_to_go.connect(lambda slug, _record: gone.append(slug))
    QTest.keyClick(why.acts()[0], Qt.Key.Key_Return)
    assert gone == ["competitors"]
    assert editor(page, "why").text() == "Vinteren på Ås"
    assert page.view.detail.past.texts() == [
        "October came to 90,000 NOK; November so far to 24,000 NOK: 66,000 NOK behind the same day then."
    ]


def editor(page: GoalsPage, field: str) -> QLineEdit:
    found = page.view.detail.about.facts[field].editor
    assert isinstance(found, QLineEdit)
    return found


def test_name_why_and_reward_of_a_goal_save_themselves_and_are_undone(desk: Desk, qtbot: QtBot) -> None:
    goal = november(desk, 108_000, why="Vinteren på Ås")
    page = shown(desk, qtbot)
    for field, text in (("name", "Høsten"), ("why", "Ny ovn på Łódź"), ("reward", "En helg i Bergen")):
        line = editor(page, field)
        line.selectAll()
        typed(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        read(page)
    assert page.view.grid.cards[goal].texts()[0] == "Høsten"
    with desk.store.read() as reading:
        kept = reading.need(Goal, goal)
    assert (kept.name, kept.why, kept.reward) == ("Høsten", "Ny ovn på Łódź", "En helg i Bergen")
    for _act in range(3):
        changes.undo(desk.store)
    read(page)
    assert [editor(page, one).text() for one in ("name", "why", "reward")] == ["", "Vinteren på Ås", ""]
    assert page.view.grid.cards[goal].texts()[0] == "Revenue 108,000 NOK"


def _amount(told: str) -> int:
    return int(told.replace("\N{MINUS SIGN}", "-").removesuffix(" NOK").replace(",", ""))


def test_a_target_changes_with_its_reason_is_met_rewarded_and_all_is_undone(desk: Desk, qtbot: QtBot) -> None:
    sell(desk, 11, 4, 62_000)
    goal = november(desk, 108_000, reward="En helg i Bergen")
    page = shown(desk, qtbot)
    new, reason = page.view.detail.aims.changing.fields
    typed(new, "60 000 kr")
    QTest.keyClick(new, Qt.Key.Key_Return)
    assert page.focusWidget() is reason
    typed(reason, "Messen på Łódź ble avlyst")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    read(page)
    assert page.view.detail.aims.told[-1] == "Messen på Łódź ble avlyst"
    assert "108,000 NOK → 60,000 NOK" in page.view.detail.aims.told[0]
    card = page.view.grid.cards[goal]
    assert card.texts()[1] == "Goal met"
    assert card.reward.isVisible()
    QTest.mouseClick(card.reward, Qt.MouseButton.LeftButton)
    read(page)
    assert not card.reward.isVisible()
    assert "taken" in page.view.detail.about.told("taken")
    for _act in range(2):
        changes.undo(desk.store)
    read(page)
    assert card.texts()[:2] == ("Revenue 108,000 NOK", "Behind" if "62,000" in card.texts()[2] else "")
    assert page.view.detail.aims.told == []


def test_milestones_are_added_in_line_told_as_they_stand_and_deleted_with_undo(
    desk: Desk, qtbot: QtBot
) -> None:
    sell(desk, 11, 4, 62_000)
    november(desk, 108_000)
    page = shown(desk, qtbot)
    steps = page.view.detail.steps
    day, value = steps.adding.fields
    typed(day, "24 Dec 2026")
    typed(value, "80 000")
    QTest.keyClick(value, Qt.Key.Key_Return)
    assert "within the goal" in steps.adding.trouble()
    assert not page.commit()
    day.setText("10 Nov 2026")
    value.setText("50 000")
    QTest.keyClick(value, Qt.Key.Key_Return)
    read(page)
    assert [one.text for one in steps.rows] == ["50,000 NOK by 10 Nov: Reached"]
    QTest.mouseClick(steps.rows[0].delete, Qt.MouseButton.LeftButton)
    read(page)
    assert steps.rows == []
    changes.undo(desk.store)
    read(page)
    assert len(steps.rows) == 1


def test_arrows_go_among_the_cards_and_delete_takes_one_away_until_undo(desk: Desk, qtbot: QtBot) -> None:
    first = november(desk, 108_000)
    second = goals.add(
        desk.store,
        GoalDraft(figure="sales", change=Decimal(9), starts_on=NOVEMBER, ends_on=DECEMBER),
        own="NOK",
    ).id
    page = shown(desk, qtbot)
    page.view.grid.take_keyboard()
    QTest.keyClick(page.view.grid.cards[first], Qt.Key.Key_Right)
    settled()
    assert page.view.grid.cards[second].hasFocus()
    assert page.view.detail.shown_id() == second
    QTest.keyClick(page.view.grid.cards[second], Qt.Key.Key_Delete)
    read(page)
    assert list(page.view.grid.cards) == [first]
    changes.undo(desk.store)
    read(page)
    assert list(page.view.grid.cards) == [first, second]
    page.open(second)
    settled()
    page.view.detail.end()
    read(page)
    assert list(page.view.grid.cards) == [first]
    page.view.ended.click()
    read(page)
    assert page.view.grid.cards[second].texts()[1] == "Ended"


def test_a_goal_says_whether_its_parts_come_to_it_and_the_timeline_puts_them_under_it(
    desk: Desk, qtbot: QtBot
) -> None:
    year = goals.add(
        desk.store,
        GoalDraft(figure="revenue", change=Decimal(200_000), starts_on=OCTOBER, ends_on=date(2027, 1, 1)),
        own="NOK",
    ).id
    november(desk, 108_000, parent=year)
    other = goals.add(
        desk.store,
        GoalDraft(figure="revenue", change=Decimal(80_000), starts_on=DECEMBER, ends_on=date(2027, 1, 1)),
        own="NOK",
    ).id
    page = shown(desk, qtbot)
    page.open(year)
    settled()
    assert page.view.detail.about.sum_told() == "Its parts come to 108,000 NOK, which is not enough:"
    page.open(other)
    settled()
    above = page.view.detail.about.above
    above.setCurrentIndex(above.findData(year.hex))
    above.activated.emit(above.currentIndex())
    read(page)
    page.open(year)
    settled()
    assert "188,000 NOK, which is not enough" in page.view.detail.about.sum_told()
    page._ask_timeline()
    rows = page.view.times.panel.chart.table().rows
    assert [(row[0], row[3]) for row in rows] == [
        ("Revenue 200,000 NOK", ""),
        ("Revenue 108,000 NOK", "Revenue 200,000 NOK"),
        ("Revenue 80,000 NOK", "Revenue 200,000 NOK"),
    ]
    page.view.times.panel.chart.chosen.emit(1)
    settled()
    assert page.view.detail.course.texts()


def test_goals_that_became_parts_of_each_other_stay_on_the_timeline(desk: Desk, qtbot: QtBot) -> None:
    one, other, below = november(desk, 100), november(desk, 200), november(desk, 50)
    with desk.store.change("as an undo may leave it") as unit:
        unit.need(Goal, one).parent = other
        unit.need(Goal, other).parent = one
        unit.need(Goal, below).parent = other
    page = shown(desk, qtbot)
    told = {(row.id, level) for row, level in in_order(page.view.board.goals)}
    assert len(told) == 3
    assert {ident for ident, _level in told} == {one, other, below}


def test_another_tier_of_the_commission_shows_on_the_card_of_its_goal(desk: Desk, qtbot: QtBot) -> None:
    plan = PlanDraft(since=date(2026, 1, 1), base=Money(0, "NOK"), tiers=(Tier(0, Decimal("0.05")),))
    commissions.set_plan(desk.store, plan)
    sell(desk, 11, 10, 100_000)
    draft = GoalDraft(figure="commission", change=Decimal(50_000), starts_on=NOVEMBER, ends_on=DECEMBER)
    goal = goals.add(desk.store, draft, own="NOK").id
    page = shown(desk, qtbot)
    assert any("5,000" in text for text in page.view.grid.cards[goal].texts())
    commissions.set_plan(desk.store, replace(plan, tiers=(Tier(0, Decimal("0.1")),)))
    read(page)
    assert any("10,000" in text for text in page.view.grid.cards[goal].texts())


def test_back_to_the_goal_that_is_told_stays_there_though_another_was_being_read(
    desk: Desk, qtbot: QtBot
) -> None:
    one, other = november(desk, 100), november(desk, 200)
    page = shown(desk, qtbot)
    first = page.view.detail.shown_id()
    assert first is not None
    grid = page.view.grid
    grid.chosen.emit(other if first == one else one)
    grid.chosen.emit(first)
    read(page)
    assert (page.view.front, page.view.detail.shown_id()) == (first, first)


def test_on_its_last_day_a_goal_of_each_day_still_says_when_it_ends(desk: Desk, qtbot: QtBot) -> None:
    draft = GoalDraft(
        figure="sales",
        change=Decimal(1),
        starts_on=date(2026, 11, 2),
        ends_on=date(2026, 11, 23),
        repeats="day",
    )
    goals.add(desk.store, draft, own="NOK")
    page = shown(desk, qtbot)
    (stretch,) = timeline([(one, 0) for one in page.view.board.goals], date(2026, 11, 22)).stretches
    assert stretch.note == "2 Nov – 22 Nov 2026"
    assert stretch.end == date(2026, 11, 23).toordinal()
