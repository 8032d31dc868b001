"""How far a goal is, what its target is, and in one word how it stands (kpis.md, Goals)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from salesdesk.domain.figures.exact import Exact

How = Literal["relative", "points", "absolute"]
Better = Literal["higher", "lower"]
State = Literal["ahead", "on-pace", "behind", "met", "missed", "no-data"]

# How far from where it should be a goal may be and still be on pace: a share of that, or one worked day's part of
# the target where that is more, so that the first quiet morning is not "behind".
TOLERANCE: Final = Fraction(5, 100)


def target_of(baseline: Exact | None, change: Exact, how: How, *, repeat: int = 1) -> Fraction | None:
    """The target of the `repeat`-th period of a goal, counted from 1, exact and unrounded.

    `relative`: `change` is a share of 1 of the baseline, and compounds: baseline x (1 + change) ^ repeat.
    `points`: `change` is added, in the unit of the figure (5/100 for five points of a share of 1, 5 for five points
    of NPS), once for each period. `absolute`: `change` is the target itself, and the same in each period.
    None where there is no baseline to change; relative, also on one of 0 or less.
    """
    by = Fraction(change)
    if how == "absolute":
        return by
    if baseline is None or (how == "relative" and baseline <= 0):
        return None
    return Fraction(baseline) * (1 + by) ** repeat if how == "relative" else Fraction(baseline) + by * repeat


def reached(actual: Exact, target: Exact, better: Better = "higher") -> bool:
    """Whether the target is there, or better."""
    return actual >= target if better == "higher" else actual <= target


def attainment(
    actual: Exact | None, target: Exact | None, better: Better = "higher", *, baseline: Exact | None = None
) -> Fraction | None:
    """How much of a goal is reached, 1 for all of it; more than 1 beyond it, below 0 where it got worse.

    Higher is better: actual ÷ target; none (None) for a target of 0 or less, of which nothing is a share.
    Lower is better: (baseline - actual) ÷ (baseline - target); 1 for met and 0 for not where the baseline is
    the target, or better already; None without a baseline. Of a count that should be low, ask with its projection
    while its period runs: little of it early on is no attainment.
    """
    if actual is None or target is None:
        return None
    if better == "higher":
        return Fraction(actual) / Fraction(target) if target > 0 else None
    if baseline is None:
        return None
    if baseline <= target:
        return Fraction(reached(actual, target, "lower"))
    return (Fraction(baseline) - Fraction(actual)) / (Fraction(baseline) - Fraction(target))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a goal's state is read from. A goal that counts is `expected` to be somewhere by now (None: one of a
    level, which has no pace), and `a_day` is one worked day's part of its target. `over`: its period is."""

    actual: Exact | None
    target: Exact | None
    better: Better = "higher"
    expected: Exact | None = None
    a_day: Exact = 0
    over: bool = False


def state(of: Standing, *, tolerance: Fraction = TOLERANCE) -> State:
    """How a goal stands: met or missed once its period is over, or once no day left can change it; before that
    ahead, on pace or behind.

    A count that should be high is met as soon as its target is there; one that should be low is missed as soon as
    it is passed. A level (win rate, cycle time) can still turn: ahead while it is at its target or better. On pace
    is within the margin: `tolerance` of what is expected, or `a_day` where that is more.
    """
    if of.actual is None or of.target is None:
        return "no-data"
    there = reached(of.actual, of.target, of.better)
    if of.over:
        return "met" if there else "missed"
    aim = Fraction(of.target if of.expected is None else of.expected)
    margin = max(abs(aim) * tolerance, Fraction(of.a_day))
    beyond = Fraction(of.actual) - aim if of.better == "higher" else aim - Fraction(of.actual)
    if of.expected is None:
        return "ahead" if there else "on-pace" if beyond >= -margin else "behind"
    if there == (of.better == "higher"):
        return "met" if there else "missed"
    if abs(beyond) <= margin:
        return "on-pace"
    return "ahead" if beyond > 0 else "behind"
