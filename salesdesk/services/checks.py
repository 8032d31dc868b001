"""Looking the whole store over, and mending what can be made anew."""

from __future__ import annotations

from salesdesk.store import check, check_stages, derived_check
from salesdesk.store.database import Store
from salesdesk.store.derived import SEARCHED
from salesdesk.store.derived_catch_up import catch_up


def look_over(store: Store, *, repair: bool = True) -> list[str]:
    """The problems of the store, as sentences; none where it is whole.

    What is derived is made anew where it was out of step, and said all the same. A file that SQLite itself
    finds damaged is left alone: that wants a backup. A store that can only be read is looked over without
    mending, and without its search index, which is asked by a statement that writes (sqlite.org/fts5.html §6.4).
    """
    with store.reading_raw() as connection:
        problems = list(check.the_file(connection))
        if problems:
            return problems
        problems += check.references(connection)
        problems += check.the_log(connection, store.lifts)
        problems += check_stages.the_stages(connection)
        problems += check.the_files(connection, store.path)
    for subject in SEARCHED:
        problems += _derived(store, subject, repair=repair)
    return problems


def hints(store: Store) -> list[str]:
    """What is well, and may still be worth a look: records that name others that are deleted."""
    with store.reading_raw() as connection:
        return list(check.deleted_targets(connection))


def _derived(store: Store, subject: str, *, repair: bool) -> list[str]:
    if store.read_only:
        with store.reading_raw() as connection:
            count = derived_check.out_of_step(connection, subject)
        return [check.out_of_step(subject, count)] if count else []
    with store.writing() as connection:
        whole = derived_check.index_is_whole(connection, subject)
    if whole:
        catch_up(store)
    with store.reading_raw() as connection:
        count = derived_check.out_of_step(connection, subject)
    with store.writing() as connection:
        if repair and (count or not whole):
            derived_check.rebuild(connection, subject)
    found = [check.out_of_step(subject, count)] if count else []
    return found if whole else [*found, check.damaged_index(subject)]
