"""The JSON of every command, as it was promised to scripts, key by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.cli.desk import Desk

PROSPECT = (
    *("id", "subject", "name", "first_name", "last_name", "title", "company", "phones", "emails"),
    *("addresses", "webs", "tags", "stage", "time_frame", "interest", "interest_overridden", "source"),
    *("fair", "segment", "asked_about", "consents", "customer_since", "birthday", "note", "created"),
    *("changed", "deleted", "raw", "history"),
)
FOLLOW_UP = (
    *("id", "subject", "what", "kind", "day", "time", "zone", "remind_at", "repeats", "prospect"),
    *("deal", "done"),
)
COMPLAINT = (
    *("id", "subject", "what", "kind", "cause", "severity", "public", "prospect", "deal", "received"),
    *("promise", "promised", "status", "resolution", "resolved", "satisfaction"),
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
    promised = ["late", "today", "next", "complaints", "check_ins", "goals", "fair", "deliveries"]
    assert list(known.ask("today")) == promised


def test_duplicates_tell_both_ids_the_score_and_why(desk: Desk) -> None:
    desk.people("Jan Kowalski,Stół,,")
    desk.ask("import", "--duplicates", "add", desk.file("b.csv", "name,company\nJan Kowalsky,Stół\n"))
    pairs = desk.ask("duplicates", "--threshold", "0.1")
    assert set(pairs[0]) == {"a", "b", "score", "reasons"}
    assert pairs[0]["reasons"]


def test_two_people_are_remembered_as_such_until_it_is_undone(desk: Desk) -> None:
    desk.people("Jan Kowalski,Stół,,")
    desk.ask("import", "--duplicates", "add", desk.file("b.csv", "name,company\nJan Kowalsky,Stół\n"))
    (pair,) = desk.ask("duplicates")
    assert desk.ask("duplicates", "--two", pair["a"], pair["b"]) == []
    assert desk.ask("duplicates") == []
    desk.ask("undo")
    assert desk.ask("duplicates") == [pair]
    assert desk.call("duplicates", "--two", pair["a"], pair["a"]).code == 3
    company = desk.ask("show", pair["a"])["company"]["id"]
    assert desk.call("duplicates", "--two", pair["a"], company).code == 3


def test_a_field_that_cannot_be_set_is_answered_with_those_that_can(desk: Desk) -> None:
    desk.people("Jan Żółć,Stół,,")
    refused = desk.call("set", desk.id_of("jan"), "city=Narvik")
    assert refused.code == 3
    assert "Write one of: " in refused.err
    assert "email" in refused.err
    assert "Did you mean company?" in desk.call("set", desk.id_of("jan"), "compny=Stół").err


def test_merge_export_backup_check_and_doctor_have_the_shapes_that_were_promised(desk: Desk) -> None:
    desk.people("Åsa Nyström,Glas,,", "Đặng Văn Lâm,Gốm,,")
    keep, other = desk.id_of("asa"), desk.id_of("dang")
    assert set(desk.ask("merge", keep, other)) == {"kept", "batch"}
    export = desk.ask("export", desk.folder / "out.csv")
    assert has(export, ["file", "written", "left_out", "hand_over"])
    assert has(desk.ask("backup", desk.folder / "copy.db"), ["ok", "problems"])
    assert has(desk.ask("restore", desk.folder / "copy.db"), ["ok", "problems"])
    assert desk.ask("check") == {"ok": True, "problems": [], "hints": []}
    doctor = desk.call("--json", "doctor")
    assert has(doctor.document, ["ok", "checks"])
    assert doctor.code == (0 if doctor.document["ok"] else 4)
