"""Customers gone quiet: by their own rhythm, with an act for each, and those that left with their cause."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain import quiet as rule
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.quiet import Usual
from salesdesk.errors import UserError
from salesdesk.services import activities, changes, crediting, deals, deliveries, quiet
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.store import delivery_list
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records

DAY = date(2026, 1, 1)


def days(*numbers: int) -> list[date]:
    return [DAY + timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("sales", "interval"),
    [
        ([], None),
        ((0, 30), None),
        ((0, 0, 30, 30), None),  # two days with several sales are two
        ((0, 30, 60), 30),
        ((0, 30, 60, 260), 30),  # one long pause does not make the rhythm
        ((0, 30, 75), 38),  # the middle of two gaps, rounded to the longer
        ((0, 1, 2, 3), rule.LEAST),  # who buys daily is not quiet in two days
    ],
)
def test_a_customer_has_an_own_interval_from_three_days_with_a_sale_on(
    sales: tuple[int, ...], interval: int | None
) -> None:
    assert rule.own_interval(days(*sales)) == interval


def test_who_has_no_own_interval_is_measured_by_the_others_or_by_a_year() -> None:
    sellers = rule.sellers_interval([days(0, 30, 60), days(0, 90, 180), days(5)])
    assert rule.usual(days(0), sellers) == Usual(60, "customers")
    assert rule.usual(days(0, 20, 40), sellers) == Usual(20, "own")
    assert rule.usual(days(0), rule.sellers_interval([days(0, 9)])) == Usual(rule.YEAR, "year")


@given(st.lists(st.integers(0, 3000), max_size=12), st.integers(0, 3000), st.integers(1, 400))
def test_each_day_without_a_word_makes_a_customer_a_day_more_overdue(
    sales: list[int], last: int, interval: int
) -> None:
    usual = rule.usual(days(*sales), interval)
    heard, now = DAY + timedelta(days=last), DAY + timedelta(days=3000)
    found = rule.overdue(heard, usual, now)
    assert found is not None
    assert rule.overdue(heard, usual, now + timedelta(days=1)) == found + 1
    assert (found > 0) == ((now - heard).days > usual.days)


def sale(store: Store, prospect: UUID, minor: int = 10_000, **known: object) -> UUID:
    line = LineDraft(name="Oak trays", net_minor=minor)
    draft = DealDraft(title="Trays", prospect=prospect, currency="NOK", lines=(line,))
    made = deals.open_deal(store, draft)
    deals.win(store, made.id, Won(check_ins=False, **known))  # type: ignore[arg-type]  # as a test says
    return made.id


def planned_away(store: Store) -> None:
    """Lets go of the follow-ups that captures planned."""
    with store.change("gone") as unit:
        for row in store_followups(unit):
            unit.delete(row)


def store_followups(reading: object) -> list[FollowUp]:
    from sqlalchemy import select

    return list(reading.find(select(FollowUp).where(FollowUp.deleted_at.is_(None))))  # type: ignore[attr-defined]


def lists(store: Store) -> quiet.Lists:
    with store.read() as reading:
        return quiet.look(reading, store.clock)


def test_the_longest_overdue_stand_first_and_each_act_takes_one_off(
    store: Store, clock: StandingClock
) -> None:
    often, seldom = capture(store, "Åsa Ørn").prospect, capture(store, "Łukasz Żak").prospect
    planned_away(store)
    for _ in range(3):
        sale(store, often)
        clock.wait(days=30)
    sale(store, seldom)
    clock.wait(days=50)
    found = lists(store).quiet
    assert [(one.who, one.overdue, one.usual.source) for one in found] == [
        ("Åsa Ørn", 50, "own"),
        ("Łukasz Żak", 20, "customers"),
    ]
    assert found[0].won is not None
    assert found[0].won.minor == 30_000
    quiet.follow_up(store, often, "Åsa Ørn")
    assert [one.who for one in lists(store).quiet] == ["Łukasz Żak"]
    activities.note(store, seldom, kind="call-out")
    assert not lists(store).quiet
    clock.wait(days=40)  # the call was never made, and the other has been quiet since theirs
    assert [one.who for one in lists(store).quiet] == ["Åsa Ørn", "Łukasz Żak"]


def test_one_that_left_says_why_once_and_comes_back_with_a_sale(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        clock = store.clock
        assert isinstance(clock, StandingClock)
        who = capture(store, "Đặng Thị Hạnh").prospect
        planned_away(store)
        sale(store, who)
        clock.wait(days=400)
        before = records(store)
        with pytest.raises(UserError):
            quiet.leave(store, who, "Đặng", " ")
        quiet.leave(store, who, "Đặng", "pris")
        (left,) = lists(store).left
        assert (left.cause, left.left_on) == ("price", date(2027, 12, 27))
        with pytest.raises(UserError):
            quiet.leave(store, who, "Đặng", "service")
        with store.read() as reading:
            draft = quiet.proposed(reading, left.cause, left.who, clock)
        assert draft.day is not None
        assert draft.day > date(2028, 5, 1)
        quiet.plan(store, who, left.who, draft)
        assert not lists(store).quiet
        sale(store, who)
        assert not lists(store).left
    with open_store(path) as store:
        for _ in range(4):  # won, opened, planned, left
            changes.undo(store)
        assert records(store) == before


def test_what_was_the_sellers_own_doing_is_mended_soon_and_on_a_worked_day(store: Store) -> None:
    with store.read() as reading:  # it is a Sunday
        draft = quiet.proposed(reading, "service", "Åsa", store.clock)
        own = quiet.proposed(reading, "moved abroad", "Åsa", store.clock)
    assert draft.day == date(2026, 11, 23)
    assert own.what == "Ask Åsa what would bring them back"


def test_a_sale_from_before_it_left_does_not_bring_a_customer_back(store: Store) -> None:
    who = capture(store).prospect
    quiet.leave(store, who, "Ingrid", "price")
    made = deals.open_deal(store, DealDraft(title="Old", prospect=who, currency="NOK"))
    with store.change("dated") as unit:
        unit.need(deals.Deal, made.id).opened_at = store.clock.now() - timedelta(days=30)
    deals.win(store, made.id, Won(at=store.clock.now() - timedelta(days=20)))
    with store.read() as reading:
        assert reading.need(Prospect, who).left_on == date(2026, 11, 22)
    quiet.return_(store, who, "Ingrid")
    with store.read() as reading:
        assert reading.need(Prospect, who).left_on is None


def test_deliveries_are_late_by_the_last_promise_until_they_are_made(
    store: Store, clock: StandingClock
) -> None:
    who = capture(store, "Jørgen Ås", phones=("912 34 567",)).prospect
    late = sale(store, who, delivery=date(2026, 11, 18))
    sale(store, who, delivery=date(2026, 11, 25))
    sale(store, who, delivery=date(2027, 3, 1))

    def waiting() -> list[tuple[UUID, int]]:
        with store.read() as reading:
            return [(one.id, one.late) for one in deliveries.waiting(reading, clock)]

    assert [days for _deal, days in waiting()] == [4, -3]
    clock.wait(hours=1)
    deals.promise_delivery(store, late, date(2026, 11, 21))
    assert waiting()[0] == (late, 1)
    with store.read() as reading:
        (first, *_rest) = deliveries.waiting(reading, clock)
    assert (first.first, first.promised, first.who) == (date(2026, 11, 18), date(2026, 11, 21), "Jørgen Ås")
    deals.note_day(store, late, "delivered_on", date(2026, 11, 22))
    assert [days for _deal, days in waiting()] == [-3]


def test_a_sale_that_came_back_as_a_whole_is_not_waited_for_and_tells_no_rhythm(
    store: Store, clock: StandingClock
) -> None:
    who = capture(store, "Jørgen Ås").prospect
    planned_away(store)
    made = [sale(store, who, delivery=date(2026, 11, 18))]
    for _ in range(2):
        clock.wait(days=30)
        made.append(sale(store, who))
    clock.wait(days=60)
    assert [(one.sales, one.usual.source) for one in lists(store).quiet] == [(3, "own")]

    with store.read() as reading:
        (line,) = deals.lines(reading, made[0])
    crediting.give(store, line.id, Decimal("0.5"))
    with store.read() as reading:
        assert [one.id for one in deliveries.waiting(reading, clock)] == [made[0]]
    crediting.give(store, line.id, Decimal("0.5"))

    with store.read() as reading:
        assert deliveries.waiting(reading, clock) == []
    assert lists(store).quiet == []
    clock.wait(days=365)
    assert [(one.sales, one.usual.source) for one in lists(store).quiet] == [(2, "year")]


def test_what_is_late_is_asked_of_the_sales_not_delivered_and_not_of_every_promise_ever_made(
    store: Store,
) -> None:
    asked: list[str] = []
    with store.reading_raw() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.set_trace_callback(asked.append)
        delivery_list.promised(connection, "2026-11-22").fetchall()
        raw.set_trace_callback(None)
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
    promises = [step for step in plan if " y " in f"{step} "]
    assert len(promises) == 2
    assert all(step.startswith("SEARCH y USING INDEX") for step in promises)


def test_a_customer_of_whom_nobody_knows_when_one_last_heard_is_kept_among_those_that_left(
    store: Store,
) -> None:
    with store.change("as an old file brings it") as unit:
        who = unit.add(Prospect(name="Đỗ Thị Thư", stage="customer")).id
    assert not lists(store).quiet

    quiet.leave(store, who, "Đỗ Thị Thư", "price")

    (left,) = lists(store).left
    assert (left.who, left.left_on, left.last_sale) == ("Đỗ Thị Thư", date(2026, 11, 22), None)
