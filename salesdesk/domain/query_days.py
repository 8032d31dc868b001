"""Days as people write them in a search: a day, a month, a year, or so many days from now."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from salesdesk.domain.text import fold

Span = tuple[date, date]  # from the first day up to and without the second

_WEEKDAYS: Final = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
    "mandag": 0, "tirsdag": 1, "onsdag": 2, "torsdag": 3, "fredag": 4, "lordag": 5, "sondag": 6,
}  # fmt: skip
_OFFSETS: Final = {
    "today": 0, "tomorrow": 1, "yesterday": -1, "idag": 0, "i dag": 0, "imorgen": 1, "i morgen": 1, "igar": -1,
    "i gar": -1,
}  # fmt: skip


def span(text: str, today: date) -> Span | None:
    """The days that `text` means, seen from `today`; None where it means none, or the calendar ends.

    A weekday is the next such day, today included; weeks begin on Monday (ISO 8601).
    """
    folded = fold(text)
    try:
        return _named(folded, today) or _dated(folded) or _counted(folded, today)
    except (ValueError, OverflowError):
        return None


def _named(text: str, today: date) -> Span | None:
    if text in _OFFSETS:
        return _one(today + timedelta(days=_OFFSETS[text]))
    if text in _WEEKDAYS:
        return _one(today + timedelta(days=(_WEEKDAYS[text] - today.weekday()) % 7))
    if text in {"week", "uke"}:
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    if text in {"month", "maned"}:
        return _month(today.year, today.month)
    if text in {"year", "ar"}:
        return date(today.year, 1, 1), date(today.year + 1, 1, 1)
    return None


def _dated(text: str) -> Span | None:
    patterns: tuple[tuple[str, Callable[..., Span]], ...] = (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda y, m, d: _one(date(y, m, d))),
        (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", lambda d, m, y: _one(date(y, m, d))),
        (r"(\d{4})-(\d{1,2})", _month),
        (r"(\d{4})", lambda y: (date(y, 1, 1), date(y + 1, 1, 1))),
    )
    for pattern, made in patterns:
        found = re.fullmatch(pattern, text, re.ASCII)
        if found:
            return made(*(int(number) for number in found.groups()))
    return None


def _counted(text: str, today: date) -> Span | None:
    found = re.fullmatch(r"([+-]?)(\d{1,4})([dwmy])", text, re.ASCII)
    if not found:
        return None
    count = int(found[2]) * (-1 if found[1] == "-" else 1)
    match found[3]:
        case "d":
            return _one(today + timedelta(days=count))
        case "w":
            return _one(today + timedelta(weeks=count))
        case unit:
            months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
            first = date(months // 12, months % 12 + 1, 1)
            last = _month(first.year, first.month)[1] - timedelta(days=1)
            return _one(first.replace(day=min(today.day, last.day)))


def _one(day: date) -> Span:
    return day, day + timedelta(days=1)


def _month(year: int, month: int) -> Span:
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
