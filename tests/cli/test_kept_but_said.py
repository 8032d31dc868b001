"""What cannot be meant is refused, or kept and said: never taken in silence."""

from __future__ import annotations

import pytest

from tests.cli.desk import Desk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("call 31.02.2027", "“31.02.2027” is no day that exists"),
        ("call 2026-13-45", "“2026-13-45” is no day that exists"),
        ("call 31/02", "“31/02” is no day that exists"),
        ("warm call yesterday", "“yesterday” is over already"),
        ("ring i går", "“i går” is over already"),
    ],
)
def test_a_day_that_cannot_be_meant_is_kept_in_the_note_and_said(desk: Desk, said: str, told: str) -> None:
    answer = desk.call("--json", "add", f"Łucja Ås, Fjord Interiør +47 912 34 567 {said}")
    made = answer.document
    assert made["follow_up"]["what"] == "Call Łucja Ås"
    assert said.removeprefix("warm ") in made["prospect"]["note"]
    assert told in answer.err


def test_a_day_that_can_be_meant_is_planned_without_a_word(desk: Desk) -> None:
    answer = desk.call("--json", "add", "Łucja Ås +47 912 34 567 call friday, price 24.70")
    assert answer.document["follow_up"]["day"] == "2026-11-27"
    assert answer.err == ""


def test_an_amount_without_a_digit_is_called_what_was_typed(desk: Desk) -> None:
    answer = desk.call("fair", "Målemessa", "--from", "friday", "--cost", "abc")
    assert answer.code == 3
    assert "“abc” is not an amount." in answer.err


def test_a_source_that_is_none_is_refused_and_nobody_is_brought_in(desk: Desk) -> None:
    answer = desk.call("import", "--source", "foo", desk.file("a.csv", "name\nŻaneta\n"))
    assert answer.code == 3
    assert "“foo” is not a word for source" in answer.err
    assert desk.ask("find")["total"] == 0
    desk.ask("import", "--source", "anbefaling", desk.file("b.csv", "name\nŻaneta\n"))
    assert desk.ask("find", "source:referral")["total"] == 1


def test_nobody_is_born_in_years_to_come(desk: Desk) -> None:
    desk.people("Żaneta Ås,,,")
    answer = desk.call("set", desk.id_of("żaneta"), "birthday=2090-01-01")
    assert answer.code == 3
    assert "“2090-01-01” has not come yet." in answer.err


def test_a_country_that_is_none_is_refused(desk: Desk) -> None:
    answer = desk.call("settings", "country=ZZ")
    assert answer.code == 3
    assert "“ZZ” cannot be the country." in answer.err
    assert desk.ask("settings")["country"] == "NO"


def test_a_phone_that_only_lacks_its_country_is_not_called_wrong(desk: Desk) -> None:
    desk.ask("settings", "country=")
    told = desk.call("add", "Åse Lie, 912 34 567").out
    assert "912 34 567  (country not known, kept as typed)" in told
    who = desk.id_of("åse")
    assert "(country not known, kept as typed)" in desk.call("show", who).out
    desk.ask("settings", "country=NO")
    assert "(not a phone number, kept as typed)" in desk.call("set", who, "phone=12345678901234").out


def test_a_complaint_said_in_public_is_marked_today(desk: Desk) -> None:
    desk.people("Åse Lie,,,")
    who = desk.id_of("åse")
    desk.ask("complaint", who, "Sprekk i bordet", "--public", "--by", "tomorrow")
    desk.ask("complaint", who, "Feil farge", "--by", "tomorrow")
    lines = desk.call("today").out.splitlines()
    assert ["said in public" in line for line in lines if "Sprekk" in line or "Feil" in line] == [True, False]


def test_what_the_second_file_adds_to_the_first_is_told_as_added(desk: Desk) -> None:
    first = desk.file("a.csv", "name,email\nŻaneta Ås,z@gom.example\nĐỗ Minh,do@gom.example\n")
    second = desk.file("b.csv", "name,email,tags\nŻaneta Ås,z@gom.example,oak\nĐỗ Minh,do@gom.example,\n")
    told = [
        (one["created"], one["updated"], one["duplicates"])
        for one in desk.ask("import", first, second)["files"]
    ]
    assert told == [(2, 0, 0), (0, 1, 2)]


def test_what_two_files_add_to_somebody_known_is_told_of_the_one_that_adds(desk: Desk) -> None:
    desk.people("Żaneta Ås,,,z@gom.example")
    first = desk.file("a.csv", "name,email\nŻaneta Ås,z@gom.example\n")
    second = desk.file("b.csv", "name,email,tags\nŻaneta Ås,z@gom.example,oak\n")
    told = [(one["updated"], one["duplicates"]) for one in desk.ask("import", first, second)["files"]]
    assert told == [(0, 1), (1, 1)]
