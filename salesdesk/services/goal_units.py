"""In which unit a goal of a figure is said, and how that becomes the exact value of the figure.

People say goals in whole units of money, in per cent, in days, hours or minutes (`domain.goals`); figures are in minor
units and in shares of 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final, cast

from salesdesk.domain.figures.attainment import Better
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import Unit
from salesdesk.domain.goals import Goal
from salesdesk.domain.locally import half_up
from salesdesk.domain.values import minor_places
from salesdesk.i18n import N_, _
from salesdesk.services import figure_words

_WHOLE: Final = 10  # from which a tenth of what is only likely tells nobody anything
_PLACES: Final = 3  # of what a goal keeps
_OTHERS: Final[Mapping[Unit, frozenset[str]]] = {
    "money": frozenset(
        (
            *("revenue", "average_ticket", "average_ticket.median", "gross_profit", "acquisition_cost"),
            *("spend", "contribution", "cost_per_lead", "cost_per_qualified_lead", "up_sell.uplift"),
            "weighted_pipeline",
            "commission",
        )
    ),
    "count": frozenset(
        (
            *("sales", "discounts", "leads", "qualified_leads.marketing-qualified", "activities", "reviews"),
            *("qualified_leads.sales-qualified", "qualified_leads.customer", "served_per_day"),
            *("new_customers", "returning_customers"),
        )
    ),
    "pieces": frozenset(("units",)),
    "days": frozenset(
        ("cycle_time", "cycle_time.median", "complaint_resolution", "complaint_resolution.median")
    ),
    "hours": frozenset(("lead_response", "lead_response.p95")),
    "minutes": frozenset(("prospecting_time",)),
    "points": frozenset(("nps",)),
}
BEYOND: Final = frozenset(("fair_return", "fair_return.margin", "complaint_rate"))  # shares that may pass 1
BELOW: Final = frozenset(  # what may be less than nothing
    (
        *("revenue", "gross_profit", "gross_margin", "contribution", "commission"),
        *("fair_return", "fair_return.margin", "nps"),
    )
)
_EACH: Final = {
    "day": N_("{goal} a day"),
    "week": N_("{goal} a week"),
    "month": N_("{goal} a month"),
    "quarter": N_("{goal} a quarter"),
    "year": N_("{goal} a year"),
}


def unit(figure: str) -> Unit:
    """The unit of a figure: that of `Figure.unit`."""
    for one, some in _OTHERS.items():
        if figure in some:
            return one
    return "share"


def better(figure: str) -> Better:
    """Whether a goal of it is to be reached from below, or from above."""
    return cast("Better", FIGURES[figure].better)


def exact(said: Decimal, figure: str, currency: str) -> Fraction:
    """What people say as the value of a figure: 36 (per cent) is 36/100, 1 250 (kr) is 125 000 øre."""
    return Fraction(said) * _scale(figure, currency)


def told(value: Fraction, figure: str, currency: str) -> Decimal:
    """The value of a figure as people say it, rounded to the thousandth that a goal keeps."""
    return Decimal(half_up(value / _scale(figure, currency) * 10**_PLACES)).scaleb(-_PLACES)


def _scale(figure: str, currency: str) -> Fraction:
    match unit(figure):
        case "money":
            return Fraction(10 ** minor_places(currency))
        case "share":
            return Fraction(1, 100)
        case _:
            return Fraction(1)


def said(value: Fraction, goal: Goal) -> str:
    """A value of a goal's figure as one reads it."""
    return figure_words.said(value, unit(goal.figure), goal.currency)


def about(value: Fraction | float, goal: Goal) -> str:
    """A value that is only likely: an amount of money to three figures, a count from ten on whole, as one would say
    it."""
    if unit(goal.figure) != "money":
        return said(Fraction(round(value)) if abs(value) >= _WHOLE else Fraction(round(value * 10), 10), goal)
    step = Fraction(10) ** max(2, len(str(abs(int(value)))) - 3)
    return said(round(Fraction(value) / step) * step, goal)


def title(goal: Goal) -> str:
    """What a goal is called: the seller's own name, or its figure with what it should come to."""
    if goal.name:
        return goal.name
    if goal.figure not in FIGURES:  # of a newer version
        return goal.figure
    figure = FIGURES[goal.figure].title
    if goal.how != "absolute" and goal.change is not None:
        number = figure_words.number(abs(Fraction(goal.change)))
        sign = "+" if goal.change >= 0 else "\N{MINUS SIGN}"
        by = _("{number} points") if goal.how == "points" else _("{number} %")
        aim = f"{sign}{by.format(number=number)}"
    else:
        aim = said(exact(goal.target or Decimal(), goal.figure, goal.currency), goal)
    whole = f"{figure} {aim}"
    return _(_EACH[goal.repeats]).format(goal=whole) if goal.repeats in _EACH else whole
