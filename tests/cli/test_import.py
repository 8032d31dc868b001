"""Bringing contacts in by command line: what is taken, what is refused and where it is kept, and back again."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from salesdesk.store import batches
from tests.cli.desk import Desk
from tests.factories import open_store, records

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL:{phone}\r\nEND:VCARD\r\n"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


class Terminal(io.StringIO):
    """Input typed by a person."""

    def isatty(self) -> bool:
        return True


def brought(desk: Desk, *words: object, code: int = 0) -> dict[str, Any]:
    """The report on the one file of an import."""
    (report,) = desk.ask("import", *words, code=code)["files"]
    return report


def count(desk: Desk, query: str = "") -> int:
    return desk.ask("find", query)["total"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("blank.vcf", b"  \n\n"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("page.csv", b"<!DOCTYPE html><html><body>Log in first</body></html>"),
        ("broken.xlsx", b"PK\x03\x04" + b"\0" * 200),
    ],
)
def test_a_file_that_holds_no_contacts_is_refused_and_nothing_is_changed(
    desk: Desk, name: str, content: bytes
) -> None:
    answer = desk.call("--json", "import", desk.file(name, content))
    assert answer.code == 3
    assert name in answer.document["error"]
    assert count(desk) == 0
    assert desk.call("undo").code == 3


def test_a_missing_file_and_a_folder_are_refused_by_name(desk: Desk) -> None:
    missing = desk.call("import", desk.folder / "nowhere.csv")
    assert missing.code == 3
    assert "nowhere.csv" in missing.err
    folder = desk.call("import", desk.file("a.csv", "").parent)
    assert folder.code == 3
    assert "Take the files in it instead" in folder.err  # said of a folder dropped on the window, too


@pytest.mark.parametrize(
    "name", ["李小龍", "محمد علي", "Ånund Bjørnstjerne Øvergård", "Zażółć Gęślą", "Đặng Thị Mỹ Lệ", "🦊 Rev"]
)
def test_names_in_any_script_come_in_and_are_found(desk: Desk, name: str) -> None:
    assert brought(desk, desk.file("a.csv", f"name,company\n{name},Fjord\n"))["created"] == 1
    assert desk.ask("find", name)["hits"][0]["name"] == name


def test_broken_cards_are_kept_beside_the_file_with_the_reason(desk: Desk) -> None:
    file = desk.file(
        "phone.vcf",
        CARD.format(name="Kari", phone="22334455") + "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n",
    )
    report = brought(desk, file, code=4)
    assert report["created"] == 1
    (refused,) = report["rejected"]
    assert set(refused) >= {"where", "reason", "kept_in"}
    kept = Path(refused["kept_in"])
    assert kept.parent == file.parent
    assert refused["reason"] in Path(report["reasons"]).read_text("utf-8")
    assert "BEGIN:VCARD" in kept.read_text("utf-8")
    plain = desk.call("import", file)
    assert str(kept) in plain.out


def test_rows_that_tell_of_nobody_are_kept_and_the_rest_is_taken(desk: Desk) -> None:
    file = desk.file("a.csv", "name,phone,note\nKari,22334455,\n,12,call her\nOla,,\n")
    report = brought(desk, file, code=4)
    assert report["created"] == 2
    assert report["read"] == 3
    assert "call her" in Path(report["rejected"][0]["kept_in"]).read_text("utf-8")


def test_what_was_refused_from_two_files_of_one_name_is_kept_for_both(desk: Desk) -> None:
    csv = desk.file("people.csv", "name,note\nKari,\n,first secret\n")
    tsv = desk.file("people.tsv", "name\tnote\nOla\t\n\tsecond secret\n")
    reports = desk.ask("import", csv, tsv, code=4)["files"]
    kept = [Path(report["rejected"][0]["kept_in"]).read_text("utf-8") for report in reports]
    assert "first secret" in kept[0]
    assert "second secret" in kept[1]


def test_importing_the_broken_file_again_keeps_no_second_copy(desk: Desk) -> None:
    file = desk.file("people.csv", "name,note\nKari,\n,secret\n")
    brought(desk, file, code=4)
    brought(desk, file, code=4)
    assert len(list(file.parent.glob("*.rejected*"))) == 1


def test_where_the_folder_takes_no_file_the_refused_rows_are_kept_beside_the_store(desk: Desk) -> None:
    file = desk.file("people.csv", "name,note\nKari,\n,secret\n")
    blocked = file.with_name("people.rejected.csv")
    blocked.mkdir()
    (blocked.parent / "people-2.rejected.csv.part").mkdir()  # what a folder that takes no file does
    report = brought(desk, file, code=4)
    kept = Path(report["rejected"][0]["kept_in"])
    assert kept.parent == desk.folder / "rejected"
    assert "secret" in kept.read_text("utf-8")


@pytest.mark.parametrize(
    "text", ["name,phone\nKari,22334455\nKari,22334455\n", CARD.format(name="Kari", phone="22334455") * 2]
)
def test_the_same_file_twice_makes_nothing_new(desk: Desk, text: str) -> None:
    file = desk.file("people", text)
    assert brought(desk, file)["created"] == 1
    before = desk.ask("show", desk.id_of("kari"))
    again = brought(desk, file)
    assert (again["created"], again["updated"], again["duplicates"]) == (0, 0, 2)
    assert desk.ask("show", desk.id_of("kari")) == before
    assert desk.ask("import", file)["batch"] is None


def test_several_files_are_one_batch_and_one_that_cannot_be_read_does_not_stop_the_others(desk: Desk) -> None:
    first, second = (
        desk.file("a.csv", "name\nKari\n"),
        desk.file("b.vcf", CARD.format(name="Ola", phone="99887766")),
    )
    listed = desk.ask("import", first, desk.folder / "missing.csv", second, code=4)
    assert count(desk) == 2
    missing = next(one for one in listed["files"] if "missing" in one["file"])
    assert "missing.csv" in missing["rejected"][0]["reason"]
    desk.ask("undo", listed["batch"])
    assert count(desk) == 0


def test_several_files_none_of_which_can_be_read_are_refused(desk: Desk) -> None:
    answer = desk.call("--json", "import", desk.folder / "a.csv", desk.folder / "b.csv")
    assert answer.code == 3
    assert "a.csv" in answer.document["hint"]


def test_each_file_that_cannot_be_read_is_told_once(desk: Desk) -> None:
    first, second = desk.folder / "a.csv", desk.folder / "b.csv"
    none = desk.call("import", first, second)
    assert [none.err.count(str(one)) for one in (first, second)] == [1, 1]
    some = desk.call("import", first, desk.file("c.csv", "name\nKari\n"), second)
    assert [(some.out + some.err).count(str(one)) for one in (first, second)] == [1, 1]


def test_a_trial_tells_what_would_happen_and_writes_nothing(desk: Desk) -> None:
    photo = CARD.format(name="Kari", phone="22334455").replace(
        "END", f"PHOTO;ENCODING=b;TYPE=PNG:{PIXEL}\r\nEND"
    )
    file = desk.file("a.vcf", photo + "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n")
    report = brought(desk, "--dry-run", file, code=4)
    assert (report["created"], len(report["rejected"])) == (1, 1)
    assert report["rejected"][0]["kept_in"] is None
    assert count(desk) == 0
    assert list(file.parent.iterdir()) == [file]
    assert not (desk.folder / "attachments").exists()
    assert desk.call("undo").code == 3
    assert brought(desk, file, code=4)["created"] == 1
    assert (desk.folder / "attachments").exists()


def test_a_trial_with_a_store_that_is_not_there_leaves_none_behind(
    empty_handed: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("name\nŁukasz Żak\n,\n", encoding="utf-8")
    answer = empty_handed.call("--json", "import", "--dry-run", file)
    assert answer.document["files"][0]["created"] == 1
    assert str(empty_handed.path) in answer.err
    assert not empty_handed.folder.exists()


def test_what_is_refused_is_kept_before_anything_is_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_words: object, **_named: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(batches, "write", broken)
    file = desk.file("a.csv", "name,note\nKari,\n,her sister\n")
    assert desk.call("import", file).code == 1
    assert "her sister" in file.with_name("a.rejected.csv").read_text("utf-8")


def test_fair_and_source_are_stamped_on_all(desk: Desk) -> None:
    brought(desk, "--fair", "Hjem & Hage 2026", desk.file("a.csv", "name\nKari\n"))
    kari = desk.ask("show", desk.id_of("kari"))
    assert kari["fair"]["name"] == "Hjem & Hage 2026"
    assert kari["source"] == {"kind": "fair", "which": "Hjem & Hage 2026"}
    assert kari["met"] == "2026-11-22T09:00:00+01:00"
    brought(desk, "--source", "referral", desk.file("b.csv", "name\nOla\n"))
    ola = desk.ask("show", desk.id_of("ola"))
    assert ola["source"]["kind"] == "referral"
    assert ola["fair"] is None
    assert ola["met"] is None


DOUBTFUL = "name,company,city\nIngrid Solhem,Fjord Interiør,Bergen\n"


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Ingrid, of whom another list tells in other words."""
    desk.people("Ingrid Solheim,Fjord Interiør,+47 912 34 567,")
    return desk


