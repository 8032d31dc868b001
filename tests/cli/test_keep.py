"""Keeping the store by command line: backups, bringing one back, looking it over; and the machine in the way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from salesdesk.store import backup, connections
from tests.cli.desk import REPO, Desk
from tests.factories import open_store, records

HOLDER = """
import sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute(sys.argv[2])
raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
print("held", flush=True)
sys.stdin.read()
"""
OPENER = """
import sys
from pathlib import Path
from tests.factories import open_store
with open_store(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(code: str, *words: object) -> Iterator[None]:
    """Another process that holds the store until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=REPO,
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        try:
            yield
        finally:
            holder.stdin.close()
            holder.wait(30)


@pytest.fixture
def people(desk: Desk) -> Desk:
    desk.people("Ingrid Solheim,Fjord,+47 912 34 567,", "Łukasz Żak,Stół,,lukasz@stol.pl")
    return desk


def test_a_backup_is_a_whole_store(people: Desk) -> None:
    target = people.folder / "stick" / "copy.db"
    target.parent.mkdir(exist_ok=True)
    assert people.ask("backup", target)["file"] == str(target)
    other = Desk(target, people.capsys, people.clock)
    assert other.ask("find")["total"] == 2
    assert other.ask("check")["ok"]


def test_a_backup_is_made_each_day_and_ten_are_kept(people: Desk) -> None:
    for _day in range(12):
        people.clock.wait(days=1)
        people.ask("find")
        people.ask("find")
    kept = sorted(path.name for path in (people.folder / "backups").iterdir())
    assert len(kept) == 10
    assert kept[-1] == "a-2026-12-04.db"


def test_a_backup_takes_the_place_of_an_older_one_but_of_no_other_file(people: Desk) -> None:
    kept = people.file("kunder.csv", "Navn\nŻaneta Ås\n")
    answer = people.call("backup", kept)
    assert answer.code == 3
    assert "no backup of Salesdesk" in answer.err
    assert kept.read_text("utf-8") == "Navn\nŻaneta Ås\n"
    older = people.folder / "copy.db"
    people.ask("backup", older)
    people.ask("backup", older)
    people.ask("backup", kept, "--force")
    assert Desk(kept, people.capsys, people.clock).ask("find")["total"] == 2


def test_a_backup_over_the_store_itself_is_refused(people: Desk) -> None:
    assert "the store itself" in people.call("backup", people.path).err
    assert "the store itself" in people.call("restore", people.path).err
    assert people.ask("find")["total"] == 2


def test_restore_brings_back_and_keeps_the_present(people: Desk) -> None:
    copy = people.folder / "copy.db"
    people.ask("backup", copy)
    people.ask("delete", people.id_of("ingrid"))
    told = people.ask("restore", copy)
    assert people.ask("find")["total"] == 2
    kept = Desk(Path(told["kept"]), people.capsys, people.clock)
    assert kept.ask("find")["total"] == 1
    people.ask("set", people.id_of("ingrid"), "title=Boss")
    assert people.ask("check")["ok"]
    people.ask("undo")
    people.ask("undo")
    assert people.ask("find")["total"] == 0


def test_restore_into_a_place_where_no_store_is_yet(people: Desk) -> None:
    copy = people.folder / "copy.db"
    people.ask("backup", copy)
    other = Desk(people.folder / "new" / "b.db", people.capsys, people.clock)
    assert other.ask("restore", copy, "--new")["kept"] is None
    assert other.ask("find")["total"] == 2


def test_restore_on_a_new_machine_needs_no_word_where_no_store_is_named(people: Desk) -> None:
    copy = people.folder / "copy.db"
    people.ask("backup", copy)
    assert people.bare("restore", copy).code == 0
    assert people.bare("--json", "find").document["total"] == 2


def test_a_slip_in_the_name_of_the_store_restores_nothing_and_leaves_nothing_behind(people: Desk) -> None:
    copy = people.folder / "copy.db"
    people.ask("backup", copy)
    slip = Desk(people.folder / "slpi" / "b.db", people.capsys, people.clock)
    answer = slip.call("restore", copy)
    assert answer.code == 3
    assert "b.db" in answer.err
    assert not slip.folder.exists()


@pytest.mark.parametrize(
    "content", [b"", b"a letter to my aunt\n" * 300, None], ids=["empty", "garbage", "cut"]
)
def test_what_is_no_whole_backup_is_refused_and_nothing_is_changed(
    people: Desk, content: bytes | None
) -> None:
    people.ask("backup", people.folder / "copy.db")
    whole = (people.folder / "copy.db").read_bytes()
    bad = people.file("bad.db", whole[: len(whole) // 2] if content is None else content)
    answer = people.call("restore", bad)
    assert answer.code == 3
    assert "not a whole backup" in answer.err
    assert people.ask("find")["total"] == 2


def test_a_backup_of_a_newer_version_is_refused(people: Desk) -> None:
    copy = people.folder / "copy.db"
    people.ask("backup", copy)
    raw = sqlite3.connect(copy)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    assert "newer Salesdesk" in people.call("restore", copy).err
    assert people.ask("find")["total"] == 2


@pytest.mark.parametrize("words", [("today",), ("find",), ("add", "Åse Żak 91234567")])
def test_a_store_of_which_only_the_backups_are_left_is_not_begun_anew_unasked(
    people: Desk, words: tuple[str, ...]
) -> None:
    people.clock.wait(days=1)
    total = people.ask("find")["total"]  # and today's backup
    people.path.unlink()
    for more in people.folder.glob(f"{people.path.name}-*"):
        more.unlink()

    refused = people.call(*words)

    assert refused.code == 3
    assert "restore --new" in refused.err
    assert not people.path.exists()
    people.ask("restore", "--new", refused.err.split("restore --new ")[1].split("`")[0])
    assert people.ask("find")["total"] == total == 2


def test_restore_waits_for_nobody_who_has_the_store_open(people: Desk) -> None:
    copy = people.folder / "copy.db"
    people.ask("backup", copy)
    people.ask("delete", people.id_of("ingrid"))
    with held(OPENER, people.path):
        answer = people.call("restore", copy)
        assert answer.code == 3
        assert "another program" in answer.err.lower()
        assert people.ask("find")["total"] == 1  # reading and writing go on beside it
    people.ask("restore", copy)
    assert people.ask("find")["total"] == 2


def test_a_store_that_another_program_writes_to_for_long_is_told_and_nothing_is_changed(
    people: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = people.id_of("ingrid")
    monkeypatch.setattr(connections, "PATIENCE", 0.2)
    with held(HOLDER, people.path, "BEGIN IMMEDIATE"):
        answer = people.call("--json", "set", who, "title=Boss")
        assert answer.code == 3
        assert "Another program is holding" in answer.document["error"]
        assert people.ask("find")["total"] == 2
        assert people.call("import", people.file("b.csv", "name\nKari\n")).code == 3
    assert people.ask("show", who)["title"] == ""
    assert people.ask("find")["total"] == 2
    assert people.ask("set", who, "title=Boss")["title"] == "Boss"


def test_an_import_beside_another_import_is_told(people: Desk) -> None:
    users = people.path.with_name(people.path.name + "-users")
    with held(HOLDER, users, "BEGIN IMMEDIATE"):
        answer = people.call("import", people.file("b.csv", "name\nKari\n"))
        assert answer.code == 3
        assert "Another import or undo is running" in answer.err
        people.ask("set", people.id_of("ingrid"), "title=Boss")


def damage(desk: Desk, *statements: str) -> None:
    """What no program of ours would write."""
    raw = sqlite3.connect(desk.path, isolation_level=None)
    raw.create_function("folded", 1, str)
    for statement in statements:
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM prospects_search WHERE row = 1",
        "UPDATE prospects_search SET text = 'someone else' WHERE row = 1",
        "DELETE FROM prospects_names",
        "DELETE FROM prospects_keys",
        "DELETE FROM prospects_digits",
        "UPDATE prospects_facts SET interest = 'hot', next_day = '2020-01-01'",
        "INSERT INTO prospects_names (rank, entry, row) VALUES (0, 'ghost', 999)",
        "INSERT INTO prospects_fts (prospects_fts) VALUES ('delete-all')",
        "DELETE FROM companies_search",
    ],
)
def test_what_is_derived_is_found_out_of_step_and_made_anew(people: Desk, statement: str) -> None:
    damage(people, statement)
    found = people.ask("check", code=4)
    assert found["ok"] is False
    assert found["problems"]
    assert people.ask("check") == {"ok": True, "problems": [], "hints": []}
    assert people.ask("find", "lukasz zak")["total"] == 1
    assert people.ask("find", "91234567")["total"] == 1


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE prospects SET company = randomblob(16) WHERE row = 1", "companies"),
        ("UPDATE changes SET patch = '{\"name\":\"Someone else\"}' WHERE subject = 'prospects'", "prospects"),
        ("UPDATE prospects SET title = 'written past the log' WHERE row = 1", "prospects"),
        ("DELETE FROM changes WHERE row = (SELECT max(row) FROM changes)", "log"),
        ("UPDATE batches SET state = 'open'", "broken off"),
        (
            "INSERT INTO attachments (id, prospect, company, name, kind, media_type, bytes, sha256, created_at)"
            " SELECT randomblob(16), id, NULL, 'photo.png', 'photo', 'image/png', 3, 'ab', 1 FROM prospects LIMIT 1",
            "photo.png",
        ),
    ],
)
def test_what_cannot_be_made_anew_is_told(people: Desk, statement: str, told: str) -> None:
    try:
        damage(people, statement)
    except sqlite3.OperationalError:
        columns = sqlite3.connect(people.path).execute(
            "SELECT sql FROM sqlite_master WHERE name = 'attachments'"
        )
        pytest.fail(str(columns.fetchone()))
    with open_store(people.path) as store:  # a batch left open is taken back on the way
        taken = bool(store.taken_back)
    found = people.call("--json", "check")
    assert taken or found.code == 4
    assert taken or any(told in problem for problem in found.document["problems"])


def test_a_damaged_file_is_told_and_the_way_back_named(people: Desk) -> None:
    content = bytearray(people.path.read_bytes())
    for start in range(4096 * 3, len(content), 4096):
        content[start : start + 1500] = os.urandom(1500)
    people.path.write_bytes(content)
    answer = people.call("check")
    assert answer.code in (3, 4)
    assert "damaged" in answer.err + answer.out
    assert "Traceback" not in answer.err
    backups = sorted((people.folder / "backups").iterdir())
    people.ask("restore", backups[-1])


def test_doctor_tells_what_it_looked_at(empty_handed: Desk) -> None:
    answer = empty_handed.call("--json", "doctor")
    names = {one["name"] for one in answer.document["checks"]}
    assert {"salesdesk", "python", "sqlite", "data", "settings", "room", "clock", "libraries"} <= names
    assert all(set(one) == {"name", "ok", "told"} for one in answer.document["checks"])
    assert not empty_handed.path.exists()
    assert answer.code == (0 if answer.document["ok"] else 4)
    blocked = Desk(empty_handed.folder / "file" / "a.db", empty_handed.capsys)
    blocked.folder.parent.mkdir(parents=True, exist_ok=True)
    blocked.folder.write_text("a file")
    data = next(one for one in blocked.call("--json", "doctor").document["checks"] if one["name"] == "data")
    assert data["ok"] is False


def test_a_second_place_that_is_gone_is_told_and_the_work_goes_on(
    people: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from salesdesk import settings

    stick = people.file("stick", "a file where the stick was")
    settings.save(settings.Settings(second_backup=str(stick)))
    try:
        answer = people.call("find")
        assert answer.code == 0
        assert "Today's backup is on this laptop only." in answer.err
        assert "could not be made" not in answer.err, "it was"
    finally:
        settings.file().unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are Unix'")
def test_a_disk_that_is_full_ends_an_import_with_a_sentence_and_leaves_nothing_half_done(
    people: Desk,
) -> None:
    from tests.cli.test_export import limited

    with open_store(people.path) as store:
        before = records(store)
    rows = "\n".join(f"Person {number},Company {number},{'word ' * 40}" for number in range(20_000))
    file = people.file("big.csv", f"name,company,note\n{rows}\n")
    done = limited(
        people.folder, people.path.stat().st_size + 1_500_000, "--store", people.path, "import", file
    )
    assert done.returncode == 3, done.stdout + done.stderr
    assert "disk" in done.stderr
    assert "Traceback" not in done.stderr
    with open_store(people.path) as store:
        assert records(store) == before
    assert people.ask("check") == {"ok": True, "problems": [], "hints": []}


def test_check_hints_at_what_names_someone_deleted_and_all_is_well_still(people: Desk) -> None:
    ingrid = people.id_of("ingrid")
    todo = people.ask("plan", ingrid, "call tomorrow")["id"]
    people.ask("delete", ingrid)
    told = people.ask("check")
    assert (told["ok"], told["problems"]) == (True, [])
    assert any(todo in hint for hint in told["hints"])
    assert todo in people.call("check").out
    people.ask("undo")
    assert people.ask("check")["hints"] == []


def test_the_first_backup_holds_what_was_entered_first(desk: Desk) -> None:
    desk.call("find", "nobody")
    assert not (desk.folder / "backups").exists()
    desk.people("Åse Łęcka,,,")
    (kept,) = (desk.folder / "backups").iterdir()
    assert backup.holding(kept).prospects == 1
