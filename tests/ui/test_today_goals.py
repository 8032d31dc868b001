"""The goals beside the day: those that run, the ones behind first, in a place that is kept for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk.domain.goals import Goal
from salesdesk.services import deals, goals
from salesdesk.services.agenda import agenda
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.services.goals import GoalDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.today.page import TodayPage
from tests.ui.driving import settled
from tests.ui.today_page import opened

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def add(desk: Desk, figure: str, change: int, start: date = NOVEMBER, **said: Any) -> Goal:
    if "repeats" not in said:
        said.setdefault("ends_on", DECEMBER)
    draft = GoalDraft(figure=figure, change=Decimal(change), starts_on=start, **said)
    return goals.add(desk.store, draft, own="NOK")


def sell(desk: Desk, kroner: int) -> None:
    line = LineDraft(name="Skål", quantity=Decimal(1), net_minor=kroner * 100)
    made = deals.open_deal(desk.store, DealDraft(title="Łódź", currency="NOK", lines=(line,)))
    deals.win(desk.store, made.id, Won(check_ins=False))


def read(page: TodayPage, qtbot: QtBot) -> list[str]:
    qtbot.waitUntil(lambda: bool(page.goals.shown()))
    settled()
    return page.goals.shown()


def test_goals_stand_beside_the_day_those_behind_first_and_a_click_opens_one(
    desk: Desk, qtbot: QtBot, ingrid: UUID
) -> None:
    sell(desk, 50_000)
    add(desk, "revenue", 60_000)
    behind = add(desk, "leads", 40, name="Førti på Åsane")
    add(desk, "sales", 5, DECEMBER, ends_on=date(2027, 1, 1))  # has not begun
    went: list[tuple[object, object]] = []
    desk.asked_to_go.connect(lambda page, record: went.append((page, record)))

    page = opened(desk, qtbot)
    high = page.goals.height()
    found = read(page, qtbot)

    assert found == [
        "Førti på Åsane: 1 / 40, Behind. Needs 6.5 a day until 30 Nov",
        "Revenue 60,000 NOK: 50,000 / 60,000 NOK, Ahead. Needs 1,667 NOK a day until 30 Nov",
    ]
    assert page.goals.height() == high  # nothing below it has moved
    qtbot.mouseClick(page.goals.lines[0], Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.goals.lines[1], Qt.Key.Key_Return)
    assert went[0] == ("goals", behind.id)
    assert len(went) == 2


def test_a_sale_and_a_goal_that_ends_are_seen_at_once_and_without_goals_the_card_is_gone(
    desk: Desk, qtbot: QtBot, ingrid: UUID
) -> None:
    goal = add(desk, "revenue", 60_000)
    page = opened(desk, qtbot)
    assert read(page, qtbot)[0].startswith("Revenue 60,000 NOK: 0 / 60,000 NOK, Behind")

    sell(desk, 70_000)
    qtbot.waitUntil(lambda: page.goals.shown()[0].endswith("70,000 / 60,000 NOK, Goal met. Until 30 Nov"))
    goals.end(desk.store, goal.id)
    qtbot.waitUntil(page.goals.isHidden)


def test_room_is_kept_for_as_many_goals_as_run(desk: Desk) -> None:
    monthly = add(desk, "revenue", 1000, date(2026, 1, 31), repeats="month")
    add(desk, "leads", 5, date(2026, 10, 1), ends_on=date(2026, 11, 22))  # over since yesterday
    add(desk, "reviews", 1, date(2026, 9, 7), repeats="week", ends_on=date(2026, 9, 14))
    add(desk, "reviews", 1, date(2026, 9, 7), repeats="week", ends_on=date(2026, 11, 9))  # over
    add(desk, "sales", 9, DECEMBER, repeats="month")  # has not begun

    with desk.store.look() as look:
        assert agenda(look, desk.clock).goals == 2

    goals.end(desk.store, monthly.id)
    with desk.store.look() as look:
        assert agenda(look, desk.clock).goals == 1
