"""A fair's ledger: what it cost, what came of it, and how it stands beside earlier ones."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID

from salesdesk.clock import Clock
from salesdesk.domain.fair_ledger import Ledger, Sums, ledger
from salesdesk.domain.fairs import Fair
from salesdesk.domain.instants import to_micros
from salesdesk.domain.rates import worth_of_one
from salesdesk.services import fairs, preferences
from salesdesk.store import fair_sums
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True)
class FairLedger:
    """The figures of a fair, the sums they follow from, and what had to be left out because its currency has no
    rate: costs by currency, and how many sales."""

    fair: Fair
    currency: str
    sums: Sums
    figures: Ledger
    costs_left_out: dict[str, int] = field(default_factory=dict[str, int])
    sales_left_out: int = 0


def of(reading: Reading, fair: UUID, currency: str, clock: Clock) -> FairLedger:
    """The ledger of a fair in `currency`; to be asked off the window's thread where many were met there.

    A sale in another currency counts at the rate kept with it; one without a rate is left out and counted
    (kpis.md). Costs in another currency have no rate: what follows from the cost is not known then.
    """
    connection = reading.connection
    costs = fair_sums.costs(connection, fair)
    leads, qualified, customers = fair_sums.people(connection, fair)
    hours = {interest: days * 24 for interest, days in preferences.read(reading).delays.items()}
    due, on_time = fair_sums.tried(connection, fair, to_micros(clock.now()), hours)
    sales = revenue = profit = left_out = 0
    for own, to, rate, count, net, earned in fair_sums.sales(connection, fair):
        worth = worth_of_one(own, rate, to, currency)
        if worth is None:
            left_out += count
            continue
        sales += count
        revenue += round(net * worth)
        profit += round(earned * worth)
    sums = Sums(
        cost=costs.pop(currency, None),
        leads=leads,
        qualified=qualified,
        customers=customers,
        sales=sales,
        revenue=revenue,
        profit=profit,
        due=due,
        on_time=on_time,
    )
    figures = ledger(replace(sums, cost=None) if costs else sums)  # of a part of the cost they would mislead
    return FairLedger(reading.need(Fair, fair), currency, sums, figures, costs, left_out)


def all_of(reading: Reading, currency: str, clock: Clock) -> list[FairLedger]:
    """The ledgers of all fairs, the latest first, to be held beside each other."""
    return [of(reading, fair.id, currency, clock) for fair in fairs.all_fairs(reading)]
