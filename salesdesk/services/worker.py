"""A process beside the window's that answers requests until it is closed.

What burns the processor in Python would make the window wait.
"""

from __future__ import annotations

import logging
import os
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Final

from salesdesk import i18n, logs
from salesdesk.errors import BrokeApart, EnvironmentTrouble, SalesdeskError
from salesdesk.i18n import _

Tell = Callable[[int, int], None]  # so many of so many (0: nobody knows); raises to stop
Give = Callable[[Any], None]  # sends a part of the answer ahead
Answer = Callable[[tuple[Any, ...], Give, Tell], Any]
Make = Callable[..., AbstractContextManager[Answer]]  # of what the process was given; open while it runs
_LOOK: Final = 0.05  # seconds between two looks at whether it is to stop
_END: Final = 5.0  # seconds that a process may take to end


class Worker:
    """A process that does some work. Asked by one thread at a time."""

    def __init__(self, make: Make, *given: object) -> None:
        """`make(*given)` is entered there, and what it gives answers each request."""
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=serve,
            args=(theirs, _Told(i18n.language(), make, given)),
            daemon=True,  # ended with the window, whatever happens to it
        )
        self._process.start()
        theirs.close()

    def ask(
        self, asked: tuple[Any, ...], tell: Tell, *, take: Give | None = None, lost: str = "", writes: bool
    ) -> Any:
        """Sends a request and takes in what comes until it is answered.

        What `tell` raises stops it: at once where nothing is written, else when what was written has been taken
        back. Raises what the work raises (a library's own error as a `RuntimeError`), and `EnvironmentTrouble` with
        the sentence `lost` where the process dies.
        """
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
                        if not writes:
                            raise
                        stopped = error  # what is written has to be taken back, and that is waited for
                        self._pipe.send(_STOP)
                if not there:
                    continue
                kind, *said = self._pipe.recv()
                if kind == "far":
                    far = (said[0], said[1])
                elif kind == "part" and take:
                    take(said[0])
                elif kind == "done":
                    return said[0]
                elif kind == "failed":
                    if isinstance(said[0], SalesdeskError):
                        raise said[0]
                    raise said[0] from BrokeApart(said[1])
                elif kind == "stopped":
                    assert stopped is not None
                    raise stopped
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise self.lost(stopped, lost) from error

    def lost(self, stopped: BaseException | None, told: str) -> BaseException:
        """What to raise where the process is gone, after a stop or by itself."""
        self.close()
        return stopped or EnvironmentTrouble(told, _("Nothing of it was kept. Try it again."))

    @property
    def pid(self) -> int:
        """The system's number of the process."""
        return self._process.pid or 0

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


_STOP: Final = ("stop",)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a process is told when it starts."""

    language: str
    make: Make
    given: tuple[Any, ...]


def serve(pipe: Connection[Any, Any], told: _Told) -> None:
    """What the process runs: answers requests until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl+C in the terminal is for the window
    if hasattr(os, "nice"):
        os.nice(5)  # the window goes first
    i18n.use(told.language)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            with told.make(*told.given) as answer:
                while True:
                    asked = pipe.recv()
                    if asked != _STOP:  # which may come when all is done
                        _answer(pipe, answer, asked)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except Exception as error:
            if not isinstance(error, SalesdeskError):
                logs.start()  # only now: with it comes a third of the standard library
                logging.getLogger(__name__).exception("broke")
            frames = traceback.extract_tb(error.__traceback__)
            places = tuple((one.filename, one.lineno or 0, one.name) for one in frames)
            pipe.send(("failed", _that_travels(error), places))


def _that_travels(error: Exception) -> Exception:
    """`error` as a kind that the other process knows: a library's own may be one that cannot be made again there, or
    would load the library."""
    if isinstance(error, SalesdeskError) or type(error).__module__ == "builtins":
        return error
    return RuntimeError(f"{type(error).__name__}: {error}")


def _answer(pipe: Connection[Any, Any], answer: Answer, asked: tuple[Any, ...]) -> None:
    def tell(done: int, total: int) -> None:
        if pipe.poll():
            pipe.recv()  # an EOFError where the window is gone
            raise _StopAskedError
        pipe.send(("far", done, total))

    try:
        pipe.send(("done", answer(asked, lambda part: pipe.send(("part", part)), tell)))
    except _StopAskedError:
        pipe.send(("stopped",))
    except SalesdeskError as error:  # a refusal; what comes next may be taken
        pipe.send(("failed", error, ()))
