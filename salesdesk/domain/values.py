"""Values that are more than text: money, phones, email addresses, countries.

What cannot be made sense of stays as it was typed: a normal form is an addition, never a replacement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Final

from salesdesk.domain.text import digits, fold
from salesdesk.errors import UserError
from salesdesk.i18n import _, language

_PLAIN_EMAIL: Final = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\.[A-Za-z]{2,24}"
)
_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009'’]")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the minor units of an ISO 4217 currency (øre, cents; none for VND)."""

    minor: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """The amount in the currency's own units, exact."""
        places = minor_places(self.currency)
        return Decimal(self.minor).scaleb(-places)

    def as_json(self) -> dict[str, str]:
        """As the command line promises it: `{"amount": "1234.50", "currency": "NOK"}`."""
        places = minor_places(self.currency)
        return {"amount": f"{self.amount:.{places}f}", "currency": self.currency}

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Reads "1 234,50", "1,234.50", "-12" or "kr 12,-". Raises `UserError` where it is no amount.

        The last comma or point is the decimal mark, unless exactly three digits follow the only kind of mark; one comma
        is it all the same in a language that never groups thousands by commas.
        """
        written = _AMOUNT.fullmatch(_undecorated(text, currency))
        parts = _whole_and_part(written[2], currency) if written else None
        if written is None or parts is None:
            raise UserError(_("“{text}” is not an amount.").format(text=text), _("Write it like 1 234,50."))
        minor = Decimal(f"{written[1]}{parts[0] or 0}.{parts[1] or 0}").scaleb(minor_places(currency))
        if minor != minor.to_integral_value():
            raise UserError(
                _("“{text}” has more decimals than {currency} has.").format(text=text, currency=currency)
            )
        return cls(int(minor), currency)


# An amount between its signs: digits enough for any sale, few enough for the column that holds them.
_AMOUNT: Final = re.compile(r"([+-]?)((?=[.,]?[0-9])[0-9.,]{1,20})")
_NO_MONEY: Final = frozenset(("XXX", "XTS", "XAU", "XAG", "XPT", "XPD"))
_SIGNS: Final = {
    **dict.fromkeys(("NOK", "SEK", "DKK", "ISK"), ("kr.", "kr")),
    "CZK": ("kč",),
    "PLN": ("zł",),
    "EUR": ("€",),
    **dict.fromkeys(("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"), ("us$", "$")),
    "GBP": ("£",),
    "VND": ("₫", "đ"),
}


def _undecorated(text: str, currency: str) -> str:
    """`text` without spaces, the sign of its currency, and the dash that stands for no øre ("12,-")."""
    plain = _SPACES.sub("", text[:100]).replace("−", "-").casefold()
    for sign in (currency.casefold(), *_SIGNS.get(currency, ())):
        plain = plain.removeprefix(sign).removesuffix(sign)
    return re.sub(r"[,.:][-–]$", "", plain)


def _whole_and_part(written: str, currency: str) -> tuple[str, str] | None:
    """The digits before and after the decimal mark; None where the marks do not group thousands."""
    mark = max(written.rfind(","), written.rfind("."))
    whole, part = (written, "") if mark < 0 else (written[:mark], written[mark + 1 :])
    marks = [c for c in written if c in ",."]
    alone = len(marks) == 1 and (minor_places(currency) == 3 or _is_decimal_comma(marks[0], language()))
    thousands = len(set(marks)) == 1 and not alone
    if len(part) == 3 and thousands and whole.strip("0"):
        whole, part = written, ""
    first, *groups = re.split(r"[.,]", whole)
    grouped = {c for c in whole if c in ",."}
    if any(len(group) != 3 for group in groups) or len(first) > (3 if groups else 15):
        return None
    if len(grouped) > 1 or (part and written[mark] in grouped):
        return None
    return first + "".join(groups), part


@cache
def _is_decimal_comma(mark: str, tongue: str) -> bool:
    """Whether `mark` is a comma, and that is what a language has before decimals and never between thousands (CLDR, by
    way of Babel)."""
    from babel.numbers import get_decimal_symbol

    return mark == "," == get_decimal_symbol(tongue)


@cache
def minor_places(currency: str) -> int:
    """The decimals of a currency (CLDR, by way of Babel)."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


@cache
def is_currency(code: str) -> bool:
    """Whether money is or was kept in `code` (ISO 4217, by way of Babel): not XXX, which is none, nor gold."""
    from babel.numbers import list_currencies

    return code in list_currencies() and code not in _NO_MONEY


def currency_of(country: str) -> str:
    """The currency in use in a country of two letters (CLDR, by way of Babel); empty where none is known."""
    from babel.numbers import get_territory_currencies

    return str(next(iter(get_territory_currencies(country)), "")) if country else ""


@lru_cache(maxsize=1 << 16)  # an import asks for each number of its file three times
def normalise_phone(value: str, region: str) -> str:
    """The number as E.164 (ITU-T), or empty where it is none.

    `region` is the two-letter country of numbers without a country code.
    """
    if len(digits(value)) < 4 or len(value) > 60:
        return ""
    import phonenumbers

    try:
        number = phonenumbers.parse(value, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number) or not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normalise_email(value: str) -> str:
    """The address in small letters, or empty where it is none (RFC 5322 §3.4.1; the network is not asked)."""
    value = value.strip()
    if _PLAIN_EMAIL.fullmatch(value) and len(value) < 255:
        return value.lower()
    if "@" not in value or len(value) > 320:
        return ""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(value, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        return ""


def has_phones(country: str) -> bool:
    """Whether there are phone numbers of this country (its two letters, ISO 3166-1)."""
    import phonenumbers

    return country.upper() in phonenumbers.SUPPORTED_REGIONS


@lru_cache(maxsize=1024)
def country_code(text: str) -> str:
    """The two-letter code (ISO 3166-1) of a country named by code or in one of seven languages, or empty."""
    folded = fold(text)
    if not folded:
        return ""
    return _countries().get(folded, "")


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for tongue in ("en", "nb", "sv", "pl", "vi", "de", "fr"):
        territories: Any = Locale(tongue).territories
        for code, name in territories.items():
            if len(code) == 2 and code.isalpha():
                found[code.lower()] = code
                found.setdefault(fold(name), code)
    return {**found, "usa": "US", "uk": "GB", "england": "GB", "holland": "NL"}
