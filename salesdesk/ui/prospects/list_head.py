"""What stands over the table: views, the search line, filters; all of them only write the query in the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.query import QueryError
from salesdesk.i18n import _
from salesdesk.services import fairs, tags
from salesdesk.ui.desk import Desk
from salesdesk.ui.icons import icon
from salesdesk.ui.prospects import filters
from salesdesk.ui.prospects.filters import FilterChips, FilterMenu
from salesdesk.ui.prospects.views import NameLine, Shown, ViewChips, all_views
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.chip_buttons import menu_under
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import ToneLabel

_PATIENCE: Final = 700  # milliseconds that a query may be half typed, before it is said what is wrong with it
_OFFERED: Final = 30  # fairs and tags in the menu of filters; more are typed

More = Sequence[tuple[str, Callable[[], object]] | None]


class ListHead(QWidget):
    """`asked` tells the query whenever it is another; `columns` and `more` are buttons that the list answers."""

    asked = Signal(str)
    onwards = Signal(bool)  # the keyboard wants to go on into the table; True: to the one in front
    columns_asked = Signal(QWidget)  # under which button

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.more: More = ()
        self.views, self.chips, self.naming = ViewChips(desk), FilterChips(), NameLine(desk)
        self.field = line(_("Find anyone by name, company, number or word"), name=_("Find prospects"))
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        self.keep = QAction(icon("bookmark"), _("Save as view"), self.field)
        self.keep.triggered.connect(self.ask_name)
        self.field.addAction(self.keep, QLineEdit.ActionPosition.TrailingPosition)
        self.keep.setVisible(False)
        self.field.installEventFilter(self)
        self._trouble = ToneLabel("", "hot", wrap=True)
        self._trouble.hide()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._complain)
        self._arrange()
        self.field.textChanged.connect(self._typed)
        self.views.chosen.connect(self.say)
        self.views.rename_asked.connect(self._rename)
        self.chips.removed.connect(self._take_off)
        self.naming.done.connect(self.field.setFocus)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        self.lead = QHBoxLayout()  # for what the page sets before the views
        self.lead.setAlignment(Qt.AlignmentFlag.AlignTop)
        top.addLayout(self.lead)
        chips = QVBoxLayout()
        chips.setContentsMargins(0, 4, 0, 4)
        chips.addWidget(self.views)
        top.addLayout(chips, 1)
        column.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        self._filter = button(_("Filter"), self._ask_filter, icon="list-filter")
        self._columns = button(_("Columns"), self._ask_columns, icon="columns-3")
        self._more = button("", self._ask_more, icon="ellipsis", name=_("More"))
        for part in (self._filter, self._columns, self._more):
            row.addWidget(part)
        column.addLayout(row)
        column.addWidget(self._trouble)
        column.addWidget(self.chips)
        column.addWidget(self.naming)

    def text(self) -> str:
        """The query."""
        return self.field.text()

    def say(self, query: str) -> None:
        """Asks another query."""
        self.field.setText(query)

    def load_views(self) -> None:
        """Reads which views there are."""
        day = today(self._desk.clock)
        with self._desk.store.read() as reading:
            self.views.show_views(all_views(reading, day), day)
        self._agree()

    def refuse(self, sentence: str) -> None:
        """Says what is wrong with the query, unless it is mended while it is typed; empty: nothing is."""
        self._patience.stop()
        self._trouble.setText(sentence)
        if not sentence:
            self._trouble.hide()
            self._agree()
        elif not self._trouble.isVisible():
            self._patience.start()

    def _complain(self) -> None:
        self._trouble.show()

    def _typed(self, text: str) -> None:
        self.asked.emit(text)

    def _agree(self) -> None:
        """Makes views and chips say what the search line says."""
        text = self.text()
        self.views.light(text)
        self.chips.show_conditions(filters.conditions(text, today(self._desk.clock)))
        self.keep.setVisible(bool(text.strip()) and self.views.lit() is None)

    def _take_off(self, place: int) -> None:
        self.say(filters.without(self.text(), place, today(self._desk.clock)))

    def toggle(self, term: str) -> None:
        """Writes a term into the query, or takes it out."""
        try:
            self.say(filters.toggled(self.text(), term, today(self._desk.clock)))
        except QueryError:  # half typed: the choice is worth more
            self.say(term)

    def _ask_filter(self) -> None:
        day = today(self._desk.clock)
        with self._desk.store.read() as reading:
            found = [one.name for one in reversed(fairs.all_fairs(reading))][:_OFFERED]
            parts = filters.choices(found, tags.names(reading)[:_OFFERED])
        menu = FilterMenu(parts, lambda term: filters.is_asked(self.text(), term, day), self)
        menu.chosen.connect(self.toggle)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._filter.mapToGlobal(self._filter.rect().bottomLeft()))

    def _ask_columns(self) -> None:
        self.columns_asked.emit(self._columns)

    def _ask_more(self) -> None:
        menu_under(self._more, self.more)

    def ask_name(self) -> None:
        """Asks under which name the query is to be kept as a view."""
        self.naming.ask(self.text())

    def _rename(self, view: Shown) -> None:
        self.naming.ask(view.query, view)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down:
            self.onwards.emit(False)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._patience.isActive():
                self._complain()
            else:
                self.onwards.emit(True)
        elif key == Qt.Key.Key_Escape and self.text():
            self.field.clear()
        else:
            return False
        return True
