"""Every figure of the program is that of the oracle, which knows none of its code, to the cent."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period
from salesdesk.services import checks, figures
from tests.factories import StandingClock, open_store
from tests.oracle.by_hand import BY_HAND
from tests.oracle.oracle import Oracle
from tests.oracle.story import NOW, an_id
from tests.oracle.story import told as told_story
from tests.oracle.years import PERIODS, year

NAMED = {"returning": "new_or_returning"}
GROUPS = ("technique", "product", "competitor", "fair", "returning", "month", "week", "day")


def told(figure: Figure) -> Fraction | None:
    """The value as the oracle tells it: money in whole units."""
    if figure.value is None:
        return None
    return figure.value / 100 if figure.unit == "money" else figure.value


def alike(ours: Fraction | None, theirs: Decimal | None) -> bool:
    """Exactly the same, but for the last digits that a division of decimals loses; what was counted and is nothing is
    no data to the oracle."""
    if not ours or not theirs:
        return not ours and not theirs
    return abs(ours - Fraction(theirs)) <= abs(ours) / 10**9


def asked(oracle: Oracle, ident: str, start: date, end: date) -> Decimal | None:
    if ident == "returning_customers":  # the oracle tells them as a share of all buyers
        return oracle.figure("repeat_purchase_rate.returning", start, end).numerator
    if ident == "new_customers":
        return oracle.figure("acquisition_cost", start, end).denominator
    return oracle.figure(ident, start, end).value


UNKNOWN = {"fair_return.margin"}  # kpis.md has it as a second line only


def differing(path: Path, periods: tuple[tuple[date, date], ...], *, by: tuple[str, ...] = ()) -> list[str]:
    clock = StandingClock()
    oracle = Oracle(path, zone="Europe/Oslo", own="NOK", now=clock.now())
    found: list[str] = []
    with open_store(path) as store, store.read() as reading:
        for start, end in periods:
            for one in figures.read(reading, clock, "NOK", Period(start, end)):
                if one.id in UNKNOWN:
                    continue
                theirs = asked(oracle, one.id, start, end)
                if not alike(told(one), theirs):
                    found.append(f"{one.id} {start}: {told(one)} against {theirs}")
            for group in by:
                found += _by(
                    oracle, store_figures(reading, clock, Period(start, end), group), group, start, end
                )
    return found


def store_figures(
    reading: object, clock: StandingClock, period: Period, group: str
) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for one in figures.read(reading, clock, "NOK", period, by=group):  # type: ignore[arg-type]
        found.setdefault(one.id, []).append(one)
    return found


def _by(oracle: Oracle, ours: dict[str, list[Figure]], group: str, start: date, end: date) -> list[str]:
    found: list[str] = []
    for ident, parts in ours.items():
        try:
            theirs = oracle.by(ident, start, end, NAMED.get(group, group))
        except KeyError:
            continue
        mine = {(one.group or "")[: 7 if group == "month" else None]: told(one) for one in parts}
        for part in sorted(mine.keys() | theirs.keys()):
            one, other = mine.get(part), theirs[part].value if part in theirs else None
            if not alike(one, other):
                found.append(f"{ident} by {group} {part} {start}: {one} against {other}")
    return found


def as_merging_leaves_it(path: Path) -> None:
    """What hangs on the twin of the story moves to the one that stands, as it does in the program."""
    twin, one = an_id("p1twin"), an_id("p1")
    with sqlite3.connect(path) as connection:
        for table in ("deals", "stage_changes", "activities", "complaints", "ratings", "followups"):
            connection.execute(f"UPDATE {table} SET prospect = ? WHERE prospect = ?", (one, twin))
        first = "SELECT min(met_at) FROM prospects WHERE id IN (?1, ?2)"
        connection.execute(f"UPDATE prospects SET met_at = ({first}) WHERE id = ?1", (one, twin))
    connection.close()


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Figure]:
    clock = StandingClock(NOW)
    path = told_story(tmp_path_factory.mktemp("story") / "story.db")
    as_merging_leaves_it(path)
    with open_store(path) as store:
        checks.look_over(store)  # the story was written past the program: what is derived is made anew
        with store.read() as reading:
            found = figures.read(reading, clock, "NOK", Period(date(2026, 3, 1), date(2026, 4, 1)))
    return {one.id: one for one in found}


@pytest.mark.parametrize("ident", sorted(BY_HAND.keys() & FIGURES.keys()))
def test_a_figure_is_what_paper_says(march: dict[str, Figure], ident: str) -> None:
    assert told(march[ident]) == BY_HAND[ident][0]


def test_what_is_not_on_paper_under_its_own_name_is_there_under_another() -> None:
    assert FIGURES.keys() - BY_HAND.keys() == {
        "qualified_leads.marketing-qualified",
        "qualified_leads.customer",
        "fair_return.margin",
        "new_customers",
        "returning_customers",
    }


@pytest.mark.parametrize("seed", range(2))
def test_every_figure_of_a_year_by_chance_is_the_oracles(tmp_path: Path, seed: int) -> None:
    path = year(tmp_path / "year.db", seed)
    assert differing(path, PERIODS) == []


def test_every_part_of_a_figure_is_the_oracles(tmp_path: Path) -> None:
    path = year(tmp_path / "year.db", 77)
    assert differing(path, PERIODS[1:2], by=GROUPS) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 150))
def test_every_figure_of_fifty_years_by_chance_is_the_oracles(tmp_path: Path, seed: int) -> None:
    path = year(tmp_path / "year.db", seed)
    assert differing(path, PERIODS, by=GROUPS if seed % 10 == 0 else ()) == []
