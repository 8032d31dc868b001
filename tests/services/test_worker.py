"""A bug in the process beside the window is told as a bug, whatever kind of error it is, and loads nothing here."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest

from salesdesk.errors import BrokeApart
from salesdesk.services.worker import Answer, Give, Tell, Worker


class OddError(ValueError):
    """One that pickle cannot build again, as many libraries have."""

    def __init__(self, *, place: int) -> None:
        super().__init__("Błąd hos Øyvind")
        self.place = place


@contextmanager
def breaking() -> Generator[Answer]:
    """Breaks in its own way, or in that of a library that only this process loads."""

    def answer(asked: tuple[Any, ...], _give: Give, _tell: Tell) -> object:
        if asked == ("library",):
            cv2: Any = import_module("cv2")
            cv2.resize(b"", (0, 0))
        raise OddError(place=7)

    yield answer


def nobody(_done: int, _total: int) -> None:
    """Nobody watches."""


@pytest.mark.parametrize("asked", ["own", "library"])
def test_a_bug_comes_back_as_a_kind_that_this_process_knows_with_its_place(asked: str) -> None:
    before = "cv2" in sys.modules
    worker = Worker(breaking)
    try:
        with pytest.raises(RuntimeError) as raised:
            worker.ask((asked,), nobody, writes=False)
    finally:
        worker.close()
    assert isinstance(raised.value.__cause__, BrokeApart)
    assert str(raised.value).startswith(("OddError: Błąd hos Øyvind", "error: OpenCV"))
    assert raised.value.__cause__.frames[-1][2] == "answer"
    assert ("cv2" in sys.modules) is before
