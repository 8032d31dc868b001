"""How a cell of the table looks: a text, a chip, a box to mark the row with."""

from __future__ import annotations

from typing import Any, Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets import chips

_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _MIDDLE, Qt.AlignmentFlag.AlignRight | _MIDDLE
_SELECTED, _UNDER_MOUSE = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver
_REMEMBERED: Final = 4096  # texts whose cut is remembered


class CellPainter(QStyledItemDelegate):
    """Paints the cells of a `RecordTable`. A keystroke paints a hundred of them, so that what is the same for all
    is made ready once a paint, by `begin`."""

    MARK: Final = 36  # the width of the box, in the first column of a table whose rows can be marked

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._plain, self._strong = theme.font(tabular=True), theme.font(weight=QFont.Weight.DemiBold)
        self._metrics = {True: QFontMetrics(self._strong), False: QFontMetrics(self._plain)}
        self._cut: dict[tuple[str, int, bool], str] = {}
        self.begin()

    def begin(self) -> None:
        """Makes ready what all cells share: colours, columns, the row in front."""
        self._tokens = chosen = theme.tokens(self._table)
        self._ground, self._hover = QColor(chosen.accent_soft), QColor(chosen.faint)
        self._line, self._quiet, self._loud = (
            QPen(QColor(color), 1) for color in (chosen.faint, chosen.secondary, chosen.text)
        )
        self._front = self._table.currentIndex().row()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, theme.ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        option_any, model = cast("Any", option), cast("Any", index.model())  # not in the stubs
        box, state = QRect(option_any.rect), option_any.state
        row, column = index.row(), index.column()
        if row == self._front or state & _SELECTED:
            painter.fillRect(box, self._ground)
        elif state & _UNDER_MOUSE:
            painter.fillRect(box, self._hover)
        painter.setPen(self._line)
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())
        record = model.row(row)
        inside = box.adjusted(10, 0, -10, 0)
        if model.marks and column == 0:
            marked = model.keys[row] in model.marked
            where = QRect(box.left() + 11, box.center().y() - 7, 15, 15)
            _paint_box(painter, where, self._tokens, on=marked)
            inside.setLeft(box.left() + self.MARK)
        if record is not None:
            self._content(painter, inside, model.columns[column], record)

    def _content(self, painter: QPainter, inside: QRect, column: Any, record: Any) -> None:
        cell = column.cell(record)
        if not cell.text:
            return
        if cell.tone:
            chips.paint(painter, inside, cell.text, cell.tone, self._tokens)
            return
        painter.setFont(self._strong if cell.strong else self._plain)
        painter.setPen(self._loud if cell.strong else self._quiet)
        side = _RIGHT if column.right else _LEFT
        painter.drawText(inside, side, self._fitting(cell.text, inside.width(), strong=cell.strong))

    def _fitting(self, text: str, room: int, *, strong: bool) -> str:
        """As much of the first line of `text` as there is room for."""
        known = self._cut.get((text, room, strong))
        if known is None:
            first = text.partition("\n")[0]
            known = self._metrics[strong].elidedText(first, Qt.TextElideMode.ElideRight, room)
            if len(self._cut) > _REMEMBERED:
                self._cut.clear()
            self._cut[text, room, strong] = known
        return known


def _paint_box(painter: QPainter, box: QRect, chosen: theme.Tokens, *, on: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(chosen.accent if on else chosen.control), 1))
    painter.setBrush(QColor(chosen.accent if on else chosen.panel))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if on:
        paint_icon(painter, "check", box.adjusted(2, 2, -1, -1), chosen.on_accent)
    painter.restore()
