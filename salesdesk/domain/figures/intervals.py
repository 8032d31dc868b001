"""How sure a share of yes and no is: the Wilson score interval."""

from __future__ import annotations

from math import sqrt
from typing import Final

_Z: Final = 1.959963984540054  # the normal quantile at 97.5 %: 95 of 100 such intervals hold the true share


def wilson(yes: int, of: int) -> tuple[float, float] | None:
    """The 95 % interval of a share from 0 to 1 of which `yes` of `of` were seen; None where none was.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209-212.
    Unlike the share ± its spread it stays between 0 and 1, and does not shrink to nothing at 0 or all.
    """
    if not of:
        return None
    share, weight = yes / of, _Z * _Z / of
    centre = (share + weight / 2) / (1 + weight)
    spread = _Z / (1 + weight) * sqrt(share * (1 - share) / of + weight / (4 * of))
    low = 0.0 if yes == 0 else max(0.0, centre - spread)
    high = 1.0 if yes == of else min(1.0, centre + spread)
    return low, high


def apart(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    """Whether two intervals have nothing in common, so that the shares can be told apart."""
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])
