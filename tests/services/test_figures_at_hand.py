"""Figures of deals that are laid out once for many questions are those of deals that each question reads by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from salesdesk.domain.figures.periods import Period, buckets
from salesdesk.services import figures, insights
from salesdesk.services.insight_periods import A_YEAR, OWN, Choice
from salesdesk.services.insights import View
from tests.factories import StandingClock, open_store
from tests.oracle.years import year

CHOICE = Choice(OWN, A_YEAR, date(2026, 2, 20), date(2026, 9, 13))  # over both changes of the clocks


def told(view: View) -> list[object]:
    """All figures of what was chosen, by all that they can be divided by, and those of days that are not laid out."""
    found: list[object] = []
    earlier = Period(date(2026, 1, 5), date(2026, 6, 1))
    for period in filter(None, (view.period, view.compared, earlier)):
        for by in ("", *figures.PARTS):
            found += figures.read(view.reading, view.clock, view.own, period, by=by)
    for ident in ("revenue", "cycle_time.median", "served_per_day", "retention"):
        found += figures.series(view.reading, view.clock, view.own, ident, buckets(view.period, "week"))
    scope = {"returning": "returning"}
    found += figures.read(view.reading, view.clock, view.own, view.period, scope=scope)
    return found


@pytest.mark.parametrize("seed", [3, 5])
def test_it_makes_no_difference_to_any_figure_whether_deals_are_laid_out(tmp_path: Path, seed: int) -> None:
    clock = StandingClock()
    with open_store(year(tmp_path / "store.db", seed)) as store, store.read() as reading:
        view = View(reading, clock, "NOK", CHOICE)
        alone = told(view)
        with insights.laid_out(view):
            at_hand = told(view)
        assert len(alone) > 300
        assert at_hand == alone
        assert told(view) == alone  # nothing is left behind


def test_what_is_laid_out_is_gone_where_the_asking_breaks_off(tmp_path: Path) -> None:
    with open_store(year(tmp_path / "store.db", 1)) as store:
        with store.read() as reading:
            view = View(reading, StandingClock(), "NOK", CHOICE)
            with pytest.raises(KeyError), insights.laid_out(view):
                raise KeyError
        with store.read() as reading:
            again = View(reading, StandingClock(), "NOK", CHOICE)
            with insights.laid_out(again):
                assert insights.key_figures(again)
