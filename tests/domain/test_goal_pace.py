"""Worked days and paces: what a seller should have by now, where it ends, and what each day left must bring."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import stdev
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salesdesk.domain.figures import pace
from salesdesk.domain.figures.attainment import Better, Standing, state
from salesdesk.domain.figures.goal_days import gone_and_left, on_worked_days, worked_days
from salesdesk.domain.figures.pace import expected, needed_a_day, projection
from salesdesk.domain.prospecting_time import begins
from salesdesk.services.holidays import of_country

MONDAY_TO_FRIDAY = range(5)
OSLO = ZoneInfo("Europe/Oslo")
AMOUNTS = some.lists(some.integers(0, 10**7), min_size=1, max_size=40)


def test_april_in_norway_has_nineteen_worked_days_with_easter_off() -> None:
    holidays = of_country("NO", [2026], "nb")
    assert holidays[date(2026, 4, 6)] == "Andre påskedag"
    days = worked_days(date(2026, 4, 1), date(2026, 5, 1), weekdays=MONDAY_TO_FRIDAY, days_off=holidays)
    assert len(days) == 22 - 3  # Maundy Thursday, Good Friday and Easter Monday


def test_a_fair_is_worked_on_a_saturday_a_sunday_and_a_day_off() -> None:
    days = worked_days(
        date(2026, 5, 11),
        date(2026, 5, 18),
        weekdays=MONDAY_TO_FRIDAY,
        days_off={date(2026, 5, 14), date(2026, 5, 15)},
        fairs=[(date(2026, 5, 14), date(2026, 5, 16)), (date(2026, 5, 17), date(2026, 5, 20))],
    )
    assert days == [date(2026, 5, number) for number in (11, 12, 13, 14, 16 - 1, 16, 17)]


def test_a_period_of_no_days_and_one_that_ends_before_it_begins_have_no_worked_day() -> None:
    for end in (date(2026, 5, 11), date(2026, 5, 1)):
        assert worked_days(date(2026, 5, 11), end, weekdays=range(7)) == []


def test_a_clock_change_neither_adds_nor_takes_a_day() -> None:
    for sunday, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
        next_day = sunday + timedelta(days=1)
        assert begins(next_day, OSLO) - begins(sunday, OSLO) == timedelta(hours=hours)
        days = worked_days(sunday - timedelta(days=3), sunday + timedelta(days=4), weekdays=range(7))
        assert len(days) == len(set(days)) == 7
        gone, left = gone_and_left(days, sunday)
        assert (len(gone), len(left)) == (3, 4)
        assert expected(700, len(gone), len(days)) == 300


def test_today_can_still_be_worked() -> None:
    days = worked_days(date(2026, 6, 1), date(2026, 6, 6), weekdays=MONDAY_TO_FRIDAY)
    gone, left = gone_and_left(days, date(2026, 6, 3))
    assert (len(gone), len(left)) == (2, 3)


def test_what_was_sold_on_a_free_saturday_goes_to_the_friday_before() -> None:
    days = worked_days(date(2026, 6, 1), date(2026, 6, 30), weekdays=MONDAY_TO_FRIDAY)
    sums = {date(2026, 6, 5): 100, date(2026, 6, 6): Decimal("50.5"), date(2026, 6, 8): 999}
    assert on_worked_days(sums, days, before=date(2026, 6, 8)) == [0, 0, 0, 0, Fraction(301, 2)]
    assert on_worked_days({date(2026, 5, 30): 7}, days, before=date(2026, 6, 2)) == [7]
    assert on_worked_days(sums, [], before=date(2026, 6, 8)) == []


def test_ten_of_twenty_one_days_gone_make_ten_twenty_firsts_of_the_target() -> None:
    assert expected(108_000_00, 10, 21) == Fraction(108_000_00 * 10, 21)
    assert expected(100, 0, 21) == 0
    assert expected(100, 0, 0) is None


def test_what_is_left_is_spread_over_the_days_left() -> None:
    assert needed_a_day(108_000, 84_250, 5) == 4_750
    assert needed_a_day(100, 120, 5) == 0
    assert needed_a_day(100, 20, 0) is None


def test_five_days_and_five_to_come_end_at_twice_as_much_give_or_take_what_the_days_vary() -> None:
    found = projection([Decimal(n) for n in (10, 20, 30, 40, 50)], 5, days_left=5)
    assert found is not None
    assert found.value == 300
    # Student's t of 4 degrees, 2.7764, times 15.811 x √10 = 50
    assert found.high == pytest.approx(300 + 2.7764 * stdev([10, 20, 30, 40, 50]) * 10**0.5, rel=1e-3)
    assert found.low == pytest.approx(300 - 138.8, rel=1e-2)


def test_days_that_brought_nothing_count_as_days() -> None:
    assert projection([600], 6, days_left=6) == projection([600, 0, 0, 0, 0, 0], 6, days_left=6)


def test_a_count_never_ends_below_what_is_there_but_revenue_may() -> None:
    daily = [1, 1, 1, 1, 496]
    grows = projection(daily, 5, days_left=5)
    falls = projection(daily, 5, days_left=5, grows=False)
    assert grows is not None
    assert falls is not None
    assert grows.low == 500.0
    assert falls.low is not None
    assert falls.low < 500
    assert grows.value == falls.value == 1000


def test_what_today_brought_already_is_kept() -> None:
    found = projection([10] * 5, 5, days_left=1, so_far=90)
    assert found is not None
    assert (found.value, found.low) == (90, 90.0)


@given(
    daily=some.lists(some.integers(-50, 200), min_size=1, max_size=20),
    today=some.integers(-100, 500),
    left=some.integers(1, 20),
    target=some.integers(1, 3_000),
    better=some.sampled_from(["higher", "lower"]),
)
def test_who_is_ahead_lands_beyond_the_target_and_who_is_behind_does_not(
    daily: list[int], today: int, left: int, target: int, better: Better
) -> None:
    every, actual = len(daily) + left, sum(daily) + today
    expected = pace.expected(target, len(daily), every)
    a_day = Fraction(target, every)
    stands = state(Standing(actual=actual, target=target, better=better, expected=expected, a_day=a_day))
    seen = pace.counted(daily, today, worked=True)
    likely = pace.projection(seen, len(seen), days_left=every - len(seen), so_far=actual, grows=False)
    assert likely is not None
    if stands in ("ahead", "behind"):
        assert (likely.value > target) == ((stands == "ahead") == (better == "higher"))


def test_what_came_in_one_jump_today_is_part_of_what_days_bring() -> None:
    assert pace.counted([0, 0, 0], 59, worked=True) == [0, 0, 0, 59]
    assert pace.counted([10, 20], 5, worked=True) == [10, 20]  # today is not over
    assert pace.counted([10, 20], 5, worked=False) == [10, 25]
    assert pace.counted([10, 20], -5, worked=True) == [10, 15]
    assert pace.counted([], 5, worked=True) == []


def test_before_a_day_is_gone_nothing_is_projected_and_after_the_last_it_is_what_it_is() -> None:
    assert projection([], 0, days_left=20) is None
    end = projection([5, 7], 2, days_left=0)
    assert end is not None
    assert (end.value, end.low, end.high) == (12, 12.0, 12.0)


def test_under_five_days_that_brought_something_a_projection_has_no_interval() -> None:
    for daily, gone, ends in (([5, 7, 9, 3], 4, 48), ([0] * 8, 8, 0), ([5, 7, 9, 3, 0, 0, 0, 0], 8, 36)):
        found = projection(daily, gone, days_left=4)
        assert found is not None
        assert (found.value, found.low, found.high) == (ends, None, None)


def test_more_sums_than_days_are_refused() -> None:
    with pytest.raises(ValueError, match="each day"):
        projection([1, 2], 1, days_left=1)


@given(AMOUNTS, some.integers(0, 60))
def test_a_projection_lies_in_its_interval_and_is_the_share_of_days(daily: list[int], left: int) -> None:
    found = projection(daily, len(daily), days_left=left)
    assert found is not None
    assert found.value == Fraction(sum(daily) * (len(daily) + left), len(daily))
    if found.low is not None and found.high is not None:
        assert sum(daily) <= found.low <= float(found.value) <= found.high


@given(
    some.dates(date(2024, 1, 1), date(2030, 1, 1)),
    some.integers(0, 400),
    some.sets(some.integers(0, 6)),
    some.sets(some.dates(date(2024, 1, 1), date(2031, 1, 1)), max_size=20),
)
def test_each_day_is_worked_once_or_not_and_gone_and_left_are_all(
    start: date, length: int, weekdays: set[int], off: set[date]
) -> None:
    end = start + timedelta(days=length)
    days = worked_days(start, end, weekdays=weekdays, days_off=off)
    free = worked_days(start, end, weekdays=set(range(7)) - weekdays, days_off=off)
    both = {*days, *free, *(day for day in off if start <= day < end)}
    assert len(both) == length
    gone, left = gone_and_left(days, start + timedelta(days=length // 2))
    assert gone + left == days


def test_a_country_nobody_knows_has_no_holidays_and_a_language_it_lacks_gives_its_own() -> None:
    assert of_country("XX", [2026], "en") == {}
    assert of_country("pl", [2026], "nb")[date(2026, 11, 11)] == "Narodowe Święto Niepodległości"
    assert of_country("NO", [2026], "en_GB")[date(2026, 5, 17)] == "Constitution Day"
    assert {day.year for day in of_country("SE", [2027, 2026, 2027], "sv")} == {2026, 2027}
