"""An import of many as one batch, while another program captures; beside bare `executemany` of the same rows."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.people import people
from salesdesk.clock import SystemClock
from salesdesk.domain import subjects
from salesdesk.exchange import csv, mapping
from salesdesk.services.drafting import Scene
from salesdesk.services.imports import Choice, Importer
from salesdesk.services.reading import content, read
from salesdesk.store import codec
from salesdesk.store.connections import connect
from salesdesk.store.database import Store

CAPTURER = """
import json, sys, time
from pathlib import Path
from salesdesk.clock import SystemClock
from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.services.prospects import capture
from salesdesk.store.database import Store
with Store.open(Path(sys.argv[1]), SystemClock()) as store:
    waits, number = [], 0
    capture(store, ProspectDraft(name="Warm", phones=(Detail("912 34 567"),)), region="NO")
    print("ready", flush=True)
    while not Path(sys.argv[2]).exists():
        number += 1
        draft = ProspectDraft(name=f"Met {number}", company="Stand", phones=(Detail(f"4{number:07d}"),))
        begun = time.perf_counter()
        capture(store, draft, region="NO")
        waits.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.05)
    print(json.dumps(waits))
"""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import cost: CPU seconds, wall seconds, bytes, and the captures that went on beside it (ms)."""

    prospects: int
    rows: int
    cpu: float
    wall: float
    stage_cpu: float
    bare_cpu: float
    memory: float
    bytes_a_row: float
    bare_bytes_a_row: float
    waits: list[float]


def measure(folder: Path, count: int) -> Imported:
    """Imports a CSV of `count` people into a new store in `folder`."""
    file = folder / "people.csv"
    file.write_bytes(csv.write(*mapping.export_table(people(count))))
    path, stop = folder / "store.db", folder / "stop"
    with Store.open(path, SystemClock()) as store:
        call = [sys.executable, "-c", CAPTURER, str(path), str(stop)]
        with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as capturer:
            assert capturer.stdout is not None
            capturer.stdout.readline()
            scene = Scene(now=store.clock.now(), region="NO", store=path, met=False)
            importer = Importer(store, scene, lambda _doubt, _card: Choice.TWO)
            begun, cpu = time.perf_counter(), time.process_time()
            staged = importer.stage(read(file, content(file)))
            stage_cpu = time.process_time() - cpu
            written = importer.write([staged])
            cpu, wall = time.process_time() - cpu, time.perf_counter() - begun
            stop.touch()
            waits: list[float] = json.loads(capturer.stdout.readline())
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        bare_cpu, bare_rows, bare_bytes = _bare(store, folder / "bare.db")
    size = path.stat().st_size / max(1, written.records)
    return Imported(
        prospects=staged.created,
        rows=written.records,
        cpu=cpu,
        wall=wall,
        stage_cpu=stage_cpu,
        bare_cpu=bare_cpu,
        memory=memory,
        bytes_a_row=size,
        bare_bytes_a_row=bare_bytes / bare_rows,
        waits=sorted(waits),
    )


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
