"""The month to hang up: what is told of a month that is over, of one that runs, and of one in which nothing was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk.domain.deals import DealLine
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.goals import Goal
from salesdesk.services import crediting, deals, goals, month_report
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goals import GoalDraft
from salesdesk.services.month_report import MonthReport
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture

OCTOBER = Period(date(2026, 10, 1), date(2026, 11, 1))
NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))
SOLD = ((7, 8, 10_000), (8, 12, 20_000), (9, 9, 15_000), (10, 6, 40_000), (11, 3, 30_000))


def sell(store: Store, clock: StandingClock, day: datetime, kroner: int, **said: Any) -> None:
    before, clock.at = clock.at, day
    line = LineDraft(name="Skål", quantity=Decimal(1), net_minor=kroner * 100)
    made = deals.open_deal(store, DealDraft(title=f"Ærfugl {kroner}", currency="NOK", lines=(line,), **said))
    deals.win(store, made.id, Won(at=day, check_ins=False))
    clock.at = before


@pytest.fixture
def year(store: Store, clock: StandingClock) -> Store:
    """A sale a month from July to November, each larger than in August from October on."""
    who = capture(store, "Łukasz Żak").prospect
    for month, day, kroner in SOLD:
        sell(store, clock, datetime(2026, month, day, 12, tzinfo=UTC), kroner, prospect=who)
    return store


def add(store: Store, figure: str, change: int, start: date, **said: Any) -> Goal:
    draft = GoalDraft(figure=figure, change=Decimal(change), starts_on=start, **said)
    return goals.add(store, draft, own="NOK")


def told(store: Store, month: Period) -> MonthReport:
    with store.read() as reading:
        return month_report.read(Asking(reading, store.clock, "NOK", "NO"), month)


def test_a_month_stands_beside_the_month_before_and_the_same_a_year_before(year: Store) -> None:
    found = told(year, OCTOBER)

    revenue, sales = found.figures[:2]
    assert [one.value for one in (revenue.now, revenue.before, revenue.year_before)] == [
        40_000_00,
        15_000_00,
        0,
    ]
    assert (sales.now.value, sales.before.value) == (1, 1)
    assert (found.course[4], found.course[-1], found.course_before[-1]) == (0, 40_000_00, 15_000_00)
    assert [(one.title, one.who, one.minor) for one in found.sales] == [
        ("Ærfugl 40000", "Łukasz Żak", 40_000_00)
    ]
    assert [(one.who, one.minor) for one in found.customers] == [("Łukasz Żak", 40_000_00)]
    assert month_report.last_full(date(2026, 11, 22)) == OCTOBER


def test_a_month_that_runs_is_told_up_to_today_beside_as_many_days(year: Store) -> None:
    found = told(year, NOVEMBER)

    assert found.running
    assert found.days == Period(date(2026, 11, 1), date(2026, 11, 23))
    assert [found.figures[0].now.value, found.figures[0].before.value] == [30_000_00, 40_000_00]
    assert len(found.course) == 22


def test_goals_are_told_as_they_stood_when_the_month_was_over(year: Store) -> None:
    monthly = add(year, "revenue", 35_000, date(2026, 8, 1), repeats="month", reward="Helg i Tromsø")
    weekly = add(year, "sales", 1, date(2026, 10, 5), repeats="week")
    whole = add(year, "revenue", 200_000, date(2026, 10, 1), ends_on=date(2027, 1, 1))
    goals.end(year, weekly.id)  # in November: October keeps it

    found = told(year, OCTOBER)

    by_goal = {one.goal.id: one for one in found.goals}
    assert (by_goal[monthly.id].status, by_goal[monthly.id].value) == ("met", 40_000_00)
    assert by_goal[monthly.id].streak.current == 1  # August and September were missed
    assert (by_goal[weekly.id].kept, by_goal[weekly.id].of) == (1, 3)  # the week to 1 November is November's
    assert (by_goal[whole.id].status, by_goal[whole.id].value) == ("behind", 40_000_00)
    assert [one.goal.id for one in found.rewards] == [monthly.id]
    assert [(one.goal.id, one.target) for one in found.coming] == [
        (monthly.id, 35_000_00),
        (whole.id, 200_000_00),
    ]


def test_a_reward_that_is_taken_later_was_still_earned_in_its_month(year: Store) -> None:
    goal = add(year, "revenue", 35_000, date(2026, 10, 1), ends_on=date(2026, 11, 1), reward="Helg i Łódź")
    goals.take_reward(year, goal.id)

    assert [(one.goal.id, one.taken_on) for one in told(year, OCTOBER).rewards] == [(goal.id, None)]
    assert [one.taken_on for one in told(year, NOVEMBER).rewards] == [date(2026, 11, 22)]


def test_the_best_month_so_far_is_a_record_and_the_second_best_is_none(year: Store) -> None:
    broken = {one.figure: one for one in told(year, OCTOBER).records}

    assert broken["revenue"].now.value == 40_000_00
    assert broken["revenue"].before.period == Period(date(2026, 8, 1), date(2026, 9, 1))
    assert "sales" not in broken  # one, as in each month before
    assert told(year, NOVEMBER).records == []


def test_losses_are_told_with_their_cause(year: Store, clock: StandingClock) -> None:
    clock.at = datetime(2026, 10, 20, 9, tzinfo=UTC)
    lost = deals.open_deal(year, DealDraft(title="Gdańsk", currency="NOK"))
    deals.lose(year, lost.id, Lost(at=clock.at, cause="price"))
    clock.at = datetime(2026, 11, 22, 8, tzinfo=UTC)

    assert [(one.cause, one.count) for one in told(year, OCTOBER).losses] == [("Price", 1)]
    assert told(year, NOVEMBER).losses == []


def test_a_month_in_which_nothing_was_says_so(store: Store) -> None:
    found = told(store, OCTOBER)

    assert [one.now.value for one in found.figures] == [0, 0, None, None, 0]
    assert not any((found.goals, found.records, found.rewards, found.sales, found.losses, found.coming))


def test_a_sale_that_came_back_as_a_whole_is_none_of_the_largest(year: Store, clock: StandingClock) -> None:
    sell(year, clock, datetime(2026, 10, 8, 12, tzinfo=UTC), 90_000)
    with year.read() as reading:
        (largest,) = [one for one in reading.find(select(DealLine)) if one.net_minor == 90_000_00]
    crediting.give(year, largest.id, Decimal(1))
    assert [one.minor for one in told(year, OCTOBER).sales] == [40_000_00]


def test_a_reward_is_told_of_the_month_in_which_its_goal_was_first_met(year: Store) -> None:
    goal = add(year, "revenue", 35_000, date(2026, 7, 1), ends_on=date(2027, 1, 1), reward="Helg i Ålesund")
    september = Period(date(2026, 9, 1), date(2026, 10, 1))
    assert [one.goal.id for one in told(year, september).rewards] == [goal.id]
    assert told(year, OCTOBER).rewards == []


def test_a_goal_that_was_met_before_its_last_month_is_rewarded_once(year: Store) -> None:
    november = date(2026, 11, 1)
    counted = add(year, "revenue", 35_000, date(2026, 7, 1), ends_on=november, reward="Helg i Ålesund")
    level = add(year, "average_ticket", 9_000, date(2026, 7, 1), ends_on=november, reward="Ny kniv")
    months = {month: Period(date(2026, month, 1), date(2026, month + 1, 1)) for month in (8, 9, 10)}
    rewards = {month: {one.goal.id for one in told(year, days).rewards} for month, days in months.items()}
    assert rewards == {8: set(), 9: {counted.id}, 10: {level.id}}  # a level may turn until its time is over


def test_what_came_back_is_taken_from_its_sale_and_its_customer(year: Store, clock: StandingClock) -> None:
    who = capture(year, "Zofia Żak").prospect
    sell(year, clock, datetime(2026, 10, 8, 12, tzinfo=UTC), 60_000, prospect=who)
    with year.read() as reading:
        (largest,) = [one for one in reading.find(select(DealLine)) if one.net_minor == 60_000_00]
    crediting.give(year, largest.id, Decimal("0.1"), minor=25_000_00)
    found = told(year, OCTOBER)
    assert [one.minor for one in found.sales] == [40_000_00, 35_000_00]
    assert [(one.who, one.minor) for one in found.customers] == [
        ("Łukasz Żak", 40_000_00),
        ("Zofia Żak", 35_000_00),
    ]
