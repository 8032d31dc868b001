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
