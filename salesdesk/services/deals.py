"""Deals: opened, moved through the stages, won or lost, and followed to the payment.

Every move is written down as a stage change in the same change of the store, so that the log of a deal's stages
always adds up to where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from salesdesk.domain import vocabulary
from salesdesk.domain.deals import Deal, DealLine, DeliveryPromise
from salesdesk.domain.locally import long_day
from salesdesk.domain.products import Product
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import check_ins, deal_stages, nurturing, products, prospects, quiet
from salesdesk.services.directory import Directory
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """A line as it is entered: prices and cost of one piece in minor units, without VAT."""

    name: str
    product: UUID | None = None
    quantity: Decimal = Decimal(1)
    list_minor: int | None = None
    net_minor: int | None = None  # None: as the list price
    cost_minor: int | None = None
    kind: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class DealDraft:
    """A deal as it is entered. Source and fair are taken from the prospect where none is said."""

    title: str
    currency: str
    prospect: UUID | None = None
    company: UUID | None = None
    company_name: str = ""  # where the company may not be known yet; made then
    stage: str = ""  # a key, a label, a word of others; the empty text is the first stage
    expected_close: date | None = None
    technique: str = ""
    number: str = ""
    note: str = ""
    lines: Sequence[LineDraft] = field(default_factory=tuple[LineDraft, ...])


def open_deal(store: Store, draft: DealDraft) -> Deal:
    """Opens a deal with its lines. Raises `UserError` where it has no title."""
    with store.change(N_("New deal: {title}"), title=draft.title.strip()) as unit:
        return opened(unit, draft)


def opened(unit: Unit, draft: DealDraft) -> Deal:
    """Opens a deal within a change that does more. Raises `UserError` where it has no title."""
    title = draft.title.strip()
    if not title:
        raise UserError(_("A deal needs a title."), _("Say what it is about: Oak trays, two stores."))
    stage = deal_stages.needed(unit, draft.stage)
    with_whom = unit.need(Prospect, draft.prospect) if draft.prospect else None
    directory = Directory(unit.connection, unit.now)
    company = draft.company or directory.company(draft.company_name)
    unit.write(directory.made())
    deal = unit.add(
        Deal(
            title=title,
            number=draft.number.strip(),
            prospect=draft.prospect,
            company=company or (with_whom.company if with_whom else None),
            stage=stage,
            currency=draft.currency,
            opened_at=unit.now,
            expected_close=draft.expected_close,
            technique=draft.technique.strip(),
            source=with_whom.source if with_whom else None,
            fair=with_whom.fair if with_whom else None,
            note=draft.note,
        )
    )
    unit.add(StageChange(deal=deal.id, old="", new=stage, at=unit.now))
    for place, line in enumerate(draft.lines):
        unit.add(_line(deal.id, line, place))
    return deal


def add_line(store: Store, deal: UUID, draft: LineDraft) -> DealLine:
    """Adds a line at the end of a deal. Raises `UserError` where it names nothing, or an amount is below nothing."""
    if not draft.name.strip():
        raise UserError(_("A line needs a name."), _("Choose a product, or write what is sold."))
    with store.change(N_("Added {what}"), what=draft.name.strip()) as unit:
        unit.need(Deal, deal)
        mine = DealLine.deal == deal, DealLine.deleted_at.is_(None)
        last = unit.rows(select(func.max(DealLine.position)).where(*mine))[0][0]
        return unit.add(_line(deal, draft, 0 if last is None else last + 1))


def _line(deal: UUID, draft: LineDraft, place: int) -> DealLine:
    _need_not_below_nothing(draft.quantity, draft.list_minor, draft.net_minor, draft.cost_minor)
    return DealLine(
        deal=deal,
        product=draft.product,
        name=draft.name.strip(),
        quantity=draft.quantity,
        list_minor=draft.list_minor,
        net_minor=draft.net_minor if draft.net_minor is not None else draft.list_minor,
        cost_minor=draft.cost_minor,
        kind=draft.kind,
        position=place,
    )


def _need_not_below_nothing(*amounts: Decimal | int | None) -> None:
    if any(one is not None and one < 0 for one in amounts):
        raise UserError(_("A line is not below nothing."), _("What came back is a credit of the sale."))


def lines(reading: Reading, deal: UUID) -> Sequence[DealLine]:
    """The lines of a deal in their order."""
    query = select(DealLine).where(DealLine.deal == deal, DealLine.deleted_at.is_(None))
    return reading.find(query.order_by(DealLine.position, DealLine.row))


def move(store: Store, deal: UUID, stage: str) -> Deal:
    """Moves an open deal to another stage, or opens a closed one again in it.

    Raises `UserError` where there is no such stage.
    """
    with store.read() as reading:
        title = reading.need(Deal, deal).title
        stages = deal_stages.read(reading)
    key = deal_stages.named(stages, stage)
    if not key:
        raise UserError(
            _("There is no stage {stage}.").format(stage=stage),
            _("Use one of these: {stages}.").format(
                stages=", ".join(deal_stages.label(one) for one in stages)
            ),
        )
    called = next(deal_stages.label(one) for one in stages if one.key == key)
    with store.change(N_("Moved {title} to {stage}"), title=title, stage=called) as unit:
        mine = unit.need(Deal, deal)
        stand_in(unit, mine, key)
        return mine


def stand_in(unit: Unit, mine: Deal, stage: str) -> None:
    """Puts a deal into a stage by its key, within a change that does more. A closed one is open again then, and what
    belonged to the sale that it was goes: the check-ins that wait, promised and noted days, the rate."""
    _note(unit, mine, mine.outcome or mine.stage, stage, unit.now)
    if mine.outcome == "won":
        _take_promises_back(unit, mine)
        check_ins.take_back(unit, mine)
        mine.delivered_on = mine.invoiced_on = mine.paid_on = mine.rate = None
        mine.rate_currency = ""
    if mine.outcome:
        mine.outcome, mine.closed_at, mine.cause = "", None, None
    mine.stage = stage


def _take_promises_back(unit: Unit, mine: Deal) -> None:
    for one in promises(unit, mine.id):
        unit.delete(one)


def _note(unit: Unit, deal: Deal, old: str, new: str, at: datetime) -> None:
    if old != new:
        unit.add(StageChange(deal=deal.id, old=old, new=new, at=at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Won:
    """What is known of a sale when it is won. `rate`: what one unit of the deal's currency is worth in
    `rate_currency`, the seller's own; None where both are the same, or nobody knows."""

    at: datetime | None = None
    delivery: date | None = None  # the day on which delivery is promised
    technique: str = ""
    rate: Decimal | None = None
    rate_currency: str = ""
    check_ins: bool = True


