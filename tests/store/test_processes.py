"""Two programs on one store are normal: the window and the command line, a capture during an import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.domain.prospects import Prospect
from salesdesk.errors import EnvironmentTrouble
from salesdesk.services import backups, changes, checks
from salesdesk.store import batches
from salesdesk.store.batches import Plan
from salesdesk.store.database import Store
from tests.factories import StandingClock, bring_in, capture, open_store, records

TIMES = 500

COUNTER = """
import sys
from pathlib import Path
from uuid import UUID
from uuid import UUID
from salesdesk.clock import SystemClock
from salesdesk.domain.prospects import Prospect
from salesdesk.store.database import Store
with Store.open(Path(sys.argv[1]), SystemClock()) as store:
    for _ in range(int(sys.argv[3])):
        with store.change("Counted") as unit:
            one = unit.need(Prospect, UUID(sys.argv[2]))
            one.size = str(int(one.size or 0) + 1)
"""
HOLDER = """
import sys
from pathlib import Path
from uuid import UUID
from salesdesk.clock import SystemClock
from salesdesk.store.database import Store
with Store.open(Path(sys.argv[1]), SystemClock()) as store:
    print("open", flush=True)
    sys.stdin.readline()
"""


def _program(text: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", text, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_two_programs_counting_on_one_field_lose_no_update(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        made = capture(store)
    programs = [_program(COUNTER, str(path), str(made.prospect), str(TIMES)) for _ in range(2)]
    for program in programs:
        program.communicate(timeout=200)
        assert program.returncode == 0
    with open_store(path) as store, store.read() as reading:
        assert reading.need(Prospect, made.prospect).size == str(2 * TIMES)


CAPTURER = """
import sys
from pathlib import Path
from tests.factories import capture, open_store
with open_store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    number = 0
    while not Path(sys.argv[2]).exists():
        number += 1
        capture(store, f"Met meanwhile {number}", phones=(f"4{number:07d}",))
    print(number, flush=True)
"""


def test_captures_go_through_while_another_program_imports(tmp_path: Path) -> None:
    path, stop, file = tmp_path / "store.db", tmp_path / "stop", tmp_path / "many.csv"
    file.write_text(
        "\n".join(("Name;Company", *(f"Person {n};Company {n % 40}" for n in range(600)))), "utf-8"
    )
    with open_store(path) as store:
        with _program(CAPTURER, str(path), str(stop)) as capturer:
            assert capturer.stdout is not None
            assert capturer.stdout.readline() == "ready\n"
            bring_in(store, file)
            stop.touch()
            met = int(capturer.stdout.readline())
        with store.reading_raw() as connection:
            between = connection.exec_driver_sql(
                "WITH mine AS (SELECT min(c.row) AS first, max(c.row) AS last, b.row AS batch FROM changes c"
                " JOIN batches b ON b.row = c.batch WHERE b.label = 'Brought in {file}')"
                " SELECT count(*) FROM changes c, mine WHERE c.row BETWEEN first AND last AND c.batch <> mine.batch"
            ).scalar_one()
        assert between > 0  # they were written between the holds of the import, not before or after it
        assert len(records(store)["prospects"]) == 600 + met
        assert checks.look_over(store) == []
        assert changes.undo(store, _batch(store, "Brought in {file}")).skipped == []
        assert len(records(store)["prospects"]) == met


def _batch(store: Store, label: str) -> UUID:
    with store.reading_raw() as connection:
        query = "SELECT id FROM batches WHERE label = ?"
        return UUID(bytes=connection.exec_driver_sql(query, (label,)).scalar_one())


def test_a_second_import_waits_for_nobody_and_says_so(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "store.db") as store,
        open_store(tmp_path / "store.db") as other,
        store.presence.writing_a_batch(),
        pytest.raises(EnvironmentTrouble, match="Another import"),
    ):
        batches.write(other, Plan("Brought in {file}", {"file": "x"}), iter(()))


def test_a_restore_is_refused_while_another_program_has_the_store_open(tmp_path: Path) -> None:
    path, copy = tmp_path / "store.db", tmp_path / "copy.db"
    with open_store(path) as store:
        capture(store)
        backups.make(store, copy)
    holder = _program(HOLDER, str(path))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    try:
        with pytest.raises(EnvironmentTrouble, match="Another program has the store open"):
            backups.restore(path, copy, StandingClock())
    finally:
        holder.communicate("\n", timeout=30)
    backups.restore(path, copy, StandingClock())
    with open_store(path) as store:
        assert len(records(store)["prospects"]) == 1


def test_a_stopped_import_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text(
        "\n".join(("Name;Company", *(f"Person {n};Company {n % 40}" for n in range(300)))), "utf-8"
    )

    class StoppedError(Exception):
        pass

    def stop(done: int) -> None:
        if done > 40:
            raise StoppedError

    from salesdesk.services.drafting import Scene
    from salesdesk.services.imports import Choice, Importer
    from salesdesk.services.reading import content, read

    with open_store(tmp_path / "store.db") as store:
        capture(store)
        before = records(store)
        scene = Scene(now=store.clock.now(), region="NO", store=store.path, met=False)
        importer = Importer(store, scene, lambda _doubt, _card: Choice.ASIDE)
        staged = importer.stage(read(file, content(file)))
        with pytest.raises(StoppedError):
            importer.write([staged], stop)
        assert records(store) == before
        assert checks.look_over(store) == []
        assert changes.undo(store).label == "Captured Ingrid Solheim"


FULL = """
import resource, signal, sys
from pathlib import Path
from salesdesk.clock import SystemClock
from salesdesk.errors import EnvironmentTrouble
from salesdesk.store.database import Store
with Store.open(Path(sys.argv[1]), SystemClock()) as store:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        with store.presence.writing_a_batch():
            pass
    except EnvironmentTrouble as trouble:
        print(trouble, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are Unix'")
def test_an_import_for_which_the_disk_has_no_room_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path):
        pass
    assert "See whether the disk is full" in _program(FULL, str(path)).communicate(timeout=60)[0]
