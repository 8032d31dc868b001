"""How the other parts of the insights are told: losses, who bought again, days, hours, deliveries, what may come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

from salesdesk.clock import today
from salesdesk.domain.figures.figure import FEW, Figure
from salesdesk.domain.locally import decimal, grouped, hours_minutes, quarter_year, standalone_month
from salesdesk.i18n import _, ngettext
from salesdesk.services import figure_words, insight_parts, insights
from salesdesk.services.insight_parts import Again, Expected, Hour, Loss
from salesdesk.services.insights import Part, View
from salesdesk.ui.charts.bars import Bar, Bars
from salesdesk.ui.charts.cohorts import Cell, Cohort, Cohorts
from salesdesk.ui.charts.funnel import Funnel, Step
from salesdesk.ui.charts.ranges import Range, Ranges
from salesdesk.ui.insights.told import (
    Told,
    axis_name,
    deals,
    money,
    number,
    part_named,
    per_cent,
    span,
    value,
)


def losses(view: View) -> Told:
    """What deals were lost to: how many, and the money of it."""
    found = insight_parts.losses(view)
    steps = tuple(
        Step(one.cause or _("nobody said"), one.count, grouped(one.count), _worth(one, view.own))
        for one in found
    )
    chart = Funnel((_("Cause"), _("Deals lost"), _("Amount")), steps, deepening=False)
    none_known = sum(one.no_rate for one in found)
    foot = (
        ngettext(
            "{number} deal in another currency is in no amount.",
            "{number} deals in another currency are in no amount.",
            none_known,
        ).format(number=none_known)
        if none_known
        else ""
    )
    return Told(span(view.period), chart, foot=foot)


def _worth(one: Loss, currency: str) -> str:
    return money(Fraction(one.minor), currency) if one.count > one.no_rate else _("no rate")


def again(view: View) -> Told:
    """Who bought again, by when they first did."""
    found = insight_parts.bought_again(view)
    note = _("first sale {days}").format(days=span(found.within))
    wide = max((len(one.again) for one in found.cohorts if one.customers), default=0)
    quarters = found.step == "quarter"
    columns = tuple(
        (_("+{number} q") if quarters else _("+{number} mo")).format(number=place + 1)
        for place in range(wide)
    )
    rows = tuple(
        Cohort(
            _begun(found, place),
            ngettext("{number} customer", "{number} customers", one.customers).format(
                number=grouped(one.customers)
            ),
            tuple(_cell(figure) for figure in one.again),
        )
        for place, one in enumerate(found.cohorts)
        if one.customers
    )
    few = _("It is too early to say who buys again.") if rows else ""
    return Told(note, Cohorts((_("First sale"), _("Customers")), columns, rows), nothing=few)


def _begun(found: Again, place: int) -> str:
    day = found.cohorts[place].days.start
    if found.step == "quarter":
        return quarter_year(day)
    return _("{month} {year}").format(month=standalone_month(day)[:3], year=day.year)


def _cell(one: Figure) -> Cell | None:
    above, below = (int(part or 0) for part in (one.numerator, one.denominator))
    of = _("{number} of {all}").format(number=above, all=below)
    if one.value is None:
        return None
    if one.note == FEW:
        return Cell(None, "·", _("too few to say: {told}").format(told=of))
    return Cell(float(one.value), per_cent(float(round(one.value, 2))), of)


def served(view: View) -> Told:
    """Whom one served a day."""
    found = insights.served(view)
    daily = view.period.days <= insights.BY_DAY
    bars = tuple(_served(part, "day" if daily else "month") for part in found)
    heads = (_("Day") if daily else _("Month"), _("Served a day"))
    chart = Bars(heads, bars, lambda one: decimal(one) if one % 1 else grouped(round(one)))
    days = tuple(part.days for part in found)
    return Told(_("met, called through or sold to"), chart, days=days, nothing=_few(found))


def _few(found: Sequence[Part]) -> str:
    """That there are too few to say, where there are some."""
    return _("Too few to say yet.") if any(part.now.n for part in found) else ""


def _served(part: Part, step: str) -> Bar:
    one = part.now
    told = ngettext("{number} day worked", "{number} days worked", one.n).format(number=one.n)
    axis = axis_name(part.days, step)
    if step == "day":  # a count of one day, of which nothing is concluded
        amount = None if one.value is None else float(one.value)
        return Bar(part_named(part.days, step), amount, figure_words.shown(one), axis=axis)
    return Bar(part_named(part.days, step), number(one), value(one), note=told if one.n else "", axis=axis)


def hours(view: View) -> Told:
    """When one prospects, and what it brings."""
    found = insight_parts.hours(view)
    total = sum((one.time for one in found), start=timedelta())
    if not total:
        return Told(_("hours by time of day"))
    chart = Bars(
        (_("Time of day"), _("Prospected"), _("Leads an hour")),
        tuple(_hour(one) for one in found),
        lambda one: decimal(one) if one % 1 else grouped(round(one)),
    )
    within, met = sum(one.within for one in found), sum(one.met for one in found)
    foot = ngettext(
        "{time} prospected; {number} lead met meanwhile, {all} in all.",
        "{time} prospected; {number} leads met meanwhile, {all} in all.",
        within,
    ).format(time=hours_minutes(total), number=grouped(within), all=grouped(met))
    return Told(_("hours by time of day"), chart, foot=foot)


def _hour(one: Hour) -> Bar:
    """An hour in which nobody prospected has no rate."""
    met = ngettext("{number} lead met in all", "{number} leads met in all", one.met).format(
        number=grouped(one.met)
    )
    return Bar(
        f"{one.hour:02}:00",
        one.time / timedelta(hours=1),
        hours_minutes(one.time),
        note=met,
        axis=f"{one.hour:02}",
        before_shown=value(one.an_hour),
    )


def deliveries(view: View) -> Told:
    """What was delivered on time, by month."""
    found = insights.deliveries(view)
    bars = tuple(_delivered(part) for part in found)
    chart = Bars((_("Month"), _("On time")), bars, per_cent)
    days = tuple(part.days for part in found)
    return Told(_("by the first promise"), chart, days=days, nothing=_few(found))


def _delivered(part: Part) -> Bar:
    one = part.now
    above, below = (int(number or 0) for number in (one.numerator, one.denominator))
    note = _("{number} of {all}").format(number=above, all=below) if below else ""
    return Bar(
        part_named(part.days, "month"), number(one), value(one), note=note, axis=axis_name(part.days, "month")
    )


def ahead(view: View) -> Told:
    """What may come of open deals, by the month in which they are expected."""
    found = insight_parts.ahead(view)
    rows = tuple(_expected(one, view) for one in found.months)
    heads = (_("Expected"), _("Weighted"), _("Likely range"), _("Deals"))
    whole = found.whole
    if not whole.deals:
        return Told(_("open deals, as of now"))
    foot = _("{weighted} in all; eight times in ten between {low} and {high}.").format(
        weighted=money(whole.weighted, view.own),
        low=money(whole.low, view.own),
        high=money(whole.high, view.own),
    )
    if found.by_closed:
        told = ngettext(
            "How likely each is, your own {number} closed deal tells.",
            "How likely each is, your own {number} closed deals tell.",
            found.by_closed,
        )
        foot = f"{foot} {told.format(number=grouped(found.by_closed))}"
    if found.elsewhere:
        more = ngettext(
            "Without {number} deal in another currency.",
            "Without {number} deals in another currency.",
            found.elsewhere,
        )
        foot = f"{foot} {more.format(number=found.elsewhere)}"
    return Told(_("open deals, as of now"), Ranges(heads, rows, low=0.0), foot=foot)


def _expected(one: Expected, view: View) -> Range:
    told = one.forecast
    if one.late:
        label = _("Late")
    elif one.month is None:
        label = _("No day yet")
    else:
        same = one.month.year == today(view.clock).year
        month = standalone_month(one.month)
        label = month if same else _("{month} {year}").format(month=month, year=one.month.year)
    between = _("{low} to {high}").format(low=money(told.low, view.own), high=money(told.high, view.own))
    return Range(
        label,
        told.weighted,
        told.low,
        told.high,
        money(told.weighted, view.own),
        deals(told.deals),
        between,
    )
