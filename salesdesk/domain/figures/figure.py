"""A figure with its working: what it is made of, what was left out, and how sure it is (kpis.md).

Nothing measured and a zero denominator are no data, `None`, never 0. Ratios are sum over sum. Values are exact
(`Fraction`); money is in minor units of the figure's currency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median as middle
from typing import Final, Literal

from salesdesk.domain.figures.intervals import wilson

Unit = Literal["money", "count", "share", "days", "hours", "minutes", "points", "pieces"]
Number = Fraction | int

FEWEST: Final = 5  # under which a figure says too little
FEW, NONE = "few", "none"  # what a figure says of itself: too few to say; no data
PROVISIONAL: Final = "provisional"  # records may still arrive that change it


@dataclass(frozen=True, slots=True)
class Excluded:
    """How many records were left out, and why: a key of `words.EXCLUDED`."""

    why: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure. `numerator` and `denominator` are both sides of a ratio; a plain sum or count has none below.
    `n` is how many records it was made of; `low` and `high` are the 95 % interval of a share of yes and no;
    `group` is the part of the whole that it is of, as the store names it."""

    value: Fraction | None
    unit: Unit
    n: int
    id: str = ""
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    excluded: tuple[Excluded, ...] = ()
    low: float | None = None
    high: float | None = None
    notes: tuple[str, ...] = ()
    currency: str = ""
    group: str | None = None

    @property
    def note(self) -> str:
        """What is to be said with it: `none`, `few`, `provisional`, or nothing."""
        if self.value is None:
            return NONE
        return FEW if self.n < FEWEST and self.denominator is not None else next(iter(self.notes), "")


def total(value: Number, unit: Unit, n: int, **more: object) -> Figure:
    """A sum or a count: 0 is a value, since what it counts is known."""
    return _with(Figure(value=Fraction(value), unit=unit, n=n, numerator=Fraction(value)), more)


def ratio(above: Number, below: Number, unit: Unit, n: int, **more: object) -> Figure:
    """Sum over sum; no data where `below` is 0."""
    value = Fraction(above) / Fraction(below) if below else None
    made = Figure(value=value, unit=unit, n=n, numerator=Fraction(above), denominator=Fraction(below))
    return _with(made, more)


def proportion(yes: int, of: int, **more: object) -> Figure:
    """A share of independent yes and no, with its Wilson interval."""
    low, high = wilson(yes, of) or (None, None)
    return replace(ratio(yes, of, "share", of, **more), low=low, high=high)


def mean(values: Number, n: int, unit: Unit, **more: object) -> Figure:
    """A mean: the sum of `values` over `n`."""
    return ratio(values, n, unit, n, **more)


def median(values: Sequence[Number], unit: Unit, **more: object) -> Figure:
    """The middle value, or the mean of both middle ones."""
    value = Fraction(middle([Fraction(one) for one in values])) if values else None
    return _with(Figure(value=value, unit=unit, n=len(values), denominator=Fraction(len(values))), more)


def quantile(values: Sequence[Number], share: Fraction, unit: Unit, **more: object) -> Figure:
    """The value under which `share` of `values` lie, interpolated between neighbours (Hyndman & Fan 1996, type 7)."""
    ordered = sorted(Fraction(one) for one in values)
    value: Fraction | None = None
    if ordered:
        place = (len(ordered) - 1) * share
        below = int(place)
        above = min(below + 1, len(ordered) - 1)
        value = ordered[below] + (ordered[above] - ordered[below]) * (place - below)
    return _with(Figure(value=value, unit=unit, n=len(ordered), denominator=Fraction(len(ordered))), more)


def left_out(**counts: int) -> tuple[Excluded, ...]:
    """What was left out, where anything was."""
    return tuple(Excluded(why.replace("_", "-"), count) for why, count in counts.items() if count)


def _with(made: Figure, more: dict[str, object]) -> Figure:
    return replace(made, **more) if more else made  # pyright: ignore[reportArgumentType]  # fields, by name
