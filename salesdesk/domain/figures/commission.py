"""What a seller earns by what was sold: a base, and tiers on the slice above each threshold (kpis.md, commission).

All money is in minor units without VAT. Sales less credits are commissionable, so a credit takes back what its sale
gave. It is rounded once, at the end, a half away from nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

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
    """What the next tier needs; None in the highest one, and in a plan without tiers."""
    for tier in plan.tiers:
        if commissionable_minor < tier.from_minor:
            return NextTier(tier, tier.from_minor - commissionable_minor)
    return None


def _slices(plan: Plan, minor: int) -> Iterator[tuple[Decimal | Fraction, int]]:
    """The rate of each tier, with how much lies in it."""
    ends = [*(tier.from_minor for tier in plan.tiers[1:]), None]
    for tier, end in zip(plan.tiers, ends, strict=False):  # a plan without tiers has no slice
        part = (minor if end is None else min(minor, end)) - tier.from_minor
        yield tier.rate, part if tier.from_minor == 0 else max(part, 0)
