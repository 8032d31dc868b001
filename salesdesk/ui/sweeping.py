"""Python's sweep for rubbish that refers to itself, on the window's thread alone.

Python sweeps on whichever thread allocates next. Where that is a thread of the background and the rubbish holds a
widget, Qt takes it apart there: at best while the window's thread waits for the same lock, and both wait for ever
(seen: a QObject's destructor waiting for the interpreter, a button of the window waiting for Qt's lock), at worst
while it is being painted.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_EVERY: Final = 1000  # milliseconds


class Sweeper(QObject):
    """Sweeps as often as Python would by its own count, but here; there is one, the application's."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(sweep)
        self._timer.start()


def sweep() -> None:
    """Sweeps the oldest generation whose count is over Python's own threshold, and those younger."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return
