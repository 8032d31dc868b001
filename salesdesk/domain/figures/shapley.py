"""Why a figure moved: the gap of a product split over its factors, exactly.

The Shapley value (L. Shapley, "A value for n-person games", 1953) gives each factor what it adds on average over all
orders in which the factors could have changed, one after the other. The parts sum to the whole gap; a factor that
did not change has none; two that did the same have the same. Nothing is divided or taken the logarithm of, so
that it also stands where a factor is zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb, prod
from typing import Final

Factors = Mapping[str, Fraction]
Value = Callable[[Factors], Fraction]

MOST: Final = 8  # factors: their subsets are gone through, and nobody reads more


def shares(
    before: Mapping[str, Fraction | None], after: Mapping[str, Fraction | None], value: Value
) -> dict[str, Fraction]:
    """The part of each factor in the gap `value(after) - value(before)`; the parts sum to it, exactly.

    A ratio that is no data (None) on one side counts as unchanged, and as 0 where it is on both. That is right in a
    chain of ratios, where a ratio is no data only behind a factor of 0: that factor gets its part.

    Raises `ValueError` where both have not the same factors, none, or more than `MOST`.
    """
    names = list(before)
    if set(names) != set(after) or not 0 < len(names) <= MOST:
        raise ValueError(f"the same one to {MOST} factors before and after")
    was = {name: _known(before[name], after[name]) for name in names}
    now = {name: _known(after[name], before[name]) for name in names}
    worth = {
        changed: value({name: now[name] if name in changed else was[name] for name in names})
        for size in range(len(names) + 1)
        for changed in map(frozenset, combinations(names, size))
    }
    return {name: _part(name, names, worth) for name in names}


def _known(one: Fraction | None, other: Fraction | None) -> Fraction:
    return next((found for found in (one, other) if found is not None), Fraction())


def _part(name: str, names: Sequence[str], worth: Mapping[frozenset[str], Fraction]) -> Fraction:
    """What `name` adds to each set of the other factors, weighed by how often that set has changed before it."""
    part = Fraction()
    for changed, value in worth.items():
        if name not in changed:
            weight = Fraction(1, len(names) * comb(len(names) - 1, len(changed)))
            part += weight * (worth[changed | {name}] - value)
    return part


def product(factors: Factors) -> Fraction:
    """The value of a figure that is the product of all its factors: leads x conversion x average ticket."""
    return prod(factors.values(), start=Fraction(1))


def sum_of_products(*terms: Sequence[str]) -> Value:
    """The value of a figure that is a sum of products, each named by its factors: new customers x their ticket +
    returning ones x theirs."""
    return lambda factors: sum(
        (prod((factors[name] for name in term), start=Fraction(1)) for term in terms), Fraction()
    )
