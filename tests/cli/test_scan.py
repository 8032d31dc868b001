"""Badges are read from pictures, and saved where that is asked for; nobody comes in twice."""

from __future__ import annotations

from pathlib import Path

from tests.capture.drawn_codes import drawn, laid, written
from tests.cli.desk import Desk

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Åse Łoś\nORG:Fjord Interiør\nTEL:+4791234567\nEND:VCARD"


def picture(desk: Desk, name: str, text: str) -> str:
    return str(desk.file(name, written(laid(drawn(text)))))


def test_a_badge_is_told_by_its_fields_and_nothing_is_saved(desk: Desk) -> None:
    (told,) = desk.ask("scan", picture(desk, "badge.png", CARD))
    assert (told["kind"], told["code"], told["confidence"]) == ("code", "QR Code", 1.0)
    assert told["fields"]["name"] == "Åse Łoś"
    assert told["fields"]["phones"] == ["+4791234567"]
    assert desk.ask("find")["total"] == 0


def test_a_badge_that_is_saved_twice_is_one_prospect(desk: Desk) -> None:
    file = picture(desk, "badge.png", CARD)
    first, second = desk.ask("scan", "--save", file)[0], desk.ask("scan", "--save", file)[0]
    assert (first["known"], second["known"]) == (False, True)
    assert first["prospect"] == second["prospect"]
    assert desk.ask("find")["total"] == 1


def test_the_number_of_a_badge_names_who_has_nothing_else_and_is_known_again_at_that_fair(desk: Desk) -> None:
    desk.ask("fair", "Hjem & Hage", "--from", "2026-11-21", "--to", "2026-11-23")
    file = picture(desk, "badge.png", "HH-004711")
    made = desk.ask("scan", "--save", "--fair", "hjem", file)[0]
    again = desk.ask("scan", "--save", file)[0]  # the fair takes place today
    assert made["prospect"] == again["prospect"]
    assert desk.ask("show", made["prospect"])["name"] == "Badge HH-004711"


def test_a_picture_without_a_code_is_told_and_the_others_are_read(desk: Desk) -> None:
    empty = desk.file("wall.png", written(laid(drawn(CARD).resize((4, 4)))))
    answer = desk.call("scan", empty, picture(desk, "badge.png", CARD))
    assert answer.code == 4
    assert "no code" in answer.err
    assert "Åse Łoś" in answer.out
    assert desk.call("scan", empty).code == 3


def test_a_badge_is_read_where_there_is_no_store_yet_and_none_is_left_behind(
    desk: Desk, tmp_path: Path
) -> None:
    store = tmp_path / "new.db"
    (told,) = desk.bare("--json", "--store", store, "scan", picture(desk, "badge.png", CARD)).document
    assert told["fields"]["name"] == "Åse Łoś"
    assert not store.exists()


LIST = "Badge no;Navn;Firma;E-post\n004711;Åse Łoś;Fjord Interiør;ase@fjord.example\n004712;Đặng Żak;;dz@deli.example\n"


def test_the_organisers_list_fills_in_whom_the_seller_scanned_and_nobody_else(desk: Desk) -> None:
    desk.ask("fair", "Hjem & Hage", "--from", "2026-11-21", "--to", "2026-11-23")
    made = desk.ask("scan", "--save", picture(desk, "badge.png", "HH-4711"))[0]
    rows = desk.file("liste.csv", LIST.replace("004711", "hh-4711"))

    trial = desk.ask("import", "--dry-run", rows)["files"][0]
    assert (trial["created"], trial["updated"]) == (0, 1)
    (report,) = desk.ask("import", rows)["files"]
    counts = {name: report["badges"][name] for name in ("listed", "scanned", "left_out")}
    assert counts == {"listed": 2, "scanned": 1, "left_out": 1}
    assert report["badges"]["fair"]["name"] == "Hjem & Hage"
    assert desk.ask("show", made["prospect"])["name"] == "Åse Łoś"
    assert desk.ask("find")["total"] == 1

    told = desk.call("import", rows)
    assert "2 on the list, 1 of them scanned by you; 1 left out" in told.out
    assert desk.ask("import", "--everyone", rows)["files"][0]["created"] == 1


def test_a_list_whose_numbers_were_scanned_at_two_fairs_asks_for_its_own(desk: Desk) -> None:
    badge = picture(desk, "badge.png", "004711")
    for fair, days in (("Hjem & Hage", ("21", "22")), ("Nordiskt Hem", ("25", "26"))):
        desk.ask("fair", fair, "--from", f"2026-11-{days[0]}", "--to", f"2026-11-{days[1]}")
        desk.ask("scan", "--save", "--fair", fair, badge)
    rows = desk.file("liste.csv", LIST)
    refused = desk.call("import", rows)
    assert refused.code == 3
    assert "Hjem & Hage" in refused.err
    assert "--fair NAME" in refused.err
    assert desk.ask("import", "--fair", "Nordiskt Hem", rows)["files"][0]["updated"] == 1
    assert {one["name"] for one in desk.ask("find")["hits"]} == {"Åse Łoś", "Badge 004711"}
