"""Facts: a label at the left and, beside it, a quiet editor that looks like text until it is pointed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets.labels import Trouble, muted
from salesdesk.ui.widgets.typed import Save, Typed

LABEL: Final = 86  # pixels; a longer label goes on in a second line


def quiet_line(placeholder: str = "", *, name: str = "") -> QLineEdit:
    """A field of one line that looks like text until it is pointed at or typed in."""
    made = QLineEdit()
    made.setProperty("kind", "quiet")
    made.setPlaceholderText(placeholder)
    if name:
        made.setAccessibleName(name)
    return made


def in_tab_order(before: QWidget | None, part: QWidget) -> QWidget | None:
    """Has Tab go on from `before`, or what stands before it, to all within `part`, which was made later than its
    neighbours; gives the last of them."""
    window, stops = part.window(), Qt.FocusPolicy.TabFocus
    while before is not None and before is not window and not before.focusPolicy() & stops:
        before = before.previousInFocusChain()
    for one in (part, *part.findChildren(QWidget)):
        if before and one.focusPolicy() & stops and one.window() is window:  # not the list of a choice
            QWidget.setTabOrder(before, one)
            before = one
    return before


class Fact(QWidget):
    """A label, its editor, and under it what is wrong with what was typed."""

    def __init__(self, label: str, editor: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        if label:
            self._label = muted(label, wrap=True, step=0)
            self._label.setFixedWidth(LABEL)
            self._label.setContentsMargins(0, 5, 0, 0)
            row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
            editor.setAccessibleName(label)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(editor)
        self._trouble = Trouble()
        self._trouble.setContentsMargins(7, 2, 0, 4)
        column.addWidget(self._trouble)
        row.addLayout(column, 1)

    def refuse(self, sentence: str) -> None:
        """Says under the editor what is wrong with it; the empty text takes that away."""
        if self._trouble.text() == sentence:
            return
        self._trouble.say(sentence)
        self.editor.setProperty("invalid", bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def trouble(self) -> str:
        """What is said to be wrong."""
        return self._trouble.text()


class TextFact(Fact):
    """A fact that is typed, and saves itself. What another program made of it meanwhile is told, not lost."""

    def __init__(self, label: str, editor: QLineEdit | QPlainTextEdit, save: Save) -> None:
        super().__init__(label, editor)
        self._typed = Typed(editor, self, save)
        self.saving = self._typed.saving

    def show_value(self, text: str, seen: Any, *, other: bool = False) -> None:
        """Shows what is kept: `text`, for the value `seen`. `other`: of another record, so that what stands
        there is let go."""
        self._typed.show_value(text, seen, other=other)

    def commit(self) -> bool:
        """Saves what was typed, if anything; False where it was not taken."""
        return self._typed.commit()


class AddingLine(TextFact):
    """An empty line that adds what is typed, and is empty again."""

    def __init__(
        self, hint: str, add: Callable[[str], tuple[bool, str]], *, line: QLineEdit | None = None
    ) -> None:
        super().__init__(
            "",
            line or quiet_line(hint, name=hint),
            lambda text, _seen: add(text.strip()) if text.strip() else (True, ""),
        )
        self.saving.saved.connect(self.clear)

    def clear(self) -> None:
        """Lets go what stands there."""
        self.show_value("", None, other=True)


class Choice(QComboBox):
    """One of some words. The wheel scrolls the page and not the choice."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], *, name: str = "", quiet: bool = True) -> None:
        super().__init__()
        if quiet:
            self.setProperty("kind", "quiet")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(20)
        self.offer(options)
        self.activated.connect(self._activated)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offers other words, as pairs of a value and what it is called."""
        if [(self.itemData(n), self.itemText(n)) for n in range(self.count())] == list(options):
            return
        value = self.value()
        self.clear()
        for one, text in options:
            self.addItem(text, one)
        self.show_value(value)

    def _activated(self) -> None:
        self.chosen.emit(self.value())

    def value(self) -> str:
        """What is chosen."""
        return self.currentData() or ""

    def show_value(self, value: str, text: str = "") -> None:
        """Shows `value` as chosen; one that is not offered is added, called `text`."""
        place = self.findData(value)
        if place < 0 and value:
            self.addItem(text or value, value)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("kind") != "quiet":  # a style sheet takes Fusion's own arrow away
            box = QRect(self.width() - 26, (self.height() - 16) // 2, 16, 16)
            painter = QPainter(self)
            paint_icon(painter, "chevron-down", box, theme.tokens(self).secondary)
            painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())
