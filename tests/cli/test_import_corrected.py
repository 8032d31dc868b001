"""What an import refused is corrected in the file that it was kept in, and that very file is brought in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.exchange.test_xlsx import workbook


def refused(desk: Desk, *words: object) -> Path:
    """The one file that keeps what an import of `words` refused."""
    kept = {one["kept_in"] for one in desk.ask("import", *words, code=4)["files"][0]["rejected"]}
    assert len(kept) == 1
    return Path(kept.pop())


def names(desk: Desk) -> list[str]:
    return sorted(hit["name"] for hit in desk.ask("find", "")["hits"])


def test_a_row_with_too_many_cells_is_corrected_in_the_kept_file_and_comes_in_from_it(desk: Desk) -> None:
    file = desk.file(
        "kontakter.csv",
        "Fornavn;Etternavn;Poststed;E-post\nIngrid;Solheim;Bergen;i@s.no\nŁukasz;Żak;Kraków;PL;l@z.pl\n".encode(),
    )
    kept = refused(desk, file)
    assert kept.name == "kontakter.rejected.csv"
    text = kept.read_text("utf-8-sig")
    assert "Fornavn;Etternavn;Poststed;E-post" in text.splitlines()[0]
    assert "row 3: This row has 5 cells, and the header has 4." in text

    assert desk.ask("import", kept, code=4)["files"][0]["created"] == 0  # as it stands it is no better
    kept.write_text(text.replace("Kraków;PL;", "Kraków;"), "utf-8-sig")
    report = desk.ask("import", kept)["files"][0]
    assert (report["created"], report["unmapped"]) == (1, [])
    lukasz = desk.ask("show", desk.id_of("łukasz"))
    assert (lukasz["addresses"][0]["city"], lukasz["emails"][0]["value"]) == ("Kraków", "l@z.pl")
    assert lukasz["note"] == ""


def test_a_cell_with_the_delimiter_and_a_line_break_in_it_stays_one_cell_in_the_kept_file(desk: Desk) -> None:
    file = desk.file("a.csv", 'name,phone,note\nKari,22334455,\n,,"Fjord, Inc\nsaid ""yes"""\n')
    kept = refused(desk, file)
    kept.write_text(kept.read_text("utf-8-sig").replace('",,,"', '",Åse Lie,,"'), "utf-8")
    desk.ask("import", kept)
    assert desk.ask("show", desk.id_of("åse"))["note"] == 'Fjord, Inc\nsaid "yes"'


def test_a_row_that_a_line_break_cut_in_two_is_kept_as_two_lines_and_joined_again(desk: Desk) -> None:
    file = desk.file("a.csv", "name,note,phone\nKari,x,22334455\nOla,first\nsecond,99887766\n")
    kept = refused(desk, file)
    assert refused(desk, kept).name == "a-2.rejected.csv"
    kept.write_text(kept.read_text("utf-8-sig").replace("Ola,first\n,second", "Ola,first second"), "utf-8")
    desk.ask("import", kept)
    assert desk.ask("show", desk.id_of("ola"))["note"] == "first second"


def test_an_open_quotation_mark_is_kept_as_it_stood_behind_the_other_rows(desk: Desk) -> None:
    file = desk.file(
        "a.csv",
        'name,city,email\nKari,Oslo,k@a.no\nOla,"Bergen,o@a.no\n,Voss,\nEva,"Bodø,e@a.no\nLiv,Ås,l@a.no\n',
    )
    kept = refused(desk, file)
    lines = kept.read_text("utf-8-sig").splitlines()
    assert [line.rpartition('",')[2] for line in lines[2:]] == ['Ola,"Bergen,o@a.no', 'Eva,"Bodø,e@a.no']

    again = desk.ask("import", kept, code=4)["files"][0]
    assert [one["where"] for one in again["rejected"]] == ["row 2", "row 3", "row 4"]
    text = Path(again["rejected"][0]["kept_in"]).read_text("utf-8-sig")
    assert text.count("[Salesdesk]") == 1
    assert text.count("is never closed") == 2  # its reason is told once, not once more for each time
    kept.write_text(
        kept.read_text("utf-8-sig").replace('"Bergen', "Bergen").replace('"Bodø', "Bodø"), "utf-8"
    )
    assert desk.ask("import", kept, code=4)["files"][0]["created"] == 2
    assert names(desk) == ["Eva", "Kari", "Liv", "Ola"]


def test_a_list_without_a_header_is_kept_under_what_its_columns_were_taken_for(desk: Desk) -> None:
    file = desk.file(
        "a.csv", "Kari Moen;k@m.no;22334455\nOla Dahl;o@d.no;99887766\nEva;Lie;e@l.no;22114455\n"
    )
    kept = refused(desk, file)
    kept.write_text(kept.read_text("utf-8-sig").replace("Eva;Lie", "Eva Lie"), "utf-8")
    desk.ask("import", kept)
    eva = desk.ask("show", desk.id_of("eva"))
    assert (eva["name"], eva["emails"][0]["value"], len(eva["phones"])) == ("Eva Lie", "e@l.no", 1)


