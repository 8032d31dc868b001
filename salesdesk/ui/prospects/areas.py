"""Whom to visit: the cities of those asked for with how many live there, and for one of them the round to drive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.locally import grouped
from salesdesk.domain.query import QueryError
from salesdesk.i18n import _, ngettext
from salesdesk.services import listing, search
from salesdesk.services.listing import Area, Line
from salesdesk.ui import dialogs
from salesdesk.ui.background import Progress
from salesdesk.ui.copying import as_lines, copy_rows
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.columns import round_columns
from salesdesk.ui.prospects.filters import quoted
from salesdesk.ui.prospects.round_sheet import write as write_round
from salesdesk.ui.tables import RecordModel, RecordTable
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.labels import ElidedLabel, muted, strong
from salesdesk.ui.widgets.paper import look_at
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.states import EmptyState

_LIST: Final = 270


class Areas(QWidget):
    """The cities at the left, the round at the right. `narrowed` gives a query for the list."""

    narrowed = Signal(str)
    opened = Signal(object)  # the id of a prospect
    back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._text, self._turn = "", 0
        self._areas: dict[str, Area] = {}
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.places = RowList(name=_("Areas"))
        self.places.moved.connect(self._chosen)
        self.model: RecordModel[Line] = RecordModel(round_columns(desk.clock))
        self.table = RecordTable(desk, self.model, name=_("Whom to visit"))
        self.table.opened.connect(self._opened)
        self._stack = QStackedWidget()
        self._none = EmptyState(
            "map-pin",
            _("No addresses yet"),
            _("Areas come from the cities in the addresses of your prospects."),
            act=_("Back to the list"),
            on_act=self.back.emit,
        )
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.places.setFixedWidth(_LIST)
        row.addWidget(self.places)
        row.addWidget(self._right(), 1)
        self._stack.addWidget(both)
        self._stack.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._stack, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 12, 16, 12)
        row.setSpacing(8)
        row.addWidget(button(_("Back"), self.back.emit, kind="plain", icon="arrow-left"))
        row.addWidget(strong(_("Whom to visit, by area"), step=2))
        self._of = ElidedLabel("", "muted")
        row.addWidget(self._of, 1)
        return row

    def _right(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 16, 0)
        row.setSpacing(8)
        self._title, self._codes = strong("", step=1), muted("")
        row.addWidget(self._title)
        row.addWidget(self._codes, 1)
        row.addWidget(button(_("Show in the list"), self._narrow, icon="list-filter"))
        row.addWidget(button(_("Copy"), self._copy, icon="copy", name=_("Copy as a table")))
        row.addWidget(
            button(_("Briefs"), self._brief, icon="notebook-text", name=_("A brief on each of them"))
        )
        row.addWidget(button(_("PDF"), self._print, icon="printer", name=_("Save as a PDF to print")))
        column.addLayout(row)
        column.addWidget(self.table, 1)
        return made

    def show_for(self, query: str) -> None:
        """Shows the areas of those that a query asks for."""
        self._text = query
        self._of.setText(_("of those you asked for: {query}").format(query=query) if query.strip() else "")
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.places.setFocus(Qt.FocusReason.OtherFocusReason)

    def _load(self) -> None:
        self._turn += 1
        mine, store, text = self._turn, self._desk.store, self._text

        def work(_progress: Progress) -> list[Area]:
            with store.read() as reading:
                asked = search.ask(reading, text, subject="prospects", clock=store.clock)
                return listing.areas(reading, asked)

        def done(found: list[Area]) -> None:
            if mine == self._turn:
                self._show(found)

        self._desk.run(work, parent=self, on_done=done, on_error=self._failed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, QueryError):
            self._show([])
        else:
            self._desk.tell(error)

    def _show(self, found: Sequence[Area]) -> None:
        self._areas = {one.key: one for one in found}
        self.places.show_rows(
            [Row(one.key, one.city, one.codes, chip=grouped(one.count), icon="map-pin") for one in found]
        )
        self._stack.setCurrentIndex(0 if found else 1)
        if found and self.places.current_key() is None:
            self.places.setCurrentIndex(self.places.rows.index(0))
        elif found:
            self._chosen(self.places.current_key())

    def area(self) -> Area | None:
        """The one that is chosen."""
        return self._areas.get(self.places.current_key())

    def _chosen(self, key: object) -> None:
        area, store, text = self._areas.get(str(key)), self._desk.store, self._text
        if area is None:
            return
        told = ngettext("{count} prospect", "{count} prospects", area.count).format(count=grouped(area.count))
        self._title.setText(area.city)
        self._codes.setText(" · ".join(filter(None, (area.codes, told))))

        def work(_progress: Progress) -> Sequence[int]:
            with store.read() as reading:
                asked = search.ask(reading, text, subject="prospects", clock=store.clock)
                return listing.in_area(reading, asked, area.key)

        def done(rows: Sequence[int]) -> None:
            if self.area() == area:
                self.table.show_records(rows, self._fetch)

        self._desk.run(work, parent=self, on_done=done)

    def _fetch(self, keys: Sequence[Any]) -> Mapping[Any, Line]:
        with self._desk.store.read() as reading:
            return listing.fetch(reading, keys)

    def _opened(self, key: Any) -> None:
        place = self.model.place_of(key)
        found = self.model.row(place) if place is not None else None
        if found is not None:
            self.opened.emit(found.id)

    def _narrow(self) -> None:
        area = self.area()
        if area is not None:
            self.narrowed.emit(f"{self._text} city:{quoted(area.city)}".strip())

    def _brief(self) -> None:
        """Goes to the briefs on those of the round, in its order."""
        rows, store = list(self.model.keys), self._desk.store

        def work(_progress: Progress) -> str:
            with store.read() as reading:
                return ",".join(one.hex for one in listing.ids(reading, rows))

        self._desk.run(work, parent=self, on_done=lambda ids: self._desk.go("brief", f"ids:{ids}"))

    def _copy(self) -> None:
        copy_rows(self._desk, self, list(self.model.keys), self.model.columns, self._fetch)

    def _print(self) -> None:
        area = self.area()
        if area is None:
            return
        name = _("Whom to visit in {city}").format(city=area.city)
        file = dialogs.file_to_save(self, _("Save as a PDF to print"), f"{name}.pdf", [_("PDF (*.pdf)")])
        if file is not None:
            self.write(file, name)

    def write(self, file: Path, title: str) -> None:
        """Writes the round to a PDF, and offers to open it."""
        rows, shown = list(self.model.keys), self.model.columns

        def work(progress: Progress) -> None:
            lines = list(as_lines(rows, shown, self._fetch, lambda done: progress(done, len(rows))))
            write_round(file, title, lines, progress)

        def done(_none: None) -> None:
            told = _("Written to {file}").format(file=file.name)
            self._desk.say(told, act=_("Open"), on_act=partial(look_at, file))

        self._desk.run(work, parent=self, on_done=done, title=_("Writing {file} …").format(file=file.name))
