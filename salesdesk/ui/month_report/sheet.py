"""The month's report on paper: its parts one below the other, over as many upright A4 as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from salesdesk.i18n import _
from salesdesk.services.month_report import MonthReport
from salesdesk.ui import theme
from salesdesk.ui.charts.drawing import ChartData, paint_chart
from salesdesk.ui.month_report import blocks, words
from salesdesk.ui.month_report.blocks import ACROSS, SECOND, Block
from salesdesk.ui.widgets.marks import END, RIGHT, SIDE, TOP, Mark, paint
from salesdesk.ui.widgets.paper import HIGH, write_pages

_UNIT: Final = 7.5  # of the paper, to a pixel of a chart
_GAP: Final = 130.0  # between two parts
_ROUND: Final = 30.0


@dataclass(slots=True)
class Sheet:
    """A page: what stands on it, and how far down it goes."""

    down: float = TOP
    marks: list[Mark] = field(default_factory=list[Mark])
    boxes: list[tuple[QRectF, str]] = field(default_factory=list[tuple[QRectF, str]])
    charts: list[tuple[QRectF, ChartData]] = field(default_factory=list[tuple[QRectF, ChartData]])

    def take(self, block: Block) -> None:
        """Sets a part at the height reached, and stays there."""
        by = QPointF(0, self.down)
        self.marks += [replace(one, box=one.box.translated(by)) for one in block.page.marks]
        self.boxes += [(box.translated(by), ink) for box, ink in block.boxes]
        self.charts += [(box.translated(by), data) for box, data in block.charts]


def write(file: Path, report: MonthReport, *, names: bool) -> int:
    """Writes the report as PDF and gives the number of its pages; without `names` no customer is named. Raises
    `EnvironmentTrouble`."""
    sheets = laid(report, names=names)
    pages = [partial(paint_sheet, sheet=one) for one in sheets]
    write_pages(file, pages, title=words.month_named(report.whole))
    return len(sheets)


def laid(report: MonthReport, *, names: bool) -> list[Sheet]:
    """Where all of it stands, page by page: no part is cut in two."""
    sheets = [Sheet()]
    for row in _rows(report, names=names):
        high = max(block.high for block in row)
        if sheets[-1].down + high > END and sheets[-1].marks:
            sheets.append(Sheet())
        for block in row:
            sheets[-1].take(block)
        sheets[-1].down += high
    for place, sheet in enumerate(sheets, start=1):
        if len(sheets) > 1:
            told = _("{month}, page {number} of {all}").format(
                month=words.month_named(report.whole), number=place, all=len(sheets)
            )
            box = QRectF(SIDE, HIGH - 480, ACROSS, 140)
            sheet.marks.append(Mark(box, told, blocks.SMALL, ink="muted", align=RIGHT))
    return sheets


def _rows(report: MonthReport, *, names: bool) -> Iterator[Sequence[Block]]:
    """The parts from above to below; two that stand side by side come together."""
    yield [blocks.top(report)]
    yield [_apart(blocks.key_figures(report))]
    grown = blocks.course(report)
    if grown is not None:
        yield [_apart(grown)]
    yield from _goals(report)
    proud = blocks.proud_of(report)
    if proud:
        yield from _in_pairs(blocks.heading(_("To be proud of")), proud)
    yield from _sold(report, names=names)
    lost = blocks.listed(
        _("Why deals were lost"),
        blocks.losses(report),
        _("No deal was lost."),
        at=SIDE,
    )
    tried = blocks.listed(
        _("What works"),
        blocks.techniques(report),
        _("No deal that was decided names a technique."),
        at=SECOND,
        foot=words.told_apart(report),
    )
    yield [lost, tried]
    yield from _coming(report)


def _goals(report: MonthReport) -> Iterator[Sequence[Block]]:
    head = blocks.heading(_("Goals"))
    if not report.goals:
        head.put(_("No goal was set for this month."), blocks.TEXT, SIDE, ACROSS, ink="secondary")
        yield [_apart(head)]
        return
    yield from _in_pairs(head, [partial(blocks.goal, report, one) for one in report.goals])


def _in_pairs(head: Block, parts: Sequence[Callable[[float], Block]]) -> Iterator[Sequence[Block]]:
    """Parts in two columns; the heading stays with the first of them, and the last have a gap below."""
    room = head.high
    for place in range(0, len(parts), 2):
        pair = [part(at) for part, at in zip(parts[place : place + 2], (SIDE, SECOND), strict=False)]
        if not place:
            pair = [_under(head, pair[0]), *(_under(_room(room), other) for other in pair[1:])]
        if place + 2 >= len(parts):
            pair = [_apart(pair[0]), *pair[1:]]
        yield pair


def _sold(report: MonthReport, *, names: bool) -> Iterator[Sequence[Block]]:
    nothing = _("No sales in this month.")
    sales = blocks.sold(report, report.sales, names=names, of_sales=True)
    largest = blocks.listed(_("Largest sales"), sales, nothing, at=SIDE)
    rows = blocks.sold(report, report.customers, names=names, of_sales=False)
    yield [largest, blocks.listed(_("Customers who bought most"), rows, nothing, at=SECOND)]


def _coming(report: MonthReport) -> Iterator[Sequence[Block]]:
    month = words.month_within(words.next_month(report))
    head = blocks.heading(_("Goals in {month}").format(month=month))
    if not report.coming:
        nothing = _("No goal is set for {month}.").format(month=month)
        head.put(nothing, blocks.TEXT, SIDE, ACROSS, ink="secondary")
        yield [head]
        return
    yield from _in_pairs(head, [partial(blocks.coming, one) for one in report.coming])


def _apart(block: Block) -> Block:
    """The same with a gap below."""
    block.page.down += _GAP
    return block


def _room(high: float) -> Block:
    """So much room."""
    made = Block()
    made.page.down = high
    return made


def _under(head: Block, block: Block) -> Block:
    """One part below another, as one."""
    by = QPointF(0, head.high)
    head.page.marks += [replace(one, box=one.box.translated(by)) for one in block.page.marks]
    head.boxes += [(box.translated(by), ink) for box, ink in block.boxes]
    head.charts += [(box.translated(by), data) for box, data in block.charts]
    head.page.down += block.high
    return head


def paint_sheet(painter: QPainter, *, sheet: Sheet) -> None:
    """Paints a page, in tenths of a point."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for box, ink in sheet.boxes:
        painter.setBrush(QColor(getattr(theme.LIGHT, ink)))
        round_by = min(_ROUND, box.width() / 2)
        painter.drawRoundedRect(box, round_by, round_by)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    paint(painter, sheet.marks)
    for where, data in sheet.charts:
        paint_chart(painter, where, data, unit=_UNIT)
