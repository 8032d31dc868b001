"""Work off the window's thread, as a page uses it."""

from __future__ import annotations

import threading
from queue import SimpleQueue

from PySide6.QtCore import QObject, QThread
from shiboken6 import delete

from salesdesk.ui import background
from salesdesk.ui.background import Progress, StoppedError
from tests.ui.driving import settled


def test_the_answer_comes_on_the_thread_that_asked(qapp: object) -> None:
    asker, told = QObject(), list[object]()

    background.run(
        lambda _progress: QThread.currentThread(),
        parent=asker,
        on_done=lambda worked: told.extend((worked, QThread.currentThread())),
        on_error=told.append,
    )
    settled()

    worked, answered = told
    assert answered is asker.thread()
    assert worked is not answered


def test_an_error_is_told_and_not_swallowed(qapp: object) -> None:
    asker, told = QObject(), list[object]()

    def work(_progress: Progress) -> None:
        raise ValueError("torn")

    background.run(work, parent=asker, on_done=told.append, on_error=told.append)
    settled()

    assert isinstance(told[0], ValueError)


def test_work_that_is_stopped_ends_at_its_next_step(qapp: object) -> None:
    asker, told, steps = QObject(), list[object](), list[int]()
    jobs: SimpleQueue[background.Job[None]] = SimpleQueue()

    def work(progress: Progress) -> None:
        job = jobs.get()
        for step in range(1000):
            steps.append(step)
            if step == 3:
                job.stop()
            progress(step, 1000)

    job = background.run(work, parent=asker, on_done=told.append, on_error=told.append)
    jobs.put(job)
    settled()

    assert isinstance(told[0], StoppedError)
    assert len(steps) == 4


def test_a_page_that_is_gone_is_not_called(qapp: object) -> None:
    asker, told = QObject(), list[object]()

    background.run(lambda _progress: 1, parent=asker, on_done=told.append, on_error=told.append)
    delete(asker)
    settled()

    assert told == []


def test_all_that_is_under_way_can_be_stopped_at_once(qapp: object) -> None:
    asker, told, go = QObject(), list[object](), threading.Event()

    def work(progress: Progress) -> None:
        assert go.wait(30)
        progress(1, 2)

    for _job in range(2):
        background.run(work, parent=asker, on_done=told.append, on_error=told.append)
    background.stop_all()
    go.set()
    settled()

    assert [type(one) for one in told] == [StoppedError, StoppedError]
