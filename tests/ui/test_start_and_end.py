"""The program's long day and its end: a backup each day, nothing written behind a closed store, no silent end."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from salesdesk import i18n, settings
from salesdesk.domain.prospects import Prospect
from salesdesk.services import backups, prospects
from salesdesk.settings import Settings
from salesdesk.store import connections
from salesdesk.store.presence import Presence
from salesdesk.ui import background, start
from salesdesk.ui.background import Progress
from salesdesk.ui.pages import PLACES
from salesdesk.ui.studio import Studio
from tests.factories import StandingClock, capture, open_store, records
from tests.nobody import closed, read_only_folder

KEPT = Settings(language="en", country="NO", theme="light")
Opens = Callable[[], Studio]


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def opens(tmp_path: Path, clock: StandingClock, qapp: QApplication) -> Iterator[Opens]:
    """The program on a store in the folder of the test, closed when the test is over."""
    opened = list[Studio]()

    def make() -> Studio:
        opened.append(Studio(tmp_path / "store.db", clock, KEPT))
        return opened[-1]

    yield make
    for one in opened:
        one.leave()


def backed_up(folder: Path) -> list[str]:
    return sorted(file.stem.removeprefix("store-") for file in (folder / "backups").glob("*.db"))


def test_a_window_that_stays_open_for_days_makes_a_backup_each_day(
    tmp_path: Path, opens: Opens, clock: StandingClock
) -> None:
    with open_store(tmp_path / "store.db") as store:
        capture(store, "Åsa Nyström")
    studio = opens()

    for _day in range(2):
        clock.wait(days=1)
        rest = studio.program._rest
        assert rest is not None
        assert rest.frame is not None
        rest.frame.look()  # as its timer does each minute
        studio.settle()

    assert backed_up(tmp_path) == ["2026-11-22", "2026-11-23", "2026-11-24"]


def test_the_first_contacts_are_in_a_backup_when_the_window_is_closed(tmp_path: Path, opens: Opens) -> None:
    studio = opens()
    capture(studio.desk.store, "Łukasz Żak")
    before = backed_up(tmp_path)

    studio.window.close()

    assert (before, backed_up(tmp_path)) == ([], ["2026-11-22"])


def test_a_store_that_nothing_was_written_into_is_not_backed_up(tmp_path: Path, opens: Opens) -> None:
    opens().window.close()

    assert backed_up(tmp_path) == []


def test_long_work_is_stopped_when_the_window_is_closed(opens: Opens) -> None:
    studio, ended = opens(), list[str]()

    def work(progress: Progress) -> None:
        for step in range(1000):
            progress(step, 1000)
            time.sleep(0.01)
        ended.append("to its end")

    studio.desk.run(work, parent=studio.window, on_done=lambda _none: None, title="Exporting …")
    studio.window.close()

    assert ended == []
    assert background.wait_for_all(0)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for what is under way a moment only."""
    whole = background.wait_for_all
    monkeypatch.setattr(background, "wait_for_all", lambda _milliseconds=0: whole(50))


@pytest.mark.usefixtures("impatient")
def test_a_store_that_is_still_written_to_is_not_taken_for_free_when_the_window_is_gone(
    tmp_path: Path, opens: Opens
) -> None:
    studio, go = opens(), threading.Event()
    store = studio.desk.store

    def work(_progress: Progress) -> None:
        assert go.wait(30)
        capture(store, "Đặng Thị Hạnh")

    studio.desk.run(work, parent=studio.window, on_done=lambda _none: None, title="Bringing in …")
    studio.window.close()

    other = Presence(tmp_path / "store.db")
    try:
        with pytest.raises(Exception, match="open"), other.alone():
            pass
    finally:
        other.leave()
        go.set()
        studio.settle()
        store.close()


@pytest.mark.usefixtures("impatient")
def test_no_backup_is_brought_back_while_something_is_still_written(opens: Opens) -> None:
    studio, go = opens(), threading.Event()
    before, written = studio.desk, list[object]()
    capture(before.store, "Åse Nygård")
    kept = backups.make(before.store, None)

    def work(_progress: Progress) -> object:
        assert go.wait(30)
        return capture(before.store, "Zofia Wójcik").prospect

    before.run(work, parent=studio.window, on_done=written.append, title="Bringing in …")
    before.restore_asked.emit(kept)
    studio.until(lambda: "still under way" in studio.window.notice.text())
    go.set()
    studio.settle()

    assert studio.desk is before
    assert len(written) == 1


