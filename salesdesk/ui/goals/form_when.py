"""For which days a goal is, and whether it comes again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from salesdesk.domain.figures.periods import Period, around, months_on
from salesdesk.domain.locally import short_day
from salesdesk.i18n import N_, _

MONTH, QUARTER, YEAR = "month", "quarter", "year"
NEXT_MONTH, NEXT_QUARTER, NEXT_YEAR = "next-month", "next-quarter", "next-year"
TWO_QUARTERS, REST, ON, OWN = "two-quarters", "rest", "on", "own"
WHEN: Final = {
    QUARTER: N_("This quarter"),
    MONTH: N_("This month"),
    YEAR: N_("This year"),
    NEXT_MONTH: N_("Next month"),
    NEXT_QUARTER: N_("Next quarter"),
    NEXT_YEAR: N_("Next year"),
    TWO_QUARTERS: N_("Next half-year"),
    REST: N_("Rest of the year"),
    ON: N_("From now on"),
    OWN: N_("Own days"),
}
AGAIN: Final = {
    "": N_("No"),
    "day": N_("Each day"),
    "week": N_("Each week"),
    "month": N_("Each month"),
    "quarter": N_("Each quarter"),
    "year": N_("Each year"),
}
_STEPS: Final = {MONTH: "month", QUARTER: "quarter", YEAR: "year"}
_NEXT: Final = {NEXT_MONTH: "month", NEXT_QUARTER: "quarter", NEXT_YEAR: "year"}


@dataclass(frozen=True, slots=True)
class Days:
    """From which day on, and before which: None for no end."""

    start: date
    end: date | None


def days(when: str, again: str, today: date) -> Days:
    """The days of a choice other than one's own. From now on is from the begin of the step it comes again in."""
    if when == REST:
        return Days(today, date(today.year + 1, 1, 1))
    if when == ON:
        return Days(around(today, again).start if again else today, None)
    if when == TWO_QUARTERS:
        start = around(today, "quarter").end
        return Days(start, months_on(start, 6))
    if when in _NEXT:
        step = _NEXT[when]
        found = around(around(today, step).end, step)
    else:
        found = around(today, _STEPS[when])
    return Days(found.start, found.end)


def told(when: str, today: date) -> str:
    """A choice with its days: `Next quarter, 1 Jan – 31 Mar`; a year with its number."""
    word = _(WHEN[when])
    if when in (OWN, ON, REST):
        return word
    found = days(when, "", today)
    assert found.end is not None
    if when in (YEAR, NEXT_YEAR):
        return f"{word}, {found.start.year}"
    return f"{word}, {span(Period(found.start, found.end), found.start)}"


def span(period: Period, today: date) -> str:
    """The days of a period: `1 Jan – 31 Mar`, with the year where it is another."""
    last = period.end - timedelta(days=1)
    near = last if period.start.year == last.year else today  # the year once, where both have the same
    return f"{short_day(period.start, near)} \N{EN DASH} {short_day(last, today)}"
