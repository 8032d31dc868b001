"""What the form of a goal tells while it is filled, worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from salesdesk import i18n
from salesdesk.domain.figures.figure import proportion
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.prospects import Prospect
from salesdesk.services import activities, deals, goal_form, goal_form_words, goals, prospects
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.goal_baseline import baseline
from salesdesk.services.goal_form import Meant, Outlook
from salesdesk.services.goal_form_evidence import furthest
from salesdesk.services.goal_history import OwnPast
from salesdesk.services.goal_measuring import Asking
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture

YEAR = date(2027, 1, 1), date(2028, 1, 1)
NEXT_QUARTER = date(2027, 1, 1), date(2027, 4, 1)
NOVEMBER = date(2026, 11, 1), date(2026, 12, 1)
DECEMBER = date(2026, 12, 1), date(2027, 1, 1)


def decided(store: Store, clock: StandingClock, *, won: int, lost: int, technique: str = "") -> None:
    """Deals of 10 000 kr each, opened and decided on 6 October 2026."""
    now, clock.at = clock.at, datetime(2026, 10, 6, 12, tzinfo=UTC)
    for number in range(won + lost):
        line = LineDraft(name="Skål", quantity=Decimal(1), net_minor=1_000_000)
        draft = DealDraft(title="Łódź", currency="NOK", lines=(line,), technique=technique)
        opened = deals.open_deal(store, draft).id
        if number < won:
            deals.win(store, opened, Won(at=clock.at, check_ins=False))
        else:
            deals.lose(store, opened, Lost(at=clock.at, cause="price"))
    clock.at = now


def meant(figure: str, by: object, days: tuple[date, date | None] = YEAR, **said: Any) -> Meant:
    number = None if by is None else Decimal(str(by))
    said.setdefault("how", "points")
    return Meant(figure=figure, by=number, starts_on=days[0], ends_on=days[1], **said)


def look(store: Store, what: Meant, country: str = "") -> Outlook:
    with store.read() as reading:
        return goal_form.look(Asking(reading, store.clock, "NOK", country), what)


def lines(found: Outlook) -> dict[str, str]:
    return {one.label: one.value for one in found.takes}


@pytest.fixture
def half(store: Store, clock: StandingClock) -> Store:
    """Four deals of 10 000 kr won and four lost, in October."""
    decided(store, clock, won=4, lost=4)
    return store


def test_points_and_per_cent_are_both_worked_out_from_where_the_seller_stands(half: Store) -> None:
    found = look(half, meant("win_rate", 10, NEXT_QUARTER))
    assert found.baseline == Fraction(1, 2)
    assert found.targets["points"] == Fraction(60, 100)
    assert found.targets["relative"] == Fraction(55, 100)
    assert found.target == Fraction(60, 100)


def test_a_goal_that_begins_later_starts_from_the_days_up_to_today(half: Store) -> None:
    found = look(half, meant("win_rate", 10, NEXT_QUARTER))
    assert found.since == Period(date(2026, 8, 25), date(2026, 11, 23))  # the last 90 days, today with them


def test_a_goal_of_this_month_starts_from_the_whole_month_before(half: Store) -> None:
    found = look(half, meant("revenue", 9, NOVEMBER, how="relative"))
    assert found.since == Period(date(2026, 10, 1), date(2026, 11, 1))
    assert found.target == 43_600_00  # 40 000 kr and 9 % more


def test_lower_is_better_is_typed_without_a_minus(half: Store) -> None:
    found = look(half, meant("discounts.share", 20, NEXT_QUARTER, baseline=Decimal(50)))
    assert found.targets["points"] == Fraction(30, 100)
    assert found.targets["relative"] == Fraction(40, 100)
    assert found.meant.change == Decimal(-20)
    assert found.since is None


def test_a_revenue_is_worked_back_up_to_where_there_are_no_data(half: Store) -> None:
    told = lines(look(half, meant("revenue", 60_000, DECEMBER, how="absolute"), "NO"))
    assert told["Sales"] == "6"  # 60 000 ÷ 10 000
    assert told["Deals offered"] == "12"  # of which half are won
    assert told["Qualified leads"] == "no data"
    assert "Leads" not in told
    assert told["Worked days in the period"] == "22"  # 23 weekdays without Christmas Day


def test_leads_and_hours_follow_where_leads_were_met(half: Store, clock: StandingClock) -> None:
    clock.at = datetime(2026, 10, 7, 12, tzinfo=UTC)
    people = [capture(half, name).prospect for name in ("Ærfugl Åse", "Łucja Żak", "Đào Thị", "Ola Øy")]
    for one in people[:2]:
        with half.change("Moved") as unit:
            prospects.move(unit, unit.need(Prospect, one), "sales-qualified")
    clock.at = datetime(2026, 11, 22, 8, tzinfo=UTC)
    told = lines(look(half, meant("revenue", 60_000, DECEMBER, how="absolute")))
    assert told["Qualified leads"] == "3"  # 8 deals opened by 2 of them: 12 ÷ 4
    assert told["Leads"] == "6"  # half of those met qualify
    assert told["Prospecting"] == "no data"


def test_a_goal_of_a_part_takes_the_deals_and_hours_of_everything_over_the_leads_of_everything(
    half: Store, clock: StandingClock
) -> None:
    clock.at = datetime(2026, 10, 7, 12, tzinfo=UTC)
    people = {
        name: capture(half, name, source=source).prospect
        for name, source in (("Åse", "fair"), ("Łucja", "referral"), ("Thị", "referral"), ("Ola", "referral"))
    }
    for one in people.values():
        with half.change("Moved") as unit:
            prospects.move(unit, unit.need(Prospect, one), "sales-qualified")
    for number in range(4):
        line = LineDraft(name="Skål", quantity=Decimal(1), net_minor=1_000_000)
        draft = DealDraft(title="Øl", currency="NOK", prospect=people["Åse"], lines=(line,))
        opened = deals.open_deal(half, draft).id
        if number < 2:
            deals.win(half, opened, Won(at=clock.at, check_ins=False))
        else:
            deals.lose(half, opened, Lost(at=clock.at, cause="price"))
    clock.at = datetime(2026, 11, 22, 8, tzinfo=UTC)
    of_fairs = meant("revenue", 60_000, DECEMBER, how="absolute", scope="source", scope_value="fair")
    told = lines(look(half, of_fairs))
    assert told["Deals offered"] == "12"
    assert told["Qualified leads"] == "4"  # 12 deals opened by 4 of them, of all sources: 12 ÷ 3


@pytest.mark.parametrize(
    ("figure", "days"), [("revenue", NOVEMBER), ("win_rate", NEXT_QUARTER), ("churn", NOVEMBER)]
)
def test_the_command_line_starts_a_goal_where_the_form_does(
    half: Store, figure: str, days: tuple[date, date]
) -> None:
    asked = meant(figure, 9, days, how="relative")
    shown = look(half, asked)
    with half.read() as reading:
        start, _days = baseline(Asking(reading, half.clock, "NOK"), asked.goal("NOK"))
    assert start == shown.baseline
    if start:
        said = asked.draft(None)
        assert goals.add(half, said, own="NOK").baseline == goal_form.kept_baseline(shown, "NOK")


def test_a_win_rate_tells_the_sales_that_it_takes_of_as_many_deals(half: Store) -> None:
    told = lines(look(half, meant("win_rate", 10)))
    assert told["Deals decided in such a time"] == "8"
    assert told["So, sales won"] == "4 → 5"  # 8 × 60 % is 4.8


def test_what_cannot_be_is_said_where_it_is_mended(half: Store) -> None:
    beyond = look(half, meant("win_rate", 60)).trouble
    assert beyond is not None
    assert beyond[0] == "change"
    assert "110 %" in str(beyond[1])
    nothing = look(half, meant("csat", 5)).trouble
    assert nothing is not None
    assert nothing[0] == "baseline"
    assert "--" not in str(nothing[1])
    half_a_sale = look(half, meant("sales", "3.5", how="absolute")).trouble
    assert half_a_sale is not None
    assert half_a_sale[0] == "change"
    backwards = look(half, meant("win_rate", 5, (date(2027, 1, 1), date(2026, 12, 1)))).trouble
    assert backwards is not None
    assert backwards[0] == "when"
    worse = look(half, meant("win_rate", -5)).trouble
    assert worse is not None
    assert worse[0] == "change"


def test_nothing_typed_is_no_trouble_and_still_tells_the_days(half: Store) -> None:
    found = look(half, meant("win_rate", None))
    assert found.trouble is None
    assert found.past is None
    assert list(lines(found)) == ["Worked days in the period"]


def test_what_was_shown_is_what_is_set(half: Store) -> None:
    found = look(half, meant("win_rate", 10, NEXT_QUARTER))
    draft = found.meant.draft(goal_form.kept_baseline(found, "NOK"), why="Færre turer")
    kept = goals.add(half, draft, own="NOK")
    assert (kept.baseline, kept.change, kept.target) == (Decimal(50), Decimal(10), Decimal(60))
    assert kept.why == "Færre turer"


@pytest.mark.parametrize(
    ("reached", "of", "called"),
    [
        (7, 8, "Easy"),
        (6, 8, "Easy"),
        (3, 8, "Realistic"),
        (2, 8, "Ambitious"),
        (0, 8, "Never reached before"),
    ],
)
def test_how_hard_a_target_is_goes_by_how_often_it_was_reached(reached: int, of: int, called: str) -> None:
    quarters = [(Period(date(2020 + n, 1, 1), date(2020 + n, 4, 1)), Fraction(n)) for n in range(of)]
    found = goal_form_words.difficulty(OwnPast("quarter", quarters, reached, None))
    assert goal_form_words.called(found) == called


def test_two_periods_are_too_few_to_call_a_target_anything() -> None:
    quarters = [(Period(date(2020 + n, 1, 1), date(2020 + n, 4, 1)), Fraction(n)) for n in range(2)]
    assert goal_form_words.difficulty(OwnPast("quarter", quarters, 2, None)) == ""


def test_what_moved_it_is_told_only_where_chance_does_not_explain_it(
    store: Store, clock: StandingClock
) -> None:
    decided(store, clock, won=8, lost=0, technique="live demo")
    decided(store, clock, won=5, lost=3, technique="sample box")
    assert look(store, meant("win_rate", None)).moved == []
    decided(store, clock, won=0, lost=8, technique="cold call")
    (told,) = look(store, meant("win_rate", None)).moved
    assert told.told == "Win rate, the last year: live demo: 100 %, cold call: 0 %."
    assert "of 8" in told.sure


def test_those_tried_in_time_are_held_against_those_tried_late(store: Store, clock: StandingClock) -> None:
    now = clock.at
    for number in range(16):
        clock.at = datetime(2026, 10, 6, 12, tzinfo=UTC)
        who = capture(store, f"Øyvind {number}").prospect
        in_time = number < 8
        clock.wait(days=1 if in_time else 20)
        activities.note(store, who, kind="call-out")
        if in_time:
            deals.win(
                store,
                deals.open_deal(store, DealDraft(title="Đĩa", currency="NOK", prospect=who)).id,
                Won(at=clock.at, check_ins=False),
            )
    clock.at = now
    assert [one.told for one in look(store, meant("lead_conversion", None)).moved] == [
        "Leads tried in time: 100 % bought, tried late: 0 %."
    ]


def test_parts_of_few_or_without_a_name_move_nothing() -> None:
    def part(yes: int, of: int, group: str) -> Any:
        return proportion(yes, of, group=group)

    few = [part(4, 4, "live demo"), part(0, 50, "cold call")]
    nameless = [part(50, 50, ""), part(0, 50, "cold call")]
    apart = [part(45, 50, "live demo"), part(10, 50, "cold call"), part(25, 50, "letter")]
    assert furthest(few) is None
    assert furthest(nameless) is None
    assert furthest(apart) == (apart[0], apart[1])


def test_a_goal_may_be_of_the_parts_that_its_figure_knows(store: Store, clock: StandingClock) -> None:
    decided(store, clock, won=1, lost=1, technique="Ærlig prøve")
    with store.read() as reading:
        asking = Asking(reading, store.clock, "NOK")
        found = goal_form.groups(asking, "win_rate")
        assert [(one.part, one.label) for one in found if one.part == "technique"] == [
            ("technique", "Ærlig prøve")
        ]
        assert goal_form.groups(asking, "retention") == []


def test_a_thousand_is_no_unit_that_two_numbers_share() -> None:
    assert i18n.use("nb") == "nb"
    try:
        assert goal_form_words.spread(Fraction(20_000), Fraction(1_000), "count") == "20 000 → 1 000"
        assert goal_form_words.spread(Fraction(31, 100), Fraction(36, 100), "share") == "31 → 36 %"
    finally:
        i18n.use("en")
