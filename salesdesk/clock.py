"""The only place that asks what time it is, so that a test can set it.

Instants are aware datetimes in UTC; days are the seller's local days.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


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
        zone = datetime.now().astimezone().tzinfo
        assert zone is not None
        return zone


def today(clock: Clock) -> date:
    """The seller's present local day."""
    return clock.now().astimezone(clock.zone()).date()


def zone_name(clock: Clock) -> str:
    """The IANA name of the seller's zone, or the empty text where this machine does not tell it."""
    zone = clock.zone()
    key = getattr(zone, "key", "")
    return key or _system_name(zone)


def _system_name(zone: tzinfo) -> str:
    candidates = [os.environ.get("TZ", "").lstrip(":")]
    link = Path("/etc/localtime")
    if link.is_symlink():
        candidates.append(str(link.resolve()).rpartition("/zoneinfo/")[2])
    at = datetime.now(UTC).replace(tzinfo=None)
    offset = zone.utcoffset(at)
    for name in candidates:
        try:
            if name and ZoneInfo(name).utcoffset(at) == offset:
                return name
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return "UTC" if not offset else ""
