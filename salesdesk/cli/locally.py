"""Days, times and money as people of the language in use write them."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from salesdesk.domain.values import Money
from salesdesk.i18n import language


def long_day(day: date | None) -> str:
    """A day with its weekday; empty for none."""
    from babel.dates import format_date

    return format_date(day, "EEE d MMM y", locale=language()) if day else ""


def day_month(day: date) -> str:
    """A day without its weekday, as for a birthday."""
    from babel.dates import format_date

    return format_date(day, "d MMM y", locale=language())


def clock_time(clock: time | None) -> str:
    """A time of day by the 24-hour clock; empty for none."""
    return clock.strftime("%H:%M") if clock else ""


def moment(at: datetime | None, zone: tzinfo) -> str:
    """An instant in the seller's zone; empty for none."""
    from babel.dates import format_datetime

    return format_datetime(at.astimezone(zone), "d MMM y HH:mm", locale=language()) if at else ""


def money(minor: int | None, currency: str) -> str:
    """An amount with its currency; empty for none."""
    from babel.numbers import format_currency

    if minor is None:
        return ""
    shown: str = format_currency(Money(minor, currency).amount, currency, "#,##0.00 ¤¤", locale=language())
    return shown.replace("\u00a0", " ").replace("\u202f", " ")
