"""Parked prospects: those who will not buy now are not lost from sight, but get a day on which to come back to them."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.competitors import CompetitorContract
from salesdesk.domain.complaints import Cause
from salesdesk.domain.deals import Deal
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.services import preferences
from salesdesk.services.deals_after import revisit
from salesdesk.store.unit import Reading, Unit

PARKED: Final = "parked"
_LADDER: Final = frozenset({"suspect", "marketing-qualified", "sales-qualified", "customer"})
_NO_CAUSE: Final = "timing"  # three months on


def proposed(reading: Reading, prospect: UUID, day: date) -> date:
    """The day on which to come back to a prospect that is parked on `day`: before its contract with a competitor
    ends, else by the cause for which its last deal was lost, else three months on; a day that is worked."""
    alive = CompetitorContract.deleted_at.is_(None), CompetitorContract.prospect == prospect
    contract = reading.first(
        select(CompetitorContract)
        .where(*alive, CompetitorContract.ends_on > day)
        .order_by(CompetitorContract.ends_on)
    )
    ends = contract.ends_on if contract else None
    cause = "competition" if ends else _lost_by(reading, prospect)
    found = revisit(cause, day, ends)
    return preferences.read(reading).next_worked(found) if found else usual(reading, day)


def usual(reading: Reading, day: date) -> date:
    """The day on which to come back to one of whom nothing more is known: three months from `day`, a worked day."""
    found = revisit(_NO_CAUSE, day)
    assert found is not None
    return preferences.read(reading).next_worked(found)


def _lost_by(reading: Reading, prospect: UUID) -> str:
    """The cause for which the last closed deal of a prospect was lost; empty where it was not, or nobody asked."""
    mine = Deal.prospect == prospect, Deal.deleted_at.is_(None), Deal.outcome != ""
    last = reading.first(select(Deal).where(*mine).order_by(Deal.closed_at.desc(), Deal.row.desc()))
    cause = reading.get(Cause, last.cause) if last is not None and last.cause else None
    return (
        (cause.key or cause.name) if cause is not None and last is not None and last.outcome == "lost" else ""
    )


def moved(unit: Unit, prospect: Prospect, old: str) -> None:
    """Gives one that was just parked a day to come back to it, where nobody said one; takes the day away from one
    that is parked no more. The other product stays: it is what was to be offered."""
    if prospect.stage == PARKED and prospect.revisit_on is None:
        prospect.revisit_on = proposed(unit, prospect.id, unit.now.date())
    elif old == PARKED and prospect.stage != PARKED:
        prospect.revisit_on = None


def rung_before(reading: Reading, prospect: UUID) -> str:
    """The rung of the ladder from which a prospect was parked; the first where nobody knows."""
    mine = StageChange.prospect == prospect, StageChange.new == PARKED, StageChange.deleted_at.is_(None)
    last = reading.first(
        select(StageChange).where(*mine).order_by(StageChange.at.desc(), StageChange.row.desc())
    )
    return last.old if last is not None and last.old in _LADDER else "suspect"
