"""What lists search and sort by, derived from the records in the same transaction as each write.

Nothing here is logged or sent. One function derives it for one record, for a batch and for all, so that
`check` can compare what stands there with what should.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.changes import Change
from salesdesk.store import derived_deals, derived_stale, derived_worth
from salesdesk.store.bulk import in_parts
from salesdesk.store.derived_foreseen import Foreseen
from salesdesk.store.derived_ordered import KeptBack
from salesdesk.store.derived_prospects import prospects_wanted
from salesdesk.store.derived_tables import write
from salesdesk.store.derived_texts import Wanted, texts_wanted
from salesdesk.store.sql import listed, run

SEARCHED: Final = (
    *("prospects", "companies", "fairs", "complaints", "followups", "activities", "deals", "products"),
)


def refresh(
    connection: Connection,
    changes: Sequence[Change],
    foreseen: Foreseen | None = None,
    kept: KeptBack | None = None,
) -> None:
    """Derives anew what depends on the records of `changes`, whose rows are written.

    What was `foreseen` of them without the lock is taken where it holds, some of it `kept` back. Where a
    company or a tag is that of many, the first are done now and the rest left to `catch_up`.
    """
    done = foreseen.write(connection, kept) if foreseen else {}
    for subject, ids in _affected(connection, changes, done).items():
        if kept is not None and subject == "prospects":
            kept.again |= ids
        for part in in_parts(sorted(ids)):
            refresh_those(connection, subject, part)


def refresh_those(connection: Connection, subject: str, ids: Sequence[bytes]) -> None:
    """Derives anew what stands for the records `ids`, at most 500 of them."""
    marks, listed_values = listed(ids)
    query = f"SELECT row FROM {subject} WHERE id IN ({marks})"
    rows = [row for (row,) in run(connection, query, listed_values)]
    write(connection, subject, rows, wanted(connection, subject, ids))


def told_of(connection: Connection, changes: Sequence[Change]) -> set[bytes]:
    """The prospects whose keys or names the records of `changes` say something of."""
    found = {change.record.bytes for change in changes if change.subject == "prospects"}
    found |= _owners(connection, changes, {}).get("prospects", set())
    for subject in derived_stale.NAMED:
        for part in in_parts([c.record.bytes for c in changes if c.subject == subject]):
            found |= derived_stale.all_of(connection, subject, part)
    return found


def fill_in(connection: Connection) -> None:
    """Derives what a store of a version that knew no worth of prospects has nothing of yet."""
    query = (
        "SELECT DISTINCT p.id FROM deals d JOIN prospects p ON p.id = d.prospect AND p.deleted_at IS NULL"
        " WHERE d.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM prospects_worth)"
    )
    for part in in_parts([one for (one,) in run(connection, query)]):
        refresh_those(connection, "prospects", part)


def wanted(connection: Connection, subject: str, ids: Sequence[bytes]) -> Wanted:
    """What should stand in the side tables of the records `ids` of `subject` (deleted ones: nothing)."""
    if subject == "prospects":
        return prospects_wanted(connection, ids)
    return texts_wanted(connection, subject, ids)


def _affected(
    connection: Connection, changes: Sequence[Change], done: Mapping[str, set[bytes]]
) -> dict[str, set[bytes]]:
    """The searched records whose derived values depend on the records of `changes`, less those `done`."""
    ids: dict[str, set[bytes]] = defaultdict(set)
    for change in changes:
        ids[change.subject].add(change.record.bytes)
    owners = _owners(connection, changes, done)
    out = {s: (ids[s] | owners.get(s, set())) - done.get(s, set()) for s in SEARCHED}
    out["deals"] |= derived_deals.naming(connection, changes)
    told = _holders(connection, changes) | derived_worth.buyers(connection, changes)
    out["prospects"] |= told - done.get("prospects", set())
    return {subject: found for subject, found in out.items() if found}


def _holders(connection: Connection, changes: Sequence[Change]) -> set[bytes]:
    """The prospects to be derived now because a company or tag of theirs has another name, or came after."""
    found: set[bytes] = set()
    for subject, names in derived_stale.NAMED.items():
        told = [c for c in changes if c.subject == subject and not names.isdisjoint(c.patch)]
        for part in in_parts([c.record.bytes for c in told if c.before is None]):
            found |= derived_stale.all_of(connection, subject, part)
        for change in told:
            if change.before is not None:
                found |= derived_stale.first_of(connection, subject, change.record.bytes)
    return found


# Whose derived values a part's say something of: (subject, field, owner).
_PARTS: Final = (
    *((part, "prospect", "prospects") for part in ("phones", "emails", "webs", "addresses", "asked_about")),
    *((part, "prospect", "prospects") for part in ("taggings", "activities", "followups", "deals")),
    ("deal_lines", "deal", "deals"),
    *((part, "company", "companies") for part in ("phones", "emails", "webs", "addresses")),
)
_OWNERS: Final = {
    part: tuple((field, owner) for subject, field, owner in _PARTS if subject == part)
    for part, _, _ in _PARTS
}


def _owners(
    connection: Connection, changes: Sequence[Change], done: Mapping[str, set[bytes]]
) -> dict[str, set[bytes]]:
    """The owners that parts have or had, deleted ones left out: a part that moved matters to both. A part
    that was made is told by its patch."""
    found: dict[str, set[bytes]] = defaultdict(set)
    edited: dict[str, set[bytes]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        if change.subject not in _OWNERS:
            continue
        if change.before is not None:
            edited[change.subject].add(change.record.bytes)
        for said in (change.patch, change.before) if change.before else (change.patch,):
            for name, owner in _OWNERS[change.subject]:
                value = said.get(name)
                if isinstance(value, str):
                    named[owner].add(value)
    for owner, values in named.items():
        found[owner] |= {bytes.fromhex(value) for value in values}
    for subject, field, owner in _PARTS:
        for part in in_parts(sorted(edited.get(subject, ()))):
            marks, listed_values = listed(part)
            query = (
                f'SELECT DISTINCT "{field}" FROM {subject} WHERE id IN ({marks}) AND "{field}" IS NOT NULL'
            )
            found[owner] |= {one for (one,) in run(connection, query, listed_values)}
    return {owner: _alive(connection, owner, ids - done.get(owner, set())) for owner, ids in found.items()}


def _alive(connection: Connection, subject: str, ids: set[bytes]) -> set[bytes]:
    """Those of `ids` that are not deleted: of one that is, nothing stands and nothing should."""
    out: set[bytes] = set()
    for part in in_parts(sorted(ids)):
        marks, listed_values = listed(part)
        query = f"SELECT id FROM {subject} WHERE id IN ({marks}) AND deleted_at IS NULL"
        out |= {one for (one,) in run(connection, query, listed_values)}
    return out
