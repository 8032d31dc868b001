"""The figure of what is open."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from salesdesk.domain.figures.figure import Figure, left_out, total


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
