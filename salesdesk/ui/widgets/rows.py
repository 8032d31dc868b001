"""Lists of two lines a row, painted: an icon or initials, a title, a quieter line, a chip at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets import chips
from salesdesk.ui.widgets.labels import paint_key
from salesdesk.ui.widgets.marking import Marking
from salesdesk.ui.widgets.states import initials, paint_tile

_EDGE: Final = 14  # pixels between a chip and the right end of its row
HEIGHT: Final = 56
HEAD: Final = 44
LOW: Final = 36  # a row of one line
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `key` is what the page knows it by; `who` gives initials where there is no icon; a row with
    `head` is a heading between rows, which cannot be chosen."""

    key: Any
    title: str
    note: str = ""
    chip: str = ""
    tone: str = "neutral"
    icon: str = ""
    who: str = ""
    head: bool = False
    keys: str = ""  # a key cap at the right, and the row is of one line

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.note, self.chip, self.keys) if part)

    def height(self) -> int:
        """How high it is painted."""
        if self.head:
            return HEAD
        return HEIGHT if self.note or self.who or self.chip else LOW


class Rows(QAbstractListModel):
    """The rows of a list; a new list keeps the row that was chosen, by its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self.marking: Marking | None = None  # where rows can be marked

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's name and default)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            marked = self.marking is not None and row.key in self.marking.ids
            return f"{row.spoken()}, {_('marked')}" if marked else row.spoken()
        if role == Qt.ItemDataRole.UserRole:
            return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._rows[index.row()].head:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def at(self, index: Index) -> Row | None:
        """The row at `index`, or None for a heading or nowhere."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        return None if row.head else row

    def place_of(self, key: object) -> int | None:
        """Where the row of `key` stands."""
        return next((n for n, row in enumerate(self._rows) if not row.head and row.key == key), None)

    def show(self, rows: Sequence[Row]) -> None:
        """Shows other rows."""
        if list(rows) == list(self._rows):
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()


