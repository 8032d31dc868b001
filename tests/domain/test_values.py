"""Money, phones, email addresses and countries are understood as people write them, and never guessed wrong."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk import i18n
from salesdesk.domain.values import Money, country_code, minor_places, normalise_email, normalise_phone
from salesdesk.errors import UserError

CURRENCIES = st.sampled_from(["NOK", "SEK", "PLN", "EUR", "USD", "VND", "JPY", "KWD"])
AMOUNTS = st.integers(min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1234.50", "NOK", 123450),
        ("1 234,50", "NOK", 123450),
        ("1\u00a0234,5", "NOK", 123450),
        ("1\u202f234", "NOK", 123400),
        ("1,234.50", "USD", 123450),
        ("1.234,50", "EUR", 123450),
        ("1.234", "EUR", 123400),
        ("1,234", "USD", 123400),
        ("1,234,567", "USD", 123456700),
        ("1.234.567,89", "EUR", 123456789),
        ("1'234.50", "CHF", 123450),
        ("1’234.50", "CHF", 123450),
        ("-12", "SEK", -1200),
        ("−12,5", "SEK", -1250),
        ("+7", "NOK", 700),
        ("0", "NOK", 0),
        (",50", "NOK", 50),
        ("12,", "NOK", 1200),
        ("150 000", "VND", 150000),
        ("150.000", "VND", 150000),
        ("1.234", "KWD", 1234),
        ("12 kr", "NOK", 1200),
        ("kr 12,50", "NOK", 1250),
        ("NOK 12", "NOK", 1200),
        ("12,-", "NOK", 1200),
        ("€ 9.99", "EUR", 999),
        ("12 zł", "PLN", 1200),
    ],
)
def test_an_amount_is_read_as_it_is_written_in_many_countries(text: str, currency: str, minor: int) -> None:
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "-",
        ".",
        ",",
        "1-2",
        "12 apples",
        "NaN",
        "Infinity",
        "-inf",
        "1e5",
        "0x10",
        "1_000",
        "--1",
        "٣,a",
    ],
)
def test_what_is_no_amount_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(UserError) as refused:
        Money.parse(text, "NOK")
    assert text in refused.value.message
    assert "1 234,50" in refused.value.hint


def test_a_comma_before_three_digits_is_no_thousand_in_norwegian() -> None:
    i18n.use("nb")
    try:
        with pytest.raises(UserError):
            Money.parse("12,125", "NOK")
        assert Money.parse("12.125", "NOK") == Money(12_125_00, "NOK")
        assert Money.parse("1,250,000", "NOK") == Money(1_250_000_00, "NOK")
    finally:
        i18n.use("en")
    assert Money.parse("12,125", "NOK") == Money(12_125_00, "NOK")


@pytest.mark.parametrize(("text", "currency"), [("1,2345", "NOK"), ("12,5", "VND"), ("0.001", "EUR")])
def test_more_decimals_than_the_currency_has_are_refused(text: str, currency: str) -> None:
    with pytest.raises(UserError, match="decimals"):
        Money.parse(text, currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("12.11.2026", "NOK"),
        ("1,23,456", "NOK"),
        ("1.234,567.8", "NOK"),
        ("€ 5", "NOK"),
        ("SEK 5", "NOK"),
        ("9" * 25, "NOK"),
    ],
)
def test_a_date_another_currency_and_a_number_beyond_all_sales_are_no_amounts(
    text: str, currency: str
) -> None:
    with pytest.raises(UserError, match="not an amount"):
        Money.parse(text, currency)


@given(AMOUNTS, CURRENCIES)
def test_an_amount_written_for_a_script_is_read_back_the_same(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    written = money.as_json()
    assert Money.parse(written["amount"], written["currency"]) == money


@given(AMOUNTS, CURRENCIES)
def test_grouping_and_the_kind_of_decimal_mark_make_no_difference(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    places = minor_places(currency)
    english = f"{money.amount:,.{places}f}"
    swapped = english.translate(str.maketrans(",.", ".,"))
    spaced = english.replace(",", " ").replace(".", ",")
    for written in (english, swapped, spaced):
        assert Money.parse(written, currency) == money


@given(st.text(max_size=30), CURRENCIES)
def test_any_text_is_an_amount_or_refused(text: str, currency: str) -> None:
    try:
        money = Money.parse(text, currency)
    except UserError:
        return
    assert isinstance(money.minor, int)
    assert any(c.isdigit() for c in text)


@given(AMOUNTS, CURRENCIES)
def test_the_amount_is_exact(minor: int, currency: str) -> None:
    amount = Money(minor, currency).amount
    assert isinstance(amount, Decimal)
    assert amount * 10 ** minor_places(currency) == minor


@pytest.mark.parametrize(
    ("value", "region", "e164"),
    [
        ("912 34 567", "NO", "+4791234567"),
        ("+47 912 34 567", "", "+4791234567"),
        ("0047 91234567", "NO", "+4791234567"),
        ("070-123 45 67", "SE", "+46701234567"),
        ("+46 (0)70-123 45 67", "NO", "+46701234567"),
        ("512 345 678", "PL", "+48512345678"),
        ("(22) 123-45-67", "PL", "+48221234567"),
        ("0761/123456", "DE", "+49761123456"),
        ("+49 151 23456789", "NO", "+4915123456789"),
        ("0912 345 678", "VN", "+84912345678"),
        ("+84 24 3825 1234", "NO", "+842438251234"),
    ],
)
def test_a_phone_is_the_same_however_it_is_written(value: str, region: str, e164: str) -> None:
    assert normalise_phone(value, region) == e164
    assert normalise_phone(e164, region) == e164


@pytest.mark.parametrize(
    ("value", "region"),
    [
        ("", "NO"),
        ("12", "NO"),
        ("ring meg", "NO"),
        ("912 34 567", ""),
        ("1" * 80, "NO"),
        ("+999 1234567", "NO"),
    ],
)
def test_what_is_no_number_has_no_normal_form(value: str, region: str) -> None:
    assert normalise_phone(value, region) == ""


@given(st.text(max_size=80), st.sampled_from(["NO", "SE", "PL", "DE", "VN", "", "XX"]))
def test_any_text_is_a_number_or_none(value: str, region: str) -> None:
    e164 = normalise_phone(value, region)
    assert e164 == "" or (e164[0] == "+" and e164[1:].isdigit() and len(e164) <= 16)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ingrid@Fjord.No", "ingrid@fjord.no"),
        ("  kari.n+messe@sub.firma.co.uk ", "kari.n+messe@sub.firma.co.uk"),
        ("åsa@møbler.no", "åsa@møbler.no"),
        ("o'brien@oak.ie", "o'brien@oak.ie"),
        ("x_y-z@a-b.example", "x_y-z@a-b.example"),
    ],
)
def test_an_email_address_is_kept_in_small_letters(value: str, expected: str) -> None:
    assert normalise_email(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "@",
        "ingrid",
        "ingrid@",
        "@fjord.no",
        "a b@fjord.no",
        "a@b@c.no",
        "a..b@fjord.no",
        "a@-b.no",
        "x" * 400 + "@a.no",
    ],
)
def test_what_is_no_email_address_has_no_normal_form(value: str) -> None:
    assert normalise_email(value) == ""


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_an_address_or_none(local: str, domain: str) -> None:
    found = normalise_email(f"{local}@{domain}")
    assert found == "" or (found == found.lower() and normalise_email(found) == found)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("NO", "NO"),
        ("no", "NO"),
        ("Norge", "NO"),
        ("Norwegen", "NO"),
        ("Norvège", "NO"),
        ("Na Uy", "NO"),
        ("Polska", "PL"),
        ("Szwecja", "SE"),
        ("Sverige", "SE"),
        ("VIỆT NAM", "VN"),
        ("USA", "US"),
        ("UK", "GB"),
        ("Holland", "NL"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_country_is_known_by_its_name_in_seven_languages(said: str, code: str) -> None:
    assert country_code(said) == code
