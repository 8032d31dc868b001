"""Backups: a whole, consistent copy by SQLite's own backup, one a day, ten kept, and a second place.

Copying the file itself would leave out what is still in the write-ahead log, and pass for whole.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from salesdesk.clock import Clock, today
from salesdesk.domain.instants import from_micros
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.i18n import _
from salesdesk.store.connections import APPLICATION_ID, cannot_open, connect, told_kindly

KEPT: Final = 10
_A_DAY: Final = 86_400  # seconds


def folder(store: Path) -> Path:
    """Where the backups of `store` lie."""
    return store.with_name("backups")


def copy(store: Path, target: Path) -> None:
    """Writes a whole copy of the store to `target`, which is replaced only when the copy is whole.

    Raises `EnvironmentTrouble` where the disk does not take it.
    """
    with making(target) as part, told_kindly(store):
        source, copied = connect(store), connect(part)
        try:
            source.backup(copied)
            copied.execute("PRAGMA journal_mode = DELETE")
            # A copy that is opened one day writes under a name of its own (docs/adr/0002).
            copied.execute("UPDATE origins SET local = 2 WHERE local = 1")
        finally:
            copied.close()
            source.close()


@contextmanager
def making(target: Path) -> Generator[Path]:
    """Gives where to write `target`, whose place it takes when it is whole; what was begun of it is taken away
    where it does not become so. Raises `EnvironmentTrouble` where the disk refuses."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with refusing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            _drop(part)
            yield part
            part.replace(target)
    except BaseException:
        with suppress(OSError):  # the folder is not there, or takes nothing away either
            _drop(part)
        raise


def _drop(part: Path) -> None:
    """Takes away what was half written, with the journals that SQLite leaves beside it on a full disk."""
    for ending in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


@contextmanager
def refusing(place: Path) -> Generator[None]:
    """Turns what the system refuses at `place` into an `EnvironmentTrouble`."""
    try:
        yield
    except OSError as error:
        raise cannot_open(place) from error


def keep(store: Path, clock: Clock, *, reason: str = "") -> Path:
    """Makes today's backup beside the store and lets go of all but the newest ten."""
    target = folder(store) / f"{store.stem}-{today(clock).isoformat()}{reason}.db"
    copy(store, target)
    _prune(store, target)
    return target


def daily(store: Path, clock: Clock, second: Path | None) -> bool:
    """Makes today's backup if there is none yet, and puts it and the attachments in the second place too.

    Gives whether one was made. Raises `EnvironmentTrouble` where the second place is not there or cannot be
    written to.
    """
    target = folder(store) / f"{store.stem}-{today(clock).isoformat()}.db"
    with refusing(target):
        made = not target.exists()
    if made:
        keep(store, clock)
    if second is not None:
        other = in_second_place(second, target.name)
        with refusing(other):
            there = other.exists()
        if not there:
            carry_files(store, other)
            copy(store, other)
            _prune(store, other)
    return made


def in_second_place(second: Path, name: str) -> Path:
    """Where the backup of this name lies in the second place. Raises `EnvironmentTrouble` where that is not
    there: to make its folder would fill the laptop's own disk where a stick was, and pass for a backup."""
    with refusing(second):
        if not second.is_dir():
            raise EnvironmentTrouble(
                _("The second place for backups is not there: {folder}").format(folder=second),
                _("Plug it in, or choose another one in the settings. The backup on this laptop is kept."),
            )
    return second / name


def carry_files(place: Path, other: Path) -> None:
    """Copies the attachments beside `place` that lie not yet beside `other` (both files of a store)."""
    for source in attachments(place).glob("*/*"):
        target = attachments(other) / source.parent.name / source.name
        with refusing(target):
            there = target.exists() and target.stat().st_size == source.stat().st_size
        if not there:
            with making(target) as part:
                shutil.copyfile(source, part)


def attachments(store: Path) -> Path:
    """Where the files of `store` are kept, each under the hash of its content."""
    return store.with_name("attachments")


