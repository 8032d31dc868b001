"""Days are written as the language in use writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from salesdesk import i18n
from salesdesk.domain import locally

DAY = date(2026, 11, 23)


@pytest.fixture
def bokmaal() -> Iterator[None]:
    i18n.use("nb")
    yield
    i18n.use("en")


@pytest.mark.usefixtures("bokmaal")
def test_the_day_of_a_month_is_an_ordinal_number_in_norwegian() -> None:
    assert locally.long_day(DAY) == "man. 23. nov. 2026"
    assert locally.weekday(DAY) == "man. 23. nov."
    assert locally.short_day(DAY, DAY) == "23. nov."
    assert locally.day_written(locally.day_month(DAY)) == DAY


def test_it_is_a_plain_number_in_english() -> None:
    assert locally.long_day(DAY) == "Mon 23 Nov 2026"
    assert locally.short_day(DAY, DAY) == "23 Nov"
