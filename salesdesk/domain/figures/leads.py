"""The figures of leads: how many, how far they came, how soon they were tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.figure import PROVISIONAL, Figure, left_out, proportion, quantile, total

_HOUR: Final = 3_600_000_000  # microseconds


@dataclass(frozen=True, slots=True)
class LeadSums:
    """Of those first met in a period: how many without those of a purchased list (`listed`), who bought since, who were
    tried; and of those whose promised delay has run out or who were tried (`due`), who were tried within it."""

    met: int = 0
    listed: int = 0
    bought: int = 0
    tried: int = 0
    due: int = 0
    on_time: int = 0


def leads(found: LeadSums) -> Figure:
    """Prospects first met in the period; those of purchased lists are counted apart."""
    return total(found.met, "count", found.met, excluded=left_out(purchased_list=found.listed))


def qualified_leads(reached: int) -> Figure:
    """Prospects that reached a rung for the first time in the period."""
    return total(reached, "count", reached)


def lead_conversion(found: LeadSums, *, young: bool) -> Figure:
    """Those met in the period who have bought by now ÷ those met. `young`: met less than the median cycle ago, so
    that more may still buy."""
    return proportion(found.bought, found.met, notes=(PROVISIONAL,) if young else ())


def lead_response(took: Sequence[int], found: LeadSums, share: Fraction) -> Figure:
    """First attempt - first met in hours: what `share` of those tried stay under. Those not tried are told."""
    hours = [Fraction(one, _HOUR) for one in took]
    return quantile(hours, share, "hours", excluded=left_out(untouched=found.met - found.tried))


def untouched(found: LeadSums) -> Figure:
    """Leads that nobody has tried yet ÷ leads."""
    return proportion(found.met - found.tried, found.met)


def follow_up_coverage(found: LeadSums) -> Figure:
    """Tried within the promised delay ÷ those whose delay has run out or who were tried."""
    return proportion(found.on_time, found.due, excluded=left_out(waiting=found.met - found.due))
