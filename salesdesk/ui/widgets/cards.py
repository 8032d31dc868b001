"""Cards: a panel with rounded corners, a head with a title, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from salesdesk.ui import theme
from salesdesk.ui.widgets.labels import ElidedLabel, muted, strong


class Card(QFrame):
    """A panel with a line around it. `edge` names the token of that line (line, accent, warm)."""

    def __init__(self, *, edge: str = "line", ground: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge, self._ground = edge, ground
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)

    def set_edge(self, edge: str) -> None:
        """Draws the line around it in another token."""
        self._edge = edge
        self.update()

    def head(self, title: str, note: str = "") -> CardHead:
        """Adds a head with a title, a quieter note, and room for buttons at the right."""
        made = CardHead(title, note, self)
        self.body.addWidget(made)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(chosen.color(self._edge), 1))
        painter.setBrush(chosen.color(self._ground))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.CARD_RADIUS, theme.CARD_RADIUS)


class CardHead(QWidget):
    """The head of a card: title, note, and at the right what is added to `buttons`."""

    def __init__(self, title: str, note: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        self._title, self._note = strong(title), ElidedLabel(note, "muted")
        self._note.setFont(theme.font(-1))
        row.addWidget(self._title)
        row.addWidget(self._note, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        row.addLayout(self.buttons)
        self.setMinimumHeight(44)

    def say(self, title: str, note: str = "") -> None:
        """Says another title and note."""
        self._title.setText(title)
        self._note.setText(note)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.tokens(self).line), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())


class Figure(Card):
    """A card with one figure, what it is of, and a word on it, which may `wrap` into several lines."""

    def __init__(self, title: str, parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(parent=parent)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(2)
        self._value, self._note = QLabel(self), muted("", wrap=wrap, step=-2)
        self._value.setTextFormat(Qt.TextFormat.PlainText)
        self._value.setFont(theme.font(8, weight=QFont.Weight.DemiBold, tabular=True))
        self._title = title
        self.body.addWidget(muted(title, step=-1))
        self.body.addWidget(self._value)
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, value: str, note: str) -> None:
        """Shows a figure, written out already, and a word on it."""
        self._value.setText(value)
        self._note.setText(note)
        self.setAccessibleName(f"{self._title}: {value}. {note}")
