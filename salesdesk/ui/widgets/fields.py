"""Fields with their label above, and fields that save themselves when they are left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from salesdesk.ui.widgets.labels import ToneLabel, Trouble, muted, secondary


class Field(QWidget):
    """A label, its editor under it, and a line for what is wrong with what was typed."""

    def __init__(self, label: str, editor: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.label = secondary(label, step=-1)
        self.label.setBuddy(editor)
        editor.setAccessibleName(label.replace("&", ""))
        self._trouble = Trouble()
        column.addWidget(self.label)
        column.addWidget(editor)
        column.addWidget(self._trouble)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)  # with its neighbours, where one of them says more

    def put_beside_label(self, widget: QWidget) -> None:
        """Shows `widget` at the right of the label."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(widget, 1)
        self._column.insertLayout(0, row)

    def said_below(self) -> QWidget:
        """The line for what is wrong, to be laid out below what stands beside a narrow editor, too."""
        return self._trouble

    def is_refused(self) -> bool:
        """Whether something is said to be wrong with it."""
        return bool(self._trouble.text())

    def trouble(self) -> str:
        """What is said to be wrong."""
        return self._trouble.text()

    def refuse(self, sentence: str) -> None:
        """Says under the field what is wrong with it; the empty text takes that away."""
        if self._trouble.text() == sentence:
            return
        self._trouble.say(sentence)
        mark(self.editor, sentence)


def mark(editor: QWidget, sentence: str) -> None:
    """Marks an editor as holding what was not taken, for the reason `sentence`; the empty text takes that away."""
    editor.setProperty("invalid", bool(sentence))
    editor.setAccessibleDescription(sentence)
    editor.style().unpolish(editor)
    editor.style().polish(editor)


class SelfSaving(QObject):
    """Makes an editor save itself: on Enter, on loss of focus, and when asked to (change of page, quit).

    `save(text)` is called only where the text differs from the one shown; it gives True where it was taken.
    What was not taken stays as typed, until it is mended or Escape brings back what was shown.
    """

    saved = Signal()
    restored = Signal()  # Escape brought back what was shown
    mended = Signal()  # what was not taken was changed, so that what was said of it holds no more

    def __init__(self, editor: QLineEdit | QPlainTextEdit, save: Callable[[str], bool]) -> None:
        super().__init__(editor)
        self._editor, self._save = editor, save
        self._shown = ""
        self._refused: str | None = None
        self._saving = False
        editor.textChanged.connect(self._changed)
        editor.installEventFilter(self)

    def show(self, text: str, *, other: bool = False) -> None:
        """Shows `text` as what is kept. What is being typed at this moment, or was not taken, is left alone; not
        where it is of an `other` record."""
        typing = self.text() != self._shown and (self._editor.hasFocus() or self.is_refused()) and not other
        self._shown = text
        if not typing and self.text() != text:
            self._set(text)

    def text(self) -> str:
        """What stands in the editor."""
        return self._editor.text() if isinstance(self._editor, QLineEdit) else self._editor.toPlainText()

    def is_refused(self) -> bool:
        """Whether what stands there was not taken."""
        return self.text() == self._refused

    def _changed(self) -> None:
        if self._refused is not None and not self.is_refused():
            self.mended.emit()

    def _set(self, text: str) -> None:
        if isinstance(self._editor, QLineEdit):
            self._editor.setText(text)
            self._editor.setCursorPosition(0)
        else:
            self._editor.setPlainText(text)

    def commit(self) -> bool:
        """Saves what was typed, if anything; False where it was not taken."""
        text = self.text()
        if self._saving:
            return True
        if text == self._shown:
            self._forget_typing()
            return True
        self._refused = None
        self._saving = True
        try:
            taken = self._save(text)
        finally:
            self._saving = False
        if taken:
            self._shown = text
            self._forget_typing()
            self.saved.emit()
        else:
            self._refused = text
        return taken

    def _forget_typing(self) -> None:
        """Ends what Ctrl+Z takes back of the typing: what is saved is taken back in the store, where Redo knows it."""
        if not isinstance(self._editor, QLineEdit):
            self._editor.document().clearUndoRedoStacks()
        elif self._editor.isUndoAvailable() or self._editor.isRedoAvailable():
            place = self._editor.cursorPosition()
            self._editor.setText(self._editor.text())  # which is how a line forgets
            self._editor.setCursorPosition(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                QTimer.singleShot(0, self, self.commit)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            isinstance(self._editor, QLineEdit) or control
        ):
            self.commit()
            return True
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self._set(self._shown)
            self.restored.emit()
            return True
        return False


def line(placeholder: str = "", *, name: str = "") -> QLineEdit:
    """A field of one line. `name` is its accessible name where no label stands above it."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    if name:
        made.setAccessibleName(name)
    return made


def lines(placeholder: str = "", *, rows: int = 3, name: str = "") -> QPlainTextEdit:
    """A field of several lines, in which Tab goes on to the next field."""
    made = QPlainTextEdit()
    made.setPlaceholderText(placeholder)
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * rows + 22)
    if name:
        made.setAccessibleName(name)
    return made


def hint(text: str) -> ToneLabel:
    """A quiet sentence under a field."""
    return muted(text, wrap=True)
