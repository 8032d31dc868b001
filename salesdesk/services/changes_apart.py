"""Undo and redo as the window has them done: a large batch in a process of its own, a small one here.

A process takes longer to start than a few thousand changes to be taken back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from salesdesk.domain.changes import in_records
from salesdesk.i18n import _
from salesdesk.services import apart, changes
from salesdesk.services.apart import Tell
from salesdesk.store import log
from salesdesk.store.database import Store
from salesdesk.store.log import BatchRow

LARGE: Final = 4_000  # changes, from which on a process does it


@dataclass(frozen=True, slots=True)
class Answered:
    """What an undo or redo did: the label of what it answered, how many records stay since they were changed."""

    label: str
    left: int
    batch: UUID | None = None
    again: bool = False  # whether it was done again


@dataclass(frozen=True, slots=True)
class Large:
    """What an undo would take back, and did not yet: a batch, its label, how many records it made by subject."""

    batch: UUID
    label: str
    made: dict[str, int]


def undo_unless_large(store: Store, tell: Tell, named: Collection[UUID] = ()) -> Answered | Large:
    """Takes back the newest batch as `undo` does, but for a large one that a file or the sample year brought in.

    Where the last thing done was to take back one of the batches `named`, that is what is taken back: it is done again.
    """
    with store.read() as reading:
        last = log.next_redo(reading.connection)
    if last is not None and last.id in named:
        return redo(store, tell, last.id)
    with store.read() as reading:
        turned = changes.undone_next(reading)
        made = changes.many_brought_in(reading, turned)
    if made:
        return Large(turned.id, changes.said(turned.label, turned.label_args), made)
    return _answer(store, ("undo", turned.id), turned, tell)


def undo(store: Store, tell: Tell, batch: UUID | None = None) -> Answered:
    """Takes back a batch, the newest or the one named, as `changes.undo` does. Off the window's thread.

    What `tell` raises stops it, and nothing of it stays. Raises `UserError` where there is nothing to take back.
    """
    with store.read() as reading:
        turned = changes.undone_next(reading, batch)
    return _answer(store, ("undo", turned.id), turned, tell)  # by now another one may be the newest


def redo(store: Store, tell: Tell, batch: UUID | None = None) -> Answered:
    """Does again what was undone last, as `changes.redo` does; else as `undo`."""
    with store.read() as reading:
        row, turned = changes.redone_next(reading, batch)
    return _answer(store, ("redo", row.id), turned, tell)


def _answer(store: Store, asked: tuple[str, UUID], turned: BatchRow, tell: Tell) -> Answered:
    with store.reading_raw() as connection:
        records, groups = log.size(connection, turned.row)
    if records < LARGE:
        return _do(store, *asked, lambda done: tell(done, groups))
    process = apart.Apart(store, work_of, groups)
    try:
        lost = _("That was broken off.")
        answered: Answered = process.ask(asked, tell, lost=lost, writes=True)
    finally:
        process.close()
    return answered


def work_of(store: Store, groups: int) -> apart.Answer:
    """What the process does."""

    def answer(asked: tuple[Any, ...], _give: apart.Give, tell: Tell) -> object:
        return _do(store, asked[0], asked[1], lambda done: tell(done, groups))

    return answer


def _do(store: Store, way: str, batch: UUID, progress: changes.Progress) -> Answered:
    done = (
        changes.undo(store, batch, progress=progress)
        if way == "undo"
        else changes.redo(store, batch, progress=progress)
    )
    return Answered(done.label, in_records(done.skipped), batch, again=way == "redo")
