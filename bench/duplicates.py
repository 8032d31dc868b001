"""Who is in the store twice, of everybody at once, and whether a newcomer is."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bench.people import people
from salesdesk.services import duplicates
from salesdesk.services.matching import against_known, person
from salesdesk.store import known
from salesdesk.store.database import Store

NEWCOMERS = 200


@dataclass(frozen=True, slots=True)
class Looked:
    """CPU seconds of the clean-up, and of them those that reading took; how many pairs it found."""

    cpu: float
    reading: float
    pairs: int


def clean_up(store: Store) -> Looked:
    """Looks for everybody who may be in the store twice."""
    with store.read() as reading:
        begun = time.process_time()
        known.everybody(reading.connection)
        read = time.process_time() - begun
        begun = time.process_time()
        found = sum(1 for _ in duplicates.likely(reading))
        return Looked(time.process_time() - begun, read, found)


def entries(store: Store, count: int) -> Sequence[float]:
    """Milliseconds of CPU of holding each of some newcomers against the store of `count`: the names, companies and
    addresses of people who are there, which is the most to look at, without phone or email."""
    spent: list[float] = []
    for draft in islice(people(count), 0, count, max(1, count // NEWCOMERS)):
        newcomer = person(replace(draft, phones=(), emails=()), "NO")
        with store.reading_raw() as connection:
            begun = time.process_time()
            against_known(connection, [newcomer])
            spent.append((time.process_time() - begun) * 1000)
    return spent


def cuts(spent: Sequence[float]) -> tuple[float, float]:
    """The middle, and what nineteen of twenty stay below."""
    return statistics.median(spent), statistics.quantiles(spent, n=20)[18]
