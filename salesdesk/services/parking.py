"""Parked prospects: those who will not buy now are not lost from sight, but get a day on which to come back to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.services import preferences
from salesdesk.services.deals_after import revisit
from salesdesk.services.nurture_endings import in_parts
from salesdesk.store import revivals
from salesdesk.store.unit import Reading, Unit

PARKED: Final = "parked"
_LADDER: Final = frozenset({"suspect", "marketing-qualified", "sales-qualified", "customer"})
_NO_CAUSE: Final = "timing"  # three months on


def proposed(reading: Reading, prospect: UUID, day: date) -> date:
    """The day on which to come back to a prospect that is parked on `day`: before its contract with a competitor
    ends, else by the cause for which its last deal was lost, else three months on; a day that is worked."""
    return proposed_of(reading, [prospect], day)[prospect]


def proposed_of(reading: Reading, prospects: Sequence[UUID], day: date) -> dict[UUID, date]:
    """What is `proposed` for each of many prospects."""
    connection, worked = reading.connection, preferences.read(reading).next_worked
    ends = dict(in_parts(connection, prospects, partial(revivals.contract_ends, day=day.isoformat())))
    lost = dict(in_parts(connection, prospects, revivals.lost_by))

    @cache
    def found(cause: str, last: str | None) -> date:
        again = (
            revisit("competition", day, date.fromisoformat(last)) if last else revisit(cause, day)
        ) or revisit(_NO_CAUSE, day)
        assert again is not None
        return worked(again)

    return {one: found(lost.get(one, ""), ends.get(one)) for one in prospects}


def without_a_day(reading: Reading, prospects: Sequence[UUID]) -> list[UUID]:
    """Those of `prospects` who are not parked, and have no day on which to be tried again."""
    query = select(Prospect.id).where(Prospect.stage != PARKED, Prospect.revisit_on.is_(None))
    free = {one for (one,) in reading.rows(query.where(Prospect.deleted_at.is_(None)))}
    return [one for one in prospects if one in free]


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
