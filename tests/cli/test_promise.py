"""The shapes, options and exit codes that scripts rely on: a promise, held key by key."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from salesdesk.services import followups, search
from tests.cli.desk import Desk, separately
from tests.factories import open_store

PROSPECT = (
    *[
        "id",
        "subject",
        "name",
        "first_name",
        "last_name",
        "title",
        "company",
        "phones",
        "emails",
        "addresses",
        "webs",
        "tags",
        "stage",
    ],
    *[
        "time_frame",
        "interest",
        "interest_overridden",
        "source",
        "fair",
        "segment",
        "asked_about",
        "consents",
    ],
    *["customer_since", "birthday", "note", "created", "changed", "deleted", "raw", "history"],
)
FOLLOW_UP = (
    *[
        "id",
        "subject",
        "what",
        "kind",
        "day",
        "time",
        "zone",
        "remind_at",
        "repeats",
        "prospect",
        "deal",
        "done",
    ],
)
COMPLAINT = (
    *[
        "id",
        "subject",
        "what",
        "kind",
        "cause",
        "severity",
        "public",
        "prospect",
        "deal",
        "received",
        "promise",
        "promised",
        "status",
    ],
    *["resolution", "resolved", "satisfaction"],
)


def has(document: dict[str, Any], names: Sequence[str]) -> bool:
    """Whether every promised name is there; more may be."""
    missing = [name for name in names if name not in document]
    assert not missing, f"missing: {missing}"
    return True


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Ingrid, with one of everything a file can say."""
    desk.people(
        '"Ingrid Solheim",Ingrid,Solheim,Buyer,Fjord Interiør,+47 912 34 567,ingrid@fjordinterior.no,fjordinterior.no,'
        'Strandgaten 1,5013,Bergen,Vestland,NO,oak,now,Hjem & Hage 2026,"email, hand over",Oak trays,1980-05-17',
        header="name,first_name,last_name,title,company,phone,email,web,street,postal_code,city,region,country,tags,"
        "time_frame,fair,consent,asked_about,birthday",
    )
    return desk


def test_a_prospect_has_every_name_that_was_promised(known: Desk) -> None:
    shown = known.ask("show", known.id_of("ingrid"))
    assert has(shown, PROSPECT)
    assert shown["subject"] == "prospects"
    assert shown["name"] == "Ingrid Solheim"
    assert set(shown["company"]) == {"id", "name"}
    assert shown["company"]["name"] == "Fjord Interiør"
    assert set(shown["phones"][0]) == {"id", "value", "e164", "kind"}
    assert (shown["phones"][0]["value"], shown["phones"][0]["e164"]) == ("+47 912 34 567", "+4791234567")
    assert set(shown["emails"][0]) == {"id", "value", "kind"}
    assert set(shown["addresses"][0]) == {"id", "street", "postal_code", "city", "region", "country", "kind"}
    assert shown["addresses"][0]["city"] == "Bergen"
    assert shown["webs"][0]["value"] == "fjordinterior.no"
    assert shown["tags"] == ["oak"]
    assert (shown["stage"], shown["time_frame"], shown["interest"]) == ("suspect", "now", "hot")
    assert shown["interest_overridden"] is False
    assert shown["source"] == {"kind": "fair", "which": "Hjem & Hage 2026"}
    assert shown["fair"]["name"] == "Hjem & Hage 2026"
    assert has(shown["segment"], ["trade", "size", "region", "language"])
    assert has(shown["asked_about"][0], ["product", "signal", "day"])
    assert {one["channel"] for one in shown["consents"]} == {"email", "hand-over"}
    assert has(shown["consents"][0], ["channel", "basis", "at"])
    assert shown["birthday"] == "1980-05-17"
    assert shown["customer_since"] is None
    assert shown["raw"] == {"vcard": []}
    assert set(shown["history"][0]) == {"at", "label", "batch", "fields"}
    assert shown["history"][0]["fields"]["name"] == [None, "Ingrid Solheim"]


def test_instants_are_iso_8601_with_the_offset_of_the_seller(known: Desk) -> None:
    shown = known.ask("show", known.id_of("ingrid"))
    assert shown["created"] == "2026-11-22T09:00:00+01:00"
    assert shown["deleted"] is None


def test_a_follow_up_has_every_name_that_was_promised(known: Desk) -> None:
    who = known.id_of("ingrid")
    made = known.ask("plan", who, "call 2026-11-24 14:00")
    assert has(made, FOLLOW_UP)
    assert (made["subject"], made["day"], made["time"]) == ("followups", "2026-11-24", "14:00")
    assert made["zone"] == "Europe/Oslo"
    assert made["prospect"] == {"id": who, "name": "Ingrid Solheim"}
    assert made["done"] is None
    assert made["repeats"] is None


