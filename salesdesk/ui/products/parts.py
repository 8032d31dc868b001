"""A list of the parts of a product, each a row that saves itself, and an empty line behind them for another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.entering import completes
from salesdesk.ui.widgets.facts import TextFact, in_tab_order
from salesdesk.ui.widgets.labels import plainly


class PartRow(QWidget):
    """One row: editors side by side, a cross at the right."""

    def __init__(self, remove: Callable[[], object]) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.off = button("", remove, kind="quiet", icon="x", name="…")
        self.off.setFixedWidth(26)

    def name_off(self, name: str) -> None:
        """Says what the cross does."""
        self.off.setAccessibleName(name)
        self.off.setToolTip(plainly(name))


class Parts(QWidget):
    """Rows stay as long as their part does, so that typing is not disturbed. `make` makes one, which has `show_part`
    and `commit`."""

    def __init__(self, make: Callable[[], Any]) -> None:
        super().__init__()
        self._make = make
        self._rows: dict[UUID, Any] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_parts(self, found: Sequence[tuple[UUID, Any]], *, behind: QWidget) -> None:
        """Shows parts by their id; Tab goes from them on to `behind`."""
        alive = {ident for ident, _part in found}
        for gone in [ident for ident in self._rows if ident not in alive]:
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (ident, part) in enumerate(found):
            new = ident not in self._rows
            if new:
                self._rows[ident] = self._make()
                self._column.insertWidget(place, self._rows[ident])
            elif self._column.indexOf(self._rows[ident]) != place:
                self._column.removeWidget(self._rows[ident])
                self._column.insertWidget(place, self._rows[ident])
            self._rows[ident].show_part(part)
            if new:
                in_tab_order(behind.previousInFocusChain(), self._rows[ident])
        self._rows = {ident: self._rows[ident] for ident, _part in found}
        self.setVisible(bool(found))

    def rows(self) -> list[Any]:
        """The rows, in their order."""
        return list(self._rows.values())

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [row.commit() for row in self._rows.values()]  # each, also after one that was not
        return all(taken)


def offer(fact: TextFact, names: Sequence[str]) -> None:
    """Has a fact offer names while one types one; what is chosen of them is saved."""
    editor = fact.editor
    assert isinstance(editor, QLineEdit)
    fresh = not editor.property("offers")
    completer: Any = completes(editor, names)
    if fresh:  # the keys of the list go past what saves on Enter
        editor.setProperty("offers", True)
        later = QTimer(editor, singleShot=True, interval=0)
        later.timeout.connect(fact.commit)

        def chosen(_text: str) -> None:
            later.start()

        completer.activated[str].connect(chosen)
        editor.returnPressed.connect(later.start)
