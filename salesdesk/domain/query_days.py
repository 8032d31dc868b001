"""Days as people write them in a search: a day, a month, a year, or so many days from now."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from salesdesk.domain.text import fold

Span = tuple[date, date]  # from the first day up to and without the second


def _numbered(names: str, first: int = 0) -> dict[str, int]:
    return {name: number for number, alike in enumerate(names.split(), first) for name in alike.split("/")}


# Folded, in the languages of the program and in German; 0 is Monday.
WEEKDAYS: Final[Mapping[str, int]] = {
    **_numbered("monday/mon tuesday/tue wednesday/wed thursday/thu friday/fri saturday/sat sunday/sun"),
    **_numbered("mandag tirsdag/tisdag onsdag torsdag fredag lordag sondag"),
    **_numbered("poniedzialek wtorek sroda/srode czwartek piatek sobota/sobote niedziela/niedziele"),
    **_numbered("montag dienstag mittwoch donnerstag freitag samstag sonntag"),
}
OFFSETS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("today", "idag", "i dag", "dzis", "dzisiaj", "hom nay", "heute"), 0),
    **dict.fromkeys(
        ("tomorrow", "imorgen", "i morgen", "imorgon", "i morgon", "jutro", "ngay mai", "morgen"), 1
    ),
    **dict.fromkeys(("yesterday", "igar", "i gar", "wczoraj", "hom qua", "gestern"), -1),
}


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
    if text in OFFSETS:
        return _one(today + timedelta(days=OFFSETS[text]))
    if text in WEEKDAYS:
        return _one(today + timedelta(days=(WEEKDAYS[text] - today.weekday()) % 7))
    if text in {"week", "uke", "vecka", "tydzien", "woche"}:
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    if text in {"month", "maned", "manad", "miesiac", "monat"}:
        return _month(today.year, today.month)
    if text in {"year", "ar", "rok", "jahr"}:
        return date(today.year, 1, 1), date(today.year + 1, 1, 1)
    return None


_PATTERNS: Final[tuple[tuple[str, Callable[[int, int, int], Span]], ...]] = (
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda y, m, d: _one(date(y, m, d))),
    (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", lambda d, m, y: _one(date(y, m, d))),
    (r"(\d{4})-(\d{1,2})", lambda y, m, _: _month(y, m)),
    (r"(\d{4})", lambda y, _m, _d: (date(y, 1, 1), date(y + 1, 1, 1))),
)


def _dated(text: str) -> Span | None:
    for pattern, made in _PATTERNS:
        found = re.fullmatch(pattern, text, re.ASCII)
        if found:
            first, second, third = (*map(int, found.groups()), 0, 0)[:3]
            return made(first, second, third)
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
