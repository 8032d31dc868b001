"""The one table of records: columns are data, rows come by window, sorting and filtering happen in SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QHoverEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from salesdesk.ui import theme
from salesdesk.ui.copying import PART, as_lines, copy_rows
from salesdesk.ui.desk import Desk
from salesdesk.ui.table_head import TableHead
from salesdesk.ui.table_painting import MARK, DraggedCells, TablePainter
from salesdesk.ui.table_toggle import OpensToggled
from salesdesk.ui.widgets.labels import plainly

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
SCREEN: Final = 24  # rows fetched first, which a keystroke waits for
BLOCK: Final = 64  # rows fetched at once from then on
KEPT: Final = 4096  # rows kept in memory before the oldest are let go
_OF_A_CELL: Final = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
MARKED_ROLE: Final = Qt.ItemDataRole.UserRole + 2
SORT_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_TOLD: Final = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows: a text, or a chip in a tone; `strong` is for what a row is known by."""

    text: str
    tone: str = ""
    strong: bool = False
    hint: Callable[[], str] | None = field(default=None, compare=False)  # what pointing at it tells


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column. The one of the lowest `priority` is hidden last; `sort` is what SQL sorts by, or empty."""

    key: str
    title: str
    cell: Callable[[R], Cell]
    width: int = 120
    priority: int = 0
    sort: str = ""
    right: bool = False
    stretch: bool = False


class RecordModel(QAbstractTableModel, Generic[R]):
    """Ordered keys, and the rows around what is looked at."""

    def __init__(
        self, columns: Sequence[Column[R]], parent: QWidget | None = None, *, marks: bool = False
    ) -> None:
        super().__init__(parent)
        self.columns, self.marks = tuple(columns), marks
        self.keys: Sequence[Any] = ()
        self.marked: set[Any] = set()
        self._fetch: Callable[[Sequence[Any]], Mapping[Any, R]] = lambda _keys: {}
        self._rows: dict[Any, R | None] = {}
        self._cells: dict[Any, dict[int, Cell]] = {}

    def show(self, keys: Sequence[Any], fetch: Callable[[Sequence[Any]], Mapping[Any, R]]) -> None:
        """Shows the records `keys` in that order; `fetch` reads a block of them, in under 8 ms,
        on any thread."""
        self.beginResetModel()
        self.keys, self._fetch = keys, fetch
        self._forget()
        self.marked &= set(keys) if self.marked else set()
        self.endResetModel()

    def again(self) -> None:
        """Reads the rows anew, in the same order."""
        self._forget()
        if self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, self.columnCount() - 1))

    def _forget(self) -> None:
        self._rows.clear()
        self._cells.clear()

    def cell(self, place: int, column: int) -> Cell | None:
        """What a cell shows, worked out once: a row is painted often. None where its record is gone meanwhile."""
        key = self.keys[place]
        known = self._cells.get(key)
        if known is None:
            known = self._cells[key] = {}
        found = known.get(column)
        if found is None:
            record = self.row(place)
            if record is None:
                return None
            found = known[column] = self.columns[column].cell(record)
        return found

    def row(self, place: int) -> R | None:
        """The record at `place`; None where it is gone meanwhile."""
        key = self.keys[place]
        if key not in self._rows:
            self._read(place)
        return self._rows.get(key)

    def fetcher(self) -> Callable[[Sequence[Any]], Mapping[Any, R]]:
        """What reads the records that are shown now; may be called on any thread."""
        return self._fetch

    def _read(self, place: int) -> None:
        if len(self._rows) > KEPT:
            self._forget()
        size = BLOCK if self._rows else SCREEN
        start = place // size * size
        wanted = [key for key in self.keys[start : start + size] if key not in self._rows]
        self._rows.update(dict.fromkeys(wanted))
        self._rows.update(self._fetch(wanted))

    def place_of(self, key: object) -> int | None:
        """Where the record of `key` stands."""
        try:
            return self.keys.index(key)
        except ValueError:
            return None

    def mark(self, keys: set[Any]) -> None:
        """Marks these and no others."""
        self.marked = keys
        if self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's name and default)
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's name and default)
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == MARKED_ROLE:
            return self.keys[index.row()] in self.marked
        if role not in (Qt.ItemDataRole.DisplayRole, ROW_ROLE, CELL_ROLE, SORT_ROLE, *_TOLD):
            return None
        if role == ROW_ROLE:
            return self.row(index.row())
        cell = self.cell(index.row(), index.column())
        if role in _TOLD:
            told = cell.hint() if cell and cell.hint else None
            return plainly(told) if told and role == Qt.ItemDataRole.ToolTipRole else told
        return cell if cell is None or role == CELL_ROLE else cell.text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            above = "\u2003\u2002" if self.marks and section == 0 else ""  # over the names
            return f"{above}{column.title}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _OF_A_CELL if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:  # type: ignore[override]
        return self.dragged(sorted({index.row() for index in indexes}))

    def dragged(self, places: Sequence[int]) -> QMimeData:
        """What is dragged out, while the mouse is held: of very many the first. A page may say more than text."""
        data = QMimeData()
        keys = [self.keys[place] for place in places[:PART]]
        data.setText("\n".join(as_lines(keys, self.columns, self._fetch)))
        return data


class RecordTable(QTableView):
    """The view. Arrows move, Enter opens, Space marks, Ctrl+A marks all, Ctrl+C copies as a table."""

    opened = Signal(object)  # a key
    moved = Signal(object)  # the key now in front, or None
    marked = Signal(int)  # so many are marked now
    sort_asked = Signal(str, bool)  # by what, and whether the other way round

    def __init__(
        self, desk: Desk, model: RecordModel[Any], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self.records = desk, model
        self.chosen_columns: frozenset[str] | None = None  # the seller's choice; None: as there is room
        self._sort, self._descending = "", False
        self._marking = False  # the mouse went down on the box of a row, which is no click on the row
        self.under_mouse = -1  # the row that the mouse points at
        self.setHorizontalHeader(TableHead(self))
        self.setModel(model)
        self._painter = TablePainter(self)
        self.setItemDelegate(DraggedCells(self, self._painter))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or all behind it is painted
        self.horizontalHeader().sectionClicked.connect(self._head_clicked)
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().currentChanged.connect(self._moved)
        self._toggled = OpensToggled(self)
        self.fit()

    def _double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._key(index))

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.moved.emit(self._key(now))

    def _key(self, index: Index) -> Any:
        return self.records.keys[index.row()] if index.isValid() else None

    def current_key(self) -> Any:
        """The key of the row in front, or None."""
        return self._key(self.currentIndex())

    def choose(self, key: object) -> bool:
        """Puts the row of `key` in front; False where there is none."""
        place = self.records.place_of(key)
        if place is None:
            return False
        self.setCurrentIndex(self.records.index(place, 0))
        return True

    def show_records(self, keys: Sequence[Any], fetch: Callable[[Sequence[Any]], Mapping[Any, Any]]) -> None:
        """Shows other records; the one in front stays there, or the one that took its place."""
        before, place = self.current_key(), self.currentIndex().row()
        top = self.verticalScrollBar().value()
        self.records.show(keys, fetch)
        if before is None or not keys:
            return
        if not self.choose(before):
            self.setCurrentIndex(self.records.index(min(place, len(keys) - 1), 0))
        else:
            self.verticalScrollBar().setValue(top)

    def taken(self) -> list[Any]:
        """What an act is done with: those marked in the order shown, else those selected, else the one in front."""
        model = self.records
        if model.marked:
            return [key for key in model.keys if key in model.marked]
        spans = self.selectionModel().selection()  # `selectedRows` takes a second for 30,000
        ranges = [spans.at(number) for number in range(spans.size())]
        rows = {row for one in ranges for row in range(one.top(), one.bottom() + 1)}
        return [model.keys[row] for row in sorted(rows)]

    def sorted_by(self, sort: str, *, descending: bool) -> None:
        """Shows by which column it is sorted."""
        self._sort, self._descending = sort, descending
        head = self.horizontalHeader()
        place = next(
            (n for n, column in enumerate(self.records.columns) if sort and column.sort == sort), None
        )
        head.setSortIndicatorShown(place is not None)
        if place is not None:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(place, order)

    def _head_clicked(self, place: int) -> None:
        sort = self.records.columns[place].sort
        if sort:
            self.sort_asked.emit(sort, sort == self._sort and not self._descending)

    def toggle(self, place: int) -> None:
        """Marks a row, or takes its mark away."""
        key = self.records.keys[place]
        self.records.mark(self.records.marked ^ {key})
        self.marked.emit(len(self.records.marked))

    def mark_all(self, *, on: bool = True) -> None:
        """Marks all rows, or none."""
        self.records.mark(set(self.records.keys) if on else set())
        self.marked.emit(len(self.records.marked))

    def copy(self) -> None:
        """Copies what is marked or selected, as a spreadsheet takes it, and says so."""
        copy_rows(self._desk, self, self.taken(), self.copied_columns(), self.records.fetcher())

    def copied_columns(self) -> Sequence[Column[Any]]:
        """What is copied of a row."""
        return self.records.columns

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(self._key(index))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self.records.marks and event.key() == Qt.Key.Key_Space and index.isValid():
            self.toggle(index.row())
        elif self.records.marks and event.matches(QKeySequence.StandardKey.SelectAll):
            self.mark_all()
        elif self.records.marks and event.key() == Qt.Key.Key_Escape and self.records.marked:
            self.mark_all(on=False)
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        ends = {self.CursorAction.MoveHome: 0, self.CursorAction.MoveEnd: len(self.records.keys) - 1}
        if action not in ends or not self.records.keys:
            return super().moveCursor(action, modifiers)
        return self.records.index(ends[action], max(0, self.currentIndex().column()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self.records.marks and index.isValid() and index.column() == 0:
            start = self.columnViewportPosition(0)
            if event.position().x() - start < MARK:
                self.toggle(index.row())
                self._marking = True
                return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._marking:
            self._marking = False
            return
        super().mouseReleaseEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):  # before Qt, which then has both rows painted anew
            left = event.type() == QEvent.Type.HoverLeave
            self.under_mouse = -1 if left else self.rowAt(int(event.position().y()))
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._painter.paint(painter, event.rect())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Gives the columns the room there is: the least important are hidden first, one takes the rest."""
        columns = self.records.columns
        shown = {c.key for c in columns if self.chosen_columns is None or c.key in self.chosen_columns}
        room = self.viewport().width()
        for column in sorted(columns, key=lambda one: -one.priority):
            if sum(c.width for c in columns if c.key in shown) <= room or column.priority == 0:
                break
            shown.discard(column.key)
        spare = room - sum(c.width for c in columns if c.key in shown)
        takers = [c for c in columns if c.stretch and c.key in shown] or [
            c for c in columns if c.key in shown
        ][-1:]
        for place, column in enumerate(columns):
            self.setColumnHidden(place, column.key not in shown)
            extra = max(0, spare) // len(takers) if column in takers else 0
            self.setColumnWidth(place, column.width + extra)
