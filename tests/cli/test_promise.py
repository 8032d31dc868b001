"""Options and exit codes that scripts rely on: a promise. Its other half is test_shapes.py."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from salesdesk.services import followups, search
from tests.cli.desk import Desk, separately
from tests.factories import open_store


@pytest.mark.parametrize("words", [("--json", "find"), ("find", "--json"), ("find", "--json", "nobody")])
def test_common_options_stand_before_and_after_the_command(desk: Desk, words: tuple[str, ...]) -> None:
    answer = desk.bare(*words, "--store", desk.path)
    assert answer.code == 0
    assert answer.document["total"] == 0
    assert desk.path.exists()


def test_norwegian_can_be_asked_for_before_and_after_the_command(desk: Desk) -> None:
    refused = "show", "00000000-0000-0000-0000-000000000000"
    english = desk.call(*refused)
    for words in (("--lang", "nb", *refused), (*refused, "--lang", "nb")):
        norwegian = desk.call(*words)
        assert norwegian.code == english.code == 3
        assert norwegian.err != english.err
    assert "--store" in desk.call("--lang", "nb", "find", "--help").out


@pytest.mark.parametrize("words", [("--lang", "xx", "undo"), ("undo", "--lang=xx"), ("undo", "--lang", "")])
def test_an_unknown_language_is_refused_with_those_there_are(desk: Desk, words: tuple[str, ...]) -> None:
    answer = desk.call(*words)
    assert answer.code == 2
    assert "en or nb" in answer.err


@pytest.mark.parametrize("words", [("--lang", "nb", "find", "--help"), ("find", "--help", "--lang", "nb")])
def test_help_is_in_the_language_in_use(desk: Desk, words: tuple[str, ...]) -> None:
    from salesdesk import i18n

    i18n.use("nb")
    limit = i18n._("How many to show; 0 shows all.")
    assert limit != "How many to show; 0 shows all."
    told = " ".join(desk.call(*words).out.split())
    assert limit in told
    assert "How many" in " ".join(desk.call("find", "--help").out.split())


def test_done_ends_with_0(desk: Desk) -> None:
    assert desk.call("find").code == 0


def test_a_bug_ends_with_1_and_a_report_to_send(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_words: object, **_named: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(search, "ask", broken)
    answer = desk.call("--json", "find")
    assert answer.code == 1
    assert "planted" in answer.err
    assert "Traceback" in answer.document["report"]
    assert "not yours" in answer.document["error"]


def test_a_bug_in_the_middle_of_a_change_leaves_nothing_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.people("Ingrid,,,")
    todo = desk.ask("plan", desk.id_of("ingrid"), "call tomorrow")["id"]

    def broken(**_named: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(followups, "Activity", broken)
    assert desk.call("done", todo).code == 1
    monkeypatch.undo()
    assert desk.ask("show", todo)["done"] is None


@pytest.mark.parametrize(
    "words",
    [
        ("fnid",),
        ("find", "--limit", "many"),
        ("find", "--of", "spoons"),
        ("import",),
        ("import", "--as", "spoons", "x.csv"),
        ("import", "--map", "name", "x.csv"),
        ("set", "00000000-0000-0000-0000-000000000000", "stage"),
        ("duplicates", "--threshold", "2"),
    ],
)
def test_words_that_are_off_end_with_2_and_stdout_stays_one_document(
    desk: Desk, words: tuple[str, ...]
) -> None:
    answer = desk.call("--json", *words)
    assert answer.code == 2
    assert answer.document["error"]
    assert answer.err
    later = desk.call(*words, "--json")
    assert later.code == 2
    assert later.document["error"]


@pytest.mark.parametrize(
    "words", [("show", "nonsense"), ("undo",), ("redo",), ("restore", "nowhere.db"), ("find", "x:y")]
)
def test_what_is_refused_ends_with_3_and_stdout_stays_one_document(
    desk: Desk, words: tuple[str, ...]
) -> None:
    answer = desk.call("--json", *words)
    assert answer.code == 3
    assert answer.document["error"].endswith(".")
    assert answer.document["error"] in answer.err
    plain = desk.call(*words)
    assert (plain.code, plain.out) == (3, "")


def test_quiet_says_nothing_beside_the_answer(desk: Desk) -> None:
    good, bad = desk.file("a.csv", "name\nKari\n"), desk.folder / "missing.csv"
    loud, quiet = (desk.call("--json", *words, "import", good, bad) for words in ((), ("--quiet",)))
    assert loud.code == quiet.code == 4
    assert "missing.csv" in loud.err
    assert quiet.err == ""


def test_no_command_shows_the_commands(desk: Desk) -> None:
    listed = desk.bare("--help")
    assert listed.code == 0
    assert all(name in listed.out for name in ("import", "export", "today", "doctor"))
    assert desk.bare("--version").out.startswith("salesdesk")


def test_it_runs_as_a_program_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,company\nŁukasz Żak,Stół i Krzesło\n", encoding="utf-8")
    store = tmp_path / "own.db"
    brought = separately("--store", store, "--json", "import", file)
    assert brought.returncode == 0, brought.stderr
    assert json.loads(brought.stdout)["files"][0]["created"] == 1
    found = separately("find", "zak", "--store", store, "--json")
    assert json.loads(found.stdout)["hits"][0]["name"] == "Łukasz Żak"
    assert separately("nonsense", "--json").returncode == 2


def test_a_reader_that_stops_reading_is_no_bug(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name\n" + "".join(f"Person {n} {'x' * 150}\n" for n in range(700)), encoding="utf-8")
    store = tmp_path / "own.db"
    assert separately("--store", store, "import", file).returncode == 0
    with subprocess.Popen(
        [sys.executable, "-m", "salesdesk", "--store", str(store), "find", "--limit", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as finding:
        assert finding.stdout is not None
        assert finding.stderr is not None
        finding.stdout.read(10)
        finding.stdout.close()
        told = finding.stderr.read().decode()
        assert finding.wait(60) == 0, told
        assert told == ""


def test_a_store_of_a_newer_version_is_left_alone(desk: Desk) -> None:
    open_store(desk.path).close()
    with sqlite3.connect(desk.path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = desk.path.read_bytes()
    answer = desk.call("--json", "find")
    assert answer.code == 3
    assert "newer Salesdesk" in answer.document["error"]
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database, but a letter to my aunt\n" * 40, b"\x00\xff" * 600])
def test_a_file_that_is_no_store_is_left_alone(empty_handed: Desk, content: bytes) -> None:
    empty_handed.path.parent.mkdir()
    empty_handed.path.write_bytes(content)
    answer = empty_handed.call("--json", "find")
    assert answer.code == 3
    assert "not a Salesdesk store" in answer.document["error"]
    assert empty_handed.path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(empty_handed: Desk) -> None:
    empty_handed.path.parent.mkdir()
    raw = sqlite3.connect(empty_handed.path)
    raw.execute("CREATE TABLE cats (name)")
    raw.commit()
    raw.close()
    answer = empty_handed.call("find")
    assert answer.code == 3
    assert "not a Salesdesk store" in answer.err


def test_a_file_where_the_folder_should_be_is_told_kindly(empty_handed: Desk) -> None:
    blocked = empty_handed.folder
    blocked.write_text("a file")
    for words in (("find",), ("restore", blocked), ("backup",)):
        answer = empty_handed.call(*words)
        assert answer.code == 3, answer.err
        assert "Traceback" not in answer.err
