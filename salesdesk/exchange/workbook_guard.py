"""Looks into a spreadsheet file before it is unpacked, so that none can fill the memory.

The reader lays a sheet out from its first to its last used cell; two cells far apart would ask for hundreds
of gigabytes and end the program. So the corners are found first, in the raw XML.
"""

from __future__ import annotations

import io
import re
import zipfile

from salesdesk.errors import UserError
from salesdesk.i18n import _

_BIGGEST = 600_000_000  # bytes of XML
_MOST_CELLS = 12_000_000  # about 300 MB once read
_PIECE = 1 << 20
_OVERLAP = 200
_CELL = re.compile(rb"r=[\"']([A-Z]{0,3})(\d{1,7})")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ROWS = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,9})"')


def check(data: bytes) -> None:
    """Raises UserError where `data` is a zip archive that unpacks to more than a seller's file can be."""
    if data[:2] != b"PK":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
    except UserError:
        raise
    except Exception as trouble:
        raise UserError(
            _("This spreadsheet is damaged and cannot be opened."),
            _("Open it in a spreadsheet program, save it anew, and try again."),
        ) from trouble


def _check(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if sum(m.file_size for m in members) > _BIGGEST:
        raise _too_big()
    for member in members:
        if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
            columns, rows = _corner(archive, member)
            if columns * rows > _MOST_CELLS:
                raise _too_big()
        elif member.filename == "content.xml":
            _check_ods(archive.read(member))


def _too_big() -> UserError:
    return UserError(
        _("This spreadsheet is too big to be a list of contacts."),
        _("Copy the rows that you need into a new file, or save them as CSV."),
    )


def _corner(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[int, int]:
    """The rightmost column and the lowest row that a sheet uses, counted from 1, or more than that."""
    columns: set[bytes] = set()
    row = 0
    rest = b""
    with archive.open(member) as sheet:
        while piece := sheet.read(_PIECE):
            found = _CELL.findall(rest + piece)
            columns.update(letters for letters, _digits in found)
            row = max((int(digits) for _letters, digits in found), default=row) if found else row
            rest = piece[-_OVERLAP:]
    return max((_column(c) for c in columns), default=0), row


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_ods(content: bytes) -> None:
    """Adds up the cells that OpenDocument tables repeat, up to the last that holds something."""
    widest = height = pending = 0
    for row in _ODS_ROW.finditer(content):
        width = _ods_width(row[2])
        repeated = _ROWS.search(row[1])
        pending += int(repeated[1]) if repeated else 1
        if width:
            widest, height = max(widest, width), height + pending
            pending = 0
        if widest * height > _MOST_CELLS:
            raise _too_big()


def _ods_width(row: bytes) -> int:
    """The number of cells in a row up to the last that is not blank."""
    width = pending = 0
    for cell in _ODS_CELL.finditer(row):
        repeated = _COLUMNS.search(cell[1])
        pending += int(repeated[1]) if repeated else 1
        if not cell[1].endswith(b"/") or b"value" in cell[1]:
            width, pending = width + pending, 0
    return width
