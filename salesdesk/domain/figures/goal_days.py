"""The days on which the seller works, by which a goal has its pace.

They are local days of the calendar, not stretches of 24 hours: a day is one day however many hours a clock
change leaves it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from salesdesk.domain.figures.exact import Exact


def worked_days(
    start: date,
    end: date,
    *,
    weekdays: Collection[int],
    days_off: Collection[date] = (),
    fairs: Collection[tuple[date, date]] = (),
) -> list[date]:
    """The worked days from `start` on and before `end`, in their order.

    `weekdays`: the weekdays worked, 0 for Monday. `days_off`: public holidays and the seller's own days off.
    `fairs`: the first and the last day of each, both included; a day at a fair is worked whatever day it is.
    """
    free = frozenset(days_off)
    days = (start + timedelta(days=number) for number in range((end - start).days))
    return [
        day
        for day in days
        if any(first <= day <= last for first, last in fairs)
        or (day.weekday() in weekdays and day not in free)
    ]


def gone_and_left(days: Sequence[date], today: date) -> tuple[list[date], list[date]]:
    """Worked `days` that are over, and those to come. Today is to come: it can still be worked."""
    return [day for day in days if day < today], [day for day in days if day >= today]


def on_worked_days(sums: Mapping[date, Exact], days: Sequence[date], *, before: date) -> list[Fraction]:
    """What each of the worked `days` brought, one number for each of them that is before `before`.

    What came on a day that is not worked goes to the last worked day before it (to the first, where there is
    none), so that nothing is lost and a pace is counted in worked days only. `days` are in order.
    """
    gone = [day for day in days if day < before]
    found = [Fraction()] * len(gone)
    for day, amount in sums.items():
        if day < before and gone:
            found[max(bisect_right(gone, day) - 1, 0)] += Fraction(amount)
    return found
