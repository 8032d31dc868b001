"""What a seller earns by what was sold: a base, and tiers on the slice above each threshold (kpis.md, commission).

All money is in minor units without VAT. Sales less credits are commissionable, so a credit takes back what its sale
gave. It is rounded once, at the end, a half away from nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from salesdesk.domain.figures.figure import Figure, left_out, total
from salesdesk.domain.figures.periods import Period, around
from salesdesk.domain.locally import half_up


@dataclass(frozen=True, slots=True)
class Tier:
    """The share of 1 that is earned of what is sold from a threshold on, up to that of the next tier."""

    from_minor: int
    rate: Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Plan:
    """What is earned whatever is sold, and the tiers by their thresholds.

    Raises `ValueError` where the thresholds do not rise, or one of them or a rate is below 0.
    """

    base_minor: int
    tiers: tuple[Tier, ...] = ()

    def __post_init__(self) -> None:
        if any(one.from_minor >= other.from_minor for one, other in pairwise(self.tiers)):
            raise ValueError("thresholds that rise from tier to tier")
        if any(tier.from_minor < 0 or tier.rate < 0 for tier in self.tiers):
            raise ValueError("thresholds and rates of 0 or more")


@dataclass(frozen=True, slots=True)
class Terms:
    """A plan from a day on, for each month, quarter or year; amounts are in `currency`, empty for the seller's own."""

    since: date
    step: str
    plan: Plan
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A period that a plan is reckoned over."""

    period: Period
    terms: Terms


@dataclass(frozen=True, slots=True)
class Earned:
    """What was earned in some days: the bases of the plan's periods that begin in them, and what sales brought; None
    where no plan held. `others` are periods of a plan in another currency. Money is in minor units."""

    base: int | None = None
    by_sales: int = 0
    sales: int = 0
    no_rate: int = 0
    credit_no_rate: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class NextTier:
    """The tier above: how much must still be sold to be in it."""

    tier: Tier
    to_go_minor: int


def commission(plan: Plan, commissionable_minor: int) -> int:
    """What is earned in a period in which so much was sold, less credits.

    Where credits are more than sales, a tier from 0 on takes back at its rate what it gave in an earlier period.
    """
    earned = sum(
        (Fraction(rate) * part for rate, part in _slices(plan, commissionable_minor)),
        Fraction(plan.base_minor),
    )
    return half_up(earned)


def added(plan: Plan, commissionable_minor: int, more_minor: int) -> int:
    """What a further sale adds to the commission, or (`more_minor` below 0) what a credit takes from it.

    A credit of the same amount takes exactly what its sale added; of a sale of an earlier period, ask with what was
    commissionable in that one.
    """
    return commission(plan, commissionable_minor + more_minor) - commission(plan, commissionable_minor)


def to_next_tier(plan: Plan, commissionable_minor: int) -> NextTier | None:
    """What the next tier needs, and first what credits are more than sales; None in the highest one, and in a plan
    without tiers."""
    for tier in plan.tiers:
        if max(commissionable_minor, 0) < tier.from_minor:
            return NextTier(tier, tier.from_minor - commissionable_minor)
    return None


def spans(agreed: Sequence[Terms], until: date) -> Iterator[Span]:
    """The periods of all plans that begin before `until`, in their order, without a day in two of them.

    The first begins with the first plan; each ends with its month, quarter or year, under the plan with which it
    began: a later plan holds from the next period on.
    """
    ordered = sorted(agreed, key=lambda one: one.since)
    at = ordered[0].since if ordered else until
    while at < until:
        terms = next(one for one in reversed(ordered) if one.since <= at)
        period = Period(at, around(at, terms.step).end)
        yield Span(period, terms)
        at = period.end


def earned(found: Earned) -> Figure:
    """Commission of some days: what a plan's periods had come to at their end, less what they had at their start."""
    if found.base is None:
        return Figure(value=None, unit="money", n=0, excluded=left_out(plan_currency=found.others))
    return total(
        found.base + found.by_sales,
        "money",
        found.sales,
        excluded=left_out(
            no_rate=found.no_rate, credit_no_rate=found.credit_no_rate, plan_currency=found.others
        ),
    )


def _slices(plan: Plan, minor: int) -> Iterator[tuple[Decimal | Fraction, int]]:
    """The rate of each tier, with how much lies in it."""
    ends = [*(tier.from_minor for tier in plan.tiers[1:]), None]
    for tier, end in zip(plan.tiers, ends, strict=False):  # a plan without tiers has no slice
        part = (minor if end is None else min(minor, end)) - tier.from_minor
        yield tier.rate, part if tier.from_minor == 0 else max(part, 0)
