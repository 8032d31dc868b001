"""Instants as integers: microseconds since 1970 UTC, so that nothing is rounded and none has two zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def to_micros(instant: datetime) -> int:
    """Microseconds since 1970 UTC of an aware `instant`."""
    return (instant - EPOCH) // timedelta(microseconds=1)


def from_micros(micros: int) -> datetime:
    """The aware UTC instant at `micros` microseconds since 1970."""
    return EPOCH + timedelta(microseconds=micros)
