"""Goals of each day and week: how many were kept, and the contest with one's own last month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from salesdesk.domain.figures.periods import months_on
from salesdesk.domain.goals import Goal
from salesdesk.services import deals, goal_contest, goal_kept, goal_progress, goals
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_periods import REPEATS, last_end, later
from salesdesk.services.goals import GoalDraft
from salesdesk.store.database import Store
from salesdesk.store.goals_running import running
from tests.factories import StandingClock, capture, open_store


def sell(store: Store, month: int, day: int, minor: int) -> None:
    clock = store.clock
    assert isinstance(clock, StandingClock)
    then, clock.at = clock.at, datetime(2026, month, day, 9, tzinfo=UTC)
    line = LineDraft(name="Skål", net_minor=minor)
    made = deals.open_deal(store, DealDraft(title="Đorđe", currency="NOK", lines=(line,)))
    deals.win(store, made.id, Won())
    clock.at = then


def test_of_a_goal_of_each_day_the_worked_days_of_the_month_are_counted(tmp_path: Path) -> None:
    with open_store(
        tmp_path / "store.db"
    ) as store:  # Sunday 22 November 2026: 15 worked days are over, 6 to come
        for day in (2, 3, 4, 9, 10, 11, 16, 17, 18):
            sell(store, 11, day, 100)
        draft = GoalDraft(figure="sales", change=Decimal(1), starts_on=date(2026, 10, 26), repeats="day")
        goal = goals.add(store, draft, own="NOK")
        with store.read() as reading:
            asking = Asking(reading, store.clock, "NOK", "NO")
            found = goal_kept.kept(asking, goal_progress.of(asking, goal))
    assert found is not None
    assert (found.kept, found.of, len(found.left)) == (9, 15, 6)
    assert found.projection is not None
    assert found.projection.value == 9 + Fraction(9, 15) * 6
    assert found.projection.low is not None
    assert 9 < found.projection.low < found.projection.value


def test_nothing_is_to_come_after_the_last_day_of_a_goal_of_each_day(tmp_path: Path) -> None:
    with open_store(
        tmp_path / "store.db"
    ) as store:  # Sunday 22 November 2026, of which Monday is the last day
        sell(store, 11, 3, 100)
        draft = GoalDraft(
            figure="sales",
            change=Decimal(1),
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 11, 24),
            repeats="day",
        )
        goal = goals.add(store, draft, own="NOK")
        assert isinstance(store.clock, StandingClock)
        left: list[int] = []
        for day in (22, 23, 25):
            store.clock.at = datetime(2026, 11, day, 9, tzinfo=UTC)
            with store.read() as reading:
                asking = Asking(reading, store.clock, "NOK", "NO")
                found = goal_kept.kept(asking, goal_progress.of(asking, goal))
            assert found is not None
            left.append(len(found.left))
    assert left == [1, 1, 0]


def test_a_month_is_held_against_the_same_days_of_the_month_before(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        for month, day, minor in ((10, 5, 5_800_000), (10, 29, 1_300_000), (11, 12, 6_200_000)):
            sell(store, month, day, minor)
        draft = GoalDraft(
            figure="revenue", change=Decimal(108_000), starts_on=date(2026, 11, 1), repeats="month"
        )
        goal = goals.add(store, draft, own="NOK")
        with store.read() as reading:
            asking = Asking(reading, store.clock, "NOK", "NO")
            found = goal_contest.contest(asking, goal_progress.of(asking, goal))
    assert found is not None
    assert (found.whole, found.then, found.now, found.gap) == (7_100_000, 5_800_000, 6_200_000, 400_000)
    assert found.ahead is True


def test_today_counts_the_goals_that_run_as_their_periods_say_on_each_last_day_of_a_month(
    store: Store,
) -> None:
    begins = [date(2027, 1, 1) + timedelta(days=number) for number in range(0, 2 * 366, 5)]
    begins += [months_on(date(2027, 2, 1), number) - timedelta(days=1) for number in range(26)]
    made: list[Goal] = []
    with store.change("Set goals") as unit:
        for begin in begins:
            for step in REPEATS:
                ends = (None, later(begin, step, 1), later(begin, step, 1) + timedelta(days=1))
                made += [
                    unit.add(Goal(figure="sales", starts_on=begin, ends_on=end, repeats=step)) for end in ends
                ]
    days = [(goal.starts_on, last_end(goal)) for goal in made]
    with store.reading_raw() as connection:
        for number in range(0, 800, 9):
            day = date(2027, 1, 25) + timedelta(days=number)
            run = sum(1 for begin, end in days if begin and begin <= day and (end is None or day < end))
            assert running(connection, day) == run, day


def test_a_goal_of_keeping_customers_tells_nothing_before_anybody_can_have_left(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        sold_to_a_customer(store)
        assert isinstance(store.clock, StandingClock)
        statuses: list[tuple[str, str]] = []
        made = [
            goals.add(
                store,
                GoalDraft(figure=one, change=Decimal(change), starts_on=START, ends_on=date(2027, 1, 1)),
                own="NOK",
            )
            for one, change in (("retention", 90), ("churn", 10))
        ]
        for day in (1, 6, 8):
            store.clock.at = datetime(2026, 11, day, 9, tzinfo=UTC)
            with store.read() as reading:
                asking = Asking(reading, store.clock, "NOK", "NO")
                kept, lost = (goal_progress.of(asking, one).status for one in made)
            statuses.append((kept, lost))

    assert statuses == [("no-data", "no-data"), ("no-data", "no-data"), ("ahead", "ahead")]


START = date(2026, 11, 1)


def sold_to_a_customer(store: Store) -> None:
    clock = store.clock
    assert isinstance(clock, StandingClock)
    clock.at = datetime(2026, 6, 3, 9, tzinfo=UTC)
    who = capture(store, "Zofia Żak").prospect
    line = LineDraft(name="Skål", net_minor=100)
    made = deals.open_deal(store, DealDraft(title="Skål", currency="NOK", prospect=who, lines=(line,)))
    deals.win(store, made.id, Won())
    clock.at = datetime(2026, 11, 1, 9, tzinfo=UTC)
