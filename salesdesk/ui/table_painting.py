"""How a cell of the table looks: a text, a chip, a box to mark the row with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPixmapCache, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets import chips

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
        self._cut: dict[tuple[str, int, bool], tuple[QStaticText, int]] = {}
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
            self._stamp(painter, where, f"box {marked}", partial(_paint_box, chosen=self._tokens, on=marked))
            inside.setLeft(box.left() + self.MARK)
        if record is not None:
            self._content(painter, inside, model.columns[column], record)

    def _content(self, painter: QPainter, inside: QRect, column: Any, record: Any) -> None:
        cell = column.cell(record)
        if not cell.text:
            return
        if cell.tone:
            draw = partial(chips.paint, text=cell.text, tone=cell.tone, chosen=self._tokens)
            self._stamp(painter, inside, f"chip {cell.tone} {cell.text}", draw)
            return
        painter.setFont(self._strong if cell.strong else self._plain)
        painter.setPen(self._loud if cell.strong else self._quiet)
        shown, wide = self._fitting(cell.text, inside.width(), strong=cell.strong)
        left = inside.left() if not column.right else inside.right() + 1 - wide
        top = inside.top() + (inside.height() - self._metrics[cell.strong].height()) // 2
        painter.drawStaticText(left, top, shown)

    def _stamp(
        self, painter: QPainter, where: QRect, key: str, draw: Callable[[QPainter, QRect], None]
    ) -> None:
        """Paints what looks the same in many rows, drawn once."""
        ratio = painter.device().devicePixelRatio()
        full = f"salesdesk {key} {self._tokens.panel} {where.width()} {where.height()} {ratio}"
        drawn = QPixmap()
        if not QPixmapCache.find(full, drawn):
            drawn = QPixmap(where.size() * ratio)
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            stamping = QPainter(drawn)
            draw(stamping, QRect(QPoint(0, 0), where.size()))
            stamping.end()
            QPixmapCache.insert(full, drawn)
        painter.drawPixmap(where.topLeft(), drawn)

    def _fitting(self, text: str, room: int, *, strong: bool) -> tuple[QStaticText, int]:
        """As much of the first line of `text` as there is room for, laid out, and its width. What stands in many
        rows is laid out once: that is most of what a cell costs."""
        known = self._cut.get((text, room, strong))
        if known is None:
            first = text.partition("\n")[0]
            metrics = self._metrics[strong]
            shown = metrics.elidedText(first, Qt.TextElideMode.ElideRight, room)
            laid_out = QStaticText(shown)
            laid_out.setTextFormat(Qt.TextFormat.PlainText)
            laid_out.prepare(font=self._strong if strong else self._plain)
            known = laid_out, metrics.horizontalAdvance(shown)
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