def test_columns_that_were_told_by_number_are_told_the_same_way_of_the_kept_file(desk: Desk) -> None:
    file = desk.file("a.csv", "wer;was;wo\nKari;Brett;Oslo\nOla;Skål;Bergen;Norge\n")
    kept = refused(desk, file, "--map", "name=1", "--map", "city=3")
    kept.write_text(kept.read_text("utf-8-sig").replace(";Norge", ""), "utf-8")
    desk.ask("import", kept, "--map", "name=1", "--map", "city=3")
    assert desk.ask("show", desk.id_of("ola"))["addresses"][0]["city"] == "Bergen"


def test_a_formula_in_a_refused_row_is_none_when_the_kept_file_is_opened_in_a_spreadsheet(desk: Desk) -> None:
    kept = refused(desk, desk.file("a.csv", "name,note\nKari,x\nOla,y,=cmd|' /C calc'!A0\n"))
    assert ",'=cmd" in kept.read_text("utf-8-sig")


def test_a_day_that_does_not_exist_is_corrected_in_the_kept_table_of_activities(desk: Desk) -> None:
    desk.people("Kari Moen,,22334455,")
    file = desk.file("calls.csv", "kind,at,prospect,note\ncall,2026-02-30,Kari Moen,hei\n")
    kept = refused(desk, file, "--as", "activities")
    kept.write_text(kept.read_text("utf-8-sig").replace("02-30", "02-27"), "utf-8")
    assert desk.ask("import", kept, "--as", "activities")["files"][0]["created"] == 1


def test_a_workbooks_rows_are_kept_as_a_table_and_its_other_sheets_as_text(desk: Desk) -> None:
    people: list[list[object]] = [["name", "email", "note"], ["Kari", "k@a.no", ""], ["", "", "hyggelig, ja"]]
    more: list[list[object]] = [["name", "email"], ["Ola", "o@a.no"]]
    file = desk.file("a.xlsx", workbook(("People", people), ("More", more)))
    found = desk.ask("import", file, code=4)["files"][0]
    by_name = {Path(one["kept_in"]).name: one for one in found["rejected"]}
    assert set(by_name) == {"a.rejected.csv", "a.rejected.txt"}
    assert "Ola" in Path(found["reasons"]).read_text("utf-8")
    kept = Path(by_name["a.rejected.csv"]["kept_in"])
    kept.write_text(kept.read_text("utf-8-sig").replace(',,,"', ',Eva,,"'), "utf-8")
    desk.ask("import", kept)
    assert desk.ask("show", desk.id_of("eva"))["note"] == "hyggelig, ja"


@pytest.mark.parametrize("charset", ["ISO-8859-1", "SHIFT_JIS"])
def test_a_broken_card_is_kept_as_it_came_letter_for_letter(desk: Desk, charset: str) -> None:
    note = "blåbær" if charset == "ISO-8859-1" else "東京デスク"
    broken = (
        f"BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;CHARSET={charset}:".encode()
        + note.encode(charset)
        + b"\r\nX-ODD:1\r\nEND:VCARD\r\n"
    )
    whole = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ola Dahl\r\nTEL:99887766\r\nEND:VCARD\r\n"
    found = desk.ask("import", desk.file("a.vcf", whole + broken), code=4)["files"][0]
    kept = Path(found["rejected"][0]["kept_in"])
    assert kept.name == "a.rejected.vcf"
    assert kept.read_bytes() == broken
    assert "tells nobody" in Path(found["reasons"]).read_text("utf-8")
    assert note in Path(found["reasons"]).read_text("utf-8")

    kept.write_bytes(broken.replace(b"X-ODD:1", b"TEL:22334455"))
    desk.ask("import", kept)
    assert any(note in desk.ask("show", hit["id"])["note"] for hit in desk.ask("find", "")["hits"])


def test_a_person_is_told_where_the_rows_are_and_how_they_come_in(desk: Desk) -> None:
    answer = desk.call("import", desk.file("a.csv", "name,note\nKari,\n,call her\n"))
    kept = desk.folder / "files" / "a.rejected.csv"
    assert f"Kept in {kept}" in answer.out
    assert f"Correct them there and bring them in: salesdesk import {kept}" in answer.out
    cards = desk.call("import", desk.file("b.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"))
    assert f"Why they were not taken: {desk.folder / 'files' / 'b.rejected.txt'}" in cards.out


def test_the_kept_rows_stand_in_the_order_of_the_file(desk: Desk) -> None:
    kept = refused(desk, desk.file("a.csv", "name,note\nKari,\n,Åsa's\nOla,x,y\n,Łukasz's\n"))
    assert re.findall(r"row \d+", kept.read_text("utf-8-sig")) == ["row 3", "row 4", "row 5"]
