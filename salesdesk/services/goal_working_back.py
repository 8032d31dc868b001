"""What a goal takes, worked back with the seller's own figures of the last year (kpis.md, Goals)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Final

from sqlalchemy import func, select

from salesdesk.domain.deals import Deal
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.figures.working_back import Ratios, Step, work_back
from salesdesk.domain.goals import Goal
from salesdesk.domain.instants import from_micros
from salesdesk.domain.locally import grouped, half_up
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import figure_words, figures, goal_units
from salesdesk.services.goal_form_words import spread
from salesdesk.services.goal_measuring import Asking, Calendar, scope_for


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that it takes: what, how much, and the own ratio by which that was worked out."""

    label: str
    value: str
    ratio: str = ""


# figure → of what it is a share, and what is a part of that; the whole grows with the time, or it is standing
_SHARES: Final[Mapping[str, tuple[str, str]]] = {
    "win_rate": (N_("Deals decided in such a time"), N_("So, sales won")),
    "retention": (N_("Customers to keep"), N_("So, still customers at the end")),
    "churn": (N_("Customers who may be lost"), N_("So, lost at most")),
    "lead_conversion": (N_("Leads met in such a time"), N_("So, those who buy")),
    "lead_response.untouched": (N_("Leads met in such a time"), N_("So, not tried at most")),
    "follow_up_coverage": (N_("Leads to try in such a time"), N_("So, tried in time")),
    "discounts.share": (N_("Sales in such a time"), N_("So, discounted at most")),
    "cross_sell": (N_("Customers who buy again in such a time"), N_("So, buy something new to them")),
    "up_sell": (N_("Sales in such a time"), N_("So, with a step up")),
    "up_sell.offered": (N_("Sales in such a time"), N_("So, with a step up offered")),
    "up_sell.taken": (N_("Steps up offered in such a time"), N_("So, taken")),
    "on_time_delivery": (N_("Promises due in such a time"), N_("So, kept")),
    "check_in_coverage": (N_("Check-ins due in such a time"), N_("So, done on time")),
    "complaint_rate": (N_("Sales in such a time"), N_("So, complaints at most")),
    "csat": (N_("Ratings in such a time"), N_("So, ratings of 4 and 5")),
    "repeat_purchase_rate": (N_("Buyers in such a time"), N_("So, buy twice")),
    "repeat_share": (N_("Sales in such a time"), N_("So, to earlier customers")),
}
_STANDING: Final = frozenset(("retention", "churn"))


@dataclass(frozen=True)
class _Own:
    """The seller's own figures of the last year; of the part that the goal is of, where they can be so divided."""

    asking: Asking
    goal: Goal
    days: Period  # of the goal

    @cached_property
    def year(self) -> Period:
        return self.asking.months_so_far(12)

    def of(self, ident: str) -> Figure:
        return self._read(ident, scope_for(self.goal, ident))

    def whole(self, ident: str) -> Fraction | None:
        """What a figure is of everything."""
        return self._read(ident, {}).value

    def _read(self, ident: str, scope: Mapping[str, str]) -> Figure:
        asking = self.asking
        (found,) = figures.read(asking.reading, asking.clock, asking.own, self.year, ids=[ident], scope=scope)
        return found

    def for_the_days(self, amount: Fraction) -> Fraction:
        """So much of a year's amount as falls on as many days as the goal has."""
        return amount * self.days.days / self.year.days

    @cached_property
    def calendar(self) -> Calendar:
        return self.asking.calendar(self.days)

    @cached_property
    def worked(self) -> Sequence[date]:
        return self.calendar.worked(self.days)

    @cached_property
    def standing(self) -> Fraction | None:
        """Customers who are active today."""
        asking, day = self.asking, Period(self.asking.today, self.year.end)
        (found,) = figures.read(asking.reading, asking.clock, asking.own, day, ids=["retention"])
        return found.denominator

    @cached_property
    def leads_an_hour(self) -> Fraction | None:
        """Leads met ÷ hours of prospecting, both of everything: the hours are of no part."""
        leads, minutes = self.whole("leads"), self.whole("prospecting_time")
        return leads * 60 / minutes if minutes and leads is not None else None

    @cached_property
    def quoted(self) -> Fraction | None:
        """Deals opened ÷ sales-qualified leads, both of everything: this number of deals is of no part."""
        begun, over = (from_micros(one) for one in self.year.instants(self.asking.clock.zone()))
        query = select(func.count()).where(
            Deal.deleted_at.is_(None),
            Deal.outcome != "disqualified",
            Deal.opened_at >= begun,
            Deal.opened_at < over,
        )
        ((opened,),) = self.asking.reading.rows(query)
        qualified = self.whole("qualified_leads.sales-qualified")
        return Fraction(opened) / qualified if qualified else None

    @cached_property
    def qualified(self) -> Fraction | None:
        """Sales-qualified leads ÷ leads."""
        leads, some = self.of("leads").value, self.of("qualified_leads.sales-qualified").value
        return some / leads if leads and some is not None else None


