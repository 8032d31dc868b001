"""The periods of commission plans as records of a working: they are reckoned in Python, and shown like others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def periods(rows: Sequence[tuple[date, int, int, bool]]) -> str:
    """A common table of periods: the day on which each begins, its base and what sales brought in it, and whether its
    plan is in another currency."""
    told = ", ".join(
        f"('days', NULL, NULL, '{day.isoformat()}', {base}, {brought}, {int(other)})"
        for day, base, brought, other in rows
    )
    held = f"VALUES {told}" if told else "SELECT 'days', NULL, NULL, NULL, 0, 0, 0 WHERE 0"
    return f"WITH src(subject, id, at, day, base, brought, other) AS ({held})"
