"""Merge with …: finds the other one by a few letters, and holds the two side by side."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.domain.query import QueryError
from salesdesk.i18n import _
from salesdesk.services import search
from salesdesk.ui.desk import Desk
from salesdesk.ui.icons import icon
from salesdesk.ui.prospects.merge_sides import Pair
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import ElidedLabel
from salesdesk.ui.widgets.rows import Row, RowList

_HITS = 6


class MergeWith(QWidget):
    """A search line, what it finds, and the comparison."""

    back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._who: UUID | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(button("", self.back.emit, kind="plain", icon="arrow-left", name=_("Back")))
        self._title = ElidedLabel("")
        head.addWidget(self._title, 1)
        column.addLayout(head)
        self.field = line(_("Who is the same? A name, a company, a number"), name=_("Who is the same?"))
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._find)
        column.addWidget(self.field)
        self.list = RowList(name=_("What was found"), fits=True)
        self.list.opened.connect(self._choose)
        self.list.clicked.connect(self._clicked)
        self.field.returnPressed.connect(self._first)
        column.addWidget(self.list)
        self.pair = Pair(desk)
        self.pair.merged.connect(self._merged)
        self.pair.told_apart.connect(self.back)
        column.addWidget(self.pair, 1)
        column.addStretch()

    def show_for(self, who: UUID, name: str) -> None:
        """Asks who is the same as `who`."""
        self._who = who
        self._title.setText(_("Merge {name} with …").format(name=name))
        self.field.clear()
        self.list.show_rows([])
        self.list.hide()
        self.pair.hide()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, text: str) -> None:
        hits: list[search.Hit] = []
        store = self._desk.store
        if text.strip():
            try:
                with store.read() as reading:
                    asked = search.ask(reading, text, subject="prospects", clock=store.clock)
                    hits = search.page(reading, asked, limit=_HITS + 1)
            except QueryError:
                hits = []
        rows = [Row(hit.id, hit.name, hit.company, who=hit.name) for hit in hits if hit.id != self._who]
        self.list.show_rows(rows[:_HITS])
        self.list.setVisible(bool(rows))
        self.pair.hide()

    def _clicked(self, index: QModelIndex) -> None:
        row = self.list.rows.at(index)
        if row is not None:
            self._choose(row.key)

    def _first(self) -> None:
        self._clicked(self.list.rows.index(0))

    def _choose(self, other: UUID) -> None:
        if self._who is not None and self.pair.show_pair(self._who, other):
            self.list.hide()
            self.pair.show()
            self.pair.same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _merged(self, kept: UUID) -> None:
        self.back.emit()
        self._desk.go("prospects", kept)
