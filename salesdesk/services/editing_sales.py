"""What `set` does with deals, products, ratings, expenses and techniques where a field is more than its own value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any, Final

from sqlalchemy import select

from salesdesk.domain.deals import Deal
from salesdesk.domain.products import ListPrice, Product
from salesdesk.domain.records import Record
from salesdesk.domain.techniques import Technique
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import deal_stages, deals, products, techniques
from salesdesk.services.editing_values import day, money
from salesdesk.store.unit import Unit

_NOON: Final = time(12)  # a day alone, as imports take it
_HIGHEST: Final = {"satisfaction": (1, 5), "recommendation": (0, 10)}


def setter(record: Record, field: str) -> Callable[[Unit, Any, str, datetime], None] | None:
    """What sets `field` of a record from the text that a person typed, given the moment in the seller's zone; None
    where it is set as other fields are. It raises `UserError` for what cannot be."""
    return _SETTERS.get((record.subject, field))


def names(subject: str) -> list[str]:
    """The names that are set so, of a subject."""
    return [field for of, field in _SETTERS if of == subject]


def _stage(unit: Unit, deal: Deal, text: str, _now: datetime) -> None:
    stages = deal_stages.read(unit)
    key = deal_stages.named(stages, text) if text else ""
    if not key:
        raise UserError(
            _("There is no stage {stage}.").format(stage=text),
            _("Use one of these: {stages}.").format(
                stages=", ".join(deal_stages.label(one) for one in stages)
            ),
        )
    deals.stand_in(unit, deal, key)


def _moment(text: str, now: datetime) -> datetime | None:
    if not text:
        return None
    if ":" in text:
        try:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
        except ValueError:
            pass
    return datetime.combine(day(text, now), _NOON, now.tzinfo)


def _opened(_unit: Unit, deal: Deal, text: str, now: datetime) -> None:
    deal.opened_at = _moment(text, now)


def _closed(_unit: Unit, deal: Deal, text: str, now: datetime) -> None:
    if not deal.outcome:
        raise UserError(_("That deal is open."), _("Close it with win or lose."))
    deal.closed_at = _moment(text, now)


def _title(_unit: Unit, deal: Deal, text: str, _now: datetime) -> None:
    if not text:
        raise UserError(_("A deal needs a title."), _("Say what it is about: Oak trays, two stores."))
    deal.title = text


def _revisit_product(unit: Unit, deal: Deal, text: str, _now: datetime) -> None:
    found = products.found(unit, text)
    if text and found is None:
        raise UserError(
            _("There is no product {name}.").format(name=text), _("Make it first: salesdesk product")
        )
    deal.revisit_product = found.id if found else None


def _price(unit: Unit, product: Product, text: str, now: datetime) -> None:
    price = _needed(text)
    since = now.date()
    mine = ListPrice.product == product.id, ListPrice.since == since, ListPrice.currency == price.currency
    kept = unit.first(select(ListPrice).where(*mine, ListPrice.deleted_at.is_(None)))
    if kept is None:
        new = ListPrice(product=product.id, minor=price.minor, currency=price.currency, since=since)
        unit.add(new)
    else:
        kept.minor = price.minor


def _amount(_unit: Unit, expense: Any, text: str, _now: datetime) -> None:
    amount = _needed(text)
    expense.minor, expense.currency = amount.minor, amount.currency


def _needed(text: str) -> Money:
    found = money(text)
    if found is None:
        raise UserError(_("That needs an amount."), _("Write it like 9 800 NOK."))
    return found


def _value(_unit: Unit, rating: Any, text: str, _now: datetime) -> None:
    low, high = _HIGHEST.get(rating.kind, (0, 10))
    if text and not (text.isdecimal() and len(text) < 3 and low <= int(text) <= high):
        raise UserError(
            _("“{value}” is not a number for {name}.").format(value=text, name="value"),
            _("Write one from {low} to {high}.").format(low=low, high=high),
        )
    rating.value = int(text) if text else None


def _technique_name(unit: Unit, technique: Technique, text: str, _now: datetime) -> None:
    techniques.rename(unit, technique, text)


def _technique_text(field: str) -> Callable[[Unit, Any, str, datetime], None]:
    return lambda unit, technique, text, _now: setattr(technique, field, techniques.meant(unit, field, text))


_SETTERS: Final[Mapping[tuple[str, str], Callable[[Unit, Any, str, datetime], None]]] = {
    ("deals", "stage"): _stage,
    ("deals", "title"): _title,
    ("deals", "opened"): _opened,
    ("deals", "closed"): _closed,
    ("deals", "revisit_product"): _revisit_product,
    ("products", "price"): _price,
    ("expenses", "amount"): _amount,
    ("ratings", "value"): _value,
    ("techniques", "name"): _technique_name,
    ("techniques", "checklist"): _technique_text("checklist"),
    ("techniques", "stages"): _technique_text("stages"),
}
