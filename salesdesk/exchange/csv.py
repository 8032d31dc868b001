"""Comma-separated files of any program, read as a person would, and written so that Excel opens them right.

Reading follows RFC 4180 where the file does and forgives the rest: the delimiter is the one that gives the
same number of columns in most rows (`csv.Sniffer` takes a space for it in ordinary files), and a quote that
is never closed costs one row, not the rest of the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from salesdesk.domain.drafts import Refused
from salesdesk.errors import UserError
from salesdesk.exchange import encodings
from salesdesk.exchange.packed_rows import PackedRows
from salesdesk.exchange.tables import Table, assemble, known_headers, reasons_at, reasons_header
from salesdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DELIMITERS = ",;\t|"
_END_OF_FILE = "\x1a"  # as DOS programs write it after the last line
_SAMPLE = 200  # records by which the delimiter is chosen
_RESTARTS = 10  # runs to the end of the file in search of a closing quote
_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")
_SIGNS = ("'=", "'+", "'-", "'@", "'\t", "'\r", '="')
_HARMLESS = re.compile(r"[+-]?[\d\s().,/-]*")  # a phone or a number: no program takes it for more


def read(data: bytes, *, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """The table in `data`; what is not given is found out.

    Rows that cannot be right are in `refused`. Raises UserError for an encoding or delimiter that cannot be.
    """
    decoded = encodings.decode(data, encoding=encoding)
    text = decoded.text.replace("\0", "").rstrip(_END_OF_FILE)
    lines = io.StringIO(text, newline="").readlines()
    first = 0
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise UserError(_("A delimiter is one character, such as a comma, a semicolon or a tab."))
    told = re.fullmatch(r'"?sep=([^"\r\n])"?\s*', lines[0]) if lines else None
    if told:
        delimiter, first = delimiter or told[1], 1
    with_limit(len(text))
    chosen = delimiter or _delimiter(lines[first:])
    marked = any(sign in text for sign in _SIGNS)  # most files have none; to look at each cell costs
    records, broken = _records(lines[first:], delimiter=chosen, number=first + 1, marked=marked)
    table = assemble(records, encoding=decoded.encoding, delimiter=chosen)
    if reasons_at(records) is not None:
        broken = [replace(one, original=_without_first(one.original, chosen)) for one in broken]
    return _with_refused(table, broken)


def with_limit(size: int) -> None:
    """Lets the csv module take a cell as long as the file.

    The limit is one for the whole process, so it is only ever raised: another thread's reader never finds it
    lower than it needs.
    """
    if csv.field_size_limit() < size:
        csv.field_size_limit(size)


def write(header: Sequence[str], rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> bytes:
    """A CSV file (RFC 4180; UTF-8 with a byte order mark, CRLF) of `header` and `rows`.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front, which `read` takes away
    again; numbers and phones stay as they are.
    """
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if len(header) < 2 else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)
    writer.writerow([_tame(c) for c in header])
    writer.writerows([_tame(c) for c in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "surrogatepass")


def write_refused(header: Sequence[str], refused: Iterable[Refused], delimiter: str) -> bytes:
    """A CSV file of rows of a table that were refused, each behind its reason, to be corrected and brought in: `read`
    leaves the column of reasons away. What has an open quotation mark stands last, as it stood, since spreadsheets
    take all behind it for one cell. `delimiter` is the table's, empty where it is a workbook's."""
    rows: list[list[str]] = []
    broken: list[str] = []
    for one in refused:
        why = f"{one.where}: {one.reason}"
        lines = io.StringIO(one.original, newline="")
        try:
            parts = list(csv.reader(lines, delimiter=delimiter or "\t", strict=True))
        except csv.Error:
            quoted = why.replace('"', '""')
            broken.append(f'"{quoted}"{delimiter or ","}{one.original}\r\n')
        else:
            rows += [[why if not at else "", *cells] for at, cells in enumerate(parts)]
    content = write((reasons_header(), *header), rows, delimiter=delimiter or ",")
    return content + "".join(broken).encode("utf-8", "surrogatepass")


def _without_first(line: str, delimiter: str) -> str:
    return re.sub(rf'\A(?:"(?:[^"]|"")*"|[^"{re.escape(delimiter)}]*){re.escape(delimiter)}', "", line)


def _tame(cell: str) -> str:
    if not _DANGEROUS.match(cell) or (_HARMLESS.fullmatch(cell) and cell[0] not in "\t\r"):
        return cell
    return "'" + cell


def _untame(cells: list[str]) -> list[str]:
    """Cells without the apostrophe of `write`, and without Excel's ="0047" around text that is all digits."""
    for i, cell in enumerate(cells):
        if cell[:1] == "'" and _ESCAPED.match(cell):
            cells[i] = cell[1:]
        elif cell[:2] == '="' and re.fullmatch(r'="[^"]*"', cell):
            cells[i] = cell[2:-1]
    return cells


