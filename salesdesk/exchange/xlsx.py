"""Spreadsheets: reads XLSX, XLS and ODS, writes XLSX.

A spreadsheet keeps phones and postal codes as numbers and days as dates; both come out as a person would
write them down, never as 47912345.0.
"""

from __future__ import annotations

import io
import math
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]  # it ships none
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from salesdesk.domain.drafts import Refused
from salesdesk.errors import UserError
from salesdesk.exchange import workbook_guard
from salesdesk.exchange.tables import Table, assemble, known_headers
from salesdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Cell = str | int | float | bool | Decimal | date | time | datetime | timedelta | None
_SHEETS = 60  # more are not looked into
_HEAD = 40  # rows of each sheet by which the best is chosen
_HEADERS = 2  # known words of a header that tell of contacts
_LONGEST = 32_767  # characters in a cell, by the format
_WIDEST = 60  # characters of a column, so that a note does not push the rest off the screen


def read(data: bytes) -> Table:
    """The table on the sheet that looks most like contacts; rows bear the sheet's own numbers.

    Other sheets that hold contacts are in `refused`, each whole, since their columns may be others.
    Numbers are written without a fraction that they don't have, dates as ISO 8601. Raises UserError for a
    file that is encrypted, damaged, too big, or no spreadsheet.
    """
    workbook_guard.check(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = list(_sheets(workbook))
            best = _best_sheet(sheets)
            if best is None:
                return Table(header=(), rows=[], headless=True)
            table = _table(best)
            others = (_not_read(sheet, best.name) for sheet in sheets if sheet is not best)
            return replace(table, refused=(*table.refused, *(one for one in others if one)))
    except PasswordError as trouble:
        raise UserError(
            _("This spreadsheet is locked with a password."),
            _("Open it in a spreadsheet program, save it without the password, and try again."),
        ) from trouble
    except CalamineError as trouble:
        raise _damaged() from trouble
    except BaseException as trouble:
        if type(trouble).__name__ == "PanicException":  # the Rust reader gave up on a broken file
            raise _damaged() from trouble
        raise


def _damaged() -> UserError:
    return UserError(
        _("This spreadsheet is damaged and cannot be opened."),
        _("Open it in a spreadsheet program, save it anew, and try again."),
    )


def _sheets(workbook: CalamineWorkbook) -> Iterator[CalamineSheet]:
    """The sheets with something in them, as many as are looked into."""
    for index in range(min(len(workbook.sheet_names), _SHEETS)):
        try:
            sheet = workbook.get_sheet_by_index(index)
        except CalamineError:  # a chart or a broken sheet; the others may be sound
            continue
        if sheet.height:
            yield sheet


def _best_sheet(sheets: Sequence[CalamineSheet]) -> CalamineSheet | None:
    """The sheet whose header has the most words that we know; of equals the longest, then the first."""
    return max(sheets, key=lambda sheet: (_known(sheet), sheet.height), default=None)


def _known(sheet: CalamineSheet) -> int:
    """How many words of the sheet's header we know."""
    head = ([_text(c) for c in row] for row in sheet.to_python(nrows=_HEAD))
    return max(map(known_headers, head), default=0)


def _not_read(sheet: CalamineSheet, instead: str) -> Refused | None:
    """A sheet of contacts beside the one that is brought in; None for one of other things."""
    if _known(sheet) < _HEADERS or not (table := _table(sheet)).rows:
        return None
    reason = _(
        "Only the sheet “{sheet}” was read. Save this one as a file of its own, and bring that in as well."
    ).format(sheet=instead)
    lines = (table.header, *(cells for _number, cells in table.rows))
    original = "\n".join("\t".join(cells) for cells in lines)
    return Refused(_("sheet “{name}”").format(name=sheet.name), reason, original)


def _table(sheet: CalamineSheet) -> Table:
    top = sheet.start[0] if sheet.start else 0
    found = [
        (number, tuple(map(_text, row)))
        for number, row in enumerate(sheet.to_python(skip_empty_area=True), top + 1)
    ]
    return assemble(found, sheet=sheet.name)


def _text(cell: Cell) -> str:
    """A cell as a person would write it."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        if math.isfinite(cell) and cell.is_integer() and abs(cell) < 1e21:
            return str(int(cell))
        return repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def write(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str) -> bytes:
    """An XLSX workbook with one sheet: a bold header that stays in view, a filter, readable widths.

    Text stays text, so that no program makes a formula, a link or a number of it; numbers and days keep
    their type. Excel holds 32,767 characters in a cell: what is longer is cut and ends in "[…]" (`too_long`).
    """
    out = io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    with workbook:
        page = workbook.add_worksheet(_sheet_name(sheet))
        bold = workbook.add_format({"bold": True})
        plain = workbook.add_format({"num_format": "@", "valign": "top"})
        widths = [len(name) + 4 for name in header]
        last = 0
        for column, name in enumerate(header):
            _put_text(page, 0, column, text=name, form=bold)
        for last, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, str):
                    _put_text(page, last, column, text=cell, form=plain)
                else:
                    page.write(last, column, cell)
                widths[column] = max(widths[column], len(str(cell)))
        for column, width in enumerate(widths):
            page.set_column(column, column, min(width + 1, _WIDEST))
        page.freeze_panes(1, 0)
        if header:
            page.autofilter(0, 0, last, len(header) - 1)
    return out.getvalue()


def too_long(text: str) -> bool:
    """Whether `write` cuts `text`, since a cell holds no more."""
    return len(text) * 2 > _LONGEST and len(text.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST


def _put_text(page: Any, row: int, column: int, *, text: str, form: Any) -> None:
    if too_long(text):
        units = text.encode("utf-16-le", "surrogatepass")[: 2 * (_LONGEST - 5)]
        text = units.decode("utf-16-le", "ignore") + " […]"
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such text for markup of its own; in two pieces it does not.
        page.write_rich_string(row, column, form, "<", form, text[1:], form)
    else:
        page.write_string(row, column, text, form)


def _sheet_name(name: str) -> str:
    """`name` as Excel allows it: at most 31 characters, none of []:*?/\\, no apostrophe at an end."""
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31].strip("' ") or "Salesdesk"
