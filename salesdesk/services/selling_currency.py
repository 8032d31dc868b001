"""In which currency the seller sells, told by the deals of the store where neither settings nor country tell it."""

from __future__ import annotations

from salesdesk.store.database import Store
from salesdesk.store.sql import run


def of_deals(store: Store) -> str:
    """The currency that all deals are in; empty where there are none, or of several."""
    query = "SELECT DISTINCT currency FROM deals WHERE deleted_at IS NULL AND currency != '' LIMIT 2"
    with store.reading_raw() as connection:
        found = run(connection, query).fetchall()
    return found[0][0] if len(found) == 1 else ""
