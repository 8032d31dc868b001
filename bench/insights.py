"""The page of insights on a large store: until all cards stand, beside the same statements run bare, and whether the
window stays awake meanwhile."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bench.apart import said

SCRIPT = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from salesdesk.clock import SystemClock
from salesdesk.services.insight_periods import A_YEAR, LAST_YEAR, YEAR, Choice
from salesdesk.settings import Settings
from salesdesk.ui.insights.reading import Question
from salesdesk.ui.studio import Studio
studio = Studio(Path(sys.argv[1]), SystemClock(), Settings(country="NO", currency="NOK", theme="light"))
def watched(act):
    begun = last = time.perf_counter()
    act()
    page = studio.window.book.front()
    gaps = []
    while True:
        now = time.perf_counter(); gaps.append(now - last)
        if page is not None and page.loaded or now - begun > 120: break
        last = time.perf_counter()
        QCoreApplication.processEvents(); page = studio.window.book.front()
        time.sleep(0.0005)
    last = time.perf_counter(); page.repaint(); gaps.append(time.perf_counter() - last)
    assert page.slug == "insights" and page.loaded
    return time.perf_counter() - begun, max(gaps)
def bare(choice):
    question, told = Question(studio.desk.store, "NOK", choice), []
    with studio.desk.store.read() as reading:
        raw = reading.connection.connection.driver_connection
        raw.set_trace_callback(told.append)
        question.read_in(reading, lambda slug, found: None, lambda done, of: None)
        raw.set_trace_callback(None)
        found = []
        for _round in range(3):
            begun = time.perf_counter()
            for one in told: raw.execute(one).fetchall()
            found.append(time.perf_counter() - begun)
    assert len(told) > 20
    return sorted(found)[1]
def changed(choice):
    page = studio.window.book.front()
    page.loaded = False
    page.bar.take(choice)
this, last = Choice(), Choice(LAST_YEAR, A_YEAR)
found = [watched(lambda: studio.window.go("insights"))]
studio.settle()
turns = []
for _turn in range(3):
    turns.append(watched(lambda: changed(last))); studio.settle()
    watched(lambda: changed(this)); studio.settle()
gap = max(gap for _took, gap in (*found, *turns)) * 1000
print(json.dumps([found[0][0], sorted(turns)[1][0], gap, bare(this), bare(last)]))
studio.leave()
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """Seconds from going to the page until all its cards stand, and from choosing another period (the middle of
    three); the longest gap of the event loop meanwhile, in milliseconds; and the statements of either run bare."""

    first: float
    changed: float
    gap: float
    first_bare: float
    changed_bare: float


def measure(path: Path) -> Shown:
    """How the page takes the store at `path`."""
    return Shown(*json.loads(said("-c", SCRIPT, path)))
