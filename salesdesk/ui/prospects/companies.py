"""Companies: the list with a search line and, beside it, the one in front with who works there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.query import QueryError
from salesdesk.i18n import _, ngettext
from salesdesk.services import companies
from salesdesk.services.companies import Line
from salesdesk.ui.bulk_foot import MarkedTable
from salesdesk.ui.desk import Desk
from salesdesk.ui.icons import icon
from salesdesk.ui.page import SETTLE
from salesdesk.ui.prospects.companies_bulk import acts
from salesdesk.ui.prospects.companies_detail import CompanyDetail
from salesdesk.ui.refresh import Written
from salesdesk.ui.tables import Cell, Column, RecordModel, RecordTable
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import muted
from salesdesk.ui.widgets.states import EmptyState

SUBJECTS: Final = ("companies", "prospects", "complaints", "addresses", "phones", "emails", "webs")
_PANE: Final = 370


def columns() -> tuple[Column[Line], ...]:
    """What is shown of a company."""
    return (
        Column("name", _("Company"), lambda c: Cell(c.name, strong=True), 190, 0, "name", stretch=True),
        Column("trade", _("Trade"), lambda c: Cell(c.trade), 130, 3, "trade"),
        Column("city", _("City"), lambda c: Cell(c.city), 120, 2, "city"),
        Column("prospects", _("Prospects"), lambda c: Cell(str(c.prospects)), 96, 1, "prospects", right=True),
        Column("complaints", _("Open complaints"), _complaints, 140, 4, "complaints"),
    )


def _complaints(one: Line) -> Cell:
    return Cell(str(one.complaints), tone="hot") if one.complaints else Cell("")


class Companies(QWidget):
    """The list and the one in front."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sort, self._descending = "name", False
        self._stale, self._asked = True, 0
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._load_if_seen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._left(), 1)
        self.detail = CompanyDetail(desk)
        self._row.addWidget(self.detail)
        desk.written.connect(self._heard)

    def _left(self) -> QWidget:
        made = QWidget()
        made.setBackgroundRole(QPalette.ColorRole.Base)
        made.setAutoFillBackground(True)
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        self.field = line(_("Find a company"), name=_("Find a company"))
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._typed)
        column.addWidget(self.field)
        self.table = RecordTable(self._desk, RecordModel[Line](columns(), marks=True), name=_("Companies"))
        self.bulk = MarkedTable(self._desk, self.table, acts(), ids=self._ids).bar
        self.table.sorted_by(self._sort, descending=False)
        self.table.sort_asked.connect(self._sort_by)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._opened)
        self._stack = QStackedWidget()
        self._none = EmptyState(
            "building", _("No companies yet"), _("They come with the prospects that name them.")
        )
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        column.addWidget(self._stack, 1)
        self._count = muted("")
        column.addWidget(self._count)
        column.addWidget(self.bulk)
        return made

    def _typed(self) -> None:
        self.load()

    def _opened(self) -> None:
        self.detail.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return self.detail.commit()

    def search(self) -> bool:
        """Puts the keyboard into the search line."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        return True

    def show_company(self, company: UUID) -> None:
        """Puts a company in front, whatever the list was narrowed to."""
        self.field.clear()
        with self._desk.store.read() as reading:
            row = companies.row_of(reading, company)
        self.load(then=row)

    def load(self, *, then: int | None = None) -> None:
        """Reads the list off the window's thread, and then puts the row `then` in front."""
        self._stale = False
        self._asked += 1
        mine, store, text = self._asked, self._desk.store, self.field.text()
        sort, descending = self._sort, self._descending

        def read() -> list[int]:
            with store.read() as reading:
                try:
                    return companies.rows(reading, text, sort=sort, descending=descending, clock=store.clock)
                except QueryError:
                    return []

        def shown(rows: list[int]) -> None:
            if mine == self._asked:
                self._show(rows, then)

        self._desk.run(lambda _progress: read(), parent=self, on_done=shown)

    def _show(self, rows: Sequence[int], then: int | None) -> None:
        self.table.show_records(rows, self._fetch)
        if then is not None:
            self.table.choose(then)
        elif self.table.current_key() is None and rows:
            self.table.choose(rows[0])
        text = self.field.text().strip()
        if text:
            self._none.say(_("No company found"), _("Type less, or something else."))
        else:
            self._none.say(_("No companies yet"), _("They come with the prospects that name them."))
        self._stack.setCurrentIndex(0 if rows else 1)
        count = len(rows)
        self._count.setText(ngettext("{count} company", "{count} companies", count).format(count=count))
        self._moved(self.table.current_key())

    def _fetch(self, keys: Sequence[Any]) -> Mapping[Any, Line]:
        with self._desk.store.read() as reading:
            return companies.lines(reading, keys)

    def _ids(self, rows: Sequence[Any]) -> list[UUID]:
        with self._desk.store.read() as reading:
            return companies.ids(reading, rows)

    def _moved(self, key: Any) -> None:
        place = self.table.records.place_of(key) if key is not None else None
        found = self.table.records.row(place) if place is not None else None
        self.detail.show_company(found.id if found else None)

    def _sort_by(self, sort: str, descending: bool) -> None:  # noqa: FBT001  (Qt's signal)
        self._sort, self._descending = sort, descending
        self.table.sorted_by(sort, descending=descending)
        self.load()

    def _heard(self, written: Written) -> None:
        if written.touches(*SUBJECTS):
            self._stale = True
            if self.isVisible() and not self._settle.isActive():
                self._settle.start()

    def _load_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self.load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_if_seen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.detail.setFixedWidth(min(_PANE, max(300, self.width() * 2 // 5)))
