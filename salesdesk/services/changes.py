"""Undo, redo and history: what was written, read back from the log."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from salesdesk.domain.changes import Change
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.store import batches, inverse, log
from salesdesk.store.batches import Plan, Progress
from salesdesk.store.database import Store
from salesdesk.store.log import BatchRow
from salesdesk.store.unit import Reading

FROM_FILE: Final = N_("Brought in {file}")
FROM_FILES: Final = N_("Brought in {file} and {more} more")
SAMPLE_YEAR: Final = N_("Filled in the sample year")
MANY: Final = 20  # records of one subject, from which on a file is not taken back unasked


def nobody_watches(_done: int) -> None:
    """The progress of work that nobody waits for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an undo or redo did: the label of what it answered, and what it left as it was."""

    label: str
    batch: UUID | None
    records: int
    skipped: list[Change] = field(default_factory=list[Change])


def said(label: str, args: Mapping[str, str]) -> str:
    """A label of the log in the seller's language, filled in."""
    # Not str.format: a label may come from another's package, and a format can ask for a gigabyte of blanks.
    return re.sub(r"\{(\w+)\}", lambda found: str(args.get(found[1], found[0])), _(label))


def undo(
    store: Store, batch: UUID | None = None, *, force: bool = False, progress: Progress = nobody_watches
) -> Outcome:
    """Takes back a batch of this store's own: the newest one not yet undone, or the one named.

    What was changed since stays and is listed; `force` takes that back too. Raises `UserError` where there
    is nothing to take back.
    """
    with store.read() as reading:
        row = undone_next(reading, batch, force=force)
    return _answer(store, row, row, "undo", force=force, progress=progress)


def redo(store: Store, batch: UUID | None = None, *, progress: Progress = nobody_watches) -> Outcome:
    """Does again what was undone last. Raises `UserError` where something was changed since, nothing is undone,
    or what was undone last is not the batch named."""
    with store.read() as reading:
        row, answer = redone_next(reading, batch)
    return _answer(store, row, answer, "redo", force=False, progress=progress)


def undone_next(reading: Reading, batch: UUID | None = None, *, force: bool = False) -> BatchRow:
    """The batch that `undo` would take back. Raises `UserError` where there is none."""
    row = _named(reading, batch, again=force) if batch else log.next_undo(reading.connection)
    if row is None:
        raise UserError(_("There is nothing to undo."))
    return row


def is_undone(reading: Reading, batches: Iterable[UUID]) -> bool:
    """Whether all of these batches of this store's own are undone, and there are any."""
    rows = [log.our_batch(reading.connection, one) for one in batches]
    return bool(rows) and all(row is not None and row.undone for row in rows)


def can_redo(reading: Reading, batches: Collection[UUID]) -> bool:
    """Whether `redo` would do one of these batches again."""
    row = log.next_redo(reading.connection)
    return row is not None and row.id in batches


def many_brought_in(reading: Reading, batch: BatchRow) -> dict[str, int]:
    """How many records, by subject, a file or the sample year brought in, where they are so many that nobody means to
    take them back by one key too many. Empty for all else: what was just done with many is taken back at once."""
    if batch.label not in {FROM_FILE, FROM_FILES, SAMPLE_YEAR}:
        return {}
    made = log.made(reading.connection, batch.row)
    return made if max(made.values(), default=0) > MANY else {}


def redone_next(reading: Reading, batch: UUID | None = None) -> tuple[BatchRow, BatchRow]:
    """The batch that `redo` would do again, and the undo of it. Raises `UserError` where there is none, or it is not
    the batch named."""
    row = log.next_redo(reading.connection)
    answer = row and log.batch_of(
        reading.connection, """cause = 'undo' AND "of" = ? AND state = 'done' ORDER BY row DESC""", row.row
    )
    if row is None or answer is None or batch not in {None, row.id}:
        raise UserError(_("There is nothing to redo."))
    return row, answer


def _named(reading: Reading, batch: UUID, *, again: bool) -> BatchRow:
    """The batch of this id. One that was undone with something left may be undone `again`, by force."""
    row = log.our_batch(reading.connection, batch)
    if row is None:
        raise UserError(
            _("There is no such change that could be taken back."),
            _("See the batches in the history with show."),
        )
    if row.undone and not again:
        raise UserError(
            _("That is undone already."), _("Bring it back with redo; --force takes back what was left too.")
        )
    return row


def _answer(
    store: Store, row: BatchRow, turned: BatchRow, cause: str, *, force: bool, progress: Progress
) -> Outcome:
    # Only what the label says: what else a batch remembers is read of itself, and would lie there again.
    args = {name: value for name, value in row.label_args.items() if f"{{{name}}}" in row.label}
    plan = Plan(row.label, args, cause, row)
    inversion = inverse.Inversion(store.clock.now, force=force)
    work = inverse.groups(store.reading_raw, turned.row, store.lifts)
    written = batches.write(store, plan, work, settle=inversion.settle, progress=progress)
    return Outcome(said(row.label, row.label_args), written.batch, written.records, written.skipped)


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of a record's history: what was done, and which fields went from what to what."""

    at: datetime
    label: str
    cause: str
    batch: UUID
    fields: dict[str, tuple[int | str | None, int | str | None]]


def history(reading: Reading, record: UUID, parts: list[UUID]) -> list[Moment]:
    """The history of a record and its parts, oldest first; a part's fields are named `phones.value`."""
    steps: dict[tuple[UUID, datetime], list[log.Entry]] = defaultdict(list)
    for entry in log.history(reading.connection, [record, *parts]):
        steps[entry.batch, entry.at].append(entry)
    out: list[Moment] = []
    for (batch, at), entries in steps.items():
        fields = {
            name if entry.change.record == record else f"{entry.change.subject}.{name}": (
                (entry.change.before or {}).get(name),
                value,
            )
            for entry in entries
            for name, value in entry.change.patch.items()
            if name != "created_at"
        }
        first = entries[0]
        out.append(Moment(at, sentence(first), first.cause, batch, fields))
    return out


def sentence(entry: log.Entry) -> str:
    """What an entry of the log says was done, in the seller's language."""
    text = said(entry.label, dict(entry.label_args))
    if entry.cause == "undo":
        return _("Undone: {what}").format(what=text)
    if entry.cause == "redo":
        return _("Done again: {what}").format(what=text)
    return text
