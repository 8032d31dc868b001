"""The revival queue: lost deals and parked prospects, to be tried again when their day has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock, today, zone_name
from salesdesk.domain import vocabulary
from salesdesk.domain.deals import Deal
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.instants import from_micros
from salesdesk.domain.products import Product
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import deals, parking, preferences, products, prospects
from salesdesk.services.cards import card
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.services.directory import Directory
from salesdesk.store import revivals
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

ORIGIN: Final = "revival"
_SOURCE: Final = "lost-deal"
MOST: Final = 500  # that are looked at at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A lost deal or a parked prospect (`kind`) that waits for another try. `day` is when, None where nobody said;
    `since` when it was lost or parked; `product` what to offer then."""

    kind: str  # deal · prospect
    id: UUID
    title: str
    prospect: UUID | None
    name: str
    company: str
    cause: str
    competitor: str
    product: str
    day: date | None
    since: datetime | None
    amount: Money | None

    @property
    def shown(self) -> str:
        """What it is called: the deal's title, else the prospect."""
        return self.title or self.name or self.company

    def state(self, now: date) -> str:
        """late, due, next, or none where it has no day."""
        if self.day is None:
            return "none"
        return "late" if self.day < now else "due" if self.day == now else "next"


def queue(reading: Reading, *, limit: int = MOST) -> list[Waiting]:
    """What waits, the earliest day first, those without a day last."""
    return [
        Waiting(
            kind=kind,
            id=UUID(bytes=one),
            title=title,
            prospect=UUID(bytes=who) if who else None,
            name=name,
            company=company or "",
            cause=vocabulary.label("cause", cause) if cause else "",
            competitor=competitor,
            product=product,
            day=date.fromisoformat(day) if day else None,
            since=from_micros(since) if since is not None else None,
            amount=Money(minor, currency) if minor is not None and currency else None,
        )
        for (
            *(kind, one, title, who, name, company, cause, competitor, product, day, since, minor),
            currency,
        ) in revivals.queue(reading.connection, limit)
    ]


def revive(store: Store, record: Deal | Prospect, *, product: str = "") -> Deal | Prospect:
    """Tries a lost deal again, as a new deal that knows the old one; or takes a parked prospect back to the rung where
    it stood. A follow-up is planned with it. `product` is offered then rather than the one that was noted. Raises
    `UserError` where it is neither lost nor parked, or tried again already, or there is no such product."""
    if isinstance(record, Deal):
        return _revive_deal(store, record, product.strip())
    return _revive_prospect(store, record, product.strip())


def _revive_deal(store: Store, lost: Deal, named: str) -> Deal:
    with store.read() as reading:
        product = reading.get(Product, lost.revisit_product) if lost.revisit_product else None
        product = _sold(reading, named) if named else product
        title = product.name if product is not None else lost.title
    with store.change(N_("Tried again: {title}"), title=title) as unit:
        old = unit.need(Deal, lost.id)
        if old.outcome != "lost":
            raise UserError(_("That deal is not lost."), _("Only a lost one is tried again."))
        again = Deal.revived_from == old.id, Deal.deleted_at.is_(None)
        if unit.first(select(Deal).where(*again)) is not None:
            raise UserError(_("That deal was tried again already."), _("Go on with the new one."))
        directory = Directory(unit.connection, unit.now)
        source = directory.source(_SOURCE, "")
        unit.write(directory.made())
        draft = DealDraft(
            title=title,
            currency=old.currency,
            prospect=old.prospect,
            company=old.company,
            lines=_lines(unit, store.clock, old, product),
        )
        made = deals.opened(unit, draft)
        made.source, made.revived_from = source, old.id
        old.revisit_on = None
        if named and product is not None:
            old.revisit_product = product.id
        who = unit.get(Prospect, old.prospect) if old.prospect else None
        if who is not None and who.stage == parking.PARKED:
            prospects.move(unit, who, parking.rung_before(unit, who.id))
        _plan(unit, store.clock, old.prospect, _("Try again: {title}").format(title=title), made.id)
        return made