def win(store: Store, deal: UUID, known: Won = Won()) -> Deal:
    """Closes a deal as won: its prospect is a customer then, and check-ins are planned, in one change.

    Raises `UserError` where it is closed already, or closes before it was opened.
    """
    with store.read() as reading:
        title = reading.need(Deal, deal).title
    with store.change(N_("Won: {title}"), title=title) as unit:
        mine = _close(unit, deal, "won", known.at or unit.now, store.clock.zone())
        mine.technique = known.technique.strip() or mine.technique
        mine.rate, mine.rate_currency = known.rate, known.rate_currency if known.rate else ""
        mine.cause = mine.revisit_on = mine.revisit_product = None  # a competitor stays: it was won against
        if known.delivery:
            unit.add(DeliveryPromise(deal=deal, day=known.delivery, at=unit.now))
        customer = unit.get(Prospect, mine.prospect) if mine.prospect else None
        if customer is not None and customer.deleted_at is None:
            prospects.move(unit, customer, "customer", at=mine.closed_at)
            nurturing.end(unit, customer.id, "stage")  # of who was a customer before, too
            quiet.came_back(unit, customer, mine.closed_at, store.clock)
        if known.check_ins:
            check_ins.plan(unit, store, mine, known.delivery)
        return mine


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Why a deal was lost, and when to try again. `cause`: a slug of the vocabulary or the seller's own word,
    empty where nobody asked; `competitor`: who got it, by name."""

    at: datetime | None = None
    cause: str = ""
    competitor: str = ""
    revisit_on: date | None = None
    revisit_product: UUID | None = None
    note: str = ""


def lose(store: Store, deal: UUID, known: Lost = Lost()) -> Deal:
    """Closes a deal as lost, with no delivery promised any more.

    Raises `UserError` where it is closed already, or closes before it was opened.
    """
    with store.read() as reading:
        title = reading.need(Deal, deal).title
    with store.change(N_("Lost: {title}"), title=title) as unit:
        return lose_in(unit, deal, known, store.clock.zone())


def lose_in(unit: Unit, deal: UUID, known: Lost, zone: tzinfo) -> Deal:
    """Closes a deal as lost within a change that does more; raises as `lose` does. `zone` is the seller's."""
    mine = _close(unit, deal, "lost", known.at or unit.now, zone)
    _take_promises_back(unit, mine)
    directory = Directory(unit.connection, unit.now)
    mine.cause = directory.named("causes", vocabulary.recognise("cause", known.cause) or known.cause)
    mine.competitor = directory.named("competitors", known.competitor)
    unit.write(directory.made())
    mine.revisit_on, mine.revisit_product = known.revisit_on, known.revisit_product
    mine.note = "\n".join(filter(None, (mine.note, known.note.strip())))
    return mine


def disqualify(store: Store, deal: UUID) -> Deal:
    """Closes a deal that never was one: it counts neither as won nor as lost."""
    with store.read() as reading:
        title = reading.need(Deal, deal).title
    with store.change(N_("Disqualified: {title}"), title=title) as unit:
        return _close(unit, deal, "disqualified", unit.now, store.clock.zone())


def _close(unit: Unit, deal: UUID, outcome: str, closed: datetime, zone: tzinfo) -> Deal:
    mine = unit.need(Deal, deal)
    if mine.outcome == outcome:
        told = {
            "won": _("That is won already."),
            "lost": _("That is lost already."),
            "disqualified": _("That is disqualified already."),
        }
        raise UserError(told[outcome], _("Undo takes it back."))
    if mine.outcome:
        refuse_closed(mine, zone)
    if mine.opened_at and closed < mine.opened_at:
        raise UserError(_("That closes before it was opened."), _("Choose a later day."))
    _note(unit, mine, mine.outcome or mine.stage, outcome, closed)
    mine.outcome, mine.closed_at = outcome, closed
    return mine


