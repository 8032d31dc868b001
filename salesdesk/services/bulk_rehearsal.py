"""What a rule for one record would change in many: tried on each in a change of which nothing stays.

So a bulk edit obeys what an edit of one record obeys, without a second wording of the rule.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final
from uuid import UUID

from salesdesk.domain.changes import Change
from salesdesk.errors import UserError
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.changes import nobody_watches
from salesdesk.store.batches import Progress
from salesdesk.store.bulk import HOLD, PAUSE
from salesdesk.store.database import Store
from salesdesk.store.rehearsal import LockNeededError, Rehearsal
from salesdesk.store.unit import Unit

_AT_ONCE: Final = 100  # records fetched together, and told of, where nothing is held
_HELD: Final = 8  # records tried in one hold of the lock, at most
Rule = Callable[[Unit, UUID], None]
_NAMED: Final = frozenset(
    {"causes", "companies", "competitors", "fairs", "questions", "sources", "tags"}
)  # made on the way, once


def rehearsed(
    store: Store, ids: Sequence[UUID], rule: Rule, bulk: Bulk, *, progress: Progress = nobody_watches
) -> Bulk:
    """Fills `bulk` with what `rule` changes in each of `ids`; one that it changes nothing in is so already, one that
    it refuses with a `UserError` is left out. Tells `progress` how many were tried.

    The lock is taken only if the rule has to see what it wrote, or makes what the next one needs; then for 16 ms or
    eight records at a time. Raises `EnvironmentTrouble` where the machine refuses.
    """
    trial = _Trial(rule, bulk, deque(dict.fromkeys(ids)))
    now = store.clock.now()
    while trial.waiting:
        locked = trial.needs_lock
        some = list(islice(trial.waiting, _HELD if locked else _AT_ONCE))
        with store.rehearsal(now, some, locked=locked) as unit:
            trial.go_on(unit, len(some))
        if some[0] is not next(iter(trial.waiting), None):  # else it only asked for the lock
            progress(len(ids) - len(trial.waiting))
        if locked and trial.waiting:
            time.sleep(PAUSE)
    bulk.args["count"] = str(bulk.changing)
    return bulk


@dataclass(slots=True)
class _Trial:
    """Who is still to be tried, what was made on the way, and whether it takes the lock to go on."""

    rule: Rule
    bulk: Bulk
    waiting: deque[UUID]
    made: list[Change] = field(default_factory=list[Change])
    needs_lock: bool = False

    def go_on(self, unit: Rehearsal, many: int) -> None:
        """Tries the next, so `many` at most."""
        locked, begun = self.needs_lock, time.perf_counter()
        unit.write(self.made)  # what an earlier one brought along is there for the next
        unit.tried()
        for _one in range(many):
            try:
                self.rule(unit, self.waiting[0])
            except LockNeededError:
                self.needs_lock = True
                return
            except UserError as error:
                self.waiting.popleft()
                self.bulk.left_out[error.message] = self.bulk.left_out.get(error.message, 0) + 1
                if locked:
                    return  # with whatever it had written
                unit.let_go()
                continue
            self.waiting.popleft()
            self._note(unit.tried())
            if locked is not self.needs_lock or (locked and time.perf_counter() - begun > HOLD):
                return

    def _note(self, changes: list[Change]) -> None:
        if not changes:
            self.bulk.already += 1
            return
        self.bulk.groups.append(changes)
        named = [one for one in changes if one.before is None and one.subject in _NAMED]
        self.made += named
        self.needs_lock = self.needs_lock or bool(named)
