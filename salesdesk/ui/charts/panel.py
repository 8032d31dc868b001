"""A chart, or the same values as a table: for who has no picture of it, or wants the numbers."""

from __future__ import annotations

import math
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.charts.chart import Chart
from salesdesk.ui.charts.drawing import ChartData, Table
from salesdesk.ui.charts.ink import Ink
from salesdesk.ui.icons import icon
from salesdesk.ui.widgets.buttons import icon_button
from salesdesk.ui.widgets.labels import plainly

Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 26
_LEAST: Final = 110  # pixels of the first column, where others take the room
_PAD: Final = 10  # beside a text, as in the header


class TableModel(QAbstractTableModel):
    """The texts of a chart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table((), ())

    def show(self, table: Table) -> None:
        """Shows other texts."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's name and default)
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's name and default)
        return 0 if parent.isValid() else len(self.table.header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.rows[index.row()][index.column()]
        return _side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.table.header):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.header[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _side(column: int) -> Qt.AlignmentFlag:
    """Values stand at the right, under each other."""
    return (
        Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    ) | Qt.AlignmentFlag.AlignVCenter


class _Texts(QStyledItemDelegate):
    """Paints the texts as other tables look: the row in front on a soft ground, a ring where the keyboard is."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, ink = self._table, Ink(theme.tokens(self._table))
        box, front = QRectF(table.visualRect(index)), table.currentIndex()  # type: ignore[arg-type]  # Qt takes both
        if index.row() == front.row():
            painter.fillRect(box, ink.color("accent_soft"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), ink.color("faint"))
        painter.setPen(ink.color("secondary" if index.column() else "text"))
        painter.setFont(ink.plain.font)
        inside = box.adjusted(_PAD, 0, -_PAD, 0)
        painter.drawText(inside, _side(index.column()), ink.plain.cut(str(index.data()), inside.width()))
        if table.hasFocus() and (index.row(), index.column()) == (front.row(), front.column()):
            painter.setPen(ink.color("accent"))
            painter.drawRect(box.adjusted(1, 1, -2, -2))


class ChartTable(QTableView):
    """The table; Enter and a double click give the place of the point in that row."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values = TableModel(self)
        self._needed: list[int] = []  # pixels, by column
        self.setModel(self.values)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(_Texts(self))
        self.setCornerWidget(QWidget(self))  # between two scroll bars, where the style paints a grip
        self.doubleClicked.connect(self._open)

    def show_table(self, table: Table) -> None:
        """Shows other texts; the row in front stays where there is one."""
        before = self.currentIndex()
        wide = Ink(theme.tokens(self)).plain.width
        texts = ([row[column] for row in table.rows] for column in range(len(table.header)))
        self._needed = [math.ceil(max(map(wide, column), default=0.0)) + 2 * _PAD + 1 for column in texts]
        self.values.show(table)  # which may give it another size at once
        self._fit()
        if table.rows:
            row = max(0, min(before.row(), len(table.rows) - 1))
            self.setCurrentIndex(self.values.index(row, max(0, min(before.column(), len(table.header) - 1))))

    def _fit(self) -> None:
        """Gives each column what it needs, and the first what is left: it is cut before all have to be scrolled."""
        head = self.horizontalHeader()
        columns = range(len(self.values.table.header))
        needed = [
            max(wide, head.sectionSizeHint(one)) for wide, one in zip(self._needed, columns, strict=True)
        ]
        for column in columns:
            spare = self.viewport().width() - sum(needed) if column == 0 else 0
            self.setColumnWidth(column, max(min(needed[column], _LEAST), needed[column] + spare))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _open(self, index: Index) -> None:
        self.chosen.emit(self.values.table.place(index.row(), index.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)


class ChartPanel(QWidget):
    """A chart and its table, of which one is shown; `switch` is the button for the head of its card."""

    chosen = Signal(int)

    def __init__(
        self, name: str, *, nothing: str = "", opens: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.chart = Chart(name, nothing=nothing, opens=opens)
        self.values = ChartTable(name)
        self.chart.chosen.connect(self.chosen)
        self.values.chosen.connect(self.chosen)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.values)
        self._name = name
        self.switch: QPushButton = icon_button("table", self._switched, name)
        self._name_switch()

    def set_data(self, data: ChartData | None) -> None:
        """Shows other data, as it is shown now."""
        self.chart.set_data(data)
        if self.is_table():
            self.values.show_table(self.chart.table())

    def is_table(self) -> bool:
        """Whether the table is shown."""
        return self._stack.currentIndex() == 1

    def show_table(self, *, on: bool) -> None:
        """Shows the table, or the chart again."""
        if on == self.is_table():
            return
        inside = self.chart.hasFocus() or self.values.hasFocus()
        if on:
            self.values.show_table(self.chart.table())
        self._stack.setCurrentIndex(int(on))
        if inside:
            (self.values if on else self.chart).setFocus(Qt.FocusReason.TabFocusReason)
        self._name_switch()

    def _switched(self) -> None:
        self.show_table(on=not self.is_table())

    def _name_switch(self) -> None:
        said = _("Show {chart} as a chart") if self.is_table() else _("Show {chart} as a table")
        text = said.format(chart=self._name)
        self.switch.setIcon(icon("chart-column" if self.is_table() else "table", "text"))
        self.switch.setAccessibleName(text)
        self.switch.setToolTip(plainly(text))
