"""Every figure by its id: what it is called, how it is worked out, and whether more or less of it is better.

The ids, and what they mean, are those of docs/figures.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from salesdesk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure. `better` is higher, lower, or empty where it depends. A `counting` one adds up over days, and so has a
    pace; the others are a level."""

    name: str
    working: str
    better: str = "higher"
    counting: bool = False

    @property
    def title(self) -> str:
        """What it is called."""
        return _(self.name)

    @property
    def formula(self) -> str:
        """How it is worked out, in words."""
        return _(self.working)


def _counted(name: str, working: str, better: str = "higher") -> Definition:
    return Definition(name, working, better, counting=True)


FIGURES: Final[Mapping[str, Definition]] = {
    "revenue": _counted(N_("Revenue"), N_("net amounts of sales won, less credits dated in the period")),
    "sales": _counted(N_("Sales"), N_("sales won; one that came back as a whole drops out")),
    "average_ticket": Definition(N_("Average sale"), N_("revenue ÷ sales, without gifts")),
    "average_ticket.median": Definition(N_("Middle sale"), N_("half of the sales are larger, half smaller")),
    "gross_margin": Definition(N_("Margin"), N_("(net − cost) ÷ net of all lines that have a cost")),
    "gross_profit": _counted(N_("Gross profit"), N_("net − cost of all lines that have a cost")),
    "units": _counted(N_("Pieces sold"), N_("pieces of all sales won")),
    "discounts": _counted(N_("Discounted sales"), N_("sales with a line sold below list"), "lower"),
    "discounts.share": Definition(N_("Share of discounted sales"), N_("discounted sales ÷ sales"), "lower"),
    "discount_rate": Definition(N_("Discount"), N_("what was given below list ÷ list"), "lower"),
    "win_rate": Definition(N_("Win rate"), N_("won ÷ (won + lost), by the day decided")),
    "win_rate_value": Definition(N_("Win rate by money"), N_("amount won ÷ amount won and lost")),
    "cycle_time": Definition(N_("Time to a sale"), N_("closed − opened of deals won, on average"), "lower"),
    "cycle_time.median": Definition(
        N_("Middle time to a sale"), N_("closed − opened of deals won: half take longer"), "lower"
    ),
    "leads": _counted(N_("Leads"), N_("prospects first met; purchased lists are counted apart")),
    "qualified_leads.marketing-qualified": _counted(
        N_("Marketing-qualified leads"), N_("prospects that reached the rung for the first time")
    ),
    "qualified_leads.sales-qualified": _counted(
        N_("Sales-qualified leads"), N_("prospects that reached the rung for the first time")
    ),
    "qualified_leads.customer": _counted(
        N_("Leads that became customers"), N_("prospects that reached the rung for the first time")
    ),
    "lead_conversion": Definition(
        N_("Leads that bought"), N_("prospects met who have bought by now ÷ prospects met")
    ),
    "lead_response": Definition(
        N_("Time to the first try"), N_("first call, message or visit − first met: half take longer"), "lower"
    ),
    "lead_response.p95": Definition(
        N_("Time to the first try, the slowest"), N_("19 of 20 leads were tried sooner"), "lower"
    ),
    "lead_response.untouched": Definition(
        N_("Leads nobody tried"), N_("prospects met and not tried yet ÷ prospects met"), "lower"
    ),
    "follow_up_coverage": Definition(
        N_("Followed up in time"),
        N_("tried within the promised delay ÷ those whose delay has run or who were tried"),
    ),
    "prospecting_time": _counted(
        N_("Prospecting time"), N_("minutes of the prospecting timer, each counted once")
    ),
    "activities": _counted(N_("Activities"), N_("calls, visits, messages … noted")),
    "reviews": _counted(N_("Weekly reviews"), N_("weeks with a finished review")),
    "served_per_day": Definition(
        N_("Served a day"),
        N_("people met, called through or sold to ÷ days on which anyone was; fair days are apart"),
    ),
    "acquisition_cost": Definition(
        N_("Cost of a new customer"), N_("spent to win customers ÷ new customers"), "lower"
    ),
    "spend": _counted(
        N_("Spent to win customers"), N_("expenses to attract, qualify, offer and win"), "lower"
    ),
    "contribution": _counted(N_("Contribution"), N_("gross profit − what was spent to win customers")),
    "cost_per_lead": Definition(
        N_("Cost of a lead"), N_("cost of fairs ÷ prospects first met there"), "lower"
    ),
    "cost_per_qualified_lead": Definition(
        N_("Cost of a qualified lead"), N_("cost of fairs ÷ prospects met there who are qualified"), "lower"
    ),
    "fair_return": Definition(N_("Return on fairs"), N_("(net sales to those met there − cost) ÷ cost")),
    "fair_return.margin": Definition(
        N_("Return on fairs by margin"), N_("(what those sales left − cost) ÷ cost")
    ),
    "retention": Definition(
        N_("Keeping customers"),
        N_("customers active at the start who still are at the end ÷ active at the start"),
    ),
    "churn": Definition(N_("Losing customers"), N_("1 − keeping customers"), "lower"),
    "new_customers": _counted(N_("New customers"), N_("buyers who had not bought before")),
    "returning_customers": _counted(N_("Returning customers"), N_("buyers who had bought before the period")),
    "repeat_share": Definition(
        N_("Sales to earlier customers"), N_("sales with an earlier sale by the same customer ÷ sales")
    ),
    "repeat_share.money": Definition(
        N_("Revenue from earlier customers"),
        N_("amount of sales with an earlier sale by the same customer ÷ all"),
    ),
    "repeat_purchase_rate": Definition(N_("Bought twice"), N_("buyers with two sales or more ÷ buyers")),
    "second_sale_rate": Definition(
        N_("Second sale"),
        N_("first-time buyers who bought again within six months ÷ those whose six months have run"),
    ),
    "cross_sell": Definition(
        N_("Cross-sell"), N_("customers who bought a category new to them ÷ customers who bought")
    ),
    "up_sell": Definition(N_("Up-sell"), N_("sales with an up-sell line ÷ sales")),
    "up_sell.uplift": _counted(N_("Up-sell in money"), N_("net amounts of up-sell lines")),
    "up_sell.offered": Definition(N_("Up-sell offered"), N_("sales with a step up offered ÷ sales")),
    "up_sell.taken": Definition(N_("Up-sell taken"), N_("steps up taken ÷ offered")),
    "on_time_delivery": Definition(
        N_("Delivered on time"), N_("delivered by the first promise ÷ promises due")
    ),
    "check_in_coverage": Definition(N_("Check-ins kept"), N_("check-ins done on time ÷ check-ins due")),
    "complaint_rate": Definition(N_("Complaints"), N_("complaints received ÷ sales"), "lower"),
    "complaint_resolution": Definition(
        N_("Time to solve a complaint"), N_("resolved − received, on average"), "lower"
    ),
    "complaint_resolution.median": Definition(
        N_("Middle time to solve a complaint"), N_("resolved − received: half take longer"), "lower"
    ),
    "complaint_recovery": Definition(
        N_("Bought again after a complaint"),
        N_("who complained and bought within six months ÷ those whose six months have run"),
    ),
    "csat": Definition(N_("Satisfied"), N_("ratings of 4 and 5 ÷ ratings, the latest of each event")),
    "nps": Definition(N_("Would recommend"), N_("share of 9 and 10 less share of 0 to 6, in points")),
    "weighted_pipeline": Definition(N_("Weighted pipeline"), N_("amount × probability of all open deals")),
    "commission": _counted(
        N_("Commission"), N_("base of each period of your plan + its tiers on what was sold, less credits")
    ),
}
EXCLUDED: Final[Mapping[str, str]] = {  # why records are left out of a figure
    "no-rate": N_("In another currency, with no rate"),
    "credit-no-rate": N_("Credits in another currency, with no rate"),
    "fair-no-rate": N_("Fairs paid for in another currency"),
    "gift": N_("Given away"),
    "no-cost": N_("Lines with no cost"),
    "disqualified": N_("Disqualified"),
    "backwards": N_("Closed before it was opened: please correct"),
    "purchased-list": N_("Of purchased lists"),
    "untouched": N_("Not tried yet"),
    "waiting": N_("Whose time has not run yet"),
    "won-back": N_("Came back after longer"),
    "open-complaint": N_("Still open"),
    "fair-day": N_("Days at fairs"),
    "plan-currency": N_("Periods with a plan in another currency"),
}
NOTES: Final[Mapping[str, str]] = {
    "none": N_("no data"),
    "few": N_("too few to say"),
    "provisional": N_("may still change"),
}