def test_a_complaint_has_every_name_that_was_promised(known: Desk) -> None:
    who = known.id_of("ingrid")
    promise = (
        "--promise",
        "New bowls",
        "--by",
        "2026-11-24T16:00",
        "--severity",
        "3",
        "--public",
        "--cause",
        "Kvalitet",
    )
    made = known.ask("complaint", who, "Cracked glaze on 4 of 12 bowls", *promise)
    assert has(made, COMPLAINT)
    assert (made["what"], made["cause"], made["severity"]) == ("Cracked glaze on 4 of 12 bowls", "product", 3)
    assert made["public"] is True
    assert (made["promise"], made["promised"]) == ("New bowls", "2026-11-24T16:00:00+01:00")
    assert made["received"] == "2026-11-22T09:00:00+01:00"
    assert (made["status"], made["resolved"], made["satisfaction"]) == ("open", None, None)
    assert made["prospect"] == {"id": who, "name": "Ingrid Solheim"}


def test_find_tells_how_many_and_who(known: Desk) -> None:
    found = known.ask("find")
    assert set(found) == {"total", "hits"}
    assert found["total"] == 1
    assert has(found["hits"][0], ["id", "subject", "name", "company"])


def test_import_tells_what_became_of_every_file(desk: Desk) -> None:
    listed = desk.ask("import", desk.file("a.csv", "name,phone,Shoe size\nKari Nordmann,22 33 44 55,38\n"))
    assert set(listed) == {"batch", "files"}
    report = listed["files"][0]
    promised = [
        "file",
        "format",
        "encoding",
        "delimiter",
        "read",
        "created",
        "updated",
        "duplicates",
        "rejected",
        "unmapped",
    ]
    assert has(report, promised)
    assert (report["format"], report["encoding"], report["delimiter"]) == ("csv", "utf-8", ",")
    assert (report["read"], report["created"], report["updated"], report["duplicates"]) == (1, 1, 0, 0)
    assert report["rejected"] == []
    assert report["unmapped"] == ["Shoe size"]


def test_undo_and_redo_tell_what_they_did(known: Desk) -> None:
    undone = known.ask("undo")
    assert has(undone, ["label", "records", "skipped"])
    assert undone["label"] == "Brought in people.csv"
    assert undone["records"] > 1
    assert undone["skipped"] == []
    assert has(known.ask("redo"), ["label", "records", "skipped"])


def test_today_has_every_list_that_was_promised(known: Desk) -> None:
    assert list(known.ask("today")) == ["late", "today", "next", "complaints", "check_ins", "goals", "fair"]


def test_duplicates_tell_both_ids_the_score_and_why(desk: Desk) -> None:
    desk.people("Jan Kowalski,Stół,,")
    desk.ask("import", "--duplicates", "add", desk.file("b.csv", "name,company\nJan Kowalsky,Stół\n"))
    pairs = desk.ask("duplicates", "--threshold", "0.1")
    assert set(pairs[0]) == {"a", "b", "score", "reasons"}
    assert pairs[0]["reasons"]


def test_merge_export_backup_check_and_doctor_have_the_shapes_that_were_promised(desk: Desk) -> None:
    desk.people("Åsa Nyström,Glas,,", "Đặng Văn Lâm,Gốm,,")
    keep, other = desk.id_of("asa"), desk.id_of("dang")
    assert set(desk.ask("merge", keep, other)) == {"kept", "batch"}
    export = desk.ask("export", desk.folder / "out.csv")
    assert has(export, ["file", "written", "left_out", "hand_over"])
    assert has(desk.ask("backup", desk.folder / "copy.db"), ["ok", "problems"])
    assert has(desk.ask("restore", desk.folder / "copy.db"), ["ok", "problems"])
    assert desk.ask("check") == {"ok": True, "problems": []}
    doctor = desk.call("--json", "doctor")
    assert has(doctor.document, ["ok", "checks"])
    assert doctor.code == (0 if doctor.document["ok"] else 4)


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


def test_an_unknown_language_falls_back_to_english(desk: Desk) -> None:
    assert desk.call("--lang", "xx", "undo").err.startswith("There is nothing to undo.")


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
    known: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    todo = known.ask("plan", known.id_of("ingrid"), "call tomorrow")["id"]

    def broken(**_named: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(followups, "Activity", broken)
    assert known.call("done", todo).code == 1
    monkeypatch.undo()
    assert known.ask("show", todo)["done"] is None


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
    loud, quiet = desk.call("import", good, bad), desk.call("--quiet", "import", good, bad)
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
    file.write_text("name\n" + "".join(f"Person {n}\n" for n in range(3000)), encoding="utf-8")
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
def test_a_file_that_is_no_store_is_left_alone(desk: Desk, content: bytes) -> None:
    desk.path.parent.mkdir()
    desk.path.write_bytes(content)
    answer = desk.call("--json", "find")
    assert answer.code == 3
    assert "not a Salesdesk store" in answer.document["error"]
    assert desk.path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(desk: Desk) -> None:
    desk.path.parent.mkdir()
    raw = sqlite3.connect(desk.path)
    raw.execute("CREATE TABLE cats (name)")
    raw.commit()
    raw.close()
    answer = desk.call("find")
    assert answer.code == 3
    assert "not a Salesdesk store" in answer.err


def test_a_file_where_the_folder_should_be_is_told_kindly(desk: Desk) -> None:
    blocked = desk.folder
    blocked.write_text("a file")
    for words in (("find",), ("restore", blocked), ("backup",)):
        answer = desk.call(*words)
        assert answer.code == 3, answer.err
        assert "Traceback" not in answer.err
