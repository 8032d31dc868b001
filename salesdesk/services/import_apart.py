"""An import in a process of its own, since what burns the processor in Python would make the window wait.

A small file is read here: a process takes longer to start than such a file to be read. Both ways do the same
`Work`; the process opens the store itself, as any second program may.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, Protocol

from salesdesk import i18n
from salesdesk.clock import Clock
from salesdesk.errors import EnvironmentTrouble
from salesdesk.i18n import _
from salesdesk.services.drafting import Scene
from salesdesk.services.import_preview import Look
from salesdesk.services.import_reading import Told
from salesdesk.services.import_work import Brought, Tell, Work
from salesdesk.services.imports import Choice
from salesdesk.store import batches
from salesdesk.store.database import Store

SMALL: Final = 200_000  # bytes that are read here
_LOOK: Final = 0.05  # seconds between two looks at whether it is to stop
_END: Final = 5.0  # seconds that a process may take to end


class Bringing(Protocol):
    """One import: looked at, then written, then closed. May be used on any one thread at a time."""

    def look(self, files: Sequence[tuple[Path, Told]], tell: Tell) -> Look:
        """Reads the files, and tells what would become of each row."""
        ...

    def write(self, choices: Mapping[int, Choice], fair: str, source: str, tell: Tell) -> Brought:
        """Writes what was looked at. What `tell` raises stops it, and nothing stays written."""
        ...

    def close(self) -> None:
        """Lets go what is held for the writing."""
        ...


def begin(store: Store, scene: Scene, files: Sequence[Path]) -> Bringing:
    """The way that suits files of this size."""
    size = 0
    for file in files:
        with suppress(OSError):  # told when it is read
            size += file.stat().st_size
    return Apart(store, scene) if size > SMALL else Here(store, scene)


class Here:
    """An import on the thread that asks for it."""

    def __init__(self, store: Store, scene: Scene) -> None:
        self._work = Work(store, scene)

    def look(self, files: Sequence[tuple[Path, Told]], tell: Tell) -> Look:
        look = Look()
        look.files = self._work.look(files, look.take, tell)
        return look

    def write(self, choices: Mapping[int, Choice], fair: str, source: str, tell: Tell) -> Brought:
        return self._work.write(choices, fair, source, tell)

    def close(self) -> None:
        """There is nothing to let go."""


class Apart:
    """An import in a process of its own."""

    def __init__(self, store: Store, scene: Scene) -> None:
        self._store = store
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=serve,
            args=(theirs, store.path, store.clock, scene, i18n.language()),
            daemon=True,  # ended with the window, whatever happens to it
        )
        self._process.start()
        theirs.close()

    def look(self, files: Sequence[tuple[Path, Told]], tell: Tell) -> Look:
        look = Look()
        try:
            look.files = self._ask(("look", tuple(files)), tell, look)
        except BaseException:
            self.close()  # it has only read
            raise
        return look

    def write(self, choices: Mapping[int, Choice], fair: str, source: str, tell: Tell) -> Brought:
        try:
            return self._ask(("write", dict(choices), fair, source), tell, Look())
        finally:
            self.close()

    def _ask(self, asked: tuple[Any, ...], tell: Tell, look: Look) -> Any:
        """Sends a request and takes in what comes until it is answered."""
        far, told = (0, 0), 0.0
        stopped: BaseException | None = None
        try:
            self._pipe.send(asked)
            while True:
                there = self._pipe.poll(_LOOK)
                if stopped is None and time.monotonic() - told > _LOOK:  # a row of pixels is not worth more
                    told = time.monotonic()
                    try:
                        tell(*far)
                    except BaseException as error:
                        if asked[0] == "look":
                            raise
                        stopped = error  # what is written has to be taken back, and that is waited for
                        self._pipe.send(("stop",))
                if not there:
                    continue
                kind, *said = self._pipe.recv()
                if kind == "far":
                    far = (said[0], said[1])
                elif kind == "block":
                    look.take(said[0])
                elif kind == "done":
                    return said[0]
                elif kind == "failed":
                    raise said[0]
                elif kind == "stopped":
                    assert stopped is not None
                    raise stopped
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise self._lost(stopped) from error

    def _lost(self, stopped: BaseException | None) -> BaseException:
        """The process is gone: what it had begun to write is taken back here."""
        self.close()
        batches.take_back_all(self._store)
        return stopped or EnvironmentTrouble(
            _("The import was broken off."), _("Nothing of it was kept. Try it again.")
        )

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process.is_alive()

    def kill(self) -> None:
        """Ends the process at once, as the system may."""
        self._process.kill()

    def close(self) -> None:
        """Ends the process."""
        self._pipe.close()
        self._process.terminate()
        self._process.join(_END)


class _StopAskedError(Exception):
    """The window asked the process to stop."""


def serve(pipe: Connection[Any, Any], path: Path, clock: Clock, scene: Scene, language: str) -> None:
    """What the process runs: answers requests until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl+C in the terminal is for the window
    if hasattr(os, "nice"):
        os.nice(5)  # the window goes first
    i18n.use(language)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            with Store.open(path, clock) as store:
                work = Work(store, replace(scene, store=store.path))
                while True:
                    _answer(pipe, work, pipe.recv())
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except Exception as error:
            pipe.send(("failed", error))


def _answer(pipe: Connection[Any, Any], work: Work, asked: tuple[Any, ...]) -> None:
    def tell(done: int, total: int) -> None:
        if pipe.poll():
            pipe.recv()  # an EOFError where the window is gone
            raise _StopAskedError
        pipe.send(("far", done, total))

    kind, *said = asked
    try:
        if kind == "look":
            pipe.send(("done", work.look(said[0], lambda block: pipe.send(("block", block)), tell)))
        elif kind == "write":
            pipe.send(("done", work.write(said[0], said[1], said[2], tell)))
    except _StopAskedError:
        pipe.send(("stopped",))
