"""Batches: many ChangeSets under one label, written in short holds of the lock, taken back if broken off."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.changes import Change, ChangeSet
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.i18n import N_, _
from salesdesk.store import bulk, derived, log
from salesdesk.store.bulk import Pace, Settled
from salesdesk.store.connections import AUTOMATIC
from salesdesk.store.derived_catch_up import catch_up_if_let
from salesdesk.store.derived_foreseen import foresee
from salesdesk.store.derived_ordered import KeptBack
from salesdesk.store.inverse import Inversion, Key, groups
from salesdesk.store.log import BatchRow
from salesdesk.store.sql import listed, run

if TYPE_CHECKING:
    from salesdesk.store.database import Store

_AGAIN: Final = 16  # prospects derived anew in one hold
_CHANGESET: Final = 60  # records of one ChangeSet of a batch: some ten prospects
Settle = Callable[[Connection, list[Change]], Settled]


class Progress(Protocol):
    """Told how many groups are done; raises to stop, and what was written is taken back."""

    def __call__(self, done: int, /) -> None: ...


def _silent(_done: int) -> None:
    """Nobody is watching."""


@dataclass(slots=True)
class Written:
    """What became of a batch. `batch` is None where there was nothing to write."""

    batch: UUID | None = None
    records: int = 0
    skipped: list[Change] = field(default_factory=list[Change])


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch is called and what it answers."""

    label: str
    args: Mapping[str, str]
    cause: str = "change"
    of: BatchRow | None = None


def write(
    store: Store,
    plan: Plan,
    work: Iterable[list[Change]],
    *,
    settle: Settle = bulk.settle,
    progress: Progress = _silent,
    together: list[BatchRow] | None = None,
) -> Written:
    """Writes `work`, group by group, each group whole in one transaction.

    With `together`, of `in_one`, the batch stays open until all of them are closed. `progress` is not told any
    more when all is written: there is nothing to stop then.

    Raises `EnvironmentTrouble` where another program is writing a batch. Whatever else is raised, by the work
    or by `progress`, is raised again after all that was written has been taken back.
    """
    with store.presence.writing_a_batch() as mine:
        if not mine:
            raise _another_runs()
        writer = _Writer(store, plan, settle, closes=together is None)
        written = writer.run(iter(work), progress)
        if together is not None and writer.row is not None:
            together.append(writer.row)
    catch_up_if_let(store)
    return written


@contextmanager
def in_one(store: Store) -> Generator[list[BatchRow]]:
    """Several batches of which all are there at the end, or none. Gives what `write` takes as `together`.

    They are closed at once; where anything is raised before, they are taken back, the last one first.
    """
    with store.presence.writing_a_batch() as mine:
        if not mine:
            raise _another_runs()
        rows: list[BatchRow] = []
        try:
            yield rows
            with store.writing() as connection:
                for row in rows:
                    run(connection, "UPDATE batches SET state = 'done' WHERE row = ?", (row.row,))
        except BaseException:
            for row in reversed(rows):
                take_back(store, row)
            raise


def _another_runs() -> EnvironmentTrouble:
    return EnvironmentTrouble(
        _("Another import or undo is running."), _("Nothing was changed. Try again when it is done.")
    )


