"""Days, times and money as people of the language in use write them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import cast

from salesdesk.clock import Clock, today
from salesdesk.domain.query_days import WEEKDAYS, span
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money, minor_places
from salesdesk.i18n import _, language, ngettext


def day_in(day: date, form: str) -> str:
    """A day in `form`, a pattern of CLDR for English, with the day of a month as the language in use writes it:
    23 November, 23. november."""
    return _day_in(day, form, language())


@lru_cache(maxsize=1024)  # said of each row of a list
def _day_in(day: date, form: str, tongue: str) -> str:
    from babel.dates import format_date

    return format_date(day, form.replace("d MMM", "d. MMM") if _is_dotted(tongue) else form, locale=tongue)


@lru_cache(maxsize=8)
def _is_dotted(tongue: str) -> bool:
    """Whether a day of a month has a full stop, as an ordinal number has (CLDR, by way of Babel)."""
    from babel.dates import get_date_format

    return "d." in get_date_format("medium", locale=tongue).pattern


def long_day(day: date | None) -> str:
    """A day with its weekday; empty for none."""
    return day_in(day, "EEE d MMM y") if day else ""


def day_month(day: date) -> str:
    """A day without its weekday, as for a birthday."""
    return day_in(day, "d MMM y")


def clock_time(clock: time | None) -> str:
    """A time of day by the 24-hour clock; empty for none."""
    return clock.strftime("%H:%M") if clock else ""


def moment(at: datetime | None, zone: tzinfo) -> str:
    """An instant in the seller's zone; empty for none."""
    local = at.astimezone(zone) if at else None
    return f"{day_month(local.date())} {local:%H:%M}" if local else ""


def money(minor: int | None, currency: str) -> str:
    """An amount with its currency; empty for none."""
    from babel.numbers import format_currency

    if minor is None:
        return ""
    shown: str = format_currency(Money(minor, currency).amount, currency, "#,##0.00 ¤¤", locale=language())
    return shown.replace("\u00a0", " ").replace("\u202f", " ")


def short_moment(at: datetime, clock: Clock) -> str:
    """An instant as one says it: `today 08:02`, `yesterday 15:20`, `18 Nov`, `3 Jan 2025`."""
    local, day = at.astimezone(clock.zone()), today(clock)
    time_of_day = local.strftime("%H:%M")
    if local.date() == day:
        return _("today {time}").format(time=time_of_day)
    if (day - local.date()).days == 1:
        return _("yesterday {time}").format(time=time_of_day)
    return short_day(local.date(), day)


def day_written(text: str) -> date | None:
    """The day that `day_month` wrote as `text`, in the language in use; None where it is no such text."""
    from babel.dates import get_month_names

    parts = text.replace(".", " ").split()
    if len(parts) != 3 or not (parts[0].isdecimal() and parts[2].isdecimal()):
        return None
    said, year, day = parts[1].casefold(), int(parts[2]), int(parts[0])
    for width in ("abbreviated", "wide"):
        names = cast("Mapping[int, str]", get_month_names(width, locale=language()))
        month = next((n for n, name in names.items() if name.casefold().rstrip(".") == said), None)
        if month is not None and 0 < year < 10_000 and 0 < day <= monthrange(year, month)[1]:
            return date(year, month, day)
    return None


def whole_money(amount: Money) -> str:
    """An amount rounded to whole units, with the sign that people know: `363 kr`."""
    from babel.numbers import format_currency

    shown: str = format_currency(
        amount.amount, amount.currency, "#,##0 ¤", locale=language(), currency_digits=False
    )
    return shown.replace("\u00a0", " ").replace("\u202f", " ")


def exact_money(minor: Fraction | int, currency: str) -> str:
    """An amount to the last minor unit with the sign that people know, decimals only where it has some:
    `1 550 kr`, `99,50 kr`."""
    from babel.numbers import format_currency

    amount = Money(half_up(minor), currency).amount
    form = "#,##0 ¤" if amount == amount.to_integral_value() else f"#,##0.{'0' * minor_places(currency)} ¤"
    shown: str = format_currency(amount, currency, form, locale=language(), currency_digits=False)
    return shown.replace("\u00a0", " ").replace("\u202f", " ")


def half_up(number: Fraction | int) -> int:
    """`number` rounded to a whole one, a half away from nothing."""
    whole = int(abs(number) + Fraction(1, 2))
    return whole if number >= 0 else -whole


