"""The sheet on which a customer says how it was, painted on an upright A4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from salesdesk.services.feedback_sheets import FeedbackSheet, Scale
from salesdesk.ui import theme
from salesdesk.ui.widgets.marks import RIGHT, SIDE, Mark, PaperPage, cut, paint, paper_font
from salesdesk.ui.widgets.paper import HIGH, WIDE, write_pages

_IN_NO_NAME: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')  # of a file, on one system or another
_ACROSS: Final = WIDE - 2 * SIDE
_ROUND: Final = 300.0  # across a number to circle
_LINE: Final = 300.0  # from one line to write on to the next
_LINES: Final = 4  # after each question
_BOX: Final = 130.0  # to tick


@dataclass(slots=True)
class SheetPage:
    """What stands on the page: texts and lines, numbers in rings, a box to tick."""

    page: PaperPage = field(default_factory=PaperPage)
    rings: list[tuple[QPointF, str]] = field(default_factory=list[tuple[QPointF, str]])
    boxes: list[QRectF] = field(default_factory=list[QRectF])


def file_named(sheet: FeedbackSheet) -> str:
    """The name that is proposed for the file."""
    return f"{' '.join(_IN_NO_NAME.sub(' ', sheet.name).split())}.pdf"


def write(file: Path, sheet: FeedbackSheet) -> None:
    """Writes a sheet as PDF, on one page. Raises `EnvironmentTrouble`."""
    write_pages(file, [partial(paint_page, laid=page_of(sheet))], title=sheet.title)


def page_of(sheet: FeedbackSheet) -> SheetPage:
    """Where all of it stands."""
    laid = SheetPage()
    page = laid.page
    if sheet.seller:
        page.put(" · ".join(sheet.seller[:1]), 110, SIDE, _ACROSS, bold=True, align=RIGHT)
    page.down += 260
    page.down += page.put(sheet.title, 260, SIDE, _ACROSS, bold=True) + 160
    for text in filter(None, (sheet.hello, sheet.about)):
        page.down += page.put(cut(text), 115, SIDE, _ACROSS) + 50
    page.down += 140
    for scale in sheet.scales:
        _scale(laid, scale)
    for question in sheet.asked:
        page.down += page.put(question, 120, SIDE, _ACROSS, bold=True) + 40
        for _line in range(_LINES):
            page.down += _LINE
            page.rule("control")
        page.down += 300
    laid.boxes.append(QRectF(SIDE, page.down, _BOX, _BOX))
    page.down += page.put(sheet.may_show, 110, SIDE + _BOX + 90, _ACROSS - _BOX - 90) + 220
    page.down += page.put(sheet.thanks, 120, SIDE, _ACROSS, bold=True)
    page.down = HIGH - 560
    page.put(cut(" · ".join(sheet.seller)), 90, SIDE, _ACROSS, ink="secondary")
    return laid


def _scale(laid: SheetPage, scale: Scale) -> None:
    page = laid.page
    page.down += page.put(scale.question, 120, SIDE, _ACROSS, bold=True) + 120
    apart = min(560.0, _ACROSS / len(scale.numbers))
    for place, number in enumerate(scale.numbers):
        middle = QPointF(SIDE + apart * place + _ROUND / 2, page.down + _ROUND / 2)
        laid.rings.append((middle, str(number)))
    page.down += _ROUND + 50
    reach = apart * (len(scale.numbers) - 1) + _ROUND
    page.put(scale.first, 88, SIDE, reach / 2, ink="secondary")
    page.down += page.put(scale.last, 88, SIDE + reach / 2, reach / 2, ink="secondary", align=RIGHT) + 300


def paint_page(painter: QPainter, *, laid: SheetPage) -> None:
    """Paints the page, in tenths of a point."""
    marks: Sequence[Mark] = laid.page.marks
    paint(painter, marks)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(paper_font(130))
    for middle, number in laid.rings:
        painter.setPen(QPen(QColor(theme.LIGHT.control), 8))
        painter.drawEllipse(middle, _ROUND / 2, _ROUND / 2)
        painter.setPen(QColor(theme.LIGHT.text))
        room = QRectF(middle.x() - _ROUND / 2, middle.y() - _ROUND / 2, _ROUND, _ROUND)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, number)
    painter.setPen(QPen(QColor(theme.LIGHT.control), 8))
    for box in laid.boxes:
        painter.drawRect(box)
