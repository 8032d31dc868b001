"""How many goals run today, counted without reading them: what the day is laid out by before its goals are measured."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salesdesk.store.sql import scalar

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection


def _months_on(number: int) -> str:
    """So many months after the begin; the 31st of a shorter month is its last day, which SQLite's own sum runs over."""
    last_day = f"date(starts_on, 'start of month', '+{number + 1} months', '-1 day')"
    return f"min(date(starts_on, '+{number} months'), {last_day})"


_LATER = (
    "CASE repeats WHEN 'day' THEN date(starts_on, '+1 day') WHEN 'week' THEN date(starts_on, '+7 days')"
    f" WHEN 'month' THEN {_months_on(1)} WHEN 'quarter' THEN {_months_on(3)} ELSE {_months_on(12)} END"
)


def running(connection: AnyConnection, day: date) -> int:
    """Goals that have begun by `day` and are not over: one that comes again within its first period goes on until it is
    ended (`services.goal_periods`)."""
    query = (
        "SELECT count(*) FROM goals WHERE deleted_at IS NULL AND ended_on IS NULL AND starts_on <= :day"
        f" AND (ends_on > :day OR (ends_on IS NULL AND (repeats <> '' OR {_months_on(12)} > :day))"
        f" OR (repeats <> '' AND ends_on <= {_LATER}))"
    )
    return int(scalar(connection, query, {"day": day.isoformat()}))
