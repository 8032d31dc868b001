"""The whole store as a data package, and back: ids, history and attachments included."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import BigInteger, Integer

from salesdesk.domain import subjects
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import Day, Instant, TimeOfDay, Uid
from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.domain.records import SCHEMA
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.exchange.datapackage import Cell, Field, Package, Resource
from salesdesk.exchange.datapackage import write as write_package
from salesdesk.i18n import N_, _
from salesdesk.services.changes import nobody_watches
from salesdesk.services.output import refused
from salesdesk.store import batches, codec, files, history
from salesdesk.store.batches import Plan, Progress, Written
from salesdesk.store.bulk import in_parts
from salesdesk.store.database import Store
from salesdesk.store.sql import listed, run

_TYPES: Final[dict[type[Any], str]] = {Uid: "string", Instant: "datetime", Day: "date", TimeOfDay: "time"}


def export(store: Store, target: Path) -> int:
    """Writes everything to `target` and gives the number of records."""
    with store.reading_raw() as connection:
        resources = [_resource(connection, subject) for subject in subjects.BY_SUBJECT]
        kept = run(connection, "SELECT DISTINCT sha256 FROM attachments").fetchall()
        log = [
            Resource(name, tuple(Field(*field) for field in fields), rows)
            for name, fields, rows in history.tables(connection)
        ]
        whole = [name for (name,) in kept if files.whole(store.path, name)]
        contents = ((name, files.where(store.path, name).read_bytes()) for name in whole)
        try:
            count = write_package(target, [*resources, *log], contents, schema=SCHEMA, now=store.clock.now())
        except OSError as error:
            raise refused(target, error) from error
        logged = run(
            connection,
            "SELECT (SELECT count(*) FROM changes) + (SELECT count(*) FROM batches) + (SELECT count(*) FROM origins)",
        ).fetchone()[0]
    return count - logged


def _resource(connection: Any, subject: str) -> Resource:
    names = ("id", *codec.fields(subject))
    columns = subjects.table(subject).columns
    kinds: list[type[Any]] = [type(columns[name].type) for name in names]
    fields = tuple(Field(name, _type(columns[name].type)) for name in names)
    listed = ", ".join(f'"{name}"' for name in names)

    def rows() -> Iterator[Sequence[Cell]]:
        for row in run(connection, f"SELECT {listed} FROM {subject} ORDER BY row"):
            yield [_said(value, kind) for value, kind in zip(row, kinds, strict=True)]

    return Resource(subject, fields, rows())


def _type(kind: Any) -> str:
    named = next((name for sort, name in _TYPES.items() if isinstance(kind, sort)), "")
    if named:
        return named
    return "integer" if isinstance(kind, (Integer, BigInteger)) else "string"


def _said(value: Any, kind: type[Any]) -> Cell:
    if value is None:
        return None
    if kind is Uid:
        return str(UUID(bytes=value))
    return from_micros(value).isoformat().replace("+00:00", "Z") if kind is Instant else value


@dataclass(slots=True)
class Taken:
    """What became of a package: the batch, and how many prospects it made or knew already."""

    written: Written
    read: int
    created: int
    known: int


def take_in(store: Store, data: bytes, name: str, progress: Progress = nobody_watches) -> Taken:
    """Makes every record of the package that is not here yet, as one batch, and takes its history along.

    What is here already stays as it is. Raises `UserError` where the package is damaged,
    `EnvironmentTrouble` where it is of a newer Salesdesk.
    """
    with Package(data) as package:
        if package.schema > SCHEMA:
            raise EnvironmentTrouble(
                _("{file} was written by a newer Salesdesk.").format(file=name),
                _("Nothing was changed. Install the newer version to bring it in."),
            )
        fresh = {subject: _fresh(store, package, subject) for subject in subjects.BY_SUBJECT}
        read = sum(1 for _row in package.rows("prospects"))
        _look_at_log(package)
        _keep_files(store, package, fresh["attachments"])
        history.take_in(store, package.rows)
        plan = Plan(N_("Brought in {file}"), {"file": name})
        try:
            written = batches.write(store, plan, _groups(fresh), progress=progress)
        except Exception as error:
            told = str(getattr(error, "sqlite_errorname", ""))
            if isinstance(error, OverflowError) or told.startswith("SQLITE_CONSTRAINT"):
                raise _cannot_be(
                    "datapackage"
                ) from error  # a part of nobody, an id twice, no sensible number
            raise
    created = len(fresh["prospects"])
    return Taken(written, read, created, read - created)


def _cannot_be(table: str) -> UserError:
    return UserError(
        _("The package says something in {table} that cannot be.").format(table=table),
        _("Nothing was taken from it."),
    )


_LOG_IDS: Final = {"id", "origin", "batch", "record", "of"}
_LOG_NUMBERS: Final = {"seq", "hlc", "schema", "at", "undone"}
_LOG_JSON: Final = {"patch", "before", "label_args"}


def _look_at_log(package: Package) -> None:
    """Looks whether the log can be read later on, when its history is shown. Raises `UserError` where not."""
    known: dict[str, set[str]] = {"origin": set(), "batch": set()}
    for table, names in (("log_origins", "origin"), ("log_batches", "batch"), ("log_changes", "")):
        for row in package.rows(table):
            try:
                if not all(_can_be(name, text) for name, text in row.items()):
                    raise _cannot_be(table)
                if any(row[name] not in ids for name, ids in known.items() if name in row):
                    raise _cannot_be(table)
                if row.get("schema") == str(SCHEMA) and row["subject"] not in subjects.BY_SUBJECT:
                    raise _cannot_be(table)
                if names:
                    known[names].add(row["id"])
            except (ValueError, KeyError) as error:
                raise _cannot_be(table) from error


def _can_be(name: str, text: str) -> bool:
    if name in _LOG_IDS and text:
        return bool(UUID(text))
    if name in _LOG_NUMBERS:
        return abs(int(text)) < 2**63
    if name in _LOG_JSON and text:
        said: Any = json.loads(text)
        return isinstance(said, dict) and all(
            value is None or isinstance(value, (int, str)) for value in cast("dict[str, Any]", said).values()
        )
    return True


def _fresh(store: Store, package: Package, subject: str) -> list[Change]:
    """The records of the package that this store does not know, as changes that make them."""
    readers = {column.name: _reader(column.type) for column in subjects.table(subject).columns}
    changes: list[Change] = []
    nothing = codec.nothing_said(subject)
    for row in package.rows(subject):
        try:
            made = UUID(row.pop("id"))
            said: Patch = {name: readers[name](text) for name, text in row.items() if name in readers}
        except (ValueError, KeyError) as error:
            raise _cannot_be(subject) from error
        patch = {name: value for name, value in said.items() if value != nothing[name]}
        changes.append(Change(subject, made, patch, None))
    known: set[bytes] = set()
    with store.reading_raw() as connection:
        for part in in_parts([change.record.bytes for change in changes]):
            marks, listed_values = listed(part)
            found = run(connection, f"SELECT id FROM {subject} WHERE id IN ({marks})", listed_values)
            known |= {one for (one,) in found}
    return [change for change in changes if change.record.bytes not in known]


def _reader(kind: Any) -> Callable[[str], int | str | None]:
    match _type(kind):
        case "datetime":
            return _micros
        case "integer":
            return lambda text: int(text) if text else None
        case "date":
            return lambda text: date.fromisoformat(text).isoformat() if text else None
        case "time":
            return lambda text: time.fromisoformat(text).strftime("%H:%M") if text else None
        case _:
            return _hex if isinstance(kind, Uid) else str


def _hex(text: str) -> str | None:
    return UUID(text).hex if text else None


def _micros(text: str) -> int | None:
    return to_micros(datetime.fromisoformat(text)) if text else None


def _keep_files(store: Store, package: Package, attachments: Sequence[Change]) -> None:
    for change in attachments:
        content = package.file(str(change.patch.get("sha256", "")))
        if content is not None:
            files.keep(store.path, content)


def _groups(fresh: dict[str, list[Change]]) -> Iterator[list[Change]]:
    """Each prospect with all that is about it in one group, after what stands on its own, so that an undo
    keeps or takes it as a whole."""
    about: dict[str, list[Change]] = defaultdict(list)
    owners = {change.record.hex for subject in ("prospects", "companies") for change in fresh[subject]}
    alone: list[Change] = []
    for subject, changes in fresh.items():
        for change in changes:
            owner = change.patch.get("prospect") or (
                change.patch.get("company") if subject != "prospects" else None
            )
            if subject in {"prospects", "companies"}:
                about[change.record.hex].append(change)
            elif isinstance(owner, str) and owner in owners:
                about[owner].append(change)
            else:
                alone.append(change)
    companies = {change.record.hex for change in fresh["companies"]}
    for change in alone:
        yield [change]
    for owner in sorted(about, key=lambda one: (one not in companies, one)):
        yield about[owner]
