"""The only place that connects to SQLite: how a connection is set up, and how a write waits its turn."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from salesdesk.domain.text import fold
from salesdesk.errors import EnvironmentTrouble
from salesdesk.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

APPLICATION_ID: Final = 0x53444B31  # "SDK1": marks an SQLite file as a Salesdesk store
AUTOMATIC: Final = 1000  # pages in the log beside the file, at which a commit brings them into it
PATIENCE: Final = 10.0  # seconds that a write waits for another program's
_ASK_AGAIN: Final = 0.001  # SQLite's own waiting sleeps up to 100 ms, longer than a batch pauses


def connect(path: Path, *, timeout: float = PATIENCE) -> sqlite3.Connection:
    """A raw connection that begins nothing by itself; one that only reads where the place allows no more."""
    if is_read_only(path):
        return _reading(path, timeout)
    return _connected(path, timeout)


def is_read_only(path: Path) -> bool:
    """Whether a store is there that may be read and not written: the file, or the folder that takes what SQLite
    keeps beside it while it writes."""
    told = os.access in os.supports_effective_ids
    writable = (os.access(one, os.W_OK, effective_ids=told) for one in (path, path.parent))
    return path.is_file() and not all(writable)


def _reading(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection to a file that may not be written to. A store is in WAL mode, which keeps an index of the log
    beside it even to read; where that is not there and cannot be made, nobody else can be writing either, and the
    file is read as one that never changes (sqlite.org/wal.html#read_only_databases)."""
    place = path.absolute().as_uri()
    found = _connected(f"{place}?mode=ro", timeout)
    try:
        found.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        found.close()
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            raise
        log = path.with_name(path.name + "-wal")
        if log.is_file() and log.stat().st_size:  # the newest changes, which would be left out
            raise EnvironmentTrouble(
                _("{file} cannot be read whole here, where nothing may be written.").format(file=path),
                _("Copy it and {log} to a folder of your own, and open the copy.").format(log=log.name),
            ) from error
        return _connected(f"{place}?mode=ro&immutable=1", timeout)
    except BaseException:
        found.close()
        raise
    return found


def _connected(place: Path | str, timeout: float) -> sqlite3.Connection:
    """A connection to a file, or to what a URI names."""
    return sqlite3.connect(
        place,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
        uri=isinstance(place, str),
    )


def _store_connection(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    writes = () if is_read_only(path) else ("journal_mode = WAL", "synchronous = FULL")
    for pragma in (
        *writes,
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


@contextmanager
def look(path: Path) -> Generator[sqlite3.Connection]:
    """A read transaction on the store at `path` by the driver alone, on a connection of its own."""
    connection = _store_connection(path)
    try:
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


def engine(path: Path) -> Engine:
    """An engine on the store at `path`; a connection is used by one thread at a time."""
    from sqlalchemy import create_engine, event  # half a second, which only records need
    from sqlalchemy.pool import QueuePool

    # The one used last is taken first: what another one wrote empties the pages that a connection holds.
    made = create_engine(
        "sqlite://",
        creator=lambda: _store_connection(path),
        poolclass=QueuePool,
        pool_size=4,
        pool_use_lifo=True,
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
    raw.execute(f"PRAGMA wal_autocheckpoint = {0 if unfinished else AUTOMATIC}")
    # What is unfinished is taken back after a power cut, so that it may as well be lost; whatever is committed after
    # it takes it to the disk along with itself (sqlite.org/pragma.html#pragma_synchronous).
    raw.execute(f"PRAGMA synchronous = {'NORMAL' if unfinished else 'FULL'}")
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
    except Exception as error:
        trouble = _trouble(getattr(error, "orig", error), path)  # SQLAlchemy wraps what the driver raised
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


def only_read(path: Path) -> EnvironmentTrouble:
    """What is said where something is to be written into a store that can only be read."""
    return EnvironmentTrouble(
        _("{file} can only be read here, not written to.").format(file=path),
        _("Nothing was changed. Copy it to a folder of your own and open the copy, or allow writing there."),
    )


def too_old(path: Path) -> EnvironmentTrouble:
    """What is said of a store that would have to be brought up to date where it can only be read."""
    return EnvironmentTrouble(
        _("{file} is of an older Salesdesk, and cannot be brought up to date here.").format(file=path),
        _("Copy it to a folder of your own, and open the copy."),
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
    sqlite3.SQLITE_READONLY: only_read,
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
