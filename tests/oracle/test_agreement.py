"""Every figure of the program is that of the oracle, which knows none of its code, to the cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period
from salesdesk.services import figures
from tests.factories import StandingClock, open_store
from tests.oracle.oracle import Oracle
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


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_of_a_year_by_chance_is_the_oracles(tmp_path: Path, seed: int) -> None:
    path = year(tmp_path / "year.db", seed)
    assert differing(path, PERIODS) == []


def test_every_part_of_a_figure_is_the_oracles(tmp_path: Path) -> None:
    path = year(tmp_path / "year.db", 77)
    assert differing(path, PERIODS[:1], by=GROUPS) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 150))
def test_every_figure_of_fifty_years_by_chance_is_the_oracles(tmp_path: Path, seed: int) -> None:
    path = year(tmp_path / "year.db", seed)
    assert differing(path, PERIODS, by=GROUPS) == []


def test_every_figure_of_the_catalogue_is_asked() -> None:
    assert set(FIGURES) > UNKNOWN
