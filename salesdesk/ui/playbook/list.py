"""The list of techniques: each with its win rate in the range in which it may as well lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from salesdesk.i18n import _
from salesdesk.services.technique_list import Line
from salesdesk.ui import theme
from salesdesk.ui.charts.ink import Ink
from salesdesk.ui.playbook import wording
from salesdesk.ui.widgets.rows import Index, Row, RowList, paint_ground

_HIGH: Final = 72  # pixels of a row
_EDGE: Final = 16
_DOT: Final = 5.0


class TechniqueRows(RowList):
    """The techniques in the seller's own order, which ranks nothing; the key of a row is the name."""

    def __init__(self) -> None:
        super().__init__(name=_("Techniques"))
        self.lines: dict[str, Line] = {}
        self.setItemDelegate(_Painter(self))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows techniques; the chosen one stays chosen."""
        self.lines = {one.name: one for one in lines}
        self.show_rows([Row(one.name, one.name, wording.came_of_it(one)) for one in lines])
        self.viewport().update()


class _Painter(QStyledItemDelegate):
    """Two lines of text, and the range between them on a scale from 0 to 100 per cent."""

    def __init__(self, rows: TechniqueRows) -> None:
        super().__init__(rows)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        line, chosen = self._rows.lines.get(row.key), theme.tokens(self._rows)
        box = self._rows.visualRect(index)  # type: ignore[arg-type]  # Qt takes both kinds of index
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  # not in the stubs
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(chosen.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        paint_ground(painter, box, state, chosen)
        if line is not None:
            self._paint_texts(painter, box, row, line)
            _paint_range(painter, box, line, Ink(chosen))
        painter.restore()

    def _paint_texts(self, painter: QPainter, box: QRect, row: Row, line: Line) -> None:
        chosen, bold = theme.tokens(self._rows), QFont.Weight.DemiBold
        inside = box.adjusted(_EDGE, 8, -_EDGE, -8)
        shown = wording.rate(line)
        font = theme.font(weight=bold if shown != wording.few(line) else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(chosen.text if shown != wording.few(line) else chosen.muted))
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(inside, top | Qt.AlignmentFlag.AlignRight, shown)
        room = inside.width() - QFontMetrics(font).horizontalAdvance(shown) - 12
        font = theme.font(weight=QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(chosen.text if line.record else chosen.secondary))
        painter.drawText(inside, top, _cut(font, row.title, room))
        font = theme.font(-1)
        painter.setFont(font)
        painter.setPen(QColor(chosen.muted))
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, _cut(font, row.note, inside.width()))


def _cut(font: QFont, text: str, room: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))


def _paint_range(painter: QPainter, box: QRect, line: Line, ink: Ink) -> None:
    """The range in which the rate lies, 95 times of a hundred; nothing where there are too few deals to say."""
    whole = QRectF(box.left() + _EDGE, box.center().y() - 1.5, box.width() - 2 * _EDGE, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.color("line"))
    painter.drawRoundedRect(whole.adjusted(0, 1, 0, -1), 1, 1)
    rate = line.rate
    if rate.note or rate.value is None or rate.low is None or rate.high is None:
        return
    left = whole.left() + whole.width() * rate.low
    painter.setBrush(ink.color("accent", 0.45))
    painter.drawRoundedRect(
        QRectF(left, whole.top(), max(4.0, whole.width() * (rate.high - rate.low)), 4), 2, 2
    )
    painter.setBrush(ink.color("accent"))
    middle = min(
        whole.right() - _DOT, max(whole.left() + _DOT, whole.left() + whole.width() * float(rate.value))
    )
    painter.drawEllipse(QPointF(middle, whole.center().y()), _DOT, _DOT)
