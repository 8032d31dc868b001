"""What ends the nurture plans of many prospects at once, as changes of a batch: bulk edits bring them along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.changes import Change, Patch
from salesdesk.store.nurture_sums import running

OnPlans = Mapping[UUID, Sequence[tuple[UUID, UUID, UUID | None]]]  # as `nurture_sums.running` gives them


def endings(connection: Connection, ids: Sequence[UUID], by: str, now: int) -> dict[UUID, list[Change]]:
    """What ends the plans that prospects are on, by prospect, `now` being microseconds; `by` is as in `Nurturing`."""
    return ended(dict(in_parts(connection, ids, running)), by, now)


def ended(on: OnPlans, by: str, now: int) -> dict[UUID, list[Change]]:
    """The changes that end each of the plans `on`, with the follow-up that is still to be done."""
    found: dict[UUID, list[Change]] = defaultdict(list)
    for prospect, plans in on.items():
        for mine in dict.fromkeys(one for one, _plan, _todo in plans):
            patch: Patch = {"ended_at": now, "ended_by": by}
            found[prospect].append(Change("nurturings", mine, patch, {"ended_at": None, "ended_by": ""}))
        for todo in (todo for _one, _plan, todo in plans if todo is not None):
            gone: Patch = {"deleted_at": now}
            found[prospect].append(Change("followups", todo, gone, {"deleted_at": None}))
    return found


def in_parts(connection: Connection, ids: Sequence[UUID], ask: Any) -> Iterator[tuple[UUID, Any]]:
    """What `ask` gives for `ids`, asked for as many at a time as a statement takes."""
    for start_at in range(0, len(ids), 400):
        yield from ask(connection, ids[start_at : start_at + 400]).items()
