"""Looking the whole store over, and mending what can be made anew."""

from __future__ import annotations

from salesdesk.store import check
from salesdesk.store.database import Store


def look_over(store: Store, *, repair: bool = True) -> list[str]:
    """The problems of the store, as sentences; none where it is whole.

    What is derived is made anew where it was out of step, and said all the same.
    """
    problems: list[str] = []
    with store.reading_raw() as connection:
        problems += check.the_file(connection)
        if not problems:
            problems += check.references(connection)
            problems += check.the_log(connection, store.lifts)
            problems += check.the_files(connection, store.path)
    if not problems or repair:
        with store.writing() as connection:
            problems += check.what_is_derived(connection, repair=repair)
    return problems
