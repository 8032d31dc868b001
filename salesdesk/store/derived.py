"""What lists search and sort by, derived from the records in the same transaction as each write.

Nothing here is logged or sent. One function writes it for one record, for a batch and for all, so that
`check` can compare what stands there with what should.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.changes import Change
from salesdesk.store.bulk import in_parts
from salesdesk.store.derived_prospects import FACTS, prospects_wanted
from salesdesk.store.derived_texts import Wanted, texts_wanted
from salesdesk.store.sql import listed, run

Row = tuple[object, ...]

SEARCHED: Final = ("prospects", "companies", "fairs", "complaints", "followups", "activities")


def refresh(connection: Connection, changes: Sequence[Change]) -> None:
    """Derives anew what depends on the records of `changes`."""
    for subject, ids in affected(connection, changes).items():
        for part in in_parts(sorted(ids)):
            _write(connection, subject, part)


def affected(connection: Connection, changes: Sequence[Change]) -> dict[str, set[bytes]]:
    """The searched records whose derived values depend on the records of `changes`."""
    ids: dict[str, set[bytes]] = defaultdict(set)
    for change in changes:
        ids[change.subject].add(change.record.bytes)
    out: dict[str, set[bytes]] = {subject: set(ids[subject]) for subject in SEARCHED if ids[subject]}
    owners = _named_owners(changes)
    for subject, field, owner in _DEPENDS:
        for part in in_parts(sorted(ids.get(subject, ()))):
            marks, listed_values = listed(part)
            owners[owner] |= {
                row[0]
                for row in run(connection, _owner_query(subject, field).format(marks=marks), listed_values)
                if row[0] is not None
            }
    for owner, found in owners.items():
        if found:
            out.setdefault(owner, set()).update(found)
    return out


def _named_owners(changes: Sequence[Change]) -> dict[str, set[bytes]]:
    """The owners that parts had or have: a part that moved matters to both."""
    fields = {(subject, field): owner for subject, field, owner in _DEPENDS if "." not in field}
    owners: dict[str, set[bytes]] = defaultdict(set)
    for change in changes:
        for said in (change.patch, change.before or {}):
            for name, value in said.items():
                owner = fields.get((change.subject, name))
                if owner and isinstance(value, str):
                    owners[owner].add(bytes.fromhex(value))
    return owners


# Which records' changes matter to whom: (subject, field, owner). A field of the owner means the way back.
_DEPENDS: Final = (
    *((part, "prospect", "prospects") for part in ("phones", "emails", "webs", "addresses", "asked_about")),
    *((part, "prospect", "prospects") for part in ("taggings", "activities", "followups")),
    *((part, "company", "companies") for part in ("phones", "emails", "webs", "addresses")),
    ("companies", "prospects.company", "prospects"),
    ("tags", "taggings.tag", "prospects"),
)


def _owner_query(subject: str, field: str) -> str:
    if field == "prospects.company":
        return "SELECT id FROM prospects WHERE company IN ({marks})"
    if field == "taggings.tag":
        return "SELECT prospect FROM taggings WHERE tag IN ({marks})"
    return f'SELECT DISTINCT "{field}" FROM {subject} WHERE id IN ({{marks}})'


def wanted(connection: Connection, subject: str, ids: Sequence[bytes]) -> Wanted:
    """What should stand in the side tables of the records `ids` of `subject` (deleted ones: nothing)."""
    if subject == "prospects":
        return prospects_wanted(connection, ids)
    return texts_wanted(connection, subject, ids)


def _write(connection: Connection, subject: str, ids: Sequence[bytes]) -> None:
    marks, listed_values = listed(ids)
    rows = [
        row for (row,) in run(connection, f"SELECT row FROM {subject} WHERE id IN ({marks})", listed_values)
    ]
    write(connection, subject, rows, wanted(connection, subject, ids))


def write(
    connection: Connection, subject: str, rows: Sequence[int], want: Wanted, *, index: bool = True
) -> None:
    """Makes the side tables of the records at `rows` say what `want` says, and nothing else.

    Without `index` the full text is left to be built anew: one that is damaged cannot be kept in step.
    """
    texts = [(row, *said) for row, said in want.texts.items()]
    stale, fresh = _replace(connection, f"{subject}_search", "row, sort_key, text", rows, texts)
    if index:
        _index(connection, f"{subject}_fts", "text", stale, fresh)
    _replace(connection, f"{subject}_names", "rank, entry, row", rows, want.names)
    if subject == "prospects":
        _replace(connection, "prospects_keys", "key, row", rows, want.keys)
        stale, fresh = _replace(connection, "prospects_digits", "row, digits", rows, want.digits)
        if index:
            _index(connection, "prospects_digits_fts", "digits", stale, fresh)
        _replace(connection, "prospects_facts", ", ".join(("row", *FACTS)), rows, want.facts)


def _index(
    connection: Connection, table: str, column: str, stale: Sequence[Row], fresh: Sequence[Row]
) -> None:
    """Keeps a full-text index of outside content in step (sqlite.org/fts5.html §4.4.3): an entry leaves it
    by the very text with which it went in. Not by triggers, which an untrusted schema may not run."""
    if stale:
        run(
            connection,
            f"INSERT INTO {table} ({table}, rowid, {column}) VALUES ('delete', ?, ?)",
            [(row[0], row[-1]) for row in stale],
        )
    if fresh:
        run(
            connection,
            f"INSERT INTO {table} (rowid, {column}) VALUES (?, ?)",
            [(row[0], row[-1]) for row in fresh],
        )


def _replace(
    connection: Connection, table: str, columns: str, rows: Sequence[int], want: Iterable[Row]
) -> tuple[list[Row], list[Row]]:
    """Takes away what stands for `rows` and is not wanted, adds what is wanted and does not stand, and gives
    both."""
    marks, listed_values = listed(rows)
    found = run(connection, f"SELECT {columns} FROM {table} WHERE row IN ({marks})", listed_values)
    standing, should = {tuple(one) for one in found}, set(want)
    stale, missing = sorted(standing - should, key=repr), sorted(should - standing, key=repr)
    if stale:
        match = " AND ".join(f"{column} IS ?" for column in columns.split(", "))
        run(connection, f"DELETE FROM {table} WHERE {match}", stale)
    if missing:
        values = ", ".join("?" * (columns.count(",") + 1))
        run(connection, f"INSERT INTO {table} ({columns}) VALUES ({values})", missing)
    return stale, missing
