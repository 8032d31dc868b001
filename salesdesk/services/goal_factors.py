"""The gap of a figure between two stretches of days, split over its factors so that the parts sum to it exactly.

Revenue is leads x sales a lead x average sale; a win rate is made of what was won and lost by source. Others are not
split: nothing is known of which they are the product.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.figure import Unit
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.figures.shapley import Factors, product, shares
from salesdesk.domain.goals import Goal
from salesdesk.i18n import N_, _
from salesdesk.services import figures
from salesdesk.services.goal_measuring import Asking, scope_of

_CHAINS: Final = {"revenue": ("leads", "sales", "revenue"), "sales": ("leads", "sales")}
_LABELS: Final = {  # a sum by the one before it; by none
    ("", "leads"): N_("Leads"),
    ("", "sales"): N_("Sales"),
    ("leads", "sales"): N_("Sales a lead"),
    ("sales", "revenue"): N_("Revenue a sale"),
}
_UNITS: Final[Mapping[str, Unit]] = {"leads": "count", "sales": "count", "revenue": "money"}
_PARTS: Final = 3  # sources told apart; the others are one


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor: what it was and is (None: no data), and its part in the gap, in the unit of the goal's figure."""

    key: str
    label: str
    unit: Unit
    before: Fraction | None
    now: Fraction | None
    part: Fraction


def split(asking: Asking, goal: Goal, before: Period, now: Period) -> list[Factor]:
    """The factors of a goal's figure; none where it has none, or they say nothing (sales without any lead)."""
    if goal.figure == "win_rate":
        return _win_rate(asking, goal, before, now)
    chain = _CHAINS.get(goal.figure, ())
    if goal.scope and not figures.can("leads", goal.scope):
        chain = chain[1:]
    if len(chain) < 2:
        return []
    scope = scope_of(goal)
    found = {
        one: [
            figure.value or Fraction()
            for figure in figures.series(
                asking.reading, asking.clock, goal.currency or asking.own, one, (before, now), scope=scope
            )
        ]
        for one in chain
    }
    while len(chain) > 1 and not all(_holds([found[one][side] for one in chain]) for side in (0, 1)):
        chain = chain[1:]
    return _product(chain, found) if len(chain) > 1 else []


def _holds(sums: Sequence[Fraction]) -> bool:
    """Whether each sum is a product of those before it: nothing comes of nothing."""
    return all(after == 0 for at, one in enumerate(sums) if one == 0 for after in sums[at + 1 :])


def _product(chain: Sequence[str], found: Mapping[str, Sequence[Fraction]]) -> list[Factor]:
    sides: list[dict[str, Fraction | None]] = []
    for side in (0, 1):
        ratios: dict[str, Fraction | None] = {chain[0]: found[chain[0]][side]}
        for under, one in itertools.pairwise(chain):
            below = found[under][side]
            ratios[one] = found[one][side] / below if below else None
        sides.append(ratios)
    parts = shares(sides[0], sides[1], product)
    return [
        Factor(
            one,
            _label(chain[:at], one),
            "share" if one == "sales" and at else _UNITS[one],
            sides[0][one],
            sides[1][one],
            parts[one],
        )
        for at, one in enumerate(chain)
    ]


def _label(before: Sequence[str], one: str) -> str:
    text = _LABELS[before[-1] if before else "", one]
    return _(text)


def _win_rate(asking: Asking, goal: Goal, before: Period, now: Period) -> list[Factor]:
    by = "source" if goal.scope != "source" else "technique"
    sides = [_decided(asking, goal, period, by) for period in (before, now)]
    if not all(any(won + lost for won, lost in side.values()) for side in sides):
        return []
    weight = {one: sum(sum(side.get(one, (0, 0))) for side in sides) for one in {*sides[0], *sides[1]}}
    largest = sorted(weight, key=lambda one: (-weight[one], one))[:_PARTS]
    factors = [_by_part(side, largest) for side in sides]
    parts = shares(factors[0], factors[1], _rate)
    called = figures.labels(asking.reading, by, largest) | {_REST: _("Others")}
    found: list[Factor] = []
    for key in factors[0]:
        kind, _sign, part = key.partition(":")
        text = _("{part}: won") if kind == "won" else _("{part}: lost")
        label = text.format(part=called[part])
        found.append(Factor(key, label, "count", factors[0][key], factors[1][key], parts[key]))
    return found


_REST: Final = "*"


def _decided(asking: Asking, goal: Goal, period: Period, by: str) -> dict[str, tuple[int, int]]:
    """How many were won and lost, by part."""
    made = figures.read(
        asking.reading, asking.clock, asking.own, period, ids=["win_rate"], by=by, scope=scope_of(goal)
    )
    sides = {one.group or "": (int(one.numerator or 0), int(one.denominator or 0)) for one in made}
    return {part: (won, of - won) for part, (won, of) in sides.items()}


def _by_part(side: Mapping[str, tuple[int, int]], largest: Sequence[str]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    rest = [counts for part, counts in side.items() if part not in largest]
    for part in largest:
        won, lost = side.get(part, (0, 0))
        found[f"won:{part}"], found[f"lost:{part}"] = Fraction(won), Fraction(lost)
    found[f"won:{_REST}"] = Fraction(sum(won for won, _lost in rest))
    found[f"lost:{_REST}"] = Fraction(sum(lost for _won, lost in rest))
    return found


def _rate(factors: Factors) -> Fraction:
    """Won ÷ decided; 0 where nothing is."""
    won = sum((one for key, one in factors.items() if key.startswith("won:")), Fraction())
    decided = sum(factors.values(), Fraction())
    return won / decided if decided else Fraction()
