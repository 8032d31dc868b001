"""Two small fields side by side that add something to a goal, and a line for what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.errors import UserError
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.fields import line, mark
from salesdesk.ui.widgets.labels import Trouble


class Adding(QWidget):
    """Enter goes on to the next empty field, and in the last one does what is asked: `add` is given the texts."""

    def __init__(
        self, desk: Desk, hints: Sequence[tuple[str, str, int]], add: Callable[[Sequence[str]], object]
    ) -> None:
        super().__init__()
        self._desk, self._add = desk, add
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.fields: list[QLineEdit] = []
        for hint, name, wide in hints:
            made = line(hint, name=name)
            made.setMinimumWidth(0)
            made.returnPressed.connect(self._enter)
            made.textChanged.connect(self._mended)
            row.addWidget(made, wide)
            self.fields.append(made)
        self._trouble = Trouble()
        column.addLayout(row)
        column.addWidget(self._trouble)

    def is_half_typed(self) -> bool:
        """Whether something stands there."""
        return any(one.text().strip() for one in self.fields)

    def clear(self) -> None:
        """Lets go what stands there."""
        for one in self.fields:
            one.clear()
        self._say("")

    def trouble(self) -> str:
        """What is said to be wrong."""
        return self._trouble.text()

    def _enter(self) -> None:
        for one in self.fields:
            if not one.text().strip():
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.commit():
            self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Takes what stands there where it is whole; False where it was not taken."""
        texts = [one.text().strip() for one in self.fields]
        if not all(texts):
            return True
        try:
            taken, told = tried(self._desk, lambda: self._add(texts))
        except UserError as error:
            taken, told = False, str(error)
        if taken:
            self.clear()
        else:
            self._say(told)
        return taken

    def _say(self, sentence: str) -> None:
        self._trouble.say(sentence)
        for one in self.fields:
            mark(one, sentence)

    def _mended(self) -> None:
        if self._trouble.text():
            self._say("")
