"""The complaints as a list shows them, and what can be told of those that were solved, in SQL."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection

from salesdesk.store.sql import run

_LINES: Final = """
SELECT c.id, c.what, c.public, coalesce(p.name, ''), coalesce(o.name, ''), coalesce(u.key, ''), coalesce(u.name, ''),
 c.promised_at, c.status, c.received_at, c.resolved_at, c.satisfaction, c.prospect
FROM complaints c LEFT JOIN prospects p ON p.id = c.prospect
LEFT JOIN companies o ON o.id = coalesce(c.company, p.company) LEFT JOIN causes u ON u.id = c.cause
WHERE c.deleted_at IS NULL AND (c.prospect IS NULL OR p.deleted_at IS NULL)
ORDER BY c.status <> 'open', CASE WHEN c.status = 'open' THEN -c.public ELSE 0 END,
 CASE WHEN c.status = 'open' THEN c.promised_at IS NULL END, CASE WHEN c.status = 'open' THEN c.promised_at END,
 -c.resolved_at, c.received_at, c.row
"""


def lines(connection: Connection) -> list[tuple[Any, ...]]:
    """All complaints but those that were deleted or whose prospect was: open ones first, public ones of them
    before others, then by when the answer was promised; solved ones after, the latest first."""
    return run(connection, _LINES).fetchall()
