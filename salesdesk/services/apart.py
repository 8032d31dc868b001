"""Work on a store in a process of its own, since what burns the processor in Python would make the window wait.

The process opens the store itself, as any second program may, and answers requests until it is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from salesdesk.clock import Clock
from salesdesk.services.worker import Answer, Give, Tell, Worker
from salesdesk.store import batches
from salesdesk.store.database import Store

__all__ = ["Answer", "Apart", "Give", "Make", "Tell"]

Make = Callable[..., Answer]  # of an open store, and what the process was given beside it


class Apart(Worker):
    """A process that does some work on a store. Asked by one thread at a time."""

    def __init__(self, store: Store, make: Make, *given: object) -> None:
        """`make(store, *given)` is called there, and what it gives answers each request."""
        super().__init__(on_store, store.path, store.clock, make, given)
        self._store = store

    def lost(self, stopped: BaseException | None, told: str) -> BaseException:
        """What to raise where the process is gone: what it had begun to write is taken back here."""
        error = super().lost(stopped, told)
        batches.take_back_all(self._store)
        return error


@contextmanager
def on_store(path: Path, clock: Clock, make: Make, given: tuple[Any, ...]) -> Generator[Answer]:
    """What the process does, with the store open meanwhile."""
    with Store.open(path, clock) as store:
        yield make(store, *given)