class _Writer:
    """The state of one batch while it is written."""

    def __init__(self, store: Store, plan: Plan, settle: Settle, *, closes: bool = True) -> None:
        self._store, self._plan, self._settle, self._closes = store, plan, settle, closes
        self.row: BatchRow | None = None
        self._finished = False
        self._written = Written()
        self._pace = Pace()
        self._kept = KeptBack()
        self._unsaved, self._saves_after = 0, 1  # holds since what was written was brought into the file

    def run(self, work: Iterator[list[Change]], progress: Progress) -> Written:
        """Writes all of `work`, or takes back what it wrote and raises."""
        done, chunks = 0, _chunks(work, self._pace)
        try:
            taken = next(chunks, list[list[Change]]() if self._plan.of else None)
            while taken is not None:
                following = next(chunks, None)
                self._hold(taken, last=following is None and not self._kept)
                if following is not None:  # else all is written, and nothing must raise any more
                    self._rest()
                    done += len(taken)
                    progress(done)
                if self._kept.is_full or (self._kept and following is None):
                    self._write_kept()
                    if following is None:
                        self._derive_anew()
                        self._hold([], last=True)
                taken = following
        except BaseException:
            if self.row is not None and not self._finished:
                take_back(self._store, self.row)
            raise
        return self._written

    def _hold(self, taken: list[list[Change]], *, last: bool) -> None:
        """Writes some groups in one transaction. What can be made ready is, before the lock is taken."""
        store, plan, row = self._store, self._plan, self.row
        changes = [change for group in taken for change in group]
        ready, foreseen = bulk.Ready(), None
        if plan.cause == "change":  # what an undo reads is not what it writes
            ready = bulk.ready(changes)
            with store.reading_raw() as connection:
                foreseen = foresee(connection, changes)
        with store.writing(unfinished=not last) as connection:
            self._pace.begin()
            now = store.clock.now()
            if row is None:
                _still_to_be_answered(connection, plan)
            settled = self._settle(connection, changes)
            if settled.turned:
                ready, foreseen = bulk.Ready(), None
            if row is None and (settled.changes or (last and plan.of)):
                of = plan.of.row if plan.of else None
                row = log.start_batch(
                    connection, plan.label, plan.args, now=now, cause=plan.cause, of=of, state="open"
                )
            if settled.changes:
                assert row is not None
                bulk.apply(connection, settled.changes, ready)
                for one in _changesets(taken, settled.changes):
                    log.append(connection, row.row, one, now=now, ready=ready.patches)
                derived.refresh(connection, settled.changes, foreseen, None if last else self._kept)
            if last and row is not None and self._closes:
                _close(connection, row, plan)
        self._pace.end(len(changes))
        self.row, self._finished = row, last  # only now: a hold that failed has left no batch behind
        self._tell(settled)

    def _write_kept(self) -> None:
        """Writes what was kept back, in the order of its tables."""
        pace = Pace(4_000)
        for statement, entries in self._kept.portions(lambda: pace.size):
            with self._store.writing(unfinished=True) as connection:
                pace.begin()
                run(connection, statement, entries)
            pace.end(len(entries))
            self._rest()

    def _derive_anew(self) -> None:
        """Derives anew whom somebody changed while what was derived of them before was still kept back."""
        assert self.row is not None
        with self._store.reading_raw() as connection:
            again = self._kept.again | _changed_since(connection, self.row)
        for part in bulk.in_parts(sorted(again), _AGAIN):
            with self._store.writing(unfinished=True) as connection:
                derived.refresh_those(connection, "prospects", part)
            self._rest()

    def _rest(self) -> None:
        """Lets others in, and meanwhile brings what was written into the file: left to itself that is done by
        whose commit finds much of it (sqlite.org/wal.html §2.1), a capture's as well as not. Every few holds, before
        it is that much: many pages are written by each hold, and are brought in once."""
        self._unsaved += 1
        if self._unsaved >= self._saves_after:
            with self._store.reading_raw() as connection:
                _, pages, _ = run(connection, "PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            self._saves_after = max(1, AUTOMATIC * 3 // 4 * self._unsaved // max(pages, 1))
            self._unsaved = 0
        self._pace.rest()

    def _tell(self, settled: Settled) -> None:
        self._written.skipped += settled.skipped
        if self.row is not None and settled.changes:
            self._written.batch = self.row.id
            self._written.records += len(settled.changes)
            plan = self._plan
            self._store.publish(ChangeSet(self.row.id, plan.label, plan.args, tuple(settled.changes)))


def _chunks(work: Iterator[list[Change]], pace: Pace) -> Iterator[list[list[Change]]]:
    """Groups for one hold each: as many as it has time for, and no record twice, so that each is compared
    with what the one before it left."""
    taken: list[list[Change]] = []
    touched: set[Key] = set()
    for group in work:
        mine = {(change.subject, change.record) for change in group}
        if taken and (len(touched) + len(mine) > pace.size or mine & touched):
            yield taken
            taken, touched = [], set()
        taken.append(group)
        touched |= mine
    if taken:
        yield taken


def _changesets(groups: Iterable[list[Change]], settled: Iterable[Change]) -> Iterator[list[Change]]:
    """What is `settled` of `groups`, as ChangeSets small enough to be taken back in one hold of the lock, whose
    undo costs more than they did; each of whole groups."""
    place: dict[Key, int] = {}
    parts: list[list[Change]] = []
    size = _CHANGESET
    for group in groups:
        if size >= _CHANGESET:
            parts.append([])
            size = 0
        place |= {(change.subject, change.record): len(parts) - 1 for change in group}
        size += len(group)
    for change in settled:
        parts[place[change.subject, change.record]].append(change)
    return filter(None, parts)


def _changed_since(connection: Connection, row: BatchRow) -> set[bytes]:
    """The prospects made by the batch `row` of whom other changes since it began say something."""
    found: set[bytes] = set()
    for (other,) in run(connection, "SELECT row FROM batches WHERE row > ?", (row.row,)).fetchall():
        told = derived.told_of(connection, log.changes_of(connection, other))
        for part in bulk.in_parts(sorted(told)):
            marks, listed_values = listed(part)
            query = f"SELECT record FROM changes WHERE record IN ({marks}) AND batch = ?"
            found |= {one for (one,) in run(connection, query, (*listed_values, row.row))}
    return found


def _still_to_be_answered(connection: Connection, plan: Plan) -> None:
    """Refuses to undo or redo what another program has undone or redone since it was looked up."""
    if plan.of is None:
        return
    if plan.cause == "redo":
        following = log.next_redo(connection)
        if following is None or following.row != plan.of.row:  # something was changed meanwhile
            raise UserError(_("There is nothing to redo."))
    now = log.batch_of(connection, "row = ?", plan.of.row)
    if now is None or now.undone != plan.of.undone:
        raise UserError(
            _("That was undone or done again by another program meanwhile."), _("Look at it again.")
        )


def _close(connection: Connection, row: BatchRow, plan: Plan) -> None:
    run(connection, "UPDATE batches SET state = 'done' WHERE row = ?", (row.row,))
    if plan.of is not None:
        undone = 1 if plan.cause == "undo" else 0
        run(connection, "UPDATE batches SET undone = ? WHERE row = ?", (undone, plan.of.row))


def take_back(store: Store, row: BatchRow) -> None:
    """Takes back an open batch whose writer is gone: what it wrote, and then the batch itself."""
    plan = Plan(N_("Took back what was broken off"), {}, "repair", None)
    inversion = Inversion(store.clock.now)
    writer = _Writer(store, plan, inversion.settle)
    writer.run(groups(store.reading_raw, row.row, store.lifts), _silent)
    with store.writing() as connection:
        run(connection, "UPDATE batches SET state = 'broken' WHERE row = ?", (row.row,))


def take_back_all(store: Store) -> list[BatchRow]:
    """Takes back every batch that a crash left open, newest first, and gives them; none where one is running."""
    with store.reading_raw() as connection:
        if log.batch_of(connection, "state = 'open'") is None:
            return []
    broken: list[BatchRow] = []
    with store.presence.writing_a_batch() as mine:
        while mine:
            with store.reading_raw() as connection:
                row = log.batch_of(connection, "state = 'open' ORDER BY row DESC")
            if row is None:
                break
            take_back(store, row)
            broken.append(row)
    return broken
