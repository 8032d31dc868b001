"""The work of an import as the page has it done: off the window's thread, one piece at a time, with Stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from salesdesk.clock import zone_name
from salesdesk.domain.values import currency_of
from salesdesk.i18n import _, ngettext
from salesdesk.services import changes_apart, import_apart, import_tables
from salesdesk.services.drafting import Scene
from salesdesk.services.import_apart import Bringing
from salesdesk.services.import_preview import Look
from salesdesk.services.import_reading import Told
from salesdesk.services.import_tables import CONTACTS, TableLook
from salesdesk.services.import_work import Brought
from salesdesk.services.imports import Choice
from salesdesk.store.database import Store
from salesdesk.ui.background import Job, Progress
from salesdesk.ui.desk import Desk

Read = tuple[Bringing | import_tables.Bringing, Look | TableLook]


class Running(QObject):
    """Reads, writes and takes back. What was read last is held until it is written or let go."""

    began = Signal(str, str)  # a title, and a sentence on it
    far = Signal(int, int)  # so many of so many (0: nobody knows)
    was_read = Signal(object)  # Look; `keep` or `let_go` answers it
    table_read = Signal(object)  # TableLook of what is no contact, answered likewise
    not_read = Signal(object)  # the error
    was_brought = Signal(object)  # Brought
    not_brought = Signal(object)
    was_undone = Signal(object)  # how many records were changed since and stay
    not_undone = Signal(object)
    was_redone = Signal()

    def __init__(self, desk: Desk, page: QObject) -> None:
        super().__init__(page)
        self._desk = desk
        self._job: Job[Any] | None = None
        self._held: Bringing | import_tables.Bringing | None = None
        self._fresh: Bringing | import_tables.Bringing | None = None
        desk.progressed.connect(self._progressed)
        desk.closing.connect(self._closing)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    @property
    def ready(self) -> bool:
        """Whether something was read and can be written."""
        return self._held is not None and not self.busy

    def read(self, files: Sequence[Path], told: Mapping[str, Told], kind: str = "") -> None:
        """Reads files that list `kind`, found out where that is empty, each as was `told` of it by its path."""
        store, scene, files = self._desk.store, self._scene(), list(files)
        asked = [(file, told.get(str(file), Told())) for file in files]

        def work(progress: Progress) -> Read:
            lists = kind or _listed(files)
            if lists != CONTACTS:
                return _tables(store, scene, lists, files, progress)
            bringing = import_apart.begin(store, scene, files)
            try:
                return bringing, bringing.look(asked, progress)
            except BaseException:
                bringing.close()
                raise

        title = ngettext("Reading {file} …", "Reading {n} files …", len(files))
        title = title.format(file=files[0].name, n=len(files))
        self.began.emit(title, _("Nothing is kept before you have looked it over."))
        self._job = self._desk.run(
            work, parent=self, on_done=self._read, on_error=self._read_failed, title=title
        )

    def _scene(self) -> Scene:
        clock = self._desk.clock
        return Scene(
            now=clock.now().astimezone(clock.zone()),
            zone=zone_name(clock),
            region=self._desk.settings.region(),
            currency=self._desk.settings.currency or currency_of(self._desk.settings.region()),
            store=self._desk.store.path,
            met=False,
        )

    def _read(self, found: Read) -> None:
        self._job = None
        self._fresh, look = found
        (self.table_read if isinstance(look, TableLook) else self.was_read).emit(look)

    def keep(self) -> None:
        """What was read just now takes the place of what was read before."""
        if self._held is not None:
            self._held.close()
        self._held, self._fresh = self._fresh, None

    def refuse(self) -> None:
        """What was read just now is let go, and what was read before stays."""
        if self._fresh is not None:
            self._fresh.close()
            self._fresh = None

    def let_go(self) -> None:
        """Holds nothing any more."""
        self.refuse()
        self.keep()

    def _read_failed(self, error: BaseException) -> None:
        self._job = None
        self.not_read.emit(error)

    def write(self, look: Look, *, fair: str, source: str) -> None:
        """Writes what was read last as one batch."""
        held, choices = self._held, dict[int, Choice](look.choices)
        if held is None or self.busy or isinstance(held, import_tables.Bringing):
            return
        title = ngettext("Bringing in {n} prospect …", "Bringing in {n} prospects …", look.wanted)
        title = title.format(n=look.wanted)
        self._write(title, lambda progress: held.write(choices, fair, source, progress))

    def write_table(self, look: TableLook) -> None:
        """Writes the tables that were read last as one batch."""
        held = self._held
        if held is None or self.busy or not isinstance(held, import_tables.Bringing):
            return
        title = ngettext("Bringing in {n} row …", "Bringing in {n} rows …", look.wanted)
        self._write(title.format(n=look.wanted), held.write)

    def _write(self, title: str, work: Callable[[Progress], Brought]) -> None:
        self.began.emit(title, _("You can go on working meanwhile. Stopping takes back what is in already."))
        self._job = self._desk.run(
            work,
            parent=self,
            on_done=self._brought,
            on_error=self._not_brought,
            title=title,
        )

    def _brought(self, brought: Brought) -> None:
        self._written()
        self.was_brought.emit(brought)

    def _not_brought(self, error: BaseException) -> None:
        self._written()
        self.not_brought.emit(error)

    def _written(self) -> None:
        self._job = None
        self.let_go()

    def undo(self, batches: Sequence[UUID]) -> None:
        """Takes batches back, the last one first."""
        store = self._desk.store

        def work(progress: Progress) -> int:
            return sum(changes_apart.undo(store, progress, one).left for one in reversed(batches))

        self._desk.run(
            work,
            parent=self,
            on_done=self.was_undone.emit,
            on_error=self.not_undone.emit,
            title=_("Taking back the import …"),
        )

    def redo(self, batches: Sequence[UUID]) -> None:
        """Does batches again that were taken back last, the first one first."""
        store = self._desk.store

        def work(progress: Progress) -> None:
            for one in batches:
                changes_apart.redo(store, progress, one)

        self._desk.run(
            work,
            parent=self,
            on_done=lambda _done: self.was_redone.emit(),
            on_error=self.not_undone.emit,
            title=_("Doing again …"),
        )

    def stop(self) -> None:
        """Stops what is under way; what was written is taken back."""
        if self._job is not None:
            self._job.stop()

    def _progressed(self, done: int, total: int) -> None:
        if self._job is not None:
            self.far.emit(done, total)

    def _closing(self) -> None:
        self.stop()
        if self._job is None:  # else what is under way lets go itself
            self.let_go()


def _listed(files: Sequence[Path]) -> str:
    """What the files list, where all list the same; else contacts."""
    found = {import_tables.listed(file) for file in files}
    return found.pop() if len(found) == 1 else CONTACTS


def _tables(store: Store, scene: Scene, kind: str, files: Sequence[Path], progress: Progress) -> Read:
    bringing = import_tables.begin(store, scene, kind, files)
    try:
        return bringing, bringing.look(files, progress)
    except BaseException:
        bringing.close()
        raise
