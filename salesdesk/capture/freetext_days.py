"""Days and times as people say them in passing: "friday", "om to uker", "1 grudnia", "kl 14"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Final

from salesdesk.domain.query_days import OFFSETS, WEEKDAYS

Match = re.Match[str]


def _words(rows: Mapping[int, str]) -> dict[str, int]:
    return {word: number for number, words in rows.items() for word in words.split()}


_MONTHS: Final = _words(
    {
        1: "january januar januari styczen stycznia jan",
        2: "february februar februari luty lutego feb",
        3: "march mars marz marzec marca mar",
        4: "april kwiecien kwietnia apr",
        5: "may mai maj maja",
        6: "june juni czerwiec czerwca jun",
        7: "july juli lipiec lipca jul",
        8: "august augusti sierpien sierpnia aug",
        9: "september wrzesien wrzesnia sep sept",
        10: "october oktober pazdziernik pazdziernika oct okt",
        11: "november listopad listopada nov",
        12: "december desember dezember grudzien grudnia dec des dez",
    }
)
_NUMBERS: Final = _words(
    {
        1: "a an one en ei et ett jeden jedna ein eine einem einer mot",
        2: "two to tva dwa dwie zwei hai couple par",
        3: "three tre trzy drei ba",
        4: "four fire fyra cztery vier bon",
        5: "five fem piec funf nam",
        6: "six seks sex szesc sechs sau",
        7: "seven sju syv siedem sieben bay",
        8: "eight atte atta osiem acht tam",
        10: "ten ti tio dziesiec zehn muoi",
        14: "fjorten fjorton fourteen",
    }
)
_UNITS: Final = {
    **dict.fromkeys(
        ["day", "days", "dag", "dager", "dagar", "dage", "dni", "dzien", "tag", "tage", "tagen", "ngay", "d"],
        "d",
    ),
    **dict.fromkeys(["week", "weeks", "uke", "uker", "vecka", "veckor", "uge", "uger", "w"], "w"),
    **dict.fromkeys(["tydzien", "tygodnie", "tygodni", "woche", "wochen", "tuan"], "w"),
    **dict.fromkeys(["month", "months", "maned", "maneder", "manad", "manader", "thang"], "m"),
    **dict.fromkeys(["miesiac", "miesiace", "miesiecy", "monat", "monate", "monaten"], "m"),
}
_NEXT_WEEK: Final = (
    "(?:i )?next week|(?:i )?neste uke|(?:i )?nasta vecka|(?:w )?(?:przyszlym|nastepnym) tygodniu"
    "|nachste woche|naeste uge|tuan sau|tuan toi"
)
_NEXT_MONTH: Final = (
    "next month|neste maned|nasta manad|(?:w )?(?:przyszlym|nastepnym) miesiacu|nachsten monat"
    "|thang sau|thang toi"
)
_BEFORE: Final = (
    "(?:(?:on|the|next|this|coming|by|before|until|pa|den|til|neste|nasta|kommende|innen|innan|senest|w|we|do|dnia"
    "|przyszly|przyszla|przyszlym|przyszlej|najblizszy|nastepny|am|bis|nachsten|kommenden|vao|ngay) ){0,3}"
)
_OTHER_DAYS: Final = {
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow", "overmorgen", "i overmorgen"), 2),
    **dict.fromkeys(("overmorgon", "i overmorgon", "pojutrze", "ubermorgen", "ngay kia"), 2),
    "tonight": 0,
}
_VIETNAMESE: Final = {
    "thu hai": 0,
    "thu ba": 1,
    "thu tu": 2,
    "thu nam": 3,
    "thu sau": 4,
    "thu bay": 5,
    "chu nhat": 6,
}


def _any(words: Mapping[str, object]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


_DAYS_OFF: Final = {**{word: n for word, n in OFFSETS.items() if n >= 0}, **_OTHER_DAYS}
_OVER: Final = {word: n for word, n in OFFSETS.items() if n < 0}
_WEEKDAY_WORDS: Final = {**WEEKDAYS, **_VIETNAMESE}
_WD: Final = f"(?P<wd>{_any(_WEEKDAY_WORDS)})"
_COUNT: Final = rf"(?P<n>\d{{1,3}}|{_any(_NUMBERS)})"


def _day_of(found: Match, today: date) -> date:
    year = int(found["y"]) if "y" in found.re.groupindex and found["y"] else 0
    month = found["mon"]
    number = int(month) if month.isdecimal() else _MONTHS[month]
    day = int(found["d"])
    if number > 12 >= day and month.isdecimal():
        day, number = number, day
    if year:
        return date(year + 2000 if year < 100 else year, number, day)
    this = date(today.year, number, day)
    return this if this >= today else date(today.year + 1, number, day)


def _after(found: Match, today: date) -> date:
    said = found["n"] if "n" in found.re.groupindex and found["n"] else "a"
    count = int(said) if said.isdecimal() else _NUMBERS[said]
    match _UNITS[found["unit"]]:
        case "d":
            return today + timedelta(days=count)
        case "w":
            return today + timedelta(weeks=count)
        case _:
            months = today.year * 12 + today.month - 1 + count
            first = date(months // 12, months % 12 + 1, 1)
            following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
            return first.replace(day=min(today.day, (following - first).days))


def _weekday(found: Match, today: date) -> date:
    return today + timedelta(days=(_WEEKDAY_WORDS[found["wd"]] - today.weekday() - 1) % 7 + 1)


def _next_week(found: Match, today: date) -> date:
    monday = today + timedelta(days=7 - today.weekday())
    said = found["wd"] if "wd" in found.re.groupindex else None
    return monday + timedelta(days=_WEEKDAY_WORDS[said] if said else 0)


def _next_month(_found: Match, today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


def _off(found: Match, today: date) -> date:
    return today + timedelta(days=_DAYS_OFF[found["off"]])


def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{body})(?!\S)")


_MONTH: Final = f"(?P<mon>{_any(_MONTHS)})"
_UNIT: Final = f"(?P<unit>{_any(_UNITS)})"
_IN: Final = "(?:in|om|za|trong|after|etter|efter|nach)(?: about| ca| rundt)?"
# The first that fits counts, so that "friday next week" is not read as "friday".
_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[[Match, date], date]], ...]] = (
    (_pattern(rf"{_BEFORE}(?P<y>\d{{4}})-(?P<mon>\d{{1,2}})-(?P<d>\d{{1,2}})"), _day_of),
    (_pattern(rf"{_BEFORE}(?P<d>\d{{1,2}})[./](?P<mon>\d{{1,2}})[./](?P<y>\d{{4}}|\d\d)"), _day_of),
    (_pattern(rf"{_BEFORE}(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)? (?:of )?{_MONTH}(?: (?P<y>20\d\d))?"), _day_of),
    (_pattern(rf"{_BEFORE}{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<y>20\d\d))?"), _day_of),
    (_pattern(rf"{_BEFORE}(?P<d>\d{{1,2}})\.(?P<mon>\d{{1,2}})\."), _day_of),
    (_pattern(rf"{_BEFORE}(?P<d>\d{{1,2}})/(?P<mon>\d{{1,2}})"), _day_of),
    (_pattern(rf"{_IN} {_COUNT} {_UNIT}"), _after),
    (_pattern(rf"za {_UNIT}"), _after),
    (_pattern(rf"{_BEFORE}{_WD} (?:{_NEXT_WEEK})"), _next_week),
    (_pattern(rf"(?:{_NEXT_WEEK}) {_BEFORE}{_WD}"), _next_week),
    (_pattern(_NEXT_WEEK), _next_week),
    (_pattern(_NEXT_MONTH), _next_month),
    (_pattern(rf"{_BEFORE}(?P<off>{_any(_DAYS_OFF)})"), _off),
    (_pattern(rf"{_BEFORE}{_WD}"), _weekday),
    (_pattern(rf"\+?(?P<n>\d{{1,3}}) ?{_UNIT}(?: from now| fra na| sau)?"), _after),
)

_PAST: Final = _pattern(rf"{_BEFORE}(?:{_any(_OVER)})")
_HOUR: Final = r"(?P<h>\d{1,2})"
_CLOCK: Final = "(?:at|kl|klokka|klokken|klockan|o|godz|o godz|um|gegen|ca|luc|around|til)"
_TIMES: Final = (
    _pattern(rf"(?:{_CLOCK} )?{_HOUR}[:.]?(?P<m>[0-5]\d)? ?(?P<half>am|pm|a\.m\.|p\.m\.)"),
    _pattern(rf"(?:{_CLOCK}\.? ?)?{_HOUR}:(?P<m>[0-5]\d)(?: uhr| h)?"),
    _pattern(rf"{_CLOCK}\.? ?{_HOUR}(?:[:.](?P<m>[0-5]\d))?(?: uhr| h)?"),
    _pattern(rf"(?:{_CLOCK} )?{_HOUR}(?:h| uhr| gio)(?P<m>[0-5]\d)?"),
)
_TIMED: Final = re.compile(r"(?<![\w.:/-])\d{1,2}:\d{2}(?![\w:])")


def find_day(folded: str, today: date) -> tuple[date, tuple[int, int]] | None:
    """The first kind of day said in a folded text, and its span there. A weekday is the next one after today."""
    for pattern, meant in _PATTERNS:
        for found in pattern.finditer(folded):
            try:
                return meant(found, today), found.span()
            except (ValueError, OverflowError):
                continue
    return None


def find_past(folded: str) -> tuple[int, int] | None:
    """The span in a folded text of a word that means a day gone by, on which nothing can be planned."""
    found = _PAST.search(folded)
    return found.span() if found else None


def find_time(folded: str) -> tuple[time, tuple[int, int]] | None:
    """The first time of day in a folded text, and its span there."""
    for pattern in _TIMES:
        for found in pattern.finditer(folded):
            hour = int(found["h"])
            half = found["half"] if "half" in found.re.groupindex else ""
            if half and 1 <= hour <= 12:
                hour = hour % 12 + (12 if half.startswith("p") else 0)
            if hour < 24:
                return time(hour, int(found["m"] or 0)), found.span()
    return None


def no_time(words: str) -> str:
    """What is written like a time of day in `words` and is none ("25:99"), as it stands; else empty."""
    shaped = (found[0] for found in _TIMED.finditer(words))
    return next((one for one in shaped if find_time(one) is None), "")
