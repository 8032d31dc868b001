"""What countries, currencies and languages there are to choose from, as the seller's language calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

from salesdesk.domain.text import fold
from salesdesk.domain.values import currency_of
from salesdesk.i18n import LANGUAGES, _, language

Options = list[tuple[str, str]]
_NO_COUNTRY: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def languages(system: str) -> Options:
    """The languages of the program, each in its own; first that of the system, called `system`."""
    own = {"en": "English", "nb": "Norsk bokmål"}
    return [("", as_system(own.get(system, own["en"]))), *((one, own[one]) for one in LANGUAGES)]


def countries(system: str) -> Options:
    """All countries (ISO 3166-1) by name; first that of the system, `system`, where it tells one."""
    names = cast("Mapping[str, str]", Locale.parse(language()).territories)
    codes = [code for code in names if len(code) == len("NO") and code.isalpha() and code not in _NO_COUNTRY]
    found = sorted(((code, names[code]) for code in codes), key=lambda one: fold(one[1]))
    return [("", as_system(names[system]) if system in names else _("not set")), *found]


def currencies(country: str) -> Options:
    """All currencies in use somewhere (ISO 4217), by code; first that of `country`, where it is known."""
    codes = set[str]()
    for code, _name in countries("")[1:]:
        codes.update(get_territory_currencies(code))
    named = ((code, f"{code} · {get_currency_name(code, locale=language())}") for code in sorted(codes))
    own = currency_of(country)
    told = _("{value} (of the country)").format(value=own) if own else _("not set")
    return [("", told), *named]


def as_system(told: str) -> str:
    """What the choice of nothing is called."""
    return _("{value} (as the system)").format(value=told)
