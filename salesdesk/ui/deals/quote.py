"""A quote on paper: where each text of it stands on an upright A4, and how it is painted there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from salesdesk.services.quotes import Sheet
from salesdesk.ui.widgets.marks import (
    END,
    LEFT,
    RIGHT,
    SIDE,
    TOP,
    Mark,
    PaperPage,
    cut,
    height,
    paint,
    paper_font,
)
from salesdesk.ui.widgets.paper import HIGH, WIDE, write_pages

_GAP: Final = 190.0  # between columns of numbers
_USUAL: Final = (1.0, 0.9, 0.8, 0.7, 0.62)  # how far rows and gaps are set apart, the widest that fits first
_LONG: Final = 0.8  # where one page is not enough


def write(file: Path, sheet: Sheet) -> int:
    """Writes a quote as PDF and gives the number of its pages. Raises `EnvironmentTrouble`."""
    laid = pages(sheet)
    write_pages(file, [partial(paint, marks=one) for one in laid], title=sheet.again)
    return len(laid)


def pages(sheet: Sheet) -> list[list[Mark]]:
    """What stands on each page: on one, set closer where it must be; on more where that would be too close."""
    for apart in _USUAL:
        found = _Layout(sheet, apart).pages()
        if len(found) == 1:
            return [found[0].marks]
    found = _Layout(sheet, _LONG).pages()
    for place, page in enumerate(found, start=1):
        page.down = HIGH - 480.0
        told = sheet.page.format(number=place, all=len(found))
        page.put(told, 80, SIDE, WIDE - 2 * SIDE, ink="muted", align=RIGHT)
    return [one.marks for one in found]


class _Layout:
    """Sets a quote with its rows and gaps so far apart."""

    def __init__(self, sheet: Sheet, apart: float) -> None:
        self._sheet, self._apart = sheet, apart
        self._size = max(80.0, 98 * min(1.0, apart + 0.1))
        self._pages = [PaperPage()]
        self._columns = self._measured()

    def _measured(self) -> list[tuple[float, float]]:
        """Where each column begins and how wide it is: numbers as wide as they are, the name what is left."""
        font, head = QFontMetricsF(paper_font(self._size)), QFontMetricsF(paper_font(82))
        wides = [
            max(
                head.horizontalAdvance(title),
                *(font.horizontalAdvance(row[place]) for row in self._sheet.rows),
            )
            for place, title in enumerate(self._sheet.heads)
        ]
        wides[0] = WIDE - 2 * SIDE - sum(wides[1:]) - _GAP * (len(wides) - 1)
        at, found = SIDE, list[tuple[float, float]]()
        for wide in wides:
            found.append((at, wide))
            at += wide + _GAP
        return found

    @property
    def _page(self) -> PaperPage:
        return self._pages[-1]

    def pages(self) -> list[PaperPage]:
        """All pages."""
        self._head()
        self._titles()
        end = self._height_of_end()
        for place, row in enumerate(self._sheet.rows):
            last = place == len(self._sheet.rows) - 1
            if self._page.down + self._high(row) + (end if last else 0) > END:
                self._next()
            self._row(row)
        self._end()
        return self._pages

    def _head(self) -> None:
        sheet, page, half = self._sheet, self._page, (WIDE - 2 * SIDE) / 2
        left = SIDE + half + 300
        page.put(sheet.title, 240, left, half - 300, bold=True, align=RIGHT)
        top = page.down
        if sheet.seller:
            page.down += page.put(sheet.seller, 150, SIDE, half + 280, bold=True) + 20
        for text in sheet.about_seller:
            page.down += page.put(text, 85, SIDE, half + 280, ink="secondary") + 6
        page.down = max(page.down, top + 300) + 330 * self._apart
        top = page.down
        for place, text in enumerate(sheet.customer):
            page.down += page.put(cut(text), 100, SIDE, half, bold=place == 0) + 8
        customer, page.down = page.down, top
        for label, value in sheet.facts:
            page.put(label, 92, left, 780, ink="secondary")
            page.down += page.put(value, 92, left + 800, half - 1100, align=RIGHT) + 18
        page.down = max(customer, page.down) + 300 * self._apart
        page.down += page.put(cut(sheet.subject), 125, SIDE, 2 * half, bold=True) + 160 * self._apart

    def _titles(self) -> None:
        page, high = self._page, 0.0
        for place, (title, (at, wide)) in enumerate(zip(self._sheet.heads, self._columns, strict=True)):
            align = RIGHT if place else LEFT
            high = max(high, page.put(title, 82, at, wide + 4, ink="secondary", align=align))
        page.down += high + 40
        page.rule("control")

    def _next(self) -> None:
        self._pages.append(PaperPage())
        self._page.down += self._page.put(cut(self._sheet.again), 92, SIDE, WIDE - 2 * SIDE, ink="secondary")
        self._page.down += 200
        self._titles()

    def _pad(self) -> float:
        return 62 * self._apart**2

    def _high(self, row: Sequence[str]) -> float:
        at, wide = self._columns[0]
        return height(Mark(QRectF(at, 0, wide, 0), cut(row[0]), self._size)) + 2 * self._pad() + 6

    def _row(self, row: Sequence[str]) -> None:
        page, high = self._page, self._high(row)
        page.down += self._pad()
        for place, (text, (at, wide)) in enumerate(zip(row, self._columns, strict=True)):
            if text:
                page.put(cut(text), self._size, at, wide + 4, align=RIGHT if place else LEFT)
        page.down += high - self._pad()
        page.rule()

    def _end(self) -> None:
        page, wide = self._page, WIDE - 2 * SIDE
        page.down += 110 * self._apart
        label, value = self._sheet.total
        page.put(label, 115, SIDE, wide / 2, bold=True)
        page.down += page.put(value, 115, SIDE + wide / 2, wide / 2 + 4, bold=True, align=RIGHT)
        page.down += 260 * self._apart
        for text in self._sheet.after:
            page.down += page.put(text, 92, SIDE, wide, ink="secondary") + 30 * self._apart

    def _height_of_end(self) -> float:
        kept, self._pages = self._pages, [PaperPage()]
        self._end()
        high = self._page.down - TOP
        self._pages = kept
        return high
