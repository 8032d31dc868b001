"""Goals as a seller has them: set, tracked by the own worked days, revised, ended, and asked why they are behind."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.goals import Goal
from salesdesk.errors import UserError
from salesdesk.services import changes, deals, fairs, figures, goal_glance, goal_history, goal_units, goals
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_progress import Progress, all_of, of
from salesdesk.services.goal_why import Why, why
from salesdesk.services.goals import GoalDraft
from salesdesk.store.database import Store
from salesdesk.store.schema import batches
from tests.factories import StandingClock, capture, open_store, records

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
SUNDAY = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def sale(store: Store, day: datetime, kroner: int, **said: Any) -> None:
    line = LineDraft(name="Skål", quantity=Decimal(1), net_minor=kroner * 100)
    draft = DealDraft(title="Ærfugl", currency="NOK", lines=(line,), **said)
    deals.win(store, deals.open_deal(store, draft).id, Won(at=day, check_ins=False))


def loss(store: Store, day: datetime, cause: str, **said: Any) -> None:
    opened = deals.open_deal(store, DealDraft(title="Łódź", currency="NOK", **said))
    deals.lose(store, opened.id, Lost(at=day, cause=cause))


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def add(store: Store, figure: str, change: object, **said: Any) -> Goal:
    said.setdefault("starts_on", NOVEMBER)
    if "repeats" not in said:
        said.setdefault("ends_on", DECEMBER)
    return goals.add(store, GoalDraft(figure=figure, change=Decimal(str(change)), **said), own="NOK")


def stands(store: Store, goal: Goal, country: str = "") -> Progress:
    with store.read() as reading:
        return of(Asking(reading, store.clock, "NOK", country), reading.need(Goal, goal.id))


def reason(store: Store, goal: Goal) -> Why:
    with store.read() as reading:
        asking = Asking(reading, store.clock, "NOK")
        return why(asking, of(asking, reading.need(Goal, goal.id)))


@pytest.fixture
def november(store: Store, clock: StandingClock) -> Store:
    """50 000 kr sold in November up to Sunday the 22nd, 40 000 in October."""
    clock.at = datetime(2026, 9, 30, 8, tzinfo=UTC)
    sold = ((10, 6, 40_000), (11, 3, 30_000), (11, 10, 20_000))
    for month, day, kroner in sold:
        clock.at = on(month, day)
        sale(store, clock.at, kroner)
    clock.at = SUNDAY
    return store


def test_revenue_is_paced_by_worked_days_and_projected(november: Store) -> None:
    told = stands(november, add(november, "revenue", 100_000))
    assert told.pace is not None
    assert told.pace.projection is not None
    assert (len(told.pace.days), told.pace.gone, told.pace.left) == (21, 15, 6)
    assert told.value == 50_000_00
    assert told.pace.expected == Fraction(100_000_00 * 15, 21)
    assert told.pace.projection.value == 70_000_00
    assert told.pace.needed_a_day == Fraction(50_000_00, 6)
    assert (told.attainment, told.status) == (Fraction(1, 2), "behind")


def test_who_jumped_ahead_today_is_likely_to_land_above_the_target(
    november: Store, clock: StandingClock
) -> None:
    goal = add(november, "revenue", 140_000)
    clock.at = on(11, 23)
    sale(november, clock.at, 70_000)  # 120 000 of 140 000 kr on the sixteenth of 21 worked days
    told = stands(november, goal)
    assert told.pace is not None
    assert told.pace.projection is not None
    assert told.status == "ahead"
    assert told.pace.projection.value == Fraction(120_000_00 * 21, 16)


def test_what_is_still_to_come_is_said_as_people_say_it(november: Store, clock: StandingClock) -> None:
    hour = add(november, "prospecting_time", 60, repeats="day")
    review = add(november, "reviews", 1, repeats="week", starts_on=date(2026, 11, 2))
    month = add(november, "sales", 60)
    clock.at = on(11, 23)
    assert goal_glance.needed(stands(november, hour)) == "1 hour to go today"
    assert goal_glance.needed(stands(november, review)) == "1 to go in 5 days"
    assert goal_glance.needed(stands(november, month)).endswith("a day needed on 6 days left")
    clock.at = on(11, 27)
    assert goal_glance.needed(stands(november, review)) == "1 to go on the last day"


def test_days_at_a_fair_are_worked_and_holidays_and_days_off_are_not(november: Store) -> None:
    fairs.make(november, "Jul på Røros", starts_on=date(2026, 11, 28), ends_on=date(2026, 11, 29))
    goal = add(november, "sales", 4, ends_on=date(2027, 1, 1))
    paced, at_home = stands(november, goal, "NO").pace, stands(november, goal).pace
    assert paced is not None
    assert at_home is not None
    assert (len(at_home.days), len(paced.days)) == (21 + 2 + 23, 21 + 2 + 22)  # Friday 25 December


def test_a_month_that_grows_by_nine_per_cent_compounds_and_keeps_its_past(november: Store) -> None:
    goal = add(november, "revenue", 9, how="relative", repeats="month", compounds=True, starts_on=OCTOBER,
               ends_on=date(2027, 1, 1), baseline=Decimal(30_000))  # fmt: skip
    told = stands(november, goal)
    assert told.target == 30_000_00 * Fraction(109, 100) ** 2
    assert [(one.value, one.target, one.kept) for one in told.past] == [(40_000_00, 32_700_00, True)]
    assert (told.status, told.streak.current, told.streak.best) == ("met", 2, 2)
    assert told.best is not None
    assert told.best.value == 40_000_00


def test_relative_and_points_need_where_one_stands_and_say_so_where_nothing_is_known(november: Store) -> None:
    assert add(november, "revenue", 25, how="relative").target == Decimal(50_000)  # of October's 40 000
    with pytest.raises(UserError, match="no data before"):
        add(november, "csat", 5, how="points")
    assert add(november, "csat", 5, how="points", baseline=Decimal(80)).target == Decimal(85)


@pytest.mark.parametrize(
    ("figure", "change", "said", "why_not"),
    [
        ("revnue", 1, {}, "no figure"),
        ("revenue", 1, {"ends_on": NOVEMBER}, "end before"),
        ("revenue", 1, {"ends_on": None}, "until when"),
        ("revenue", 1, {"starts_on": date(1900, 1, 1)}, "ten years"),
        ("revenue", 1, {"ends_on": date(2999, 1, 1)}, "ten years"),
        ("sales", 0, {}, "of nothing"),
        ("win_rate", 120, {}, "cannot come to"),
        ("retention", 90, {"scope": "source", "scope_value": "fair"}, "part like that"),
        ("weighted_pipeline", 100, {}, "only known"),
        ("discounts.share", 5, {"how": "points", "baseline": Decimal(10)}, "no better"),
        ("leads", -5, {}, "cannot come to"),
    ],
)
def test_a_goal_that_cannot_be_is_refused_with_what_to_do(
    store: Store, figure: str, change: int, said: dict[str, Any], why_not: str
) -> None:
    with pytest.raises(UserError, match=why_not) as refused:
        add(store, figure, change, **said)
    assert refused.value.hint
    with store.read() as reading:
        assert goals.all_of(reading) == []


def test_a_revised_target_holds_from_its_period_on_and_the_past_keeps_the_old_one(november: Store) -> None:
    goal = add(november, "revenue", 45_000, repeats="month", starts_on=OCTOBER)
    goals.revise(november, goal.id, Decimal(35_000), "Kiln broke, đã sửa")
    told = stands(november, goal)
    assert (told.past[0].target, told.past[0].kept, told.target) == (45_000_00, False, 35_000_00)
    with november.read() as reading:
        (kept,) = goals.revisions(reading, goal.id)
    assert (kept.old, kept.new, kept.reason) == (Decimal(45_000), Decimal(35_000), "Kiln broke, đã sửa")
    with pytest.raises(UserError, match="Say why"):
        goals.revise(november, goal.id, Decimal(1), " ")


def test_a_milestone_is_reached_on_its_day_and_children_add_up_to_their_parent(november: Store) -> None:
    steps = ((date(2026, 11, 12), Decimal(50_000)), (date(2026, 11, 27), Decimal(90_000)))
    whole = add(november, "revenue", 100_000, milestones=steps)
    told = stands(november, whole)
    assert [(one.state, one.on) for one in told.milestones] == [
        ("reached", date(2026, 11, 10)),
        ("to-come", None),
    ]
    halves = (NOVEMBER, date(2026, 11, 16)), (date(2026, 11, 16), DECEMBER)
    for start, end in halves:
        add(november, "revenue", 45_000, starts_on=start, ends_on=end, parent=whole.id)
    below = stands(november, whole).children
    assert (len(below.goals), below.total, below.enough) == (2, 90_000_00, False)
    with pytest.raises(UserError, match="no part of itself"):
        goals.put_under(november, whole.id, below.goals[0].id)


def test_an_hour_a_day_is_no_failure_on_a_sunday_nor_on_the_morning_of_a_worked_day(
    store: Store, clock: StandingClock
) -> None:
    goal = add(store, "prospecting_time", 60, repeats="day", starts_on=date(2026, 11, 20))
    told = stands(store, goal)
    assert [one.kept for one in told.past] == [False, None]  # Friday; Saturday breaks nothing
    assert told.status == "on-pace"
    clock.wait(days=1)
    assert (stands(store, goal).status, stands(store, goal).period.start) == ("on-pace", date(2026, 11, 23))


def test_why_splits_the_gap_of_revenue_over_leads_conversion_and_ticket_exactly(
    store: Store, clock: StandingClock
) -> None:
    clock.at = on(10, 5)
    for name in ("Åse Ødegård", "Łukasz Żak", "Đức Nguyễn", "Jan Wójcik"):
        capture(store, name)
    sale(store, clock.at, 40_000)
    sale(store, clock.at, 20_000)
    clock.at = on(11, 5)
    capture(store, "Bjørn Æsøy")
    capture(store, "Søren Ångström")
    sale(store, clock.at, 45_000)
    clock.at = SUNDAY
    told = reason(store, add(store, "revenue", 100_000))
    assert told.gap == -15_000_00
    # leads 4 → 2, sales a lead 1/2 → 1/2, ticket 30 000 → 45 000
    assert {one.key: one.part for one in told.factors} == {
        "leads": -37_500_00,
        "sales": 0,
        "revenue": 22_500_00,
    }


@pytest.mark.parametrize("months", [((10, 0), (11, 2)), ((10, 3), (11, 0)), ((10, 0), (11, 0))])
def test_the_factors_sum_to_the_gap_also_where_one_side_is_nothing(
    store: Store, clock: StandingClock, months: tuple[tuple[int, int], ...]
) -> None:
    for month, count in months:
        for number in range(count):
            clock.at = on(month, 4 + number)
            sale(store, clock.at, 1_000 * (number + 1))
    clock.at = SUNDAY
    told = reason(store, add(store, "revenue", 100_000))
    assert sum(one.part for one in told.factors) == told.gap


def test_why_a_win_rate_fell_names_the_source_and_the_cause_with_what_to_do(
    store: Store, clock: StandingClock
) -> None:
    clock.at = on(10, 5)
    fair = capture(store, "Åse Ødegård", source="fair").prospect
    web = capture(store, "Jan Wójcik", source="web").prospect
    for _number in range(3):
        sale(store, clock.at, 100, prospect=fair)
    loss(store, clock.at, "price", prospect=web)
    clock.at = on(11, 5)
    sale(store, clock.at, 100, prospect=fair)
    for cause in ("price", "price", "delivery"):
        loss(store, clock.at, cause, prospect=fair)
    clock.at = SUNDAY
    goal = add(store, "win_rate", 80)
    told = reason(store, goal)
    assert (told.gap, sum(one.part for one in told.factors)) == (Fraction(-1, 2), Fraction(-1, 2))
    assert min(told.factors, key=lambda one: one.part).key == "lost:fair"
    price, delivery, *_others = told.causes
    assert (price.change.group, price.deals, price.act.place) == ("product-and-price", (1, 2), "competitors")
    assert price.evidence[0] == "2 deals lost, 1 before"
    assert (delivery.change.group, delivery.deals) == ("delivery", (0, 1))
    assert stands(store, goal).status == "behind"


def test_a_goal_of_leads_is_not_told_the_prices_of_lost_deals(store: Store, clock: StandingClock) -> None:
    clock.at = on(11, 5)
    loss(store, clock.at, "price")
    loss(store, clock.at, "wrong-audience")
    clock.at = SUNDAY
    met = reason(store, add(store, "leads", 40))
    assert [one.change.group for one in met.causes] == ["audience", "practice"]
    won = reason(store, add(store, "sales", 40))
    assert "product-and-price" in [one.change.group for one in won.causes]


def test_own_history_says_how_often_it_was_reached_and_the_best(november: Store) -> None:
    goal = Goal(
        figure="revenue", how="absolute", repeats="month", starts_on=DECEMBER, scope="", currency="NOK"
    )
    with november.read() as reading:
        told = goal_history.own_past(Asking(reading, november.clock, "NOK"), goal, Fraction(45_000_00))
    assert (told.reached, told.of) == (1, 2)
    assert told.best is not None
    assert (told.best.value, told.best.period.start) == (50_000_00, NOVEMBER)


def test_every_act_on_a_goal_can_be_undone_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        empty = records(store)
        whole = add(
            store, "leads", 40, reward="Helg i Bergen", milestones=((date(2026, 11, 20), Decimal(20)),)
        )
        part = add(store, "leads", 10, repeats="week", parent=whole.id)
        goals.revise(store, whole.id, Decimal(30), "Færre messer")
        step = goals.add_milestone(store, whole.id, date(2026, 11, 27), Decimal(25))
        goals.delete_milestone(store, step.id)
        goals.take_reward(store, whole.id)
        goals.end(store, part.id)
        goals.put_under(store, part.id, None)
        goals.put_under(store, part.id, whole.id)
        goals.delete(store, whole.id)
        done = records(store)
    with open_store(path) as store:
        for _act in range(10):
            changes.undo(store)
        assert records(store) == empty
        for _act in range(10):
            changes.redo(store)
        assert records(store) == done


def test_no_goal_is_put_under_its_own_parts_and_an_old_move_taken_back_leaves_no_endless_circle(
    november: Store,
) -> None:
    above, below, other = (add(november, "sales", number) for number in (3, 2, 1))
    goals.put_under(november, below.id, above.id)
    goals.put_under(november, other.id, below.id)
    for one in (above.id, below.id, other.id):
        with pytest.raises(UserError, match="no part of itself"):
            goals.put_under(november, above.id, one)
    goals.put_under(november, below.id, None)
    with november.read() as reading:
        taken_off = reading.rows(select(batches.c.id).order_by(batches.c.row.desc()).limit(1))[0][0]
    goals.put_under(november, above.id, below.id)
    changes.undo(november, UUID(bytes=taken_off) if isinstance(taken_off, bytes) else taken_off)
    with pytest.raises(UserError, match="no part of itself"):
        goals.put_under(november, above.id, other.id)
    assert len(stands(november, above).children.goals) == 1
    assert goals.put_under(november, other.id, above.id).parent == above.id
    assert goals.put_under(november, below.id, None).parent is None


def test_a_goal_that_is_brought_back_after_its_parent_is_gone_stands_by_itself(november: Store) -> None:
    above = add(november, "sales", 3)
    below = add(november, "sales", 2, parent=above.id)
    goals.delete(november, below.id)
    with november.read() as reading:
        deleted = reading.rows(select(batches.c.id).order_by(batches.c.row.desc()).limit(1))[0][0]
    goals.delete(november, above.id)
    changes.undo(november, UUID(bytes=deleted) if isinstance(deleted, bytes) else deleted)
    other = add(november, "leads", 2)
    assert goals.put_under(november, other.id, below.id).parent == below.id
    with pytest.raises(UserError):
        goals.put_under(november, other.id, above.id)


def test_the_units_in_which_goals_are_said_are_those_of_the_figures(store: Store) -> None:
    with store.read() as reading:
        made = figures.read(reading, store.clock, "NOK", Period(NOVEMBER, DECEMBER))
    assert {one.id: one.unit for one in made} == {one: goal_units.unit(one) for one in FIGURES}


def test_a_goal_of_a_thousand_years_from_elsewhere_is_told_as_one_of_ten(store: Store) -> None:
    with store.change("From a data package") as unit:
        made = Goal(figure="revenue", target=Decimal(1), starts_on=date(1000, 1, 1), ends_on=date(2999, 1, 1))
        unit.add(made)
        unit.add(Goal(figure="sales", target=Decimal(1), starts_on=date(1000, 1, 1), repeats="month"))
    told = stands(store, made)
    assert told.period == Period(date(2000, 1, 1), date(2010, 1, 1))
    assert told.status == "missed"
    with store.read() as reading:
        assert len(all_of(Asking(reading, store.clock, "NOK"))) == 2


def test_a_part_of_one_sale_and_a_step_beyond_the_target_are_refused(store: Store) -> None:
    with pytest.raises(UserError, match="no part of one"):
        add(store, "sales", "3.5")
    goal = add(store, "sales", 100)
    with pytest.raises(UserError, match="no part of one"):
        goals.revise(store, goal.id, Decimal("3.5"), "Færre messer")
    with pytest.raises(UserError, match="500 lies beyond the target of 100"):
        goals.add_milestone(store, goal.id, date(2026, 11, 27), Decimal(500))
    goals.add_milestone(store, goal.id, date(2026, 11, 27), Decimal(100))
    quick = add(store, "cycle_time", 18, baseline=Decimal(30))
    with pytest.raises(UserError, match="beyond the target"):
        goals.add_milestone(store, quick.id, date(2026, 11, 27), Decimal(10))
    goals.add_milestone(store, quick.id, date(2026, 11, 27), Decimal(25))