def test_doubtful_ones_are_put_aside_where_nobody_can_be_asked(known: Desk) -> None:
    report = brought(known, known.file("b.csv", DOUBTFUL), code=4)
    assert (report["created"], report["updated"]) == (0, 0)
    (aside,) = report["rejected"]
    assert aside["maybe"] == known.id_of("ingrid")
    kept = Path(aside["kept_in"])
    assert count(known) == 1
    (again,) = brought(known, kept, code=4)["rejected"]  # by somebody who forgot to say how
    assert Path(again["kept_in"]) == kept
    assert f"import {kept} --duplicates ask" in known.call("import", kept).out
    assert brought(known, "--duplicates", "add", kept)["created"] == 1
    assert count(known) == 2


def test_doubtful_ones_are_merged_or_added_where_the_seller_said_so(known: Desk) -> None:
    assert brought(known, "--duplicates", "merge", known.file("b.csv", DOUBTFUL))["updated"] == 1
    assert count(known) == 1
    assert known.ask("show", known.id_of("ingrid"))["addresses"][0]["city"] == "Bergen"
    known.ask("undo")
    assert brought(known, "--duplicates", "add", known.file("b.csv", DOUBTFUL))["created"] == 1
    assert count(known) == 2


@pytest.mark.parametrize(
    ("typed", "people", "code"), [("y\n", 1, 0), ("n\n", 2, 0), ("s\n", 1, 4), ("\n", 1, 4), ("x\ny\n", 1, 0)]
)
def test_at_a_terminal_the_seller_is_shown_both_and_asked(
    known: Desk, monkeypatch: pytest.MonkeyPatch, typed: str, people: int, code: int
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    answer = known.call("import", known.file("b.csv", DOUBTFUL))
    assert answer.code == code
    assert "Ingrid Solhem" in answer.err
    assert "+47 912 34 567" in answer.err
    assert count(known) == people


def test_an_answer_that_never_comes_stops_the_import_and_changes_nothing(
    known: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(""))
    answer = known.call("--json", "import", "--duplicates", "ask", known.file("b.csv", DOUBTFUL))
    assert answer.code == 3
    assert answer.document["error"]
    assert count(known) == 1


def test_json_at_a_terminal_asks_nothing(known: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert brought(known, known.file("b.csv", DOUBTFUL), code=4)["updated"] == 0


def test_a_file_that_knows_more_adds_and_overwrites_nothing(known: Desk) -> None:
    more = "name,company,phone,email,title\nIngrid Solheim,Fjord Interiør,+4791234567,ingrid@fjord.no,Buyer\n"
    report = brought(known, known.file("b.csv", more))
    assert (report["created"], report["updated"]) == (0, 1)
    shown = known.ask("show", known.id_of("ingrid"))
    assert [one["value"] for one in shown["phones"]] == ["+47 912 34 567"]
    assert shown["emails"][0]["value"] == "ingrid@fjord.no"
    other = "name,company,phone,title\nIngrid Solheim,Fjord Interiør,+4791234567,Owner\n"
    report = brought(known, known.file("c.csv", other))
    assert known.ask("show", known.id_of("ingrid"))["title"] == "Buyer"
    assert report["kept_yours"] == ["Ingrid Solheim: title"]


def test_phones_that_are_no_phones_are_kept_as_typed_and_marked(desk: Desk) -> None:
    desk.people("Kari,,ask at the desk,", "Ola,,123,")
    kari = desk.ask("show", desk.id_of("kari"))
    assert (kari["phones"][0]["value"], kari["phones"][0]["e164"]) == ("ask at the desk", "")
    assert "kept as typed" in desk.call("show", kari["id"]).out


def test_days_that_do_not_exist_are_kept_in_words(desk: Desk) -> None:
    report = brought(desk, desk.file("a.csv", "name,birthday\nKari,1980-02-31\nOla,31.12.1979\n"))
    kari = desk.ask("show", desk.id_of("kari"))
    assert kari["birthday"] is None
    assert "1980-02-31" in kari["note"]
    assert any("1980-02-31" in hint for hint in report["hints"])
    assert desk.ask("show", desk.id_of("ola"))["birthday"] == "1979-12-31"


def test_an_import_is_taken_back_as_a_whole_after_a_restart_and_done_again(desk: Desk) -> None:
    desk.people("Ingrid Solheim,Fjord,+47 912 34 567,", "Ola,,,ola@example.no")
    with open_store(desk.path) as store:
        before = records(store)
    assert desk.ask("undo")["skipped"] == []
    with open_store(desk.path) as store:
        assert not any(records(store).values())
    desk.ask("redo")
    with open_store(desk.path) as store:
        assert records(store) == before


def test_undo_leaves_alone_and_lists_what_was_edited_since_and_force_takes_it_too(desk: Desk) -> None:
    batch = desk.ask("import", desk.file("a.csv", "name,company\nKari,Fjord\nOla,Glas\n"))["batch"]
    kari = desk.id_of("kari")
    desk.clock.wait(minutes=5)
    desk.ask("set", kari, "title=Boss")
    undone = desk.ask("undo", batch, code=4)
    assert kari in {one["id"] for one in undone["skipped"]}
    assert [hit["name"] for hit in desk.ask("find")["hits"]] == ["Kari"]
    assert desk.ask("show", kari)["company"]["name"] == "Fjord"


def test_force_takes_back_what_was_edited_since(desk: Desk) -> None:
    batch = desk.ask("import", desk.file("a.csv", "name,company\nKari,Fjord\nOla,Glas\n"))["batch"]
    desk.ask("set", desk.id_of("kari"), "title=Boss")
    assert desk.ask("undo", batch, "--force")["skipped"] == []
    assert count(desk) == 0


def test_a_new_change_ends_what_could_be_done_again(desk: Desk) -> None:
    desk.people("Kari,,,")
    desk.ask("undo")
    desk.ask("import", desk.file("b.csv", "name\nOla\n"))
    answer = desk.call("redo")
    assert answer.code == 3
    assert "nothing to redo" in answer.err


def test_a_named_batch_is_taken_back_and_not_twice(desk: Desk) -> None:
    first = desk.ask("import", desk.file("a.csv", "name\nKari\n"))["batch"]
    desk.ask("import", desk.file("b.csv", "name\nOla\n"))
    desk.ask("undo", first)
    assert [hit["name"] for hit in desk.ask("find")["hits"]] == ["Ola"]
    assert "undone already" in desk.call("undo", first).err
    assert desk.call("undo", "00000000-0000-0000-0000-000000000000").code == 3
    assert desk.call("undo", "nonsense").code == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_name_that_is_no_text_is_brought_in_all_the_same(desk: Desk) -> None:
    path = desk.file("a.csv", "name\nKari\n")
    odd = Path(os.fsdecode(os.fsencode(path.parent) + b"/kontakter-\xe5.csv"))
    path.rename(odd)
    assert desk.call("import", odd).code == 0
    assert count(desk) == 1


def test_one_row_that_adds_to_someone_is_not_counted_as_known_as_well(desk: Desk) -> None:
    desk.people("Ingrid Solheim,,+47 912 34 567,")
    more = desk.file("more.csv", "name,phone,email\nIngrid Solheim,+47 912 34 567,ingrid@fjordinterior.no\n")
    first = desk.call("import", more)
    assert "0 new, 1 added to, 0 known" in first.out
    assert "0 new, 0 added to, 1 known" in desk.call("import", more).out
    report = desk.ask("import", more)["files"][0]
    assert (report["updated"], report["duplicates"]) == (0, 1)


def test_what_was_not_taken_is_listed_in_the_order_of_the_file(desk: Desk) -> None:
    desk.people("Kari Nordmann,,+47 22 33 44 55,")
    rows = ["Kari Nordman,,,", ",,,", *("Person,,,",) * 8, "Kari Nordmann,Other AS,,", ",,,"]
    report = desk.call(
        "--json", "import", desk.file("b.csv", "name,company,phone,note\n" + "\n".join(rows) + "\n")
    )
    where = [one["where"] for one in report.document["files"][0]["rejected"]]
    numbers = [int("".join(sign for sign in one if sign.isdigit())) for one in where]
    assert len(numbers) >= 2
    assert numbers == sorted(numbers)
