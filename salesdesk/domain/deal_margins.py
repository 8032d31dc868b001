"""What a line of a deal, and a deal, leaves: kpis.md, gross_margin, on what is known so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from salesdesk.domain.pipeline import line_minor


@dataclass(frozen=True, slots=True)
class Sums:
    """What lines come to in minor units. `margin` is a share of 1 of what the lines with a cost come to, None where
    none has one; `covered` counts those, of `count`."""

    net: int
    discount: int
    margin: Decimal | None
    covered: int
    count: int


@dataclass(frozen=True, slots=True)
class Priced:
    """A line: how many, and what one is sold for, listed at and costs, each in minor units and perhaps unknown."""

    quantity: Decimal
    net: int | None
    listed: int | None = None
    cost: int | None = None

    @property
    def total(self) -> int:
        """What it comes to."""
        return line_minor(self.quantity, self.net or 0)

    @property
    def margin(self) -> Decimal | None:
        """(net - cost) ÷ net; None where one of them is not known, or it is given away."""
        if not self.net or self.cost is None:
            return None
        return Decimal(self.net - self.cost) / self.net


def sums(lines: Iterable[Priced]) -> Sums:
    """What `lines` come to together."""
    net = discount = known = cost = covered = count = 0
    for one in lines:
        count += 1
        net += one.total
        if one.listed is not None and one.net is not None:
            discount += max(line_minor(one.quantity, one.listed) - one.total, 0)
        if one.cost is not None and one.net is not None:
            covered += 1
            known += one.total
            cost += line_minor(one.quantity, one.cost)
    return Sums(net, discount, Decimal(known - cost) / known if known else None, covered, count)
