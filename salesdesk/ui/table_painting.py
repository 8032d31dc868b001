"""How a table looks: rows of texts and chips, a box to mark a row with. Painted row by row, since a keystroke
paints a hundred cells, and a call of Qt's for each of them would cost more than what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPixmapCache, QStaticText
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets import chips

if TYPE_CHECKING:
    from salesdesk.ui.tables import Cell, RecordTable

MARK: Final = 36  # pixels of the box, in the first column of a table whose rows can be marked
_REMEMBERED: Final = 4096  # texts whose cut is remembered
PAD: Final = 10  # pixels beside what a cell shows


@dataclass(slots=True)
class _Cut:
    """As much of a text as there is room for, and its width. `drawn` is made when it is painted a second time:
    a text laid out once is painted twice as fast, but laying it out costs as much again."""

    text: str
    wide: int
    drawn: QStaticText | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A column as it stands now."""

    column: int
    left: int
    wide: int
    right: bool


class TablePainter:
    """Paints the rows of a `RecordTable`."""

    def __init__(self, table: RecordTable) -> None:
        self._table = table
        self._fonts = {True: theme.font(weight=QFont.Weight.DemiBold), False: theme.font(tabular=True)}
        self._metrics = {strong: QFontMetrics(font) for strong, font in self._fonts.items()}
        self._cut: dict[tuple[str, int, bool], _Cut] = {}
        self._begin()

    def _begin(self) -> None:
        """Makes ready what all rows share: the colours."""
        self._tokens = chosen = theme.tokens(self._table)
        self._base, self._line = QColor(chosen.panel), QColor(chosen.faint)
        self._front, self._under = QColor(chosen.accent_soft), QColor(chosen.faint)
        self._pens = {True: QPen(QColor(chosen.text), 1), False: QPen(QColor(chosen.secondary), 1)}

    def paint(self, painter: QPainter, where: QRect) -> None:
        """Paints what lies within `where`, the ground of the table included."""
        self._begin()
        table, rows = self._table, len(self._table.records.keys)
        painter.fillRect(where, self._base)
        first = table.rowAt(where.top())
        if first < 0:
            return
        places = list(self._places())
        top, high, wide = table.rowViewportPosition(first), table.rowHeight(first), table.viewport().width()
        front, selection = table.currentIndex().row(), table.selectionModel()
        for row in range(first, min(rows, first + (where.bottom() - top) // high + 1)):
            if row == front or selection.isRowSelected(row):
                painter.fillRect(0, top, wide, high, self._front)
            elif row == table.under_mouse:
                painter.fillRect(0, top, wide, high, self._under)
            painter.fillRect(0, top + high - 1, wide, 1, self._line)
            for one in places:
                self._cell(painter, row, one.column, QRect(one.left, top, one.wide, high), right=one.right)
            top += high

    def _places(self) -> Iterator[_Place]:
        table = self._table
        for number, column in enumerate(table.records.columns):
            if not table.isColumnHidden(number):
                left, wide = table.columnViewportPosition(number), table.columnWidth(number)
                yield _Place(number, left, wide, column.right)

    def _cell(self, painter: QPainter, row: int, column: int, box: QRect, *, right: bool) -> None:
        model = self._table.records
        left, room = box.left() + PAD, box.width() - 2 * PAD
        if model.marks and column == 0:
            marked = model.keys[row] in model.marked
            where = QRect(box.left() + 11, box.center().y() - 7, 15, 15)
            self._stamp(painter, where, f"box {marked}", partial(_paint_box, chosen=self._tokens, on=marked))
            left, room = box.left() + MARK, room + PAD - MARK
        cell = model.cell(row, column)
        if cell is None or not cell.text:
            return
        if cell.tone:
            draw = partial(chips.paint, text=cell.text, tone=cell.tone, chosen=self._tokens)
            where = QRect(left, box.top(), room, box.height())
            self._stamp(painter, where, f"chip {cell.tone} {cell.text}", draw)
        else:
            self._text(painter, cell, QRect(left, box.top(), room, box.height()), right=right)

    def _text(self, painter: QPainter, cell: Cell, inside: QRect, *, right: bool) -> None:
        strong, metrics = cell.strong, self._metrics[cell.strong]
        painter.setFont(self._fonts[strong])
        painter.setPen(self._pens[strong])
        known = self._cut.get((cell.text, inside.width(), strong))
        cut = known or self._fitting(cell.text, inside.width(), strong=strong)
        left = inside.right() + 1 - cut.wide if right else inside.left()
        top = inside.top() + (inside.height() - metrics.height()) // 2
        if known is None:
            painter.drawText(left, top + metrics.ascent(), cut.text)
            return
        if cut.drawn is None:
            cut.drawn = QStaticText(cut.text)
            cut.drawn.setTextFormat(Qt.TextFormat.PlainText)
            cut.drawn.prepare(font=self._fonts[strong])
        painter.drawStaticText(left, top, cut.drawn)

    def _fitting(self, text: str, room: int, *, strong: bool) -> _Cut:
        """As much of the first line of `text` as there is room for."""
        metrics, shown = self._metrics[strong], text.partition("\n")[0]
        wide = metrics.horizontalAdvance(shown)
        if wide > room:
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
            wide = metrics.horizontalAdvance(shown)
        if len(self._cut) > _REMEMBERED:
            self._cut.clear()
        made = self._cut[text, room, strong] = _Cut(shown, wide)
        return made

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

    def drag(self, painter: QPainter, row: int, column: int, box: QRect) -> None:
        """Paints a cell as it hangs at the mouse while its row is dragged."""
        painter.fillRect(box, self._front)
        self._cell(painter, row, column, box, right=self._table.records.columns[column].right)


class DraggedCells(QStyledItemDelegate):
    """The rows at the mouse while they are dragged: the one thing for which Qt asks cell by cell."""

    def __init__(self, table: RecordTable, painter: TablePainter) -> None:
        super().__init__(table)
        self._painter = painter

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, theme.ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box = QRect(cast("Any", option).rect)  # not in the stubs
        self._painter.drag(painter, index.row(), index.column(), box)


def _paint_box(painter: QPainter, box: QRect, chosen: theme.Tokens, *, on: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(chosen.accent if on else chosen.control), 1))
    painter.setBrush(QColor(chosen.accent if on else chosen.panel))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if on:
        paint_icon(painter, "check", box.adjusted(2, 2, -1, -1), chosen.on_accent)
    painter.restore()
