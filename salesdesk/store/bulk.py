"""Changes written many at a time: rows and log together, in short transactions that let others in.

Imports, bulk edits, undo, redo and restored packages all pass through here, because each is a list of
changes. A write that finds a field other than the change had seen leaves that field alone and says so.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.changes import Change
from salesdesk.domain.subjects import RECORDS
from salesdesk.store import codec
from salesdesk.store.sql import listed, run

_Value = TypeVar("_Value")
HOLD: Final = 0.016  # seconds a batch aims to keep the lock, its way to the disk included
PAUSE: Final = 0.003  # seconds it then leaves it, longer than a waiting write sleeps
_ORDER: Final = {record.__tablename__: number for number, record in enumerate(RECORDS)}


@dataclass(slots=True)
class Settled:
    """What of a list of changes can be written, and what was changed by someone else meanwhile."""

    changes: list[Change] = field(default_factory=list[Change])
    skipped: list[Change] = field(default_factory=list[Change])
    turned: bool = False  # some of them say other than was asked, so that nothing stands ready for them


def settle(connection: Connection, changes: Sequence[Change]) -> Settled:
    """Leaves out the fields that are no longer what each change had seen, the records that are gone, and what notes a
    move to a stage that is not made."""
    out = Settled([change for change in changes if change.before is None])
    edits: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.before is not None:
            edits[change.subject].append(change)
    for subject, mine in edits.items():
        current = _current(connection, subject, mine)
        for change in mine:
            _settle_one(change, current.get(change.record.bytes), out)
    stayed = {(change.record.hex, change.patch["stage"]) for change in out.skipped if "stage" in change.patch}
    if stayed:
        out.changes = [change for change in out.changes if _moved(change) not in stayed]
    return out


def _moved(change: Change) -> tuple[object, object] | None:
    """Whose move to which stage a change notes."""
    if change.subject != "stage_changes" or change.before is not None:
        return None
    return change.patch.get("prospect") or change.patch.get("deal"), change.patch.get("new")


def _settle_one(change: Change, current: codec.Patch | None, out: Settled) -> None:
    assert change.before is not None
    if current is None:
        out.skipped.append(change)
        return
    same = {name for name, old in change.before.items() if current[name] == old}
    moved = {name for name in change.patch if name not in same and current[name] != change.patch[name]}
    kept = [name for name in change.patch if name in same and change.patch[name] != change.before[name]]
    if kept:
        out.changes.append(_only(change, kept))
    if moved:
        out.skipped.append(_only(change, [name for name in change.patch if name in moved]))


def _only(change: Change, names: Sequence[str]) -> Change:
    assert change.before is not None
    return Change(
        change.subject,
        change.record,
        {name: change.patch[name] for name in names},
        {name: change.before[name] for name in names},
    )


def _known(subject: str, names: Iterable[str]) -> None:
    """Refuses a field that the subject does not have: a name goes into the statement as it is."""
    unknown = set(names) - set(codec.fields(subject))
    if unknown:
        raise ValueError(f"{subject} has no field {sorted(unknown)}")


def _current(connection: Connection, subject: str, edits: Sequence[Change]) -> dict[bytes, codec.Patch]:
    names = sorted({name for change in edits for name in change.patch})
    _known(subject, names)
    columns = ", ".join(f'"{name}"' for name in names)
    found: dict[bytes, codec.Patch] = {}
    for part in in_parts([change.record.bytes for change in edits]):
        marks, listed_values = listed(part)
        for made, *values in run(
            connection, f"SELECT id, {columns} FROM {subject} WHERE id IN ({marks})", listed_values
        ):
            found[made] = codec.patched(names, values)
    return found


def in_parts(values: Sequence[_Value], size: int = 500) -> Iterator[Sequence[_Value]]:
    """`values` in slices that SQLite takes as parameters of one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def apply(connection: Connection, changes: Iterable[Change], rows: Ready | None = None) -> None:
    """Writes the rows that `changes` say, whatever stood there; the log is the caller's. New ones are taken
    from `rows` where they stand ready."""
    made: dict[str, list[Change]] = defaultdict(list)
    edited: dict[tuple[str, tuple[str, ...]], list[Change]] = defaultdict(list)
    for change in changes:
        if change.before is None:
            made[change.subject].append(change)
        elif change.patch:
            edited[change.subject, tuple(sorted(change.patch))].append(change)
    for subject in sorted(made, key=_ORDER.__getitem__):
        _insert(connection, subject, made[subject], rows or Ready())
    for (subject, names), mine in edited.items():
        _known(subject, names)
        sets = ", ".join(f'"{name}" = ?' for name in names)
        run(
            connection,
            f"UPDATE {subject} SET {sets} WHERE id = ?",
            [(*_values(change, names), change.record.bytes) for change in mine],
        )


@dataclass(frozen=True, slots=True)
class Ready:
    """Records about to be made, as their tables and the log will hold them: made before the lock is taken."""

    rows: Mapping[UUID, codec.Values] = field(default_factory=dict[UUID, codec.Values])
    patches: Mapping[UUID, str] = field(default_factory=dict[UUID, str])


def ready(changes: Iterable[Change]) -> Ready:
    """The rows and log entries of those of `changes` that make a record."""
    made = [change for change in changes if change.before is None]
    return Ready(
        {change.record: _row(change) for change in made},
        {change.record: codec.as_json(change.patch) for change in made},
    )


def _row(change: Change) -> codec.Values:
    return (change.record.bytes, *codec.row(change.subject, change.patch))


def _insert(connection: Connection, subject: str, changes: Sequence[Change], rows: Ready) -> None:
    columns = ", ".join(f'"{name}"' for name in ("id", *codec.fields(subject)))
    marks = ", ".join("?" * (len(codec.fields(subject)) + 1))
    run(
        connection,
        f"INSERT INTO {subject} ({columns}) VALUES ({marks})",
        [rows.rows.get(change.record) or _row(change) for change in changes],
    )


def _values(change: Change, names: Sequence[str]) -> list[codec.Stored]:
    values = codec.stored(change.subject, change.patch)
    return [values[name] for name in names]


class Pace:
    """How many records fit into one hold of the lock, learnt while writing.

    Never fewer than half of what it began with: on a slow disk it is the commit that takes the time, and holds of a
    few records would only make more of them.
    """

    def __init__(self, size: int = 64) -> None:
        self.size, self._least = size, size // 2
        self.begin()

    def begin(self) -> None:
        """Notes that the lock is held from now on."""
        self._begun = time.perf_counter(), time.thread_time()

    def end(self, written: int) -> None:
        """Takes into account how long it took to write so many records since it began: the time of the processor, and
        half of all time where that is more. What the machine does for others meanwhile is no reason for twice as many
        holds, each of which costs."""
        wall, cpu = self._begun
        self.learn(max(time.thread_time() - cpu, (time.perf_counter() - wall) / 2), written)

    def learn(self, took: float, written: int) -> None:
        """Takes into account that so many records held the lock for `took` seconds."""
        fits = int(written * HOLD / max(took, 1e-6))
        if took > HOLD:
            self.size = max(self._least, self.size // 2, min(self.size, fits))
        elif written * 2 > self.size:  # one that was not full says nothing
            self.size = max(self.size, min(fits, self.size + self.size // 4 + 1))

    def rest(self) -> None:
        """Lets others in."""
        time.sleep(PAUSE)


Now = Callable[[], datetime]
