"""The causes of a lost deal, each at one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.widgets.labels import paint_key

KEYS: Final = "1234567890ABCDEFGH"
_COLUMNS: Final = 2


class Causes(QWidget):
    """A grid of causes, of which one is chosen, or none. Their keys work while the keyboard is in it."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(_("Cause"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self._parts: dict[str, _Cause] = {}
        self._keys: dict[str, str] = {}
        rows = (len(options) + _COLUMNS - 1) // _COLUMNS
        for place, (slug, text) in enumerate(options):
            key = KEYS[place] if place < len(KEYS) else ""
            part = _Cause(text, key)
            part.clicked.connect(lambda _on=False, slug=slug: self._choose(slug))
            grid.addWidget(part, place % rows, place // rows)
            self._parts[slug], self._keys[key] = part, slug
        self.setFocusProxy(next(iter(self._parts.values())))

    def value(self) -> str:
        """The cause that is chosen, or the empty text."""
        return next((slug for slug, part in self._parts.items() if part.isChecked()), "")

    def choose(self, cause: str) -> None:
        """Chooses one without telling anyone."""
        for slug, part in self._parts.items():
            part.setChecked(slug == cause)

    def _choose(self, cause: str) -> None:
        self.choose(cause)
        self.chosen.emit(cause)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._meant(event)
        ):
            event.accept()  # or a shortcut of the page would get it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meant = self._meant(event)
        if meant:
            self._choose(meant)
            return
        step = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -(len(self._parts) // _COLUMNS),
            Qt.Key.Key_Right: len(self._parts) // _COLUMNS,
        }.get(Qt.Key(event.key()))
        parts = list(self._parts.values())
        at = next((n for n, part in enumerate(parts) if part.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        parts[(at + step) % len(parts)].setFocus(Qt.FocusReason.TabFocusReason)

    def _meant(self, event: QKeyEvent) -> str:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        return "" if held else self._keys.get(event.text().upper(), "") if event.text() else ""


class _Cause(QAbstractButton):
    """One cause with its key."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__()
        self._key = key
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setAccessibleDescription(_("Key {key}").format(key=key))

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 50, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 30)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()  # arrows and keys are the grid's, Enter the form's

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = chosen.accent if self.hasFocus() else chosen.control if self.underMouse() else chosen.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(chosen.accent_soft if on else chosen.panel))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS
        )
        if self._key:
            paint_key(painter, QRect(8, (self.height() - 18) // 2, 18, 18), self._key, chosen)
        painter.setFont(self.font())
        painter.setPen(QColor(chosen.accent if on else chosen.text))
        room = self.rect().adjusted(34, 0, -8, 0)
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
