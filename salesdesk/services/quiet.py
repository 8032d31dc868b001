"""Customers gone quiet: whom to call before they are gone, and those that left, with why and what may be done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock, today, zone_name
from salesdesk.domain import quiet as rule
from salesdesk.domain import vocabulary
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.instants import from_micros
from salesdesk.domain.locally import long_day
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.quiet import Usual
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import preferences, scoring
from salesdesk.services.deals_after import revisit
from salesdesk.services.directory import Directory
from salesdesk.store import customer_list
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

ORIGIN: Final = "quiet"


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer of whom one last heard on `last`, `overdue` days longer ago than is usual. `cause` is a slug of
    the vocabulary or the seller's own word, of one that left."""

    id: UUID
    name: str
    company: str
    last: date
    last_sale: date | None
    sales: int
    usual: Usual
    overdue: int
    won: Money | None
    phone: str
    next_day: date | None  # of the next follow-up
    left_on: date | None
    cause: str

    @property
    def who(self) -> str:
        """The name to show."""
        return self.name or self.company


@dataclass(frozen=True, slots=True)
class Lists:
    """Who has gone quiet, the longest overdue first; and who left, the last first."""

    quiet: list[Customer]
    left: list[Customer]


def look(reading: Reading, clock: Clock) -> Lists:
    """All customers gone quiet, and those that left.

    Whoever has a follow-up today or ahead is not forgotten, and so not quiet; one that bought after it left has
    come back. Of whom nobody knows when one last heard, nothing can be said but that it left.
    """
    day, zone = today(clock), clock.zone()
    bought: dict[bytes, list[date]] = defaultdict(list)
    for prospect, at in customer_list.sales(reading.connection):
        if (sold := from_micros(at).astimezone(zone).date()) <= day:
            bought[prospect].append(sold)
    sellers = rule.sellers_interval(bought.values())
    currency = scoring.scale_of(reading).currency
    found = Lists([], [])
    for row in customer_list.customers(reading.connection, currency):
        one = _customer(row, bought.get(row[0], []), sellers, clock, currency=currency)
        if one is None:
            continue
        if one.left_on is not None and (one.last_sale is None or one.last_sale <= one.left_on):
            found.left.append(one)
        elif one.overdue > 0 and not (one.next_day and one.next_day >= day):
            found.quiet.append(one)
    found.quiet.sort(key=lambda one: -one.overdue)
    found.left.sort(key=lambda one: one.left_on or day, reverse=True)
    return found


def _customer(
    row: tuple[Any, ...], sold: list[date], sellers: int | None, clock: Clock, *, currency: str
) -> Customer | None:
    ident, name, company, touched, following, since, left, cause, won, phone = row
    heard = [from_micros(touched).astimezone(clock.zone()).date()] if touched else []
    if since:
        heard.append(date.fromisoformat(since))
    usual = rule.usual(sold, sellers)
    gone = date.fromisoformat(left) if left else None
    last = max((*heard, *sold[-1:]), default=gone)
    overdue = rule.overdue(last, usual, today(clock))
    if last is None or overdue is None:
        return None
    return Customer(
        UUID(bytes=ident),
        name,
        company,
        last,
        sold[-1] if sold else None,
        len(sold),
        usual,
        overdue,
        Money(won, currency) if won > 0 and currency else None,
        phone,
        date.fromisoformat(following) if following else None,
        gone,
        cause,
    )


def follow_up(store: Store, prospect: UUID, name: str) -> FollowUp:
    """Plans a call with one that has gone quiet, for the next worked day from today on. Raises `UserError` where
    such a call is planned already."""
    with store.change(N_("Planned a call with {name}"), name=name) as unit:
        unit.need(Prospect, prospect)
        mine = FollowUp.prospect == prospect, FollowUp.origin == ORIGIN, FollowUp.kind == "call"
        planned = unit.first(
            select(FollowUp).where(*mine, FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None))
        )
        if planned is not None:
            raise UserError(
                _("A call with {name} is planned already: {day}.").format(
                    name=name, day=long_day(planned.day)
                ),
                _("Move it, or mark it done first."),
            )
        day = preferences.read(unit).next_worked(today(store.clock))
        draft = FollowUpDraft(
            kind="call", what=_("Call {name} and ask how it goes").format(name=name), day=day
        )
        return _planned(unit, store, prospect, draft)


