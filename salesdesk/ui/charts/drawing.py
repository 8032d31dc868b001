"""What a chart is laid out to before it is painted: lines, boxes, dots, texts, and the spots that can be pointed at.

A chart is a value that lays itself out in a box, so that a widget, a page on paper and a test read the same drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from salesdesk.ui import theme
from salesdesk.ui.charts.ink import Ink, Type
from salesdesk.ui.theme import Tokens

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE: Final = Qt.AlignmentFlag.AlignCenter
SOLID: Final[tuple[float, ...]] = ()
DASHED: Final[tuple[float, ...]] = (3.0, 2.5)
DOTTED: Final[tuple[float, ...]] = (1.5, 3.0)
_ROUNDED_FROM: Final = 4  # pixels: what is narrower has no corners to round


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points. One of width 1 is a hair line, without smoothing where it lies level."""

    points: tuple[QPointF, ...]
    color: QColor
    width: float = 1.0
    dash: tuple[float, ...] = SOLID


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape."""

    points: tuple[QPointF, ...]
    color: QColor


@dataclass(frozen=True, slots=True)
class Box:
    """A filled box; `feet` says that it stands: its lower corners are square, or its upper where it hangs."""

    box: QRectF
    color: QColor
    radius: float = 0.0
    feet: str = ""  # "", "below" or "above"


@dataclass(frozen=True, slots=True)
class Dot:
    """A round dot."""

    middle: QPointF
    radius: float
    color: QColor


Shape = Line | Area | Box | Dot


@dataclass(frozen=True, slots=True)
class Label:
    """A text in its own box, which no other text lies in."""

    box: QRectF
    text: str
    type: Type
    color: QColor
    side: Qt.AlignmentFlag = LEFT


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a chart: where the mouse means it, what is marked, and what it says."""

    zone: QRectF
    mark: QRectF
    label: str
    shown: str
    note: str = ""
    round: bool = False  # the mark is a dot, not a box
    tip: bool = True  # whether pointing at it tells more than is painted

    def told(self) -> str:
        """What a screen reader says."""
        return ", ".join(filter(None, (self.label, self.shown, self.note)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A chart as laid out. `across` spots stand in a line; where there is none, the spot is None."""

    shapes: tuple[Shape, ...] = ()
    labels: tuple[Label, ...] = ()
    spots: tuple[Spot | None, ...] = ()
    across: int = 1

    def at(self, where: QPointF) -> int | None:
        """The place of the spot at `where`."""
        return next((n for n, spot in enumerate(self.spots) if spot and spot.zone.contains(where)), None)

    def moved(self, place: int, right: int, down: int) -> int | None:
        """The place so many spots on; None where there is none."""
        line, column = divmod(place, self.across)
        column, line = column + right, line + down
        there = line * self.across + column
        if not 0 <= column < self.across or not 0 <= there < len(self.spots) or self.spots[there] is None:
            return None
        return there


@dataclass(slots=True)
class Draft:
    """A sheet while it is laid out."""

    shapes: list[Shape] = field(default_factory=list[Shape])
    labels: list[Label] = field(default_factory=list[Label])
    spots: list[Spot | None] = field(default_factory=list[Spot | None])

    def sheet(self, across: int) -> Sheet:
        """What was laid out."""
        return Sheet(tuple(self.shapes), tuple(self.labels), tuple(self.spots), max(1, across))


@dataclass(frozen=True, slots=True)
class Table:
    """The same as texts. A row is a point, or `across` points after what the row is called."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    across: int = 0

    def place(self, row: int, column: int) -> int:
        """The place of the point that a cell tells of."""
        return row * self.across + min(self.across - 1, max(0, column - 1)) if self.across else row


class ChartData(Protocol):
    """A chart: bars, a trend, ranges, steps, cohorts."""

    def is_empty(self) -> bool:
        """Whether no point has a value."""
        ...

    def laid(self, box: QRectF, ink: Ink) -> Sheet:
        """The chart in `box`, in pixels."""
        ...

    def height(self, ink: Ink) -> float:
        """How high it likes to be, in pixels."""
        ...

    def table(self) -> Table:
        """The same values as texts."""
        ...


def paint_chart(
    painter: QPainter, where: QRectF, data: ChartData, *, chosen: Tokens = theme.LIGHT, unit: float = 1.0
) -> None:
    """Paints a chart on a page. `where` is in the painter's own units, of which `unit` make a pixel: 7.5 on a
    page of `widgets.paper`, where a pixel is three quarters of a point."""
    painter.save()
    painter.translate(where.topLeft())
    painter.scale(unit, unit)
    ink = Ink(chosen, on_screen=False)
    paint_sheet(painter, data.laid(QRectF(0, 0, where.width() / unit, where.height() / unit), ink), ink)
    painter.restore()


def paint_sheet(painter: QPainter, sheet: Sheet, ink: Ink) -> None:
    """Paints what was laid out."""
    painter.save()
    for shape in sheet.shapes:
        _paint_shape(painter, shape, ink)
    for label in sheet.labels:
        painter.setFont(label.type.font)
        painter.setPen(label.color)
        painter.drawText(
            label.box, label.side | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip, label.text
        )
    painter.restore()


def _paint_shape(painter: QPainter, shape: Shape, ink: Ink) -> None:
    if isinstance(shape, Line):
        _paint_line(painter, shape, ink)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shape.color)
    if isinstance(shape, Box) and (shape.radius <= 0 or shape.box.width() < _ROUNDED_FROM):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(shape.box, shape.color)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(shape, Area):
        painter.drawPolygon(QPolygonF(list(shape.points)))
    elif isinstance(shape, Dot):
        painter.drawEllipse(shape.middle, shape.radius, shape.radius)
    elif shape.feet:
        painter.drawPath(_standing(shape))
    else:
        painter.drawRoundedRect(shape.box, shape.radius, shape.radius)


def _paint_line(painter: QPainter, line: Line, ink: Ink) -> None:
    level = len({point.y() for point in line.points}) == 1 or len({point.x() for point in line.points}) == 1
    pen = QPen(line.color, line.width)
    pen.setCosmetic(ink.on_screen and line.width <= 1)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if line.dash:
        pen.setDashPattern(list(line.dash))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not level or bool(line.dash) or line.width > 1)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(list(line.points)))


def _standing(shape: Box) -> QPainterPath:
    """A box of which the corners away from its feet are round."""
    box, path = shape.box, QPainterPath()
    radius = min(shape.radius, box.height(), box.width() / 2)
    down = shape.feet == "below"
    foot, head = (box.bottom(), box.top()) if down else (box.top(), box.bottom())
    bend = radius if down else -radius
    path.moveTo(box.left(), foot)
    path.lineTo(box.left(), head + bend)
    path.quadTo(box.left(), head, box.left() + radius, head)
    path.lineTo(box.right() - radius, head)
    path.quadTo(box.right(), head, box.right(), head + bend)
    path.lineTo(box.right(), foot)
    path.closeSubpath()
    return path
