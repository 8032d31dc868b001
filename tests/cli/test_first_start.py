"""What a seller meets before anything is there: no store, a mistyped name, no country, a full disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from salesdesk import settings
from tests.cli.desk import REPO, Desk

READING = [
    ("find",),
    ("show", "0198c0de"),
    ("today",),
    ("export", "out.csv"),
    ("duplicates",),
    ("check",),
    ("backup",),
    ("undo",),
    ("redo",),
    ("set", "0198c0de", "title=Boss"),
    ("done", "0198c0de"),
    ("delete", "0198c0de"),
    ("merge", "0198c0de", "0198c0df"),
    ("plan", "0198c0de", "call friday"),
    ("complaint", "0198c0de", "Cracked"),
]


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_a_mistyped_store_is_refused_and_nothing_is_made(empty_handed: Desk, words: tuple[str, ...]) -> None:
    answer = empty_handed.call("--json", *words)
    assert answer.code == 3
    assert "no store at" in answer.document["error"]
    assert "demo" in answer.document["hint"]
    assert not empty_handed.folder.exists()


def test_what_brings_something_in_makes_the_store_and_says_so_once(empty_handed: Desk) -> None:
    first = empty_handed.call("add", "Ingrid Solheim +47 912 34 567")
    assert first.code == 0
    assert f"A new store was made: {empty_handed.path}" in first.err
    assert "new store" not in empty_handed.call("add", "Łukasz Żak +48 600 100 200").err
    other = Desk(empty_handed.folder / "b" / "b.db", empty_handed.capsys)
    assert "A new store was made" in other.call("fair", "Hjem & Hage").err


def test_a_first_start_without_a_name_answers_that_nothing_is_there(empty_handed: Desk) -> None:
    found = empty_handed.bare("find")
    assert (found.code, found.out) == (0, "0 hits\n")
    assert "Nothing due today." in empty_handed.bare("today").out


@pytest.mark.parametrize("words", [("--store", "", "find"), ("find", "--store", ""), ("--store=", "find")])
def test_a_store_without_a_name_is_no_store(empty_handed: Desk, words: tuple[str, ...]) -> None:
    answer = empty_handed.bare(*words)
    assert answer.code == 2
    assert "--store needs a file name" in answer.err


@pytest.mark.parametrize("words", [("export", ""), ("backup", ""), ("restore", ""), ("import", "")])
def test_a_file_without_a_name_is_no_file(desk: Desk, words: tuple[str, ...]) -> None:
    answer = desk.call(*words)
    assert answer.code == 2
    assert "needs a file name" in answer.err


@pytest.mark.parametrize(
    "words", [("export", "there/out.csv"), ("export", "there/out.zip"), ("backup", "there/b.db")]
)
def test_a_slip_in_the_name_of_a_folder_makes_no_folder(desk: Desk, words: tuple[str, str]) -> None:
    answer = desk.call(words[0], desk.folder / words[1])
    assert answer.code == 3
    assert "no folder" in answer.err
    assert not (desk.folder / "there").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize(
    "words", [("find",), ("find", "--json"), ("--help",), ("find", "--help"), ("undo", "--json")]
)
def test_an_answer_that_nothing_takes_is_told_in_a_sentence(desk: Desk, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "salesdesk", "--store", str(desk.path), *words]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=REPO, check=False)
    assert done.returncode == 3, done.stderr
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("lang", ["C", "C.UTF-8", "POSIX", ""])
def test_no_country_is_guessed_where_the_system_names_none(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", lang)
    assert (settings.Settings().tongue(), settings.Settings().region()) == ("en", "")


def test_language_and_country_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "nb_NO.UTF-8")
    assert (settings.Settings().tongue(), settings.Settings().region()) == ("nb", "NO")
    monkeypatch.setenv("LC_ALL", "C")
    assert settings.Settings().region() == ""
    assert settings.Settings(language="nb", country="SE").region() == "SE"


def test_phones_for_want_of_a_country_are_told_once(empty_handed: Desk) -> None:
    people = empty_handed.file("a.csv", "name,phone\nIngrid,912 34 567\nKari,22 33 44 55\n")
    told = empty_handed.call("import", people).err
    assert told.count("set your country with `salesdesk settings country=NO`") == 1
    who = empty_handed.id_of("ingrid")
    assert "settings country=NO" in empty_handed.call("set", who, "phone=22 44 66 88").err
    assert "settings country" not in empty_handed.call("set", who, "phone=+47 22 44 66 88").err
    empty_handed.ask("settings", "country=NO")
    assert "country" not in empty_handed.call("set", who, "phone=23 44 66 88").err


def test_a_line_captured_without_a_country_tells_it_too(empty_handed: Desk) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Åsa\nTEL:912 34 567\nEND:VCARD\n"
    assert "settings country=NO" in empty_handed.call("add", card).err
    empty_handed.ask("settings", "country=NO")
    assert "settings country" not in empty_handed.call("add", card).err


def test_the_sample_year_needs_no_country(empty_handed: Desk) -> None:
    answer = empty_handed.call("demo", "--prospects", "5")
    assert answer.code == 0
    for made in ("follow-ups", "deals", "products", "expenses"):
        assert f"  {made}" in answer.out
    assert "followups" not in answer.out
    assert "stage_changes" not in answer.out


def test_the_zone_is_the_one_that_the_machine_names(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    from salesdesk.clock import SystemClock, zone_name

    monkeypatch.setenv("TZ", "Europe/Oslo")
    zone = SystemClock().zone()
    assert zone_name(SystemClock()) == "Europe/Oslo"
    distances = [datetime(2026, month, 1, 12, tzinfo=UTC).astimezone(zone).hour - 12 for month in (1, 7)]
    assert distances == [1, 2]
    for odd in ("CET-1CEST", "Nowhere/Land", "../../etc/passwd", ""):
        monkeypatch.setenv("TZ", odd)
        assert SystemClock().zone().utcoffset(datetime(2026, 1, 1)) is not None  # noqa: DTZ001  (the zone is asked)


def test_doctor_names_the_store_and_says_what_it_is(empty_handed: Desk) -> None:
    def told() -> tuple[bool, str]:
        checks = empty_handed.call("--json", "doctor").document["checks"]
        (store,) = [one for one in checks if one["name"] == "store"]
        return store["ok"], store["told"]

    assert told() == (True, f"{empty_handed.path}: not made yet")
    empty_handed.ask("fair", "Hjem & Hage")
    assert told() == (True, str(empty_handed.path))
    for name in empty_handed.folder.glob("a.db*"):
        if name.is_file():
            name.unlink()
    empty_handed.path.write_text("a letter to my aunt\n" * 99)
    ok, said = told()
    assert not ok
    assert "not a whole Salesdesk store" in said
    assert os.fspath(empty_handed.path) in said
