"""The head of a table, which is left alone by what only the rows are about."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

Index = QModelIndex | QPersistentModelIndex


class TableHead(QHeaderView):
    """The head. Other rows and other selections leave it as it is: to lay it out and paint it with each key typed
    would cost a quarter of a screen of rows."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setFixedHeight(34)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(36)

    def reset(self) -> None:
        model = self.model()
        if self.count() != model.columnCount():
            super().reset()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        pass

    def currentChanged(self, current: Index, previous: Index) -> None:
        pass
