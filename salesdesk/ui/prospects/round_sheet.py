"""The round on paper: a table on A4 on its side, its head on every page, each cell wrapped in its column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from salesdesk.i18n import _
from salesdesk.ui.widgets.marks import RIGHT, Mark, cut, height, paint, paper_font
from salesdesk.ui.widgets.paper import HIGH, WIDE, write_pages

_SIDE: Final = 425.0  # 15 mm
_ACROSS: Final = HIGH - 2 * _SIDE  # on its side
_TOP: Final = 400.0
_END: Final = WIDE - 560.0  # the number of the page stands below
_TITLE: Final = 140.0
_HEAD: Final = 80.0
_SIZE: Final = 88.0
_GAP: Final = 130.0
_PAD: Final = 34.0
_NARROW: Final = 320.0  # the least that a column is given


def write(
    file: Path,
    title: str,
    lines: Sequence[str],
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> int:
    """Writes a table to `file` as PDF, off the window's thread, and gives the number of its pages. `lines` have tabs
    between the columns, the first is the head. What `progress` raises ends it and leaves no file. Raises
    `EnvironmentTrouble` where the disk refuses."""
    laid = pages(title, lines, lambda done: progress(done, 2 * len(lines)))

    def painted(painter: QPainter, place: int) -> None:
        progress(len(lines) + len(lines) * place // len(laid), 2 * len(lines))
        paint(painter, laid[place])

    write_pages(
        file, [partial(painted, place=place) for place in range(len(laid))], title=title, on_its_side=True
    )
    return len(laid)


def pages(
    title: str, lines: Sequence[str], progress: Callable[[int], None] = lambda _done: None
) -> list[list[Mark]]:
    """What stands on each page."""
    head, *rows = [[cut(cell) for cell in one.split("\t")] for one in lines]
    columns = _columns(head, rows)
    top, down = _cells(head, columns, _TOP + 260, size=_HEAD, ink="secondary")
    top.append(_rule(down + 20, "control"))
    found, begin = [list(top)], down + 26 + _PAD
    down = begin
    for place, row in enumerate(rows):
        cells, end = _cells(row, columns, down)
        if end > _END and down > begin:
            found.append(list(top))
            cells, end = _cells(row, columns, begin)
        found[-1] += [*cells, _rule(end + _PAD)]
        down = end + 2 * _PAD + 6
        progress(place)
    for place, page in enumerate(found, start=1):
        told = _("Page {number} of {all}").format(number=place, all=len(found))
        page.append(Mark(QRectF(_SIDE, _TOP, _ACROSS, 240), cut(title), _TITLE, bold=True))
        page.append(
            Mark(
                QRectF(_SIDE, WIDE - 400, _ACROSS, 140),
                told if len(found) > 1 else "",
                80,
                ink="muted",
                align=RIGHT,
            )
        )
    return found


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is: as wide as what stands in it, the widest ones narrowed alike
    until all have room."""
    font, small = QFontMetricsF(paper_font(_SIZE)), QFontMetricsF(paper_font(_HEAD))
    wides = [
        max(_NARROW, small.horizontalAdvance(one), *(font.horizontalAdvance(row[place]) for row in rows)) + 6
        for place, one in enumerate(head)
    ]
    room = _ACROSS - _GAP * (len(wides) - 1)
    left, most = room, max(wides, default=room)
    for place, wide in enumerate(sorted(wides)):
        share = left / (len(wides) - place)
        if wide > share:
            most = share
            break
        left -= wide
    found, at = list[tuple[float, float]](), _SIDE
    for wide in wides:
        found.append((at, min(wide, most)))
        at += min(wide, most) + _GAP
    return found


def _cells(
    texts: Sequence[str],
    columns: Sequence[tuple[float, float]],
    top: float,
    *,
    size: float = _SIZE,
    ink: str = "text",
) -> tuple[list[Mark], float]:
    """A row set at a height, and how far down it goes."""
    found, down = list[Mark](), top + size
    for text, (at, wide) in zip(texts, columns, strict=True):
        if text:
            high = height(Mark(QRectF(at, top, wide, 0), text, size))
            found.append(Mark(QRectF(at, top, wide, high), text, size, ink=ink))
            down = max(down, top + high)
    return found, down


def _rule(down: float, ink: str = "line") -> Mark:
    return Mark(QRectF(_SIDE, down, _ACROSS, 0), ink=ink)
