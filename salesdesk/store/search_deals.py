"""What the search asks of deals beyond their own columns: what they come to, what they sell, where they stand."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from salesdesk.domain.pipeline import LINE
from salesdesk.domain.text import fold

Clause = tuple[str, tuple[Any, ...]]
_MOST: Final = 4  # decimals of the currency that has the most (ISO 4217)


def worth(op: str, value: int) -> Clause:
    """What the lines of a deal come to, held against `value` in whole units of its currency."""
    return f"{_worth()} {op} ?", (value * 10**_MOST,)


@cache
def _worth() -> str:
    """The sum of the lines, made ten-thousandths of a unit, since currencies have none to four decimals (CLDR)."""
    from babel.core import get_global

    fractions: Any = get_global("currency_fractions")
    cases = "".join(
        f" WHEN '{code}' THEN {10 ** (_MOST - places)}"
        for code, (places, *_rest) in sorted(fractions.items())
    )
    total = f"SELECT coalesce(sum({LINE.format(price='net_minor')}), 0) FROM deal_lines l"
    return f"({total} WHERE l.deal = t.id AND l.deleted_at IS NULL) * CASE t.currency{cases} ELSE 100 END"


def selling(value: str) -> Clause:
    """Deals with a line of this product, by its name now or as it was called when it was sold."""
    pattern = f"% {fold(value).replace('%', '').replace('_', '')}%"
    return (
        "EXISTS (SELECT 1 FROM deal_lines x LEFT JOIN products g ON g.id = x.product WHERE x.deal = t.id"
        " AND x.deleted_at IS NULL AND (' ' || folded(x.name) LIKE ? OR ' ' || folded(g.name) LIKE ?))",
        (pattern, pattern),
    )


def standing(value: str) -> Clause:
    """Open deals in a stage, by its key or the seller's own name of it."""
    return (
        "t.outcome = '' AND (t.stage = ? COLLATE NOCASE OR t.stage IN"
        " (SELECT key FROM deal_stages WHERE folded(name) = ? AND deleted_at IS NULL))",
        (value, fold(value)),
    )
