"""What goes together in the seller's own sales: how much likelier one who bought a product has bought another, too.

The counts are of customers, not of deals: what someone bought in one sale or in several is one basket. Support,
confidence and lift are those of association rules (Agrawal, Imieliński and Swami 1993; Brin and others 1997).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

FEWEST_BUYERS: Final = 5  # of the first product: under so many it is too few to say
FEWEST_BOTH: Final = 3  # who bought both


@dataclass(frozen=True, slots=True)
class Counts:
    """How many customers bought anything, a first product, a second one, and both.

    Raises `ValueError` for counts that no customers can have.
    """

    customers: int
    first: int
    second: int
    both: int

    def __post_init__(self) -> None:
        either = self.first + self.second - self.both
        if not 0 <= self.both <= min(self.first, self.second) or either > self.customers:
            raise ValueError("no customers are counted so")

    @property
    def turned(self) -> Counts:
        """The same, asked from the second product on."""
        return Counts(self.customers, self.second, self.first, self.both)

    @property
    def too_few(self) -> bool:
        """Whether so few bought them that chance alone may have brought them together."""
        return self.first < FEWEST_BUYERS or self.both < FEWEST_BOTH

    @property
    def support(self) -> Fraction | None:
        """The share of all customers who bought both: P(A∧B); None where there are none."""
        return Fraction(self.both, self.customers) if self.customers else None

    @property
    def confidence(self) -> Fraction | None:
        """The share of those with the first who have the second, too: P(B|A); None where nobody has the first."""
        return Fraction(self.both, self.first) if self.first else None

    @property
    def lift(self) -> Fraction | None:
        """P(A∧B) ÷ (P(A) · P(B)): how many times as often those with the first have the second as all customers
        have it. 1 where they have nothing to do with each other; None where nobody has one of them."""
        if not self.first or not self.second:
            return None
        return Fraction(self.both * self.customers, self.first * self.second)
