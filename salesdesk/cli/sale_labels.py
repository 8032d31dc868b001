"""What is told of a deal, a product, a competitor, a rating or an expense, labelled in a person's words."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.competitors import Competitor
from salesdesk.domain.deals import Deal
from salesdesk.domain.expenses import Expense
from salesdesk.domain.locally import long_day, moment, money
from salesdesk.domain.pipeline import line_minor
from salesdesk.domain.products import Product
from salesdesk.domain.ratings import Rating
from salesdesk.i18n import _
from salesdesk.services.lookup import Found
from salesdesk.services.sale_facts import SaleFacts

Facts = list[tuple[str, str]]


def facts(found: Found, zone: tzinfo) -> Facts:
    """The facts of a record, in the order in which they are read."""
    match found.record:
        case Deal() as one:
            return _deal(one, found.sale, zone)
        case Product() as one:
            return _product(one, found.sale)
        case Competitor() as one:
            return [
                (_("Web address"), one.web),
                (_("Strengths"), one.strengths),
                (_("Answers"), one.answers),
                *((x.product, money(x.minor, x.currency)) for x in found.sale.of("competitor_prices")),
                (_("Note"), one.note),
            ]
        case Rating() as one:
            return [
                (
                    vocabulary.label("rating", one.kind),
                    str(one.value) if one.value is not None else _("no answer"),
                ),
                (_("Prospect"), _name(one.prospect, found.sale)),
                (_("Company"), _name(one.company, found.sale)),
                (_("Deal"), _name(one.deal, found.sale)),
                (_("When"), moment(one.at, zone)),
                (_("Comment"), one.comment),
            ]
        case Expense() as one:
            return [
                (_("Kind"), vocabulary.label("expense", one.kind)),
                (_("Amount"), money(one.minor, one.currency)),
                (_("Day"), long_day(one.day)),
                (_("Step"), vocabulary.label("step", one.step)),
                (_("Fair"), _name(one.fair, found.sale)),
                (_("Note"), one.note),
            ]
        case _:
            return []


def _name(one: UUID | None, sale: SaleFacts) -> str:
    return sale.names.get(one, "") if one else ""


def _deal(one: Deal, sale: SaleFacts, zone: tzinfo) -> Facts:
    stage = vocabulary.label("outcome", one.outcome) if one.outcome else sale.stage
    probability = "" if one.outcome or one.probability is None else f"{one.probability} %"
    return [
        (_("Number"), one.number),
        (_("Prospect"), _name(one.prospect, sale)),
        (_("Company"), _name(one.company, sale)),
        (_("Stage"), stage),
        (_("Probability"), probability),
        (_("Amount"), money(sale.amount, one.currency)),
        *((_("Line"), _line(x, one.currency)) for x in sale.of("deal_lines")),
        *((_("Credit"), _credit(x, one.currency, sale)) for x in sale.of("credits")),
        (_("Left after credits"), _left(one, sale)),
        (_("Opened"), moment(one.opened_at, zone)),
        (_("Expected"), "" if one.outcome else long_day(one.expected_close)),
        (_("Closed"), moment(one.closed_at, zone)),
        (_("Cause"), vocabulary.label("cause", _name(one.cause, sale))),
        (_("Competitor"), _name(one.competitor, sale)),
        (_("Try again"), long_day(one.revisit_on)),
        (_("Delivery promised"), ", ".join(long_day(x.day) for x in sale.of("delivery_promises"))),
        (_("Delivered"), long_day(one.delivered_on)),
        (_("Invoiced"), long_day(one.invoiced_on)),
        (_("Paid"), long_day(one.paid_on)),
        (_("Technique"), one.technique),
        (_("Note"), one.note),
    ]


def _line(x: Any, currency: str) -> str:
    many = format(x.quantity.normalize(), "f")
    if x.net_minor is None:
        return f"{many} × {x.name}"
    total = money(line_minor(x.quantity, x.net_minor), currency)
    return f"{many} × {x.name} @ {money(x.net_minor, currency)} = {total}"


def _credit(x: Any, currency: str, sale: SaleFacts) -> str:
    lines = {one.id: one.name for one in sale.of("deal_lines")}
    many = f"{format(x.quantity.normalize(), 'f')} × " if x.quantity is not None else ""
    told = " ".join(filter(None, (f"{many}{lines.get(x.line, '')}", money(-(x.minor or 0), currency))))
    return f"{told}: {x.note}" if x.note else told


def _left(one: Deal, sale: SaleFacts) -> str:
    return money((sale.amount or 0) - sale.credited, one.currency) if sale.of("credits") else ""


def _product(one: Product, sale: SaleFacts) -> Facts:
    return [
        (_("Number"), one.number),
        (_("Category"), one.category),
        *(
            (_("Price"), " ".join(filter(None, (money(x.minor, x.currency), long_day(x.since)))))
            for x in sale.of("list_prices")
        ),
        (_("Cost"), money(one.cost_minor, one.cost_currency)),
        (_("On hand"), format(one.on_hand.normalize(), "f") if one.on_hand is not None else ""),
        (_("In the bundle"), ", ".join(_name(x.product, sale) for x in sale.of("bundled"))),
        (_("Goes with"), ", ".join(_name(x.other, sale) for x in sale.of("goes_with"))),
        (_("Step up"), _name(one.step_up, sale)),
        (_("Note"), one.note),
    ]
