"""The deals that are found by the name of a prospect or company which is new, deleted or called otherwise by now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.changes import Change
from salesdesk.store.bulk import in_parts
from salesdesk.store.sql import listed, run

_NAMES: Final = {
    "prospects": "prospect",
    "companies": "company",
}  # subject, and the field of a deal that names it
_SAID: Final = frozenset({"name", "deleted_at"})


def naming(connection: Connection, changes: Sequence[Change]) -> set[bytes]:
    """The ids of the deals, deleted ones left out, of prospects and companies whose name `changes` touch."""
    found: set[bytes] = set()
    for subject, field in _NAMES.items():
        touched = [c.record.bytes for c in changes if c.subject == subject and not _SAID.isdisjoint(c.patch)]
        for part in in_parts(touched):
            marks, listed_values = listed(part)
            query = f"SELECT id FROM deals WHERE {field} IN ({marks}) AND deleted_at IS NULL"
            found |= {one for (one,) in run(connection, query, listed_values)}
    return found
