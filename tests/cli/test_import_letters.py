"""The seller says what a file is written in, where its letters come out wrong."""

from __future__ import annotations

import pytest

from tests.cli.desk import Desk

ICELANDIC = "name,city\nKristín Þórðardóttir,Ísafjörður\n"


def test_who_knows_the_encoding_says_it_and_the_names_are_right(desk: Desk) -> None:
    file = desk.file("a.csv", ICELANDIC.encode("mac_iceland"))
    assert desk.ask("import", "--encoding", "mac_iceland", file)["files"][0]["encoding"] == "mac_iceland"
    assert desk.ask("find", "")["hits"][0]["name"] == "Kristín Þórðardóttir"


def test_windows_names_of_encodings_are_known_and_vietnamese_comes_out_in_one_piece(desk: Desk) -> None:
    file = desk.file("a.csv", b"name\nTr\xe2\xccn Minh\n")  # ầ as â and a grave accent
    desk.ask("import", "--encoding", "windows-1258", file)
    assert desk.ask("find", "")["hits"][0]["name"] == "Trần Minh"


def test_tables_of_other_records_are_read_as_told_too(desk: Desk) -> None:
    file = desk.file("a.csv", "name,price\nEikefjøl,100 NOK\n".encode("cp037"))
    desk.ask("import", "--as", "products", "--encoding", "cp037", file)
    assert desk.ask("find", "eikefjøl", "--of", "products")["total"] == 1


def test_an_unknown_encoding_is_refused_with_the_usual_ones(desk: Desk) -> None:
    answer = desk.call("import", "--encoding", "klingon", desk.file("a.csv", "name\nBjørn\n"))
    assert answer.code == 3
    assert "klingon" in answer.err
    for usual in ("cp850", "cp1252", "mac-roman", "utf-8", "cp1258"):
        assert usual in answer.err


@pytest.mark.parametrize("name", ["a.vcf", "a.ldif"])
def test_a_file_that_says_its_letters_itself_is_not_read_otherwise(desk: Desk, name: str) -> None:
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Åse\r\nEND:VCARD\r\n"
    file = desk.file(name, card if name == "a.vcf" else "dn: cn=Ase\ncn: Ase\nmail: a@b.no\n")
    answer = desk.call("import", "--encoding", "cp850", file)
    assert answer.code == 3
    assert "--encoding" in answer.err


def test_letters_that_look_odd_are_warned_of_with_the_way_to_say_what_they_are(desk: Desk) -> None:
    answer = desk.call("import", desk.file("a.csv", ICELANDIC.encode("mac_iceland")))
    assert "--encoding cp850" in answer.out
    fine = desk.file("b.csv", "Navn;Sted\nBjørn Sørås;Tromsø\nÅse Næss;Ålesund\n".encode("cp850"))
    report = desk.ask("import", fine)["files"][0]
    assert (report["encoding"], report["hints"]) == ("cp850", [])
