"""Commission as a seller has it: set, changed, undone; earned to the øre by period, and what the next tier needs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk.domain.commissions import CommissionTier
from salesdesk.domain.deals import DealLine
from salesdesk.domain.figures.commission import Tier
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.goals import Goal
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import changes, commissions, crediting, deals, figure_working, figures, goals
from salesdesk.services.commission_standing import Standing, standing
from salesdesk.services.commission_words import rate_meant
from salesdesk.services.commissions import PlanDraft
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_progress import of
from salesdesk.services.goals import GoalDraft
from salesdesk.store.database import Store
from tests.factories import StandingClock, open_store, records

JANUARY = date(2026, 1, 1)
FIVE, EIGHT = Tier(0, Decimal("0.05")), Tier(100_000_00, Decimal("0.08"))


def plan(store: Store, since: date = JANUARY, *, base: int = 5_000, step: str = "month", **said: Any) -> Any:
    """Kroner, 5 % and from 100 000 kr on 8 %, where nothing else is said."""
    tiers = said.pop("tiers", (FIVE, EIGHT))
    draft = PlanDraft(since=since, base=Money(base * 100, "NOK"), step=step, tiers=tiers, **said)
    return commissions.set_plan(store, draft)


def sale(store: Store, day: datetime, kroner: int, currency: str = "NOK") -> Any:
    line, clock = LineDraft(name="Skål", net_minor=kroner * 100), store.clock
    assert isinstance(clock, StandingClock)
    now, clock.at = clock.at, day
    opened = deals.open_deal(store, DealDraft(title="Łódź", currency=currency, lines=(line,)))
    deals.win(store, opened.id, Won(at=day, check_ins=False))
    clock.at = now
    return opened.id


def credit(store: Store, deal: Any, at: datetime, kroner: int) -> None:
    with store.read() as reading:
        line = reading.first(select(DealLine).where(DealLine.deal == deal))
    assert line is not None
    crediting.give(store, line.id, Decimal("0.1"), minor=kroner * 100, at=at)


def on(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def figure(store: Store, start: date, end: date) -> Figure:
    with store.read() as reading:
        (found,) = figures.read(reading, store.clock, "NOK", Period(start, end), ids=["commission"])
    return found


def earned(store: Store, start: date, end: date) -> int | None:
    """In øre."""
    value = figure(store, start, end).value
    return None if value is None else int(value)


def stands(store: Store) -> Standing | None:
    with store.read() as reading:
        return standing(reading, store.clock, "NOK")


def test_a_month_earns_its_base_and_each_tier_on_the_slice_above_it(store: Store) -> None:
    plan(store)
    sale(store, on(10, 5), 84_000)
    assert earned(store, date(2026, 10, 1), date(2026, 11, 1)) == 5_000_00 + 4_200_00
    sale(store, on(10, 20), 36_000)  # 16 000 at 5 %, 20 000 at 8 %
    assert earned(store, date(2026, 10, 1), date(2026, 11, 1)) == 5_000_00 + 5_000_00 + 1_600_00
    assert earned(store, date(2026, 9, 1), date(2026, 10, 1)) == 5_000_00


def test_days_add_up_to_the_month_and_months_to_the_year_and_the_base_is_of_the_first_day(
    store: Store,
) -> None:
    plan(store)
    for day, kroner in ((5, 84_000), (20, 36_000), (20, 1)):
        sale(store, on(10, day), kroner)
    assert earned(store, date(2026, 10, 1), date(2026, 10, 2)) == 5_000_00
    assert earned(store, date(2026, 10, 5), date(2026, 10, 6)) == 4_200_00
    assert earned(store, date(2026, 10, 20), date(2026, 10, 21)) == 800_00 + 1_600_00 + 8
    with store.read() as reading:
        days, months = (
            figures.read(
                reading, store.clock, "NOK", Period(JANUARY, date(2026, 11, 23)), ids=["commission"], by=by
            )
            for by in ("day", "month")
        )
    whole = earned(store, JANUARY, date(2026, 11, 23))
    assert whole == 11 * 5_000_00 + 5_000_00 + 1_600_08
    assert sum(one.value or 0 for one in days) == sum(one.value or 0 for one in months) == whole


def test_a_credit_takes_back_in_the_period_in_which_it_is_dated(store: Store) -> None:
    plan(store)
    sold = sale(store, on(9, 10), 120_000)
    credit(store, sold, on(9, 25), 10_000)
    assert earned(store, date(2026, 9, 1), date(2026, 10, 1)) == 5_000_00 + 5_000_00 + 800_00
    credit(store, sold, on(10, 5), 30_000)
    assert earned(store, date(2026, 9, 1), date(2026, 10, 1)) == 5_000_00 + 5_000_00 + 800_00
    assert earned(store, date(2026, 10, 1), date(2026, 11, 1)) == 5_000_00 - 1_500_00
    sale(store, on(10, 28), 20_000)  # 30 000 came back, 20 000 were sold: 10 000 less than nothing
    assert earned(store, date(2026, 10, 1), date(2026, 11, 1)) == 5_000_00 - 500_00


def test_a_sale_in_another_currency_without_a_rate_earns_nothing_and_is_told(store: Store) -> None:
    plan(store)
    sale(store, on(10, 5), 10_000)
    sale(store, on(10, 6), 10_000, "USD")
    found = figure(store, date(2026, 10, 1), date(2026, 11, 1))
    assert found.value == 5_500_00
    assert [(one.why, one.count) for one in found.excluded] == [("no-rate", 1)]
    sale(store, on(11, 6), 10_000, "USD")
    now = stands(store)
    assert now is not None
    assert (now.sold_minor, now.left_out) == (0, 1)


def test_without_a_plan_and_before_it_and_in_days_to_come_there_is_no_data(store: Store) -> None:
    sale(store, on(3, 5), 10_000)
    assert figure(store, JANUARY, date(2026, 11, 1)).value is None
    assert stands(store) is None
    plan(store, date(2026, 4, 1))
    assert figure(store, JANUARY, date(2026, 4, 1)).value is None
    assert earned(store, JANUARY, date(2026, 5, 1)) == 5_000_00  # what was sold in March earns nothing
    assert figure(store, date(2026, 12, 1), date(2027, 1, 1)).value is None
    assert earned(store, date(2026, 11, 1), date(2027, 1, 1)) == 5_000_00  # December has not begun


def test_only_what_a_plan_pays_for_is_counted_and_told_as_left_out(store: Store) -> None:
    sale(store, on(1, 10), 100_000)
    old = sale(store, on(2, 10), 100_000, "USD")
    credit(store, old, on(2, 11), 1_000)
    plan(store, date(2026, 11, 1))
    sale(store, on(11, 10), 1_000)
    found = figure(store, JANUARY, date(2027, 1, 1))
    assert (found.value, found.n, found.excluded) == (5_050_00, 1, ())
    with store.read() as reading:
        period = Period(JANUARY, date(2027, 1, 1))
        made = figure_working.read(reading, store.clock, "NOK", period, "commission")
        assert [part.count for part in made.sides] == [1, 1, 1, 0]
        assert made.left_out == ()
        before = figure_working.read(
            reading, store.clock, "NOK", Period(JANUARY, on(3, 1).date()), "commission"
        )
        assert [part.count for part in before.sides] == [0, 0, 0, 0]
    sale(store, on(11, 12), 1_000, "USD")
    assert [(one.why, one.count) for one in figure(store, JANUARY, date(2027, 1, 1)).excluded] == [
        ("no-rate", 1)
    ]


def test_a_new_plan_in_the_middle_of_a_year_holds_from_the_next_period_on(store: Store) -> None:
    plan(store, date(2026, 1, 15))
    plan(store, date(2026, 6, 10), base=0, step="quarter", tiers=(Tier(0, Decimal("0.1")),))
    for month in (1, 6, 7, 9):
        sale(store, on(month, 20), 10_000)
    assert earned(store, JANUARY, date(2026, 2, 1)) == 5_500_00  # from the 15th on
    assert earned(store, date(2026, 6, 1), date(2026, 7, 1)) == 5_500_00  # begun under the first plan
    assert earned(store, date(2026, 7, 1), date(2026, 10, 1)) == 2_000_00
    assert earned(store, JANUARY, date(2026, 11, 1)) == 6 * 5_000_00 + 1_000_00 + 2_000_00


def test_a_plan_that_is_changed_within_the_month_pays_the_month_to_its_end_and_a_late_credit_takes_by_the_new_one(
    store: Store,
) -> None:
    plan(store, date(2026, 9, 1))
    plan(store, date(2026, 10, 15), base=1_000, tiers=(Tier(0, Decimal("0.1")),))
    sold = sale(store, on(10, 5), 90_000)
    sale(store, on(10, 20), 20_000)  # begun under the first plan: 10 000 at 5 %, 10 000 at 8 %
    assert earned(store, date(2026, 10, 15), date(2026, 11, 1)) == 500_00 + 800_00
    assert earned(store, date(2026, 10, 1), date(2026, 11, 1)) == 5_000_00 + 5_000_00 + 800_00
    credit(store, sold, on(11, 5), 3_000)
    assert earned(store, date(2026, 11, 1), date(2026, 12, 1)) == 1_000_00 - 300_00
    assert earned(store, date(2026, 10, 1), date(2026, 12, 1)) == 10_800_00 + 700_00


def test_a_plan_in_another_currency_is_left_out_and_told(store: Store) -> None:
    plan(store, date(2026, 9, 1))
    draft = PlanDraft(since=date(2026, 10, 1), base=Money(100_00, "EUR"))
    commissions.set_plan(store, draft)
    found = figure(store, date(2026, 9, 1), date(2026, 11, 1))
    assert found.value == 5_000_00
    assert [(one.why, one.count) for one in found.excluded] == [("plan-currency", 1)]
    alone = figure(store, date(2026, 10, 1), date(2026, 11, 1))
    assert (alone.value, alone.excluded[0].count) == (None, 1)


def test_what_the_next_tier_needs_and_what_a_sale_of_the_usual_size_adds(store: Store) -> None:
    plan(store)
    sale(store, on(10, 5), 60_000)
    sale(store, on(11, 5), 90_000)
    now = stands(store)
    assert now is not None
    assert now.period == Period(date(2026, 11, 1), date(2026, 12, 1))
    assert (now.sold_minor, now.earned_minor) == (90_000_00, 9_500_00)
    assert now.tier == FIVE
    assert now.next is not None
    assert (now.next.tier, now.next.to_go_minor) == (EIGHT, 10_000_00)
    assert (now.sale_minor, now.sale_adds) == (75_000_00, 500_00 + 5_200_00)
    with store.read() as reading:
        then = standing(reading, store.clock, "NOK", date(2026, 10, 31))
    assert then is not None
    assert then.earned_minor == 8_000_00


def test_the_working_of_commission_is_its_bases_and_what_each_period_brought(store: Store) -> None:
    plan(store)
    sale(store, on(10, 5), 84_000)
    credit(store, sale(store, on(11, 5), 10_000), on(11, 6), 4_000)
    with store.read() as reading:
        period = Period(date(2026, 10, 15), date(2026, 11, 23))
        made = figure_working.read(reading, store.clock, "NOK", period, "commission")
        base, brought = (
            figure_working.records(reading, store.clock, "NOK", period, part.side) for part in made.sides[:2]
        )
    assert made.figure.value == 5_000_00 + 300_00
    assert [part.amount for part in made.sides] == [5_000_00, 300_00, None, None]
    assert [(one.day, one.amount) for one in base] == [(date(2026, 11, 1), 5_000_00)]
    assert [(one.day, one.amount) for one in brought] == [
        (date(2026, 11, 1), 300_00),
        (date(2026, 10, 15), 0),
    ]


def test_a_goal_of_commission_is_tracked_like_others(store: Store) -> None:
    plan(store)
    sale(store, on(11, 5), 90_000)
    draft = GoalDraft(
        figure="commission",
        change=Decimal(12_000),
        starts_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 1),
    )
    goal = goals.add(store, draft, own="NOK")
    with store.read() as reading:
        progress = of(Asking(reading, store.clock, "NOK"), reading.need(Goal, goal.id))
    assert progress.actual is not None
    assert progress.actual.value == 9_500_00


def test_what_cannot_be_is_refused_and_nothing_is_kept(store: Store) -> None:
    kept = plan(store)
    with pytest.raises(UserError, match="same amount"):
        plan(store, tiers=(FIVE, Tier(0, Decimal("0.1"))))
    with pytest.raises(UserError, match="same amount"):
        commissions.add_tier(store, kept, Tier(100_000_00, Decimal("0.1")))
    with pytest.raises(UserError, match="0 to 100"):
        commissions.add_tier(store, kept, Tier(1, Decimal("1.01")))
    with pytest.raises(UserError, match="0 or more"):
        commissions.change(store, kept, base=Money(-1, "NOK"))
    with pytest.raises(UserError, match="month, quarter or year"):
        commissions.change(store, kept, step="week")
    later = plan(store, date(2026, 7, 1))
    with pytest.raises(UserError, match="Another plan"):
        commissions.change(store, later, since=JANUARY)
    with store.read() as reading:
        assert [one.terms.plan.tiers for one in commissions.read(reading)] == [(FIVE, EIGHT)] * 2
        found = commissions.begun(commissions.read(reading), date(2026, 6, 30))
        assert found is not None
        assert found.id == kept
        assert commissions.begun(commissions.read(reading), date(2025, 12, 31)) is None


def test_tiers_that_another_laptop_made_at_the_same_amount_do_not_stop_anything(store: Store) -> None:
    kept = plan(store)
    with store.change("From elsewhere") as unit:
        unit.add(CommissionTier(plan=kept, from_minor=0, rate=Decimal("0.06")))
        unit.add(CommissionTier(plan=kept, from_minor=-5, rate=Decimal("0.07")))
    sale(store, on(10, 5), 10_000)
    assert earned(store, date(2026, 10, 1), date(2026, 11, 1)) == 5_600_00


def test_all_that_is_done_with_plans_is_undone_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        before = records(store)
        kept = plan(store)
        plan(store, base=6_000, tiers=(FIVE, Tier(150_000_00, Decimal("0.09"))))
        commissions.change(store, kept, since=date(2026, 2, 1), step="quarter", base=Money(1, "NOK"))
        tier = commissions.add_tier(store, kept, Tier(200_000_00, Decimal("0.12")))
        commissions.change_tier(store, tier, from_minor=250_000_00, rate=Decimal("0.125"))
        commissions.delete_tier(store, tier)
        plan(store, date(2026, 7, 1))
        commissions.delete(store, kept)
        after = records(store)
        assert len(after["commission_plans"]) == 1
    with open_store(path) as store:
        for _ in range(8):
            changes.undo(store)
        assert records(store) == before
        for _ in range(8):
            changes.redo(store)
        assert records(store) == after


def test_what_is_told_of_commission_is_of_the_days_in_which_a_plan_held(store: Store) -> None:
    sale(store, on(1, 10), 10_000, "USD")
    for month in (2, 3):
        sale(store, on(month, 10), 10_000)
    plan(store, date(2026, 11, 1))
    sale(store, on(11, 10), 10_000)
    found = figure(store, JANUARY, date(2026, 11, 23))
    assert (found.value, found.n) == (5_500_00, 1)
    assert not found.excluded


def test_more_credited_than_sold_is_to_be_made_good_before_the_next_tier(store: Store) -> None:
    plan(store)
    credit(store, sale(store, on(10, 5), 10_000), on(11, 5), 500)
    now = stands(store)
    assert now is not None
    assert now.next is not None
    assert (now.sold_minor, now.next.to_go_minor) == (-500_00, 100_500_00)


def test_no_pace_is_made_of_the_base_that_comes_whatever_is_sold(store: Store) -> None:
    """5 000 kr on the first of the month and no sale at all are no way to 10 000 kr."""
    plan(store)
    goal = goals.add(
        store,
        GoalDraft(
            figure="commission",
            change=Decimal(10_000),
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 12, 1),
        ),
        own="NOK",
    )
    with store.read() as reading:
        told = of(Asking(reading, store.clock, "NOK"), reading.need(Goal, goal.id))
    assert told.pace is not None
    assert told.pace.projection is not None
    assert told.pace.expected is not None
    assert (told.status, told.value, told.pace.projection.value) == ("behind", 5_000_00, 5_000_00)
    assert told.pace.expected == 5_000_00 + Fraction(5_000_00 * told.pace.gone, len(told.pace.days))
    assert told.pace.needed_a_day == Fraction(5_000_00, told.pace.left)


def test_the_bases_to_come_are_in_what_a_goal_of_commission_will_come_to(store: Store) -> None:
    plan(store)
    quarter = GoalDraft(
        figure="commission", change=Decimal(30_000), starts_on=date(2026, 10, 1), ends_on=date(2027, 1, 1)
    )
    goal = goals.add(store, quarter, own="NOK")
    with store.read() as reading:
        told = of(Asking(reading, store.clock, "NOK"), reading.need(Goal, goal.id))
    assert told.pace is not None
    assert told.pace.projection is not None
    assert (told.value, told.pace.projection.value) == (10_000_00, 15_000_00)
    assert told.pace.needed_a_day == Fraction(15_000_00, told.pace.left)


@pytest.mark.parametrize("text", ["8 %", "8\u00a0%", "8\u202f%", "8%", "8"])
def test_a_rate_is_read_with_each_space_that_a_keyboard_or_the_program_writes(text: str) -> None:
    assert rate_meant(text) == Decimal("0.08")
