"""Notices: a sentence at the foot of the page that goes away by itself, with Undo where there is something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.aloud import say_aloud
from salesdesk.ui.widgets.labels import ToneLabel

SECONDS: Final = 8  # so long that it can be read and Undo reached
_EDGE: Final = 44  # pixels of the window under it, where nothing else is in its way
Act = tuple[str, Callable[[], None]]


class Notice(QWidget):
    """The one notice of a window; a new one takes the place of the last. `foot` tells what it stands above."""

    def __init__(
        self,
        over: QWidget,
        undo: Callable[[], None],
        *,
        foot: Callable[[], QWidget | None] = lambda: None,
    ) -> None:
        super().__init__(over)
        self._over, self._undo, self._act, self._foot = over, undo, undo, foot
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        self._text = ToneLabel("", "background")
        self._button = QPushButton(self)
        self._button.setProperty("kind", "notice")
        self._button.clicked.connect(self._acted)
        self._others: list[QPushButton] = []
        self._close = QPushButton("×", self)
        self._close.setProperty("kind", "notice")
        self._close.setAccessibleName(_("Close this notice"))
        self._close.clicked.connect(self.hide)
        self._row = row
        for part in (self._text, self._button, self._close):
            row.addWidget(part, 1 if part is self._text else 0)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._time_is_up)
        over.installEventFilter(self)
        self.hide()

    def say(
        self, text: str, *, undo: bool = False, act: str = "", on_act: Callable[[], None] | None = None
    ) -> None:
        """Says a sentence; with Undo, or with another act, beside it."""
        self._clear()
        self._text.setText(text)
        self._act = on_act or self._undo
        self._button.setText(act or _("Undo"))
        self._button.setVisible(undo or on_act is not None)
        self._begin(text)

    def offer(self, text: str, acts: Sequence[Act]) -> None:
        """Says a sentence with several acts to choose from beside it, each a word and what it does."""
        (word, first), *others = acts
        self._clear()
        self._text.setText(text)
        self._act = first
        self._button.setText(word)
        self._button.show()
        for told, act in others:
            self._others.append(self._other(told, act))
        self._begin(text)

    def _other(self, told: str, act: Callable[[], None]) -> QPushButton:
        made = QPushButton(told, self)
        made.setProperty("kind", "notice")
        made.clicked.connect(self.hide)
        made.clicked.connect(act)
        self._row.insertWidget(self._row.count() - 1, made)
        made.show()
        return made

    def _clear(self) -> None:
        for button in self._others:
            button.hide()
            button.deleteLater()
        self._others = []

    def _begin(self, text: str) -> None:
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SECONDS * 1000)
        say_aloud(self, text)

    def text(self) -> str:
        """What it says, or the empty text where it is gone."""
        return self._text.text() if self.isVisible() else ""

    def _acted(self) -> None:
        self.hide()
        self._act()

    def _time_is_up(self) -> None:
        if self.underMouse() or any(one.hasFocus() for one in (self._button, *self._others)):
            self._timer.start(SECONDS * 1000)
        else:
            self.hide()

    def _place(self) -> None:
        room = self._over.width() - 32
        self._text.setWordWrap(False)
        wide, high = self.sizeHint().width(), self.sizeHint().height()
        if wide > room:  # a long sentence takes a second line; nothing of it is cut off
            self._text.setWordWrap(True)
            wide, high = room, max(high, self._row.heightForWidth(room))
        self.resize(wide, high)
        lowest, foot = self._over.height() - _EDGE, self._foot()
        if foot is not None and foot.isVisible():
            lowest = min(lowest, foot.mapTo(self._over, QPoint()).y() - 8)
        self.move((self._over.width() - wide) // 2, lowest - self.height())

    def settle(self) -> None:
        """Finds its place again: another page is under it, or that one has another foot by now."""
        if self.isVisible():
            self._place()
            QTimer.singleShot(0, self, self._place)  # when the page under it has its new size too

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens(self).text))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
