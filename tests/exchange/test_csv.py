"""A seller's CSV file is read as a person would read it, and written so that it comes back the same."""

import csv as stdlib_csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.errors import UserError
from salesdesk.exchange import csv


def cells_of(table: csv.Table) -> list[tuple[str, ...]]:
    return [cells for _number, cells in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_even_when_others_stand_in_the_cells(delimiter: str) -> None:
    lines = [
        ["Fornavn", "Firma", "Notat"],
        ["Bjørn", "Fjord AS", "liker eik ask"],
        ["Åsa", '"Trä, Glas; Co | AB"', "ringer"],
        ["Łukasz", "Żuraw", '"a, b; c | d\te"'],
    ]
    table = csv.read("\r\n".join(delimiter.join(line) for line in lines).encode())
    assert table.delimiter == delimiter
    assert table.header == ("Fornavn", "Firma", "Notat")
    assert [cells[1] for cells in cells_of(table)] == ["Fjord AS", "Trä, Glas; Co | AB", "Żuraw"]


def test_excels_own_line_about_the_delimiter_is_obeyed_and_is_no_row() -> None:
    table = csv.read(b"sep=|\nName|Email\nOla, jr|o@fjord.example\n")
    assert table.delimiter == "|"
    assert list(table.rows) == [(3, ("Ola, jr", "o@fjord.example"))]


def test_lines_above_the_header_are_passed_over() -> None:
    data = b'Notes:\n"Exported for you, as asked."\n\nFirst Name,Last Name,Company\nOla,Berg,Fjord\n'
    table = csv.read(data)
    assert table.header == ("First Name", "Last Name", "Company")
    assert list(table.rows) == [(5, ("Ola", "Berg", "Fjord"))]


def test_a_file_without_a_header_loses_no_first_row() -> None:
    table = csv.read(
        b"Ola Berg;+47 912 34 567;ola@fjord.example\nKari Dal;+47 912 34 568;kari@fjord.example\n"
    )
    assert table.headless
    assert len(table.rows) == 2
    assert table.header == ("Column 1", "Column 2", "Column 3")


def test_a_note_may_have_lines_and_rows_are_numbered_as_in_a_spreadsheet() -> None:
    table = csv.read(b'Name,Notes\nOla,"one\r\ntwo\nthree"\n\nKari,x\n')
    assert list(table.rows) == [(2, ("Ola", "one\r\ntwo\nthree")), (4, ("Kari", "x"))]


def test_a_quote_that_is_never_closed_costs_one_row_and_not_the_rest() -> None:
    table = csv.read(
        b'Name,Email,Notes\nOla,o@x.example,"never\nKari,k@x.example,ok\nPer,p@x.example,"fine"\n'
    )
    assert [cells[0] for cells in cells_of(table)] == ["Kari", "Per"]
    assert [(r.where, r.original) for r in table.refused] == [("row 2", 'Ola,o@x.example,"never')]


def test_quotes_inside_a_quoted_cell_are_forgiven() -> None:
    table = csv.read(b'Name,Notes,Phone\nOla,"said "hi" there",1\nKari,"two\nlines" ,2\n')
    assert cells_of(table) == [("Ola", 'said "hi" there', "1"), ("Kari", "two\nlines", "2")]


def test_cells_that_have_shifted_are_refused_whole_and_missing_ends_are_blank() -> None:
    table = csv.read(b"Name,Company,Phone\nOla,Fjord, Inc,1\nKari,Fjell\nPer,Dal,3,,\nTotal: 3\n")
    assert cells_of(table) == [("Kari", "Fjell", ""), ("Per", "Dal", "3")]
    assert [r.original for r in table.refused] == ["Ola,Fjord, Inc,1", "Total: 3"]


def test_a_row_cut_in_two_by_a_line_break_makes_no_two_people() -> None:
    table = csv.read(b"Name,Notes,Phone\nOla,first\nsecond,123\nKari,x,1\n")
    assert cells_of(table) == [("Kari", "x", "1")]
    assert table.refused[0].original == "Ola,first\nsecond,123"


def test_zero_bytes_and_old_mac_line_ends_do_no_harm() -> None:
    assert cells_of(csv.read(b"Name|Email\rO\0la|o@x.example\r")) == [("Ola", "o@x.example")]


def test_the_mark_that_ends_a_file_of_dos_is_no_row() -> None:
    assert cells_of(csv.read(b"name,city\r\nIda,Oslo\r\n\x1a")) == [("Ida", "Oslo")]


def test_a_note_of_ten_megabytes_is_one_cell() -> None:
    note = "å" * 5_000_000
    table = csv.read(f'Name,Notes\nOla,"{note}"\nKari,x\n'.encode())
    assert [len(cells[1]) for cells in cells_of(table)] == [5_000_000, 1]


def test_digits_that_excel_wraps_to_keep_their_zeros_come_out_plain() -> None:
    assert cells_of(csv.read(b'Name,Zip\nOla,"=""0150"""\n')) == [("Ola", "0150")]


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b'"', b"x", b",,,\n,,,\n", b"sep=;"])
def test_an_almost_empty_file_is_no_trouble(data: bytes) -> None:
    assert all(not any(c.strip() for c in cells) or cells == ("x",) for cells in cells_of(csv.read(data)))


@pytest.mark.parametrize("delimiter", ["", ";;", '"'])
def test_a_delimiter_that_cannot_be_is_refused_in_words(delimiter: str) -> None:
    with pytest.raises(UserError, match="delimiter"):
        csv.read(b"a,b", delimiter=delimiter)


def test_excel_opens_the_written_file_right_and_runs_nothing_in_it() -> None:
    data = csv.write(
        ("name", "phone", "note"), [("Åsa", "+47 912 34 567", '=HYPERLINK("x")'), ("=1+1", "-5", "@a")]
    )
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(stdlib_csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1] == ["Åsa", "+47 912 34 567", '\'=HYPERLINK("x")']
    assert rows[2] == ["'=1+1", "-5", "'@a"]
    assert b"\r\n" in data


CELL = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(
        ["=1", "'=1", "''+x", "+47 912", "'+47", "-", "@", "\tx", "'", '="5"', '"', 'a"b', "\r\n", "å;ł,ż|đ"]
    ),
)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6))
def test_what_was_written_is_read_back_exactly(rows: list[tuple[str, ...]]) -> None:
    header = ("first_name", "last_name", "note")
    table = csv.read(csv.write(header, rows))
    assert table.header == header
    assert cells_of(table) == rows
    assert not table.refused


@given(st.text(st.sampled_from("ab\",;\n\r\t '=|"), max_size=60))
def test_no_text_whatever_stops_the_reading(text: str) -> None:
    table = csv.read(b"Name,Email,Notes\n" + text.encode())
    assert all(len(cells) == len(table.header) for cells in cells_of(table))
