"""The window: how soon it paints, fills and answers, each beside a yardstick of the same run.

Starts are measured in processes of their own, from before the interpreter starts to the end of the paint;
each a few times, turn by turn with its yardstick, and the middle one counts.
"""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from bench.apart import said

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
class Shell(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print(time.time()); sys.stdout.flush(); application.exit(0)
application = QApplication([])
shell = Shell(); shell.setCentralWidget(QWidget()); shell.resize(1440, 900); shell.show()
application.exec()
"""
OURS = """
from salesdesk import app
app.load_without_sweeping()  # what app.main does first
import sys, time
from pathlib import Path
from salesdesk import settings
from salesdesk.clock import SystemClock
from salesdesk.ui import start
from salesdesk.ui.instance import Instance
kept = settings.Settings(country="NO", theme="light")
application = start.make_application(kept)
instance = Instance(Path(sys.argv[1]), application)
assert not instance.is_running()
program = start.Program(Path(sys.argv[1]), SystemClock(), kept)
def done():
    print(time.time()); sys.stdout.flush()
    application.exit(0)
if sys.argv[2] == "painted":
    program.window.painted.connect(done)
else:
    from PySide6.QtCore import QTimer
    look = QTimer(interval=2)
    def filled():
        page = program.window.book.front()
        if page is not None and page.loaded:
            look.stop(); page.repaint(); done()
    look.timeout.connect(filled); look.start()
    program.begin_when_painted()
program.window.show()
application.exec()
if program.desk: program.desk.close()
instance.close()
"""


@dataclass(frozen=True, slots=True)
class Starts:
    """Milliseconds from before the start of the interpreter, each the middle of several."""

    bare: float
    painted: float
    filled: float


def starts(store: Path, times: int = 7) -> Starts:
    """The starts of a bare shell of Qt, of ours to its first paint, and of ours to a filled Today."""
    taken: dict[str, list[float]] = {"bare": [], "painted": [], "filled": []}
    _once(OURS, store, "filled")  # so that neither reads the disk for the first time
    for _round in range(times):
        taken["bare"].append(_once(BARE))
        for until in ("painted", "filled"):
            taken[until].append(_once(OURS, store, until))
    return Starts(**{name: statistics.median(found) for name, found in taken.items()})


def _once(code: str, *arguments: object) -> float:
    begun = time.time()
    return (float(said("-c", code, *arguments)) - begun) * 1000


KEYS = """
import json, random, resource, statistics, sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from bench.keystrokes import typed
from salesdesk.clock import SystemClock
from salesdesk.settings import Settings
from salesdesk.ui.studio import Studio
studio = Studio(Path(sys.argv[1]), SystemClock(), Settings(country="NO", theme="light"))
studio.window.go("prospects"); studio.settle()
page = studio.window.book.front(); page.search(); studio.settle()
field, view = QApplication.focusWidget(), page.list.table
class Painted(QObject):
    seen = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint: self.seen = True
        return False
painted = Painted(); view.viewport().installEventFilter(painted)
texts = [text for text in typed(studio.desk.store) if text.isascii()]
waits = []
for text in texts:
    field.setText(text[:-1]); studio.until(lambda: True); QCoreApplication.processEvents()
    end = time.perf_counter() + 0.02
    while time.perf_counter() < end: QCoreApplication.processEvents()
    painted.seen = False
    key = Qt.Key(ord(text[-1].upper())) if text[-1].isalnum() else Qt.Key.Key_Space
    begun = time.perf_counter()
    QCoreApplication.postEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text[-1]))
    while not painted.seen and time.perf_counter() - begun < 1: QCoreApplication.processEvents()
    waits.append((time.perf_counter() - begun) * 1000)
field.clear(); studio.settle()
gaps, last = [], time.perf_counter()
bar = view.verticalScrollBar()
for step in range(400):
    bar.setValue(bar.value() + 36 * (1 + step % 40)); QCoreApplication.processEvents()
    now = time.perf_counter(); gaps.append((now - last) * 1000); last = now
studio.settle()
shows = []
for place in random.Random(3).sample(range(len(page.list.model.keys)), 40):
    last = began = time.perf_counter(); worst = 0
    who = page.list.model.row(place).id
    page.detail.show_prospect(who)
    while time.perf_counter() - began < 0.4:
        QCoreApplication.processEvents()
        now = time.perf_counter(); worst = max(worst, now - last); time.sleep(0.001); last = time.perf_counter()
    shows.append(worst * 1000)
cuts = statistics.quantiles(waits, n=100)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([cuts[49], cuts[98], max(waits), max(gaps), statistics.median(shows), max(shows), memory]))
studio.leave()
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """Milliseconds from a posted key to the end of the paint that shows the hits (p50, p99, longest of 500), the
    longest gap of the event loop while scrolling, the gap when a prospect is shown (p50, longest of 40), and the
    memory of the process in MB."""

    middle: float
    at99: float
    longest: float
    scrolling: float
    showing: float
    showing_longest: float
    memory: float


def answers(store: Path) -> Answers:
    """How soon the window answers on a store."""
    return Answers(*json.loads(said("-c", KEYS, store)))
