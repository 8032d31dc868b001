"""The discount budget: how much may be given away in a month, and how much was."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from salesdesk.clock import Clock, today
from salesdesk.domain.locally import exact_money, standalone_month
from salesdesk.domain.margins import Budget
from salesdesk.domain.rates import worth_of_one
from salesdesk.i18n import _, ngettext
from salesdesk.services import preferences
from salesdesk.services.deals_board import month
from salesdesk.store.discounts import given
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True)
class Discounts:
    """What was given away by the deals won this month, in minor units of `currency`, and what was meant to be
    (None: nobody set a budget). `left_out` counts won deals whose discount is in a currency without a rate."""

    currency: str
    given: int
    budget: Budget | None
    left_out: int


def this_month(reading: Reading, clock: Clock, currency: str) -> Discounts:
    """The discounts of the present month, in the currency of the budget, or in `currency` where there is none."""
    whole = preferences.read(reading).discount_budget
    counted_in = whole.currency if whole else currency
    sum_, left_out = Decimal(0), 0
    for own, to, rate, minor in given(reading.connection, *month(clock)):
        worth = worth_of_one(own, rate, to, counted_in)
        if worth is None:
            left_out += minor != 0
        else:
            sum_ += (minor * worth).quantize(Decimal(1), ROUND_HALF_UP)
    budget = Budget(whole.minor, int(sum_)) if whole else None
    return Discounts(counted_in, int(sum_), budget, left_out)


def told(found: Discounts, clock: Clock) -> str:
    """What is left of the budget, in a sentence; what was given away, where there is none."""
    month_ = standalone_month(today(clock))
    if found.budget is None:
        sentence = _(
            "Given away in {month}: {given}. Settings take a budget for it, and then it tells what is left."
        )
        said = sentence.format(month=month_, given=exact_money(found.given, found.currency))
    elif found.budget.left < 0:
        sentence = _("The discounts of {month} are {over} above the {whole} that you set.")
        over, whole = (exact_money(one, found.currency) for one in (-found.budget.left, found.budget.whole))
        said = sentence.format(month=month_, over=over, whole=whole)
    else:
        sentence = _("Left of the discount budget of {month}: {left} of {whole}.")
        left, whole = (exact_money(one, found.currency) for one in (found.budget.left, found.budget.whole))
        said = sentence.format(month=month_, left=left, whole=whole)
    if not found.left_out:
        return said
    more = ngettext(
        "{number} sale in a currency without a rate is not counted.",
        "{number} sales in a currency without a rate are not counted.",
        found.left_out,
    )
    return f"{said} {more.format(number=found.left_out)}"
