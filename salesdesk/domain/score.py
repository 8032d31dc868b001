"""One score from 0 to 100 for whom to turn to first, made of parts that can each be told in a sentence.

The same rule stands in SQL in `store/scoring.py`, so that a table of 100,000 can be sorted by it; a test holds
the two together. All is whole numbers, halves cut off, so that both give the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

# The parts, in the order in which they are told, and the points that each gives at most: 100 in all.
MOST: Final[Mapping[str, int]] = {"stage": 25, "interest": 20, "touch": 20, "value": 20, "fit": 15}

STAGES: Final[Mapping[str, int]] = {
    "customer": 25,
    "sales-qualified": 20,
    "marketing-qualified": 13,
    "suspect": 6,
    "parked": 3,
    "discarded": 0,
}
OTHER_STAGE: Final = 6  # a rung of the seller's own
INTERESTS: Final[Mapping[str, int]] = {"hot": 20, "warm": 12, "cold": 4}  # nobody asked: none
TOUCHES: Final = ((7, 20), (30, 15), (90, 10), (180, 5), (365, 2))  # days since the last touch, points
# What is known of a prospect beside that, and the points that being like the best customers in it gives.
SEGMENTS: Final[Mapping[str, int]] = {"trade": 6, "region": 4, "size": 3, "language": 2}
_FEW: Final = 5  # sales: a segment with so many counts half, one with none not at all


@dataclass(frozen=True, slots=True)
class Sold:
    """What was sold, and what is open, in one currency to prospects who are alike: minor units without VAT less
    what came back, the number of sales, and how many prospects have something open."""

    currency: str
    segment: Mapping[str, str]
    won: int = 0
    sales: int = 0
    open: int = 0
    holders: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """What a seller's own sales say: the currency of most of them, what one usually comes to (minor units; 0 where
    there is none), and the points of each word of each segment, for words that give any. Words are as `plain`."""

    currency: str = ""
    usual: int = 0
    fit: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])


@dataclass(frozen=True, slots=True)
class Standing:
    """What a prospect is scored by. `won` and `open` are minor units in the currency of the scale."""

    stage: str = ""
    interest: str = ""
    touched_at: datetime | None = None
    won: int = 0
    open: int = 0
    segment: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Score:
    """The points of each part; their sum is the score."""

    parts: Mapping[str, int]

    @property
    def total(self) -> int:
        """The score, from 0 to 100."""
        return sum(self.parts.values())


def score(of: Standing, scale: Scale, now: datetime) -> Score:
    """The score of a prospect: how far up the ladder (25), how soon they want to buy (20), how lately something
    happened with them (20), what they bought and may buy (20), how like the best customers they are (15)."""
    return Score(
        {
            "stage": STAGES.get(of.stage, OTHER_STAGE),
            "interest": INTERESTS.get(of.interest, 0),
            "touch": touch(of.touched_at, now),
            "value": value(of.won, of.open, scale.usual),
            "fit": sum(scale.fit.get(kind, {}).get(plain(said), 0) for kind, said in of.segment.items()),
        }
    )


def touch(touched_at: datetime | None, now: datetime) -> int:
    """The points for the last touch: 20 within a week, falling to none after a year, or without any. One that is
    dated ahead counts as one of today."""
    if touched_at is None:
        return 0
    seconds = (now - touched_at).total_seconds()
    return next((points for days, points in TOUCHES if seconds <= days * 86_400), 0)


def value(won: int, open_: int, usual: int) -> int:
    """The points for what was bought, and half of what is open: 10 for a usual sale, never quite 20; none where
    nothing was ever sold or offered."""
    worth = max(won, 0) + max(open_, 0) // 2
    return MOST["value"] * worth // (worth + usual) if worth and usual > 0 else 0


def scale(sold: Iterable[Sold]) -> Scale:
    """What the seller's own sales say, in the currency of most of them.

    A usual sale is the mean; before the first one, the mean of what is open with a prospect. A word of a segment
    (furniture, of trade) gets its share of the best word's won value, times n / (n + 5) of its n sales: two lucky
    sales are no proof. So the best word gives nearly all points once there are many sales.
    """
    found = list(sold)
    by_currency: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in found:
        for place, number in enumerate((one.sales, one.won, one.holders, one.open)):
            by_currency[one.currency][place] += number
    if not by_currency:
        return Scale()
    currency, (sales, won, holders, still) = max(by_currency.items(), key=lambda c: (c[1][0], c[1][2], c[0]))
    usual = max(won, 0) // sales if sales else max(still, 0) // holders if holders else 0
    mine = [one for one in found if one.currency == currency]
    return Scale(currency, usual, {kind: _points(mine, kind, most) for kind, most in SEGMENTS.items()})


def _points(sold: Iterable[Sold], kind: str, most: int) -> dict[str, int]:
    won: dict[str, int] = defaultdict(int)
    sales: dict[str, int] = defaultdict(int)
    for one in sold:
        word = plain(one.segment.get(kind, ""))
        if word and one.sales > 0:
            won[word] += one.won
            sales[word] += one.sales
    best = max(won.values(), default=0)
    if best <= 0:
        return {}
    points = {w: most * max(n, 0) * sales[w] // (best * (sales[w] + _FEW)) for w, n in won.items()}
    return {word: number for word, number in points.items() if number}


def plain(word: str) -> str:
    """A word as segments are compared by: A to Z small, all else as it is (SQLite's NOCASE)."""
    return word.encode().lower().decode()