def _delimiter(lines: list[str]) -> str:
    """The delimiter that gives most rows the same number of columns, and the header words that we know."""
    sample = lines[: _SAMPLE * 5]
    scores = {d: _regularity(sample, d) for d in DELIMITERS}
    best = max(scores, key=lambda d: scores[d])
    return best if scores[best] > 0 else ","


def _regularity(lines: list[str], delimiter: str) -> float:
    """Up to 1 for equal rows, up to 1 more for a header in which each word is known; 0 for one column."""
    rows: list[list[str]] = []
    for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True):
        if row:
            rows.append(row)
        if len(rows) >= _SAMPLE:
            break
    sizes = Counter(len(row) for row in rows if len(row) > 1)
    if not sizes:
        return 0.0
    usual, times = sizes.most_common(1)[0]
    words = max((known_headers(row) / len(row) for row in rows[:30] if len(row) > 1), default=0.0)
    return times / len(rows) * (1 - 1 / (usual + 4)) + words


def _records(
    lines: list[str], *, delimiter: str, number: int, marked: bool
) -> tuple[PackedRows, list[Refused]]:
    """All records with their row numbers, and those in which a quote is never closed."""
    spaced = _quotes_after_spaces(lines[:_SAMPLE], delimiter)
    records = PackedRows()
    broken: list[Refused] = []
    at, restarts = 0, 0
    while at < len(lines):
        stretch = _Stretch(lines, at)
        reader = csv.reader(stretch, delimiter=delimiter, skipinitialspace=spaced, strict=True)
        begun = 0
        try:
            for row in reader:
                records.append(number, _untame(row) if marked else row)
                number += 1
                begun = reader.line_num
        except csv.Error:
            begun += at
        else:
            break
        reached_end = stretch.ended
        read_on = max(at + reader.line_num, begun + 1)
        taken, size = _odd_record(lines[begun:read_on], delimiter=delimiter, spaced=spaced)
        if taken is None:
            where = _("row {number}").format(number=number)
            reason = _("A quotation mark in this row is never closed.")
            broken.append(Refused(where, reason, lines[begun].rstrip("\r\n"), row=True))
        else:
            records.append(number, _untame(taken))
        number += 1
        at = begun + size
        restarts += reached_end
        if restarts > _RESTARTS:
            _line_by_line(records, lines[at:], delimiter=delimiter, number=number)
            return records, broken
    return records, broken


class _Stretch:
    """The lines from one on, as an iterator that tells whether its end was reached."""

    def __init__(self, lines: list[str], at: int) -> None:
        self._lines = lines
        self._at = at
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._at >= len(self._lines):
            self.ended = True
            raise StopIteration
        self._at += 1
        return self._lines[self._at - 1]


def _odd_record(lines: list[str], *, delimiter: str, spaced: bool) -> tuple[list[str] | None, int]:
    """The record at the start of `lines` that strict reading stumbled over, and how many lines it takes.

    Forgiven are text behind a closing quote on one line, and spaces behind one that closes further down;
    None is a quote that is never closed.
    """
    row = _forgiving(lines[0].rstrip("\r\n"), delimiter)
    if row is not None:
        return row, 1
    joined = re.sub(rf'"[ \t]+(?=[{re.escape(delimiter)}\r\n]|\Z)', '"', "".join(lines))
    again = io.StringIO(joined, newline="").readlines()
    try:
        rows = list(csv.reader(again, delimiter=delimiter, skipinitialspace=spaced, strict=True))
    except csv.Error:
        return None, 1
    return (rows[0], len(lines)) if len(rows) == 1 else (None, 1)


def _forgiving(line: str, delimiter: str) -> list[str] | None:
    """The cells of a line with unescaped quotes: one closes where a delimiter or the end follows."""
    closing = re.compile(rf'"[ \t]*(?:{re.escape(delimiter)}|\Z)')
    cells: list[str] = []
    at = 0
    while at <= len(line):
        if line.startswith('"', at):
            end = closing.search(line, at + 1)
            if end is None:
                return None
            cells.append(line[at + 1 : end.start()].replace('""', '"'))
            at = end.end() if end[0].endswith(delimiter) else len(line) + 1
        else:
            next_one = line.find(delimiter, at)
            stop = len(line) if next_one < 0 else next_one
            cells.append(line[at:stop])
            at = stop + 1
    return cells


def _line_by_line(records: PackedRows, lines: list[str], *, delimiter: str, number: int) -> None:
    """Adds each line as a row of its own, for a file whose quotes mean nothing."""
    for i, line in enumerate(lines, number):
        for row in csv.reader([line], delimiter=delimiter):
            records.append(i, _untame(row))


def _quotes_after_spaces(lines: list[str], delimiter: str) -> bool:
    """Whether the file writes `a, "b"`, so that the space is none of the cell."""
    text = "".join(lines)
    return f'{delimiter} "' in text and f'{delimiter}"' not in text


def _with_refused(table: Table, broken: list[Refused]) -> Table:
    return replace(table, refused=(*broken, *table.refused)) if broken else table
