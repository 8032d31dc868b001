"""The board: whether the window stays awake while cards are dragged and moved among thousands."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.apart import said
from bench.people import people
from bench.stores import filled
from salesdesk.domain.changes import Change
from salesdesk.domain.columns import new_id
from salesdesk.domain.instants import to_micros
from salesdesk.domain.pipeline import USUAL
from salesdesk.store import bulk, derived, log
from salesdesk.store.database import Store

SCRIPT = """
import json, sqlite3, statistics, sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from salesdesk.clock import SystemClock
from salesdesk.settings import Settings
from salesdesk.ui.studio import Studio
studio = Studio(Path(sys.argv[1]), SystemClock(), Settings(country="NO", currency="NOK", theme="light"))
studio.window.go("pipeline"); studio.settle(); studio.settle()
page = studio.window.book.front()
columns = page.board.columns
assert sum(one.list.cards.rowCount() for one in columns[:-1]) == int(sys.argv[2])
def gaps(seconds):
    found, last = [0.0], time.perf_counter()
    end = last + seconds
    while last < end:
        QCoreApplication.processEvents()
        now = time.perf_counter(); found.append((now - last) * 1000); last = now
    return max(found)
def mouse(view, kind, at, button, buttons, none=Qt.KeyboardModifier.NoModifier):
    event = QMouseEvent(kind, QPointF(at), QPointF(view.mapToGlobal(at)), button, buttons, none)
    QCoreApplication.postEvent(view, event)
def dragged(source, target):
    port, left, none = source.list.viewport(), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    begin = source.list.visualRect(source.list.cards.index(1)).center()
    ends = [port.mapFromGlobal(one.list.viewport().mapToGlobal(QPoint(90, 300))) for one in (*columns[:-1], target)]
    ends[-1].setY(port.height() - 64)  # where the column scrolls by itself
    mouse(port, QEvent.Type.MouseButtonPress, begin, left, left)
    longest, at = gaps(0.01), begin
    for end in ends:
        for step in range(1, 26):
            mouse(port, QEvent.Type.MouseMove, at + (end - at) * step / 25, none, left)
            longest = max(longest, gaps(0.004))
        at = end
        mouse(port, QEvent.Type.MouseMove, at, none, left); longest = max(longest, gaps(0.1))
    mouse(port, QEvent.Type.MouseButtonRelease, at, left, none)
    return longest, gaps(0.6)
dragging, dropping = zip(*(dragged(columns[n % 3], columns[n % 3 + 1]) for n in range(6)))
def pressed(key, modifiers=Qt.KeyboardModifier.NoModifier, seconds=0.0):
    QCoreApplication.postEvent(studio.front(), QKeyEvent(QEvent.Type.KeyPress, key, modifiers))
    return gaps(seconds)
page.board.take_keyboard(); studio.settle()
walking = [pressed(key, seconds=0.02) for _n in range(12) for key in
    (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left)]
columns[0].list.choose(5); columns[0].list.setFocus(); studio.settle()
control, moving = Qt.KeyboardModifier.ControlModifier, []
before = page.board.front().stage
from PySide6.QtTest import QTest
def moved(key):
    begun = time.perf_counter()
    QTest.keyClick(studio.front(), key, control)
    return max((time.perf_counter() - begun) * 1000, gaps(0.5))
for key in [Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left] * 4:
    moving.append(moved(key))
assert page.board.front().stage == before
with page.desk.store.reading_raw() as connection:
    noted = connection.exec_driver_sql("SELECT count(*) FROM stage_changes WHERE old <> ''").scalar()
assert noted == 6 + len(moving), noted
held = sqlite3.connect(sys.argv[1] + ".bare")
held.execute("PRAGMA journal_mode=WAL"); held.execute("PRAGMA synchronous=FULL")
held.execute("CREATE TABLE t (n)"); commits = []
for n in range(40):
    begun = time.perf_counter(); held.execute("INSERT INTO t VALUES (?)", (n,)); held.commit()
    commits.append((time.perf_counter() - begun) * 1000)
print(json.dumps([max(dragging), max(dropping), max(moving), max(walking), statistics.median(commits)]))
studio.leave()
"""


@dataclass(frozen=True, slots=True)
class Awake:
    """The longest gaps of the event loop, in milliseconds: while a card is carried over the columns, from letting it
    go until all is read anew, while one is moved by keyboard, while arrows walk; and a bare commit beside them."""

    dragging: float
    dropping: float
    moving: float
    walking: float
    commit: float


def measure(path: Path, count: int) -> Awake:
    """How the window takes `count` open deals in a store made at `path`."""
    with filled(path, people(count)) as store:
        _open_deals(store, count)
    return Awake(*json.loads(said("-c", SCRIPT, path, count)))


def _open_deals(store: Store, count: int) -> None:
    now = store.clock.now()
    with store.reading_raw() as connection:
        query = "SELECT id FROM prospects ORDER BY row LIMIT ?"
        whom = [one for (one,) in connection.exec_driver_sql(query, (count,))]
    changes = list(_deals(store, [one.hex() for one in whom]))
    with store.writing() as connection:
        batch = log.start_batch(connection, "Filled", {}, now=now)
        bulk.apply(connection, changes)
        log.append(connection, batch.row, changes, now=now)
        derived.refresh(connection, changes)


def _deals(store: Store, whom: list[str]) -> Iterator[Change]:
    """An open deal with two lines for each of `whom`, in all stages, some of them late."""
    chance, now = random.Random(3), store.clock.now()
    for number, prospect in enumerate(whom):
        at = to_micros(now - timedelta(days=chance.randrange(1, 60)))
        stage = USUAL[number % len(USUAL)].key
        deal = new_id()
        close = (now + timedelta(days=chance.randrange(-5, 90))).date().isoformat()
        said = {"title": f"Oak trays no. {number}", "currency": "NOK", "stage": stage, "prospect": prospect}
        yield Change(
            "deals", deal, {**said, "expected_close": close, "opened_at": at, "created_at": at}, None
        )
        moved = {"deal": deal.hex, "old": "", "new": stage, "at": at, "created_at": at}
        yield Change("stage_changes", new_id(), moved, None)
        for name in ("Oak tray, oval", "Ash bowl 28 cm"):
            line = {"deal": deal.hex, "name": name, "quantity": 12_000, "net_minor": chance.randrange(10**6)}
            yield Change("deal_lines", new_id(), {**line, "created_at": at}, None)
