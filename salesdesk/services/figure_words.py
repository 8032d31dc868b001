"""How a figure is said: its value, how sure it is, what was left out."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.catalogue import EXCLUDED, NOTES
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.locally import decimal, exact_money, grouped, half_up, share, whole_money
from salesdesk.domain.values import Money
from salesdesk.i18n import _, ngettext

_ROUNDED: Final = 1000  # from which an amount is told in whole units
_HOUR: Final = 60  # minutes
_HOURS: Final = 48  # from which hours are told as days


def shown(figure: Figure) -> str:
    """The value as one says it: `31 %`, `24.5 days`, `84 250 kr`; or that there is no data."""
    return _("no data") if figure.value is None else said(figure.value, figure.unit, figure.currency)


def said(value: Fraction, unit: str, currency: str = "") -> str:
    """A value of a unit as one says it."""
    match unit:
        case "money":
            whole = Money(half_up(value), currency)
            return whole_money(whole) if abs(whole.amount) >= _ROUNDED else exact_money(whole.minor, currency)
        case "share":
            return share(Fraction(half_up(value * 1000), 1000))
        case "points":
            return _("{number} points").format(number=number(value))
        case "days":
            return _days(value)
        case "hours":
            return _days(value / 24) if value >= _HOURS else _hours(value)
        case "minutes":
            return _minutes(value) if 0 < abs(value) < _HOUR else _hours(value / _HOUR)
        case _:
            return number(value)


def changed(change: Fraction, unit: str) -> str:
    """A change with its sign: `+12 %`; of a share, which changes by points: `−3 points`."""
    whole = round(abs(change) * 100)
    sign = "" if not whole else "+" if change > 0 else "\N{MINUS SIGN}"
    return sign + (said(Fraction(whole), "points") if unit == "share" else share(Fraction(whole, 100)))


def bare(text: str, beside: str) -> str:
    """A value as `said` without its unit, where that is the unit of another one that stands beside it:
    `84 250 of 108 000 kr`."""
    head, _space, unit = text.rpartition(" ")
    return head if head and beside.endswith(f" {unit}") and not unit.isdecimal() else text


def number(value: Fraction) -> str:
    """A number with a decimal only where it has one."""
    tenths = half_up(value * 10)
    return decimal(tenths / 10) if tenths % 10 else grouped(tenths // 10)


def _days(value: Fraction) -> str:
    return ngettext("{number} day", "{number} days", 1 if value == 1 else 2).format(number=number(value))


def _hours(value: Fraction) -> str:
    return ngettext("{number} hour", "{number} hours", 1 if value == 1 else 2).format(number=number(value))


def _minutes(value: Fraction) -> str:
    whole = half_up(value)
    return ngettext("{number} minute", "{number} minutes", whole).format(number=whole)


def sure(figure: Figure) -> str:
    """How sure a share of yes and no is: `between 20 % and 44 %, 95 % sure`; else the empty text."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = (share(Fraction(round(one * 100), 100)) for one in (figure.low, figure.high))
    return _("between {low} and {high}, 95 % sure").format(low=low, high=high)


def note(figure: Figure) -> str:
    """What is to be said with it: no data, too few to say, may still change; else the empty text."""
    return _(NOTES[figure.note]) if figure.note else ""


def left_out(figure: Figure) -> list[tuple[str, int]]:
    """Why records were left out, and how many."""
    return [(_(EXCLUDED[one.why]), one.count) for one in figure.excluded]
