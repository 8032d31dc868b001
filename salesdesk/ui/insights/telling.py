"""How the figures of the insights are told: sales, funnel, sources, techniques, products."""

from __future__ import annotations

from collections.abc import Sequence

from salesdesk.domain.figures.figure import FEW
from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services import figure_words, insights
from salesdesk.services.insight_periods import step_for
from salesdesk.services.insights import Group, Part, View
from salesdesk.ui.charts.bars import Bar, Bars
from salesdesk.ui.charts.drawing import Table
from salesdesk.ui.charts.funnel import Funnel, Step
from salesdesk.ui.charts.ranges import Range, Ranges
from salesdesk.ui.insights.told import (
    Told,
    amount,
    axis_money,
    axis_name,
    cell,
    count,
    currency_sign,
    deals,
    number,
    part_named,
    per_cent,
    span,
    value,
)


def sales(view: View) -> Told:
    """Revenue, a bar a day, week or month; the last one strong, and a line where the one before stood."""
    step, found = step_for(view.period), insights.sales(view)
    if not any(part.now.n for part in found):
        return Told(span(view.period))
    heads = (_("Day") if step == "day" else _("Week") if step == "week" else _("Month"), _("Revenue"))
    if any(part.before and part.before.n for part in found):
        heads = (*heads, _("Before"))
    bars = Bars(heads, tuple(_bars(found, step)), axis_money(view.own))
    return Told(
        f"{span(view.period)}, {currency_sign(view.own)}", bars, days=tuple(part.days for part in found)
    )


def _bars(found: Sequence[Part], step: str) -> list[Bar]:
    made: list[Bar] = []
    last = max((place for place, part in enumerate(found) if part.now.n), default=-1)
    for place, part in enumerate(found):
        before = part.before
        made.append(
            Bar(
                part_named(part.days, step),
                number(part.now),
                value(part.now),
                strong=place == last,
                axis=axis_name(part.days, step),
                note=ngettext("{number} sale or credit", "{number} sales or credits", part.now.n).format(
                    number=part.now.n
                )
                if part.now.n
                else "",
                before=number(before) if before is not None and before.n else None,
                before_shown=value(before) if before is not None else "",
            )
        )
    return made


def funnel(view: View) -> Told:
    """How far those met came, and how long they stayed on each step."""
    found = insights.funnel(view)
    if not found.steps[0].count:
        return Told(_("met {days}").format(days=span(view.period)))
    steps = tuple(
        Step(
            one.title,
            one.count,
            grouped(one.count),
            "" if one.stayed.value is None else value(one.stayed),
        )
        for one in found.steps
    )
    chart = Funnel((_("Step"), _("Prospects"), _("Middle time to the next")), steps)
    rate, whole = found.conversion, found.whole
    foot = _("{share} of those met have bought").format(share=figure_words.shown(rate))
    if rate.note == FEW:
        foot = _("Too few to say how many buy")
    elif whole.value is not None and whole.note != FEW:
        foot = _("{told} · half of them within {time}").format(told=foot, time=figure_words.shown(whole))
    return Told(_("met {days}").format(days=span(view.period)), chart, foot=foot)


def sources(view: View) -> Told:
    """What each source brought and cost."""
    found = insights.sources(view)
    head = (
        _("Source"),
        _("Leads"),
        _("Win rate"),
        _("Cost of a customer"),
        _money_head(view),
    )
    rows = tuple(
        (
            one.label,
            _leads(one),
            cell(one.of.get("win_rate")),
            cell(one.of.get("acquisition_cost")),
            amount(one.of.get("revenue")),
        )
        for one in found
    )
    return Told(span(view.period), table=Table(head, rows), keys=tuple(one.key for one in found))


def _leads(group: Group) -> str:
    """Those of a purchased list are counted apart, and told here."""
    found = group.of.get("leads")
    if found is None or found.value is None:
        return grouped(0)
    listed = sum(one.count for one in found.excluded if one.why == "purchased-list")
    return grouped(int(found.value) + listed)


def techniques(view: View) -> Told:
    """The win rate of each technique in its range; in the order of how often each was tried."""
    found = insights.techniques(view)
    rows = tuple(_range(one) for one in found)
    chart = Ranges((_("Technique"), _("Win rate"), _("Range"), _("Deals and average sale")), rows, low=0.0)
    apart = insights.told_apart(found)
    if apart is not None:
        better, other = apart
        foot = _("{better} wins more often than {other}: more than chance would explain.").format(
            better=better.label, other=other.label
        )
    else:
        foot = _("Too few deals to say which works better.") if len(found) > 1 else ""
    keys = tuple(one.key for one in found)
    return Told(_("win rate by technique, with its 95 % range"), chart, foot=foot, keys=keys)


def _range(one: Group) -> Range:
    rate, sale = one.of["win_rate"], one.of.get("average_ticket")
    note = deals(rate.n)
    if sale is not None and sale.value is not None and sale.note != FEW:
        note = f"{note} · {figure_words.shown(sale)}"
    if rate.note == FEW:
        return Range(one.label, None, None, None, figure_words.note(rate), note, sure=False)
    shown = "" if rate.value is None else per_cent(float(round(rate.value, 2)))
    between = figure_words.sure(rate)
    return Range(one.label, number(rate), rate.low, rate.high, shown, note, between)


def products(view: View) -> Told:
    """What each product brought: money, margin, pieces."""
    found = insights.products(view)
    head = (_("Product"), _("Pieces"), _("Margin"), _money_head(view))
    rows = tuple(
        (
            one.label,
            count(one.of.get("units")),
            cell(one.of.get("gross_margin")),
            amount(one.of.get("revenue")),
        )
        for one in found
    )
    return Told(span(view.period), table=Table(head, rows), keys=tuple(one.key for one in found))


def _money_head(view: View) -> str:
    return _("Revenue, {currency}").format(currency=currency_sign(view.own))
