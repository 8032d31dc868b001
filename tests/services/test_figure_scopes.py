"""A figure of one part alone (a goal for a product, say) is that part of the figure when it is divided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period
from salesdesk.services import deals, figure_working, figures, products
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.services.figure_rules import RULES
from salesdesk.services.products import ProductDraft
from salesdesk.store.database import Store
from tests.factories import StandingClock, open_store
from tests.oracle.years import year

YEAR = Period(date(2026, 1, 1), date(2026, 11, 23))
GROUPS = 3  # of each part


@pytest.fixture(scope="module")
def upset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A year with credits, other currencies, merged and deleted records."""
    path = year(tmp_path_factory.mktemp("upset") / "store.db", 11)
    with open_store(path) as store:
        yield store


def asked(store: Store, part: str, group: str = "") -> list[Figure]:
    """Figures by `part`, or of one group of it alone."""
    scope = {part: group} if group else {}
    with store.read() as reading:
        return figures.read(reading, StandingClock(), "NOK", YEAR, by="" if scope else part, scope=scope)


@pytest.mark.parametrize("part", figures.PARTS)
def test_a_part_asked_by_itself_is_the_part_of_the_whole(upset: Store, part: str) -> None:
    divided = asked(upset, part)
    groups = sorted({one.group for one in divided if one.group})
    assert groups
    for group in groups[:GROUPS]:
        alone = {one.id: one for one in asked(upset, part, group)}
        for one in divided:
            if one.group == group:
                mine = alone[one.id]
                told = (one.id, mine.value or 0, mine.numerator or 0, mine.denominator or 0)
                assert told == (one.id, one.value or 0, one.numerator or 0, one.denominator or 0)


def test_a_win_rate_by_money_of_a_product_takes_what_its_own_lines_came_to(store: Store) -> None:
    bowl, board = (products.make(store, ProductDraft(name=name)).id for name in ("Skål", "Brett"))
    for win, amounts in ((True, (300, 1_000)), (False, (100, 5_000))):
        both = zip((bowl, board), amounts, strict=True)
        lines = [LineDraft(product=one, name="Vare", net_minor=kroner * 100) for one, kroner in both]
        deal = deals.open_deal(store, DealDraft(title="Żaba", currency="NOK", lines=lines)).id
        (deals.win if win else deals.lose)(store, deal)
    rates = {"bowl": Fraction(3, 4), "board": Fraction(1, 6)}
    for product, rate in ((bowl, rates["bowl"]), (board, rates["board"])):
        (alone,) = (one for one in asked(store, "product", product.hex) if one.id == "win_rate_value")
        assert alone.value == rate
        with store.read() as reading:
            made = figure_working.read(
                reading, store.clock, "NOK", YEAR, "win_rate_value", scope={"product": product.hex}
            )
        assert [one.amount for one in made.sides if one.side.above] == [alone.numerator]


def test_the_records_of_a_figure_of_a_product_make_it(upset: Store) -> None:
    product = next(one.group for one in asked(upset, "product") if one.group)
    scope = {"product": product or ""}
    with upset.read() as reading:
        for ident in (one for one in RULES if figures.can(one, "product")):
            made = figure_working.read(reading, StandingClock(), "NOK", YEAR, ident, scope=scope)
            for part in (*made.sides, *made.left_out):
                found = figure_working.records(
                    reading, StandingClock(), "NOK", YEAR, part.side, scope=scope, most=-1
                )
                assert len(found) == part.count, (ident, part.name)
