"""The whole store as a data package, and back: ids, history and attachments included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from salesdesk.domain import subjects
from salesdesk.domain.changes import SCHEMA, Change, Patch
from salesdesk.domain.columns import Instant, Uid
from salesdesk.domain.instants import from_micros
from salesdesk.errors import EnvironmentTrouble
from salesdesk.exchange.datapackage import Cell, Field, Package, Resource
from salesdesk.exchange.datapackage import write as write_package
from salesdesk.i18n import _
from salesdesk.services import package_reading
from salesdesk.services.changes import FROM_FILE, nobody_watches
from salesdesk.services.output import refused
from salesdesk.services.package_reading import type_of
from salesdesk.store import batches, codec, files, history, log
from salesdesk.store.batches import Plan, Progress, Written
from salesdesk.store.bulk import in_parts
from salesdesk.store.database import Store
from salesdesk.store.log import BatchRow
from salesdesk.store.sql import listed, run


def export(store: Store, target: Path) -> int:
    """Writes everything to `target` and gives the number of records.

    Raises `EnvironmentTrouble` while a batch is being written, since half an import is not everything.
    """
    with store.reading_raw() as connection:
        if log.batch_of(connection, "state = 'open'") is not None:
            raise EnvironmentTrouble(_("An import or undo is running."), _("Try again when it is done."))
        resources = [_resource(connection, subject) for subject in subjects.BY_SUBJECT]
        kept = run(connection, "SELECT DISTINCT sha256 FROM attachments").fetchall()
        history_tables = [
            Resource(name, tuple(Field(*field) for field in fields), rows)
            for name, fields, rows in history.tables(connection)
        ]
        whole = [name for (name,) in kept if files.whole(store.path, name)]
        contents = ((name, files.where(store.path, name).read_bytes()) for name in whole)
        try:
            count = write_package(
                target, [*resources, *history_tables], contents, schema=SCHEMA, now=store.clock.now()
            )
        except OSError as error:
            raise refused(target, error) from error
        logged = history.length(connection)
    return count - logged


def _resource(connection: Any, subject: str) -> Resource:
    names = ("id", *codec.fields(subject))
    columns = subjects.table(subject).columns
    kinds: list[type[Any]] = [type(columns[name].type) for name in names]
    fields = tuple(Field(name, type_of(columns[name].type)) for name in names)
    columns_of = ", ".join(f'"{name}"' for name in names)

    def rows() -> Iterator[Sequence[Cell]]:
        for row in run(connection, f"SELECT {columns_of} FROM {subject} ORDER BY row"):
            yield [_said(value, kind) for value, kind in zip(row, kinds, strict=True)]

    return Resource(subject, fields, rows())


def _said(value: Any, kind: type[Any]) -> Cell:
    if value is None:
        return None
    if kind is Uid:
        return str(UUID(bytes=value))
    return from_micros(value).isoformat().replace("+00:00", "Z") if kind is Instant else value


Records = dict[str, dict[UUID, Patch]]


@dataclass(slots=True)
class Taken:
    """What became of a package: the batch, how many prospects it made or knew already, and of each subject how many
    records, made and known, those that are deleted left out."""

    written: Written
    read: int
    created: int
    known: int
    by_subject: Mapping[str, tuple[int, int]]


def take_in(
    store: Store,
    data: bytes,
    name: str,
    progress: Progress = nobody_watches,
    *,
    together: list[BatchRow] | None = None,
) -> Taken:
    """Makes every record of the package that is not here yet, as one batch (one of those `together`, as of
    `batches.in_one`), and takes its history along.

    What is here already stays as it is; what was here and is deleted comes back. Raises `UserError` where the
    package is damaged, `EnvironmentTrouble` where it is of a newer Salesdesk; nothing is taken then.
    """
    with Package(data) as package:
        package_reading.refuse_newer(package, name)
        said = package_reading.records(package)
        fresh, back = _sorted_out(store, said)
        _look_at_owners(store, fresh)
        told = package_reading.log(package, fresh, store.clock.now())
        _keep_files(store, package, fresh["attachments"])

    def work() -> Iterator[list[Change]]:
        history.take_in(store, told.batches, told.changes)  # under the lock of the batch, before its records
        yield from _groups(
            {s: [Change(s, i, p, None) for i, p in found.items()] for s, found in fresh.items()}
        )
        for change in back:
            yield [change]

    plan = Plan(FROM_FILE, {"file": name})
    written = batches.write(store, plan, work(), progress=progress, together=together)
    created = len(fresh["prospects"]) + sum(change.subject == "prospects" for change in back)
    counts = _counted(said, fresh, back)
    return Taken(written, len(said["prospects"]), created, len(said["prospects"]) - created, counts)


def _counted(said: Records, fresh: Records, back: Sequence[Change]) -> dict[str, tuple[int, int]]:
    """Of each subject that the package holds, how many are made and how many were known."""
    counts = dict[str, tuple[int, int]]()
    for subject, found in said.items():
        made = sum("deleted_at" not in patch for patch in fresh[subject].values())
        made += sum(change.subject == subject for change in back)
        whole = sum("deleted_at" not in patch for patch in found.values())
        if whole:
            counts[subject] = made, whole - made
    return counts


def _sorted_out(store: Store, said: Records) -> tuple[Records, list[Change]]:
    """What this store does not know, and the changes that bring back what it knew and deleted."""
    fresh: Records = {subject: dict(found) for subject, found in said.items()}
    back: list[Change] = []
    with store.reading_raw() as connection:
        for subject, found in said.items():
            names = codec.fields(subject)
            columns = ", ".join(f'"{name}"' for name in names)
            for part in in_parts([one.bytes for one in found]):
                marks, values = listed(part)
                query = f"SELECT id, {columns} FROM {subject} WHERE id IN ({marks})"
                for one, *kept in run(connection, query, values):
                    known, theirs = UUID(bytes=one), fresh[subject].pop(UUID(bytes=one))
                    mine = codec.patched(names, kept)
                    if mine["deleted_at"] is not None and "deleted_at" not in theirs:
                        whole = {**codec.nothing_said(subject), **theirs}
                        moved = [name for name in names if whole[name] != mine[name]]
                        back.append(
                            Change(subject, known, {n: whole[n] for n in moved}, {n: mine[n] for n in moved})
                        )
    return fresh, back


def _look_at_owners(store: Store, fresh: Records) -> None:
    """Raises `UserError` where a part belongs to a record that is neither in the package nor here."""
    for owner in ("prospects", "companies"):
        for subject, field, bond in subjects.referring(owner):
            named = {
                str(patch[field])
                for patch in fresh[subject].values()
                if bond == "part_of" and patch.get(field)
            }
            missing = [bytes.fromhex(one) for one in named - {known.hex for known in fresh[owner]}]
            with store.reading_raw() as connection:
                for part in in_parts(missing):
                    marks, values = listed(part)
                    found = run(connection, f"SELECT count(*) FROM {owner} WHERE id IN ({marks})", values)
                    if found.fetchone()[0] != len(part):
                        raise package_reading.cannot_be(subject)


def _keep_files(store: Store, package: Package, attachments: Mapping[UUID, Patch]) -> None:
    for patch in attachments.values():
        content = package.file(str(patch.get("sha256", "")))
        if content is not None:
            files.keep(store.path, content)


def _groups(fresh: dict[str, list[Change]]) -> Iterator[list[Change]]:
    """Each prospect with all that is about it in one group, after what stands on its own, so that an undo
    keeps or takes it as a whole. A part goes where its owner does: a line with its deal, the deal with its buyer."""
    about: dict[str, list[Change]] = defaultdict(list)
    owners = {change.record.hex for subject in ("prospects", "companies") for change in fresh[subject]}
    home: dict[str, str] = {}  # of each record, the group it goes with; empty for what stands on its own
    alone: list[Change] = []
    for subject, changes in fresh.items():
        wholes = [column.name for column in subjects.table(subject).columns if column.info.get("part_of")]
        for change in changes:
            key = change.record.hex if subject in {"prospects", "companies"} else _owner(change, owners)
            whole = next((str(one) for name in wholes if (one := change.patch.get(name))), "")
            key = key or home.get(whole, "")
            home[change.record.hex] = key
            (about[key] if key else alone).append(change)
    companies = {change.record.hex for change in fresh["companies"]}
    for change in alone:
        yield [change]
    for owner in sorted(about, key=lambda one: (one not in companies, one)):
        yield about[owner]


def _owner(change: Change, owners: Set[str]) -> str:
    """The prospect, or else the company, that a record is about, where it is among `owners`."""
    owner = change.patch.get("prospect") or change.patch.get("company")
    return owner if isinstance(owner, str) and owner in owners else ""
