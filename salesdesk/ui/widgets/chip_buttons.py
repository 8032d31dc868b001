"""Chips that do something: one that opens a menu, one that can be taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets import chips
from salesdesk.ui.widgets.labels import literally, plainly

_CROSS = 12


class ChipButton(QAbstractButton):
    """A chip that opens a menu of what else it may say. `chosen` gives the value of what was taken."""

    chosen = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._options, self._name = tuple(options), name
        self._tone, self._icon = "neutral", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.ask)

    def say(self, text: str, tone: str, *, icon: str = "") -> None:
        """Says a word in a tone."""
        self._tone, self._icon = tone, icon
        self.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")
        self.setToolTip(plainly(self._name))
        self.updateGeometry()
        self.update()

    def menu(self) -> QMenu:
        """What may be chosen."""
        made = QMenu(self)
        for value, text in self._options:
            made.addAction(text).triggered.connect(lambda _on=False, one=value: self.chosen.emit(one))
        return made

    def ask(self) -> None:
        """Opens the menu under the chip."""
        made = self.menu()
        made.aboutToHide.connect(made.deleteLater)
        made.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def sizeHint(self) -> QSize:
        return QSize(chips.width(self.text(), icon=self._icon), chips.HEIGHT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        chips.paint(painter, self.rect(), self.text(), self._tone, chosen, icon=self._icon)
        if self.hasFocus() or self.underMouse():
            _ring(painter, self.rect(), QColor(chosen.accent if self.hasFocus() else chosen.control))


class RemovableChip(QWidget):
    """A chip with a cross. A click on the cross, Delete or Backspace takes it off."""

    removed = Signal()

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone = text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text)
        self.setAccessibleDescription(_("Delete takes it off"))
        self.setToolTip(_("Click the cross to take it off"))

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(chips.width(self._text) + _CROSS + 4, chips.HEIGHT + 4)

    def _cross(self) -> QRect:
        return QRect(self.width() - 8 - _CROSS, (self.height() - _CROSS) // 2 + 1, _CROSS, _CROSS)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        color, ground = chips.colors(chosen, self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = _chip_box(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, chips.HEIGHT / 2, chips.HEIGHT / 2)
        painter.setFont(chips.chip_font())
        painter.setPen(QColor(color))
        room = box.adjusted(8, 0, -8 - _CROSS, 0)
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        paint_icon(painter, "x", self._cross(), color)
        if self.hasFocus():
            _ring(painter, self.rect(), QColor(chosen.accent))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._cross().adjusted(-4, -6, 8, 6).contains(event.position().toPoint()):
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def _chip_box(where: QRect) -> QRect:
    box = QRect(0, 0, where.width(), chips.HEIGHT)
    box.moveTop(where.center().y() - chips.HEIGHT // 2 + 1)
    return box


def _ring(painter: QPainter, where: QRect, color: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(_chip_box(where).adjusted(0, 0, -1, -1), chips.HEIGHT / 2, chips.HEIGHT / 2)


def _do(act: Callable[[], object], _checked: object = None) -> None:
    act()


def menu_under(owner: QWidget, entries: Sequence[tuple[str, Callable[[], object]] | None]) -> QMenu:
    """A menu of texts, in which & is a letter, and what they do, under `owner`; None draws a line between groups."""
    made = QMenu(owner)
    for entry in entries:
        if entry is None:
            made.addSeparator()
        else:
            made.addAction(literally(entry[0])).triggered.connect(partial(_do, entry[1]))
    made.aboutToHide.connect(made.deleteLater)
    made.popup(owner.mapToGlobal(QPoint(0, owner.height() + 2)))
    return made