def refuse_closed(mine: Deal, zone: tzinfo) -> None:
    """Raises `UserError`, which says when a closed deal was closed and how it is opened again."""
    day = long_day(mine.closed_at.astimezone(zone).date()) if mine.closed_at else ""
    told = {
        "won": _("That deal was won on {day}."),
        "lost": _("That deal was lost on {day}."),
        "disqualified": _("That deal was disqualified on {day}."),
    }
    raise UserError(
        told[mine.outcome].format(day=day),
        _("Open it again first, in the pipeline or with: salesdesk set {deal} stage={stage}").format(
            deal=mine.id, stage=mine.stage
        ),
    )


def promise_delivery(store: Store, deal: UUID, day: date) -> DeliveryPromise:
    """Notes a day on which delivery is promised; those promised before are kept."""
    with store.read() as reading:
        title = reading.need(Deal, deal).title
    with store.change(N_("Delivery promised: {title}"), title=title) as unit:
        return unit.add(DeliveryPromise(deal=deal, day=day, at=unit.now))


def promises(reading: Reading, deal: UUID) -> Sequence[DeliveryPromise]:
    """The days on which delivery of a deal was promised, the first promise first."""
    mine = DeliveryPromise.deal == deal, DeliveryPromise.deleted_at.is_(None)
    return reading.find(
        select(DeliveryPromise).where(*mine).order_by(DeliveryPromise.at, DeliveryPromise.row)
    )


_STEPS = {
    "delivered_on": N_("Delivered: {title}"),
    "invoiced_on": N_("Invoiced: {title}"),
    "paid_on": N_("Paid: {title}"),
}


def note_day(store: Store, deal: UUID, step: str, day: date | None) -> Deal:
    """Notes the day of a step after the sale, or takes it back with None: `delivered_on`, `invoiced_on` or
    `paid_on`. Raises `UserError` where the deal is not won."""
    with store.read() as reading:
        title = reading.need(Deal, deal).title
    with store.change(_STEPS[step], title=title) as unit:
        mine = unit.need(Deal, deal)
        if mine.outcome != "won":
            raise UserError(_("That deal is not won yet."), _("Close it as won first."))
        setattr(mine, step, day)
        if step == "delivered_on" and day:
            check_ins.plan_delivered(unit, store, mine, day)
        return mine


def edit(store: Store, deal: Deal, field_name: str, new: Any) -> Deal:
    """Sets one field of a deal. Raises `UserError` where it was changed since `deal` was read, the title would be
    empty, or the probability is none."""
    if field_name == "title" and not new:
        raise UserError(_("A deal needs a title."), _("Say what it is about: Oak trays, two stores."))
    if field_name == "probability" and new is not None and not 0 <= new <= 100:
        raise UserError(_("A probability is from 0 to 100 per cent."), _("Write for example 40."))
    seen = getattr(deal, field_name)
    prospects.edit(store, deal, {field_name: (seen, new)}, N_("Changed a deal"))
    with store.read() as reading:
        return reading.need(Deal, deal.id)


_AMOUNTS: Final = frozenset({"quantity", "list_minor", "net_minor", "cost_minor"})


def edit_line(store: Store, line: DealLine, field_name: str, new: Any) -> DealLine:
    """Sets one field of a line. Raises `UserError` where it was changed since `line` was read, or its name or its
    quantity would be none."""
    if field_name == "name" and not new:
        raise UserError(_("A line needs a name."), _("Choose a product, or write what is sold."))
    if field_name == "quantity" and new is None:
        raise UserError(_("A line needs a quantity."), _("Write for example 12."))
    if field_name in _AMOUNTS:
        _need_not_below_nothing(new)
    prospects.edit(store, line, {field_name: (getattr(line, field_name), new)}, N_("Changed a line"))
    with store.read() as reading:
        return reading.need(DealLine, line.id)


def remove_line(store: Store, line: DealLine) -> None:
    """Takes a line off a deal."""
    with store.change(N_("Removed {what}"), what=line.name) as unit:
        unit.delete(unit.need(DealLine, line.id))


def line_named(reading: Reading, text: str, currency: str, day: date) -> LineDraft:
    """A line of the product that `text` names by name or number, at its list price of `day`; of `text` as it stands
    where there is no such product."""
    product = products.found(reading, text)
    if product is None:
        return LineDraft(name=text.strip())
    return line_of(reading, product, currency, day)


def line_of(
    reading: Reading, product: Product, currency: str, day: date, *, kind: str = "plain"
) -> LineDraft:
    """A line of a product at its list price of `day`."""
    price = products.price_on(reading, product.id, day, currency)
    same = product.cost_currency == currency
    return LineDraft(
        name=product.name,
        product=product.id,
        list_minor=price.minor if price else None,
        cost_minor=product.cost_minor if same else None,
        kind=kind,
    )
