"""Tells what a file is by looking into it, since endings lie and people rename files."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from salesdesk.exchange import csv, encodings
from salesdesk.exchange.content_guess import holds_contacts

_HEAD = 65_536  # bytes that are looked at
# How files begin that hold no text: PNG, JPEG, GIF, PDF, sounds and films, packed files, programs.
_NO_TEXT = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF", b"II*\0", b"MM\0*", b"ID3", b"OggS",
    b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"PK\x05\x06", b"\x7fELF", b"\xca\xfe\xba\xbe",
)  # fmt: skip


class Format(StrEnum):
    """The formats that come in."""

    VCARD = "vcard"
    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    LDIF = "ldif"
    ICALENDAR = "icalendar"
    PACKAGE = "package"
    UNKNOWN = "unknown"


def detect(data: bytes) -> Format:
    """The format of `data`; UNKNOWN for pictures, programs, letters, broken archives and nothing at all.

    Never raises. Text that is none of the others is a table where it looks like a list of contacts; a
    letter with commas in it is none.
    """
    if data.startswith(_NO_TEXT) or (data[:2] in {b"MZ", b"BM"} and b"\0" in data[:64]):
        return Format.UNKNOWN
    if data[:4] == b"PK\x03\x04":
        return _archive(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return Format.XLSX  # an encrypted workbook, or one from before 2007: the reader says which
    text = encodings.decode(data[:_HEAD]).text if data else ""
    begin = text.lstrip("\ufeff \t\r\n")[:4096]
    if re.match(r"BEGIN[ \t]*:[ \t]*VCARD", begin, re.IGNORECASE):
        return Format.VCARD
    if re.match(r"BEGIN[ \t]*:[ \t]*VCALENDAR", begin, re.IGNORECASE):
        return Format.ICALENDAR
    if re.match(r"(?:version:[ \t]*1\s+)?(?:#[^\n]*\n\s*)*dn::?[ \t]*\S", begin, re.IGNORECASE):
        return Format.LDIF
    if re.search(r"^(?:item\d+\.)?BEGIN[ \t]*:[ \t]*VCARD[ \t]*\r?$", text, re.IGNORECASE | re.MULTILINE):
        return Format.VCARD  # with lines of another kind above the first card
    return Format.CSV if _reads(begin) and _is_table(text, whole=len(data) <= _HEAD) else Format.UNKNOWN


def is_text(data: bytes) -> bool:
    """Whether `data`, of no known format, is something to read, so that it may be a table all the same."""
    return not data.startswith(_NO_TEXT) and _reads(encodings.decode(data[:_HEAD]).text[:4096])


def _reads(text: str) -> bool:
    odd = sum(1 for c in text if (c < " " and c not in "\t\r\n\x0b\x0c\0") or c == "\ufffd")
    markup = re.match(r"<(?:\?xml|!doctype|html|svg)|%PDF|\{\\rtf|[\[{]\s*[\"{\[]", text, re.IGNORECASE)
    return bool(text.strip()) and odd * 20 <= len(text) and not markup


def _is_table(text: str, *, whole: bool) -> bool:
    """Whether the beginning of a file, of which the last line may be cut, holds rows of contacts."""
    lines = text if whole else text[: text.rfind("\n") + 1] or text
    return holds_contacts(csv.read(lines.encode("utf-8", "replace"), encoding="utf-8"))


def _archive(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "datapackage.json" in names:
                return Format.PACKAGE
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return Format.XLSX
            with archive.open("mimetype") as kind:
                spreadsheet = b"opendocument.spreadsheet" in kind.read(200)
            return Format.ODS if spreadsheet else Format.UNKNOWN
    except Exception:  # zipfile raises a dozen kinds on hostile archives
        return Format.UNKNOWN
