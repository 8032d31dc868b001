"""What deals are worth: a line, a deal, and what may come of all that are open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from typing import Final

OUTCOMES: Final = ("won", "lost", "disqualified")
_EIGHT_IN_TEN: Final = 1.2815515655446004  # the normal quantile at 90 %: eight outcomes in ten lie between


def line_minor(quantity: Decimal, minor: int) -> int:
    """What a line comes to in minor units, rounded half away from nothing (as SQL's LINE does)."""
    return int((quantity * minor).quantize(Decimal(1), ROUND_HALF_UP))


# The same in SQL, of the columns of `deal_lines` under the alias `l`: integers, so that no digit is lost.
LINE: Final = (
    "((l.quantity * l.{price} + CASE WHEN l.quantity * l.{price} < 0 THEN -500 ELSE 500 END) / 1000)"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the pipeline: by how many per cent its deals are won, and after how many days without a touch
    one is idle (None: never). `name` is the seller's own word, empty where the vocabulary has one for `key`."""

    key: str
    name: str = ""
    position: int = 0
    probability: int = 0
    idle_days: int | None = None


USUAL: Final = (
    Stage("qualified", position=0, probability=20, idle_days=14),
    Stage("demo", position=1, probability=40, idle_days=10),
    Stage("quote", position=2, probability=60, idle_days=7),
    Stage("negotiation", position=3, probability=80, idle_days=5),
)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The weighted sum of what is open, in minor units, and between what eight outcomes in ten lie."""

    weighted: int
    low: int
    high: int
    deals: int


def forecast(open_deals: Iterable[tuple[int, int]]) -> Forecast:
    """What comes of open deals, each its amount in minor units and its probability in per cent.

    The sum of amount times probability (kpis.md, weighted_pipeline). The range takes each deal as won or lost
    as a whole, on its own: the variance is the sum of amount² p (1 - p), the range the normal one for it, cut
    off where all are lost and where all are won.
    """
    weighted = variance = Decimal(0)
    most = least = count = 0
    for amount, probability in open_deals:
        share = Decimal(probability) / 100
        weighted += amount * share
        variance += Decimal(amount) ** 2 * share * (1 - share)
        most, least = most + max(amount, 0), least + min(amount, 0)
        count += 1
    spread = _EIGHT_IN_TEN * sqrt(variance)
    middle = int(weighted.quantize(Decimal(1), ROUND_HALF_UP))
    return Forecast(middle, max(least, round(middle - spread)), min(most, round(middle + spread)), count)
