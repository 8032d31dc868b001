"""Backups made, looked at and brought back."""

from __future__ import annotations

from pathlib import Path

from salesdesk.clock import Clock
from salesdesk.domain.records import SCHEMA
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.i18n import _
from salesdesk.store import backup
from salesdesk.store.connections import cannot_open, told_kindly
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


def restore(store: Path, file: Path, clock: Clock) -> Path | None:
    """Puts a backup in the place of the store; the present is kept as a backup first, whose path is given.

    The restored store writes under a new origin, so that no number is given out twice. Raises `UserError`
    where `file` is no whole backup, `EnvironmentTrouble` where another program has the store open.
    """
    if backup.examine(file) > SCHEMA:
        raise EnvironmentTrouble(
            _("{file} was written by a newer Salesdesk.").format(file=file),
            _("Nothing was changed. Install the newer version to open it."),
        )
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
                kept = None
                if store.exists():
                    moment = clock.now().astimezone(clock.zone()).strftime("%Y-%m-%d-%H%M%S")
                    kept = backup.folder(store) / f"{store.stem}-before-restore-{moment}.db"
                    _keep(store, kept)
                backup.bring_back(file, store)
        finally:
            presence.leave()
    backup.carry_files(file, store)
    Store.open(store, clock).close()  # which brings an older one up to date and gives it an origin of its own
    return kept


def _keep(store: Path, kept: Path) -> None:
    """Copies the present store to `kept`; one that is damaged is put there as it is, to be saved by an expert."""
    try:
        backup.copy(store, kept)
    except EnvironmentTrouble as trouble:
        told = str(getattr(trouble.__cause__, "sqlite_errorname", ""))
        if not told.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise
        for half in kept.parent.glob(f"{kept.name}.*.part"):
            half.unlink()
        for ending in ("", "-wal", "-shm"):
            part = store.with_name(store.name + ending)
            if part.exists():
                part.replace(kept.with_name(kept.name + ending))
