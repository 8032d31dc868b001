"""The figures of the seller's own work and money: time, people served, reviews, what a customer cost to win."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from salesdesk.domain.figures.figure import Figure, left_out, mean, ratio, total


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Weeks with a finished review, customers looked at in them, opportunities found."""

    weeks: int = 0
    customers: int = 0
    opportunities: int = 0


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent, in how many amounts, and how many in another currency are left out."""

    minor: int = 0
    count: int = 0
    other: int = 0


@dataclass(frozen=True, slots=True)
class FairSums:
    """Of fairs whose cost is known: how many, what they cost; who was met, who is qualified; their sales, what they
    came to less what came back, what that had cost to buy, and how many sales have no rate. `other` fairs
    were paid for in another currency and are left out."""

    fairs: int = 0
    cost: int = 0
    met: int = 0
    qualified: int = 0
    sales: int = 0
    net: int = 0
    goods: int = 0
    no_rate: int = 0
    other: int = 0


def prospecting_time(by_day: Mapping[date, timedelta]) -> Figure:
    """Minutes in the union of prospecting stints, over the days of the period."""
    minutes = sum(
        (Fraction(one // timedelta(microseconds=1), 60_000_000) for one in by_day.values()), Fraction()
    )
    return total(minutes, "minutes", len(by_day))


def served_per_day(by_day: Mapping[date, int], fair_days: Collection[date]) -> Figure:
    """Customers and prospects served a day, the mean over the days worked, which `by_day` has; fair days are apart."""
    usual = {day: count for day, count in by_day.items() if day not in fair_days}
    return mean(
        sum(usual.values()), len(usual), "count", excluded=left_out(fair_day=len(by_day) - len(usual))
    )


def reviews(found: Reviewed) -> Figure:
    """Weeks with a finished review."""
    return total(found.weeks, "count", found.weeks)


def spend(spent: Spent) -> Figure:
    """What was spent to win customers."""
    return total(spent.minor, "money", spent.count, excluded=left_out(no_rate=spent.other))


def acquisition_cost(spent: Spent, new: int) -> Figure:
    """Acquisition expenses in the period ÷ new customers in it; with none new there is no data, and the spend stands
    as the numerator."""
    return ratio(spent.minor, new, "money", new, excluded=left_out(no_rate=spent.other))


def contribution(profit: Figure, spent: Spent) -> Figure:
    """Gross profit - what was spent to win customers."""
    if profit.value is None:
        return profit
    return total(profit.value - spent.minor, "money", profit.n, excluded=profit.excluded)


def cost_per_lead(found: FairSums) -> Figure:
    """Fair cost ÷ leads first met there."""
    return _of_cost(found, found.met)


def cost_per_qualified_lead(found: FairSums) -> Figure:
    """Fair cost ÷ those of them who are qualified."""
    return _of_cost(found, found.qualified)


def fair_return(found: FairSums, *, margin: bool = False) -> Figure:
    """(attributed net sales - cost) ÷ cost; of the `margin` of these sales as the second line."""
    gone = left_out(no_rate=found.no_rate, fair_no_rate=found.other)
    earned = found.net - (found.goods if margin else 0)
    return ratio(earned - found.cost, found.cost, "share", found.sales, excluded=gone)


def _of_cost(found: FairSums, of: int) -> Figure:
    gone = left_out(fair_no_rate=found.other)
    if not found.fairs:
        return Figure(value=None, unit="money", n=of, excluded=gone)
    return ratio(found.cost, of, "money", of, excluded=gone)
