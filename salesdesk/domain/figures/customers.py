"""The figures of customers: who is new, who came back, who stayed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from salesdesk.domain.figures.figure import Excluded, Figure, left_out, proportion, ratio, total
from salesdesk.domain.figures.periods import months_on
from salesdesk.domain.instants import from_micros

MONTHS: Final = 6  # within which a second sale, or one after a complaint, counts
ACTIVE: Final = 12  # months after a sale during which a customer is active


@dataclass(frozen=True, slots=True)
class BuyerSums:
    """Of a period: its sales, those by one who had bought before that sale, the money of both; how many bought, how
    many of them twice or more, how many had bought before the period, and whose first sale ever lies in it."""

    sales: int = 0
    again: int = 0
    minor: int = 0
    again_minor: int = 0
    buyers: int = 0
    twice: int = 0
    had: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """How many were active at the start, how many of them at the end, and how many came back after longer."""

    start: int = 0
    both: int = 0
    won_back: int = 0


def retention(found: Kept) -> Figure:
    """|S ∩ E| ÷ |S|: of those active at the start, who still is at the end; those won back are counted apart."""
    return proportion(found.both, found.start, excluded=left_out(won_back=found.won_back))


def churn(found: Kept) -> Figure:
    """1 - retention, of the same."""
    return proportion(found.start - found.both, found.start, excluded=left_out(won_back=found.won_back))


def repeat_share(found: BuyerSums) -> Figure:
    """Sales with an earlier sale by the same customer ÷ sales."""
    return proportion(found.again, found.sales)


def repeat_share_money(found: BuyerSums) -> Figure:
    """The same by money."""
    return ratio(found.again_minor, found.minor, "share", found.sales)


def repeat_purchase_rate(found: BuyerSums) -> Figure:
    """Buyers with two or more sales in the period ÷ buyers."""
    return proportion(found.twice, found.buyers)


def returning_customers(found: BuyerSums) -> Figure:
    """Buyers of the period who had bought before it."""
    return total(found.had, "count", found.buyers)


def new_customers(found: BuyerSums) -> Figure:
    """Those whose first sale ever lies in the period."""
    return total(found.new, "count", found.new)


def cross_sell(found: tuple[int, int]) -> Figure:
    """Existing customers who bought a category new to them ÷ existing customers who bought: both are given."""
    return proportion(*found)


def again_within(pairs: Iterable[tuple[int, int | None]], now: date, zone: tzinfo, months: int) -> Figure:
    """Of those to whom something happened `months` ago or longer, who bought within so many months of it. Pairs are
    the instant (microseconds UTC) of it, and that of the first sale after it. Those whose months have not run are
    left out; `now` is the present local day."""
    yes = of = waiting = 0
    for first, second in pairs:
        until = months_on(_day(first, zone), months)
        if until >= now:
            waiting += 1
            continue
        of += 1
        yes += second is not None and _day(second, zone) <= until
    gone = (Excluded("waiting", waiting),) if waiting else ()
    return proportion(yes, of, excluded=gone)


def _day(at: int, zone: tzinfo) -> date:
    return from_micros(at).astimezone(zone).date()
