"""Insights: what is compared with what, how far those met came, what was lost to what, who bought again, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from uuid import UUID

import pytest

from salesdesk.domain.figures.periods import Period, buckets
from salesdesk.services import deals, deals_board, insight_parts, insights, stints
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.insight_periods import Choice, beside, step_for
from salesdesk.services.insights import View
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture

TODAY = date(2026, 11, 22)


def at(month: int, day: int, hour: int = 9) -> datetime:
    """An hour of 2026 in Oslo, in winter or in summer, as UTC."""
    return datetime(2026, month, day, hour - (2 if 4 <= month <= 10 else 1), tzinfo=UTC)


def deal(clock: StandingClock, store: Store, who: UUID | None, opened: datetime, **said: object) -> UUID:
    """A deal opened at an instant; then it is `won` or `lost` at another, to a `cause`, by a `technique`."""
    clock.at = opened
    line = LineDraft(name="Oak tray", net_minor=int(str(said.get("minor", 100_000))))
    technique = str(said.get("technique", ""))
    draft = DealDraft(title="Øst-trær", currency="NOK", prospect=who, lines=(line,), technique=technique)
    made = deals.open_deal(store, draft).id
    won, lost = said.get("won"), said.get("lost")
    if isinstance(won, datetime):
        clock.at = won
        deals.win(store, made, Won(at=won, technique=technique))
    if isinstance(lost, datetime):
        clock.at = lost
        deals.lose(store, made, Lost(at=lost, cause=str(said.get("cause", ""))))
    return made


def met(clock: StandingClock, store: Store, name: str, when: datetime) -> UUID:
    clock.at = when
    return capture(store, name).prospect


def now(clock: StandingClock) -> None:
    clock.at = at(11, 22)


def test_a_period_that_runs_is_compared_with_as_many_days_of_the_one_before() -> None:
    cases = {
        Choice("month"): (
            Period(date(2026, 11, 1), date(2026, 11, 23)),
            date(2026, 10, 1),
            date(2026, 10, 23),
        ),
        Choice("last-month"): (
            Period(date(2026, 10, 1), date(2026, 11, 1)),
            date(2026, 9, 1),
            date(2026, 10, 1),
        ),
        Choice("quarter"): (
            Period(date(2026, 10, 1), date(2026, 11, 23)),
            date(2026, 7, 1),
            date(2026, 8, 23),
        ),
        Choice("year"): (Period(date(2026, 1, 1), date(2026, 11, 23)), date(2025, 1, 1), date(2025, 11, 23)),
        Choice("last-year"): (
            Period(date(2025, 1, 1), date(2026, 1, 1)),
            date(2024, 1, 1),
            date(2025, 1, 1),
        ),
        Choice("12-months"): (
            Period(date(2025, 11, 23), date(2026, 11, 23)),
            date(2024, 11, 23),
            date(2025, 11, 23),
        ),
        Choice("own", first=date(2026, 3, 3), last=date(2026, 3, 5)): (
            Period(date(2026, 3, 3), date(2026, 3, 6)),
            date(2026, 2, 28),
            date(2026, 3, 3),
        ),
        Choice("month", "year"): (
            Period(date(2026, 11, 1), date(2026, 11, 23)),
            date(2025, 11, 1),
            date(2025, 11, 23),
        ),
    }
    for choice, (days, start, end) in cases.items():
        assert choice.days(TODAY) == days
        assert choice.compared(TODAY) == Period(start, end), choice
    assert Choice("month", "nothing").compared(TODAY) is None


def test_the_end_of_march_is_compared_with_all_of_february_and_no_day_of_march() -> None:
    assert Choice("month").compared(date(2026, 3, 31)) == Period(date(2026, 2, 1), date(2026, 3, 1))


def test_days_stand_beside_the_same_day_of_the_other_period_and_those_too_many_beside_none() -> None:
    march, february = Period(date(2026, 3, 1), date(2026, 4, 1)), Period(date(2026, 2, 1), date(2026, 3, 1))
    others = beside(buckets(march, "day"), march, february, "day")
    assert others[0] == Period(date(2026, 2, 1), date(2026, 2, 2))
    assert others[27:] == [Period(date(2026, 2, 28), date(2026, 3, 1)), None, None, None]
    assert [
        step_for(Period(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=many))) for many in (30, 92)
    ] == [
        "day",
        "day",
    ]
    assert step_for(Choice("year").days(TODAY)) == "week"


def revenue(store: Store, choice: Choice) -> insights.Pair:
    with store.read() as reading:
        return insights.key_figures(View(reading, store.clock, "NOK", choice))[0]


def test_revenue_changed_by_a_share_of_what_it_was_and_says_nothing_of_what_grew_from_nothing(
    store: Store, clock: StandingClock
) -> None:
    deal(clock, store, None, at(10, 2), won=at(10, 5), minor=200_000)
    deal(clock, store, None, at(10, 3), won=at(10, 30), minor=900_000)  # after the days that are compared
    deal(clock, store, None, at(11, 3), won=at(11, 5), minor=250_000)
    now(clock)
    pair = revenue(store, Choice("month"))
    assert (pair.now.value, pair.before and pair.before.value, pair.change) == (
        250_000,
        200_000,
        Fraction(1, 4),
    )
    assert revenue(store, Choice("month", "year")).change is None
    assert revenue(store, Choice("month", "nothing")).before is None


def test_who_came_further_came_through_the_steps_before_it(store: Store, clock: StandingClock) -> None:
    first = met(clock, store, "Åse Ørbeck", at(6, 1))
    met(clock, store, "Łukasz Żak", at(6, 2))
    second = met(clock, store, "Đặng Thế", at(6, 3))
    deal(clock, store, first, at(6, 11), won=at(6, 21))
    deal(clock, store, second, at(6, 23))
    met(clock, store, "Before it", at(5, 1))
    now(clock)
    with store.read() as reading:
        asked = View(reading, clock, "NOK", Choice("own", first=date(2026, 6, 1), last=date(2026, 6, 30)))
        found = insights.funnel(asked)
    assert [(one.slug, one.count) for one in found.steps] == [
        ("met", 3),
        ("marketing", 2),
        ("sales", 2),
        ("deal", 2),
        ("won", 1),
    ]
    stays = {one.slug: one.stayed for one in found.steps}
    assert (stays["met"].value, stays["met"].n) == (15, 2)  # ten days and twenty
    assert stays["marketing"].value is None  # both came through it at one instant: no stay
    assert (stays["deal"].value, stays["won"].value, found.whole.value) == (10, None, 20)
    assert found.conversion.value == Fraction(1, 3)
    assert found.conversion.note == "few"


def test_losses_are_counted_by_cause_and_those_of_which_nobody_said_why_come_last(
    store: Store, clock: StandingClock
) -> None:
    for day, cause, minor in ((2, "price", 100_000), (3, "price", 50_000), (4, "Flyttet til Ås", 70_000)):
        deal(clock, store, None, at(11, day), lost=at(11, 10), cause=cause, minor=minor)
    for _time in range(3):
        deal(clock, store, None, at(11, 5), lost=at(11, 11), minor=10_000)
    deal(clock, store, None, at(10, 2), lost=at(10, 9), cause="price")
    now(clock)
    with store.read() as reading:
        found = insight_parts.losses(View(reading, clock, "NOK", Choice("month")))
    assert [(one.cause, one.count, one.minor) for one in found] == [
        ("Price", 2, 150_000),
        ("Flyttet til Ås", 1, 70_000),
        ("", 3, 30_000),
    ]


def test_who_bought_again_is_told_by_the_month_of_their_first_sale(
    store: Store, clock: StandingClock
) -> None:
    people = [met(clock, store, f"Kunde {number} Ødegård", at(8, 1)) for number in range(6)]
    for who in people:
        deal(clock, store, who, at(9, 1), won=at(9, 10))
    for who in people[:3]:
        deal(clock, store, who, at(11, 1), won=at(11, 3))
    deal(clock, store, people[0], at(11, 3), won=at(11, 4))  # twice in a month is once
    now(clock)
    with store.read() as reading:
        found = insight_parts.bought_again(View(reading, clock, "NOK", Choice("year")))
    september = next(one for one in found.cohorts if one.days.start == date(2026, 9, 1))
    assert found.step == "month"
    assert september.customers == 6
    assert [one.value for one in september.again] == [0, Fraction(1, 2)]
    assert sum(one.customers for one in found.cohorts) == 6


def test_hours_are_of_the_sellers_day_and_leads_of_the_time_that_the_timer_ran(
    store: Store, clock: StandingClock
) -> None:
    for day in range(2, 7):  # five days, an hour and a half from half past nine
        clock.at = at(11, day) + timedelta(minutes=30)
        stints.start(store)
        if day < 4:
            met(clock, store, f"Đỗ {day}", at(11, day, 10))
        clock.at = at(11, day, 11)
        stints.stop(store)
    met(clock, store, "Besides", at(11, 9, 12))
    now(clock)
    with store.read() as reading:
        found = {one.hour: one for one in insight_parts.hours(View(reading, clock, "NOK", Choice("month")))}
    assert sorted(found) == [9, 10, 11, 12]
    assert (found[9].time, found[10].time) == (timedelta(minutes=150), timedelta(hours=5))
    assert (found[10].an_hour.value, found[10].an_hour.n) == (Fraction(2, 5), 5)
    assert found[9].an_hour.value == 0
    assert found[12].an_hour.value is None
    assert (found[12].met, found[12].within) == (1, 0)


def test_techniques_stand_by_how_often_they_were_tried_and_are_told_apart_only_where_chance_is_out(
    store: Store, clock: StandingClock
) -> None:
    for number in range(12):
        deal(clock, store, None, at(11, 1), won=at(11, 2), technique="Live demo")
        if number < 11:
            deal(clock, store, None, at(11, 1), lost=at(11, 2), technique="Ringe på Ål")
    for _number in range(3):
        deal(clock, store, None, at(11, 1), won=at(11, 2), technique="Vareprøve")
    now(clock)
    with store.read() as reading:
        found = insights.techniques(View(reading, clock, "NOK", Choice("month")))
    assert [(one.label, one.of["win_rate"].n) for one in found] == [
        ("Live demo", 12),
        ("Ringe på Ål", 11),
        ("Vareprøve", 3),
    ]
    apart = insights.told_apart(found)
    assert apart is not None
    assert [one.label for one in apart] == ["Live demo", "Ringe på Ål"]
    assert insights.told_apart([found[0], found[2]]) is None


def test_what_may_come_is_told_by_month_with_what_is_late_first(store: Store, clock: StandingClock) -> None:
    now(clock)
    for close in (date(2026, 11, 20), date(2026, 12, 1), date(2026, 12, 24), None):
        line = LineDraft(name="Oak tray", net_minor=100_000)
        draft = DealDraft(title="Brett", currency="NOK", lines=(line,), expected_close=close)
        deals.open_deal(store, draft)
    with store.read() as reading:
        found = insight_parts.ahead(View(reading, clock, "NOK", Choice()))
        board = deals_board.read(reading, clock, "NOK")
    assert found.whole == board.forecast
    assert [(one.month, one.late, one.forecast.deals) for one in found.months] == [
        (None, True, 1),
        (date(2026, 12, 1), False, 2),
        (None, False, 1),
    ]
    assert sum(one.forecast.weighted for one in found.months) == pytest.approx(found.whole.weighted, abs=2)
    assert found.whole.low <= found.whole.weighted <= found.whole.high


def test_a_store_with_nothing_in_it_is_empty_and_each_part_of_it_says_so(store: Store) -> None:
    with store.read() as reading:
        asked = View(reading, store.clock, "NOK", Choice())
        assert insights.is_empty(reading)
        assert insights.funnel(asked).conversion.value is None
        assert not insights.sources(asked)
        assert not insights.techniques(asked)
        assert not insight_parts.losses(asked)
        assert not insight_parts.hours(asked)
        assert not any(one.customers for one in insight_parts.bought_again(asked).cohorts)
        assert not insight_parts.ahead(asked).months
    capture(store, "Łucja")
    with store.read() as reading:
        assert not insights.is_empty(reading)
