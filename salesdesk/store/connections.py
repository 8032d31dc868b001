"""The only place that connects to SQLite: how a connection is set up, and how a write waits its turn."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from salesdesk.domain.text import fold
from salesdesk.errors import EnvironmentTrouble
from salesdesk.i18n import _

PATIENCE: Final = 10.0  # seconds that a write waits for another program's
_ASK_AGAIN: Final = 0.001  # SQLite's own waiting sleeps up to 100 ms, longer than a batch pauses


def connect(path: Path, *, timeout: float = PATIENCE) -> sqlite3.Connection:
    """A raw connection that begins nothing by itself."""
    return sqlite3.connect(
        path, timeout=timeout, isolation_level=None, check_same_thread=False, cached_statements=512
    )


def _store_connection(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        "cache_size = -65536",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("folded", 1, _folded, deterministic=True)
    return connection


def _folded(text: object) -> str:
    return fold(str(text)) if text else ""


def engine(path: Path) -> Engine:
    """An engine on the store at `path`; a connection is used by one thread at a time."""
    made = create_engine(
        "sqlite://", creator=lambda: _store_connection(path), poolclass=QueuePool, pool_size=4
    )
    event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    """Begins what SQLAlchemy leaves to the driver: a snapshot, or at once the right to write."""
    options = connection.get_execution_options()
    if not options.get("writes"):
        connection.exec_driver_sql("BEGIN")
        return
    deadline = time.monotonic() + PATIENCE
    raw: Any = connection.connection.driver_connection
    unfinished = options.get("unfinished")  # and then whoever writes it brings it into the file, too
    raw.execute(f"PRAGMA wal_autocheckpoint = {0 if unfinished else 1000}")
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(_ASK_AGAIN)
            else:
                return
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")


@contextmanager
def told_kindly(path: Path) -> Generator[None]:
    """Turns what the machine refuses into an `EnvironmentTrouble` that says what to do next."""
    try:
        yield
    except DatabaseError as error:
        trouble = _trouble(error.orig, path)
        if trouble is None:
            raise
        raise trouble from error
    except sqlite3.DatabaseError as error:
        trouble = _trouble(error, path)
        if trouble is None:
            raise
        raise trouble from error


def _trouble(error: object, path: Path) -> EnvironmentTrouble | None:
    code = getattr(error, "sqlite_errorcode", None)
    told = _TROUBLES.get(code & 0xFF) if isinstance(code, int) else None
    return told(path) if told else None


def cannot_open(path: Path) -> EnvironmentTrouble:
    """What is said where a file or its folder cannot be had."""
    return EnvironmentTrouble(
        _("{file} cannot be opened.").format(file=path),
        _("See whether the folder is there and may be written to, or name another with --store."),
    )


_TROUBLES: Final[dict[int, Callable[[Path], EnvironmentTrouble]]] = {
    sqlite3.SQLITE_BUSY: lambda path: EnvironmentTrouble(
        _("Another program is holding {file}.").format(file=path.name),
        _("Nothing was changed. Wait until it is done, or close it, and try again."),
    ),
    sqlite3.SQLITE_LOCKED: lambda path: EnvironmentTrouble(
        _("Another program is holding {file}.").format(file=path.name),
        _("Nothing was changed. Wait until it is done, or close it, and try again."),
    ),
    sqlite3.SQLITE_FULL: lambda _path: EnvironmentTrouble(
        _("The disk is full."), _("Nothing was changed. Make room on the disk and try again.")
    ),
    sqlite3.SQLITE_READONLY: lambda path: EnvironmentTrouble(
        _("{file} may not be written to.").format(file=path),
        _("Nothing was changed. Allow writing to the file and its folder, or name another with --store."),
    ),
    sqlite3.SQLITE_CANTOPEN: cannot_open,
    sqlite3.SQLITE_IOERR: lambda path: EnvironmentTrouble(
        _("The disk does not take or give what {file} needs.").format(file=path),
        _(
            "Nothing was changed. See whether the disk is full or failing; a backup is kept in the backups folder."
        ),
    ),
    sqlite3.SQLITE_CORRUPT: lambda path: EnvironmentTrouble(
        _("{file} is damaged.").format(file=path),
        _("Bring back the newest backup with: salesdesk restore FILE"),
    ),
    sqlite3.SQLITE_NOTADB: lambda path: EnvironmentTrouble(
        _("{file} is not a Salesdesk store.").format(file=path), _("Name the right file with --store.")
    ),
}


def sqlite_version() -> tuple[int, int, int]:
    """The version of SQLite at work."""
    return sqlite3.sqlite_version_info
