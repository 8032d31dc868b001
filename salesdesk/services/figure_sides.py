"""Of which records each figure is made, side by side, and which are left out of it and why.

The records of a side are those whose number or sum the figure has: tests hold every side against its figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from salesdesk.domain.figures.catalogue import EXCLUDED
from salesdesk.domain.figures.sales import DAY
from salesdesk.i18n import N_

_UNITS: Final = {"money": 1, "pieces": 1000, "days": DAY, "hours": DAY // 24, "minutes": DAY // 1440}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Records of a source (figure_working.SOURCES) that meet a condition. `amount` is the column that is summed, in
    `unit`, of which the smallest part is one of `parts`. `above` and `below` are how often its sum, or its number where
    it has no amount, goes into the numerator and into the denominator; `middle`: the figure is a middle one of these.

    `why` names a reason of the catalogue for which records are left out; `quiet` is a condition on them that is told
    with their number."""

    name: str
    source: str
    where: str = "1"
    noun: str = "deal"
    amount: str = ""
    unit: str = ""
    parts: int = 1
    above: int = 0
    below: int = 0
    middle: bool = False
    why: str = ""
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What a figure is made of, and what is left out of it."""

    sides: tuple[Side, ...]
    left_out: tuple[Side, ...] = ()


def _of(
    name: str, source: str, where: str, noun: str, *, above: int = 0, below: int = 0, middle: bool = False
) -> Side:
    return Side(name=name, source=source, where=where, noun=noun, above=above, below=below, middle=middle)


def _summed(side: Side, amount: str, unit: str = "money", *, parts: int = 0) -> Side:
    return replace(side, amount=amount, unit=unit, parts=parts or _UNITS[unit])


def _gone(why: str, source: str, where: str, noun: str = "deal") -> Side:
    return Side(name=EXCLUDED[why], source=source, where=where, noun=noun, why=why)


_NO_RATE: Final = _gone("no-rate", "sold", "minor IS NULL", "sale")
_GIFT: Final = _gone("gift", "sold", "stands AND gift", "sale")
_NO_COST: Final = _gone("no-cost", "lines", "NOT covered", "line")
_CAME_BACK: Final = Side(name=N_("Came back as a whole"), source="sold", where="NOT stands", noun="sale")
_BACKWARDS: Final = _gone("backwards", "sold", "took < 0", "sale")
_SET_ASIDE: Final = _gone("disqualified", "decided", "outcome = 'disqualified'")
_OPEN: Final = Side(name=N_("Still open"), source="open", where="then_open", quiet="then_open AND quiet")
_COUNTED_BACKWARDS: Final = Side(
    name=N_("Closed before it was opened, and counted: please correct"),
    source="decided",
    where="backwards AND outcome <> 'disqualified'",
)
_LISTED: Final = _gone("purchased-list", "met", "listed", "prospect")
_OTHER_FAIR: Final = _gone("fair-no-rate", "fairs", "other", "fair")
_SPENT_ELSEWHERE: Final = _gone("no-rate", "spent", "minor IS NULL", "expense")
_OPEN_COMPLAINT: Final = _gone("open-complaint", "complaints", "still_open", "complaint")

_SALES: Final = _of(N_("Sales"), "sold", "stands", "sale", below=1)
_SOLD: Final = _summed(_of(N_("Sold"), "sold", "minor IS NOT NULL", "sale", above=1), "minor")
_CREDITS: Final = _summed(_of(N_("Came back"), "back", "minor IS NOT NULL", "credit", above=-1), "minor")
_COVERED: Final = "stands AND covered > 0 AND minor IS NOT NULL"
_NET: Final = _summed(_of(N_("Net, where there is a cost"), "sold", _COVERED, "sale", above=1), "covered_net")
_COST: Final = _summed(_of(N_("What that cost"), "sold", _COVERED, "sale", above=-1), "covered_cost")
_TOOK: Final = _summed(
    _of(N_("From opening to closing"), "sold", "took >= 0", "sale", above=1), "took", "days"
)
_SPENT: Final = _summed(_of(N_("Spent"), "spent", "minor IS NOT NULL", "expense", above=1), "minor")
_MET: Final = _of(N_("Met"), "met", "NOT listed", "prospect", below=1)
_TRIED: Final = _summed(
    _of(N_("Tried"), "met", "NOT listed AND tried", "prospect", middle=True), "took", "hours"
)
_UNTRIED: Final = _of(N_("Not tried yet"), "met", "NOT listed AND NOT tried", "prospect", above=1)
_BUYERS: Final = _of(N_("Buyers"), "buyers", "1", "customer", below=1)
_FAIR_COST: Final = _summed(_of(N_("Cost of the fairs"), "fair_costs", "1", "expense", above=1), "minor")
_AT_START: Final = _of(N_("Active at the start"), "kept", "began_with", "customer", below=1)
_WON_BACK: Final = _gone("won-back", "kept", "NOT began_with", "customer")
_COMPLAINTS: Final = _of(N_("Complaints received"), "complaints", "here", "complaint", above=1)
_SOLVED: Final = _summed(_of(N_("Solved"), "resolved", "1", "complaint"), "took", "days")


def _both(first: Side, second: Side, *gone: Side) -> Made:
    return Made((first, second), gone)


def _rung(rung: str) -> Made:
    return Made((_of(N_("Reached it"), "reached", f"rung = '{rung}'", "prospect", above=1),))


def _kept(source: str, noun: str, *, done: str, due: str) -> Made:
    return _both(_of(done, source, "kept", noun, above=1), _of(due, source, "1", noun, below=1))


def _again(source: str, yes: str) -> Made:
    """Of those whose months have run: who bought in them."""
    return _both(
        _of(yes, source, "ripe AND again", "customer", above=1),
        _of(N_("Whose six months have run"), source, "ripe", "customer", below=1),
        _gone("waiting", source, "NOT ripe", "customer"),
    )


def _fair(*earned: Side) -> Made:
    sales = _gone("no-rate", "fair_sales", "minor IS NULL", "sale")
    cost = (replace(_FAIR_COST, above=-1, below=1),)
    return Made((*earned, *cost), (sales, _OTHER_FAIR))


_FAIR_SALES: Final = _summed(
    _of(N_("Net sales to those met there"), "fair_sales", "minor IS NOT NULL", "sale", above=1), "minor"
)
_FAIR_GOODS: Final = _summed(
    _of(N_("What the goods cost"), "fair_sales", "cost IS NOT NULL", "sale", above=-1), "cost"
)
_DECIDED: Final = (_SET_ASIDE, _OPEN, _COUNTED_BACKWARDS)

_OF_SALES: Final[Mapping[str, Made]] = {
    "revenue": Made(
        (_SOLD, _CREDITS), (_NO_RATE, _gone("credit-no-rate", "back", "minor IS NULL", "credit"))
    ),
    "sales": Made((replace(_SALES, above=1, below=0),), (_CAME_BACK,)),
    "average_ticket": Made(
        (_SOLD, _CREDITS, replace(_SALES, where="stands AND NOT gift AND minor IS NOT NULL")),
        (_GIFT, _NO_RATE, _CAME_BACK),
    ),
    "average_ticket.median": Made(
        (
            _summed(
                _of(N_("Sales"), "sold", "stands AND NOT gift AND minor IS NOT NULL", "sale", middle=True),
                "minor",
            ),
        ),
        (_GIFT, _NO_RATE, _CAME_BACK),
    ),
    "gross_margin": Made((replace(_NET, below=1), _COST), (_NO_COST, _NO_RATE)),
    "gross_profit": Made((_NET, _COST), (_NO_COST, _NO_RATE)),
    "units": Made((_summed(_of(N_("Pieces"), "sold", "stands", "sale", above=1), "pieces", "pieces"),)),
    "discounts": _both(
        _of(N_("Discounted"), "sold", "stands AND discounted", "sale", above=1), replace(_SALES, below=0)
    ),
    "discounts.share": _both(_of(N_("Discounted"), "sold", "stands AND discounted", "sale", above=1), _SALES),
    "discount_rate": _both(
        _summed(_of(N_("Given below list"), "sold", "off > 0", "sale", above=1), "off"),
        _summed(_of(N_("At list price"), "sold", "listed > 0", "sale", below=1), "listed"),
        _NO_RATE,
    ),
    "win_rate": _both(
        _of(N_("Won"), "decided", "outcome = 'won'", "deal", above=1, below=1),
        _of(N_("Lost"), "decided", "outcome = 'lost'", "deal", below=1),
        *_DECIDED,
    ),
    "win_rate_value": _both(
        _summed(
            _of(N_("Won"), "decided", "outcome = 'won' AND minor IS NOT NULL", "deal", above=1, below=1),
            "minor",
        ),
        _summed(
            _of(N_("Lost"), "decided", "outcome = 'lost' AND minor IS NOT NULL", "deal", below=1), "minor"
        ),
        _gone("no-rate", "decided", "outcome <> 'disqualified' AND minor IS NULL"),
        *_DECIDED,
    ),
    "cycle_time": _both(_TOOK, _of(N_("Sales"), "sold", "took >= 0", "sale", below=1), _BACKWARDS),
    "cycle_time.median": Made((replace(_TOOK, above=0, middle=True),), (_BACKWARDS,)),
    "up_sell": _both(_of(N_("With an up-sell"), "sold", "stands AND raised", "sale", above=1), _SALES),
    "up_sell.uplift": Made(
        (_summed(_of(N_("Up-sell lines"), "sold", "raised AND stands", "sale", above=1), "uplift"),),
        (_NO_RATE,),
    ),
    "up_sell.offered": _both(_of(N_("Offered a step up"), "offered", "1", "sale", above=1), _SALES),
    "up_sell.taken": _both(
        _of(N_("Taken"), "offered", "taken", "sale", above=1),
        _of(N_("Offered a step up"), "offered", "1", "sale", below=1),
    ),
    "commission": Made(
        (
            _summed(_of(N_("Base"), "earned", "base <> 0", "period", above=1), "base"),
            _summed(_of(N_("On what was sold"), "earned", "NOT other", "period", above=1), "brought"),
            replace(_SOLD, source="earned_on", above=0),
            replace(_CREDITS, source="taken_back", above=0),
        ),
        (
            replace(_NO_RATE, source="earned_on"),
            _gone("credit-no-rate", "taken_back", "minor IS NULL", "credit"),
            _gone("plan-currency", "earned", "other", "period"),
        ),
    ),
    "weighted_pipeline": Made(
        (
            _summed(
                _of(N_("Open deals by their probability"), "open", "minor IS NOT NULL", "deal", above=1),
                "weighted",
                parts=100,
            ),
        ),
        (_gone("no-rate", "open", "minor IS NULL"),),
    ),
}
_OF_CUSTOMERS: Final[Mapping[str, Made]] = {
    "retention": _both(
        _of(N_("Still active"), "kept", "began_with AND stays", "customer", above=1), _AT_START, _WON_BACK
    ),
    "churn": _both(
        _of(N_("Gone"), "kept", "began_with AND NOT stays", "customer", above=1), _AT_START, _WON_BACK
    ),
    "new_customers": Made((_of(N_("New customers"), "buyers", "fresh", "customer", above=1),)),
    "returning_customers": _both(
        _of(N_("Had bought before"), "buyers", "had", "customer", above=1), replace(_BUYERS, below=0)
    ),
    "repeat_share": _both(
        _of(N_("To earlier customers"), "bought", "again", "sale", above=1),
        _of(N_("Sales"), "bought", "1", "sale", below=1),
    ),
    "repeat_share.money": _both(
        _summed(_of(N_("To earlier customers"), "bought", "again", "sale", above=1), "minor"),
        _summed(_of(N_("Sales"), "bought", "1", "sale", below=1), "minor"),
    ),
    "repeat_purchase_rate": _both(
        _of(N_("Bought twice or more"), "buyers", "twice", "customer", above=1), _BUYERS
    ),
    "second_sale_rate": _again("second", N_("Bought again")),
    "cross_sell": _both(
        _of(N_("Bought a category new to them"), "crossed", "new", "customer", above=1),
        _of(N_("Earlier customers who bought"), "crossed", "1", "customer", below=1),
    ),
    "acquisition_cost": _both(
        _SPENT, _of(N_("New customers"), "buyers", "fresh", "customer", below=1), _SPENT_ELSEWHERE
    ),
    "spend": Made((_SPENT,), (_SPENT_ELSEWHERE,)),
    "contribution": Made((_NET, _COST, replace(_SPENT, above=-1)), (_NO_COST, _NO_RATE)),
    "cost_per_lead": _both(
        _FAIR_COST, _of(N_("First met there"), "fair_people", "1", "prospect", below=1), _OTHER_FAIR
    ),
    "cost_per_qualified_lead": _both(
        _FAIR_COST, _of(N_("Qualified of them"), "fair_people", "qualified", "prospect", below=1), _OTHER_FAIR
    ),
    "fair_return": _fair(_FAIR_SALES),
    "fair_return.margin": _fair(_FAIR_SALES, _FAIR_GOODS),
}
_OF_WORK: Final[Mapping[str, Made]] = {
    "leads": Made((replace(_MET, above=1, below=0),), (_LISTED,)),
    "qualified_leads.marketing-qualified": _rung("marketing-qualified"),
    "qualified_leads.sales-qualified": _rung("sales-qualified"),
    "qualified_leads.customer": _rung("customer"),
    "lead_conversion": _both(
        _of(N_("Bought"), "met", "NOT listed AND bought", "prospect", above=1), _MET, _LISTED
    ),
    "lead_response": Made((_TRIED,), (_gone("untouched", "met", _UNTRIED.where, "prospect"), _LISTED)),
    "lead_response.p95": Made((_TRIED,), (_gone("untouched", "met", _UNTRIED.where, "prospect"), _LISTED)),
    "lead_response.untouched": _both(_UNTRIED, _MET, _LISTED),
    "follow_up_coverage": _both(
        _of(N_("Tried in time"), "met", "NOT listed AND on_time", "prospect", above=1),
        _of(N_("Due or tried"), "met", "NOT listed AND due", "prospect", below=1),
        _gone("waiting", "met", "NOT listed AND NOT due", "prospect"),
        _LISTED,
    ),
    "prospecting_time": Made((_summed(_of(N_("Stints"), "stints", "1", "stint"), "took", "minutes"),)),
    "activities": Made((_of(N_("Activities"), "activities", "1", "activity", above=1),)),
    "reviews": Made(
        (
            _of(N_("Weeks"), "reviews", "1", "review", above=1),
            _of(N_("Customers looked at"), "reviewed", "1", "customer"),
            _of(N_("Opportunities found"), "reviewed", "found", "customer"),
        )
    ),
    "served_per_day": _both(
        _of(N_("Served"), "served", "NOT at_fair", "person", above=1),
        _of(N_("Days worked"), "days", "NOT at_fair", "day", below=1),
        _gone("fair-day", "days", "at_fair", "day"),
    ),
    "on_time_delivery": Made(
        (
            *_kept(
                "deliveries", "sale", done=N_("Delivered by the first promise"), due=N_("Promises due")
            ).sides,
            _of(N_("Whose promise was moved"), "deliveries", "moved", "sale"),
        )
    ),
    "check_in_coverage": _kept("check_ins", "check-in", done=N_("Done on time"), due=N_("Due")),
    "complaint_rate": _both(_COMPLAINTS, _SALES),
    "complaint_resolution": _both(
        replace(_SOLVED, above=1),
        _of(N_("Complaints solved"), "resolved", "1", "complaint", below=1),
        _OPEN_COMPLAINT,
    ),
    "complaint_resolution.median": Made((replace(_SOLVED, middle=True),), (_OPEN_COMPLAINT,)),
    "complaint_recovery": _again("recovered", N_("Bought again")),
    "csat": _both(
        _of(N_("4 or 5"), "satisfied", "value >= 4", "rating", above=1),
        _of(N_("All ratings"), "satisfied", "1", "rating", below=1),
    ),
    "nps": Made(
        (
            _of(N_("9 or 10"), "recommended", "value >= 9", "rating", above=100, below=1),
            _of(N_("7 or 8"), "recommended", "value BETWEEN 7 AND 8", "rating", below=1),
            _of(N_("0 to 6"), "recommended", "value <= 6", "rating", above=-100, below=1),
        )
    ),
}
MADE: Final[Mapping[str, Made]] = {**_OF_SALES, **_OF_CUSTOMERS, **_OF_WORK}
