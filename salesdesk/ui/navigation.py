"""The navigation at the left: the pages with what waits on each; icons alone where the window is narrow."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.commands import keys_shown
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.pages import PLACES, place_of
from salesdesk.ui.widgets.labels import plainly
from salesdesk.ui.widgets.switches import Switch

WIDE: Final = 208
NARROW: Final = 60
_HEIGHT: Final = 33
_NUMBERED: Final = 10  # pages have a number on the keyboard


class Navigation(QWidget):
    """The list of pages. `chosen` tells which one was asked for."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, _Entry] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 16)
        column.setSpacing(2)
        self._brand = Brand()
        column.addWidget(self._brand)
        column.addSpacing(10)
        listed = [place for place in PLACES if not place.under]
        for number, place in enumerate(listed, start=1):
            if place.foot and not listed[number - 2].foot:
                column.addStretch(1)
            entry = _Entry(place.slug, _keys(place.slug, number))
            entry.clicked.connect(self._clicked)
            group.addButton(entry)
            column.addWidget(entry)
            self._entries[place.slug] = entry
        self.setFixedWidth(WIDE)
        self.setAccessibleName(_("Pages"))

    def _clicked(self, _on: object) -> None:
        slug = next((slug for slug, entry in self._entries.items() if entry is self.sender()), "")
        self.chosen.emit(slug)

    def give_keys(self) -> None:
        """Has each of the first ten pages turned to by its key, wherever in the window one is."""
        for slug, entry in self._entries.items():
            if entry.keys:
                shortcut = QShortcut(QKeySequence(entry.keys), self.window())
                shortcut.activated.connect(partial(self.chosen.emit, slug))

    def light(self, slug: str) -> None:
        """Lights the entry of a page."""
        entry = self._entries[place_of(slug).under or slug]
        entry.setChecked(True)

    def count(self, slug: str, number: int, *, urgent: bool = False) -> None:
        """Shows how many things wait on a page."""
        self._entries[slug].count(number, urgent=urgent)

    def narrow(self, *, narrow: bool) -> None:
        """Icons alone, or icons and words."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._brand.narrow = narrow
        for entry in self._entries.values():
            entry.narrow = narrow
            entry.setToolTip(plainly(entry.tip() if narrow else ""))
        self.update()

    def speak(self) -> None:
        """Says its words anew, in the language in use."""
        for entry in self._entries.values():
            entry.speak()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(chosen.side))
        painter.setPen(QColor(chosen.line))
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        entries = list(self._entries.values())
        at = next((place for place, entry in enumerate(entries) if entry.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        entries[(at + step) % len(entries)].setFocus(Qt.FocusReason.TabFocusReason)


def _keys(slug: str, number: int) -> str:
    """The keys that turn to a page: its number, the tenth 0, and for settings what other programs have too."""
    if slug == "settings":
        return "Ctrl+,"
    return f"Ctrl+{number % 10}" if number <= _NUMBERED else ""


class Brand(QWidget):
    """The mark of the program and its name."""

    def __init__(self, *, size: int = 24, step: int = 1) -> None:
        super().__init__()
        self._size, self._step, self.narrow = size, step, False
        self.setFixedHeight(size + 4)

    def sizeHint(self) -> QSize:
        font = theme.font(self._step, weight=QFont.Weight.DemiBold)
        return QSize(self._size + 18 + QFontMetrics(font).horizontalAdvance("Salesdesk"), self._size + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(8, 2, self._size, self._size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.accent))
        painter.drawRoundedRect(QRectF(box), self._size * 0.25, self._size * 0.25)
        edge = self._size // 6
        paint_icon(painter, "handshake", box.adjusted(edge, edge, -edge, -edge), chosen.on_accent)
        if not self.narrow:
            painter.setFont(theme.font(self._step, weight=QFont.Weight.DemiBold))
            painter.setPen(QColor(chosen.text))
            painter.drawText(
                self.rect().adjusted(self._size + 17, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "Salesdesk"
            )


class _Entry(Switch):
    """One page of the navigation."""

    def __init__(self, slug: str, keys: str) -> None:
        super().__init__()
        self._slug, self.keys = slug, keys
        self._count, self._urgent, self.narrow = 0, False, False
        self.setAutoExclusive(True)  # one of several, to a screen reader
        self.setFixedHeight(_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.speak()

    def speak(self) -> None:
        """Says its words anew."""
        self.setText(_(place_of(self._slug).title))
        self.count(self._count, urgent=self._urgent)

    def tip(self) -> str:
        """What is told where the words are not shown."""
        return " · ".join(filter(None, (self.text(), keys_shown(self.keys))))

    def count(self, number: int, *, urgent: bool) -> None:
        """Shows how many things wait."""
        self._count, self._urgent = number, urgent
        waiting = _("{number} waiting").format(number=number)
        self.setAccessibleName(f"{self.text()}, {waiting}" if number else self.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ground = chosen.accent_soft if on else (chosen.faint if self.underMouse() else "")
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.hasFocus():
            painter.setPen(QColor(chosen.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        color = chosen.accent if on else chosen.secondary
        left = (self.width() - 16) // 2 if self.narrow else 9
        paint_icon(painter, place_of(self._slug).icon, QRect(left, (self.height() - 16) // 2, 16, 16), color)
        if self.narrow:
            if self._count:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(chosen.hot if self._urgent else chosen.accent))
                painter.drawEllipse(QRectF(left + 13, 5, 6, 6))
            return
        painter.setFont(theme.font(weight=QFont.Weight.Medium if on else QFont.Weight.Normal))
        painter.setPen(QColor(color))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(36, 0, -36, 0), flags, self.text())
        if self._count:
            painter.setFont(theme.font(-2, weight=QFont.Weight.DemiBold, tabular=True))
            painter.setPen(QColor(chosen.hot if self._urgent else chosen.muted))
            shown = str(self._count) if self._count < 1000 else "999+"
            painter.drawText(self.rect().adjusted(0, 0, -9, 0), flags | Qt.AlignmentFlag.AlignRight, shown)
