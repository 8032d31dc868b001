"""The desk: the open store, and what a page may ask of the window around it.

Pages get it, and nothing else, when they are made; so a page is tested with a real store and no window.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from salesdesk import settings as device
from salesdesk.clock import Clock
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.settings import Settings
from salesdesk.ui import background, dialogs
from salesdesk.ui.background import Job, Progress, StoppedError
from salesdesk.ui.commands import Commands
from salesdesk.ui.refresh import Refresh

if TYPE_CHECKING:
    from salesdesk.store.database import Store
    from salesdesk.store.watch import Watch

T = TypeVar("T")


class Desk(QObject):
    """What pages share. `store` is open as long as the desk is there."""

    written = Signal(object)  # refresh.Written: records of some subjects were written, here or elsewhere
    asked_to_go = Signal(str, object)  # the slug of a page, and the record to open there or None
    said = Signal(str, bool, str, object)  # a sentence, whether Undo is offered, another act and what it does
    offered = Signal(str, object)  # a sentence, and the acts to choose from: each a word and what it does
    working = Signal(str, object)  # long work with a title has begun: its Job
    progressed = Signal(int, int)  # of that work: so many of so many (0: nobody knows)
    settings_changed = Signal(object)  # Settings
    taken_back = Signal(object)  # the ids of batches that were taken back by name, not by Undo
    backed_up = Signal()  # a backup was made
    restore_asked = Signal(object)  # the Path of a backup that is to take the place of the store
    closing = Signal()  # the store is about to be let go, and what is held beside it with it
    begin_again_asked = Signal()  # the window should begin anew, in the language of the settings

    def __init__(self, store: Store, watch: Watch, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store, self.settings = store, settings
        self.commands = Commands()
        self.refresh = Refresh(store, watch, self)
        self.refresh.written.connect(self.written)

    @property
    def clock(self) -> Clock:
        """The time and the seller's zone."""
        return self.store.clock

    def go(self, page: str, record: UUID | str | None = None) -> None:
        """Shows a page, and there a record."""
        self.asked_to_go.emit(page, record)

    def say(
        self, text: str, *, undo: bool = False, act: str = "", on_act: Callable[[], None] | None = None
    ) -> None:
        """A notice; `undo` where what it tells of can be taken back by Undo."""
        self.said.emit(text, undo, act, on_act)

    def offer(self, text: str, acts: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """A notice with several acts to choose from."""
        self.offered.emit(text, acts)

    def act(self, do: Callable[[], T], *, told: str = "") -> T | None:
        """Does a short write on this thread and says `told` with Undo; None where it was refused, which is told.

        For writes of one record. What takes longer goes through `run`.
        """
        while True:
            try:
                done = do()
            except UserError as error:
                self.say(str(error))
                return None
            except EnvironmentTrouble as error:
                if self.store.read_only:  # to try again would not help
                    self.say(str(error))
                    return None
                if not dialogs.trouble(self._window(), error, retry=True):
                    return None
            else:
                if told:
                    self.say(told, undo=True)
                return done

    def run(
        self,
        work: Callable[[Progress], T],
        *,
        parent: QObject,
        on_done: Callable[[T], None],
        on_error: Callable[[BaseException], None] | None = None,
        title: str = "",
    ) -> Job[T]:
        """Does `work` off this thread. With a `title` it is shown at the foot of the window, with Stop.

        Without `on_error` a refusal is told as a notice, a trouble of the machine as a dialog, a stop not at
        all, and anything else as the bug that it is.
        """
        job = background.run(
            work,
            parent=parent,
            on_done=self._when_told(on_done) if title else on_done,
            on_error=self._when_told(on_error or self.tell) if title else on_error or self.tell,
            on_progress=self.progressed.emit if title else None,
        )
        if title:
            self.working.emit(title, job)
        return job

    def _when_told(self, answer: Callable[[T], None]) -> Callable[[T], None]:
        """`answer`, called once the pages know of all that long work wrote."""

        def answered(said: T) -> None:
            self.refresh.look()
            answer(said)

        return answered

    def tell(self, error: BaseException) -> None:
        """Tells an error by its kind."""
        if isinstance(error, StoppedError):
            return
        if isinstance(error, UserError) or (isinstance(error, EnvironmentTrouble) and self.store.read_only):
            self.say(str(error))
        elif isinstance(error, EnvironmentTrouble):
            dialogs.trouble(self._window(), error, retry=False)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def set(self, **said: str) -> bool:
        """Keeps settings of this device; False where one was refused, which is told."""
        changed = self.act(lambda: device.changed(self.settings, said))
        if changed is None or self.act(lambda: (device.save(changed), True)) is None:
            return False
        self.settings = replace(changed)
        self.settings_changed.emit(changed)
        return True

    def _window(self) -> QWidget | None:
        parent = self.parent()
        return parent if isinstance(parent, QWidget) else None

    def close(self) -> None:
        """Stops what is under way, and lets the store go; the store stays open under what does not end in time."""
        self.refresh.stop()
        self.closing.emit()
        background.stop_all()
        if background.wait_for_all():
            self.store.close()
