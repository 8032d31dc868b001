"""What follows from what a file tells, as it does from the same entered by hand: a nurture plan ends with an answer, a
move up the ladder or a sale, who is parked gets a day to come back to, and a customer that left is back with a sale.

It comes along in the same batch, so that one undo takes both back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.clock import today
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.domain.vocabulary import ANSWERS
from salesdesk.services import parking
from salesdesk.services.nurture_endings import ended, in_parts
from salesdesk.services.nurturing import is_over_by
from salesdesk.store import import_effects
from salesdesk.store.database import Store
from salesdesk.store.nurture_sums import running
from salesdesk.store.unit import Reading

_CHUNK = 250


@dataclass(frozen=True, slots=True)
class _Cause:
    """What a change tells of a prospect that is known: `by` is as in `Nurturing`, `at` when, in microseconds, None
    where it is now."""

    prospect: UUID
    by: str
    at: int | None = None
    sale: bool = False


@dataclass(slots=True)
class _Known:
    """What is known of the prospects that a chunk tells of."""

    plans: dict[UUID, Sequence[tuple[UUID, UUID, UUID | None]]]
    started: dict[UUID, int]
    left: dict[UUID, tuple[str, str | None]]
    parked: dict[UUID, date]
    dated: set[UUID]  # who have a day to come back to them


@dataclass(slots=True)
class Aftermath:
    """What follows from one import, however many files it has."""

    store: Store
    _over: set[UUID] = field(default_factory=set[UUID])  # plans that ended
    _back: set[UUID] = field(default_factory=set[UUID])  # customers that came back

    def along(self, groups: Iterable[list[Change]]) -> Iterator[list[Change]]:
        """The `groups` of an import, with what follows from each."""
        rest = iter(groups)
        while chunk := list(islice(rest, _CHUNK)):
            with self.store.read() as reading:
                causes = [list(_causes(reading.connection, group)) for group in chunk]
                known = self._known(reading, chunk, [one for some in causes for one in some])
            for group, mine in zip(chunk, causes, strict=True):
                dated = [_dated(change, known) for change in group] if known.parked else group
                yield [*dated, *self._following(mine, known)] if mine else dated

    def _known(self, reading: Reading, chunk: Sequence[Sequence[Change]], causes: Sequence[_Cause]) -> _Known:
        connection = reading.connection
        about, bought = (
            _once(one.prospect for one in causes),
            _once(one.prospect for one in causes if one.sale),
        )
        parked = _once(one.record for group in chunk for one in group if _is_parked(one))
        plans = dict(in_parts(connection, about, running))
        ids = _once(mine for some in plans.values() for mine, *_rest in some)
        return _Known(
            plans,
            dict(in_parts(connection, ids, import_effects.started)),
            dict(in_parts(connection, bought, import_effects.left)),
            parking.proposed_of(reading, parked, today(self.store.clock)) if parked else {},
            {one for one, _day in in_parts(connection, parked, import_effects.dated)},
        )

    def _following(self, causes: Sequence[_Cause], known: _Known) -> Iterator[Change]:
        now = to_micros(self.store.clock.now())
        for one in causes:
            plans = [
                plan
                for plan in known.plans.get(one.prospect, ())
                if plan[0] not in self._over and not (one.at and one.at < known.started.get(plan[0], 0))
            ]
            self._over |= {mine for mine, *_rest in plans}
            yield from ended({one.prospect: plans}, one.by, now).get(one.prospect, ())
            if one.sale and one.prospect in known.left and one.prospect not in self._back:
                yield from self._came_back(one, *known.left[one.prospect])

    def _came_back(self, sale: _Cause, left_on: str, cause: str | None) -> Iterator[Change]:
        at = from_micros(sale.at) if sale.at else self.store.clock.now()
        if at.astimezone(self.store.clock.zone()).date() >= date.fromisoformat(left_on):
            self._back.add(sale.prospect)
            before: Patch = {"left_on": left_on, "left_cause": cause}
            yield Change("prospects", sale.prospect, {"left_on": None, "left_cause": None}, before)


def _causes(connection: Connection, group: Sequence[Change]) -> Iterator[_Cause]:
    for change in group:
        patch, before = change.patch, change.before
        if change.subject == "prospects" and before is not None and "stage" in patch:
            if is_over_by(str(before["stage"]), str(patch["stage"])):
                yield _Cause(change.record, "stage")
        elif change.subject == "activities" and before is None and patch.get("kind") in ANSWERS:
            if patch.get("prospect"):
                yield _Cause(UUID(str(patch["prospect"])), "reply", _moment(patch.get("at")))
        elif change.subject == "deals" and patch.get("outcome") == "won":
            whose, at = patch.get("prospect"), _moment(patch.get("closed_at"))
            if before is not None:
                known, closed = import_effects.deal(connection, change.record)
                whose, at = whose or known, at or closed
            if whose:
                yield _Cause(UUID(str(whose)), "stage", at, sale=True)


def _is_parked(change: Change) -> bool:
    return (
        change.subject == "prospects"
        and change.patch.get("stage") == parking.PARKED
        and not change.patch.get("revisit_on")
    )


def _dated(change: Change, known: _Known) -> Change:
    """A change that parks somebody, with a day to come back to them; one that is there stays."""
    if not _is_parked(change) or change.record in known.dated:
        return change
    before = None if change.before is None else {**change.before, "revisit_on": None}
    day = known.parked[change.record].isoformat()
    return replace(change, patch={**change.patch, "revisit_on": day}, before=before)


def _moment(value: int | str | None) -> int | None:
    return int(value) if value is not None else None


def _once(ids: Iterable[UUID]) -> list[UUID]:
    return list(dict.fromkeys(ids))
