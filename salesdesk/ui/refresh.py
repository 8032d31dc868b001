"""What was written, told to the window: by its own services at once, by other programs within a second."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from salesdesk.domain.changes import ChangeSet
    from salesdesk.store.database import Store
    from salesdesk.store.watch import Watch

LOOK_EVERY = 500  # milliseconds between two looks at what other programs wrote


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

    def __init__(self, store: Store, watch: Watch, parent: QObject) -> None:
        super().__init__(parent)
        self._watch = watch
        self._end = store.listen(self._heard)
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def _heard(self, changes: ChangeSet) -> None:
        self._tell({change.subject for change in changes.changes}, here=True)

    def look(self) -> None:
        """Tells what other programs wrote since the last look."""
        subjects = self._watch.news()
        if subjects:
            self._tell(subjects, here=False)

    def _tell(self, subjects: Iterable[str], *, here: bool) -> None:
        self.written.emit(Written(frozenset(subjects), here))

    def stop(self) -> None:
        """Stops listening, before the store is closed."""
        self._timer.stop()
        self._end()
        self._watch.close()