def _lines(unit: Unit, clock: Clock, old: Deal, product: Product | None) -> list[LineDraft]:
    """The other product at today's list price; where none is named, the lines of the old deal."""
    if product is not None:
        return [deals.line_of(unit, product, old.currency, today(clock))]
    return [
        LineDraft(
            name=one.name,
            product=one.product,
            quantity=one.quantity,
            list_minor=one.list_minor,
            net_minor=one.net_minor,
            cost_minor=one.cost_minor,
            kind=one.kind,
        )
        for one in deals.lines(unit, old.id)
    ]


def _revive_prospect(store: Store, parked: Prospect, named: str) -> Prospect:
    with store.read() as reading:
        who = card(reading, parked.id)
    name = who.name if who else parked.name
    with store.change(N_("Back on the ladder: {name}"), name=name) as unit:
        mine = unit.need(Prospect, parked.id)
        if mine.stage != parking.PARKED:
            raise UserError(_("{name} is not parked.").format(name=name))
        prospects.move(unit, mine, parking.rung_before(unit, mine.id))
        mine.revisit_product = named or mine.revisit_product
        what = (
            _("Offer {product} to {name}").format(product=mine.revisit_product, name=name)
            if mine.revisit_product
            else _("Call {name}").format(name=name)
        )
        _plan(unit, store.clock, mine.id, what, None)
        return mine


def _plan(unit: Unit, clock: Clock, prospect: UUID | None, what: str, deal: UUID | None) -> None:
    unit.add(
        FollowUp(
            what=what,
            kind="call",
            day=preferences.read(unit).next_worked(today(clock)),
            zone=zone_name(clock),
            prospect=prospect,
            deal=deal,
            origin=ORIGIN,
        )
    )


def move_day(store: Store, record: Deal | Prospect, day: date) -> None:
    """Moves the day on which it is tried again. Raises `UserError` where it was moved since `record` was read."""
    prospects.edit(store, record, {"revisit_on": (record.revisit_on, day)}, N_("Moved a second try"))


def offer(store: Store, record: Deal | Prospect, product: str) -> None:
    """Notes which other product is offered then; the empty text, none. Raises `UserError` where a deal would be tried
    again with a product that there is none of."""
    wanted: UUID | str | None = product.strip()
    if isinstance(record, Deal):
        with store.read() as reading:
            wanted = _sold(reading, product).id if wanted else None
    prospects.edit(
        store, record, {"revisit_product": (record.revisit_product, wanted)}, N_("Changed a second try")
    )


def _sold(reading: Reading, name: str) -> Product:
    found = products.found(reading, name)
    if found is None:
        raise UserError(
            _("There is no product {name}.").format(name=name.strip()),
            _("Make it first, on the page of products."),
        )
    return found


def let_go(store: Store, record: Deal | Prospect) -> None:
    """Never asks again: a lost deal loses its day, a parked prospect is discarded; it may still be asked for a
    referral."""
    with store.read() as reading:
        who = card(reading, record.id) if isinstance(record, Prospect) else None
    name = who.name if who else getattr(record, "title", "")
    with store.change(N_("Let go: {name}"), name=name) as unit:
        mine = unit.need(type(record), record.id)
        if isinstance(mine, Prospect):
            prospects.move(unit, mine, "discarded")
        else:
            mine.revisit_on = mine.revisit_product = None


def park(store: Store, prospect: UUID, *, day: date | None = None, product: str = "") -> Prospect:
    """Parks a prospect until `day` (None: as proposed), to be offered `product` then."""
    with store.read() as reading:
        who = card(reading, reading.need(Prospect, prospect).id)
    with store.change(N_("Parked {name}"), name=who.name if who else "") as unit:
        mine = unit.need(Prospect, prospect)
        mine.revisit_on = day or mine.revisit_on
        mine.revisit_product = product.strip() or mine.revisit_product
        prospects.move(unit, mine, parking.PARKED)
        return mine


def offered(reading: Reading) -> list[str]:
    """The names of all products, to be completed while one types."""
    return [one.name for one in products.all_of(reading) if one.name]
