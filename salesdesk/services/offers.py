"""What is offered along with a deal: what goes with its products, and the step above them.

Offered, taken and refused are kept, so that the seller sees later what came of offering.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from salesdesk.clock import today
from salesdesk.domain.deals import Deal, DealLine, Offer
from salesdesk.domain.products import Product
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import products
from salesdesk.services.deals import lines
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

CROSS: Final = "cross-sell"
UP: Final = "up-sell"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A product to offer: `kind` is a cross-sell or an up-sell, `line` the line that suggests it, called `because`.
    `price` is that of one piece; None where there is none in the deal's currency. `asked`: offered already, and
    not answered yet."""

    product: UUID
    name: str
    kind: str
    line: UUID
    because: str
    price: Money | None
    asked: bool = False


def proposals(reading: Reading, store: Store, deal: UUID) -> list[Proposal]:
    """What may be offered with an open deal, by its lines: the step above a product before what goes with it.

    What the deal has already, and what was taken or refused in it, is not offered again.
    """
    mine = reading.need(Deal, deal)
    if mine.outcome:
        return []
    have = [one for one in lines(reading, deal) if one.product]
    answered = {(one.product, one.kind): one.answer for one in offers(reading, deal)}
    closed = {product for (product, _kind), answer in answered.items() if answer}
    out = closed | {one.product for one in have}
    found: dict[UUID, Proposal] = {}
    for line in have:
        for kind, other in _suggested(reading, line):
            if other.id not in out and other.id not in found and other.deleted_at is None:
                price = products.price_on(reading, other.id, today(store.clock), mine.currency)
                asked = (other.id, kind) in answered
                found[other.id] = Proposal(other.id, other.name, kind, line.id, line.name, price, asked)
    return list(found.values())


def _suggested(reading: Reading, line: DealLine) -> Iterator[tuple[str, Product]]:
    assert line.product
    product = reading.get(Product, line.product)
    if product is None or product.deleted_at is not None:
        return
    above = reading.get(Product, product.step_up) if product.step_up else None
    if above is not None and above.id != product.id:
        yield UP, above
    for one in products.parts(reading, product.id, "goes_with"):
        other = reading.get(Product, one.other) if one.other else None
        if other is not None:
            yield CROSS, other


def offers(reading: Reading, deal: UUID) -> Sequence[Offer]:
    """What was offered with a deal, the first first."""
    query = select(Offer).where(Offer.deal == deal, Offer.deleted_at.is_(None))
    return reading.find(query.order_by(Offer.at, Offer.row))


def offered(store: Store, deal: UUID, proposal: Proposal) -> Offer:
    """Notes that a product was offered, and waits for an answer."""
    with store.change(N_("Offered {what}"), what=proposal.name) as unit:
        return _kept(unit, deal, proposal)


def take(store: Store, deal: UUID, proposal: Proposal) -> DealLine:
    """Notes that an offer was taken: what goes with a product becomes a line, the step above takes its place.

    Raises `UserError` where the line that it takes the place of is gone.
    """
    with store.change(N_("Taken: {what}"), what=proposal.name) as unit:
        line = _stepped_up(unit, proposal) if proposal.kind == UP else _added(unit, deal, proposal)
        product = unit.need(Product, proposal.product)
        line.product, line.name, line.kind = product.id, product.name, proposal.kind
        line.list_minor = line.net_minor = proposal.price.minor if proposal.price else None
        same = proposal.price is None or product.cost_currency == proposal.price.currency
        line.cost_minor = product.cost_minor if same else None
        offer = _kept(unit, deal, proposal)
        offer.answer, offer.line = "taken", line.id
        return line


def refuse(store: Store, deal: UUID, proposal: Proposal) -> Offer:
    """Notes that an offer was refused; it is not made again in this deal."""
    with store.change(N_("Refused: {what}"), what=proposal.name) as unit:
        offer = _kept(unit, deal, proposal)
        offer.answer = "refused"
        return offer


def _kept(unit: Unit, deal: UUID, proposal: Proposal) -> Offer:
    same = Offer.deal == deal, Offer.product == proposal.product, Offer.kind == proposal.kind
    kept = unit.first(select(Offer).where(*same, Offer.deleted_at.is_(None)).order_by(Offer.row))
    if kept is not None:
        return kept
    unit.need(Deal, deal)
    return unit.add(Offer(deal=deal, product=proposal.product, kind=proposal.kind, at=unit.now))


def _added(unit: Unit, deal: UUID, proposal: Proposal) -> DealLine:
    unit.need(Deal, deal)
    mine = DealLine.deal == deal, DealLine.deleted_at.is_(None)
    last = unit.rows(select(func.max(DealLine.position)).where(*mine))[0][0]
    return unit.add(
        DealLine(deal=deal, name=proposal.name, quantity=Decimal(1), position=0 if last is None else last + 1)
    )


def _stepped_up(unit: Unit, proposal: Proposal) -> DealLine:
    line = unit.get(DealLine, proposal.line)
    if line is None or line.deleted_at is not None:
        raise UserError(_("That line is gone."), _("Add the product as a line of its own."))
    return line
