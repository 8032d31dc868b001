"""The oracle itself is right: its answers about a small story are those worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.oracle.by_hand import BY_HAND
from tests.oracle.oracle import NOTHING, Oracle, queries
from tests.oracle.story import NOW, an_id, told

MARCH = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    path = told(tmp_path_factory.mktemp("oracle") / "story.db")
    return Oracle(path, zone="Europe/Oslo", own="NOK", now=NOW)


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
