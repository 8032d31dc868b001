"""What was written, told to the window: by its own services at once, by other programs within a second.

Long work writes fifty times a second, on a thread or in a process of its own; pages that were read anew as often
would make the window wait. What is not written by the window's own thread is therefore told once a second at most.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from salesdesk.domain.changes import ChangeSet
    from salesdesk.store.database import Store
    from salesdesk.store.watch import Watch

LOOK_EVERY: Final = 500  # milliseconds between two looks at what other programs wrote
PAUSE: Final = 0.9  # seconds between two tellings of what others, or threads, wrote: every second look


@dataclass(frozen=True, slots=True)
class Written:
    """That records of some subjects were written; `here` where it was by this window."""

    subjects: frozenset[str]
    here: bool

    def touches(self, *subjects: str) -> bool:
        """Whether a record of one of `subjects` was written."""
        return not self.subjects.isdisjoint(subjects)


class Refresh(QObject):
    """Turns the store's plain listeners, on whatever thread, into one signal on the window's thread."""

    written = Signal(object)  # Written
    _gathered = Signal()  # a thread wrote; emitted there

    def __init__(self, store: Store, watch: Watch, parent: QObject) -> None:
        super().__init__(parent)
        self._watch = watch
        self._mine = threading.get_ident()
        self._lock = threading.Lock()
        self._waiting: set[str] = set()  # subjects that threads wrote, not told yet
        self._told = -PAUSE
        self._stopped = False
        self._gathered.connect(self._look_soon, Qt.ConnectionType.QueuedConnection)
        self._end = store.listen(self._heard)
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self._look_in_turn)
        self._timer.start()

    def _heard(self, changes: ChangeSet) -> None:
        subjects = {change.subject for change in changes.changes}
        if threading.get_ident() == self._mine:
            self._tell(subjects, here=True)
            return
        with self._lock:
            first = not self._waiting
            self._waiting |= subjects
        if first:
            self._gathered.emit()

    def _look_soon(self) -> None:
        if time.monotonic() - self._told >= PAUSE:
            self._tell_waiting()

    def _look_in_turn(self) -> None:
        if time.monotonic() - self._told >= PAUSE:
            self.look()

    def look(self) -> None:
        """Tells at once what threads of this window and other programs wrote since the last look."""
        if self._stopped:  # work may end after the store was let go
            return
        self._tell_waiting()
        subjects = self._watch.news()
        if subjects:
            self._told = time.monotonic()
            self._tell(subjects, here=False)

    def _tell_waiting(self) -> None:
        with self._lock:
            subjects, self._waiting = self._waiting, set()
        if subjects:
            self._told = time.monotonic()
            self._tell(subjects, here=True)

    def _tell(self, subjects: Iterable[str], *, here: bool) -> None:
        self.written.emit(Written(frozenset(subjects), here))

    def stop(self) -> None:
        """Stops listening, before the store is closed."""
        if self._stopped:
            return
        self._stopped = True
        self._timer.stop()
        self._end()
        self._watch.close()
