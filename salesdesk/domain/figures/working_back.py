"""From the revenue wanted back to what to do each day, by the seller's own ratios (kpis.md, Goals)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final, Literal

from salesdesk.domain.figures.exact import Exact

Rung = Literal["sales", "quotes", "qualified-leads", "leads", "minutes", "minutes-a-day"]

_HOUR: Final = 60  # minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratios:
    """A seller's own ratios; None where there are no data."""

    average_ticket: Exact | None  # minor units a sale
    win_rate: Exact | None  # sales a quote
    quoted: Exact | None  # quotes a qualified lead
    qualified: Exact | None  # qualified leads a lead
    leads_an_hour: Exact | None  # leads an hour of prospecting


@dataclass(frozen=True, slots=True)
class Step:
    """How much of `rung` it takes: the step before ÷ `ratio`, rounded up to a whole one. Both are None where the
    ratio is no data, and `amount` alone is on all steps after that."""

    rung: Rung
    amount: int | None
    ratio: Fraction | None


def work_back(revenue: Exact, ratios: Ratios, *, days: int) -> list[Step]:
    """What a revenue (minor units) takes: sales, quotes, qualified leads, leads, minutes of prospecting in all, and
    on each of the worked `days` left.

    Each step is divided from the whole number of the step before, which is what the seller sees and can check. It
    stops at the first ratio that is no data, or 0: no number of quotes makes a sale then. `stopped_at` names it.
    """
    wanted: Sequence[tuple[Rung, Exact | None]] = (
        ("sales", ratios.average_ticket),
        ("quotes", ratios.win_rate),
        ("qualified-leads", ratios.quoted),
        ("leads", ratios.qualified),
        ("minutes", None if ratios.leads_an_hour is None else Fraction(ratios.leads_an_hour) / _HOUR),
        ("minutes-a-day", days),
    )
    steps: list[Step] = []
    amount: Exact | None = max(Fraction(revenue), Fraction())
    for rung, ratio in wanted:
        by = Fraction(ratio) if ratio is not None and ratio > 0 else None
        amount = None if amount is None or by is None else ceil(Fraction(amount) / by)
        steps.append(Step(rung, amount, by))
    return steps


def stopped_at(steps: Sequence[Step]) -> Rung | None:
    """The first step that could not be taken for want of data; None where all were."""
    return next((step.rung for step in steps if step.amount is None), None)
