"""A text of several lines that comes into a field of one: it is no name and no phone, but something to be read."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit

_BEFORE: Final = "before"  # the property of a field that holds what stood in it last and was of one line


class SeveralLines(QObject):
    """`came` tells of the text, by whatever way it was pasted; the field is then as it was before."""

    came = Signal(str)

    def watch(self, editor: QLineEdit) -> None:
        """Watches one more field, as long as it is there."""
        self._keep(editor, editor.text())
        editor.textChanged.connect(partial(self._keep, editor))
        editor.textEdited.connect(partial(self._look, editor))

    def _keep(self, editor: QLineEdit, text: str) -> None:
        if not _is_several(text):
            editor.setProperty(_BEFORE, text)

    def _look(self, editor: QLineEdit, text: str) -> None:
        if _is_several(text):
            pasted = _pasted(text)
            editor.setText(str(editor.property(_BEFORE)))
            self.came.emit(pasted)


def _is_several(text: str) -> bool:
    return len(text.strip().splitlines()) > 1


def _pasted(now: str) -> str:
    """What made `now` of a field: what was copied, or else all that stands there."""
    board = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        copied = board.text(mode)
        if _is_several(copied) and "".join(copied.split()) in "".join(now.split()):
            return copied.strip()
    return now.strip()
