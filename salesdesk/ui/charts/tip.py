"""The small sign beside a point of a chart that says what it is; painted, so that it is told by keyboard too."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from salesdesk.ui.charts.drawing import Spot
from salesdesk.ui.charts.ink import Ink

_PAD: Final = 8
_AWAY: Final = 6


def paint_mark(painter: QPainter, spot: Spot, ink: Ink, *, keyboard: bool) -> None:
    """Marks a point: stronger where the keyboard is on it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink.color("accent" if keyboard else "control"), 2 if keyboard else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if spot.round:
        painter.setPen(QPen(ink.color("accent"), 2))
        painter.setBrush(ink.color("panel"))
        painter.drawEllipse(spot.mark)
    else:
        painter.drawRoundedRect(spot.mark.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4)
    painter.restore()


def paint_tip(painter: QPainter, bounds: QRectF, spot: Spot, ink: Ink) -> QRectF:
    """Paints what a point says near it, within `bounds`, and never over the point where there is room beside it;
    gives where."""
    lines = [
        (text, type_, ink.color(token))
        for text, type_, token in (
            (spot.label, ink.small, "secondary"),
            (spot.shown, ink.strong, "text"),
            (spot.note, ink.small, "secondary"),
        )
        if text
    ]
    room = bounds.width() - 2 * _PAD
    wide = min(room, max(type_.width(text) for text, type_, _color in lines)) + 2 * _PAD
    high = sum(type_.height for _text, type_, _color in lines) + _PAD
    box = _beside(spot, bounds, wide, high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink.color("control"), 1))
    painter.setBrush(ink.color("panel"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    top = box.top() + _PAD / 2
    for text, type_, color in lines:
        painter.setFont(type_.font)
        painter.setPen(color)
        line = QRectF(box.left() + _PAD, top, wide - 2 * _PAD, type_.height)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, type_.cut(text, line.width()))
        top += type_.height
    painter.restore()
    return box


def _beside(spot: Spot, bounds: QRectF, wide: float, high: float) -> QRectF:
    """Above the point, else beside it, else below."""
    mark = spot.mark
    middle = mark.center().x() - wide / 2
    offered = (
        QPointF(middle, mark.top() - high - _AWAY),
        QPointF(mark.right() + _AWAY, max(mark.top(), bounds.top())),
        QPointF(mark.left() - wide - _AWAY, max(mark.top(), bounds.top())),
        QPointF(middle, mark.bottom() + _AWAY),
    )
    kept = [_kept(QRectF(corner.x(), corner.y(), wide, high), bounds) for corner in offered]
    return next((box for box in kept if not box.intersects(mark)), kept[0])


def _kept(box: QRectF, bounds: QRectF) -> QRectF:
    """The same box, moved within `bounds`."""
    left = max(bounds.left(), min(box.left(), bounds.right() - box.width()))
    top = max(bounds.top(), min(box.top(), bounds.bottom() - box.height()))
    return QRectF(left, top, box.width(), box.height())
