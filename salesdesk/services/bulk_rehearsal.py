"""What a rule for one record would change in many: tried on each in a change of which nothing stays.

So a bulk edit obeys what an edit of one record obeys, without a second wording of the rule.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from salesdesk.domain.changes import Change
from salesdesk.errors import UserError
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.changes import nobody_watches
from salesdesk.store.batches import Progress
from salesdesk.store.bulk import HOLD, PAUSE
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit

Rule = Callable[[Unit, UUID], None]
_NAMED: Final = frozenset(
    {"causes", "companies", "competitors", "fairs", "questions", "sources", "tags"}
)  # made on the way, once


def rehearsed(
    store: Store, ids: Sequence[UUID], rule: Rule, bulk: Bulk, *, progress: Progress = nobody_watches
) -> Bulk:
    """Fills `bulk` with what `rule` changes in each of `ids`; one that it changes nothing in is so already, one that
    it refuses with a `UserError` is left out. Tells `progress` how many were tried.

    The lock is taken for 16 ms at a time. Raises `EnvironmentTrouble` where the machine refuses.
    """
    now, waiting, made = store.clock.now(), deque(dict.fromkeys(ids)), list[Change]()
    while waiting:
        with store.rehearsal(now) as unit:
            begun = time.perf_counter()
            unit.write(made)  # what an earlier one brought along is there for the next
            unit.so_far()
            while waiting:
                try:
                    rule(unit, waiting.popleft())
                except UserError as error:
                    bulk.left_out[error.message] = bulk.left_out.get(error.message, 0) + 1
                    break  # with whatever it had begun
                _note(bulk, unit.so_far(), made)
                if time.perf_counter() - begun > HOLD:
                    break
        progress(len(ids) - len(waiting))
        if waiting:
            time.sleep(PAUSE)
    bulk.args["count"] = str(bulk.changing)
    return bulk


def _note(bulk: Bulk, changes: list[Change], made: list[Change]) -> None:
    if not changes:
        bulk.already += 1
        return
    bulk.groups.append(changes)
    made += [one for one in changes if one.before is None and one.subject in _NAMED]
