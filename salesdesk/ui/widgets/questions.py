"""Questions of a fair or a rung: added, changed, put in another order, taken away; each change saves itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui.widgets.buttons import button, icon_button
from salesdesk.ui.widgets.fields import SelfSaving, line

Asked = tuple[UUID | None, str]


class QuestionsEditor(QWidget):
    """`save` is given all questions in their order, and gives True where they were taken."""

    def __init__(self, save: Callable[[Sequence[Asked]], bool]) -> None:
        super().__init__()
        self._save = save
        self._rows: list[_Row] = []
        self.seen: frozenset[UUID] = (
            frozenset()
        )  # those that were shown, of which one that is gone was taken away
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.add = button(_("Add a question"), self.begin_one, kind="link", icon="plus")
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def show_questions(self, asked: Sequence[Asked]) -> None:
        """Shows these; one that is being typed stays where nothing else changed."""
        self.seen = frozenset(one for one, _text in asked if one is not None)
        if list(asked) == [(row.question, row.shown) for row in self._rows]:
            return
        focused = next((n for n, row in enumerate(self._rows) if row.editor.hasFocus()), None)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one, text) for one, text in asked]
        self._number()
        if focused is not None and self._rows:
            self._rows[min(focused, len(self._rows) - 1)].editor.setFocus()

    def begin_one(self) -> None:
        """Adds an empty line, with the keyboard in it."""
        empty = next((row for row in self._rows if not row.editor.text().strip()), None)
        row = empty or self._row(None, "")
        if empty is None:
            self._rows.append(row)
            self._number()
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def editors(self) -> list[QLineEdit]:
        """The lines, in their order."""
        return [row.editor for row in self._rows]

    def commit(self) -> bool:
        """Saves what is being typed. One save takes all lines or none: a refused one leaves none behind it."""
        return all(row.saving.commit() for row in list(self._rows))

    def _row(self, question: UUID | None, text: str) -> _Row:
        row = _Row(question, text, self)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _number(self) -> None:
        for place, row in enumerate(self._rows):
            row.number(place, len(self._rows))

    def keep(self) -> bool:
        """Saves all as they stand."""
        return self._save([(row.question, row.editor.text()) for row in self._rows])

    def shift(self, row: _Row, step: int) -> None:
        """Puts a question one place up or down."""
        place = self._rows.index(row)
        if 0 <= place + step < len(self._rows):
            self._rows.insert(place + step, self._rows.pop(place))
            for one in self._rows:
                self._column.removeWidget(one)
                self._column.insertWidget(self._column.count() - 1, one)
            self._number()
            self.keep()

    def take_away(self, row: _Row) -> None:
        """Takes a question away; undo brings it back."""
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self._number()
        if row.question is not None:
            self.keep()
        (self._rows[-1].editor if self._rows else self.add).setFocus()


class _Row(QWidget):
    """One question with what can be done with it."""

    def __init__(self, question: UUID | None, text: str, of: QuestionsEditor) -> None:
        super().__init__(of)
        self.question, self.shown = question, text
        self.editor = line(_("For example: Which delivery week suits?"))
        self.saving = SelfSaving(self.editor, lambda _text: of.keep())
        self.saving.show(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.editor, 1)
        self._up = icon_button("arrow-up", lambda: of.shift(self, -1), _("Ask this earlier"))
        self._down = icon_button("arrow-down", lambda: of.shift(self, 1), _("Ask this later"))
        for part in (
            self._up,
            self._down,
            icon_button("x", lambda: of.take_away(self), _("Take this question away")),
        ):
            row.addWidget(part)

    def number(self, place: int, count: int) -> None:
        """Says which question of how many it is."""
        self.editor.setAccessibleName(_("Question {number}").format(number=place + 1))
        self._up.setEnabled(place > 0)
        self._down.setEnabled(place < count - 1)
