"""Days as people and programs write them into a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from salesdesk.domain.locally import day_month
from salesdesk.exchange.headers import fold
from salesdesk.i18n import _

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.DOTALL)
_TURNED = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})[./-] ?(\d{4}|\d{2})(?:[ T,].*)?", re.DOTALL)
_NO_DAY = re.compile(r"[0./-]+")  # Outlook writes 0/0/00 and 00.00.0000 where there is none
_MONTH = 12  # a higher number is a day
_LONGEST = 60  # characters; a longer text is no day
_MONTHS = (
    "jan january januar januari styczen stycznia sty janvier janv",
    "feb february februar februari luty lutego lut fevrier fevr",
    "mar march mars marz marzec marca mrz",
    "apr april kwiecien kwietnia kwi avril avr",
    "may mai maj maja",
    "jun june juni czerwiec czerwca cze juin",
    "jul july juli lipiec lipca lip juillet juil",
    "aug august augusti sierpien sierpnia sie aout",
    "sep sept september wrzesien wrzesnia wrz septembre",
    "oct okt october oktober pazdziernik pazdziernika paz octobre",
    "nov november listopad listopada lis novembre",
    "dec des dez december desember dezember grudzien grudnia gru decembre",
)


def day(text: str, *, day_first: bool = True) -> date | None:
    """The day that `text` says, or None where it says none that exists.

    Read are 2024-03-01 (also with a time), 2024/03/01, 20240301, 1.3.2024, 01/03/24 and "1 Mar 2024" in
    seven languages. `day_first` tells how to take 01/03/2024; with points the day is always first. Years of
    two digits are 1930 to 2029.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    whole = _ISO.fullmatch(text) or _TURNED.fullmatch(text) or _COMPACT.fullmatch(text)
    if whole:
        return _date(whole[1], whole[2], whole[3])
    parts = _NUMBERS.fullmatch(text)
    if parts:
        first, second = parts[1], parts[3]
        if not day_first and parts[2] != ".":
            first, second = second, first
        return _date(parts[4], second, first)
    return _in_words(text)


def is_blank(text: str) -> bool:
    """Whether a date cell says that there is no date."""
    return bool(_NO_DAY.fullmatch(text)) and len(text) <= 10


def orders(columns: Iterable[Iterable[str]]) -> list[tuple[bool, str]]:
    """For each column of days whether it writes the day before the month, and its first date that means another day
    the other way round where nothing in the file tells. A column that leaves it open follows those that do not, if
    they agree, and else has the day first."""
    found = [_order(texts) for texts in columns]
    told = {first for first, _text in found if first is not None}
    agreed = next(iter(told)) if len(told) == 1 else None
    return [
        (agreed is not False, text if agreed is None else "") if first is None else (first, "")
        for first, text in found
    ]


def read_both_ways(text: str) -> str:
    """What is said of a date that was read with the day first though nothing tells that it stands there."""
    told = _("{text} was read as {day}; the dates of this file do not say whether day or month comes first.")
    return told.format(text=text, day=day_month(found) if (found := day(text)) else "?")


def _order(texts: Iterable[str]) -> tuple[bool | None, str]:
    day_seen = month_seen = False
    both = ""
    for text in texts:
        parts = _NUMBERS.fullmatch(text.strip()[:_LONGEST])
        if parts:
            day_seen = day_seen or int(parts[1]) > _MONTH
            month_seen = month_seen or int(parts[3]) > _MONTH
            if not both and parts[2] != "." and int(parts[1]) != int(parts[3]):
                both = text.strip()
    if day_seen or month_seen:
        return day_seen, ""
    return None, both if day(both) else ""


def _in_words(text: str) -> date | None:
    words = fold(text).replace("thang", " ").replace("ngay", " ").replace(" nam ", " ").split()
    words = [w.removesuffix("th").removesuffix("nd").removesuffix("rd").removesuffix("st") for w in words[:6]]
    names = [_months()[w] for w in words if w in _months()]
    numbers = [w for w in words if w.isdecimal() and w.isascii()]
    if len(names) == 1 and len(numbers) >= 2:
        years = [n for n in numbers[:2] if len(n) == 4]
        days = [n for n in numbers[:2] if len(n) <= 2]
        return _date(years[0], str(names[0]), days[0]) if years and days else None
    if not names and "thang" in fold(text) and len(numbers) == 3:
        return _date(numbers[2], numbers[1], numbers[0])
    return None


@cache
def _months() -> dict[str, int]:
    return {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}


def _date(year: str, month: str, day_of_month: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 30 else 2000
    try:
        return date(number, int(month), int(day_of_month))
    except ValueError:
        return None
