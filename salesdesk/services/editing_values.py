"""A value as a person types it, made what its field holds: a word of a vocabulary, a day, a time, a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from salesdesk.domain import subjects, vocabulary
from salesdesk.domain.columns import Day, Instant, Quantity, TimeOfDay
from salesdesk.domain.locally import day_meant
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import _

_WORDS: Final = {
    ("prospects", "stage"): "stage",
    ("prospects", "time_frame"): "time_frame",
    ("prospects", "interest_override"): "interest",
    ("followups", "kind"): "followup",
    ("complaints", "kind"): "complaint",
    ("ratings", "kind"): "rating",
    ("expenses", "step"): "step",
}
_NEVER_EMPTY: Final = frozenset({"stage", "kind", "severity", "public", "what", "day"})
_RANGES: Final = {"severity": (1, 3), "satisfaction": (1, 5), "public": (0, 1), "probability": (0, 100)}
_LARGEST: Final = 999_999_999
_DEAREST: Final = 10**15  # minor units
_CLOSING: Final = time(16)  # a day alone, where an instant is asked for, means the end of business
_YES, _NO = frozenset({"yes", "ja", "true"}), frozenset({"no", "nei", "false"})


def value_of(subject: str, field: str, text: str, now: datetime) -> Any:
    """What `text` means for a field; None or the empty text for an empty one. `now` bears the seller's zone.

    Raises `UserError` where it cannot mean anything there.
    """
    named = field == "name" and subject != "prospects"
    if not text and (named or field in _NEVER_EMPTY) and (subject, field) != ("activities", "kind"):
        raise UserError(_("“{name}” cannot be empty.").format(name=field), _("Give it a value."))
    words = _WORDS.get((subject, field))
    if words:
        return word(words, field, text)
    kind = subjects.table(subject).columns[field].type
    reader = next((made for sort, made in _READERS.items() if isinstance(kind, sort)), None)
    if reader is not None:
        meant = reader(text, now) if text else None
        if meant is not None and field == "birthday" and meant > now.date():
            raise UserError(_("“{value}” has not come yet.").format(value=text), _("Write the day of birth."))
        return meant
    if kind.python_type is int:
        return _number(text, field)
    return text


def word(words: str, field: str, text: str, own: Sequence[str] = ()) -> str:
    """The word of a vocabulary, or one of the seller's `own`, that `text` means. Raises `UserError` where it is
    none, naming those there are."""
    known = vocabulary.recognise(words, text) or next((one for one in own if fold(one) == fold(text)), "")
    if text and not known:
        choice = [*(_both(words, slug) for slug in vocabulary.slugs(words)), *own]
        raise UserError(
            _("“{value}” is not a word for {name}.").format(value=text, name=field),
            _("Write one of: {words}").format(words=", ".join(choice)),
        )
    return known


def _both(words: str, slug: str) -> str:
    """A slug, with what people call it where that is another word."""
    label = vocabulary.label(words, slug)
    return slug if fold(label) == fold(slug) else f"{slug} ({label})"


def _number(text: str, field: str) -> int | None:
    if not text:
        return None
    number = 1 if text.lower() in _YES else 0 if text.lower() in _NO else None
    if number is None and text.isdecimal() and len(text) <= len(str(_LARGEST)):
        number = int(text)
    low, high = _RANGES.get(field, (0, _LARGEST))
    if number is None or not low <= number <= high:
        raise UserError(
            _("“{value}” is not a number for {name}.").format(value=text, name=field),
            _("Write one from {low} to {high}.").format(low=low, high=high),
        )
    return number


def day(text: str, now: datetime, *, been: bool = False) -> date:
    """The first day that `text` means, the next such one, or the last one of what has `been` (`day_meant`).

    Raises `UserError` where it means none.
    """
    found = day_meant(text, now.date(), been=been)
    if found is None:
        raise UserError(
            _("“{value}” is not a day.").format(value=text), _("Write it like 2026-11-15, friday or +7d.")
        )
    return found


def _instant(text: str, now: datetime) -> datetime:
    try:
        if ":" in text:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
    except ValueError:
        pass
    return datetime.combine(day(text, now), _CLOSING, now.tzinfo)


def _time(text: str, _now: datetime) -> time:
    try:
        return time.fromisoformat(text.replace(".", ":").zfill(5)).replace(
            second=0, microsecond=0, tzinfo=None
        )
    except ValueError as error:
        raise UserError(
            _("“{value}” is not a time.").format(value=text), _("Write it like 14:30.")
        ) from error


def _quantity(text: str, _now: datetime) -> Decimal:
    number = text.replace(",", ".").replace(" ", "")
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", number):
        raise UserError(
            _("“{value}” is not a quantity.").format(value=text), _("Write a number of up to three decimals.")
        )
    return Decimal(number)


_READERS: Final[Mapping[type, Callable[[str, datetime], Any]]] = {
    Day: day,
    Instant: _instant,
    TimeOfDay: _time,
    Quantity: _quantity,
}


def money(text: str) -> Money | None:
    """An amount with its currency, such as `9 800 NOK`; None for the empty text. Raises `UserError`."""
    amount, _space, currency = text.rpartition(" ")
    if not text:
        return None
    if not any(c.isdecimal() for c in text):
        raise UserError(_("“{text}” is not an amount.").format(text=text), _("Write it like 9 800 NOK."))
    if not (currency.isascii() and currency.isalpha() and len(currency) == 3):
        raise UserError(_("“{value}” lacks a currency.").format(value=text), _("Write it like 9 800 NOK."))
    found = Money.parse(amount, currency.upper())
    if abs(found.minor) > _DEAREST:
        raise UserError(
            _("“{value}” is more money than there is.").format(value=text), _("Look at the digits.")
        )
    return found
