"""Numbers that stand for exactly what they say: what goals, paces and parts are computed with, never floats."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Exact = Decimal | Fraction | int
