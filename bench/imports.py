"""An import of many as one batch, while another program captures; beside bare `executemany` of the same rows."""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection

from bench.apart import said
from bench.beside import Cost, cost
from bench.people import people
from salesdesk.clock import SystemClock
from salesdesk.domain import subjects
from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.exchange import csv, mapping
from salesdesk.services import changes
from salesdesk.services.drafting import Scene
from salesdesk.services.imports import Choice, Importer, Staged
from salesdesk.services.reading import content, read
from salesdesk.store import codec
from salesdesk.store.batches import Written
from salesdesk.store.connections import connect
from salesdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import cost, its undo and its redo: CPU seconds of the whole process, megabytes of memory, milliseconds
    that the lock was held, bytes a record. All of it is done in this process and its threads, in no other."""

    prospects: int
    columns: int
    rows: int
    brought_in: Cost
    stage_cpu: float
    undone: Cost
    redone: Cost
    bare_cpu: float
    memory: float
    hold_at99: float
    hold_longest: float
    bytes_a_row: float
    bare_bytes_a_row: float


def measure(folder: Path, count: int) -> Imported:
    """Imports a CSV of `count` people into a new store in `folder`, takes it back, does it again and so on."""
    file = folder / "people.csv"
    columns = int(said("-m", "bench.imports", file, count))  # apart, since it takes memory of its own
    path = folder / "store.db"
    with _Watched.open(path, SystemClock()) as store:
        assert isinstance(store, _Watched)
        store.holds.clear()  # making the store is no part of it
        one = _Import(store, file)
        brought_in = cost(path, one.run)
        holds = sorted(store.holds)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = path.stat().st_size / max(1, one.written.records)
        bare_cpu, bare_rows, bare_bytes = _bare(store, folder / "bare.db")
        changes.undo(store, one.written.batch)
        # The captures begin when it has begun: one since the undo would forbid it.
        redone = cost(path, lambda begin: changes.redo(store, progress=lambda _done: begin()))
        undone = cost(path, one.take_back)
    return Imported(
        prospects=one.staged.created,
        columns=columns,
        rows=one.written.records,
        brought_in=brought_in,
        stage_cpu=one.stage_cpu,
        undone=undone,
        redone=redone,
        bare_cpu=bare_cpu,
        memory=memory,
        hold_at99=holds[int(len(holds) * 0.99)],
        hold_longest=holds[-1],
        bytes_a_row=size,
        bare_bytes_a_row=bare_bytes / bare_rows,
    )


class _Watched(Store):
    """A store that notes how long each of its writes held the lock, its commit included, in milliseconds."""

    @property
    def holds(self) -> list[float]:
        """How long, each of them."""
        return self.__dict__.setdefault("_holds", list[float]())

    @contextmanager
    def writing(self, *, unfinished: bool = False) -> Generator[Connection]:
        with super().writing(unfinished=unfinished) as connection:
            begun = time.perf_counter()
            yield connection
        self.holds.append((time.perf_counter() - begun) * 1000)


def contacts(count: int) -> Iterator[ProspectDraft]:
    """`count` people of whom twenty columns are told: those of `people`, and six more."""
    chance = random.Random(2)
    for one in people(count):
        yield replace(
            one,
            webs=(Detail(f"https://{one.emails[0].value.rpartition('@')[2]}"),),
            birthday=date(1950, 1, 1) + timedelta(days=chance.randrange(20_000)),
            trade=chance.choice(("Bakery", "Garden", "Hotel", "Møbler", "")),
            size=chance.choice(("1-9", "10-49", "50+", "")),
            region=chance.choice(("Vestland", "Wielkopolska", "Skåne", "")),
            language=chance.choice(("nb", "pl", "sv", "vi", "")),
        )


def write_file(file: Path, count: int) -> int:
    """Writes `count` people as a CSV of the columns that say anything, and gives how many those are."""
    header, rows = mapping.export_table(contacts(count))
    table = [list(row) for row in rows]
    told = [place for place in range(len(header)) if any(row[place] for row in table)]
    file.write_bytes(csv.write([header[n] for n in told], ([row[n] for n in told] for row in table)))
    return len(told)


class _Import:
    """One import, whose parts are measured."""

    def __init__(self, store: Store, file: Path) -> None:
        self._store, self._file = store, file
        self.staged, self.written, self.stage_cpu = Staged(read(file, content(file))), Written(), 0.0

    def run(self, begin: Callable[[], None]) -> None:
        """Brings the file in."""
        begin()
        store = self._store
        scene = Scene(now=store.clock.now(), region="NO", store=store.path, met=False)
        importer = Importer(store, scene, lambda _doubt, _card: Choice.TWO)
        cpu = time.process_time()
        self.staged = importer.stage(read(self._file, content(self._file)))
        self.stage_cpu = time.process_time() - cpu
        self.written = importer.write([self.staged])

    def take_back(self, begin: Callable[[], None]) -> None:
        """Undoes it."""
        begin()
        changes.undo(self._store, self.written.batch)


def _bare(store: Store, target: Path) -> tuple[float, int, int]:
    """CPU seconds, rows and bytes of the same rows by one `executemany` a table, with no index and no log."""
    raw, rows, spent = connect(target), 0, 0.0
    raw.execute("PRAGMA journal_mode = WAL")
    for subject in subjects.BY_SUBJECT:
        names = ("id", *codec.fields(subject))
        columns = ", ".join(f'"{name}"' for name in names)
        with store.reading_raw() as connection:
            query = f"SELECT row, {columns} FROM {subject}"
            found = [tuple(row) for row in connection.exec_driver_sql(query)]
        raw.execute(f'CREATE TABLE {subject} ("row" INTEGER PRIMARY KEY, {columns})')
        marks = ", ".join("?" * (len(names) + 1))
        begun = time.process_time()
        raw.execute("BEGIN")
        raw.executemany(f"INSERT INTO {subject} VALUES ({marks})", found)
        raw.execute("COMMIT")
        spent += time.process_time() - begun
        rows += len(found)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    return spent, rows, target.stat().st_size


if __name__ == "__main__":
    sys.stdout.write(f"{write_file(Path(sys.argv[1]), int(sys.argv[2]))}\n")
