"""A unit of work of which nothing stays: it says what a change would write, and keeps others from writing only
where a rule has to see what it wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Select, Table, event, select
from sqlalchemy.sql import visitors

from salesdesk.domain.changes import Change
from salesdesk.domain.records import Record
from salesdesk.store.unit import Unit

R = TypeVar("R", bound=Record)


class LockNeededError(Exception):
    """A rule has to write before it can go on."""


class Rehearsal(Unit):
    """What a rule does with each of `ids` is asked for by `tried`. Those are fetched together, as soon as a rule
    needs one. Where it is not `locked`, whatever would write raises `LockNeededError`: nothing was written then."""

    def __init__(self, connection: Connection, now: datetime, ids: Sequence[UUID], *, locked: bool) -> None:
        super().__init__(connection, now)
        self._ids, self._locked = ids, locked
        self._fetched: dict[type[Record], dict[UUID, Record]] = {}
        if not locked:
            event.listen(self._session, "before_flush", _refuse)

    def get(self, kind: type[R], record: UUID) -> R | None:
        if record not in self._ids:
            return super().get(kind, record)
        mine = self._fetched.get(kind)
        if mine is None:
            found = self._session.scalars(select(kind).where(kind.id.in_(self._ids))).all()
            mine = self._fetched[kind] = {one.id: one for one in found}
        one = mine.get(record)
        return one if isinstance(one, kind) else super().get(kind, record)  # let go, or not there

    def find(self, query: Select[R]) -> Sequence[R]:
        self._write_for(query)
        return self._session.scalars(query).all()

    def rows(self, query: Select[Any]) -> Sequence[Any]:
        self._write_for(query)
        return self._session.execute(query).all()

    def first(self, query: Select[R]) -> R | None:
        self._write_for(query)
        return self._session.scalars(query.limit(1)).one_or_none()

    def write(self, changes: Sequence[Change]) -> None:
        if not changes:
            return
        if not self._locked:
            raise LockNeededError
        super().write(changes)

    def tried(self) -> list[Change]:
        """What changed since this was last asked, one change a record, without empty ones. What was not written is
        let go: the next rule begins with what the store holds."""
        self._note(self._session, None)
        self.let_go()
        return self._told()

    def let_go(self) -> None:
        """Forgets what was begun and not written."""
        for one in [*self._session.new, *self._session.dirty]:
            self._session.expunge(one)
            for mine in self._fetched.values():
                mine.pop(one.id, None)

    def _write_for(self, query: Select[Any]) -> None:
        """Writes what is pending if a query could find it."""
        pending = {one.__tablename__ for one in (*self._session.new, *self._session.dirty)}
        if pending and any(isinstance(one, Table) and one.name in pending for one in visitors.iterate(query)):
            self._session.flush()


def _refuse(*_: object) -> None:
    raise LockNeededError
