"""Spreadsheets: phones stay phones, days stay days, and nothing in an export turns into a formula."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.errors import UserError
from salesdesk.exchange import xlsx


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Leads">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def test_numbers_and_days_read_as_a_person_would_write_them() -> None:
    rows: list[list[object]] = [
        ["Name", "Phone", "Postal code", "Birthday", "Notes"],
        ["Bjørn", 47912345678.0, 5013, date(1980, 5, 1), 12.5],
        ["Đức", "0903 812 447", "0150", datetime(2024, 3, 1, 14, 30), True],  # noqa: DTZ001  (cells have no zone)
    ]
    table = xlsx.read(workbook(("Leads", rows)))
    assert list(table.rows) == [
        (2, ("Bjørn", "47912345678", "5013", "1980-05-01", "12.5")),
        (3, ("Đức", "0903 812 447", "0150", "2024-03-01 14:30:00", "true")),
    ]


def test_the_sheet_that_looks_like_contacts_is_taken_and_lines_above_its_header_are_not() -> None:
    budget: list[list[object]] = [["Post", "Sum"], *([f"x{i}", i] for i in range(50))]
    leads: list[list[object]] = [
        ["Messe 2026"],
        [],
        ["Fornavn", "Etternavn", "E-post"],
        ["Åsa", "Ek", "a@ek.example"],
    ]
    table = xlsx.read(workbook(("Budsjett", budget), ("Leads", leads), ("Tom", [])))
    assert table.sheet == "Leads"
    assert table.header == ("Fornavn", "Etternavn", "E-post")
    assert list(table.rows) == [(4, ("Åsa", "Ek", "a@ek.example"))]


def test_a_second_sheet_of_contacts_is_told_and_kept_and_one_of_other_things_is_not() -> None:
    head: list[object] = ["Navn", "Telefon", "E-post"]
    norway: list[list[object]] = [
        head,
        ["Åse", "+47 912 34 567", "a@ek.example"],
        ["Ola", "", "o@ek.example"],
    ]
    poland: list[list[object]] = [head, ["Łukasz", "+48 600 100 200", "l@z.example"]]
    budget: list[list[object]] = [["Year", "Total"], [2026, 47_912_345]]
    table = xlsx.read(workbook(("Norge", norway), ("Polska", poland), ("Budsjett", budget), ("Nye", [head])))
    assert table.sheet == "Norge"
    assert [(one.where, one.original) for one in table.refused] == [
        ("sheet “Polska”", "Navn\tTelefon\tE-post\nŁukasz\t+48 600 100 200\tl@z.example")
    ]
    assert "Only the sheet “Norge” was read" in table.refused[0].reason


def test_an_open_document_spreadsheet_is_read_too() -> None:
    head = f"<table:table-row>{ods_cell('Name')}{ods_cell('Email')}</table:table-row>"
    row = f"<table:table-row>{ods_cell('Łukasz')}{ods_cell('l@z.example')}</table:table-row>"
    rest = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert list(xlsx.read(ods(head + row + rest)).rows) == [(2, ("Łukasz", "l@z.example"))]


def test_a_workbook_with_nothing_in_it_is_an_empty_table() -> None:
    assert len(xlsx.read(workbook(("Tom", []))).rows) == 0


@pytest.mark.parametrize("far", ["XFD1048576", "ZZ99999"])
def test_two_cells_far_apart_do_not_fill_the_memory(far: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Name"
    book.worksheets[0][far] = "Ola"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UserError, match="too big"):
        xlsx.read(out.getvalue())


@pytest.mark.parametrize("across", ["16384", "99999999"])
def test_an_open_document_that_repeats_cells_without_end_is_refused(across: str) -> None:
    cell = ods_cell("x", f'table:number-columns-repeated="{across}"')
    with pytest.raises(UserError, match="too big"):
        xlsx.read(ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'))


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04nonsense", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600]
)
def test_a_damaged_file_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        xlsx.read(data)
    assert refused.value.message.endswith(".")
    assert refused.value.hint


# Made once: the time of day is in it, and its length with it.
SOUND = workbook(("Leads", [["Name", "Email"], ["Ola", "o@x.example"]]))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_file_damaged_anywhere_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(SOUND)
    for _time in range(3):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        table = xlsx.read(bytes(whole))
    except UserError:
        return
    assert all(len(cells) == len(table.header) for _n, cells in table.rows)


def test_an_export_is_easy_on_the_eye_and_runs_nothing() -> None:
    rows = [("Åsa", "=1+1", "http://x.example"), ("Łukasz", "0047", "<r>x</r>")]
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx.write(("name", "phone", "web"), rows, sheet="Leads: [2026]"))
    )
    sheet = book.worksheets[0]
    assert [tuple(row) for row in sheet.iter_rows(values_only=True)] == [("name", "phone", "web"), *rows]
    assert sheet["B2"].data_type == "s"
    assert sheet["C2"].hyperlink is None
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C3"
    assert sheet["A1"].font.b
    assert not sheet["A2"].font.b


def test_numbers_and_days_of_an_export_keep_their_types() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx.write(("amount", "day"), [(12.5, date(2026, 11, 15)), (3, None)], sheet="Deals"))
    )
    sheet = book.worksheets[0]
    assert sheet["A2"].value == 12.5
    assert sheet["B2"].value == datetime(2026, 11, 15)  # noqa: DTZ001  (cells have no zone)
    assert sheet["B2"].is_date
    assert sheet["B3"].value is None


def test_a_note_longer_than_a_cell_can_hold_says_that_it_was_cut() -> None:
    table = xlsx.read(xlsx.write(("name", "note"), [("Ola", "å" * 40_000)], sheet="x"))
    assert table.rows[0][1][1].startswith("ååå")
    assert table.rows[0][1][1].endswith("[…]")


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_what_was_written_is_read_back_by_us_and_by_others(rows: list[tuple[str, str]]) -> None:
    data = xlsx.write(("first_name", "note"), rows, sheet="Prospects")
    told = [row for row in rows if any(row)]
    others = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True, min_row=2)
    assert [tuple(c or "" for c in row) for row in others if any(row)] == told
    ours = [cells for _n, cells in xlsx.read(data).rows if any(cells)]
    assert ours == told
