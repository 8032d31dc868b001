"""Whether one rate is better than another, or chance may explain it: nothing is ranked on noise (kpis.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from salesdesk.domain.figures.figure import FEW, Figure
from salesdesk.domain.figures.intervals import apart

Verdict = Literal["better", "worse", "alike", "few"]


def compared(one: Figure, other: Figure) -> Verdict:
    """How `one` stands beside `other`: better or worse where their intervals have nothing in common, `alike` where
    chance may explain the difference, `few` where one of them says too little by itself."""
    if FEW in (one.note, other.note) or one.value is None or other.value is None:
        return "few"
    if not apart(_ends(one), _ends(other)):
        return "alike"
    return "better" if one.value > other.value else "worse"


def furthest_apart(rates: Sequence[Figure]) -> tuple[int, int] | None:
    """The places of the two that differ most of those that can be told apart, the better one first; None where
    chance may explain all."""
    pairs = [
        (place, beside)
        for place, one in enumerate(rates)
        for beside, other in enumerate(rates)
        if compared(one, other) == "better"
    ]
    return max(pairs, key=lambda two: _value(rates[two[0]]) - _value(rates[two[1]]), default=None)


def _ends(rate: Figure) -> tuple[float, float] | None:
    return None if rate.low is None or rate.high is None else (rate.low, rate.high)


def _value(rate: Figure) -> float:
    return float(rate.value or 0)
