"""The insights on paper: key figures, then each card with its chart or its table, over as many A4 as needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.i18n import _
from salesdesk.services.insights import Pair
from salesdesk.ui import theme
from salesdesk.ui.charts.drawing import ChartData, Table, paint_chart
from salesdesk.ui.charts.ink import Ink
from salesdesk.ui.insights.sections import Section
from salesdesk.ui.insights.tiles import told as figure_told
from salesdesk.ui.insights.told import Told
from salesdesk.ui.widgets.marks import END, LEFT, RIGHT, SIDE, TOP, Mark, PaperPage, cut, paint, paper_font
from salesdesk.ui.widgets.paper import HIGH, WIDE, write_pages

_UNIT: Final = 7.5  # of the paper, to a pixel of a chart
_ACROSS: Final = WIDE - 2 * SIDE
_TITLE, _HEAD, _SIZE, _SMALL = 170.0, 110.0, 88.0, 76.0
_LINE: Final = 150.0  # from row to row of a table
_GAP: Final = 240.0  # between two cards
_FOOT: Final = 160.0  # of the sentence below a card
_FIGURES: Final = 3  # side by side


@dataclass(slots=True)
class Sheet:
    """A page of paper: its texts, and the charts in their places."""

    page: PaperPage = field(default_factory=PaperPage)
    charts: list[tuple[QRectF, ChartData]] = field(default_factory=list[tuple[QRectF, ChartData]])


def write(
    file: Path,
    head: Sequence[str],
    *,
    pairs: Sequence[Pair],
    told: Sequence[tuple[Section, Told]],
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> int:
    """Writes the insights to `file` as PDF under `head`, off the window's thread, and gives the number of its pages.
    What `progress` raises ends it and leaves no file. Raises `EnvironmentTrouble` where the disk refuses."""
    sheets = laid(head, pairs, told)

    def painted(painter: QPainter, place: int) -> None:
        progress(len(sheets) + place, 2 * len(sheets))
        paint(painter, sheets[place].page.marks)
        for where, data in sheets[place].charts:
            paint_chart(painter, where, data, unit=_UNIT)

    pages = [partial(painted, place=place) for place in range(len(sheets))]
    write_pages(file, pages, title=_("Insights"))
    return len(sheets)


def laid(head: Sequence[str], pairs: Sequence[Pair], told: Sequence[tuple[Section, Told]]) -> list[Sheet]:
    """The pages: each says at its top what it is of, and a card stands on one page unless it is longer than that."""
    sheets = [Sheet()]
    page = sheets[0].page
    page.down += page.put(_("Insights"), _TITLE, SIDE, _ACROSS, bold=True) + 20
    page.down += page.put(" · ".join(head), _SIZE, SIDE, _ACROSS, ink="secondary") + 160
    _figures(page, pairs)
    for section, one in told:
        _card(sheets, section, one)
    for sheet in sheets[1:]:
        box = QRectF(SIDE, TOP - 250, _ACROSS, 140)
        sheet.page.marks.append(Mark(box, " · ".join((_("Insights"), *head)), _SMALL, ink="muted"))
    for place, sheet in enumerate(sheets, start=1):
        said = _("Page {number} of {all}").format(number=place, all=len(sheets))
        if len(sheets) > 1:
            box = QRectF(SIDE, HIGH - 480, _ACROSS, 140)
            sheet.page.marks.append(Mark(box, said, _SMALL, ink="muted", align=RIGHT))
    return sheets


def _figures(page: PaperPage, pairs: Sequence[Pair]) -> None:
    wide = _ACROSS / _FIGURES
    for place, pair in enumerate(pairs):
        at = SIDE + place % _FIGURES * wide
        top = page.down
        value, note = figure_told(pair)
        room = wide - 80
        page.down += page.put(FIGURES[pair.now.id].title, _SMALL, at, room, ink="secondary") + 6
        page.down += page.put(value, 150.0, at, room, bold=True) + 6
        page.down += page.put(note, _SMALL, at, room, ink="muted")
        after = place + 1
        page.down = page.down + 130 if after % _FIGURES == 0 or after == len(pairs) else top
    page.down += _GAP - 130


def _card(sheets: list[Sheet], section: Section, told: Told) -> None:
    """A card on the page at hand where it has room, else on the next one; only a table that is longer than a page goes
    on over pages."""
    high, whole = 0.0, END - TOP - 260 - _FOOT
    if told.table is None and told.chart is not None and not told.is_empty():
        pixels = told.chart.height(Ink(theme.LIGHT, on_screen=False))
        high = min(pixels * _UNIT, END - TOP - 500)
    rows = 1 + (len(told.table.rows) if told.table else 1)
    least = high or _LINE * (rows if _LINE * rows <= whole else 4)
    if sheets[-1].page.down + 260 + least + (_FOOT if told.foot else 0) > END:
        sheets.append(Sheet())
    page = sheets[-1].page
    page.put(section.title, _HEAD, SIDE, _ACROSS / 2, bold=True)
    wide = QFontMetricsF(paper_font(_HEAD, bold=True)).horizontalAdvance(section.title)
    page.down += 20
    page.put(cut(told.note), _SIZE, SIDE + wide + 90, _ACROSS - wide - 90, ink="secondary")
    page.down += 150
    page.rule()
    page.down += 70
    if told.is_empty():
        page.down += page.put(told.nothing or _(section.nothing), _SIZE, SIDE, _ACROSS, ink="muted") + 40
    elif told.table is not None:
        _table(sheets, told.table)
        sheets[-1].page.down += 40
    elif told.chart is not None:
        sheets[-1].charts.append((QRectF(SIDE, page.down, _ACROSS, high), told.chart))
        page.down += high + 60
    page = sheets[-1].page
    if told.foot:
        page.down += page.put(told.foot, _SIZE, SIDE, _ACROSS, ink="secondary")
    page.down += _GAP


def _table(sheets: list[Sheet], table: Table) -> None:
    first = _ACROSS * 0.32
    rest = (_ACROSS - first) / max(1, len(table.header) - 1)
    _row(sheets[-1].page, table.header, first, rest, ink="secondary")
    for row in table.rows:
        if sheets[-1].page.down + _LINE > END:
            sheets.append(Sheet())
            _row(sheets[-1].page, table.header, first, rest, ink="secondary")
        _row(sheets[-1].page, row, first, rest)


def _row(page: PaperPage, texts: Sequence[str], first: float, rest: float, *, ink: str = "text") -> None:
    for place, text in enumerate(texts):
        at, wide = (SIDE, first) if not place else (SIDE + first + (place - 1) * rest, rest)
        size = _SMALL if ink != "text" else _SIZE
        said = _fitting(text, size, wide - 40)
        if said:
            page.put(said, size, at, wide, ink=ink, align=RIGHT if place else LEFT)
    page.down += _LINE - 34
    page.rule()
    page.down += 34


def _fitting(text: str, size: float, wide: float) -> str:
    """As much of a text as has room in one line."""
    return QFontMetricsF(paper_font(size)).elidedText(text, Qt.TextElideMode.ElideRight, wide)
