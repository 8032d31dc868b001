"""For which days insights are asked, and what they are compared with: the period so far, beside just as much of the
one before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from salesdesk.domain.figures.periods import Period, around, before, buckets, months_on, year_before

MONTH, LAST_MONTH, QUARTER, YEAR = "month", "last-month", "quarter", "year"
TWELVE_MONTHS, LAST_YEAR, OWN = "12-months", "last-year", "own"
PERIODS: Final = (MONTH, LAST_MONTH, QUARTER, YEAR, TWELVE_MONTHS, LAST_YEAR, OWN)
NOTHING, BEFORE, A_YEAR = "nothing", "before", "year"
AGAINST: Final = (BEFORE, A_YEAR, NOTHING)
_BY_DAY, _BY_WEEK = 100, 400  # days, up to which a period is shown by day, by week


@dataclass(frozen=True, slots=True)
class Choice:
    """What the seller chose: one of `PERIODS`, compared with one of `AGAINST`. `first` and `last` are the own days,
    both counted in."""

    period: str = YEAR
    against: str = BEFORE
    first: date | None = None
    last: date | None = None

    def days(self, today: date) -> Period:
        """The days that are asked for, up to `today` where they run on."""
        return Period(*_ends(self, today))

    def compared(self, today: date) -> Period | None:
        """The days that they are compared with: as many of the period before, or the same a year before."""
        now = self.days(today)
        if self.against == NOTHING:
            return None
        if self.against == A_YEAR:
            return year_before(now)
        if self.period == TWELVE_MONTHS:
            return Period(months_on(now.start, -12), now.start)
        if self.period == OWN:
            return before(now)
        whole = around(now.start, _STEP[self.period])
        earlier = before(whole, _STEP[self.period])
        if now == whole:
            return earlier
        return Period(earlier.start, min(earlier.end, earlier.start + timedelta(days=now.days)))

    def with_days(self, first: date, last: date) -> Choice:
        """The same with own days, the earlier one first."""
        return replace(self, period=OWN, first=min(first, last), last=max(first, last))


_STEP: Final = {MONTH: "month", LAST_MONTH: "month", QUARTER: "quarter", YEAR: "year", LAST_YEAR: "year"}


def _ends(choice: Choice, today: date) -> tuple[date, date]:
    after = today + timedelta(days=1)
    match choice.period:
        case "last-month" | "last-year":
            whole = before(around(today, _STEP[choice.period]), _STEP[choice.period])
            return whole.start, whole.end
        case "12-months":
            return months_on(after, -12), after
        case "own" if choice.first and choice.last:
            return choice.first, choice.last + timedelta(days=1)
        case "month" | "quarter" as step:
            return around(today, step).start, after
        case _:
            return around(today, "year").start, after


def step_for(period: Period) -> str:
    """By what a period is shown: day, week or month, by its length."""
    if period.days <= _BY_DAY:
        return "day"
    return "week" if period.days <= _BY_WEEK else "month"


def beside(cut: list[Period], period: Period, compared: Period, step: str) -> list[Period | None]:
    """What each part of `period` is compared with: the same days counted from the first one, or the same month in
    turn; None where the other is over."""
    if step == "month":
        parts = buckets(compared, "month")
        return [parts[place] if place < len(parts) else None for place in range(len(cut))]
    moved = compared.start - period.start
    found = [Period(one.start + moved, min(one.end + moved, compared.end)) for one in cut]
    return [one if one.start < one.end else None for one in found]
