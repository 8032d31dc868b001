"""What a fair cost and brought: the rules of kpis.md for one fair, of sums that the store gives."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from salesdesk.domain.values import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What was counted of a fair. Money is in minor units of one currency.

    `sales` are the won deals of those first met there, `revenue` their net amounts less credits, `profit` the
    same less the cost of lines that have one. `due` are the leads whose promised delay has run out or that
    were tried; `on_time` those of them that were tried within it.
    """

    cost: int | None
    leads: int
    qualified: int
    customers: int
    sales: int
    revenue: int
    profit: int
    due: int
    on_time: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """What follows from the sums; None is no data, never nothing."""

    cost_per_lead: Fraction | None  # minor units
    cost_per_qualified_lead: Fraction | None
    cost_per_customer: Fraction | None
    gain: Fraction | None  # (attributed net sales - cost) ÷ cost: the fair's return
    margin_gain: Fraction | None  # the same of the profit
    still_needed: int | None  # sales as good as those so far until the profit bears the cost; 0: it does
    coverage: Fraction | None


def ledger(sums: Sums) -> Ledger:
    """The figures of a fair (kpis.md: cost_per_lead, cost_per_qualified_lead, fair_return, follow_up_coverage)."""
    cost = sums.cost
    return Ledger(
        cost_per_lead=_each(cost, sums.leads),
        cost_per_qualified_lead=_each(cost, sums.qualified),
        cost_per_customer=_each(cost, sums.customers),
        gain=Fraction(sums.revenue - cost, cost) if cost else None,
        margin_gain=Fraction(sums.profit - cost, cost) if cost else None,
        still_needed=_still_needed(sums),
        coverage=_each(sums.on_time, sums.due),
    )


def cost_of_a_lead(minor: int | None, currency: str, met: int) -> Money | None:
    """Stand cost ÷ leads, rounded to the minor unit; None where one of them is not known."""
    return Money(round(minor / met), currency) if met and minor is not None else None


def _each(of: int | None, count: int) -> Fraction | None:
    return None if of is None or not count else Fraction(of, count)


def _still_needed(sums: Sums) -> int | None:
    if sums.cost is None:
        return None
    missing = sums.cost - sums.profit
    if missing <= 0:
        return 0
    if not sums.sales or sums.profit <= 0:
        return None
    return ceil(Fraction(missing * sums.sales, sums.profit))
