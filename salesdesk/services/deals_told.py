"""A deal with all that is known of it, read in one moment, and its course in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import vocabulary
from salesdesk.domain.companies import Company
from salesdesk.domain.competitors import Competitor
from salesdesk.domain.complaints import Cause
from salesdesk.domain.deals import Credit, Deal, DealLine, DeliveryPromise, Offer
from salesdesk.domain.figures.pipeline import Chance
from salesdesk.domain.locally import exact_money
from salesdesk.domain.pipeline import OUTCOMES, Stage
from salesdesk.domain.products import Product
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.i18n import N_, _
from salesdesk.services import crediting, deal_stages, deals, offers
from salesdesk.services.cards import cards
from salesdesk.services.offers import Proposal
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened to a deal. `kind`: opened, moved, won, lost, disqualified, offered, credited."""

    at: datetime
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A deal as its pane shows it. `who` is the prospect's name, or the company's where there is none."""

    deal: Deal
    who: str
    company: str
    stages: Sequence[Stage]
    chance: Chance  # of a deal in its stage, whatever the seller says of this one
    lines: Sequence[DealLine]
    promises: Sequence[DeliveryPromise]
    credits: Sequence[Credit]
    proposals: Sequence[Proposal]
    course: Sequence[Told]
    cause: str
    competitor: str

    @property
    def stage(self) -> Stage:
        """The stage in which it stands, or stood when it was closed."""
        found = (one for one in self.stages if one.key == self.deal.stage)
        return next(found, Stage(self.deal.stage))

    @property
    def probability(self) -> int:
        """How likely it is in per cent, as the seller says, else as its stage does."""
        own = self.deal.probability
        return self.chance.percent if own is None else own


def whole(reading: Reading, store: Store, deal: UUID) -> Whole | None:
    """All that is known of a deal; None where there is none, or it was deleted."""
    found = reading.get(Deal, deal)
    if found is None or found.deleted_at is not None:
        return None
    company = reading.get(Company, found.company) if found.company else None
    called = company.name if company and company.deleted_at is None else ""
    stages = deal_stages.read(reading)
    cause = reading.get(Cause, found.cause) if found.cause else None
    rival = reading.get(Competitor, found.competitor) if found.competitor else None
    return Whole(
        found,
        _who(reading, found.prospect) if found.prospect else "",
        called,
        stages,
        deal_stages.chances(reading).get(found.stage) or Chance(),
        deals.lines(reading, deal),
        deals.promises(reading, deal),
        crediting.of(reading, deal),
        offers.proposals(reading, store, deal),
        course(reading, deal, {one.key: deal_stages.label(one) for one in stages}),
        (vocabulary.label("cause", cause.key) if cause.key else cause.name) if cause else "",
        rival.name if rival else "",
    )


def _who(reading: Reading, prospect: UUID) -> str:
    """The name that a prospect is shown by; a whole card is read only of one that has none of its own."""
    found = reading.get(Prospect, prospect)
    if found is None or found.deleted_at is not None:
        return ""
    return found.name or next((one.name for one in cards(reading, [prospect])), "")


_CLOSED: Final = {"won": N_("Won"), "lost": N_("Lost"), "disqualified": N_("Disqualified")}
_ANSWERED: Final = {
    "taken": N_("Offered {what}: taken"),
    "refused": N_("Offered {what}: refused"),
    "": N_("Offered {what}"),
}


def course(reading: Reading, deal: UUID, names: Mapping[str, str]) -> list[Told]:
    """What happened to a deal, the latest first; `names` are those of the stages by key."""
    moved = select(StageChange).where(StageChange.deal == deal, StageChange.deleted_at.is_(None))
    told = [one for change in reading.find(moved.order_by(StageChange.row)) for one in _moved(change, names)]
    told += _offered(reading, deal)
    told += _credited(reading, deal)
    told.reverse()  # so that of two at one instant the later stays first
    told.sort(key=lambda one: one.at, reverse=True)
    return told


def _moved(change: StageChange, names: Mapping[str, str]) -> Iterator[Told]:
    if change.at is None:
        return
    old, new = (names.get(key) or vocabulary.label("deal_stage", key) for key in (change.old, change.new))
    if change.new in OUTCOMES:
        yield Told(change.at, change.new, _(_CLOSED[change.new]))
    elif not change.old:
        yield Told(change.at, "opened", _("Opened in {stage}").format(stage=new))
    elif change.old in OUTCOMES:
        yield Told(change.at, "moved", _("Opened again in {stage}").format(stage=new))
    else:
        yield Told(change.at, "moved", _("From {old} to {new}").format(old=old, new=new))


def _offered(reading: Reading, deal: UUID) -> Iterator[Told]:
    query = select(Offer).where(Offer.deal == deal, Offer.deleted_at.is_(None)).order_by(Offer.row)
    for one in reading.find(query):
        product = reading.get(Product, one.product) if one.product else None
        if one.at is not None and product is not None:
            sentence = _ANSWERED.get(one.answer, _ANSWERED[""])
            yield Told(one.at, "offered", _(sentence).format(what=product.name))


def _credited(reading: Reading, deal: UUID) -> Iterator[Told]:
    currency = reading.need(Deal, deal).currency
    for one in crediting.of(reading, deal):
        line = reading.get(DealLine, one.line) if one.line else None
        if one.at is not None:
            many = f"{one.quantity.normalize():f}" if one.quantity is not None else ""
            told = _("Credited {number} × {what}, {amount}").format(
                number=many, what=line.name if line else "", amount=exact_money(one.minor or 0, currency)
            )
            yield Told(one.at, "credited", f"{told}: {one.note}" if one.note else told)
