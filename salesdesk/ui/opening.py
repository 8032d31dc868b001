"""Opening the store while the window is already painted: first what the page in front needs, then the rest."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.clock import Clock, today
from salesdesk.i18n import _, language
from salesdesk.settings import Settings

if TYPE_CHECKING:
    from salesdesk.store.database import Store
    from salesdesk.store.watch import Watch
    from salesdesk.ui.page import Page


@dataclass(slots=True)
class Opened:
    """The open store and the class of the page in front. `told`: sentences that a person should read."""

    store: Store
    watch: Watch
    kinds: dict[str, type[Page]]
    untouched: bool
    told: list[str] = field(default_factory=list[str])


def open_store(path: Path, clock: Clock, slug: str) -> Opened:
    """Opens the store, making it where it is not there, and loads the page `slug` with what the window needs to
    show it. Runs off the window's thread, for its imports alone take half a second. Raises `EnvironmentTrouble`."""
    from salesdesk.domain.locally import weekday
    from salesdesk.services import backups
    from salesdesk.store.database import Store
    from salesdesk.store.watch import Watch
    from salesdesk.ui import pages

    for name in ("desk", "general"):  # or the window's thread would have to
        import_module(f"salesdesk.ui.{name}")
    weekday(today(clock))  # reads how days are written, which the title needs
    lost = not path.exists() and backups.newest(path) is not None
    store = Store.open(path, clock)
    try:
        watch = Watch(store)
        untouched = watch.untouched() and not store.read_only
        if untouched:
            import_module("salesdesk.ui.first.page")
        return Opened(
            store,
            watch,
            {slug: pages.load(slug)},
            untouched,
            [*_only_read(store), *_lost(lost=lost), *_taken_back(store)],
        )
    except BaseException:
        store.close()
        raise


def _lost(*, lost: bool) -> list[str]:
    told = _(
        "Your store was not there any more, so a new one was begun. Its backups are: bring one back in the settings."
    )
    return [told] if lost else []


def _only_read(store: Store) -> list[str]:
    if not store.read_only:
        return []
    said = _("{file} can only be read here: nothing that you change is saved.").format(file=store.path.name)
    return [f"{said} {_('Close Salesdesk, copy it to a folder of your own, and open the copy.')}"]


def _taken_back(store: Store) -> list[str]:
    if not store.taken_back:
        return []
    from salesdesk.services.changes import said

    return [
        _("Broken off and taken back: {what}").format(what=said(row.label, dict(row.label_args)))
        for row in store.taken_back
    ]


def load_rest() -> dict[str, type[Page]]:
    """The classes of all pages; runs off the window's thread, while the first page is being looked at."""
    from salesdesk.ui.pages import load_all

    found = load_all()
    gc.freeze()  # what was loaded stays to the end: the window need not stop for looking at it again
    return found


def back_up(path: Path, clock: Clock, settings: Settings) -> tuple[bool, str]:
    """Makes today's backup, if there is none yet; gives whether one was made, and what a person should read."""
    from salesdesk.services import backups

    return backups.make_today(path, clock, Path(settings.second_backup) if settings.second_backup else None)


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
        if store.read_only:  # its order stays
            return ""
        sorting.sort_as(store, language())
    return ""
