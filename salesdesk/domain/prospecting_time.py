"""How long was prospected on each day: the union of stints, as kpis.md has it (prospecting_time).

Stints may overlap, reach over midnight, or over the hour that a clock change takes or gives; each minute counts
once, on the local day on which it passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

Stretch = tuple[datetime, datetime]  # two aware instants: begun and ended


def union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """What at least one of the stretches covers, in the order of time, in UTC. One that ends before it begins
    covers nothing."""
    found: list[Stretch] = []
    for start, end in sorted((one.astimezone(UTC), other.astimezone(UTC)) for one, other in stretches):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def by_day(stretches: Iterable[Stretch], zone: tzinfo) -> Mapping[date, timedelta]:
    """How long the stretches cover of each local day of `zone`, in the order of days; days without are left out."""
    found: dict[date, timedelta] = {}
    for stretch in union(stretches):
        for day, part in _split(stretch, zone):
            found[day] = found.get(day, timedelta()) + part
    return found


def _split(stretch: Stretch, zone: tzinfo) -> Iterator[tuple[date, timedelta]]:
    at, end = stretch
    day = at.astimezone(zone).date()
    while at < end:
        until = min(end, begins(day + timedelta(days=1), zone))
        if until > at:  # else a day that a country left out of its calendar
            yield day, until - at
            at = until
        day += timedelta(days=1)


def begins(day: date, zone: tzinfo) -> datetime:
    """The instant at which a local day begins, in UTC: midnight, the first of two, or the end of the gap over it."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def begun_at(at: time, begun: datetime, ended: datetime, zone: tzinfo) -> datetime:
    """The instant that a time of day means as the begin of a stretch which was taken to have `begun` and `ended`:
    on the day on which it ended, where it is before the end there; otherwise on the day on which it began."""
    later = datetime.combine(ended.astimezone(zone).date(), at, zone)
    return later if later < ended else datetime.combine(begun.astimezone(zone).date(), at, zone)


def capped(stretch: Stretch, most: timedelta) -> Stretch:
    """A stretch that is no longer than `most`: the rest is taken for forgotten."""
    start, end = stretch
    return start, min(end, start + most)
