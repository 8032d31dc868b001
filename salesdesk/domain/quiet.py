"""When a customer has gone quiet: measured by how often that very customer buys, not by one delay for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final

FEWEST: Final = 3  # days with a sale from which a customer has an interval of its own
LEAST: Final = 14  # days: who buys oftener is not quiet within two weeks
YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual interval of a customer in days, and where it is from: `own` sales, the seller's other `customers`,
    or a `year`, as long as nobody has bought often enough."""

    days: int
    source: str


def own_interval(sales: Iterable[date]) -> int | None:
    """The median of the gaps between the days of a customer's own sales, in days, rounded to the longer one.

    Several sales of one day are one visit to the till. Fewer than three such days tell nothing: None.
    """
    days = sorted(set(sales))
    if len(days) < FEWEST:
        return None
    gap = median((after - before).days for before, after in pairwise(days))
    return max(LEAST, -int(-gap // 1))


def sellers_interval(customers: Iterable[Sequence[date]]) -> int | None:
    """The median of the intervals of all customers that have one of their own, in days; None where none has."""
    found = [days for sales in customers if (days := own_interval(sales)) is not None]
    return -int(-median(found) // 1) if found else None


def usual(sales: Iterable[date], sellers: int | None) -> Usual:
    """The usual interval of a customer: its own, else the seller's customers', else twelve months."""
    own = own_interval(sales)
    if own is not None:
        return Usual(own, "own")
    return Usual(sellers, "customers") if sellers is not None else Usual(YEAR, "year")


def overdue(last: date | None, interval: Usual, today: date) -> int | None:
    """By how many days a customer is overdue of whom one last heard on `last`: above nothing where it has gone
    quiet. None where nobody knows when; a `last` ahead of today counts as today."""
    if last is None:
        return None
    return (today - min(last, today)).days - interval.days
