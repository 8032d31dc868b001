"""What was sold and came back as a whole: it counts as not sold where one asks what somebody has or buys."""

from __future__ import annotations

from typing import Final

from salesdesk.domain.pipeline import LINE

_TOTAL: Final = LINE.format(price="net_minor")
LINES: Final = (  # credited in full: all pieces, or all that they cost
    "SELECT l.id FROM credits c JOIN deal_lines l ON l.id = c.line WHERE c.deleted_at IS NULL GROUP BY l.id"
    f" HAVING sum(coalesce(c.quantity, 0)) >= l.quantity OR ({_TOTAL} > 0 AND sum(coalesce(c.minor, 0)) >= {_TOTAL})"
)
DEALS: Final = (  # with a credit and a line, and no line that is not
    "SELECT k.deal FROM credits k WHERE k.deleted_at IS NULL AND k.deal IS NOT NULL GROUP BY k.deal"
    " HAVING EXISTS (SELECT 1 FROM deal_lines m WHERE m.deal = k.deal AND m.deleted_at IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM deal_lines n WHERE n.deal = k.deal AND n.deleted_at IS NULL"
    f" AND n.quantity > 0 AND n.id NOT IN ({LINES}))"
)
