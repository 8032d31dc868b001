"""A unit of work: records in hand, and what became of them written down in the same transaction.

What is changed through a record is found by SQLAlchemy's own history; whatever would pass it by (bulk
DML, database cascades, merging or re-adding a record that has left) is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Select, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from salesdesk.domain.changes import Change
from salesdesk.domain.records import Record
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.store import bulk, codec

R = TypeVar("R", bound=Record)


class Reading:
    """One read transaction: records as they are now, which leave it read-only."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def _session(self) -> Session:
        """Made for the first record: a keystroke asks for none."""
        made = Session(bind=self.connection, expire_on_commit=False, autoflush=False)
        event.listen(made, "do_orm_execute", _refuse_bulk)
        event.listen(made, "before_attach", _refuse_returning)
        return made

    def get(self, kind: type[R], record: UUID) -> R | None:
        """The record with this id, deleted or not; None where there is none."""
        return self._session.scalars(select(kind).where(kind.id == record)).one_or_none()

    def need(self, kind: type[R], record: UUID) -> R:
        """The record with this id. Raises `UserError` where there is none, or it was deleted."""
        found = self.get(kind, record)
        if found is None or found.deleted_at is not None:
            raise UserError(_("There is no such record any more."), _("Look for it again with find."))
        return found

    def find(self, query: Select[R]) -> Sequence[R]:
        """The records that `query` selects."""
        return self._session.scalars(query).all()

    def first(self, query: Select[R]) -> R | None:
        """The first record that `query` selects."""
        return self._session.scalars(query.limit(1)).one_or_none()

    def rows(self, query: Select[Any]) -> Sequence[Any]:
        """The rows of a query for columns."""
        return self._session.execute(query).all()

    def close(self) -> None:
        """Lets the records go. Raises where one was changed, which only a unit of work may do."""
        if "_session" not in self.__dict__:
            return
        if self._session.new or self._session.dirty:
            raise TypeError("a record was changed in a read: use store.change")
        self._session.expunge_all()
        self._session.close()


class Unit(Reading):
    """One write transaction, begun before it read anything."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        super().__init__(connection)
        self.now = now
        self.batch: UUID | None = None  # once it is written
        self._changes: dict[tuple[str, UUID], Change] = {}
        event.listen(self._session, "before_flush", _refuse_deleting)
        event.listen(self._session, "after_flush", self._note)

    def add(self, record: R) -> R:
        """Takes a new record in; its creation is stamped."""
        if record.created_at is None:
            record.created_at = self.now
        if (
            record.__table__.foreign_keys
        ):  # a part: its owner is written first, which SQLAlchemy does not see to
            self._session.flush()
        self._session.add(record)
        return record

    def delete(self, record: Record) -> None:
        """Deletes a record: a field, so that it can be undone and sent."""
        if record.deleted_at is None:
            record.deleted_at = self.now

    def write(self, changes: Sequence[Change]) -> None:
        """Writes changes that stand ready (new records and their parts, say) as part of this unit."""
        self._session.flush()
        bulk.apply(self.connection, changes)
        for change in changes:
            self._changes[change.subject, change.record] = change

    def find(self, query: Select[R]) -> Sequence[R]:
        self._session.flush()
        return super().find(query)

    def rows(self, query: Select[Any]) -> Sequence[Any]:
        self._session.flush()
        return super().rows(query)

    def first(self, query: Select[R]) -> R | None:
        self._session.flush()
        return super().first(query)

    def so_far(self) -> list[Change]:
        """Writes what is pending and gives what changed since this was last asked, one change a record, without
        empty ones."""
        self._session.flush()
        return self._told()

    def _told(self) -> list[Change]:
        noted = [_trimmed(change) for change in self._changes.values()]
        self._changes.clear()
        return [change for change in noted if change.before is None or change.patch]

    def finish(self) -> list[Change]:
        """Writes what is pending, lets the records go and gives what changed, as `so_far` does."""
        changes = self.so_far()
        self._session.expunge_all()
        self._session.close()
        return changes

    def abandon(self) -> None:
        """Lets everything go unwritten."""
        self._session.close()

    def _note(self, session: Session, _flush: UOWTransaction | None) -> None:
        for record in session.new:
            assert isinstance(record, Record)
            self._changes[record.subject, record.id] = Change(
                record.subject, record.id, codec.creation(record), None
            )
        for record in session.dirty:
            assert isinstance(record, Record)
            self._note_edit(record)

    def _note_edit(self, record: Record) -> None:
        subject, state = record.subject, inspect(record)
        earlier = self._changes.get((subject, record.id))
        if earlier is not None and earlier.before is None:
            self._changes[subject, record.id] = Change(subject, record.id, codec.creation(record), None)
            return
        patch = dict(earlier.patch) if earlier else {}
        before = dict(earlier.before or {}) if earlier else {}
        for name in codec.fields(subject):
            history = state.attrs[name].history
            if history.has_changes():
                old = history.deleted[0] if history.deleted else None
                patch[name] = codec.encode(subject, name, getattr(record, name))
                before.setdefault(name, codec.encode(subject, name, old))
        self._changes[subject, record.id] = Change(subject, record.id, patch, before)


def _trimmed(change: Change) -> Change:
    """`change` without the fields that ended as they had begun."""
    if change.before is None:
        return change
    moved = [name for name, value in change.patch.items() if value != change.before[name]]
    return Change(
        change.subject,
        change.record,
        {name: change.patch[name] for name in moved},
        {name: change.before[name] for name in moved},
    )


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise TypeError("bulk DML passes the log by: change records, or write a batch")


def _refuse_returning(_session: Session, record: object) -> None:
    if inspect(record).detached:  # type: ignore[union-attr]  # every mapped record has a state
        raise TypeError("a record that has left its unit of work does not come back: load it afresh")


def _refuse_deleting(session: Session, _flush: UOWTransaction, _instances: object) -> None:
    if session.deleted:
        raise TypeError("rows are not deleted: set deleted_at, by Unit.delete")
