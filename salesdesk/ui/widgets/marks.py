"""What stands on a page of paper: texts in their places and lines across, painted as they were set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from salesdesk.ui import theme
from salesdesk.ui.widgets.paper import HIGH, UNIT, WIDE

SIDE: Final = 567.0  # 20 mm
TOP: Final = 510.0
END: Final = HIGH - 700.0  # the lowest that text goes; the number of the page stands below
_MOST: Final = 240  # characters of a name or a title
RIGHT, LEFT = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Mark:
    """A text in its place, or a line across where there is no text. Sizes are in tenths of a point."""

    box: QRectF
    text: str = ""
    size: float = 0
    bold: bool = False
    ink: str = "text"
    align: Qt.AlignmentFlag = LEFT


@dataclass(slots=True)
class PaperPage:
    """A page while it is filled: what stands on it, and how far down it goes."""

    down: float = TOP
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
        align: Qt.AlignmentFlag = LEFT,
    ) -> float:
        """Sets a text at the height reached, and gives how high it is."""
        mark = Mark(QRectF(at, self.down, wide, 0), text, size, bold, ink, align)
        high = height(mark)
        self.marks.append(replace(mark, box=QRectF(at, self.down, wide, high)))
        return high

    def rule(self, ink: str = "line") -> None:
        """Draws a line across."""
        self.marks.append(Mark(QRectF(SIDE, self.down, WIDE - 2 * SIDE, 0), ink=ink))


def paint(painter: QPainter, marks: Sequence[Mark]) -> None:
    """Paints a page, in tenths of a point."""
    for one in marks:
        painter.setPen(QColor(getattr(theme.LIGHT, one.ink)))  # paper is white, whatever the window is
        if one.text:
            painter.setFont(paper_font(one.size, bold=one.bold))
            painter.drawText(one.box, _wrapped(one), one.text)
        else:
            painter.fillRect(QRectF(one.box.left(), one.box.top(), one.box.width(), 6), painter.pen().color())


def cut(text: str) -> str:
    """A text of a length that paper bears."""
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def height(mark: Mark) -> float:
    """How high a text is in its width, wrapped where it must be."""
    room = QRectF(0, 0, mark.box.width(), float(HIGH))
    found = QFontMetricsF(paper_font(mark.size, bold=mark.bold)).boundingRect(room, _wrapped(mark), mark.text)
    return found.height()


def _wrapped(mark: Mark) -> int:
    """How a text goes on in the next line: between words, within one only where it has no room by itself."""
    metrics = QFontMetricsF(paper_font(mark.size, bold=mark.bold))
    wide = max((metrics.horizontalAdvance(word) for word in mark.text.split()), default=0)
    way = Qt.TextFlag.TextWrapAnywhere if wide > mark.box.width() else Qt.TextFlag.TextWordWrap
    return int(mark.align) | int(way)


def paper_font(size: float, *, bold: bool = False) -> QFont:
    """The font of a text of so many tenths of a point."""
    made = QFont(QApplication.font())
    made.setPixelSize(round(size))  # the unit is a tenth of a point, as UNIT says
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


assert UNIT == 10  # the sizes above are written in it
