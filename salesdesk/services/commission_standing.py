"""Where the seller stands in the running period of the commission plan: earned, the tier, what the next one needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from salesdesk.clock import Clock, today
from salesdesk.domain.figures.commission import NextTier, Tier, added, commission, spans, to_next_tier
from salesdesk.domain.figures.periods import Period, months_on
from salesdesk.domain.locally import half_up
from salesdesk.services import commissions, figures
from salesdesk.services.commissions import Agreed
from salesdesk.store.unit import Reading

_MONTHS = 12  # whose average sale is told


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan's period, what was sold in it so far less credits, and what that earned, in minor units of `currency`.

    `tier` is the one reached, `next` the one above. A sale of the last year's average size, `sale_minor`, would add
    `sale_adds`; both are None where there was none. `left_out` are sales and credits with no rate.
    """

    agreed: Agreed
    period: Period
    currency: str
    sold_minor: int
    earned_minor: int
    tier: Tier | None
    next: NextTier | None
    sale_minor: int | None
    sale_adds: int | None
    left_out: int


def standing(reading: Reading, clock: Clock, own: str, day: date | None = None) -> Standing | None:
    """How commission stands on a day, usually today's; None where no plan holds. `own` is the seller's currency.

    To be asked off the window's thread.
    """
    at = day or today(clock)
    after = at + timedelta(days=1)
    agreed = commissions.read(reading)
    held = list(spans([one.terms for one in agreed], after))
    if not held:
        return None
    span = held[-1]
    plan, currency = span.terms.plan, span.terms.currency or own
    (revenue,) = figures.read(reading, clock, currency, Period(span.period.start, after), ids=["revenue"])
    year = Period(months_on(after, -_MONTHS), after)
    (ticket,) = figures.read(reading, clock, currency, year, ids=["average_ticket"])
    sold = half_up(revenue.value or 0)
    sale = None if ticket.value is None or ticket.value <= 0 else half_up(ticket.value)
    reached = [one for one in plan.tiers if one.from_minor <= max(sold, 0)]
    return Standing(
        agreed=next(one for one in agreed if one.terms is span.terms),
        period=span.period,
        currency=currency,
        sold_minor=sold,
        earned_minor=commission(plan, sold),
        tier=reached[-1] if reached else None,
        next=to_next_tier(plan, sold),
        sale_minor=sale,
        sale_adds=None if sale is None else added(plan, sold, sale),
        left_out=sum(one.count for one in revenue.excluded),
    )
