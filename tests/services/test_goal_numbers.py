"""The numbers of a goal are read as people write them in its unit, and a number that was told is read back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk import i18n
from salesdesk.errors import UserError
from salesdesk.services import figure_words, goal_units
from salesdesk.services.goal_numbers import number


@pytest.mark.parametrize(
    ("text", "figure", "meant"),
    [
        ("108 000 kr", "revenue", "108000"),
        ("108,000", "revenue", "108000"),
        ("1.250", "revenue", "1250"),
        ("1,713,000.50", "revenue", "1713000.50"),
        ("NOK 1 250,-", "revenue", "1250"),
        ("1\u202f250,5", "revenue", "1250.5"),
        ("1.250", "sales", "1250"),
        ("36 %", "win_rate", "36"),
        ("2.125", "win_rate", "2.125"),
        ("2,125", "cycle_time", "2.125"),
        ("24,5 days", "cycle_time", "24.5"),
        ("−3", "churn", "-3"),
        ("60", "prospecting_time", "60"),
        ("1 h", "prospecting_time", "60"),
        ("1,5 timer", "prospecting_time", "90"),
        ("1:30", "prospecting_time", "90"),
        ("45 min", "prospecting_time", "45"),
        ("30 min", "lead_response", "0.5"),
        ("2.125", "lead_response", "2.125"),
    ],
)
def test_a_number_is_understood_as_people_write_it(text: str, figure: str, meant: str) -> None:
    assert number(text, figure, "NOK") == Decimal(meant)


@pytest.mark.parametrize("text", ["", "kr", "mange", "1e99", "5 EUR", "1,2,3", "12h"])
def test_what_is_no_number_of_it_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UserError, match="is not a number") as refusal:
        number(text, "revenue", "NOK")
    assert "108 000" in refusal.value.hint


def test_a_number_that_is_too_large_is_said_to_be_so() -> None:
    with pytest.raises(UserError, match="too large"):
        number("999999999999999", "revenue", "NOK")


def test_per_cent_of_what_is_no_share_is_meant_of_what_it_was() -> None:
    assert number("9 %", "revenue", "NOK", relative=True) == 9
    with pytest.raises(UserError, match="in per cent") as refusal:
        number("5 %", "sales", "NOK")
    assert "--relative" in refusal.value.hint


@given(
    st.sampled_from(["revenue", "sales", "win_rate", "cycle_time", "units", "nps"]),
    st.integers(-3, 10**8),
    st.sampled_from(["en", "nb"]),
)
def test_what_the_program_writes_is_read_back_as_the_same(figure: str, whole: int, language: str) -> None:
    i18n.use(language)
    unit = goal_units.unit(figure)
    value = goal_units.exact(Decimal(whole if unit in ("money", "count") else whole % 101), figure, "NOK")
    told = figure_words.said(value, unit, "NOK" if unit == "money" else "")
    i18n.use("en")
    assert goal_units.exact(number(told, figure, "NOK"), figure, "NOK") == Fraction(value)
