"""The goals of the sample year: a whole and its parts, and figures that are known of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from salesdesk.domain.figures.periods import Period
from salesdesk.services import demo, figures, goal_progress
from salesdesk.services.goal_measuring import Asking
from salesdesk.store.database import Store
from tests.factories import StandingClock, open_store


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(tmp_path_factory.mktemp("goals") / "sample.db")
    demo.fill(store)
    return store


def test_the_half_year_has_its_quarters_as_parts_and_says_that_they_do_not_come_to_it(sample: Store) -> None:
    with sample.read() as reading:
        every = goal_progress.all_of(Asking(reading, sample.clock, "NOK"))
    (whole,) = [one for one in every if one.children.goals]
    parts = [one for one in every if one.goal.parent == whole.goal.id]
    assert [one.period for one in parts] == [
        Period(date(2026, 7, 1), date(2026, 10, 1)),
        Period(date(2026, 10, 1), date(2027, 1, 1)),
    ]
    assert whole.period == Period(date(2026, 7, 1), date(2027, 1, 1))
    assert whole.children.total == sum(one.target or 0 for one in parts)
    assert whole.children.enough is False
    assert "no-data" not in {one.status for one in every}


def test_some_customers_of_before_buy_again_and_some_do_not(sample: Store) -> None:
    with sample.read() as reading:
        made = figures.read(
            reading,
            sample.clock,
            "NOK",
            Period(date(2026, 1, 1), date(2026, 11, 23)),
            ids=["retention", "churn", "returning_customers"],
        )
    kept, gone, returning = made
    assert kept.value is not None
    assert (kept.n >= 20, 0 < kept.value < 1, kept.note) == (True, True, "")
    assert gone.value == 1 - kept.value
    assert returning.value


def test_a_year_that_is_another_day_has_such_goals_too(tmp_path: Path) -> None:
    for number, day in enumerate((date(2026, 1, 1), date(2028, 2, 29), date(2026, 6, 30))):
        clock = StandingClock()
        clock.at = clock.at.replace(year=day.year, month=day.month, day=day.day)
        with open_store(tmp_path / f"{number}.db", clock) as store:
            demo.fill(store, prospects=60)
            with store.read() as reading:
                every = goal_progress.all_of(Asking(reading, store.clock, "NOK"))
        (whole,) = [one for one in every if one.children.goals]
        assert whole.period.holds(day)
        assert len(whole.children.goals) == 2
