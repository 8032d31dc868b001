"""Buttons made in one call, and the row of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from salesdesk.ui import theme
from salesdesk.ui.commands import Command, keys_shown
from salesdesk.ui.icons import icon as made_icon
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets.labels import literally, plainly
from salesdesk.ui.widgets.switches import Switch

_CHORD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class _Button(QPushButton):
    """A push button that Enter presses too, not Space alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CHORD:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    kind: str = "",
    icon: str = "",
    tip: str = "",
    name: str = "",
) -> QPushButton:
    """A push button. `kind`: main (one a page), plain, link, danger or none; `name` is for one of an icon alone."""
    made = _Button()
    label(made, text, after_icon=bool(icon))
    made.setProperty("kind", kind)
    if icon:
        made.setIcon(made_icon(icon, "on_accent" if kind == "main" else "text"))
    made.setToolTip(plainly(tip or name))
    made.setAccessibleName(name or text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if on_click:
        made.clicked.connect(lambda: on_click())  # noqa: PLW0108  (without Qt's own argument)
    return made


def icon_button(icon: str, on_click: Callable[[], object], name: str) -> QPushButton:
    """A small button of an icon alone, in a row of its like; `name` says what it does."""
    made = button("", on_click, kind="plain", icon=icon, name=name)
    made.setFixedSize(30, 30)
    return made


def label(made: QPushButton, text: str, *, after_icon: bool = True) -> None:
    """Gives a button another text, in which & is a letter; Qt leaves too little room between an icon and its text."""
    made.setText(literally(f"\u2002{text}" if after_icon and text else text))


def command_button(command: Command, *, kind: str = "") -> QPushButton:
    """A button that runs a command and tells its shortcut when pointed at."""
    tip = " · ".join(filter(None, (command.title, keys_shown(command.shortcut))))
    return button(command.title, command.run, kind=kind, icon=command.icon, tip=tip, name=command.title)


@dataclass(frozen=True, slots=True)
class Option:
    """One of a row to choose from. `tone` colours it while it is chosen."""

    value: str
    text: str
    icon: str = ""
    tone: str = "accent"
    name: str = ""  # said instead of the text, where that is empty


class Segmented(QWidget):
    """A row of which one is chosen, or none: arrows move, Space and Enter choose, a second choice lets go.

    Where the choice `follows`, arrows choose what they come to, as those of radio buttons do.
    """

    chosen = Signal(str)

    def __init__(
        self, options: Sequence[Option], *, name: str, follows: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._follows = follows
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._parts: dict[str, _Segment] = {}
        for place, option in enumerate(options):
            part = _Segment(option, first=place == 0, last=place == len(options) - 1, of=name)
            part.pictured = self._has_room
            part.clicked.connect(self._clicked)
            self._group.addButton(part)
            row.addWidget(part, 1)
            self._parts[option.value] = part
        self.setFocusProxy(next(iter(self._parts.values())))
        self.setFixedHeight(34)

    def even_width(self) -> int:
        """How wide it is where each part has the room that the longest needs, in pixels."""
        return len(self._parts) * max(part.sizeHint().width() for part in self._parts.values())

    def value(self) -> str:
        """What is chosen, or the empty text."""
        return next((value for value, part in self._parts.items() if part.isChecked()), "")

    def choose(self, value: str) -> None:
        """Chooses `value` (none where there is no such) without telling anyone."""
        for mine, part in self._parts.items():
            part.setChecked(mine == value)

    def say(self, value: str, text: str) -> None:
        """Says another text in the part of `value`, beside its icon."""
        self._parts[value].setText(text)
        self._parts[value].updateGeometry()

    def _has_room(self) -> bool:
        return all(part.has_room() for part in self._parts.values())

    def _clicked(self, on: object) -> None:
        part = self.sender()
        value = next((value for value, mine in self._parts.items() if mine is part), "") if on else ""
        self.choose(value)
        self.chosen.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        parts = list(self._parts.values())
        at = next((place for place, part in enumerate(parts) if part.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        there = parts[(at + step) % len(parts)]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        if self._follows and not there.isChecked():
            there.click()


class _Segment(Switch):
    """One part of the row, painted as a piece of one rounded field."""

    def __init__(self, option: Option, *, first: bool, last: bool, of: str) -> None:
        super().__init__()
        self._option, self._first, self._last = option, first, last
        self.pictured: Callable[[], bool] = lambda: True  # whether icons stand beside words: all do, or none
        self.setText(option.text)
        self.setAutoExclusive(True)  # one of several, to a screen reader
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{of}: {option.name or option.text}")
        self.setToolTip(plainly(option.name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(text + (22 if self._option.icon else 0) + 20, 34)

    def has_room(self) -> bool:
        """Whether icon and words have room beside each other."""
        return (
            self.minimumSizeHint().width() + (22 if self._option.icon and self.text() else 0)
            <= self.width() + 4
        )

    def minimumSizeHint(self) -> QSize:
        icon = 16 if self._option.icon and not self.text() else 0  # beside words it gives way first
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + icon + 12, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self._option.tone if self.isChecked() else ""
        ground = getattr(chosen, f"{tone}_soft") if tone else chosen.panel
        color = getattr(chosen, tone) if tone else (chosen.text if self.underMouse() else chosen.secondary)
        outline = self._outline()
        painter.setPen(QPen(QColor(chosen.line), 1))
        painter.setBrush(QColor(ground))
        painter.drawPath(outline)
        if self.hasFocus():
            painter.setPen(QPen(QColor(chosen.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 5, 5)
        self._paint_inside(painter, color)

    def _outline(self) -> QPainterPath:
        """The piece: round where it is an end, open to its neighbour where not."""
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self._last else 0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, theme.RADIUS, theme.RADIUS)
        for end, left in ((self._first, True), (self._last, False)):
            if not end:
                half = QRectF(
                    box.left() if left else box.center().x(), box.top(), box.width() / 2, box.height()
                )
                square = QPainterPath()
                square.addRect(half)
                path = path.united(square)
        return path.simplified()

    def _paint_inside(self, painter: QPainter, color: str) -> None:
        text, gap = self.text(), 6
        metrics = QFontMetrics(self.font())
        icon = 16 if self._option.icon and (not text or self.pictured()) else 0
        shown = metrics.elidedText(
            text, Qt.TextElideMode.ElideRight, self.width() - 8 - (icon + gap if icon else 0)
        )
        whole = metrics.horizontalAdvance(shown) + (icon + (gap if text else 0) if icon else 0)
        left = (self.width() - whole) // 2
        if icon:
            paint_icon(
                painter, self._option.icon, QRect(left, (self.height() - icon) // 2, icon, icon), color
            )
            left += icon + gap
        painter.setPen(QColor(color))
        painter.setFont(self.font())
        painter.drawText(
            QRect(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
