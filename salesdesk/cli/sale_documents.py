"""Deals, products, competitors, ratings and expenses as the command line promises them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any
from uuid import UUID

from salesdesk.cli.documents import Document, day, instant, moment
from salesdesk.domain.competitors import Competitor
from salesdesk.domain.deals import Deal, DealLine
from salesdesk.domain.expenses import Expense
from salesdesk.domain.pipeline import line_minor
from salesdesk.domain.products import Product
from salesdesk.domain.ratings import Rating
from salesdesk.domain.values import Money
from salesdesk.services.changes import Moment
from salesdesk.services.sale_facts import SaleFacts


def money(minor: int | None, currency: str) -> Document | None:
    """An amount as `{"amount": "1550.00", "currency": "NOK"}`."""
    return dict(Money(minor, currency).as_json()) if minor is not None and currency else None


def document(record: Any, facts: SaleFacts, zone: tzinfo, history: Sequence[Moment] = ()) -> Document:
    """A deal, product, competitor, rating or expense, whole."""
    match record:
        case Deal():
            said = _deal(record, facts, zone)
        case Product():
            said = _product(record, facts)
        case Competitor():
            said = _competitor(record, facts)
        case Rating():
            said = _rating(record, facts, zone)
        case Expense():
            said = _expense(record, facts)
        case _:
            raise TypeError(f"{record.subject} has no shape here")
    return {
        "id": str(record.id),
        "subject": record.subject,
        **said,
        "created": instant(record.created_at, zone),
        "deleted": instant(record.deleted_at, zone),
        "history": [moment(one, zone) for one in history],
    }


def _named(one: UUID | None, facts: SaleFacts) -> Document | None:
    return {"id": str(one), "name": facts.names.get(one, "")} if one else None


def _deal(x: Deal, facts: SaleFacts, zone: tzinfo) -> Document:
    return {
        "number": x.number,
        "title": x.title,
        "prospect": _named(x.prospect, facts),
        "company": _named(x.company, facts),
        "stage": x.stage,
        "stage_name": facts.stage,
        "probability": x.probability,
        "outcome": x.outcome,
        "amount": money(facts.amount, x.currency),
        "credited": money(facts.credited, x.currency),
        "currency": x.currency,
        "lines": [_line(one, x.currency, facts) for one in facts.of("deal_lines")],
        "opened": instant(x.opened_at, zone),
        "expected_close": day(x.expected_close),
        "closed": instant(x.closed_at, zone),
        "loss_cause": facts.names.get(x.cause, "") if x.cause else "",
        "competitor": _named(x.competitor, facts),
        "technique": x.technique,
        "source": {"kind": facts.source[0], "which": facts.source[1]} if facts.source else None,
        "fair": _named(x.fair, facts),
        "revisit": day(x.revisit_on),
        "revisit_product": _named(x.revisit_product, facts),
        "revived_from": _named(x.revived_from, facts),
        "delivery_promised": [day(one.day) for one in facts.of("delivery_promises")],
        "delivered": day(x.delivered_on),
        "invoiced": day(x.invoiced_on),
        "paid": day(x.paid_on),
        "rate": {"rate": format(x.rate.normalize(), "f"), "currency": x.rate_currency} if x.rate else None,
        "credits": [
            {
                "id": str(one.id),
                "line": str(one.line) if one.line else None,
                "quantity": _quantity(one.quantity),
                "amount": money(one.minor, x.currency),
                "at": instant(one.at, zone),
                "note": one.note,
            }
            for one in facts.of("credits")
        ],
        "moves": [
            {"at": instant(one.at, zone), "from": one.old, "to": one.new} for one in facts.of("stage_changes")
        ],
        "note": x.note,
    }


def _line(x: DealLine, currency: str, facts: SaleFacts) -> Document:
    total = line_minor(x.quantity, x.net_minor) if x.net_minor is not None else None
    return {
        "id": str(x.id),
        "product": _named(x.product, facts),
        "name": x.name,
        "quantity": _quantity(x.quantity),
        "list_price": money(x.list_minor, currency),
        "price": money(x.net_minor, currency),
        "cost": money(x.cost_minor, currency),
        "amount": money(total, currency),
        "kind": x.kind,
    }


def _quantity(many: Any) -> str | None:
    return format(many.normalize(), "f") if many is not None else None


def _product(x: Product, facts: SaleFacts) -> Document:
    prices = [
        {"price": money(one.minor, one.currency), "since": day(one.since)} for one in facts.of("list_prices")
    ]
    return {
        "name": x.name,
        "number": x.number,
        "category": x.category,
        "list_prices": prices,
        "cost": money(x.cost_minor, x.cost_currency),
        "on_hand": _quantity(x.on_hand),
        "bundle": [
            {"product": _named(one.product, facts), "quantity": _quantity(one.quantity)}
            for one in facts.of("bundled")
        ],
        "goes_with": [_named(one.other, facts) for one in facts.of("goes_with")],
        "step_up": _named(x.step_up, facts),
        "benefits": x.benefits,
        "questions": x.questions,
        "objections": [{"objection": one.objection, "answer": one.answer} for one in facts.of("objections")],
        "segments": x.segments,
        "note": x.note,
    }


def _competitor(x: Competitor, facts: SaleFacts) -> Document:
    return {
        "name": x.name,
        "web": x.web,
        "strengths": x.strengths,
        "answers": x.answers,
        "prices": [
            {"product": one.product, "price": money(one.minor, one.currency), "seen": day(one.seen_on)}
            for one in facts.of("competitor_prices")
        ],
        "note": x.note,
    }


def _rating(x: Rating, facts: SaleFacts, zone: tzinfo) -> Document:
    return {
        "kind": x.kind,
        "value": x.value,
        "prospect": _named(x.prospect, facts),
        "company": _named(x.company, facts),
        "deal": _named(x.deal, facts),
        "complaint": _named(x.complaint, facts),
        "asked": instant(x.asked_at, zone),
        "asked_by": x.asked_by,
        "at": instant(x.at, zone),
        "comment": x.comment,
    }


def _expense(x: Expense, facts: SaleFacts) -> Document:
    return {
        "what": x.what,
        "kind": x.kind,
        "step": x.step,
        "amount": money(x.minor, x.currency),
        "day": day(x.day),
        "fair": _named(x.fair, facts),
        "source": {"kind": facts.source[0], "which": facts.source[1]} if facts.source else None,
        "note": x.note,
    }