def lines(
    asking: Asking, goal: Goal, days: Period, baseline: Fraction | None, target: Fraction | None
) -> list[Line]:
    """What it takes to bring a goal's figure from `baseline` to `target` in `days`; without a target, only the days
    that there are."""
    own = _Own(asking, goal, days)
    found = list(_told(own, baseline, target)) if target is not None else []
    return [*found, *_days(own)]


def _told(own: _Own, baseline: Fraction | None, target: Fraction) -> Iterator[Line]:
    unit, figure = goal_units.unit(own.goal.figure), own.goal.figure
    currency = own.asking.own if unit == "money" else ""
    aim = figure_words.said(target, unit, currency)
    yield Line(FIGURES[figure].title, aim if baseline is None else spread(baseline, target, unit, currency))
    if figure == "revenue":
        yield from _worked_back(own, target, own.of("average_ticket").value)
    elif figure == "sales":
        yield from _worked_back(own, target, Fraction(1))
    elif figure == "leads":
        yield from _a_day(own, target)
        minutes = Ratios(average_ticket=1, win_rate=1, quoted=1, qualified=1, leads_an_hour=own.leads_an_hour)
        yield from _steps(own, work_back(target, minutes, days=len(own.worked))[4:])
    elif figure == "acquisition_cost":
        yield from _cost(own, baseline, target)
    elif figure in _SHARES:
        yield from _share(own, baseline, target)
    elif figure in ("cycle_time", "cycle_time.median", "average_ticket", "gross_margin"):
        yield from _of_sales(own, baseline, target)
    elif FIGURES[figure].counting:
        yield from _a_day(own, target)


def _worked_back(own: _Own, target: Fraction, ticket: Fraction | None) -> Iterator[Line]:
    ratios = Ratios(
        average_ticket=ticket,
        win_rate=own.of("win_rate").value,
        quoted=own.quoted,
        qualified=own.qualified,
        leads_an_hour=own.leads_an_hour,
    )
    steps = work_back(target, ratios, days=len(own.worked))
    yield from _steps(own, steps if own.goal.figure == "revenue" else steps[1:])


def _steps(own: _Own, steps: Sequence[Step]) -> Iterator[Line]:
    """Each step with its ratio, up to the first of which there are no data."""
    for step in steps:
        label, ratio = _step(own, step)
        if step.amount is None:
            yield Line(label, _("no data"))
            return
        unit = "minutes" if step.rung.startswith("minutes") else "count"
        yield Line(label, figure_words.said(Fraction(step.amount), unit), ratio)


def _step(own: _Own, step: Step) -> tuple[str, str]:
    by = step.ratio or Fraction()
    match step.rung:
        case "sales":
            told = _("{amount} a sale").format(amount=figure_words.said(by, "money", own.asking.own))
            return _("Sales"), told
        case "quotes":
            return _("Deals offered"), _("{share} are won").format(share=figure_words.said(by, "share"))
        case "qualified-leads":
            told = _("{number} deals of each").format(number=figure_words.number(by))
            return _("Qualified leads"), told
        case "leads":
            return _("Leads"), _("{share} qualify").format(share=figure_words.said(by, "share"))
        case "minutes":
            told = _("{number} leads an hour").format(number=figure_words.number(by * 60))
            return _("Prospecting"), told
        case _:
            return _("Prospecting on a worked day"), ""


