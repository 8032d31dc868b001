"""An import of many as one batch, while another program captures; beside bare `executemany` of the same rows."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.beside import Cost, cost
from bench.people import people
from salesdesk.clock import SystemClock
from salesdesk.domain import subjects
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
    """What an import cost, its undo and its redo: CPU seconds, megabytes of memory, bytes a record."""

    prospects: int
    rows: int
    brought_in: Cost
    stage_cpu: float
    undone: Cost
    redone: Cost
    bare_cpu: float
    memory: float
    bytes_a_row: float
    bare_bytes_a_row: float


def measure(folder: Path, count: int) -> Imported:
    """Imports a CSV of `count` people into a new store in `folder`, takes it back, does it again and so on."""
    file = folder / "people.csv"
    file.write_bytes(csv.write(*mapping.export_table(people(count))))
    path = folder / "store.db"
    with Store.open(path, SystemClock()) as store:
        one = _Import(store, file)
        brought_in = cost(path, one.run)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = path.stat().st_size / max(1, one.written.records)
        bare_cpu, bare_rows, bare_bytes = _bare(store, folder / "bare.db")
        changes.undo(store, one.written.batch)
        # The captures begin when it has begun: one since the undo would forbid it.
        redone = cost(path, lambda begin: changes.redo(store, progress=lambda _done: begin()))
        undone = cost(path, one.take_back)
    return Imported(
        prospects=one.staged.created,
        rows=one.written.records,
        brought_in=brought_in,
        stage_cpu=one.stage_cpu,
        undone=undone,
        redone=redone,
        bare_cpu=bare_cpu,
        memory=memory,
        bytes_a_row=size,
        bare_bytes_a_row=bare_bytes / bare_rows,
    )


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
