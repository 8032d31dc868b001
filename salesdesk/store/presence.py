"""Who else has the store open, and whether a batch is running: told by locks that die with their holder.

A small SQLite file beside the store carries them, since SQLite's file locks hold on every system and end
with the process: everyone who has the store open keeps a SHARED lock, the one that writes a batch keeps
RESERVED, and who must be alone (restore, migration) asks for EXCLUSIVE.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from salesdesk.errors import EnvironmentTrouble
from salesdesk.i18n import _
from salesdesk.store.connections import connect, is_read_only, told_kindly


class Presence:
    """This program's mark on the store at `path`, from opening to closing."""

    def __init__(self, path: Path) -> None:
        # Nobody writes where nothing may be written, so there is nobody to be told of this program.
        self._file = Path(":memory:") if is_read_only(path) else path.with_name(path.name + "-users")
        self._writer: int | None = None  # the thread that writes a batch
        self._mark = connect(self._file, timeout=1)  # two programs may begin at once
        self._stay()

    def _stay(self) -> None:
        try:
            self._mark.execute("BEGIN")
            self._mark.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            self._mark.close()
            if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise
            raise EnvironmentTrouble(
                _("The store is being restored or brought up to date by another program."),
                _("Try again in a moment."),
            ) from error

    def leave(self) -> None:
        """Takes the mark away."""
        self._mark.close()

    @contextmanager
    def alone(self) -> Generator[None]:
        """Holds everyone else off. Raises `EnvironmentTrouble` where another program has the store open."""
        self._mark.execute("ROLLBACK")
        try:
            self._mark.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._stay()
            raise EnvironmentTrouble(
                _("Another program has the store open."),
                _("Nothing was changed. Close the other Salesdesk and try again."),
            ) from error
        try:
            yield
        finally:
            self._mark.execute("ROLLBACK")
            self._stay()

    @contextmanager
    def writing_a_batch(self) -> Generator[bool]:
        """Holds the place of the one that writes a batch; gives False where another program or thread has it.

        Whoever has it already may ask again, for a batch that is one of several. Raises `EnvironmentTrouble` where the
        disk refuses.
        """
        if self._writer == threading.get_ident():
            yield True
            return
        with told_kindly(self._file):
            place = connect(self._file, timeout=0)
        try:
            with told_kindly(self._file):
                mine = _began(place)
            if mine:
                self._writer = threading.get_ident()
            yield mine
        finally:
            if self._writer == threading.get_ident():
                self._writer = None
            place.close()


def _began(place: sqlite3.Connection) -> bool:
    """Takes the place of the one that writes a batch, unless another has it."""
    try:
        place.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise
        return False
    return True