def leave(store: Store, prospect: UUID, name: str, cause: str, *, on: date | None = None) -> Prospect:
    """Notes that a customer has left, and why: a slug of the vocabulary, or the seller's own word. Asked once.

    Raises `UserError` where no cause is said, or it has left already.
    """
    if not cause.strip():
        raise UserError(_("Say why {name} left.").format(name=name), _("Choose a cause, or write your own."))
    with store.change(N_("{name} has left"), name=name) as unit:
        mine = unit.need(Prospect, prospect)
        if mine.left_on is not None:
            raise UserError(_("That has left already."), _("Undo takes it back."))
        directory = Directory(unit.connection, unit.now)
        mine.left_cause = directory.named("causes", vocabulary.recognise("cause", cause) or cause.strip())
        unit.write(directory.made())
        mine.left_on = on or today(store.clock)
        return mine


def return_(store: Store, prospect: UUID, name: str) -> Prospect:
    """Notes that one that left is back. Raises `UserError` where it has not left."""
    with store.change(N_("{name} is back"), name=name) as unit:
        mine = unit.need(Prospect, prospect)
        if mine.left_on is None:
            raise UserError(_("That has not left."), _("There is nothing to take back."))
        mine.left_on = mine.left_cause = None
        return mine


def came_back(unit: Unit, customer: Prospect, at: datetime | None, clock: Clock) -> None:
    """A sale brings back one that left, within the change of the sale; one of before it left does not."""
    sold = (at or unit.now).astimezone(clock.zone()).date()
    if customer.left_on is not None and sold >= customer.left_on:
        customer.left_on = customer.left_cause = None


_PROPOSED: Final = {
    "price": ("call", N_("Show {name} what costs less")),
    "product": ("call", N_("Tell {name} what is new or mended")),
    "delivery": ("call", N_("Tell {name} how delivery is better now")),
    "service": ("call", N_("Apologise to {name} and ask what would help")),
    "competition": ("call", N_("Ask {name} how it goes with the competitor")),
    "timing": ("call", N_("Ask {name} whether it is time now")),
    "capacity": ("call", N_("Tell {name} that you can deliver again")),
    "poor-fit": ("email", N_("Offer {name} something that fits better")),
    "wrong-audience": ("call", N_("Ask {name} whom it would suit, for a referral")),
    "demo": ("visit", N_("Show {name} once more what it can do")),
    "late-follow-up": ("call", N_("Call {name}, apologise and listen")),
    "need-gone": ("call", N_("Ask {name} who else may need it, for a referral")),
}
_SOON: Final = frozenset({"service", "delivery", "late-follow-up", "need-gone", "wrong-audience"})
_OTHER: Final = ("call", N_("Ask {name} what would bring them back"))


def proposed(reading: Reading, cause: str, name: str, clock: Clock) -> FollowUpDraft:
    """The one act proposed where a customer left by `cause`: what was the seller's own doing, or ends in a referral,
    soon; all else when a lost deal of that cause would be tried again. Always a worked day."""
    slug = vocabulary.recognise("cause", cause) or cause
    kind, what = _PROPOSED.get(slug, _OTHER)
    day = today(clock)
    later = None if slug in _SOON else revisit(slug, day)
    return FollowUpDraft(
        kind=kind, what=_(what).format(name=name), day=preferences.read(reading).next_worked(later or day)
    )


def plan(store: Store, prospect: UUID, name: str, draft: FollowUpDraft) -> FollowUp:
    """Plans the act that was proposed. Raises `UserError` where the prospect is gone meanwhile."""
    with store.change(N_("Planned an act to win {name} back"), name=name) as unit:
        unit.need(Prospect, prospect)
        return _planned(unit, store, prospect, draft)


def _planned(unit: Unit, store: Store, prospect: UUID, draft: FollowUpDraft) -> FollowUp:
    return unit.add(
        FollowUp(
            what=draft.what,
            kind=draft.kind,
            day=draft.day,
            zone=zone_name(store.clock),
            prospect=prospect,
            origin=ORIGIN,
        )
    )
