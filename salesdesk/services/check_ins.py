"""Check-ins: the follow-ups that a won deal plans, so that a customer hears from the seller after the sale."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from salesdesk.clock import zone_name
from salesdesk.domain.deals import Deal
from salesdesk.domain.followups import FollowUp
from salesdesk.i18n import N_, _
from salesdesk.services import preferences
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit

ORIGIN: Final = "check-in"
AFTER_DELIVERY: Final = "check-in-delivery"  # the one that moves with the delivery
_ARRIVED: Final = N_("Ask whether all arrived well: {title}")
_LATER: Final = (N_("Ask how it goes: {title}"), N_("Ask what comes next: {title}"))


def plan(unit: Unit, store: Store, deal: Deal, delivery: date | None) -> None:
    """Plans the check-ins of a deal that is won: the day after the promised delivery, where there is one, and
    after the delays that the seller set, by default two weeks and three months; each on a worked day."""
    assert deal.closed_at
    closed = deal.closed_at.astimezone(store.clock.zone()).date()
    if delivery:
        _add(unit, store, deal, _ARRIVED, delivery + timedelta(days=1), origin=AFTER_DELIVERY)
    for place, days in enumerate(preferences.read(unit).after_sale_days):
        what = _LATER[min(place, len(_LATER) - 1)]
        _add(unit, store, deal, what, (delivery or closed) + timedelta(days=days))


def plan_delivered(unit: Unit, store: Store, deal: Deal, day: date) -> None:
    """Moves the check-in after the delivery to the day after the real one, or plans it."""
    mine = FollowUp.deal == deal.id, FollowUp.origin == AFTER_DELIVERY
    kept = unit.first(select(FollowUp).where(*mine, FollowUp.deleted_at.is_(None)))
    if kept is None:
        _add(unit, store, deal, _ARRIVED, day + timedelta(days=1), origin=AFTER_DELIVERY)
    elif kept.done_at is None:
        kept.day = preferences.read(unit).next_worked(day + timedelta(days=1))


def take_back(unit: Unit, deal: Deal) -> None:
    """Deletes the check-ins of a deal that still wait, as of one that is open again."""
    mine = FollowUp.deal == deal.id, FollowUp.origin.in_((ORIGIN, AFTER_DELIVERY))
    waiting = FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None)
    for one in unit.find(select(FollowUp).where(*mine, *waiting)):
        unit.delete(one)


def _add(unit: Unit, store: Store, deal: Deal, what: str, day: date, *, origin: str = ORIGIN) -> None:
    unit.add(
        FollowUp(
            what=_(what).format(title=deal.title),
            kind="call",
            day=preferences.read(unit).next_worked(day),
            zone=zone_name(store.clock),
            prospect=deal.prospect,
            deal=deal.id,
            origin=origin,
        )
    )
