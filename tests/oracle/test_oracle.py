"""The oracle itself is right: its answers about a small story are those worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.oracle.oracle import NOTHING, Oracle, queries
from tests.oracle.story import NOW, an_id, told

MARCH = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    path = told(tmp_path_factory.mktemp("oracle") / "story.db")
    return Oracle(path, zone="Europe/Oslo", own="NOK", now=NOW)


BY_HAND = {  # value, how many records behind it, how many left out
    # øre: A 500, B 2002 × 11.123456789012 = 22269, C 1000 × 7.05 = 7050, E 10000, F 0, credits of A and J 100 and 50
    "revenue": (Fraction(39669, 100), 6, 1),
    "sales": (5, 5, 0),  # A B C D F; E was taken back whole
    "average_ticket": (Fraction(39669, 300), 3, 1),  # over A B C: F is a gift, D has no rate
    "average_ticket.median": (Fraction("70.5"), 3, 1),
    "gross_margin": (Fraction(3020, 7550), 2, 1),  # A 500 − 300, C 7050 − 4230
    "gross_profit": (Fraction("30.2"), 2, 1),
    "units": (Fraction("6.5"), 5, 0),
    "discounts": (2, 5, 0),  # A 600 → 500 and the gift
    "discounts.share": (Fraction(2, 5), 5, 0),
    "discount_rate": (Fraction(100 + 5000, 600 + 22269 + 6345 + 5000), 4, 1),
    "win_rate": (Fraction(6, 7), 7, 1),
    "win_rate_value": (Fraction(39819, 43819), 6, 2),
    "cycle_time": (
        Fraction(407, 120),
        5,
        1,
    ),  # 10, 4 days less an hour of summer time, 2, 1, 0; C went backwards
    "cycle_time.median": (2, 5, 1),
    "up_sell": (Fraction(1, 5), 5, 0),
    "up_sell.uplift": (Fraction("70.5"), 1, 0),
    "up_sell.offered": (Fraction(2, 5), 5, 0),
    "up_sell.taken": (Fraction(1, 2), 2, 0),
    "weighted_pipeline": (Fraction("131.8315"), 3, 0),  # 40 % of 100, 90 % of 10 × 10, 55 % of 3.33
    "leads": (4, 4, 0),  # p2 p3 p4 p5; p1 was first met in February
    "leads.purchased": (1, 1, 0),
    "qualified_leads.sales-qualified": (2, 2, 0),
    "lead_conversion": (Fraction(2, 4), 4, 0),
    "lead_response": (47, 3, 0),  # 24 h, 47 h over the change of clocks, 100 h
    "lead_response.p95": (Fraction("94.7"), 3, 0),
    "lead_response.untouched": (Fraction(1, 4), 4, 0),
    "follow_up_coverage": (Fraction(2, 4), 4, 0),
    "prospecting_time": (270, 2, 0),  # 22:30 to 04:00 in the night that lacks an hour
    "activities": (5, 5, 0),
    "activities.call-out": (2, 2, 0),
    "reviews": (1, 1, 0),
    "reviews.customers": (1, 1, 0),
    "reviews.opportunities": (1, 2, 0),
    "served_per_day": (Fraction(6, 8), 8, 0),
    "served_per_day.fair": (1, 1, 0),
    "spend": (950, 4, 2),
    "spend.fair": (800, 2, 1),
    "spend.offer": (100, 1, 0),
    "contribution": (Fraction("30.2") - 950, 2, 3),
    "acquisition_cost": (475, 2, 2),  # p1 and c1 are new
    "cost_per_lead": (400, 2, 1),
    "cost_per_qualified_lead": (400, 2, 1),
    "fair_return": ((Fraction("69.5") - 800) / 800, 2, 1),
    "retention": (Fraction(1, 2), 2, 0),  # p2 stays, p6 is gone
    "churn": (Fraction(1, 2), 2, 0),
    "repeat_share": (Fraction(3, 5), 5, 0),
    "repeat_share.money": (Fraction(22269, 29819), 4, 1),
    "repeat_purchase_rate": (Fraction(2, 3), 3, 0),
    "repeat_purchase_rate.returning": (Fraction(1, 3), 3, 0),
    "second_sale_rate": (Fraction(1, 2), 2, 0),  # p1 did, c1 came a day late
    "cross_sell": (1, 1, 0),  # p2 had bowls, took a board
    "on_time_delivery": (Fraction(1, 3), 3, 0),
    "check_in_coverage": (Fraction(1, 3), 3, 0),
    "complaint_rate": (Fraction(2, 5), 5, 0),
    "complaint_resolution": ((28 + Fraction(47, 24)) / 2, 2, 0),
    "complaint_resolution.median": ((28 + Fraction(47, 24)) / 2, 2, 0),
    "complaint_recovery": (Fraction(1, 2), 2, 0),
    "csat": (Fraction(2, 3), 3, 0),
    "nps": (Fraction(200, 3), 3, 0),
}


def family(name: str) -> str:
    """The name under which the query of a figure stands, whose variants may share one."""
    return name if name in queries() else f"{name.partition('.')[0]}.*"


@pytest.mark.parametrize("name", BY_HAND)
def test_a_figure_of_march_is_what_paper_says(oracle: Oracle, name: str) -> None:
    value, n, excluded = BY_HAND[name]
    answer = oracle.figure(name, *MARCH)
    assert answer.value is not None
    assert abs(Fraction(answer.value) - value) < Fraction(1, 10**9)
    assert (answer.n, answer.excluded) == (n, excluded)


def test_every_query_is_checked_on_paper() -> None:
    assert {family(name) for name in BY_HAND} == set(queries())


def test_a_figure_is_told_by_the_groups_it_allows(oracle: Oracle) -> None:
    for turn, name in enumerate(BY_HAND):
        groups = queries()[family(name)].groups
        if groups:
            group = groups[turn % len(groups)]  # one each, in turn: all of them take long
            assert sum(answer.n for answer in oracle.by(name, *MARCH, group).values()) >= 1, (name, group)


def test_where_nothing_was_measured_there_is_no_data(oracle: Oracle) -> None:
    for name in set(BY_HAND) - {"weighted_pipeline", "acquisition_cost", "complaint_rate"}:
        assert oracle.figure(name, date(2019, 1, 1), date(2019, 2, 1)) == NOTHING, name
    assert oracle.figure("acquisition_cost", date(2019, 1, 1), date(2019, 2, 1)).value is None
    assert oracle.figure("complaint_rate", date(2019, 1, 1), date(2019, 2, 1)).value is None


def test_a_figure_told_by_a_group_has_its_parts(oracle: Oracle) -> None:
    months = oracle.by("revenue", date(2026, 2, 1), date(2026, 5, 1), "month")
    assert {m: str(a.value) for m, a in months.items()} == {
        "2026-02": "70",
        "2026-03": "396.69",
        "2026-04": "100",
    }
    either = oracle.by("sales", *MARCH, "new_or_returning")
    assert {k: a.n for k, a in either.items()} == {"new": 3, "returning": 2}
    days = oracle.by("prospecting_time", *MARCH, "day")
    assert {d: a.value for d, a in days.items()} == {"2026-03-28": 90, "2026-03-29": 180}
    products = oracle.by("sales", *MARCH, "product")
    assert {k: a.n for k, a in products.items()} == {"": 3, an_id("bowl").hex(): 1, an_id("board").hex(): 1}


def test_a_stint_that_still_runs_counts_up_to_now(oracle: Oracle) -> None:
    assert oracle.figure("prospecting_time", date(2026, 11, 22), date(2026, 11, 23)).value == 60


def test_what_no_query_knows_is_refused(oracle: Oracle) -> None:
    for name in ("turnover", "qualified_leads", "sales.median"):
        with pytest.raises(KeyError):
            oracle.figure(name, *MARCH)
    with pytest.raises(KeyError):
        oracle.by("retention", *MARCH, "month")


def test_money_is_rounded_half_away_from_zero_and_exact_beyond_a_double(oracle: Oracle) -> None:
    def rounded(number: int, by: int) -> int:
        found = oracle._db.execute(f"SELECT half_up({number}::HUGEINT, {by}::HUGEINT)").fetchone()
        assert found is not None
        return found[0]

    assert [rounded(n, 1000) for n in (499, 500, 1499, 1500, -499, -500, -1500)] == [0, 1, 1, 2, 0, -1, -2]
    assert rounded(9_007_199_254_740_993 * 10**14 + 5 * 10**13, 10**14) == 9_007_199_254_740_994
    assert rounded(9_007_199_254_740_993 * 10**14 + 5 * 10**13 - 1, 10**14) == 9_007_199_254_740_993
