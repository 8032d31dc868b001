"""An import in a process of its own, since what burns the processor in Python would make the window wait.

A small file is read here: a process takes longer to start than such a file to be read. Both ways do the same
`Work`; the process opens the store itself, as any second program may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Protocol

from salesdesk.i18n import _
from salesdesk.services import apart
from salesdesk.services.drafting import Scene
from salesdesk.services.import_preview import Look
from salesdesk.services.import_reading import Told
from salesdesk.services.import_work import Brought, Tell, Work
from salesdesk.services.imports import Choice
from salesdesk.store.database import Store

SMALL: Final = 200_000  # bytes that are read here


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
        self.process = apart.Apart(store, work_of, scene)

    def look(self, files: Sequence[tuple[Path, Told]], tell: Tell) -> Look:
        look = Look()
        try:
            asked = ("look", tuple(files))
            look.files = self.process.ask(asked, tell, take=look.take, lost=_broken_off(), writes=False)
        except BaseException:
            self.close()
            raise
        return look

    def write(self, choices: Mapping[int, Choice], fair: str, source: str, tell: Tell) -> Brought:
        try:
            asked = ("write", dict(choices), fair, source)
            brought: Brought = self.process.ask(asked, tell, lost=_broken_off(), writes=True)
        finally:
            self.close()
        return brought

    def close(self) -> None:
        """Ends the process."""
        self.process.close()


def _broken_off() -> str:
    return _("The import was broken off.")


def work_of(store: Store, scene: Scene) -> apart.Answer:
    """What the process does: an import, asked for step by step."""
    work = Work(store, replace(scene, store=store.path))

    def answer(asked: tuple[Any, ...], give: apart.Give, tell: Tell) -> object:
        kind, *said = asked
        return (
            work.look(said[0], give, tell) if kind == "look" else work.write(said[0], said[1], said[2], tell)
        )

    return answer
