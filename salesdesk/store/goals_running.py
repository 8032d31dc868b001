"""How many goals run today, counted without reading them: what the day is laid out by before its goals are measured."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salesdesk.store.sql import scalar

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

_LATER = (
    "CASE repeats WHEN 'day' THEN '+1 day' WHEN 'week' THEN '+7 days' WHEN 'month' THEN '+1 month'"
    " WHEN 'quarter' THEN '+3 months' ELSE '+1 year' END"
)


def running(connection: AnyConnection, day: date) -> int:
    """Goals that have begun by `day` and are not over: one that comes again within its first period goes on until it is
    ended (`services.goal_periods`)."""
    query = (
        "SELECT count(*) FROM goals WHERE deleted_at IS NULL AND ended_on IS NULL AND starts_on <= :day"
        " AND (ends_on > :day OR (ends_on IS NULL AND (repeats <> '' OR date(starts_on, '+1 year') > :day))"
        f" OR (repeats <> '' AND ends_on <= date(starts_on, {_LATER})))"
    )
    return int(scalar(connection, query, {"day": day.isoformat()}))
