"""Targets, how much of them is reached, in one word how a goal stands, and its milestones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from salesdesk.domain.figures.attainment import Standing, attainment, state, target_of
from salesdesk.domain.figures.milestones import Milestone, milestones_state, running

TEN, TWENTY = date(2026, 3, 10), date(2026, 3, 20)


def test_nine_per_cent_each_month_compounds_exactly() -> None:
    by = Decimal("0.09")
    assert target_of(100_000_00, by, "relative") == 109_000_00
    assert target_of(100_000_00, by, "relative", repeat=2) == 118_810_00
    assert target_of(100, by, "relative", repeat=12) == 100 * Fraction(109, 100) ** 12


def test_five_points_and_five_per_cent_are_not_the_same() -> None:
    win_rate = Fraction(31, 100)
    assert target_of(win_rate, Decimal("0.05"), "points") == Fraction(36, 100)
    assert target_of(win_rate, Decimal("0.05"), "relative") == Fraction(3255, 10_000)
    assert target_of(win_rate, Decimal("-0.015"), "points", repeat=2) == Fraction(28, 100)


def test_growth_on_nothing_or_less_has_no_target_but_points_and_a_number_have() -> None:
    for base in (0, -5, None):
        assert target_of(base, Fraction(1, 10), "relative") is None
    assert target_of(-5, 10, "points") == 5
    assert target_of(None, 10, "points") is None
    assert target_of(None, 1080, "absolute", repeat=3) == 1080


def test_higher_is_better_is_actual_over_target() -> None:
    assert attainment(84_250, 108_000) == Fraction(84_250, 108_000)
    assert attainment(120, 100) == Fraction(6, 5)
    assert attainment(-10, 100) == Fraction(-1, 10)
    for actual, target in ((5, 0), (5, -3), (None, 5), (5, None)):
        assert attainment(actual, target) is None


def test_lower_is_better_is_the_way_gone_from_the_baseline() -> None:
    assert attainment(24, 21, "lower", baseline=30) == Fraction(2, 3)
    assert attainment(33, 21, "lower", baseline=30) == Fraction(-1, 3)
    assert attainment(18, 21, "lower", baseline=30) == Fraction(4, 3)
    assert attainment(18, 21, "lower") is None


@pytest.mark.parametrize("baseline", [21, 20])
def test_who_is_at_the_target_already_meets_it_or_not(baseline: int) -> None:
    assert attainment(21, 21, "lower", baseline=baseline) == 1
    assert attainment(22, 21, "lower", baseline=baseline) == 0


def standing(actual: int | None, *, expected: int | None = 100, over: bool = False, a_day: int = 0) -> str:
    return state(Standing(actual=actual, target=200, expected=expected, over=over, a_day=a_day))


def test_a_count_is_on_pace_within_five_per_cent_of_where_it_should_be() -> None:
    told = [standing(actual) for actual in (94, 95, 105, 106, 200)]
    assert told == ["behind", "on-pace", "on-pace", "ahead", "met"]


def test_one_worked_day_is_no_reason_to_call_it_behind() -> None:
    assert standing(90, a_day=10) == "on-pace"
    assert standing(0, expected=10, a_day=10) == "on-pace"
    assert standing(0, expected=20, a_day=10) == "behind"


def test_once_over_it_is_met_or_missed_and_without_data_nothing() -> None:
    assert standing(199, over=True) == "missed"
    assert standing(200, over=True) == "met"
    assert standing(None, over=True) == "no-data"


def test_a_count_that_should_stay_low_is_missed_at_once_and_met_only_at_the_end() -> None:
    def discounts(actual: int, *, over: bool = False) -> str:
        return state(Standing(actual=actual, target=10, better="lower", expected=5, over=over))

    assert [discounts(actual) for actual in (4, 5, 6, 10, 11)] == [
        *("ahead", "on-pace", "behind", "behind", "missed")
    ]
    assert discounts(10, over=True) == "met"


def test_a_level_is_held_against_its_target_until_the_end() -> None:
    def keeping(actual: str) -> str:
        return state(Standing(actual=Decimal(actual), target=Decimal("0.9")))

    assert [keeping(one) for one in ("0.93", "0.9", "0.86", "0.85")] == [
        *("ahead", "ahead", "on-pace", "behind")
    ]
    assert state(Standing(actual=24, target=21, better="lower")) == "behind"
    assert state(Standing(actual=20, target=21, better="lower", over=True)) == "met"


def test_a_milestone_is_reached_late_missed_or_to_come() -> None:
    by_day = running({date(2026, 3, 12): 60, date(2026, 3, 3): Decimal(50), date(2026, 3, 9): -20})
    assert by_day[date(2026, 3, 12)] == 90
    marks = [Milestone(TWENTY, Fraction(95)), Milestone(TEN, Fraction(80)), Milestone(TEN, Fraction(40))]
    told = milestones_state(marks, by_day, today=date(2026, 3, 20))
    assert [(one.state, one.on and one.on.day) for one in told] == [
        *(("late", 12), ("reached", 3), ("to-come", None))
    ]
    later = milestones_state(marks, by_day, today=date(2026, 3, 21))
    assert later[-1].state == "missed"


def test_a_level_meets_a_milestone_on_its_day_not_by_an_early_lucky_one() -> None:
    win_rate = {date(2026, 3, 2): Fraction(1), date(2026, 3, 8): Fraction(3, 10)}
    mark = [Milestone(TEN, Fraction(35, 100))]
    assert milestones_state(mark, win_rate, today=TEN, counts=False)[0].state == "to-come"
    assert milestones_state(mark, win_rate, today=TWENTY, counts=False)[0].state == "missed"
    cycle = {date(2026, 3, 8): 20, date(2026, 3, 15): 40}
    at_most = [Milestone(TEN, Fraction(21)), Milestone(date(2026, 3, 16), Fraction(21))]
    told = milestones_state(at_most, cycle, today=TWENTY, counts=False, better="lower")
    assert [one.state for one in told] == ["reached", "missed"]
    assert milestones_state(mark, {}, today=TWENTY, counts=False)[0].state == "missed"
