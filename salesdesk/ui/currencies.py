"""Which currencies are offered, which one the seller counts in, and how an amount in one is told."""

from __future__ import annotations

from typing import Final

from salesdesk import i18n
from salesdesk.domain.locally import whole_money
from salesdesk.domain.values import Money, currency_of
from salesdesk.i18n import _
from salesdesk.settings import Settings

_OFFERED: Final = ("NOK", "SEK", "DKK", "EUR", "GBP", "CHF", "PLN", "CZK", "ISK", "USD", "VND")
_OF_LANGUAGE: Final = {"nb": "NOK"}  # where the system tells no country
_ELSE: Final = "EUR"


def currency_told(code: str) -> str:
    """A currency with its sign: `kr, NOK`."""
    from babel.numbers import get_currency_symbol

    sign = get_currency_symbol(code, locale=i18n.language())
    return f"{sign}, {code}" if sign != code else code


def offered() -> list[tuple[str, str]]:
    """The currencies to choose from, with their signs."""
    return [(code, currency_told(code)) for code in _OFFERED]


def currency_guessed(settings: Settings) -> str:
    """The currency of the seller's country, as far as the settings or the system tell it."""
    return currency_of(settings.region()) or _OF_LANGUAGE.get(i18n.language(), _ELSE)


def own_currency(settings: Settings) -> str:
    """The currency that the seller counts in."""
    return settings.currency or currency_guessed(settings)


def worth(minor: int, currency: str) -> str:
    """What something is worth in whole units; says so where nobody has priced it yet."""
    return whole_money(Money(minor, currency)) if minor else _("No amount yet")
