"""The numbers of a goal as people type them in its unit: the same in the form, on the page and by command line."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from salesdesk.errors import UserError
from salesdesk.exchange.amounts import amount
from salesdesk.i18n import _
from salesdesk.services import goal_units

_MOST: Final = Decimal(10) ** 12
_WHOLE: Final = frozenset(("money", "count", "pieces", "minutes"))  # of which 1.250 is more than a thousand
_MARK: Final = re.compile(r"[.,]")
_CLOCK: Final = re.compile(r"([0-9]{1,3}):([0-5][0-9])")
_HOURS: Final = re.compile(r"(.*[0-9])\s*(?:h|t|hours?|timer?)\.?", re.IGNORECASE)
_MINUTES: Final = re.compile(r"(.*[0-9])\s*(?:min|minutes?|minutter|minutt)\.?", re.IGNORECASE)
_DAYS: Final = re.compile(r"(.*[0-9])\s*(?:d|days?|dag(?:er)?)\.?", re.IGNORECASE)
_POINTS: Final = re.compile(r"(.*[0-9])\s*(?:pp|points?|poeng|prosentpoeng)\.?", re.IGNORECASE)


def number(text: str, figure: str, currency: str, *, relative: bool = False) -> Decimal:
    """What `text` means of a figure, as `goal_units` says it: `108 000 kr`, `108,000`, `36 %`, `2,5`, `−3`, `1:30`.

    One mark before exactly three digits groups thousands of money, pieces and counts, and is the decimal mark of per
    cent, hours and days. `relative`: it is per cent of what was. Raises `UserError` for what is no number in that unit.
    """
    plain = " ".join(text.split()).replace("\N{MINUS SIGN}", "-")
    unit = "share" if relative else goal_units.unit(figure)
    if plain.endswith("%"):
        if unit not in ("share", "points"):
            raise UserError(
                _("“{text}” is in per cent, and this figure is not.").format(text=text.strip()),
                _("Choose per cent of what it was (--relative), or write the number itself."),
            )
        plain = plain[:-1].strip()
    plain, over = _in_unit(plain, unit)
    marks = _MARK.findall(plain)
    mark = "" if unit in _WHOLE or len(marks) != 1 else marks[0]
    found = amount(plain, mark)
    if found is None or (found[1] and not _is_own(found[1], unit, currency)):
        raise UserError(
            _("“{text}” is not a number.").format(text=text.strip()), _("Write it like 108 000 or 2,5.")
        )
    value = Decimal(found[0]) / over.denominator * over.numerator
    if abs(value) >= _MOST:
        raise UserError(
            _("“{text}” is too large.").format(text=text.strip()), _("Write less than a million millions.")
        )
    return value


def _in_unit(plain: str, unit: str) -> tuple[str, Fraction]:
    """The number in a text that names its unit, and how many of the figure's own unit one of it is."""
    if unit in ("minutes", "hours"):
        an_hour = Fraction(60 if unit == "minutes" else 1)
        if clock := _CLOCK.fullmatch(plain):
            return str(int(clock[1]) * 60 + int(clock[2])), an_hour / 60
        if said := _HOURS.fullmatch(plain):
            return said[1], an_hour
        if said := _MINUTES.fullmatch(plain):
            return said[1], an_hour / 60
    words = _DAYS if unit == "days" else _POINTS if unit in ("share", "points") else None
    said = words.fullmatch(plain) if words else None
    return (said[1] if said else plain), Fraction(1)


def _is_own(currency: str, unit: str, own: str) -> bool:
    """Whether a currency, or a sign of several, may stand beside the number."""
    return unit == "money" and (currency in ("kr", "$") or currency == own)
