"""How a value lies in a column, so that nothing is rounded or shifted on the way.

Instants are integer microseconds UTC, days are ISO text, ids are 16 bytes. SQLite's own `Numeric` and
`DateTime` would lose digits and zones without a word.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import uuid_utils
from sqlalchemy import BigInteger, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from salesdesk.domain.instants import from_micros, to_micros


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): ordered by time, made on this device."""
    return UUID(int=uuid_utils.uuid7().int)


class Uid(TypeDecorator[UUID]):
    """An id of 16 bytes."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Any) -> bytes | None:
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, dialect: Any) -> UUID | None:
        return None if value is None else UUID(bytes=value)


class Instant(TypeDecorator[datetime]):
    """An instant as integer microseconds UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        return None if value is None else from_micros(value)


class Day(TypeDecorator[date]):
    """A local day as `YYYY-MM-DD`, which sorts as days do."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Any) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Any) -> date | None:
        return None if value is None else date.fromisoformat(value)


class TimeOfDay(TypeDecorator[time]):
    """A local time of day as `HH:MM`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Any) -> str | None:
        return None if value is None else value.strftime("%H:%M")

    def process_result_value(self, value: str | None, dialect: Any) -> time | None:
        return None if value is None else time.fromisoformat(value)


class Quantity(TypeDecorator[Decimal]):
    """A quantity as integer thousandths. Raises `ValueError` for more decimals, or 10^15 and more."""

    impl = BigInteger
    cache_ok = True
    places = 3

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:
        return None if value is None else _scaled(value, self.places)

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.places)


class Rate(Quantity):
    """A rate of exchange as integer millionths of a millionth, so that đồng to złoty keeps its digits."""

    cache_ok = True
    places = 12


def _scaled(value: Decimal, places: int) -> int:
    scaled = value.scaleb(places)
    if scaled != scaled.to_integral_value() or abs(scaled) >= 10**18:
        raise ValueError(f"{value} does not fit a column of {places} decimals")
    return int(scaled)
