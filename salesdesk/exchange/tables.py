"""A table as it was found in a file: what CSV, spreadsheets and address books have in common.

Finds where the table begins (many files have lines above it, some have no header) and which rows cannot be
right, so that the formats need not.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from salesdesk.domain.drafts import Refused
from salesdesk.exchange import headers
from salesdesk.exchange.packed_rows import PackedRows, Row
from salesdesk.i18n import _

Cells = Sequence[str]
_QUOTED = re.compile(r'["\r\n]')
_LOOKED_AT = 40  # rows among which the header is looked for
_REASONS = (
    "[Salesdesk]"  # begins the header of the column of reasons in a file of refused rows, in any language
)
CONTENT = re.compile(r"[^@\s]+@[^@\s]+|https?://\S+|\+?\d[\d ()./-]{5,}")  # an email, a web address, a number


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; `rows` hold the number that a spreadsheet shows beside them, and as many cells as
    the header. `header` is made up ("Column 3") where the file has none (`headless`).
    """

    header: tuple[str, ...]
    rows: Sequence[Row]
    refused: tuple[Refused, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    headless: bool = False


def assemble(
    found: Sequence[tuple[int, Cells]], *, encoding: str = "", delimiter: str = "", sheet: str = ""
) -> Table:
    """A Table from all rows of a file, each with its number; lines above the header are left away, and so is the
    column of reasons that refused rows are kept with."""
    kept = reasons_at(found)
    at = find_header(found) if kept is None else kept
    if kept is not None:
        found = [(number, cells[1:]) for number, cells in found]
    first = next((i for i, (_n, cells) in enumerate(found) if any(c.strip() for c in cells)), 0)
    if at is None:
        body, header = found[first:], ()
    else:
        body, header = found[at + 1 :], tuple(c.strip() for c in found[at][1])
    width = _width(header, body if kept is None else ())  # rows that were refused do not tell how wide it is
    names = _named(header, width)
    rows, refused = _fitting(body, width=width, delimiter=delimiter or "\t")
    return Table(
        header=names,
        rows=rows,
        refused=tuple(refused),
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        headless=at is None,
    )


def reasons_header() -> str:
    """The name of the column that tells why each row was refused."""
    why = _("Why it was not taken")
    return f"{_REASONS} {why}"


def reasons_at(found: Sequence[tuple[int, Cells]]) -> int | None:
    """The index of a header that begins with the column of reasons; None where there is none."""
    head = (cells for _number, cells in found[:_LOOKED_AT])
    return next((at for at, cells in enumerate(head) if cells and cells[0].startswith(_REASONS)), None)


def as_line(cells: Cells, delimiter: str) -> str:
    """A row as a line of a file (RFC 4180), with tabs where a workbook has no delimiter."""
    delimiter = delimiter or "\t"
    line = delimiter.join(cells)
    if not _QUOTED.search(line) and line.count(delimiter) == len(cells) - 1:
        return line
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="").writerow(cells)
    return out.getvalue()


def known_headers(cells: Cells) -> int:
    """How many cells read like headers that we know; 0 for a row that holds an email, a number or a link."""
    filled = [c.strip() for c in cells if c.strip()]
    if any(CONTENT.fullmatch(c) for c in filled[:200]):
        return 0
    return sum(headers.known(c) for c in dict.fromkeys(filled[:2000]))


def find_header(found: Sequence[tuple[int, Cells]]) -> int | None:
    """The index of the header row; None where the table begins at once with contacts."""
    head = [cells for _n, cells in found[:_LOOKED_AT]]
    scores = [known_headers(cells) for cells in head]
    best = max(scores, default=0)
    filled = [sum(bool(c.strip()) for c in cells) for cells in head]
    if best:
        at = scores.index(best)
        # A single familiar word in a long row of data ("Home") is no header.
        if best > 1 or filled[at] <= 3 or not _has_content(head[:at]):
            return at
    wide = max(filled, default=0)
    first = next((i for i, n in enumerate(filled) if n and n * 2 > wide), None)
    if first is None or any(CONTENT.fullmatch(c.strip()) for c in head[first]):
        return None
    below = head[first + 1 :]
    return first if _has_content(below) and wide > 1 else None


def _has_content(rows: Sequence[Cells]) -> bool:
    return any(CONTENT.fullmatch(c.strip()) for cells in rows for c in cells)


def _width(header: tuple[str, ...], body: Sequence[tuple[int, Cells]]) -> int:
    """The number of columns: the header's, unless most rows have more."""
    if not body:
        return len(header)
    usual, times = Counter(len(cells) for _n, cells in body).most_common(1)[0]
    if header and not (usual > len(header) and times * 2 > len(body)):
        return len(header)
    return max(usual, len(header))


def _named(header: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The header, with names made up for columns that have none."""
    template = _("Column {number}")
    padded = header + ("",) * (width - len(header))
    return tuple(name or template.format(number=i) for i, name in enumerate(padded, 1))


def _fitting(
    body: Sequence[tuple[int, Cells]], *, width: int, delimiter: str
) -> tuple[PackedRows, list[Refused]]:
    """The rows with `width` cells each, and those whose cells have shifted, so that no column can be trusted.

    Cells that are missing at the end are taken for blank, as many programs leave them away; not so where one
    lonely cell stands in a wide table, or where an unquoted line break has cut a row in two.
    """
    rows = PackedRows()
    refused: list[Refused] = []
    skip = False
    for i, (number, cells) in enumerate(body):
        size = len(cells)
        if size == width:
            rows.append(number, cells)
            continue
        if skip or not any(c.strip() for c in cells):
            skip = False
            continue
        reason = original = ""
        after = body[i + 1][1] if i + 1 < len(body) else ()
        if size > width:
            if not any(c.strip() for c in cells[width:]):
                rows.append(number, cells[:width])
                continue
            reason = _("This row has {found} cells, and the header has {expected}.").format(
                found=size, expected=width
            )
        elif after and size + len(after) == width + 1 and len(after) < width:
            reason = _("A line break has cut this row in two.")
            original = "\n" + as_line(after, delimiter)
            skip = True
        elif size == 1 and width > 2:
            reason = _("This row has only one cell, and the header has {expected}.").format(expected=width)
        else:
            rows.append(number, (*cells, *("",) * (width - size)))
            continue
        where = _("row {number}").format(number=number)
        refused.append(Refused(where, reason, as_line(cells, delimiter) + original, row=True))
    return rows, refused
