"""What happened, newest first: an icon, what it was, when, and the words under it. Painted, since there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from salesdesk.ui import theme
from salesdesk.ui.widgets.states import paint_tile

Index = QModelIndex | QPersistentModelIndex
ICONS: Final = {
    "call-in": "phone-incoming",
    "call-out": "phone",
    "visit": "map-pin",
    "meeting": "users",
    "email": "mail",
    "email-in": "mail-open",
    "message": "message-square",
    "message-in": "message-square-reply",
    "reaction": "thumbs-up",
    "demo": "presentation",
    "delivery": "truck",
    "note": "sticky-note",
    "met": "tent",
    "created": "user-plus",
    "changed": "pencil",
    "stage": "trending-up",
    "planned": "calendar-clock",
    "complaint": "message-square-warning",
    "solved": "circle-check",
    "attached": "paperclip",
}
_TILE: Final = 28
_LEFT: Final = 16 + _TILE + 10
_RIGHT: Final = 14
_PAD: Final = 9


@dataclass(frozen=True, slots=True)
class Told:
    """A line as it is shown: `when` is written out."""

    icon: str
    title: str
    when: str
    text: str

    def spoken(self) -> str:
        """The line as it is read out, or copied."""
        return " · ".join(part for part in (self.title, self.when, self.text) if part)


class Lines(QAbstractListModel):
    """The lines shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Told, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's name and default)
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken()
        return line if role == Qt.ItemDataRole.UserRole else None

    def show(self, lines: Sequence[Told]) -> bool:
        """Shows other lines; whether they are others."""
        if tuple(lines) == self._lines:
            return False
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()
        return True

    def lines(self) -> tuple[Told, ...]:
        """What is shown."""
        return self._lines


class History(QListView):
    """The lines, as high as they need to be, with no scroll bar of their own."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = Lines(self)
        self.setModel(self.told)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")

    def show_lines(self, lines: Sequence[Told]) -> None:
        """Shows other lines."""
        if self.told.show(lines):
            self._fit()

    def _fit(self) -> None:
        width = self.width()
        height = sum(_height(line, width) for line in self.told.lines()) + 8
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        if event.matches(QKeySequence.StandardKey.Copy) and isinstance(line, Told):
            QGuiApplication.clipboard().setText(line.spoken())
            return
        super().keyPressEvent(event)


def _fonts() -> tuple[QFont, QFont, QFont]:
    return theme.font(weight=QFont.Weight.DemiBold), theme.font(-2), theme.font()


def laid_out(text: str, width: int, font: QFont) -> QTextLayout:
    """A text in lines of at most `width` pixels, which end between words; a word longer than that is broken."""
    made = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    made.beginLayout()
    high = 0.0
    while (line := made.createLine()).isValid():
        line.setLineWidth(max(20, width))
        line.setPosition(QPointF(0, high))
        high += line.height()
    made.endLayout()
    return made


def _wrapped(text: str, width: int, font: QFont) -> int:
    return ceil(laid_out(text, width, font).boundingRect().height())


def _title_lines(line: Told, width: int) -> tuple[int, bool]:
    """How high the title is, and whether the moment stands beside it."""
    strong, small, _plain = _fonts()
    metrics = QFontMetrics(strong)
    needed = metrics.horizontalAdvance(line.title) + 6 + QFontMetrics(small).horizontalAdvance(line.when)
    if needed <= width:
        return metrics.height(), True
    return _wrapped(line.title, width, strong) + QFontMetrics(small).height() + 2, False


def _height(line: Told, width: int) -> int:
    room = width - _LEFT - _RIGHT
    high, _beside = _title_lines(line, room)
    if line.text:
        high += _wrapped(line.text, room, _fonts()[2]) + 2
    return max(high, _TILE) + 2 * _PAD


class _Painter(QStyledItemDelegate):
    def __init__(self, view: History) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.width()
        return QSize(width, _height(index.data(Qt.ItemDataRole.UserRole), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option_any: Any = option  # its fields are not in the stubs
        box, line = QRect(option_any.rect), index.data(Qt.ItemDataRole.UserRole)
        chosen = theme.in_use()  # the view's own palette is see-through
        strong, small, plain = _fonts()
        painter.save()
        if option_any.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(chosen.accent))
        paint_tile(painter, QRectF(box.left() + 16, box.top() + _PAD, _TILE, _TILE), chosen, icon=line.icon)
        room = QRect(box.left() + _LEFT, box.top() + _PAD, box.width() - _LEFT - _RIGHT, box.height())
        high, beside = _title_lines(line, room.width())
        painter.setPen(QColor(chosen.text))
        laid_out(line.title, room.width(), strong).draw(painter, QPointF(room.topLeft()))
        painter.setFont(small)
        painter.setPen(QColor(chosen.muted))
        metrics = QFontMetrics(strong)
        if beside:
            after = room.adjusted(metrics.horizontalAdvance(line.title) + 6, 0, 0, 0)
            after.setHeight(metrics.height())
            painter.drawText(after, int(Qt.AlignmentFlag.AlignVCenter), line.when)
        else:
            low = room.adjusted(0, high - QFontMetrics(small).height(), 0, 0)
            painter.drawText(low, int(Qt.AlignmentFlag.AlignTop), line.when)
        painter.setPen(QColor(chosen.secondary))
        laid_out(line.text, room.width(), plain).draw(painter, QPointF(room.left(), room.top() + high + 2))
        painter.restore()
