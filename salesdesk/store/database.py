"""The store: one SQLite file and two ways in, `read` and `change`.

A change is written together with its log and with what is derived from it, in one transaction that begins
by taking the right to write; after the commit it is published to plain listeners.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from salesdesk.clock import Clock
from salesdesk.domain.changes import ChangeSet
from salesdesk.domain.records import SCHEMA
from salesdesk.store import backup, batches, connections, derived, log
from salesdesk.store.derived_catch_up import catch_up_if_let
from salesdesk.store.migrations.lifts import Lift
from salesdesk.store.origins import start_origin
from salesdesk.store.presence import Presence
from salesdesk.store.sql import scalar
from salesdesk.store.unit import Reading, Unit
from salesdesk.store.upgrade import Migrations, bring_up, version

Listener = Callable[[ChangeSet], None]


class Store:
    """An open store. Use `Store.open`; close it when done, or use it in a `with`."""

    def __init__(self, path: Path, clock: Clock, migrations: Migrations) -> None:
        self.path, self.clock = path, clock
        self.lifts: Mapping[int, Lift] = migrations.lifts
        self.taken_back: list[log.BatchRow] = []  # batches that a crash had left open
        self._listeners: list[Listener] = []
        self.presence = Presence(path)
        self._engine = connections.engine(path)
        self._writing_engine = self._engine.execution_options(writes=True)

    @classmethod
    def open(cls, path: Path, clock: Clock, *, migrations: Migrations | None = None) -> Store:
        """Opens the store at `path`, making it where it is not there, bringing it up where it is older.

        Raises `EnvironmentTrouble`: no right to write, another program's file, a newer store.
        """
        ways = migrations or Migrations()
        with connections.told_kindly(path):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise connections.cannot_open(path) from error
            store = cls(path, clock, ways)
            try:
                store._prepare(ways)
                store.taken_back = batches.take_back_all(store)
            except BaseException:
                store.close()
                raise
        return store

    def _prepare(self, migrations: Migrations) -> None:
        with self.reading_raw() as connection:
            found = version(connection, self.path)
        if found == SCHEMA:
            self._own_origin()
            return
        with self.presence.alone():
            if found is not None:
                backup.keep(self.path, self.clock, reason=f"-before-{SCHEMA:04d}")
            with self.writing() as connection:
                due = version(connection, self.path)
                if due != SCHEMA:
                    bring_up(connection, migrations)
        self._own_origin()

    def _own_origin(self) -> None:
        """Gives a new store, or a copy of one, an origin to write under."""
        with self.reading_raw() as connection:
            if scalar(connection, "SELECT count(*) FROM origins WHERE local = 1"):
                return
        with self.writing() as connection:
            if not scalar(connection, "SELECT count(*) FROM origins WHERE local = 1"):
                start_origin(connection)

    def close(self) -> None:
        """Lets the file go."""
        self._engine.dispose()
        self.presence.leave()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                catch_up_if_let(self)
        finally:
            self.close()

    @contextmanager
    def read(self) -> Generator[Reading]:
        """One read transaction: all that it sees is of one moment."""
        with self.reading_raw() as connection:
            reading = Reading(connection)
            yield reading
            reading.close()

    @contextmanager
    def change(self, label: str, /, **args: str) -> Generator[Unit]:
        """A unit of work, written whole or not at all. `label` is a message id with `args` to fill in.

        Raises `EnvironmentTrouble` where the machine refuses; nothing is changed then.
        """
        with self.writing() as connection:
            unit = Unit(connection, self.clock.now())
            try:
                yield unit
                changes = unit.finish()
            except BaseException:
                unit.abandon()
                raise
            if not changes:
                return
            batch = log.start_batch(connection, label, args, now=unit.now)
            log.append(connection, batch.row, changes, now=unit.now)
            derived.refresh(connection, changes)
        self.publish(ChangeSet(batch.id, label, args, tuple(changes)))

    @contextmanager
    def reading_raw(self) -> Generator[Connection]:
        """A read transaction for the store's own modules."""
        with connections.told_kindly(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, unfinished: bool = False) -> Generator[Connection]:
        """A write transaction for the store's own modules, begun before it reads anything.

        Whoever writes one that is `unfinished` brings what it wrote into the file, too: other writes of
        the store are not held up by it then (sqlite.org/wal.html §2.1).
        """
        engine = self._writing_engine.execution_options(unfinished=unfinished)
        with connections.told_kindly(self.path), engine.begin() as connection:
            yield connection

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` after each commit, on the thread that committed. Gives what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, changeset: ChangeSet) -> None:
        """Tells the listeners of a commit."""
        for listener in tuple(self._listeners):
            listener(changeset)
