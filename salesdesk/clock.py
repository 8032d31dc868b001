"""The only place that asks what time it is, so that a test can set it.

Instants are aware datetimes in UTC; days are the seller's local days.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import Protocol


class Clock(Protocol):
    """What gives the time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def zone(self) -> tzinfo:
        """The seller's time zone."""
        ...


class SystemClock:
    """The clock and the time zone of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def zone(self) -> tzinfo:
        """The zone by its name, since a day in July is not as far from Greenwich as one in January; where this
        machine does not tell it, the present distance."""
        return _named_zone() or datetime.now().astimezone().tzinfo or UTC


def today(clock: Clock) -> date:
    """The seller's present local day."""
    return clock.now().astimezone(clock.zone()).date()


def zone_name(clock: Clock) -> str:
    """The IANA name of the seller's zone, or the empty text where this machine does not tell it."""
    zone = clock.zone()
    key = getattr(zone, "key", "")
    return key or ("UTC" if not zone.utcoffset(clock.now().replace(tzinfo=None)) else "")


@lru_cache(maxsize=1)  # asked for at each key that is typed; another zone is another link
def _linked_zone(_link: int, _made: int) -> str:
    return os.path.realpath("/etc/localtime").rpartition("/zoneinfo/")[2]


def _named_zone() -> tzinfo | None:
    """The zone that `TZ` names, else the one that /etc/localtime leads to."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # not before the first paint, which tells no time

    name = os.environ.get("TZ")
    if name is None:
        try:
            link = os.lstat("/etc/localtime")
        except OSError:
            return None
        name = _linked_zone(link.st_ino, link.st_mtime_ns)
    try:
        return ZoneInfo(name.lstrip(":")) if name.lstrip(":") else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # CET-1CEST, a path, a file that links nowhere
        return None
