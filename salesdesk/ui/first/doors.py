"""A door of the first start: an icon, what is behind it, and its button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import secondary, strong


class Door(Card):
    """A card whose whole face does what its button does. `words` are the title, the text and the button's."""

    def __init__(
        self, icon: str, words: tuple[str, str, str], on_open: Callable[[], None], *, main: bool = False
    ) -> None:
        super().__init__(edge="accent" if main else "line")
        self._words, self._open = words, on_open
        self.body.setContentsMargins(22, 22, 22, 22)
        self.body.setSpacing(8)
        self._title, self._text = strong("", step=2), secondary("", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self._text.setSizePolicy(policy)
        self.button = button("", on_open, kind="main" if main else "")
        left = Qt.AlignmentFlag.AlignLeft
        self.body.addWidget(_Mark(icon), 0, left)
        self.body.addSpacing(2)
        self.body.addWidget(self._title)
        self.body.addWidget(self._text, 1)
        self.body.addSpacing(4)
        self.body.addWidget(self.button, 0, left)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.speak()

    def speak(self) -> None:
        """Says its words in the language in use."""
        title, text, act = (_(one) for one in self._words)
        self._title.setText(title)
        self._text.setText(text)
        self.button.setText(act)
        self.button.setAccessibleName(f"{title}: {act}")
        self.button.setAccessibleDescription(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isEnabled() and self.rect().contains(event.position().toPoint()):
            self._open()


class _Mark(QWidget):
    """The icon of a door, on a soft ground."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(40, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.accent_soft))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        middle = self.rect().adjusted(11, 8, -11, -8)
        paint_icon(painter, self._icon, middle, chosen.accent)
