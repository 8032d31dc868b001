"""The pace of a goal that counts (revenue, leads, minutes): where it should be by now, where it will end, and
what each day left must bring (kpis.md, Goals). Days are the seller's worked days (`goal_days`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Final

from salesdesk.domain.figures.exact import Exact
from salesdesk.domain.figures.figure import FEWEST

_Z: Final = 1.959963984540054  # the normal quantile at 97.5 %


@dataclass(frozen=True, slots=True)
class Projection:
    """Where a goal ends if the days left are like those gone, and the 95 % interval of that; without an interval
    (`None`) while fewer than five days brought something: two sales do not say how much days vary."""

    value: Fraction
    low: float | None
    high: float | None

    def with_sure(self, more: int) -> Projection:
        """It with what comes besides for certain."""
        low = None if self.low is None else self.low + more
        high = None if self.high is None else self.high + more
        return Projection(self.value + more, low, high)


def expected(target: Exact, gone: int, total: int, *, sure: int = 0, had: int = 0) -> Fraction | None:
    """What there should be by now: target x days gone ÷ days in the period; None in a period without days.

    Of the target so much is `sure`, whatever is done, and `had` of that by now: the days are to bring the rest.
    """
    if total <= 0:
        return None
    return max(Fraction(target) - sure, Fraction()) * min(gone, total) / total + had


def needed_a_day(target: Exact, actual: Exact, days_left: int) -> Fraction | None:
    """What each day left must bring: (target - actual) ÷ days left, 0 once the target is there; None where no
    day is left."""
    return max(Fraction(target) - Fraction(actual), Fraction()) / days_left if days_left > 0 else None


def counted(daily: Sequence[Exact], today: Exact, *, worked: bool) -> list[Fraction]:
    """The days that a projection goes by: what each day gone brought, with what came `today`.

    Today counts as a day gone once it brought what those gone did on average, so that what came in one jump is part of
    the rate; before that it is still to come. What was taken back today, and what came on a day that is not `worked`,
    goes to the last day gone. Who is ahead (`attainment.state`) is then likely to land above the target, and who is
    behind below it.
    """
    days, more = [Fraction(one) for one in daily], Fraction(today)
    if days and (not worked or more < 0):
        days[-1] += more
    elif days and more and more * len(days) >= sum(days):
        days.append(more)
    return days


def projection(
    daily: Sequence[Exact], days_gone: int, *, days_left: int, so_far: Exact | None = None, grows: bool = True
) -> Projection | None:
    """Where a goal will end: what there is ÷ days gone x all days, with its interval; None before a day is gone.

    `daily`: what each day gone brought; days that brought nothing may be left out. `so_far`: all that is there,
    where that is more than the days gone brought (today's part). What only `grows` never ends below `so_far`; what
    credits can take from may. With no day left it ends with what is there.

    The interval is the one for the sum of m future values after n seen ones of mean x̄ and spread s,
    m x̄ ± t(n - 1) s √(m + m²/n): G. Hahn & W. Meeker, Statistical Intervals (1991), chapter 4, for their mean. It
    takes days as alike, independent and near normal: with few large sales it is too narrow, and it is blind to
    seasons.

    Raises `ValueError` where `daily` has more than `days_gone` values.
    """
    if len(daily) > days_gone:
        raise ValueError("one value for each day gone, at most")
    if days_gone < 1:
        return None
    brought = sum((Fraction(one) for one in daily), Fraction())
    there = brought if so_far is None else Fraction(so_far)
    if days_left <= 0:
        return Projection(there, float(there), float(there))
    least = there if grows else None
    value = _floor(brought + brought * days_left / days_gone, least)
    if sum(1 for one in daily if one) < FEWEST:
        return Projection(value, None, None)
    squares = sum((Fraction(one) ** 2 for one in daily), Fraction())
    variance = float((squares - brought**2 / days_gone) / (days_gone - 1))
    spread = _t(days_gone - 1) * sqrt(variance * (days_left + days_left**2 / days_gone))
    low = float(value) - spread
    return Projection(value, low if least is None else max(low, float(least)), float(value) + spread)


def _floor(value: Fraction, least: Fraction | None) -> Fraction:
    return value if least is None else max(value, least)


def _t(freedom: int) -> float:
    """Student's t at 97.5 %, by M. Abramowitz & I. Stegun, Handbook of Mathematical Functions, 26.7.5; within
    0.1 % of the tables from 4 degrees of freedom on."""
    odd = [_Z**power for power in (1, 3, 5, 7, 9)]
    terms = (
        (odd[1] + odd[0]) / 4,
        (5 * odd[2] + 16 * odd[1] + 3 * odd[0]) / 96,
        (3 * odd[3] + 19 * odd[2] + 17 * odd[1] - 15 * odd[0]) / 384,
        (79 * odd[4] + 776 * odd[3] + 1482 * odd[2] - 1920 * odd[1] - 945 * odd[0]) / 92_160,
    )
    return _Z + sum(term / freedom**power for power, term in enumerate(terms, start=1))
