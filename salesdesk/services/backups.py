"""Backups made, looked at and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from salesdesk.clock import Clock
from salesdesk.domain.changes import SCHEMA
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.i18n import _
from salesdesk.store import backup
from salesdesk.store.backup import Holding
from salesdesk.store.connections import cannot_open, look, told_kindly
from salesdesk.store.database import Store
from salesdesk.store.presence import Presence


def make(store: Store, target: Path | None) -> Path:
    """Writes a whole copy of the store to `target`, or into the backups folder under today's day."""
    if target is None:
        return backup.keep(store.path, store.clock)
    if target.resolve() == store.path.resolve():
        raise UserError(_("That is the store itself."), _("Name another file for the backup."))
    backup.copy(store.path, target)
    return target


def may_be_replaced(file: Path) -> bool:
    """Whether nothing but an older backup of Salesdesk, or nothing at all, stands at `file`."""
    with backup.refusing(file):
        return not file.exists() or not file.stat().st_size or backup.is_ours(file)


def folder(store: Path) -> Path:
    """Where the backups of the store at this path lie."""
    return backup.folder(store)


def attachments(store: Path) -> Path:
    """Where the attachments of the store at this path lie."""
    return backup.attachments(store)


def listed(store: Store) -> list[tuple[Path, datetime]]:
    """The backups beside the store with the instant at which each was made, newest first."""
    return _listed(store.path)


def newest(store: Path) -> Path | None:
    """The newest backup beside where the store at this path lies, or lay."""
    return next((file for file, _at in _listed(store)), None)


def _listed(store: Path) -> list[tuple[Path, datetime]]:
    found = backup.folder(store).glob(f"{store.stem}-*.db")
    made = [(file, datetime.fromtimestamp(file.stat().st_mtime, UTC)) for file in found]
    return sorted(made, key=lambda one: one[1], reverse=True)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in a list: when it was made, its size in bytes, and how many prospects it holds; None where it
    cannot be read."""

    file: Path
    at: datetime
    size: int
    prospects: int | None


def described(store: Store) -> list[Backup]:
    """The backups beside the store, newest first. Opens each of them, so it takes a moment."""
    found: list[Backup] = []
    for file, at in listed(store):
        try:
            prospects = backup.holding(file).prospects
        except EnvironmentTrouble:
            prospects = None
        found.append(Backup(file, at, file.stat().st_size, prospects))
    return found


def is_worth(store: Path) -> bool:
    """Whether anything was ever written into the store at this path, so that there is something to back up."""
    with look(store) as raw:
        return raw.execute("SELECT 1 FROM changes LIMIT 1").fetchone() is not None


def make_today(store: Path, clock: Clock, second: Path | None) -> tuple[bool, str]:
    """Makes today's backup where there is none yet, here and in the second place; gives whether one was made here,
    and what a person should read where a place is without it."""
    try:
        made = backup.daily(store, clock, None)
    except EnvironmentTrouble as trouble:
        return False, _("Today's backup could not be made. {why}").format(why=trouble)
    try:
        backup.daily(store, clock, second)
    except EnvironmentTrouble as trouble:
        return made, _("Today's backup is on this laptop only. {why}").format(why=trouble)
    return made, ""


def make_everywhere(store: Store, second: Path | None) -> Path:
    """Makes today's backup anew beside the store and, with the attachments, in the second place; gives the
    former. Raises `EnvironmentTrouble` where one of them is not there or cannot be written to."""
    made = make(store, None)
    if second is not None:
        other = backup.in_second_place(second, made.name)
        backup.carry_files(store.path, other)
        backup.copy(store.path, other)
    return made


@dataclass(frozen=True, slots=True)
class Preview:
    """What a backup holds beside what the store holds now."""

    file: Path
    at: datetime
    then: Holding
    now: Holding


def preview(store: Store, file: Path) -> Preview:
    """What bringing `file` back would change. Raises `UserError` where it is no whole backup, and
    `EnvironmentTrouble` where it was written by a newer version."""
    _examine(file)
    made = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return Preview(file, made, backup.holding(file), backup.holding(store.path))


def latest(store: Store) -> datetime | None:
    """When the newest backup was made, or None where there is none."""
    return next((at for _file, at in listed(store)), None)


def restore(store: Path, file: Path, clock: Clock) -> Path | None:
    """Puts a backup in the place of the store; the present is kept as a backup first, whose path is given.

    The restored store writes under a new origin, so that no number is given out twice. Raises `UserError`
    where `file` is no whole backup, `EnvironmentTrouble` where another program has the store open or the disk
    refuses; the store is then as it was.
    """
    _examine(file)
    if file.resolve() == store.resolve():
        raise UserError(_("That is the store itself."), _("Name a backup."))
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_open(store) from error
    with told_kindly(store):
        presence = Presence(store)
        try:
            with presence.alone():
                backup.carry_files(file, store)  # which harms nothing where the rest fails
                there, kept = store.exists(), _free_name(store, clock)
                if there and _is_copied(store, kept):
                    backup.bring_back(file, store)
                else:
                    _put_in_place(file, store, kept)
        finally:
            presence.leave()
    Store.open(store, clock).close()  # which brings an older one up to date and gives it an origin of its own
    return kept if there else None


def _examine(file: Path) -> None:
    if backup.examine(file) > SCHEMA:
        raise EnvironmentTrouble(
            _("{file} was written by a newer Salesdesk.").format(file=file),
            _("Nothing was changed. Install the newer version to open it."),
        )


def _free_name(store: Path, clock: Clock) -> Path:
    """Where the present is kept; a name that no backup has, above all not the one that is brought back."""
    moment = clock.now().astimezone(clock.zone()).strftime("%Y-%m-%d-%H%M%S")
    first = backup.folder(store) / f"{store.stem}-before-restore-{moment}.db"
    later = (first.with_stem(f"{first.stem}-{number}") for number in count(2))
    return next(name for name in chain([first], later) if not name.exists())


def _is_copied(store: Path, kept: Path) -> bool:
    """Copies the present store to `kept`; False where it is so damaged that it cannot be."""
    try:
        backup.copy(store, kept)
    except EnvironmentTrouble as trouble:
        told = str(getattr(trouble.__cause__, "sqlite_errorname", ""))
        if not told.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise
        return False
    return True


def _put_in_place(file: Path, store: Path, kept: Path) -> None:
    """Puts the backup `file` where no store is, or a damaged one: that goes to `kept` as it is, to be saved by
    an expert, and not before the other is whole."""
    moved: list[tuple[Path, Path]] = []
    try:
        with backup.making(store) as whole:
            backup.bring_back(file, whole)
            kept.parent.mkdir(parents=True, exist_ok=True)
            for ending in ("", "-wal", "-shm"):
                part, away = (place.with_name(place.name + ending) for place in (store, kept))
                if part.exists():
                    part.replace(away)
                    moved.append((part, away))
    except BaseException:
        for part, away in moved:
            away.replace(part)
        raise
