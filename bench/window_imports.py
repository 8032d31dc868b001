"""The window while many rows are brought in through it: how long it ever is without answering.

A timer of two milliseconds beats in the window's own event loop; the longest time between two beats is what a
person could notice. The Prospects page stands in front, which reads itself anew as rows come in.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bench.apart import said
from bench.people import people
from salesdesk.exchange import csv, mapping

AIM = 50  # milliseconds, on a machine that does nothing else
BEATS = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, Qt, QTimer
from salesdesk.clock import SystemClock
from salesdesk.settings import Settings
from salesdesk.ui.studio import Studio
def main():
    studio = Studio(Path(sys.argv[1]), SystemClock(), Settings(country="NO", theme="light"))
    page = studio.window.book.page("import")
    studio.window.go("prospects"); studio.settle()
    def longest(begin, ended):
        loop, beats, begun = QEventLoop(), [], []
        beat, look = QTimer(interval=2, timerType=Qt.TimerType.PreciseTimer), QTimer(interval=20)
        beat.timeout.connect(lambda: beats.append(time.perf_counter()))
        look.timeout.connect(lambda: begun and ended() and loop.quit())
        beat.start(); look.start()
        def start():
            beats.append(time.perf_counter())  # what beginning takes is felt as well
            begin()
            begun.append(1)
        QTimer.singleShot(0, start)
        loop.exec()
        QTimer.singleShot(1500, loop.quit); loop.exec()  # what is read anew at the end, too
        beat.stop(); look.stop()
        return max((after - before) * 1000 for before, after in zip(beats, beats[1:]))
    running, undone = page.running, []
    running.was_undone.connect(undone.append); running.not_undone.connect(undone.append)
    free = lambda: not running.busy
    gaps = [longest(lambda: page.take([Path(sys.argv[2])]), free)]
    assert page.stack.currentWidget() is page.look_view
    gaps.append(longest(page.take_in, free))
    assert page.stack.currentWidget() is page.done_view
    gaps.append(longest(page.done_view.undo.emit, lambda: undone))
    assert undone == [0], undone
    print(json.dumps(gaps))
    studio.leave()
if __name__ == "__main__":
    main()
"""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The longest gaps of the event loop, in milliseconds."""

    reading: float
    writing: float
    undoing: float


def gaps(store: Path, rows: int) -> Gaps:
    """Brings `rows` made-up people in by the window, into the store at `store`, and takes them back."""
    file = store.with_name("people.csv")
    file.write_bytes(csv.write(*mapping.export_table(people(rows, seed=2))))
    script = store.with_name("beats.py")  # a file, since a process that is spawned reads it again
    script.write_text(BEATS, "utf-8")
    return Gaps(*json.loads(said(script, store, file)))
