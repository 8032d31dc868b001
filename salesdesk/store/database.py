"""The store: one SQLite file and two ways in, `read` and `change`; and `look`, for what no record is needed for.

A change is written together with its log and with what is derived from it, in one transaction that begins
by taking the right to write; after the commit it is published to plain listeners.

What stands on SQLAlchemy is loaded at the first `read` or `change`, not before: it takes half a second, in which
a day can be shown by `look`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from salesdesk.clock import Clock
from salesdesk.domain.changes import SCHEMA, ChangeSet
from salesdesk.store import connections
from salesdesk.store.migrations.lifts import Lift
from salesdesk.store.presence import Presence
from salesdesk.store.sql import Look, scalar
from salesdesk.store.upgrade import Migrations, bring_up, version

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from salesdesk.store.log import BatchRow
    from salesdesk.store.rehearsal import Rehearsal
    from salesdesk.store.unit import Reading, Unit

Listener = Callable[[ChangeSet], None]
_OWNED = "SELECT count(*) FROM origins WHERE local = 1"


class Store:
    """An open store. Use `Store.open`; close it when done, or use it in a `with`. `read_only`: nothing may be
    written where it lies."""

    def __init__(self, path: Path, clock: Clock, migrations: Migrations) -> None:
        self.path, self.clock = path, clock
        self.read_only = connections.is_read_only(path)
        self.lifts: Mapping[int, Lift] = migrations.lifts
        self.taken_back: list[BatchRow] = []  # batches that a crash had left open
        self._listeners: list[Listener] = []
        self.presence = Presence(path)
        self._made: Engine | None = None
        self._making = threading.Lock()

    @property
    def _engine(self) -> Engine:
        with self._making:
            if self._made is None:
                self._made = connections.engine(self.path)
            return self._made

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
            except BaseException:
                store.close()
                raise
        return store

    def _prepare(self, migrations: Migrations) -> None:
        with self.look() as look:
            found = version(look.connection, self.path)
        if found != SCHEMA:
            self._bring_up(found, migrations)
        if self.read_only:
            return
        with self.look() as look:
            owned = scalar(look.connection, _OWNED)
            broken_off = scalar(look.connection, "SELECT count(*) FROM batches WHERE state = 'open'")
        if not owned:
            self._own_origin()
        if broken_off:
            from salesdesk.store import batches

            self.taken_back = batches.take_back_all(self)

    def _bring_up(self, found: int | None, migrations: Migrations) -> None:
        from salesdesk.store import backup

        if self.read_only:
            raise connections.too_old(self.path)
        with self.presence.alone():
            if found is not None:
                backup.keep(self.path, self.clock, reason=f"-before-{SCHEMA:04d}")
            with self.writing() as connection:
                due = version(connection, self.path)
                if due != SCHEMA:
                    bring_up(connection, migrations)

    def _own_origin(self) -> None:
        """Gives a new store, or a copy of one, an origin to write under."""
        from salesdesk.store.origins import start_origin

        with self.writing() as connection:
            if not scalar(connection, _OWNED):
                start_origin(connection)

    def close(self) -> None:
        """Lets the file go."""
        if self._made is not None:
            self._made.dispose()
        self.presence.leave()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None and not self.read_only and (self._made is not None or self._is_behind()):
                from salesdesk.store.derived_catch_up import catch_up_if_let

                catch_up_if_let(self)
        finally:
            self.close()

    def _is_behind(self) -> bool:
        """Whether what is derived waits to be made anew, left so by whoever wrote last."""
        with self.look() as look:
            return bool(scalar(look.connection, "SELECT EXISTS (SELECT 1 FROM derived_stale)"))

    @contextmanager
    def look(self) -> Generator[Look]:
        """One read transaction for plain statements; the only way in that does without SQLAlchemy."""
        with connections.told_kindly(self.path), connections.look(self.path) as connection:
            yield Look(connection)

    @contextmanager
    def read(self) -> Generator[Reading]:
        """One read transaction: all that it sees is of one moment."""
        from salesdesk.store.unit import Reading

        with self.reading_raw() as connection:
            reading = Reading(connection)
            yield reading
            reading.close()

    @contextmanager
    def change(self, label: str, /, **args: str) -> Generator[Unit]:
        """A unit of work, written whole or not at all. `label` is a message id with `args` to fill in.

        Raises `EnvironmentTrouble` where the machine refuses; nothing is changed then.
        """
        from salesdesk.store import derived, log
        from salesdesk.store.unit import Unit

        with self.writing() as connection:
            unit = Unit(connection, self.clock.now().astimezone(self.clock.zone()))  # its day is the seller's
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
            unit.batch = batch.id
            derived.refresh(connection, changes)
        self.publish(ChangeSet(batch.id, label, args, tuple(changes)))

    @contextmanager
    def rehearsal(self, now: datetime, ids: Sequence[UUID], *, locked: bool) -> Generator[Rehearsal]:
        """A unit of work of which nothing stays, for what a rule does with `ids`; `now` is the moment that it stamps.
        Where it is `locked` it has the right to write, so that it is to be short.

        Raises `EnvironmentTrouble` where the machine refuses.
        """
        from salesdesk.store.rehearsal import Rehearsal

        if self.read_only:
            raise connections.only_read(self.path)
        engine = self._engine.execution_options(writes=locked)
        with connections.told_kindly(self.path), engine.connect() as connection, connection.begin() as begun:
            unit = Rehearsal(connection, now.astimezone(self.clock.zone()), ids, locked=locked)
            try:
                yield unit
            finally:
                unit.abandon()
                begun.rollback()

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
        if self.read_only:
            raise connections.only_read(self.path)
        engine = self._engine.execution_options(writes=True, unfinished=unfinished)
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
