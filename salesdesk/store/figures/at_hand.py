"""Closed deals laid out beside the store for as long as many questions are asked of one moment.

Each question reads deals and adds up their lines by itself; a page that asks a dozen of the same days has that done
once. What is laid out are temporary tables of the connection, in memory, with the names that the questions know.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from salesdesk.store.figures.customers import EACH_BUY, FIRST_BUYS
from salesdesk.store.figures.sales import EACH_BACK, OF_LINES, WITH_LINES
from salesdesk.store.sql import run

if TYPE_CHECKING:
    from sqlalchemy import Connection

Span = tuple[int, int]  # microseconds UTC, without the last
_KEY: Final = "salesdesk figures at hand"
_COLUMNS: Final = (
    *("row", "id", "prospect", "company", "source", "technique", "competitor", "fair", "cause", "outcome"),
    *("opened_at", "closed_at", "deleted_at", "currency", "rate", "rate_currency"),
)
_CLOSED: Final = f"""SELECT {", ".join(f"d.{one}" for one in _COLUMNS)}, d.id NOT IN back AS stands,
    {", ".join(f"{made} AS {name}" for name, made in OF_LINES.items())}
    FROM {WITH_LINES} WHERE d.closed_at >= :begun AND d.closed_at < :over AND d.deleted_at IS NULL
    GROUP BY d.closed_at, d.row"""
_MADE: Final = (
    f"CREATE TEMP TABLE back AS {EACH_BACK}",
    f"CREATE TEMP TABLE buys AS {EACH_BUY}",
    "CREATE INDEX temp.ix_buys_who ON buys (who, at)",
    f"CREATE TEMP TABLE began AS {FIRST_BUYS}",
    "CREATE INDEX temp.ix_began_who ON began (who)",
    f"CREATE TEMP TABLE closed AS {_CLOSED} LIMIT 0",
    "CREATE INDEX temp.ix_closed_at ON closed (closed_at)",
)


@contextmanager
def laid_out(connection: Connection, spans: Iterable[Span]) -> Generator[None]:
    """Lays out the deals closed within `spans`, and all sales, while the block runs. The block only reads: nothing of
    what another transaction writes meanwhile is seen by either."""
    apart = _apart(spans)
    try:
        for statement in _MADE:
            run(connection, statement, {"begun": 0, "over": 0} if ":over" in statement else ())
        for begun, over in apart:
            run(connection, f"INSERT INTO temp.closed {_CLOSED}", {"begun": begun, "over": over})
        connection.info[_KEY] = apart
        yield
    finally:
        connection.info.pop(_KEY, None)
        for table in ("back", "buys", "began", "closed"):
            run(connection, f"DROP TABLE IF EXISTS temp.{table}")


def spans_of(connection: Connection) -> tuple[Span, ...]:
    """Within what closed deals are laid out just now; nothing where none are."""
    found: tuple[Span, ...] = connection.info.get(_KEY, ())
    return found


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same in order, those that touch as one: no deal is laid out twice."""
    found: list[Span] = []
    for begun, over in sorted(spans):
        if found and begun <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], over))
        else:
            found.append((begun, over))
    return tuple(found)
