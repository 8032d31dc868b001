"""Deriving what a change has left for later, in holds so short that nobody waits."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from salesdesk.errors import EnvironmentTrouble
from salesdesk.store import derived, derived_stale
from salesdesk.store.bulk import Pace

if TYPE_CHECKING:
    from salesdesk.store.database import Store


def catch_up(store: Store, *, seconds: float = math.inf) -> None:
    """Works off what is left to be derived, for about so many seconds; does next to nothing where nothing is.

    A company of thousands takes a second or two, so a window calls it without a limit on a thread of its own.
    Two programs may do so at once: each takes what the other has not.
    """
    with store.reading_raw() as connection:
        left = derived_stale.is_left(connection)
    pace, until = Pace(16), time.monotonic() + seconds
    while left and time.monotonic() < until:
        with store.writing() as connection:
            begun = time.perf_counter()
            most = min(pace.size, 500)
            some = derived_stale.take(connection, most)
            if some:
                derived.refresh_those(connection, "prospects", sorted(some))
            left = some is not None
        pace.learn(time.perf_counter() - begun, most)
        pace.rest()


def catch_up_if_let(store: Store) -> None:
    """As `catch_up`, after something was written: that is not unsaid by what the machine refuses now. What is
    left stays noted, and is worked off the next time."""
    with suppress(EnvironmentTrouble):
        catch_up(store)
