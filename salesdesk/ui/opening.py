"""Opening the store while the window is already painted: imports, backup, what a crash left, then the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.clock import Clock
from salesdesk.errors import EnvironmentTrouble
from salesdesk.i18n import _, language
from salesdesk.settings import Settings

if TYPE_CHECKING:
    from salesdesk.store.database import Store
    from salesdesk.store.watch import Watch
    from salesdesk.ui.page import Page


@dataclass(slots=True)
class Opened:
    """The open store and the classes of the pages. `told`: sentences that a person should read."""

    store: Store
    watch: Watch
    kinds: dict[str, type[Page]]
    untouched: bool
    told: list[str] = field(default_factory=list[str])


def open_store(path: Path, clock: Clock, settings: Settings) -> Opened:
    """Opens the store, making it where it is not there. Runs off the window's thread, for its imports alone
    take half a second. Raises `EnvironmentTrouble`."""
    from salesdesk.services.changes import said
    from salesdesk.store import backup
    from salesdesk.store.database import Store
    from salesdesk.store.watch import Watch
    from salesdesk.ui.pages import load_all

    store = Store.open(path, clock)
    try:
        told = [
            _("Broken off and taken back: {what}").format(what=said(row.label, dict(row.label_args)))
            for row in store.taken_back
        ]
        watch = Watch(store)
        untouched = watch.untouched()
        if not untouched:
            second = Path(settings.second_backup) if settings.second_backup else None
            try:
                backup.daily(path, clock, second)
            except EnvironmentTrouble as trouble:
                told.append(_("Today's backup could not be made. {why}").format(why=trouble))
        return Opened(store, watch, load_all(), untouched, told)
    except BaseException:
        store.close()
        raise


def bring_back(path: Path, file: Path, clock: Clock) -> str:
    """Puts the backup `file` in the place of the store, which nobody may have open, and says so. Raises
    `SalesdeskError` where it cannot be; the store is then as it was."""
    from salesdesk.services import backups

    kept = backups.restore(path, file, clock)
    told = _("Brought back {file}.").format(file=file.name)
    return f"{told} {_('What was there before is kept as {kept}.').format(kept=kept.name)}" if kept else told


def sort_anew(path: Path, clock: Clock) -> str:
    """Sorts the lists of the store by the alphabet of the language in use. Raises `EnvironmentTrouble`."""
    from salesdesk.services import sorting
    from salesdesk.store.database import Store

    with Store.open(path, clock) as store:
        sorting.sort_as(store, language())
    return ""
