"""A hybrid logical clock: instants that never run backwards on this device, whatever the wall clock does.

After Kulkarni, Demirbas et al., "Logical Physical Clocks" (2014), packed into one integer: milliseconds
since 1970 UTC in the upper bits, a counter in the lower sixteen.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from salesdesk.domain.instants import from_micros, to_micros

COUNTER_BITS: Final = 16


def tick(last: int, now: datetime) -> int:
    """The stamp that follows `last` at the instant `now`: the wall clock where it is ahead, else last + 1."""
    return max(last + 1, (to_micros(now) // 1000) << COUNTER_BITS)


def instant(stamp: int) -> datetime:
    """The instant (to the millisecond, UTC) that `stamp` says."""
    return from_micros((stamp >> COUNTER_BITS) * 1000)