class RowList(QListView):
    """A list of rows. Enter or a double click opens one; the arrows move."""

    opened = Signal(object)  # the key of a row
    moved = Signal(object)  # the key of the row now chosen, or None

    def __init__(self, *, name: str, fits: bool = False, parent: QWidget | None = None) -> None:
        """`fits`: as high as its rows, with no scroll bar of its own."""
        super().__init__(parent)
        self.rows = Rows(self)
        self.covered = 0  # pixels of the chosen row, left of its chip, that a page lays something over
        self._fits = fits
        self.tallest = 16_777_215  # pixels; one that fits scrolls from there on
        self.setModel(self.rows)
        self.setItemDelegate(RowPainter(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._moved)

    def let_mark(self, marking: Marking, *, space: bool) -> None:
        """Lets rows that are known by an id be marked; `space` as in `Marking.watch`."""
        self.rows.marking = marking
        marking.watch(self, self._id_at, space=space)

    def _id_at(self, index: QModelIndex) -> UUID | None:
        key = self._key(index)
        return key if isinstance(key, UUID) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows; the chosen one stays chosen, or the one that took its place is."""
        before = self.currentIndex()
        key, place = self._key(before), before.row()
        self.rows.show(rows)
        if self._fits:
            high = sum(row.height() for row in rows) + 2
            self.setFixedHeight(min(high, self.tallest))
            more = high > self.tallest
            policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if more else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            self.setVerticalScrollBarPolicy(policy)
        found = self.rows.place_of(key) if key is not None else None
        if found is None and place >= 0 and rows:
            found = min(place, len(rows) - 1)
        if found is not None:
            self.setCurrentIndex(self.rows.index(found))

    def cover(self, pixels: int) -> int:
        """Keeps the words of the chosen row out of so many pixels left of its chip, where a page lays what can be
        done with it; gives their right end."""
        if pixels != self.covered:
            self.covered = pixels
            self.viewport().update()
        row, wide = self.rows.at(self.currentIndex()), self.viewport().width()
        return wide - 1 - _EDGE - (_chip_width(row, wide) if row else 0)

    def current_key(self) -> Any:
        """The key of the chosen row, or None."""
        return self._key(self.currentIndex())

    def choose(self, key: object) -> bool:
        """Chooses the row of `key`; False where there is none."""
        place = self.rows.place_of(key)
        if place is None:
            return False
        self.setCurrentIndex(self.rows.index(place))
        return True

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.moved.emit(self._key(now))

    def _key(self, index: Index) -> Any:
        row = self.rows.at(index)
        return row.key if row else None

    def _open(self, index: QModelIndex) -> None:
        if self.rows.at(index):
            self.opened.emit(self._key(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)


class RowPainter(QStyledItemDelegate):
    """Paints the rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        option_any: Any = option  # its fields are not in the stubs
        box, widget = QRect(option_any.rect), option_any.widget
        chosen = theme.tokens(widget)
        painter.save()
        painter.setPen(QPen(QColor(chosen.line), 1))
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        if row.head:
            _paint_head(painter, box, row, chosen)
        else:
            marked = (
                isinstance(widget, RowList)
                and widget.rows.marking is not None
                and row.key in widget.rows.marking.ids
            )
            if marked:
                painter.fillRect(box.adjusted(0, 0, 0, -1), QColor(chosen.accent_soft))
                row = replace(row, icon="circle-check")
            paint_ground(painter, box, option_any.state, chosen)
            current = isinstance(widget, RowList) and widget.currentIndex().row() == index.row()
            _paint_row(painter, box, row, chosen, covered=widget.covered if current else 0)
        painter.restore()


def paint_ground(painter: QPainter, box: QRect, state: QStyle.StateFlag, chosen: theme.Tokens) -> None:
    """Paints what lies under a row: whether it is chosen, under the mouse, and has the keyboard."""
    flag = QStyle.StateFlag
    if state & flag.State_Selected:
        painter.fillRect(box.adjusted(0, 0, 0, -1), QColor(chosen.accent_soft))
    elif state & flag.State_MouseOver:
        painter.fillRect(box.adjusted(0, 0, 0, -1), QColor(chosen.faint))
    if state & flag.State_HasFocus:
        painter.fillRect(QRect(box.left(), box.top(), 3, box.height() - 1), QColor(chosen.accent))


def _paint_head(painter: QPainter, box: QRect, row: Row, chosen: theme.Tokens) -> None:
    font = theme.font(weight=QFont.Weight.DemiBold)
    inside = box.adjusted(16, 0, -12, 0)
    flags = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(font)
    painter.setPen(QColor(chosen.text))
    painter.drawText(inside, flags, row.title)
    inside.setLeft(inside.left() + QFontMetrics(font).horizontalAdvance(row.title) + 8)
    painter.setFont(theme.font(-1))
    painter.setPen(QColor(chosen.muted))
    painter.drawText(inside, flags, row.note)


def _chip_width(row: Row, room: int) -> int:
    """The pixels that the chip of a row takes, with the space before it."""
    return min(chips.width(row.chip) + 1, max(60, 3 * room // 5)) + 12 if row.chip else 0


def _paint_row(painter: QPainter, box: QRect, row: Row, chosen: theme.Tokens, *, covered: int = 0) -> None:
    left = box.left() + 16
    if row.icon and row.height() == LOW:
        paint_icon(painter, row.icon, QRect(left, box.center().y() - 7, 16, 16), chosen.secondary)
        left += 16 + 12
    elif row.icon or row.who:
        tile = QRectF(QRect(QPoint(left, box.center().y() - 13), QSize(28, 28)))
        if row.icon:
            paint_tile(painter, tile, chosen, icon=row.icon)
        else:
            paint_tile(painter, tile, chosen, text=initials(row.who), tone="accent")
        left += 28 + 12
    right = box.right() - _EDGE
    if row.chip:
        wide = _chip_width(row, right - left)
        chips.paint(
            painter, QRect(right - wide + 12, box.top(), wide - 12, box.height()), row.chip, row.tone, chosen
        )
        right -= wide
    right -= covered
    if row.keys:
        wide = QFontMetrics(theme.font(-2)).horizontalAdvance(row.keys) + 12
        paint_key(painter, QRect(right - wide, box.center().y() - 8, wide, 18), row.keys, chosen)
        right -= wide + 12
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    height = box.height() // 2 - 7 if row.note else box.height()
    top = QRect(left, box.top() + (7 if row.note else 0), right - left, height)
    for text, font, color, where in (
        (row.title, theme.font(weight=QFont.Weight.Medium), chosen.text, top),
        (row.note, theme.font(-1), chosen.muted, top.translated(0, height)),
    ):
        painter.setFont(font)
        painter.setPen(QColor(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, flags, shown)
