"""How a cell of the table looks: a text, a chip, a box to mark the row with."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets import chips


class CellPainter(QStyledItemDelegate):
    """Paints the cells of a `RecordTable`; fonts are made once, since a screen has hundreds of cells."""

    MARK: Final = 36  # the width of the box, in the first column of a table whose rows can be marked

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._plain, self._strong = theme.font(tabular=True), theme.font(weight=QFont.Weight.DemiBold)
        self._metrics = {True: QFontMetrics(self._strong), False: QFontMetrics(self._plain)}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, theme.ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        option_any: Any = option  # its fields are not in the stubs
        box, table, state = QRect(option_any.rect), option_any.widget, option_any.state
        chosen = theme.tokens(table)
        painter.save()
        self._ground(painter, box, state, chosen, current=table.currentIndex().row() == index.row())
        model: Any = index.model()
        cell = model.data(index, Qt.ItemDataRole.UserRole + 1)
        inside = box.adjusted(10, 0, -10, 0)
        if model.marks and index.column() == 0:
            marked = bool(model.data(index, Qt.ItemDataRole.UserRole + 2))
            _paint_box(painter, QRect(box.left() + 11, box.center().y() - 7, 15, 15), chosen, on=marked)
            inside.setLeft(box.left() + self.MARK)
        if cell is not None and cell.tone:
            if cell.text:
                chips.paint(painter, inside, cell.text, cell.tone, chosen)
        elif cell is not None:
            side = (
                Qt.AlignmentFlag.AlignRight
                if model.columns[index.column()].right
                else Qt.AlignmentFlag.AlignLeft
            )
            painter.setFont(self._strong if cell.strong else self._plain)
            painter.setPen(QColor(chosen.text if cell.strong else chosen.secondary))
            text = cell.text.partition("\n")[0]
            shown = self._metrics[cell.strong].elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _ground(
        self, painter: QPainter, box: QRect, state: QStyle.StateFlag, chosen: theme.Tokens, *, current: bool
    ) -> None:
        flag = QStyle.StateFlag
        if state & flag.State_Selected or current:
            painter.fillRect(box, QColor(chosen.accent_soft))
        elif state & flag.State_MouseOver:
            painter.fillRect(box, QColor(chosen.faint))
        painter.setPen(QPen(QColor(chosen.faint), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())


def _paint_box(painter: QPainter, box: QRect, chosen: theme.Tokens, *, on: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(chosen.accent if on else chosen.control), 1))
    painter.setBrush(QColor(chosen.accent if on else chosen.panel))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if on:
        paint_icon(painter, "check", box.adjusted(2, 2, -1, -1), chosen.on_accent)
    painter.restore()
