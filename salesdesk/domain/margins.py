"""What a change of price does: the arithmetic that is asked for at the stand.

All of it is exact (`Fraction`), of prices without VAT in minor units. Break-even sales changes are those of
T. Nagle, The Strategy and Tactics of Pricing, ch. "Financial analysis": with a contribution margin m (of the
price before) a cut of the price by the share d pays once sales rise by d ÷ (m - d); a raise by r pays as long
as no more than r ÷ (m + r) of the sales are lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Leaves:
    """What a changed price leaves. Shares are of 1.

    `sales` is the share by which sales must rise (positive) or may fall (negative) to earn as much as before;
    None where nothing does: the new price covers no more than the cost, or nothing was earned before.
    """

    price: Fraction  # minor units a piece
    profit: Fraction  # minor units a piece
    margin: Fraction | None  # profit ÷ price; None at a price of nothing
    sales: Fraction | None


def changed(price: int, cost: int, by: Fraction) -> Leaves:
    """What is left of a piece sold at `price` for `cost` once the price changes `by` a share: -1/10 is a
    discount of ten per cent, 1/20 a raise of five.

    Raises `ValueError` where the price is not above nothing or the change takes all of it and more.
    """
    if price <= 0 or by < -1:
        raise ValueError("a price above nothing, lowered by no more than itself")
    before = Fraction(price - cost)
    after = price * (1 + by) - cost
    return Leaves(
        price=price * (1 + by),
        profit=after,
        margin=after / (price * (1 + by)) if by > -1 else None,
        sales=_sales(before, after),
    )


def _sales(before: Fraction, after: Fraction) -> Fraction | None:
    """The share by which sales change so that the profit stays: before x 1 = after x (1 + share)."""
    if before == after:
        return Fraction(0)
    if before <= 0 or after <= 0:
        return None
    return before / after - 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle leaves beside its parts sold one by one."""

    apart: Fraction  # minor units, its parts at their prices
    discount: Fraction  # share of it that the bundle's price gives away; negative where it costs more
    leaves: Leaves  # of the bundle's price; `sales`: how many more must be sold than of the parts together


def bundled(price: int, parts: Sequence[tuple[int, int, Decimal]]) -> Bundle:
    """What a bundle at `price` leaves; each part is its price, its cost and how many are in it.

    Raises `ValueError` where the parts are worth nothing, or the bundle's price is below nothing.
    """
    apart = sum((one * Fraction(many) for one, _cost, many in parts), Fraction())
    cost = sum((cost * Fraction(many) for _one, cost, many in parts), Fraction())
    if apart <= 0 or price < 0:
        raise ValueError("parts that are worth something, and a price")
    profit = price - cost
    leaves = Leaves(
        price=Fraction(price),
        profit=profit,
        margin=profit / price if price else None,
        sales=_sales(apart - cost, profit),
    )
    return Bundle(apart, 1 - price / apart, leaves)


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be given away, in minor units, how much was, and how much is left (below nothing: overdrawn)."""

    whole: int
    given: int

    @property
    def left(self) -> int:
        """What may still be given away."""
        return self.whole - self.given
