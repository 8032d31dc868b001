"""What a screen reader does with a row: Qt calls its one act "Toggle" and only selects; a person means to open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QObject, QTimer
from PySide6.QtGui import QAccessible

if TYPE_CHECKING:
    from salesdesk.ui.tables import RecordTable


class OpensToggled(QObject):
    """Opens a row of `table` that was selected and not gone to, as neither keyboard nor mouse ever do."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        table.selectionModel().selectionChanged.connect(self._selected)

    def _selected(self, some: QItemSelection, _gone: QItemSelection) -> None:
        if not QAccessible.isActive() or some.size() != 1 or some.at(0).height() != 1:
            return
        row, front = some.at(0).top(), self._table.currentIndex().row()
        QTimer.singleShot(0, self, lambda: self._look(row, front))  # by then whoever goes to a row is there

    def _look(self, row: int, front: int) -> None:
        table = self._table
        index = table.records.index(row, 0)
        if (
            index.isValid()
            and row != front == table.currentIndex().row()
            and table.selectionModel().isRowSelected(row, index.parent())
        ):
            table.setCurrentIndex(index)
            table.opened.emit(table.records.keys[row])
