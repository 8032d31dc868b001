"""Handing over by command line: files that other programs read, and a package that holds everything."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import icalendar
import openpyxl
import pytest
import vobject

from salesdesk.domain.changes import SCHEMA
from tests.cli.desk import Desk
from tests.factories import open_store, records


@pytest.fixture
def people(desk: Desk) -> Desk:
    """Three people, one of whom may be handed over."""
    desk.people(
        "Ingrid Solheim,Fjord Interiør,+47 912 34 567,ingrid@fjordinterior.no,email;hand-over,now",
        "Łukasz Żak,Stół,,lukasz@stol.pl,email,",
        "Đặng Thị Mỹ,Gốm,,,,",
        header="name,company,phone,email,consent,time_frame",
    )
    return desk


@pytest.mark.parametrize(
    ("words", "version"), [((), "4.0"), (("--vcard", "3.0"), "3.0"), (("--vcard", "2.1"), "2.1")]
)
def test_cards_are_written_in_the_version_that_a_phone_knows_and_come_back(
    desk: Desk, words: tuple[str, ...], version: str
) -> None:
    desk.people("Łukasz Żak,Stół i Krzesło,+47 912 34 567,lukasz@stol.pl")
    out = desk.folder / "out.vcf"
    desk.ask("export", out, *words)
    assert f"VERSION:{version}\r\n" in out.read_bytes().decode("utf-8", "replace")
    report = desk.ask("import", out)["files"][0]
    assert (report["created"], report["updated"], report["duplicates"]) == (0, 0, 1)


def test_a_version_of_vcard_goes_with_no_other_file(desk: Desk) -> None:
    answer = desk.call("export", desk.folder / "out.csv", "--vcard", "3.0")
    assert answer.code == 3
    assert "--vcard" in answer.err


def test_a_text_too_long_for_a_spreadsheet_is_named_with_its_record(desk: Desk) -> None:
    desk.people("Kari,,,", "Ola,,,")
    kari = desk.id_of("kari")
    desk.ask("set", kari, "note=" + "øl " * 12_000)
    told = desk.ask("export", desk.folder / "out.xlsx")
    assert told["cut"] == [{"id": kari, "field": "note"}]
    plain = desk.call("export", desk.folder / "out.xlsx")
    assert kari in plain.out
    assert "1 text is" in plain.out
    assert desk.ask("export", desk.folder / "out.csv")["cut"] == []


def test_a_vcard_file_is_read_by_others(people: Desk) -> None:
    target = people.folder / "out.vcf"
    assert people.ask("export", target)["written"] == 3
    cards = list(vobject.readComponents(target.read_text("utf-8")))
    assert {card.fn.value for card in cards} == {"Ingrid Solheim", "Łukasz Żak", "Đặng Thị Mỹ"}
    ingrid = next(card for card in cards if card.fn.value == "Ingrid Solheim")
    assert ingrid.version.value == "4.0"
    assert "4791234567" in ingrid.tel.value.replace(" ", "")
    assert ingrid.email.value == "ingrid@fjordinterior.no"


def test_csv_and_xlsx_begin_with_the_id_so_that_answers_can_be_matched(people: Desk) -> None:
    people.ask("export", people.folder / "out.csv")
    people.ask("export", people.folder / "out.xlsx")
    with (people.folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    sheet = openpyxl.load_workbook(people.folder / "out.xlsx").active
    assert sheet is not None
    cells = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    for table in (rows, cells):
        assert table[0][0] == "id"
        by_name = {row[table[0].index("name")]: row for row in table[1:]}
        assert by_name["Łukasz Żak"][0] == people.id_of("lukasz")
        assert by_name["Ingrid Solheim"][table[0].index("phone")] == "+47 912 34 567"


def test_an_answered_export_finds_its_people_by_id_whatever_their_names_became(people: Desk) -> None:
    target = people.folder / "out.csv"
    people.ask("export", target)
    text = (
        target.read_text("utf-8-sig")
        .replace("Łukasz Żak", "Luke Jacques")
        .replace("lukasz@stol.pl", "luke@stol.pl")
    )
    report = people.ask("import", people.file("answer.csv", text))["files"][0]
    assert (report["created"], report["updated"]) == (0, 1)
    shown = people.ask("show", people.id_of("lukasz"))
    assert shown["name"] == "Łukasz Żak"
    assert [one["value"] for one in shown["emails"]] == ["lukasz@stol.pl", "luke@stol.pl"]


def test_only_what_a_query_finds_is_written(people: Desk) -> None:
    target = people.folder / "out.csv"
    assert people.ask("export", target, "--where", "hot")["written"] == 1
    assert "Ingrid" in target.read_text("utf-8-sig")
    assert people.call("export", target, "--where", "compny:x").code == 3


def test_those_who_did_not_consent_are_left_out_and_listed(people: Desk) -> None:
    target = people.folder / "out.csv"
    told = people.ask("export", target, "--consented")
    assert told["written"] == 1
    assert {one["id"] for one in told["left_out"]} == {people.id_of("lukasz"), people.id_of("dang")}
    assert all(set(one) == {"id", "reason"} and one["reason"] for one in told["left_out"])
    assert "Łukasz" not in target.read_text("utf-8-sig")
    assert "2 left out" in people.call("export", target, "--consented").out


def test_follow_ups_become_a_calendar(people: Desk) -> None:
    who = people.id_of("ingrid")
    people.ask("plan", who, "call with price list 2026-11-24 14:00")
    done = people.ask("plan", who, "send sample 2026-11-23")["id"]
    people.ask("done", done)
    target = people.folder / "out.ics"
    assert people.ask("export", target)["written"] == 2
    calendar = icalendar.Calendar.from_ical(target.read_bytes())
    todos = calendar.walk("VTODO")
    assert len(todos) == 2
    assert {str(todo["status"]) for todo in todos} == {"COMPLETED", "NEEDS-ACTION"}
    assert all("Ingrid Solheim" in str(todo["summary"]) for todo in todos)
    people.ask("export", people.folder / "todo.csv", "--of", "followups", "--where", "is:open")
    assert "price list" in (people.folder / "todo.csv").read_text("utf-8-sig")


def test_complaints_are_written_as_tables(people: Desk) -> None:
    people.ask("complaint", people.id_of("ingrid"), "Cracked glaze", "--promise", "New bowls")
    people.ask("export", people.folder / "c.xlsx", "--of", "complaints")
    sheet = openpyxl.load_workbook(people.folder / "c.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][1] == "Cracked glaze"


@pytest.mark.parametrize(
    "words",
    [
        ("out.doc",),
        ("out",),
        ("out.vcf", "--of", "complaints"),
        ("out.ics", "--of", "prospects"),
        ("out.zip", "--where", "hot"),
        ("out.zip", "--consented"),
        ("out.zip", "--of", "complaints"),
    ],
)
def test_an_ending_that_does_not_fit_is_refused_and_nothing_is_written(
    people: Desk, words: tuple[str, ...]
) -> None:
    answer = people.call("export", people.folder / words[0], *words[1:])
    assert answer.code == 3
    assert "." in answer.err
    assert not (people.folder / words[0]).exists()


@pytest.mark.parametrize("ending", [".csv", ".zip", ".vcf"])
def test_a_folder_that_is_not_there_is_told_kindly(people: Desk, ending: str) -> None:
    for folder in (people.folder / "nowhere", people.path):  # none, and a file in its place
        answer = people.call("export", folder / f"out{ending}")
        assert answer.code == 3, answer.err
        assert "There is no folder" in answer.err
        assert "--store" not in answer.err


def test_an_older_export_stays_where_the_new_one_cannot_be_written(people: Desk) -> None:
    target = people.file("out.csv", "what was there")
    target.with_name("out.csv.part").mkdir()
    assert people.call("export", target).code == 3
    assert target.read_text() == "what was there"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are Unix'")
@pytest.mark.parametrize("ending", [".csv", ".zip"])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(people: Desk, ending: str) -> None:
    people.ask(
        "set", people.id_of("ingrid"), "note=" + "".join(chr(0x4E00 + n % 20000) for n in range(400_000))
    )
    target = people.folder / f"out{ending}"
    people.ask("find")  # today's backup is made
    done = limited(people.folder, 300_000, "--store", people.path, "export", target)
    assert done.returncode == 3, done.stderr
    assert "room" in done.stderr
    assert not target.exists()
    assert not target.with_name(target.name + ".part").exists()


def limited(folder: Path, size: int, *words: object) -> subprocess.CompletedProcess[str]:
    """A call that may write no file larger than `size` bytes, as on a full disk."""
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    from tests.cli.desk import separately

    return separately(*words, preexec_fn=limit, cwd=folder)


def test_the_package_brings_everything_into_an_empty_store_ids_and_history_too(people: Desk) -> None:
    who = people.id_of("ingrid")
    people.clock.wait(hours=1)
    people.ask("set", who, "stage=customer", "tag=oak")
    people.ask("undo")
    people.ask("redo")
    people.ask("plan", who, "call tomorrow")
    people.ask("complaint", who, "Cracked", "--cause", "My own cause")
    people.ask("delete", people.id_of("dang"))
    target = people.folder / "all.zip"
    people.ask("export", target)
    other = Desk(people.folder / "other" / "b.db", people.capsys, people.clock)
    report = other.ask("import", target)["files"][0]
    assert report["format"] == "package"
    with open_store(people.path) as mine, open_store(other.path) as theirs:
        assert records(theirs, deleted=True) == records(mine, deleted=True)
    *history, brought = other.ask("show", who)["history"]
    assert history == people.ask("show", who)["history"]
    assert brought["label"] == "Brought in all.zip"
    assert other.ask("check") == {"ok": True, "problems": [], "hints": []}
    assert report["records"]["complaints"] == {"created": 1, "known": 0}
    again = other.call("import", target)
    assert "Follow-ups: 0 new, 1 known" in again.out
    assert f"Prospects: 0 new, {report['created'] - 1} known" in again.out  # one of them is deleted
    assert other.ask("import", target)["files"][0]["created"] == 0
    other.ask("undo")
    assert other.ask("find")["total"] == 0


def test_a_note_of_ten_megabytes_comes_in_and_goes_out_whole(desk: Desk) -> None:
    note = ("lång ★ rad\n" * 900_000).strip()
    desk.ask("import", desk.file("a.csv", f'name,note\nKari,"{note}"\n'))
    assert desk.ask("show", desk.id_of("kari"))["note"] == note
    for ending in ("csv", "vcf", "zip", "xlsx"):
        assert desk.ask("export", desk.folder / f"out.{ending}")["file"]
    (row,) = read_back(desk.folder / "out.csv")
    assert row["note"].replace("\r\n", "\n") == note
    other = Desk(desk.folder / "other" / "b.db", desk.capsys, desk.clock)
    other.ask("import", desk.folder / "out.zip")
    assert other.ask("show", other.id_of("kari"))["note"] == note


def read_back(file: Path) -> list[dict[str, str]]:
    csv.field_size_limit(20_000_000)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"", b"\x00" * 100], ids=["broken", "empty", "zeros"])
def test_a_damaged_package_is_refused_whole(people: Desk, data: bytes) -> None:
    people.ask("export", people.folder / "all.zip")
    whole = (people.folder / "all.zip").read_bytes()
    damaged = people.file("bad.zip", whole[: len(whole) // 2] + data)
    other = Desk(people.folder / "other" / "b.db", people.capsys, people.clock)
    assert other.call("import", damaged).code == 3
    assert other.ask("find")["total"] == 0


def test_a_package_of_a_newer_version_is_refused(people: Desk) -> None:
    import zipfile

    people.ask("export", people.folder / "all.zip")
    newer = people.folder / "newer.zip"
    said = f'"schema": {SCHEMA}'.encode()
    with zipfile.ZipFile(people.folder / "all.zip") as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "datapackage.json":
                data = data.replace(said, b'"schema": 99', 1) if said in data else b"{}"
            new.writestr(name, data)
    answer = people.call("import", newer)
    assert answer.code == 3
    assert "newer" in answer.err


def test_a_package_and_a_list_of_one_call_are_both_taken_in_and_each_can_be_taken_back(people: Desk) -> None:
    package = people.folder / "all.zip"
    people.ask("export", package)
    target = Desk(people.folder / "other" / "b.db", people.capsys)
    listed = target.file("more.csv", "name,company\nÅse Østby,Łódź Glas\n")
    damaged = target.file("damaged.zip", package.read_bytes()[:-200])

    answer = target.call("import", listed, package, damaged)

    assert answer.code == 4, answer.err
    batches = [line.rpartition(" ")[2] for line in answer.out.splitlines() if "salesdesk undo" in line]
    whole = target.ask("find")["total"]
    assert len(batches) == 2
    assert whole == people.ask("find")["total"] + 1
    for batch in batches:
        target.ask("undo", batch)
    assert target.ask("find")["total"] == 0


def test_a_table_for_another_program_says_its_words_and_no_more_fields_than_wanted(people: Desk) -> None:
    out = people.folder / "out.csv"
    people.ask("export", out, "--for", "google", "--fields", "name,email")
    with out.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["First Name"] for row in rows] == ["Ingrid", "Łukasz", "Đặng Thị"]
    assert rows[0]["E-mail 1 - Value"] == "ingrid@fjordinterior.no"
    assert not any("Phone" in name or "Organization" in name for name in rows[0])
    report = people.ask("import", out, code=4)["files"][0]  # who has a name only may be another
    assert (report["created"], report["duplicates"], report["unmapped"]) == (0, 2, [])


def test_a_table_of_chosen_fields_begins_with_the_id_and_tells_no_other(people: Desk) -> None:
    out = people.folder / "out.csv"
    people.ask("export", out, "--fields", "name,phone,city")
    header = out.read_text("utf-8-sig").splitlines()[0]
    assert header == "id,name,first_name,last_name,phone,city"


@pytest.mark.parametrize(
    "words",
    [("out.vcf", "--for", "google"), ("out.csv", "--fields", "shoe_size"), ("out.ics", "--fields", "name")],
)
def test_a_form_that_a_file_cannot_have_is_refused(people: Desk, words: tuple[str, ...]) -> None:
    answer = people.call("export", people.folder / words[0], *words[1:])
    assert answer.code == 3
    assert not (people.folder / words[0]).exists()
