"""Whether the store is whole: the file, the references, the log, what is derived, the files beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain import subjects
from salesdesk.domain.changes import Patch
from salesdesk.i18n import _, ngettext
from salesdesk.store import codec, files, log
from salesdesk.store.bulk import in_parts
from salesdesk.store.migrations.lifts import Lift, lifted
from salesdesk.store.sql import listed, run

_MANY: Final = 400
_SHOWN: Final = 5  # ids that are told of as many as there are


def the_file(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong."""
    for (found,) in run(connection, "PRAGMA integrity_check(20)"):
        if found != "ok":
            yield _("The file is damaged: {what}").format(what=found)
    for table, row, parent, _number in run(connection, "PRAGMA foreign_key_check"):
        yield _("A record of {table} (row {row}) belongs to none of {parent}.").format(
            table=table, row=row, parent=parent
        )


def references(connection: Connection) -> Iterator[str]:
    """References to records that are not there."""
    for target in subjects.BY_SUBJECT:
        for source, field, bond in subjects.referring(target):
            if bond != "refers":
                continue
            count = run(
                connection,
                f'SELECT count(*) FROM {source} s WHERE s.deleted_at IS NULL AND s."{field}" IS NOT NULL'
                f' AND NOT EXISTS (SELECT 1 FROM {target} t WHERE t.id = s."{field}")',
            ).fetchone()[0]
            if count:
                yield ngettext(
                    "{count} record of {source} names one of {target} that is not here ({field}).",
                    "{count} records of {source} name some of {target} that are not here ({field}).",
                    count,
                ).format(count=count, source=source, target=target, field=field)


def deleted_targets(connection: Connection) -> Iterator[str]:
    """References of records to others that are deleted, with the first ids: a deletion leaves them, so that it
    can be undone, and nothing is wrong with the store."""
    for target in subjects.BY_SUBJECT:
        for source, field, bond in subjects.referring(target):
            if bond != "refers":
                continue
            found = run(
                connection,
                f'SELECT s.id FROM {source} s JOIN {target} t ON t.id = s."{field}"'
                " WHERE s.deleted_at IS NULL AND t.deleted_at IS NOT NULL ORDER BY s.row",
            ).fetchall()
            if found:
                ids = ", ".join(str(UUID(bytes=one)) for (one,) in found[:_SHOWN])
                yield ngettext(
                    "{count} record of {source} names one of {target} that is deleted ({field}): {ids}",
                    "{count} records of {source} name some of {target} that are deleted ({field}): {ids}",
                    len(found),
                ).format(
                    count=len(found),
                    source=source,
                    target=target,
                    field=field,
                    ids=ids + (" …" if len(found) > _SHOWN else ""),
                )


def the_log(connection: Connection, lifts: Mapping[int, Lift]) -> Iterator[str]:
    """Whether numbers are gapless, no batch stands open, and the log, replayed, gives the records that are there."""
    for origin, seq, count, top in run(
        connection,
        "SELECT o.row, o.seq, count(c.row), coalesce(max(c.seq), 0) FROM origins o"
        " LEFT JOIN changes c ON c.origin = o.row WHERE o.local > 0 GROUP BY o.row",
    ):
        if not seq == count == top:
            yield _("The log of origin {origin} has gaps: {seq} given out, {count} there.").format(
                origin=origin, seq=seq, count=count
            )
    if log.batch_of(connection, "state = 'open'") is not None:
        yield _("An import or undo is running, or was broken off.")
    yield from _replayed(connection, lifts)


def _replayed(connection: Connection, lifts: Mapping[int, Lift]) -> Iterator[str]:
    for subject in subjects.BY_SUBJECT:
        ids = [one for (one,) in run(connection, f"SELECT id FROM {subject} ORDER BY row")]
        for part in in_parts(ids, _MANY):
            said = _from_log(connection, subject, part, lifts)
            for one, there in _there(connection, subject, part).items():
                if said.get(one) != there:
                    yield _("{subject} {id} is not what its log says.").format(
                        subject=subject, id=UUID(bytes=one)
                    )


def _there(connection: Connection, subject: str, ids: Sequence[bytes]) -> dict[bytes, Patch]:
    names = codec.fields(subject)
    marks, listed_values = listed(ids)
    columns = ", ".join(f'"{name}"' for name in names)
    found = run(connection, f"SELECT id, {columns} FROM {subject} WHERE id IN ({marks})", listed_values)
    return {one: codec.patched(names, values) for one, *values in found}


def _from_log(
    connection: Connection, subject: str, ids: Sequence[bytes], lifts: Mapping[int, Lift]
) -> dict[bytes, Patch]:
    """The records `ids` as the log tells them, from their creation on."""
    marks, listed_values = listed(ids)
    out: dict[bytes, Patch] = {}
    for schema, *row in run(
        connection,
        f"SELECT schema, subject, record, patch, before FROM changes WHERE record IN ({marks}) ORDER BY row",
        listed_values,
    ):
        for change in lifted([log.decode(*row)], schema, lifts):
            if change.subject == subject:
                start = (
                    dict(codec.nothing_said(subject))
                    if change.before is None
                    else out.get(change.record.bytes, {})
                )
                out[change.record.bytes] = {**start, **change.patch}
    return out


def out_of_step(subject: str, count: int) -> str:
    """What is said where `count` records of `subject` were not found or sorted as they should."""
    return ngettext(
        "What is searched and sorted by was out of step for {count} record of {subject}.",
        "What is searched and sorted by was out of step for {count} records of {subject}.",
        count,
    ).format(count=count, subject=subject)


def damaged_index(subject: str) -> str:
    """What is said of a full-text index that does not hold what it should."""
    return _("The search index of {subject} was damaged.").format(subject=subject)


def the_files(connection: Connection, store: Path) -> Iterator[str]:
    """Whether each attachment's file is there, with the content that its name says."""
    for name, sha256 in run(
        connection, "SELECT DISTINCT name, sha256 FROM attachments WHERE deleted_at IS NULL"
    ):
        if not files.whole(store, sha256):
            yield _("The attachment {name} is missing or damaged.").format(name=name)
