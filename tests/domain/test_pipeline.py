"""What deals are worth: lines to the last øre, and a forecast that says how sure it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from salesdesk.domain.pipeline import LINE, forecast, line_minor

DEALS = some.lists(some.tuples(some.integers(0, 10**9), some.integers(0, 100)), max_size=30)


def test_two_and_a_half_metres_are_charged_to_the_last_ore() -> None:
    assert line_minor(Decimal("2.5"), 99_95) == 249_88
    assert line_minor(Decimal("2.5"), -99_95) == -249_88


@given(some.integers(-(10**8), 10**8), some.integers(-(10**8), 10**8))
def test_sql_rounds_a_line_as_the_rule_does(thousandths: int, minor: int) -> None:
    query = f"SELECT {LINE.format(price='net_minor')} FROM (SELECT ? AS quantity, ? AS net_minor) l"
    with closing(sqlite3.connect(":memory:")) as raw:
        (by_sql,) = raw.execute(query, (thousandths, minor)).fetchone()
    assert by_sql == line_minor(Decimal(thousandths).scaleb(-3), minor)


def test_a_forecast_weighs_each_deal_by_its_probability() -> None:
    told = forecast([(62_000_00, 60), (38_500_00, 60), (52_000_00, 20)])
    assert told.weighted == 70_700_00
    assert told.deals == 3


def test_what_is_certain_has_no_range() -> None:
    told = forecast([(10_000, 100), (5_000, 0)])
    assert (told.low, told.weighted, told.high) == (10_000, 10_000, 10_000)


def test_nothing_open_is_nothing_to_come() -> None:
    told = forecast([])
    assert (told.low, told.weighted, told.high, told.deals) == (0, 0, 0, 0)


@given(DEALS)
def test_a_forecast_lies_within_its_range_and_the_range_within_all_and_nothing(
    deals: list[tuple[int, int]],
) -> None:
    told = forecast(deals)
    assert 0 <= told.low <= told.weighted <= told.high <= sum(amount for amount, _share in deals)
