"""The figure of what is open, and how likely a deal in a stage is won."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.figure import Figure, left_out, total
from salesdesk.domain.locally import half_up

FEWEST_CLOSED: Final = 20  # from which the seller's own deals say more than the probability that was set
LATEST: Final = 200  # closed deals that are looked at: those of years ago say little of today


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a deal in a stage is won, in whole per cent: what is shown is what is counted with. `closed`: of how
    many of the seller's own deals that is; 0 where it is the probability that was set."""

    percent: int = 0
    closed: int = 0


def chance(usual: int, won: int, closed: int) -> Chance:
    """How likely a deal in a stage is won: `usual`, the probability that was set, until `FEWEST_CLOSED` deals that
    stood in the stage are won or lost; then the share of those that was won (kpis.md, weighted_pipeline)."""
    if closed < FEWEST_CLOSED:
        return Chance(usual)
    return Chance(half_up(Fraction(100 * won, closed)), closed)


@dataclass(frozen=True, slots=True)
class OpenSums:
    """Open deals: how many, what they come to, the sum of that times their probability in per cent, and how many have
    no rate."""

    deals: int = 0
    minor: int = 0
    weighted: int = 0
    no_rate: int = 0


def weighted_pipeline(found: OpenSums) -> Figure:
    """The sum of amount × probability over open deals."""
    gone = left_out(no_rate=found.no_rate)
    return total(Fraction(found.weighted, 100), "money", found.deals, excluded=gone)
