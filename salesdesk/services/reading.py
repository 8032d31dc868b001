"""A file of contacts, whatever its format, read into rows: the way in of every import."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from salesdesk.domain.drafts import Refused, Row
from salesdesk.errors import UserError
from salesdesk.exchange import csv, icalendar_reading, ldif, mapping, subject_tables, vcard, xlsx
from salesdesk.exchange.formats import Format, detect, is_text
from salesdesk.exchange.subject_tables import Said
from salesdesk.exchange.tables import Table
from salesdesk.i18n import _

TABLES: Final = frozenset({Format.CSV, Format.XLSX, Format.ODS})  # rows under a header
CALENDAR: Final = "calendar"  # what is brought in of a calendar, beside the subjects of tables
_HEAD: Final = 4096  # bytes that tell a calendar
LARGEST: Final = 512 * 1024 * 1024  # bytes of a file that are read; a contact list is far smaller


@dataclass(frozen=True, slots=True)
class Badges:
    """The column of a table that holds numbers of badges: its name, and the numbers."""

    header: str
    numbers: tuple[str, ...]


@dataclass(slots=True)
class Read:
    """What a file is, and its rows as they are read."""

    path: Path
    format: Format
    rows: Iterator[Row | Refused]
    encoding: str = ""
    delimiter: str = ""
    unmapped: tuple[str, ...] = ()
    table: Table | None = field(default=None, repr=False)
    badges: Badges | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The name of the file as text."""
        return name_of(self.path)


def name_of(path: Path) -> str:
    """The name of a file as text, also where the disk has one that is none."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def content(path: Path) -> bytes:
    """The bytes of a file. Raises `UserError` where it cannot be read or is too large to be a contact list."""
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(
                _("{file} is larger than 512 MB.").format(file=path), _("Split it, and bring in the parts.")
            )
        return path.read_bytes()
    except IsADirectoryError as error:
        raise UserError(
            _("{file} is a folder.").format(file=path), _("Take the files in it instead.")
        ) from error
    except FileNotFoundError as error:
        raise UserError(
            _("There is no file {file}.").format(file=path), _("Look at its name and folder.")
        ) from error
    except OSError as error:
        raise UserError(
            _("{file} cannot be read.").format(file=path), _("See whether you may open it, and try again.")
        ) from error


def of_folder(folder: Path) -> list[Path]:
    """What lies in a folder, by name. Raises `UserError` where one may not look into it."""
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise UserError(
            _("The folder {file} cannot be opened.").format(file=folder),
            _("See whether you may open it, and try again."),
        ) from error


def is_calendar(path: Path) -> bool:
    """Whether a file is a calendar; one that cannot be read is none."""
    try:
        with path.open("rb") as opened:
            return detect(opened.read(_HEAD)) is Format.ICALENDAR
    except OSError:  # it is said when it is read
        return False


def read(path: Path, data: bytes, pairs: Sequence[tuple[str, str]] = (), *, encoding: str = "") -> Read:
    """The contacts of a file. `pairs` are (field, column) of tables, `encoding` is what a table of text is written in
    where that is told.

    Raises `UserError` where it is no file of contacts, a field or column does not exist, or the encoding does not fit.
    """
    found = detect(data)
    if found is Format.UNKNOWN and (pairs or encoding) and is_text(data):
        found = Format.CSV  # whoever says what its columns or its letters are knows it for a table
    if found in TABLES:
        return _tabular(path, found, _table(path, data, found, encoding), pairs)
    if encoding and found is not Format.UNKNOWN:
        raise _says_itself(path)
    if found is Format.VCARD:
        return Read(path, found, vcard.read(data))
    if found is Format.LDIF:
        return Read(path, found, ldif.read(data))
    if found is Format.ICALENDAR:
        raise UserError(
            _("{file} is a calendar, not a list of contacts.").format(file=name_of(path)),
            _("Bring it in by itself, without lists of contacts beside it."),
        )
    if not data.strip():
        raise UserError(
            _("{file} is empty.").format(file=name_of(path)), _("Export it again and bring it in then.")
        )
    raise UserError(
        _("{file} holds no contacts that can be read.").format(file=name_of(path)),
        _("If it is a table, name its columns in the first line, such as name, phone and email.")
        if is_text(data)
        else _("Save it as vCard, CSV or XLSX and bring that in."),
    )


def read_subject(
    path: Path, data: bytes, subject: str, pairs: Sequence[tuple[str, str]] = (), *, encoding: str = ""
) -> tuple[Read, Iterator[Said | Refused]]:
    """A table of companies, activities or complaints, or a calendar: what the file is, and its rows.

    Raises `UserError` where it is none, a field or column of `pairs` does not exist, or the `encoding` that it is said
    to be written in does not fit.
    """
    found = detect(data)
    if encoding and found is Format.ICALENDAR:
        raise _says_itself(path)
    if subject == CALENDAR:
        if found is not Format.ICALENDAR:
            raise UserError(
                _("{file} is no calendar.").format(file=name_of(path)),
                _("Choose what else it lists, or export the calendar as .ics."),
            )
        return Read(path, found, iter(())), icalendar_reading.read(data)
    unsure = found is Format.UNKNOWN and bool(data.strip())
    if unsure:
        found = Format.CSV  # it is no list of contacts, and need not be one
    ways = None
    if found in TABLES:
        ways = subject_tables.sort_out(_table(path, data, found, encoding), subject, pairs)
    if ways is None or (unsure and not ways.own):
        raise UserError(
            _("{file} holds no table that can be read.").format(file=name_of(path)),
            _("Save it as CSV or XLSX with a row of names above the columns, and bring that in."),
        )
    table = ways.table
    told = Read(
        path,
        found,
        iter(()),
        encoding=table.encoding,
        delimiter=table.delimiter,
        unmapped=ways.unmapped,
        table=table,
    )
    return told, subject_tables.rows(ways)


def _table(path: Path, data: bytes, found: Format, encoding: str) -> Table:
    if found is Format.CSV:
        return csv.read(data, encoding=encoding or None)
    if encoding:
        raise _says_itself(path)
    return xlsx.read(data)


def _says_itself(path: Path) -> UserError:
    return UserError(
        _("{file} says itself how its letters are written.").format(file=name_of(path)),
        _("Bring it in without --encoding, which is for CSV and other tables of text."),
    )


def _tabular(path: Path, found: Format, table: Table, pairs: Sequence[tuple[str, str]]) -> Read:
    ways = mapping.guess(table)
    if pairs:
        ways = ways.with_(list(pairs))
    return Read(
        path,
        found,
        mapping.drafts(table, ways),
        encoding=table.encoding,
        delimiter=table.delimiter,
        unmapped=ways.unmapped,
        table=table,
        badges=badges_in(table, ways),
    )


def badges_in(table: Table, ways: mapping.Mapping) -> Badges | None:
    """The numbers of badges in a table; None where none of its columns holds them."""
    for place, targets in enumerate(ways.targets):
        if any(one.field == "badge" for one in targets):
            numbers = (cells[place].strip() for _number, cells in table.rows)
            return Badges(ways.header[place], tuple(filter(None, numbers)))
    return None
