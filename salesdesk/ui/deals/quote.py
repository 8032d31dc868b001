"""A quote on paper: where each text of it stands on an upright A4, and how it is painted there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from salesdesk.services.quotes import Sheet
from salesdesk.ui import theme
from salesdesk.ui.widgets.paper import HIGH, UNIT, WIDE, write_pages

_SIDE: Final = 567.0  # 20 mm
_TOP: Final = 510.0
_END: Final = HIGH - 700.0  # the lowest that text goes; the number of the page stands below
_GAP: Final = 190.0  # between columns of numbers
_USUAL: Final = (1.0, 0.9, 0.8, 0.7, 0.62)  # how far rows and gaps are set apart, the widest that fits first
_LONG: Final = 0.8  # where one page is not enough
_MOST: Final = 240  # characters of a name or a title
_RIGHT, _LEFT = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Mark:
    """A text in its place, or a line across where there is no text. Sizes are in tenths of a point."""

    box: QRectF
    text: str = ""
    size: float = 0
    bold: bool = False
    ink: str = "text"
    align: Qt.AlignmentFlag = _LEFT


@dataclass(slots=True)
class _Page:
    """A page while it is filled: what stands on it, and how far down it goes."""

    down: float = _TOP
    marks: list[Mark] = field(default_factory=list[Mark])

    def put(
        self,
        text: str,
        size: float,
        at: float,
        wide: float,
        *,
        bold: bool = False,
        ink: str = "text",
        align: Qt.AlignmentFlag = _LEFT,
    ) -> float:
        """Sets a text at the height reached, and gives how high it is."""
        mark = Mark(QRectF(at, self.down, wide, 0), text, size, bold, ink, align)
        high = height(mark)
        self.marks.append(replace(mark, box=QRectF(at, self.down, wide, high)))
        return high

    def rule(self, ink: str = "line") -> None:
        """Draws a line across."""
        self.marks.append(Mark(QRectF(_SIDE, self.down, WIDE - 2 * _SIDE, 0), ink=ink))


def write(file: Path, sheet: Sheet) -> int:
    """Writes a quote as PDF and gives the number of its pages. Raises `EnvironmentTrouble`."""
    laid = pages(sheet)
    write_pages(file, [partial(paint, marks=one) for one in laid], title=sheet.again)
    return len(laid)


def paint(painter: QPainter, marks: Sequence[Mark]) -> None:
    """Paints a page, in tenths of a point."""
    for one in marks:
        painter.setPen(QColor(getattr(theme.LIGHT, one.ink)))  # paper is white, whatever the window is
        if one.text:
            painter.setFont(_font(one.size, bold=one.bold))
            painter.drawText(one.box, _wrapped(one), one.text)
        else:
            painter.fillRect(QRectF(one.box.left(), one.box.top(), one.box.width(), 6), painter.pen().color())


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
        page.put(told, 80, _SIDE, WIDE - 2 * _SIDE, ink="muted", align=_RIGHT)
    return [one.marks for one in found]


class _Layout:
    """Sets a quote with its rows and gaps so far apart."""

    def __init__(self, sheet: Sheet, apart: float) -> None:
        self._sheet, self._apart = sheet, apart
        self._size = max(80.0, 98 * min(1.0, apart + 0.1))
        self._pages = [_Page()]
        self._columns = self._measured()

    def _measured(self) -> list[tuple[float, float]]:
        """Where each column begins and how wide it is: numbers as wide as they are, the name what is left."""
        font, head = QFontMetricsF(_font(self._size)), QFontMetricsF(_font(82))
        wides = [
            max(
                head.horizontalAdvance(title),
                *(font.horizontalAdvance(row[place]) for row in self._sheet.rows),
            )
            for place, title in enumerate(self._sheet.heads)
        ]
        wides[0] = WIDE - 2 * _SIDE - sum(wides[1:]) - _GAP * (len(wides) - 1)
        at, found = _SIDE, list[tuple[float, float]]()
        for wide in wides:
            found.append((at, wide))
            at += wide + _GAP
        return found

    @property
    def _page(self) -> _Page:
        return self._pages[-1]

    def pages(self) -> list[_Page]:
        """All pages."""
        self._head()
        self._titles()
        end = self._height_of_end()
        for place, row in enumerate(self._sheet.rows):
            last = place == len(self._sheet.rows) - 1
            if self._page.down + self._high(row) + (end if last else 0) > _END:
                self._next()
            self._row(row)
        self._end()
        return self._pages

    def _head(self) -> None:
        sheet, page, half = self._sheet, self._page, (WIDE - 2 * _SIDE) / 2
        left = _SIDE + half + 300
        page.put(sheet.title, 240, left, half - 300, bold=True, align=_RIGHT)
        top = page.down
        if sheet.seller:
            page.down += page.put(sheet.seller, 150, _SIDE, half + 280, bold=True) + 20
        for text in sheet.about_seller:
            page.down += page.put(text, 85, _SIDE, half + 280, ink="secondary") + 6
        page.down = max(page.down, top + 300) + 330 * self._apart
        top = page.down
        for place, text in enumerate(sheet.customer):
            page.down += page.put(cut(text), 100, _SIDE, half, bold=place == 0) + 8
        customer, page.down = page.down, top
        for label, value in sheet.facts:
            page.put(label, 92, left, 780, ink="secondary")
            page.down += page.put(value, 92, left + 800, half - 1100, align=_RIGHT) + 18
        page.down = max(customer, page.down) + 300 * self._apart
        page.down += page.put(cut(sheet.subject), 125, _SIDE, 2 * half, bold=True) + 160 * self._apart

    def _titles(self) -> None:
        page, high = self._page, 0.0
        for place, (title, (at, wide)) in enumerate(zip(self._sheet.heads, self._columns, strict=True)):
            align = _RIGHT if place else _LEFT
            high = max(high, page.put(title, 82, at, wide + 4, ink="secondary", align=align))
        page.down += high + 40
        page.rule("control")

    def _next(self) -> None:
        self._pages.append(_Page())
        self._page.down += self._page.put(
            cut(self._sheet.again), 92, _SIDE, WIDE - 2 * _SIDE, ink="secondary"
        )
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
                page.put(cut(text), self._size, at, wide + 4, align=_RIGHT if place else _LEFT)
        page.down += high - self._pad()
        page.rule()

    def _end(self) -> None:
        page, wide = self._page, WIDE - 2 * _SIDE
        page.down += 110 * self._apart
        label, value = self._sheet.total
        page.put(label, 115, _SIDE, wide / 2, bold=True)
        page.down += page.put(value, 115, _SIDE + wide / 2, wide / 2 + 4, bold=True, align=_RIGHT)
        page.down += 260 * self._apart
        for text in self._sheet.after:
            page.down += page.put(text, 92, _SIDE, wide, ink="secondary") + 30 * self._apart

    def _height_of_end(self) -> float:
        kept, self._pages = self._pages, [_Page()]
        self._end()
        high = self._page.down - _TOP
        self._pages = kept
        return high


def cut(text: str) -> str:
    """A text of a length that paper bears."""
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def height(mark: Mark) -> float:
    """How high a text is in its width, wrapped where it must be."""
    room = QRectF(0, 0, mark.box.width(), float(HIGH))
    found = QFontMetricsF(_font(mark.size, bold=mark.bold)).boundingRect(room, _wrapped(mark), mark.text)
    return found.height()


def _wrapped(mark: Mark) -> int:
    """How a text goes on in the next line: between words, within one only where it has no room by itself."""
    metrics = QFontMetricsF(_font(mark.size, bold=mark.bold))
    wide = max((metrics.horizontalAdvance(word) for word in mark.text.split()), default=0)
    way = Qt.TextFlag.TextWrapAnywhere if wide > mark.box.width() else Qt.TextFlag.TextWordWrap
    return int(mark.align) | int(way)


def _font(size: float, *, bold: bool = False) -> QFont:
    made = QFont(QApplication.font())
    made.setPixelSize(round(size))  # the unit is a tenth of a point, as UNIT says
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


assert UNIT == 10  # the sizes above are written in it
