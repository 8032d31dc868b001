"""Dates that may be read both ways: told once, and settled by whatever the file says of its order."""

from __future__ import annotations

from tests.cli.desk import Desk

OPEN = "the dates of this file do not say whether day or month comes first"


def hints(desk: Desk, text: str, *words: object) -> list[str]:
    return [
        one
        for one in desk.ask("import", *words, desk.file("a.csv", text))["files"][0]["hints"]
        if OPEN in one
    ]


def test_a_date_that_may_be_read_both_ways_is_told_once_and_read_day_first(desk: Desk) -> None:
    told = hints(desk, "name,birthday\nÅse,03/04/1980\nOla,05/06/1981\nEva,07/07/1982\n")
    assert told == [f"row 2: 03/04/1980 was read as 3 Apr 1980; {OPEN}."]
    assert desk.ask("show", desk.id_of("åse"))["birthday"] == "1980-04-03"


def test_a_person_is_told_too(desk: Desk) -> None:
    assert OPEN in desk.call("import", desk.file("a.csv", "name,birthday\nÅse,03/04/1980\n")).out


def test_dates_that_tell_their_order_are_not_spoken_of(desk: Desk) -> None:
    assert hints(desk, "name,birthday\nÅse,03/04/1980\nOla,25/06/1981\n") == []
    assert hints(desk, "name,birthday\nEva,03.04.1980\nLiv,1980-04-03\nPer,5/5/1990\n") == []


def test_one_column_of_days_tells_the_order_of_another(desk: Desk) -> None:
    text = "name,birthday,customer since\nŁukasz,03/04/1980,02/25/2019\n"
    assert hints(desk, text) == []
    assert desk.ask("show", desk.id_of("łukasz"))["birthday"] == "1980-03-04"


def test_moments_of_other_tables_are_told_of_too(desk: Desk) -> None:
    desk.people("Kari Moen,,22334455,")
    told = hints(desk, "kind,at,prospect\ncall,03/04/2026 10:30,Kari Moen\n", "--as", "activities")
    assert told == [f"row 2: 03/04/2026 10:30 was read as 3 Apr 2026; {OPEN}."]
