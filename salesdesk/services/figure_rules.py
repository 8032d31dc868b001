"""Which rule makes which figure of which streams."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from salesdesk.clock import today
from salesdesk.domain.figures import commission, customers, leads, pipeline, sales, service, work
from salesdesk.domain.figures.figure import Figure
from salesdesk.services.figure_streams import STREAMS, Question, ever_raised, fair_days
from salesdesk.store.figures.asking import Key


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rule makes a figure of which streams; one that is `told` gets the question of its bucket, too."""

    streams: tuple[str, ...]
    make: Callable[..., Figure]
    told: bool = False
    now: bool = False  # as things stand, whatever the period

    @property
    def parts(self) -> frozenset[str]:
        """By what the figure can be divided."""
        first, *others = (STREAMS[one].parts for one in self.streams)
        return first.intersection(*others)

    def of(self, asked: Question, key: Key) -> Figure:
        """The figure of one bucket and group."""
        sums = [asked.answer(one).get(key, STREAMS[one].empty) for one in self.streams]
        return self.make(asked.of(key[0]), *sums) if self.told else self.make(*sums)


def _rung(rung: str) -> Rule:
    def made(reached: Mapping[str, int]) -> Figure:
        return leads.qualified_leads(reached.get(rung, 0))

    return Rule(("reached",), made)


def _response(share: Fraction) -> Rule:
    def made(took: Sequence[int], met: leads.LeadSums) -> Figure:
        return leads.lead_response(took, met, share)

    return Rule(("responses", "met"), made)


def _conversion(asked: Question, met: leads.LeadSums, cycles: Sequence[int]) -> Figure:
    """A cohort is young where its last lead was met less than the middle time to a sale ago."""
    typical = sales.median_cycle(cycles, sales.SaleSums()).value
    since = asked.periods[0].end
    young = typical is not None and (today(asked.clock) - since).days < typical
    return leads.lead_conversion(met, young=young)


def _within(asked: Question, pairs: Sequence[tuple[int, int | None]]) -> Figure:
    return customers.again_within(pairs, today(asked.clock), asked.clock.zone(), customers.MONTHS)


def _served(asked: Question, days: Mapping[date, int]) -> Figure:
    return work.served_per_day(days, asked.once(fair_days))


def _cost_of_a_customer(spent: work.Spent, found: customers.BuyerSums) -> Figure:
    return work.acquisition_cost(spent, found.new)


def _contribution(sold: sales.SaleSums, spent: work.Spent) -> Figure:
    return work.contribution(sales.gross_profit(sold), spent)


def _return_by_margin(found: work.FairSums) -> Figure:
    return work.fair_return(found, margin=True)


def _up_sell(asked: Question, sold: sales.SaleSums) -> Figure:
    return sales.up_sell(sold, ever=asked.once(ever_raised))


def _up_sell_offered(asked: Question, sold: sales.SaleSums, offered: sales.Offered) -> Figure:
    return sales.up_sell_offered(sold, offered, ever=asked.once(ever_raised))


def _complaint_rate(found: service.ComplaintSums, sold: sales.SaleSums) -> Figure:
    return service.complaint_rate(found, sold.sales)


RULES: Final[Mapping[str, Rule]] = {
    "revenue": Rule(("sold", "back"), sales.revenue),
    "sales": Rule(("sold",), sales.sales),
    "average_ticket": Rule(("sold", "back"), sales.average_ticket),
    "average_ticket.median": Rule(("tickets", "sold"), sales.median_ticket),
    "gross_margin": Rule(("sold",), sales.gross_margin),
    "gross_profit": Rule(("sold",), sales.gross_profit),
    "units": Rule(("sold",), sales.units),
    "discounts": Rule(("sold",), sales.discounts),
    "discounts.share": Rule(("sold",), sales.discounts_share),
    "discount_rate": Rule(("sold",), sales.discount_rate),
    "win_rate": Rule(("decided",), sales.win_rate),
    "win_rate_value": Rule(("decided",), sales.win_rate_value),
    "cycle_time": Rule(("sold",), sales.cycle_time),
    "cycle_time.median": Rule(("cycles", "sold"), sales.median_cycle),
    "leads": Rule(("met",), leads.leads),
    "qualified_leads.marketing-qualified": _rung("marketing-qualified"),
    "qualified_leads.sales-qualified": _rung("sales-qualified"),
    "qualified_leads.customer": _rung("customer"),
    "lead_conversion": Rule(("met", "cycles"), _conversion, told=True),
    "lead_response": _response(Fraction(1, 2)),
    "lead_response.p95": _response(Fraction(19, 20)),
    "lead_response.untouched": Rule(("met",), leads.untouched),
    "follow_up_coverage": Rule(("met",), leads.follow_up_coverage),
    "prospecting_time": Rule(("stints",), work.prospecting_time),
    "activities": Rule(("activities",), service.activities),
    "reviews": Rule(("reviews",), work.reviews),
    "served_per_day": Rule(("served",), _served, told=True),
    "acquisition_cost": Rule(("spent", "buyers"), _cost_of_a_customer),
    "spend": Rule(("spent",), work.spend),
    "contribution": Rule(("sold", "spent"), _contribution),
    "cost_per_lead": Rule(("fairs",), work.cost_per_lead),
    "cost_per_qualified_lead": Rule(("fairs",), work.cost_per_qualified_lead),
    "fair_return": Rule(("fairs",), work.fair_return),
    "fair_return.margin": Rule(("fairs",), _return_by_margin),
    "retention": Rule(("kept",), customers.retention),
    "churn": Rule(("kept",), customers.churn),
    "new_customers": Rule(("buyers",), customers.new_customers),
    "returning_customers": Rule(("buyers",), customers.returning_customers),
    "repeat_share": Rule(("buyers",), customers.repeat_share),
    "repeat_share.money": Rule(("buyers",), customers.repeat_share_money),
    "repeat_purchase_rate": Rule(("buyers",), customers.repeat_purchase_rate),
    "second_sale_rate": Rule(("second",), _within, told=True),
    "cross_sell": Rule(("crossed",), customers.cross_sell),
    "up_sell": Rule(("sold",), _up_sell, told=True),
    "up_sell.uplift": Rule(("sold",), sales.up_sell_uplift),
    "up_sell.offered": Rule(("sold", "offered"), _up_sell_offered, told=True),
    "up_sell.taken": Rule(("offered",), sales.up_sell_taken),
    "on_time_delivery": Rule(("deliveries",), service.on_time_delivery),
    "check_in_coverage": Rule(("check_ins",), service.check_in_coverage),
    "complaint_rate": Rule(("complaints", "sold"), _complaint_rate),
    "complaint_resolution": Rule(("resolved", "complaints"), service.complaint_resolution),
    "complaint_resolution.median": Rule(("resolved", "complaints"), service.median_resolution),
    "complaint_recovery": Rule(("recovered",), _within, told=True),
    "csat": Rule(("satisfied",), service.csat),
    "nps": Rule(("recommended",), service.nps),
    "commission": Rule(("earned",), commission.earned),
    "weighted_pipeline": Rule(("open",), pipeline.weighted_pipeline, now=True),
}
