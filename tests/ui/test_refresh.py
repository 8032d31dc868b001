"""What was written reaches the pages: at once where a person waits for it, once a second during long work."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot

from salesdesk.domain.changes import Change, ChangeSet
from salesdesk.store.database import Store
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk
from salesdesk.ui.refresh import LOOK_EVERY, PAUSE, Written
from tests.factories import capture, open_store
from tests.ui.driving import settled


def heard(desk: Desk) -> list[Written]:
    """What the pages are told."""
    told = list[Written]()
    desk.written.connect(told.append)
    return told


def publish(store: Store, subject: str) -> None:
    """Tells of a commit, as a hold of a batch does."""
    store.publish(ChangeSet(UUID(int=1), "Brought in", {}, (Change(subject, UUID(int=2), {}, None),)))


def elsewhere(work: object) -> None:
    """Does something on a thread of its own, to its end."""
    assert callable(work)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_what_the_window_writes_itself_is_told_each_time_and_at_once(desk: Desk) -> None:
    told = heard(desk)

    for name in ("Åsa", "Łukasz", "Đặng"):
        capture(desk.store, name)

    assert len(told) == 3
    assert all(one.here and one.touches("prospects") for one in told)


def test_a_thread_that_writes_often_is_told_as_one_and_nothing_is_left_out(desk: Desk, qtbot: QtBot) -> None:
    told = heard(desk)

    def write() -> None:
        for number in range(100):
            publish(desk.store, f"subject{number}")

    elsewhere(write)
    settled()
    elsewhere(write)
    settled()
    soon = len(told)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=round(PAUSE * 1000) + 4 * LOOK_EVERY)

    assert soon == 1  # the second hundred waits until pages have had time to read the first
    assert all(len(one.subjects) == 100 and one.here for one in told)


def test_long_work_that_ends_has_told_all_of_it_before_it_is_answered(desk: Desk) -> None:
    order = list[object]()
    desk.written.connect(lambda written: order.extend(sorted(written.subjects)))

    def work(_progress: Progress) -> str:
        publish(desk.store, "companies")
        time.sleep(0.05)  # so that the window may have heard of the first
        publish(desk.store, "prospects")
        return "answered"

    for _time in range(2):
        desk.run(work, parent=desk, on_done=order.append, title="Working …")
        settled()

    assert order[-1] == "answered"
    assert order.count("answered") == 2
    first = order.index("answered")
    assert set(order[:first]) == {"companies", "prospects"}
    assert set(order[first + 1 : -1]) == {"companies", "prospects"}


def test_what_another_program_writes_is_told_as_from_elsewhere(desk: Desk, tmp_path: Path) -> None:
    told = heard(desk)

    with open_store(tmp_path / "store.db") as other:
        capture(other, "Ingrid Solheim")
    desk.refresh.look()

    (one,) = told
    assert one.touches("prospects")
    assert not one.here


def test_work_that_ends_when_the_store_is_let_go_is_still_answered(desk: Desk) -> None:
    order = list[object]()

    desk.run(
        lambda _progress: time.sleep(0.05) or "done", parent=desk, on_done=order.append, title="Working …"
    )
    desk.refresh.stop()
    settled()

    assert order == ["done"]
