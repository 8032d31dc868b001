"""The figures of what comes after the sale: kept promises, complaints, satisfaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from salesdesk.domain.figures.figure import Figure, left_out, mean, median, proportion, ratio, total
from salesdesk.domain.figures.sales import DAY


@dataclass(frozen=True, slots=True)
class Promises:
    """Delivered by the first promise, promises due, and how many were moved."""

    kept: int = 0
    due: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class ComplaintSums:
    """Received in the period; open now of all received by its end, and since when the oldest (microseconds UTC)."""

    received: int = 0
    open: int = 0
    oldest: int | None = None


@dataclass(frozen=True, slots=True)
class Recommended:
    """How many would recommend, are passive, and would advise against."""

    promoters: int = 0
    passive: int = 0
    detractors: int = 0


def on_time_delivery(found: Promises) -> Figure:
    """Delivered by the first promise ÷ promises due; late and undelivered count against."""
    return proportion(found.kept, found.due)


def check_in_coverage(found: tuple[int, int]) -> Figure:
    """Check-ins done on time ÷ check-ins due: both are given."""
    return proportion(*found)


def complaint_rate(found: ComplaintSums, sales: int) -> Figure:
    """Complaints received ÷ sales; it may pass 1, and so has no interval."""
    return ratio(found.received, sales, "share", sales)


def complaint_resolution(took: Sequence[int], found: ComplaintSums) -> Figure:
    """resolved - received in days, the mean over complaints resolved in the period."""
    return mean(Fraction(sum(took), DAY), len(took), "days", excluded=left_out(open_complaint=found.open))


def median_resolution(took: Sequence[int], found: ComplaintSums) -> Figure:
    """The middle one."""
    days = [Fraction(one, DAY) for one in took]
    return median(days, "days", excluded=left_out(open_complaint=found.open))


def csat(found: tuple[int, int]) -> Figure:
    """Ratings of 4 and 5 ÷ valid ratings of 1 to 5, the latest of each event: both are given."""
    return proportion(*found)


def nps(found: Recommended) -> Figure:
    """The share of 9 and 10 less the share of 0 to 6, in points; the passive stay in n."""
    n = found.promoters + found.passive + found.detractors
    return ratio((found.promoters - found.detractors) * 100, n, "points", n)


def activities(number: int) -> Figure:
    """How many there were."""
    return total(number, "count", number)
