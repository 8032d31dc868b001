"""Many follow-ups moved to a day, or done, by the rules of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from salesdesk.domain.followups import FollowUp
from salesdesk.domain.locally import long_day
from salesdesk.i18n import N_
from salesdesk.services import followups
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.bulk_rehearsal import rehearsed
from salesdesk.services.changes import nobody_watches
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit


def move(store: Store, ids: Sequence[UUID], day: date, *, progress: Progress = nobody_watches) -> Bulk:
    """Moves follow-ups to a day, each at the time that it has."""

    def rule(unit: Unit, ident: UUID) -> None:
        mine = unit.need(FollowUp, ident)
        if mine.day != day:
            followups.move_in(mine, day, mine.time)

    return rehearsed(
        store, ids, rule, Bulk(N_("Moved {count} to {what}"), {"what": long_day(day)}), progress=progress
    )


def done(store: Store, ids: Sequence[UUID], *, progress: Progress = nobody_watches) -> Bulk:
    """Marks follow-ups done: what happened is noted of each, and a nurture plan brings its next step."""

    def rule(unit: Unit, ident: UUID) -> None:
        mine = unit.need(FollowUp, ident)
        if mine.done_at is None:
            followups.finish_in(unit, mine, store.clock)

    return rehearsed(store, ids, rule, Bulk(N_("Done: {count}"), {}), progress=progress)