@dataclass(frozen=True, slots=True)
class Holding:
    """What a store or a backup holds."""

    prospects: int
    follow_ups: int  # that are open
    last_change: datetime | None


def holding(file: Path) -> Holding:
    """What the store or backup at `file` holds. Raises `EnvironmentTrouble` where it cannot be read."""
    with told_kindly(file):
        found = connect(file)
        try:
            found.execute("PRAGMA query_only = ON")
            prospects, follow_ups, at = found.execute(
                "SELECT (SELECT count(*) FROM prospects WHERE deleted_at IS NULL),"
                " (SELECT count(*) FROM followups WHERE deleted_at IS NULL AND done_at IS NULL),"
                " (SELECT max(at) FROM batches)"
            ).fetchone()
        finally:
            found.close()
    return Holding(prospects, follow_ups, None if at is None else from_micros(at))


def last(store: Path) -> date | None:
    """The day of the newest daily backup."""
    named = [path.stem[-10:] for path in folder(store).glob(f"{store.stem}-????-??-??.db")]
    days = [day for day in named if re.fullmatch(r"\d{4}-\d\d-\d\d", day)]
    return date.fromisoformat(max(days)) if days else None


def _prune(store: Path, made: Path) -> None:
    """Lets go of what is too old beside the backup just `made`: all but the newest ten of this store, and what a
    program that was ended left half written the day before. Those of a store that lay here before it stay: where that
    one was lost, they are all that is left of it."""
    place = made.parent
    with refusing(place):
        kept = sorted(place.glob(f"{store.stem}-????-??-??.db"), reverse=True)
        if len(kept) > KEPT:
            mine = _origins(made)
            kept = [one for one in kept if not (its := _origins(one)) or its & mine]
        for old in kept[KEPT:]:
            old.unlink(missing_ok=True)
        for half in place.glob(f"{store.stem}-*.db.*.part*"):
            if made.stat().st_mtime - half.stat().st_mtime > _A_DAY:
                half.unlink(missing_ok=True)


def _origins(file: Path) -> frozenset[bytes]:
    """The names under which a store or backup was ever written; none where it cannot be read."""
    with suppress(sqlite3.DatabaseError):
        found = connect(file)
        try:
            return frozenset(one for (one,) in found.execute("SELECT id FROM origins"))
        finally:
            found.close()
    return frozenset()


def examine(file: Path) -> int:
    """Looks whether `file` is a whole Salesdesk store and gives its version. Raises `UserError` where not."""
    if not file.is_file():
        raise UserError(_("There is no file {file}.").format(file=file), _("Name a backup of Salesdesk."))
    try:
        found = connect(file)
        try:
            mark = found.execute("PRAGMA application_id").fetchone()[0]
            whole = found.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            version = found.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            found.close()
    except sqlite3.DatabaseError:
        mark, whole, version = 0, False, None
    if mark != APPLICATION_ID or not whole or version is None or not str(version[0]).isdecimal():
        raise UserError(
            _("{file} is not a whole backup of a Salesdesk store.").format(file=file),
            _("Nothing was changed. Try another backup."),
        )
    return int(version[0])


def is_ours(file: Path) -> bool:
    """Whether `file` bears the mark of a Salesdesk store (sqlite.org/fileformat.html §1.3: 4 bytes from 68 on)."""
    with file.open("rb") as opened:
        head = opened.read(72)
    return head.startswith(b"SQLite format 3\0") and int.from_bytes(head[68:72]) == APPLICATION_ID


def bring_back(file: Path, store: Path) -> None:
    """Puts the content of the backup `file` in the place of the store. The caller is alone with it."""
    with told_kindly(store):
        source, target = connect(file), connect(store)
        try:
            source.backup(target)
            target.execute("UPDATE origins SET local = 2 WHERE local = 1")
            target.execute("PRAGMA journal_mode = WAL")
        finally:
            target.close()
            source.close()
