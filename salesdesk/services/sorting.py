"""The alphabet that lists are sorted by: one for the store, so that every list of it has one order."""

from __future__ import annotations

from salesdesk.store import derived_check
from salesdesk.store.database import Store
from salesdesk.store.derived import SEARCHED
from salesdesk.store.derived_texts import sort_language
from salesdesk.store.sql import run


def sort_as(store: Store, language: str) -> None:
    """Sorts by the alphabet of `language` from now on; makes the sort keys of all records anew if it changed."""
    with store.reading_raw() as connection:
        if sort_language(connection) == language:
            return
    with store.writing() as connection:
        run(
            connection,
            "INSERT INTO store_facts (key, value) VALUES ('sort_language', ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (language,),
        )
        for subject in SEARCHED:
            derived_check.rebuild(connection, subject)
