"""Work off the window's thread: SQL, files, anything that may take longer than a blink.

The job lives on the window's thread; its work runs on a thread of Python's own and answers by queued signals,
so that a page that is gone by then is simply not called. Qt's pool is not used: it takes a runnable away while
Python still unwinds it, which ended the program now and then.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid

T = TypeVar("T")
Progress = Callable[[int, int], None]
_NAME: Final = "salesdesk-job"
_TELL: Final = (
    0.1  # seconds between two tellings of how far it is: Qt paints a bar at once, and all else with it
)


class StoppedError(Exception):
    """The work was asked to stop; raised inside it, at its next `progress`."""


class Job(QObject, Generic[T]):
    """One piece of work, until it is done, has failed or was stopped."""

    _done = Signal(object)
    _failed = Signal(object)
    _progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, work: Callable[[Progress], T], parent: QObject) -> None:
        super().__init__(QCoreApplication.instance())
        self._asker, self._stopping = parent, False
        self._work = work
        self._told = 0.0  # when it was last told how far it is

    def stop(self) -> None:
        """Asks the work to stop at its next step; `on_error` is called with `StoppedError`."""
        self._stopping = True

    def _report(self, done: int, total: int) -> None:
        if self._stopping:
            raise StoppedError
        now = time.monotonic()
        if now - self._told >= _TELL:
            self._told = now
            self._progressed.emit(done, total)

    def start(
        self,
        on_done: Callable[[T], None],
        on_error: Callable[[BaseException], None],
        on_progress: Progress | None,
    ) -> None:
        """Begins; the callbacks are connected before anything runs."""
        queued = Qt.ConnectionType.QueuedConnection
        self._on_done, self._on_error, self._on_progress = on_done, on_error, on_progress
        self._done.connect(self._ended_well, queued)
        self._failed.connect(self._ended_badly, queued)
        if on_progress:
            self._progressed.connect(self._tell, queued)
        threading.Thread(target=self._run, name=_NAME).start()

    def _run(self) -> None:
        try:
            result = self._work(self._report)
        except BaseException as error:
            self._failed.emit(error)
        else:
            self._done.emit(result)

    def _ended_well(self, result: T) -> None:
        self._end(self._on_done, result)

    def _ended_badly(self, error: BaseException) -> None:
        self._end(self._on_error, error)

    def _tell(self, done: int, total: int) -> None:
        if self._on_progress and isValid(self._asker) and not self._stopping:
            self._on_progress(done, total)

    def _end(self, answer: Callable[[Any], None], said: Any) -> None:
        try:
            if isValid(self._asker):
                answer(said)
        finally:
            self.ended.emit()
            self.deleteLater()


def run(
    work: Callable[[Progress], T],
    *,
    parent: QObject,
    on_done: Callable[[T], None],
    on_error: Callable[[BaseException], None],
    on_progress: Progress | None = None,
) -> Job[T]:
    """Runs `work(progress)` on a thread; the callbacks come on this thread, and not after `parent` is gone.

    `progress(done, total)` tells how far it is (a total of 0: nobody knows) and raises `StoppedError` once
    the job was stopped.
    """
    job = Job[T](work, parent)
    job.start(on_done, on_error, on_progress)
    return job


def stop_all() -> None:
    """Asks all that is under way to stop at its next step."""
    application = QCoreApplication.instance()
    jobs: list[Job[Any]] = application.findChildren(Job) if application else []
    for job in jobs:
        job.stop()


def wait_for_all(milliseconds: int = 30_000) -> bool:
    """Waits until all work has ended; for the end of the program and of tests. False where some has not."""
    until = time.monotonic() + milliseconds / 1000
    for thread in threading.enumerate():
        if thread.name == _NAME:
            thread.join(max(0.0, until - time.monotonic()))
    return not any(thread.name == _NAME for thread in threading.enumerate())
