"""The program is killed in the middle of anything: what was said to be saved is there, what was open is taken back.

The system lives on, so what it held unwritten is not lost: that a commit waits for the disk is read off the store.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from salesdesk.services import checks
from tests.factories import capture, open_store

ROUNDS = 10  # in each of four runs: forty kills

SELLER = """
import itertools, sys
from pathlib import Path
from salesdesk.services import changes, editing, prospects
from salesdesk.services.drafting import Scene
from salesdesk.services.lookup import by_id
from tests.factories import bring_in, capture, open_store

path, begun = Path(sys.argv[1]), sys.argv[2]
store = open_store(path)
def report(changeset):
    print(changeset.batch.hex, len(changeset.changes), flush=True)
store.listen(report)
print("taken back", len(store.taken_back), flush=True)
for turn in itertools.count():
    file = path.with_name(f"{begun}-{turn}.csv")
    rows = [f"Åsa {begun} {turn} {n};Company {n};{40000000 + hash((begun, turn, n)) % 9999999}" for n in range(120)]
    file.write_text("\\n".join(("Name;Company;Phone", *rows)), "utf-8")
    bring_in(store, file)
    print("phase undo", flush=True)
    changes.undo(store)
    changes.redo(store)
    print("phase edit", flush=True)
    for n in range(4):
        made = capture(store, f"Łukasz {begun} {turn} {n}", phones=("912 34 567",))
        with store.read() as reading:
            found = by_id(reading, str(made.prospect))
        scene = Scene(now=store.clock.now(), region="NO", store=path)
        editing.set_fields(store, found.record, found.name, [("title", "Buyer"), ("tag", "oak")], scene)
        if n % 2:
            prospects.delete(store, found.record, found.name)
"""


@pytest.mark.parametrize("run", range(4))
def test_what_was_reported_survives_kill_9_and_the_rest_is_taken_back(tmp_path: Path, run: int) -> None:
    chance = random.Random(run)
    path = tmp_path / "store.db"
    with open_store(path) as store:
        capture(store)
    broken = 0
    for round_ in range(ROUNDS):
        lines, delay = round_ * 2 + chance.randrange(2), chance.uniform(0.0, 0.004)
        reported = _kill(path, f"{run}-{round_}", lines=lines, delay=delay)
        with open_store(path) as store:
            with store.writing() as connection:  # FULL: a commit waits for the disk
                assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            with store.reading_raw() as connection:
                assert (
                    connection.exec_driver_sql("SELECT count(*) FROM batches WHERE state = 'open'").scalar()
                    == 0
                )
                for batch, count in reported.items():
                    there = connection.exec_driver_sql(
                        "SELECT count(*) FROM changes WHERE batch = (SELECT row FROM batches WHERE id = ?)",
                        (bytes.fromhex(batch),),
                    ).scalar_one()
                    assert there >= count
            assert checks.look_over(store) == []
            for row in store.taken_back:
                _assert_nothing_left_of(path, row.row)
            broken += len(store.taken_back)
    assert broken  # else no kill has met a batch in the middle, and nothing was tested


def _kill(path: Path, begun: str, *, lines: int, delay: float) -> Counter[str]:
    """Lets the seller work until `lines` commits were reported and `delay` seconds more, kills it, and
    gives the number of changes reported for each batch."""
    call = [sys.executable, "-c", SELLER, str(path), begun]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline().startswith("taken back")
        told = [program.stdout.readline() for _line in range(lines)]
        time.sleep(delay)
        program.kill()
        told += program.stdout.readlines()
    assert program.returncode == -9
    reported: Counter[str] = Counter()
    for line in told:
        first, _space, count = line.strip().partition(" ")
        if len(first) == 32 and count.isdigit():
            reported[first] += int(count)
    return reported


def _assert_nothing_left_of(path: Path, batch: int) -> None:
    """What a broken-off import had made is deleted again; of a broken-off undo, it is all there again."""
    with open_store(path) as store, store.reading_raw() as connection:
        cause, label = connection.exec_driver_sql(
            "SELECT cause, label FROM batches WHERE row = ?", (batch,)
        ).one()
        alive = connection.exec_driver_sql(
            "SELECT count(*) FROM prospects p JOIN changes c ON c.record = p.id AND c.batch = ?"
            " WHERE p.deleted_at IS NULL",
            (batch,),
        ).scalar_one()
        touched = connection.exec_driver_sql(
            "SELECT count(DISTINCT record) FROM changes WHERE batch = ? AND subject = 'prospects'", (batch,)
        ).scalar_one()
        assert alive == (touched if cause == "undo" else 0), label
