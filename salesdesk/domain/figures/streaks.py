"""What keeps a seller going: streaks, personal records, and a contest against one's own last period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from salesdesk.domain.figures.attainment import Better
from salesdesk.domain.figures.exact import Exact

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Streak:
    """How many periods in a row were kept up to now, and at best."""

    current: int
    best: int


def streak(kept: Iterable[bool | None]) -> Streak:
    """The streaks of periods that are over, in their order. A period of no data (None: a holiday, nothing
    measured) neither adds to a streak nor breaks it."""
    current = best = 0
    for one in kept:
        if one is not None:
            current = current + 1 if one else 0
            best = max(best, current)
    return Streak(current, best)


@dataclass(frozen=True, slots=True)
class Record(Generic[P]):
    """The best that a figure ever was, and when."""

    value: Fraction
    period: P


def record(values: Iterable[tuple[P, Exact | None]], better: Better = "higher") -> Record[P] | None:
    """The personal record over periods in their order; None where nothing was measured. Who only equals a record
    has not broken it: the earlier period keeps it."""
    best: Record[P] | None = None
    for period, value in values:
        if value is None:
            continue
        if best is None or (value > best.value if better == "higher" else value < best.value):
            best = Record(Fraction(value), period)
    return best


@dataclass(frozen=True, slots=True)
class Contest:
    """This period against the last after the same number of worked `days`: what there is now, what there was then."""

    days: int
    now: Fraction
    then: Fraction

    @property
    def lead(self) -> Fraction:
        """By how much this period is above the last one; below 0 where it is under it."""
        return self.now - self.then


def contest(now: Sequence[Exact], last: Sequence[Exact]) -> Contest | None:
    """The seller against the own last period. Both are what each worked day brought, in order: of this period, the
    days gone; of the last, all. Where the last had fewer days, all of it is what is to be beaten.

    None before a day is gone, or where the last period had no worked day.
    """
    if not now or not last:
        return None
    return Contest(len(now), _sum(now), _sum(last[: len(now)]))


def _sum(values: Iterable[Exact]) -> Fraction:
    return sum((Fraction(one) for one in values), Fraction())
