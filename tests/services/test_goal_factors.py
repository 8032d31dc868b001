"""Why a goal is behind, on years by chance: the factors sum to the gap to the last fraction, whatever is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from salesdesk.domain.figures.periods import Period
from salesdesk.domain.goals import Goal
from salesdesk.services import figures, goal_factors, goal_history
from salesdesk.services.goal_measuring import Asking
from salesdesk.store.database import Store
from tests.factories import open_store
from tests.oracle.years import year

FIRST = date(2025, 11, 1)
STRETCHES = some.builds(
    lambda start, days: Period(FIRST + timedelta(days=start), FIRST + timedelta(days=start + days)),
    some.integers(0, 380),
    some.sampled_from((1, 7, 30, 91, 200)),
)


@pytest.fixture(scope="module")
def by_chance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = year(tmp_path_factory.mktemp("factors") / "store.db", 23)
    with open_store(path) as store:
        yield store


@pytest.fixture(scope="module")
def scopes(by_chance: Store) -> list[tuple[str, str]]:
    """The whole, and a part by source, product, technique and returning."""
    found, store = [("", "")], by_chance
    with store.read() as reading:
        days = Period(FIRST, date(2026, 11, 23))
        for part in ("source", "product", "technique", "returning"):
            made = figures.read(reading, store.clock, "NOK", days, ids=["sales"], by=part)
            found += [(part, one.group) for one in made if one.group][:2]
    return found


@settings(max_examples=40, deadline=None)
@given(data=some.data(), before=STRETCHES, now=STRETCHES)
def test_the_factors_sum_to_the_gap_on_any_two_stretches(
    by_chance: Store, scopes: list[tuple[str, str]], data: some.DataObject, before: Period, now: Period
) -> None:
    assume(before.start != now.start)  # as it always is
    figure = data.draw(some.sampled_from(("revenue", "sales", "win_rate")))
    scope, value = data.draw(some.sampled_from(scopes))
    goal = Goal(figure=figure, scope=scope, scope_value=value, currency="NOK")
    with by_chance.read() as reading:
        asking = Asking(reading, by_chance.clock, "NOK")
        found = goal_factors.split(asking, goal, before, now)
        was, there = (one.value for period in (before, now) for one in asking.measured(goal, [period]))
    if found:
        assert sum(one.part for one in found) == (there or Fraction()) - (was or Fraction())
    elif figure == "win_rate":
        assert was is None or there is None


@settings(max_examples=25, deadline=None)
@given(
    figure=some.sampled_from(("revenue", "sales", "win_rate", "cycle_time", "leads", "discounts.share")),
    step=some.sampled_from(("", "week", "month", "quarter")),
    days=STRETCHES,
    target=some.integers(0, 200_000_00),
)
def test_the_own_past_is_that_of_the_periods_before_and_its_best_is_one_of_them(
    by_chance: Store, figure: str, step: str, days: Period, target: int
) -> None:
    goal = Goal(figure=figure, scope="", currency="NOK", repeats=step, starts_on=days.start, ends_on=days.end)
    with by_chance.read() as reading:
        asking = Asking(reading, by_chance.clock, "NOK")
        told = goal_history.own_past(asking, goal, Fraction(target))
        again = [asking.measured(goal, [period])[0].value for period, _value in told.values]
    assert [value for _period, value in told.values] == again
    assert all(period.end <= days.start for period, _value in told.values)
    assert all(one.end == other.start or one.end < other.start
               for (one, _), (other, _) in zip(told.values, told.values[1:], strict=False))  # fmt: skip
    assert 0 <= told.reached <= told.of <= goal_history.LAST
    if told.best is None:
        assert not told.values
    else:
        better = min if figure in ("cycle_time", "discounts.share") else max
        assert told.best.value == better(value for _period, value in told.values)
