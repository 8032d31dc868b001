"""What is left to be derived later: the prospects of a company or a tag that many have, when it is renamed.

To derive thousands in the hold of the lock that renames would keep others waiting for a second. So the first
are done at once, and for the rest one row notes how far it has come, until `derived_catch_up` is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from salesdesk.store.sql import listed, run, scalar

AT_ONCE: Final = 40  # prospects that are derived in the very change: two hundredths of a second
# The fields that say something of the prospects of a company or a tag.
NAMED: Final = {
    "companies": frozenset({"name", "deleted_at"}),
    "tags": frozenset({"name", "deleted_at"}),
}
# The next that are looked at, deleted or not: to look for some that are not may take long.
_HOLDERS: Final = {
    "companies": "SELECT row, id, deleted_at FROM prospects WHERE company = ? AND row > ? ORDER BY row LIMIT ?",
    "tags": "SELECT t.row, p.id, p.deleted_at FROM"
    " (SELECT row, prospect FROM taggings WHERE tag = ? AND row > ? ORDER BY row LIMIT ?) t"
    " LEFT JOIN prospects p ON p.id = t.prospect",
}
_ALL: Final = {
    "companies": "SELECT id FROM prospects WHERE company IN ({marks}) AND deleted_at IS NULL",
    "tags": "SELECT p.id FROM taggings t JOIN prospects p ON p.id = t.prospect AND p.deleted_at IS NULL"
    " WHERE t.tag IN ({marks})",
}


def all_of(connection: Connection, subject: str, records: Sequence[bytes]) -> set[bytes]:
    """The prospects of companies or tags that are new: those that came with them, and any that came before."""
    marks, listed_values = listed(records)
    return {one for (one,) in run(connection, _ALL[subject].format(marks=marks), listed_values)}


def first_of(connection: Connection, subject: str, record: bytes) -> set[bytes]:
    """The first prospects of a company or tag, to be derived now; where there are more, that is noted."""
    return _next(connection, subject, record, 0, AT_ONCE)


def take(connection: Connection, most: int) -> set[bytes] | None:
    """Up to `most` prospects that are still to be derived, noted as done; None where all are."""
    noted = run(connection, "SELECT subject, id, after FROM derived_stale LIMIT 1").fetchone()
    if noted is None:
        return None
    subject, record, after = noted
    return _next(connection, subject, record, after, most)


def is_left(connection: Connection) -> bool:
    """Whether anything is still to be derived."""
    return bool(scalar(connection, "SELECT EXISTS (SELECT 1 FROM derived_stale)"))


def forget(connection: Connection) -> None:
    """Says that nothing is left, since all was made anew."""
    run(connection, "DELETE FROM derived_stale")


def _next(connection: Connection, subject: str, record: bytes, after: int, most: int) -> set[bytes]:
    found = run(connection, _HOLDERS[subject], (record, after, most)).fetchall()
    if len(found) < most:
        run(connection, "DELETE FROM derived_stale WHERE subject = ? AND id = ?", (subject, record))
    else:
        statement = "INSERT OR REPLACE INTO derived_stale (subject, id, after) VALUES (?, ?, ?)"
        run(connection, statement, (subject, record, max(row for row, _, _ in found)))
    return {one for _, one, deleted in found if one is not None and deleted is None}
