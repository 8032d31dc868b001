"""Which products go together: what the seller's own sales show, and what the sheets of the products say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Final

from salesdesk.domain.affinity import Counts
from salesdesk.domain.rates import worth_of_one
from salesdesk.store import affinities as counting
from salesdesk.store import product_sums
from salesdesk.store.unit import Reading

CROSS: Final = "cross-sell"
UP: Final = "up-sell"


@dataclass(frozen=True, slots=True)
class Pair:
    """A product that may be offered to those who have the first one; ids are the 16 bytes of the store.

    `worth` is what a sale of the second usually comes to, in minor units of the seller's own currency.
    """

    first: bytes
    second: bytes
    kind: str  # cross-sell · up-sell
    counts: Counts
    from_sheet: bool
    worth: int

    @property
    def rank(self) -> tuple[float, float, bytes, bytes]:
        """What puts one before another, the smaller first: lift × worth, then the lift alone."""
        counts = self.counts
        lift = 1.0 if counts.too_few else counts.both * counts.customers / (counts.first * counts.second)
        return -lift * self.worth, -lift, self.second, self.first


@dataclass(frozen=True, slots=True)
class Affinities:
    """The pairs, the best first; who holds each product, with the instant of the last sale of it; and to whom
    more may be offered."""

    pairs: list[Pair]
    holders: Mapping[bytes, Mapping[bytes, int]]
    open_to_more: frozenset[bytes]
    customers: int


def read(reading: Reading, day: date, currency: str) -> Affinities:
    """What goes together by all sales so far. Some thousand sales take a moment: to be asked off the window's
    thread."""
    known = {one: (gone, may) for one, gone, may in counting.customers(reading.connection)}
    baskets, worth = _sold(reading, currency, {one for one, (gone, _may) in known.items() if gone})
    holders: dict[bytes, dict[bytes, int]] = {}
    both = Counter[tuple[bytes, bytes]]()
    for who, basket in baskets.items():
        for product, at in basket.items():
            holders.setdefault(product, {})[who] = at
        both.update(combinations(sorted(basket), 2))
    worth = _prices(reading, day, currency) | worth
    found = [
        Pair(first, second, kind, counts, from_sheet, worth.get(second, 0))
        for first, second, kind, counts, from_sheet in _pairs(reading, holders, both, len(baskets))
    ]
    found.sort(key=lambda one: one.rank)
    may = frozenset(one for one, (_gone, may) in known.items() if may)
    return Affinities(found, holders, may, len(baskets))


def _sold(
    reading: Reading, currency: str, gone: set[bytes]
) -> tuple[dict[bytes, dict[bytes, int]], dict[bytes, int]]:
    """What each customer bought, with the instant of the last such sale; and what a line of each product usually
    comes to: the mean of those in the seller's own currency or with a rate to it.

    Counted here in one pass over the lines: a self-join in SQL takes three times as long.
    """
    baskets: dict[bytes, dict[bytes, int]] = {}
    sums: dict[bytes, tuple[int, int]] = {}
    have = {one for (one,) in counting.offered(reading.connection)}
    for who, product, at, minor, of, rate, rate_currency in counting.sold(reading.connection):
        if who in gone or product not in have:
            continue
        basket = baskets.setdefault(who, {})
        basket[product] = max(basket.get(product, 0), at or 0)
        if minor is not None and of != currency:
            one = worth_of_one(of, rate, rate_currency, currency)
            minor = None if one is None else round(minor * one)  # noqa: PLW2901  (a tight loop)
        if minor is not None:
            many, total = sums.get(product, (0, 0))
            sums[product] = many + 1, total + minor
    return baskets, {product: total // many for product, (many, total) in sums.items()}


def _prices(reading: Reading, day: date, currency: str) -> dict[bytes, int]:
    """Today's list price of one of each product, where it has one in the seller's own currency."""
    listed: Any = product_sums.prices(reading.connection, day.isoformat())
    return {product: minor for product, of, minor in listed if of == currency}


def _pairs(
    reading: Reading,
    holders: Mapping[bytes, Mapping[bytes, int]],
    both: Mapping[tuple[bytes, bytes], int],
    customers: int,
) -> Iterator[tuple[bytes, bytes, str, Counts, bool]]:
    """What may be offered to whom: pairs bought together more often than by chance, and those of the sheets. The
    step below what someone has, and the parts of a bundle that they have, are not offered."""
    said, out = _sheets(reading)
    have = {product: len(some) for product, some in holders.items()}
    turned = {(other, one): many for (one, other), many in both.items()}
    common = {**both, **turned}
    for first, second in {**said, **common}:
        many, all_of_it = have.get(first, 0), have.get(second, 0)
        if not many or first == second or (first, second) in out:
            continue
        counts = Counts(customers, many, all_of_it, common.get((first, second), 0))
        kind = said.get((first, second), "")
        if kind or (not counts.too_few and counts.both * customers > many * all_of_it):
            yield first, second, kind or CROSS, counts, bool(kind)


def _sheets(reading: Reading) -> tuple[dict[tuple[bytes, bytes], str], set[tuple[bytes, bytes]]]:
    """What the sheets of products propose, each by its kind, and what they rule out."""
    said: dict[tuple[bytes, bytes], str] = {}
    out = set[tuple[bytes, bytes]]()
    for one, other, how in counting.on_sheets(reading.connection):
        if how == "holds":
            out.add((one, other))
        else:
            said.setdefault((one, other), UP if how == "step_up" else CROSS)
        if how == "step_up":
            out.add((other, one))
    return said, out