def _a_day(own: _Own, target: Fraction) -> Iterator[Line]:
    """What each worked day must bring of what adds up."""
    days, figure = len(own.worked), own.goal.figure
    if days < 2 or goal_units.better(figure) == "lower" or target <= 0:
        return
    unit = goal_units.unit(figure)
    if unit == "count" and target < days:  # less than one, which tells nobody what to do
        return
    told = figure_words.said(target / days, unit, own.asking.own if unit == "money" else "")
    yield Line(_("On each worked day"), told)


def _cost(own: _Own, baseline: Fraction | None, target: Fraction) -> Iterator[Line]:
    """At the same number of customers so much less may be spent; or at the same cost there must be more of them."""
    new = own.for_the_days(own.of("new_customers").value or Fraction())
    if new < 1 or baseline is None or target <= 0:
        return
    customers = half_up(new)
    yield Line(_("New customers in such a time"), grouped(customers))
    spent = spread(baseline * customers, target * customers, "money", own.asking.own)
    yield Line(_("So, spent to win them at most"), spent)
    more = Fraction(ceil(baseline * customers / target))
    yield Line(_("Or, at the same cost, new customers"), spread(Fraction(customers), more, "count"))


def _share(own: _Own, baseline: Fraction | None, target: Fraction) -> Iterator[Line]:
    figure = own.goal.figure
    of = own.standing if figure in _STANDING else own.of(figure).denominator
    if not of:
        yield Line(_(_SHARES[figure][0]), _("no data"))
        return
    whole = half_up(of if figure in _STANDING else own.for_the_days(of))
    if not whole:
        return
    yield Line(_(_SHARES[figure][0]), grouped(whole))
    lower = goal_units.better(figure) == "lower"
    aim = Fraction(floor(whole * target) if lower else ceil(whole * target))
    part = figure_words.said(aim, "count")
    if baseline is not None:
        part = spread(Fraction(half_up(whole * baseline)), aim, "count")
    yield Line(_(_SHARES[figure][1]), part)
    if figure in ("win_rate", "lead_conversion"):
        tried = own.of("follow_up_coverage")
        if tried.value is not None and tried.numerator is not None and tried.denominator is not None:
            some, all_ = (figure_words.number(one) for one in (tried.numerator, tried.denominator))
            yield Line(
                _("Leads tried in time, the last year"), _("{some} of {all}").format(some=some, all=all_)
            )


def _of_sales(own: _Own, baseline: Fraction | None, target: Fraction) -> Iterator[Line]:
    sales = half_up(own.for_the_days(own.of("sales").value or Fraction()))
    if not sales:
        return
    yield Line(_("Sales in such a time"), grouped(sales))
    if baseline is None:
        return
    if own.goal.figure == "average_ticket":
        money = spread(baseline * sales, target * sales, "money", own.asking.own)
        yield Line(_("So, revenue"), money)
    elif own.goal.figure == "gross_margin":
        net = own.for_the_days(own.of("gross_margin").denominator or Fraction())
        yield Line(_("So, gross profit"), spread(net * baseline, net * target, "money", own.asking.own))
    else:
        yield Line(_("So, days less on each"), figure_words.number(baseline - target))


def _days(own: _Own) -> Iterator[Line]:
    """The worked days of the goal, with the fairs and the public holidays among its days."""
    calendar, days = own.calendar, own.days
    fairs = len(calendar.fairs)
    off = sum(1 for day in calendar.free if days.holds(day) and day.weekday() in calendar.weekdays)
    told = [
        ngettext("{number} fair", "{number} fairs", fairs).format(number=fairs) if fairs else "",
        ngettext("{number} holiday", "{number} holidays", off).format(number=off) if off else "",
    ]
    count = grouped(len(own.worked))
    beside = ", ".join(filter(None, told))
    yield Line(_("Worked days in the period"), count, beside)