def test_a_language_that_is_refused_does_not_stay_in_the_settings(
    tmp_path: Path, opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio, told = opens(), list[str]()
    capture(studio.desk.store, "Ærlend Øye")
    monkeypatch.setattr(connections, "PATIENCE", 0.2)

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            told.append(box.text())
            box.close()

    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    with closing(connections.connect(tmp_path / "store.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert studio.desk.set(language="nb")
        studio.desk.begin_again_asked.emit()
        studio.until(lambda: bool(told))
        other.execute("ROLLBACK")
    timer.stop()
    studio.until(studio.program.is_whole)
    studio.settle()

    assert "store.db" in told[0]
    assert studio.desk.settings.language == settings.load().language == i18n.language() == "en"
    assert "Saved on this laptop" in {one.text() for one in studio.window.foot.findChildren(QLabel)}


def test_a_language_waits_for_what_is_still_written(opens: Opens, impatient: None) -> None:
    studio, go = opens(), threading.Event()
    studio.desk.run(
        lambda _progress: go.wait(30), parent=studio.window, on_done=lambda _none: None, title="…"
    )
    assert studio.desk.set(language="nb")
    studio.desk.begin_again_asked.emit()
    studio.until(lambda: "still under way" in studio.window.notice.text())
    go.set()
    studio.settle()
    assert studio.desk.settings.language == settings.load().language == "en"


def test_a_store_of_which_only_the_backups_are_left_is_told_where_it_is_begun_anew(
    tmp_path: Path, opens: Opens
) -> None:
    with open_store(tmp_path / "store.db") as store:
        capture(store, "Żaneta Kowalska")
        backups.make(store, None)
    (tmp_path / "store.db").unlink()

    studio = opens()

    assert "bring one back in the settings" in studio.window.notice.text()
    assert backed_up(tmp_path) == ["2026-11-22"]


def test_a_store_that_can_only_be_read_is_shown_and_says_that_nothing_is_saved(
    clock: StandingClock, qapp: QApplication
) -> None:
    with read_only_folder() as place:
        folder = place / "stick"
        folder.mkdir()
        with open_store(folder / "store.db") as store:
            who = capture(store, "Żaneta Kowalska").prospect
            before = records(store)
        Studio(folder / "store.db", clock, KEPT).leave()  # all modules are loaded then
        shutil.rmtree(folder / "backups")
        with closed(folder):
            studio = Studio(folder / "store.db", clock, KEPT)
            first, foot = studio.window.notice.text(), studio.window.foot.findChildren(QLabel)
            shown = {label.text() for label in foot}
            for slug in (one.slug for one in PLACES):
                studio.window.go(slug)
                studio.settle()
            studio.desk.go("prospects", who)
            studio.settle()
            refused = studio.desk.act(
                lambda: prospects.delete(studio.desk.store, *_one(studio, who)), told="Gone"
            )
            said = studio.window.notice.text()
            studio.leave()
        with open_store(folder / "store.db") as store:
            after = records(store)

    assert "can only be read here" in first
    assert "Only to be read: nothing is saved" in shown
    assert refused is None
    assert "can only be read here" in said
    assert after == before


def _one(studio: Studio, who: UUID) -> tuple[Prospect, str]:
    with studio.desk.store.read() as reading:
        mine = reading.need(Prospect, who)
    return mine, mine.name


def test_a_bug_at_opening_is_told_before_the_window_goes(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, told = list[int](), list[str]()
    monkeypatch.setattr(QApplication, "exit", ended.append)
    (tmp_path / "store.db").mkdir()
    program = start.Program(tmp_path / "store.db", StandingClock(), KEPT)

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            told.append(f"{box.informativeText()} {len(ended)}")
            box.close()

    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    program._not_opened(RuntimeError("Ingrid Solheim"))
    timer.stop()
    program.window.deleteLater()

    assert [one[-1] for one in told] == ["0"]
    assert "has to close" in told[0]
    assert ended == [1]


CLOSED_EARLY = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from salesdesk import settings
from salesdesk.clock import SystemClock
from salesdesk.ui import start
application = start.make_application(settings.Settings())
program = start.Program(Path(sys.argv[1]), SystemClock(), settings.Settings())
def work(progress):
    while True:
        progress(0, 0)
def look():
    if program.is_whole():
        watch.stop()
        program.desk.run(work, parent=program.window, on_done=print, title="…")
        program.window.close()
watch = QTimer(interval=1)
watch.timeout.connect(look)
watch.start()
program.begin_when_painted()
program.window.show()
sys.exit(application.exec())
"""


def test_the_program_ends_when_its_window_is_closed_during_long_work(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "store.db")) as store:
        capture(store, "Żaneta Kowalska")

    ended = subprocess.run(
        [sys.executable, "-c", CLOSED_EARLY, str(tmp_path / "store.db")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
