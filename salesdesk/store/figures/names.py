"""What the groups of figures are called that are records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salesdesk.store.bulk import in_parts
from salesdesk.store.sql import listed, run

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection


def names(connection: AnyConnection, subject: str, ids: Sequence[bytes]) -> dict[bytes, str]:
    """The names of records of `subject` (products, competitors, fairs), deleted ones included."""
    found: dict[bytes, str] = {}
    for part in in_parts(ids):
        marks, values = listed(part)
        found |= dict(
            run(connection, f"SELECT id, name FROM {subject} WHERE id IN ({marks})", values).fetchall()
        )
    return found