def share(part: Fraction) -> str:
    """A share of 1 in per cent, with a decimal only where it has one: `10 %`, `7,5 %`."""
    from babel.numbers import format_decimal

    tenths = half_up(part * 1000)
    shown: str = format_decimal(Decimal(tenths) / 10, "#,##0.#", locale=language())
    return _("{number} %").format(number=shown.replace("\u00a0", " ").replace("\u202f", " "))


def day_meant(text: str, day: date, *, been: bool = False) -> date | None:
    """The day that a person means by `text` on `day`: `friday`, `+10d`, `24 Nov`, `24.11.2026`; else None.

    A weekday, or a day without a year, is the next such day; the last one of what has `been`.
    """
    days = span(text, day)
    if days is not None:
        weekday = been and days[0] > day and fold(text) in WEEKDAYS
        return days[0] - timedelta(days=7) if weekday else days[0]
    for year in (day.year, day.year - 1) if been else (day.year, day.year + 1):
        found = day_written(f"{text} {year}")
        if found is not None and (found <= day if been else found >= day):
            return found
    return day_written(text)


def weekday(day: date) -> str:
    """A day of the next months with its weekday, short: `Fri 4 Dec`."""
    return day_in(day, "EEE d MMM")


def grouped(number: int) -> str:
    """A count as one reads it: `1 204` in Norwegian, `1,204` in English."""
    return _grouped(number, language()) if abs(number) >= 1000 else str(number)


@lru_cache(maxsize=256)  # said at each key that is typed
def _grouped(number: int, tongue: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=tongue).replace("\u00a0", " ").replace("\u202f", " ")


def size(count: int) -> str:
    """A size as people say it, in thousands of bytes (IEC 80000-13: kB, MB)."""
    if count < 1_000_000:
        return _("{size} kB").format(size=max(1, round(count / 1000)))
    from babel.numbers import format_decimal

    return _("{size} MB").format(size=format_decimal(round(count / 1_000_000, 1), locale=language()))


def decimal(number: float) -> str:
    """A number with one decimal."""
    from babel.numbers import format_decimal

    return format_decimal(number, "#,##0.0", locale=language())


def hours_minutes(span: timedelta) -> str:
    """A stretch of time as a timer shows it, in whole minutes: `0:42`, `12:05`."""
    minutes = int(span / timedelta(minutes=1))
    return f"{minutes // 60}:{minutes % 60:02}"


def days_late(days: int) -> str:
    """How late something is, in whole days: `2 days late`."""
    return ngettext("{number} day late", "{number} days late", days).format(number=days)


def short_day(day: date, now: date) -> str:
    """A day near `now`: `10 Dec`; with its year where that is another."""
    return day_in(day, "d MMM" if day.year == now.year else "d MMM y")


def standalone_month(day: date) -> str:
    """The month of a day, by itself: `November`."""
    from babel.dates import format_date

    return format_date(day, "LLLL", locale=language())


def month_year(day: date) -> str:
    """The month of a day with its year: `November 2026`."""
    return _("{month} {year}").format(month=standalone_month(day), year=day.year)


def quarter_year(day: date) -> str:
    """The quarter of a day with its year: `Q4 2026`."""
    return _("Q{number} {year}").format(number=(day.month + 2) // 3, year=day.year)


def from_to(first: date, last: date) -> str:
    """Days from a first to a last one: `1 Jan – 22 Nov 2026`; of one day, that day."""
    if first == last:
        return day_month(last)
    return _("{first} – {last}").format(first=short_day(first, last), last=day_month(last))


def moment_meant(at: datetime, clock: Clock) -> str:
    """An instant as one promises it, which is understood again where it is typed: `today 16:00`, `tomorrow 09:00`,
    `Tuesday 14:00`, `Mon 30 Nov 16:00`, `3 Jan 2025 16:00`."""
    local, day = at.astimezone(clock.zone()), today(clock)
    time_of_day, ahead = clock_time(local.time()), (local.date() - day).days
    near = {-1: _("yesterday {time}"), 0: _("today {time}"), 1: _("tomorrow {time}")}
    if ahead in near:
        return near[ahead].format(time=time_of_day)
    if 1 < ahead < 7:
        return f"{day_in(local.date(), 'EEEE')} {time_of_day}"
    return f"{weekday(local.date()) if 0 < ahead < 360 else day_month(local.date())} {time_of_day}"
