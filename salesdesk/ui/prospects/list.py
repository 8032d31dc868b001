"""The left side of the page: what is asked, the table of who is found, what is done with those marked."""

from __future__ import annotations

from functools import partial
from typing import Any, Final, cast
from uuid import UUID

from PySide6.QtCore import QItemSelection, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services import listing
from salesdesk.services.listing import Line
from salesdesk.ui.bulk_foot import at_hand, let_go
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.bulk import ProspectBar
from salesdesk.ui.prospects.bulk_work import ProspectWork
from salesdesk.ui.prospects.columns import SCORED, USUAL, WHOLE
from salesdesk.ui.prospects.list_head import ListHead
from salesdesk.ui.prospects.list_hits import Answer, Hits, Question
from salesdesk.ui.prospects.list_table import ProspectModel, ProspectTable
from salesdesk.ui.widgets.edges import edge
from salesdesk.ui.widgets.labels import muted
from salesdesk.ui.widgets.menus import StayingMenu
from salesdesk.ui.widgets.states import EmptyState

_CALM: Final = 250  # milliseconds without a hit until that is said in the place of the table


class ProspectList(QWidget):
    """`moved` tells who is in front now, `opened` who was opened: an id, or None."""

    moved = Signal(object)
    opened = Signal(object)
    answered = Signal()  # what was found stands in the table

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sort, self._descending = "name", False
        self._sort_shown = ("", False)
        self._then: int | None = None  # the row to put in front as soon as it is there
        self._kept: set[int] = set()  # marked before, to be marked again where they are still found
        self._all_wanted = False
        self.deleted = False  # whether what was deleted is shown
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.head, self.hits = ListHead(desk), Hits(desk, self)
        self.field = self.head.field
        self.model = ProspectModel(desk)
        self.table = ProspectTable(desk, self.model, name=_("Prospects"))
        self._columns: frozenset[str] = USUAL
        self._answer = Answer((), 0, whole=False, deleted=False, fresh=True)
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self._show_empty)
        self.bulk = ProspectBar(desk)
        self.work = ProspectWork(desk, self.bulk, self)
        self._arrange()
        self._connect()
        self._choose_columns(USUAL)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack = QStackedWidget()
        self._nobody = EmptyState(
            "users",
            _("No prospects yet"),
            _("Bring in the contacts you have, or capture the next person you meet."),
            act=_("Bring in contacts"),
            on_act=partial(self._desk.go, "import"),
        )
        self._nothing = EmptyState(
            "search-x",
            _("Nobody found"),
            _("No prospect fits all of that. Type less, or take a filter off."),
            act=_("Show all"),
            on_act=self.field.clear,
        )
        self._emptied = EmptyState(
            "archive-restore",
            _("All prospects were deleted"),
            _("They are kept, and can be brought back."),
            act=_("Show deleted"),
            on_act=partial(self.head.say, "is:deleted"),
        )
        for part in (self.table, self._nobody, self._nothing, self._emptied):
            self._stack.addWidget(part)
        self.foot = QStackedWidget()
        self.foot.setFixedHeight(44)
        told = QWidget()
        row = QHBoxLayout(told)
        row.setContentsMargins(16, 0, 16, 0)
        self._told = muted("")
        row.addWidget(self._told, 1)
        self.foot.addWidget(told)
        self.foot.addWidget(self.bulk)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        column.addWidget(edge())
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.head.asked.connect(self._ask)
        self.head.onwards.connect(self._onwards)
        self.head.columns_asked.connect(self._ask_columns)
        self.hits.came.connect(self._came)
        self.hits.refused.connect(self.head.refuse)
        self.table.sort_asked.connect(self._sort_by)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._opened)
        self.table.marked.connect(self._marked)
        self.table.selectionModel().selectionChanged.connect(self._look)
        self.bulk.let_go.connect(self.unmark)

    def load(self) -> None:
        """Reads what is asked, or reads it again since something was written."""
        self.head.load_views()
        if self._answer.fresh:
            self.hits.forget()
            self._ask()
        else:
            self.hits.again()

    def _ask(self, _text: object = None) -> None:
        plain = self._sort == "name" and not self._descending  # which the order of search gives way to
        self.hits.ask(Question(self.head.text(), "" if plain else self._sort, self._descending))

    def _came(self, answer: Answer) -> None:
        self._kept |= self.model.marked
        self._answer, self.deleted = answer, answer.deleted
        if answer.fresh:
            self.model.show(answer.rows, self.hits.fetch)
            self.table.verticalScrollBar().setValue(0)
        else:
            self.table.show_records(answer.rows, self.hits.fetch)
        words = bool(self.hits.question.text.strip()) and not self.hits.question.sort
        self._show_sort("" if words else self._sort)
        self._mark_again()
        self._put_in_front()
        self._say()
        self.answered.emit()

    def _show_sort(self, sort: str) -> None:
        if (sort, self._descending) != self._sort_shown:  # else each key would paint the head anew
            self._sort_shown = (sort, self._descending)
            self.table.sorted_by(sort, descending=self._descending)

    def _mark_again(self) -> None:
        answer = self._answer
        if self._all_wanted and answer.whole:
            self._all_wanted = False
            self.table.mark_all()
        elif self._kept:
            self.model.mark(self._kept & set(answer.rows))
        if answer.whole:
            self._kept = set()
        self._marked(len(self.model.marked))

    def _put_in_front(self) -> None:
        if self._then is not None:
            if self.table.choose(self._then) or self._answer.whole:
                self._then = None
        elif not self.table.currentIndex().isValid():
            if len(self._answer.rows):
                self.table.setCurrentIndex(self.model.index(0, 0))
            elif self._answer.whole:
                self.moved.emit(None)

    def _say(self) -> None:
        """Says at the foot how many there are, and shows why there is nobody."""
        answer, count = self._answer, len(self._answer.rows)
        asked = bool(self.head.text().strip())
        if self.deleted:
            told = ngettext("{count} deleted prospect", "{count} deleted prospects", count)
        elif not answer.whole:
            told = _("More than {count} of {all} prospects")
        elif asked:
            told = ngettext("{count} of {all} prospect", "{count} of {all} prospects", answer.of)
        else:
            told = ngettext("{count} prospect", "{count} prospects", count)
        titles = {one.sort: one.title for one in self.model.columns if one.sort}
        parts = [told.format(count=grouped(count), all=grouped(answer.of))]
        if self.hits.question.sort or not asked:
            parts.append(_("sorted by {column}").format(column=titles[self._sort].lower()))
        said = " · ".join(parts)
        if self._told.text() != said:  # a label that is set lays the whole window out anew
            self._told.setText(said)
        if count or not answer.whole:
            self._calm.stop()
            self._stack.setCurrentWidget(self.table)
        elif self._stack.currentWidget() is self.table:
            self._calm.start()

    def _show_empty(self) -> None:
        """Says why there is nobody: not while one is still typing."""
        asked = bool(self.head.text().strip()) or bool(self._answer.of)
        shown, keyboard = self._nothing, self.table.hasFocus()
        if not asked:
            with self._desk.store.read() as reading:
                shown = self._emptied if listing.all_deleted(reading) else self._nobody
        self._stack.setCurrentWidget(shown)
        if keyboard:
            shown.take_keyboard()

    def line(self, row: object) -> Line | None:
        """What stands in the row of the table that is known by `row`."""
        place = self.model.place_of(row) if row is not None else None
        return self.model.row(place) if place is not None else None

    def front(self) -> UUID | None:
        """Who is in front."""
        found = self.line(self.table.current_key())
        return found.id if found else None

    def expect(self, prospect: UUID) -> bool:
        """Puts a prospect in front, now or with the next answer that has them; False where that is to come."""
        with self._desk.store.read() as reading:
            row = listing.row_of(reading, prospect)
        if row is None or self.table.choose(row):
            return True
        self._then = row
        return False

    def stay(self, prospect: UUID) -> None:
        """Puts a prospect in front again, if they are still listed."""
        with self._desk.store.read() as reading:
            row = listing.row_of(reading, prospect)
        if row is not None:
            self.table.choose(row)

    def show_prospect(self, prospect: UUID) -> None:
        """Puts a prospect in front, if need be by asking for all."""
        if self.expect(prospect):
            return
        if self.head.text():
            self.head.say("")
        elif self._answer.whole:
            self.hits.again()

    def taken(self) -> list[int]:
        """Those that an act is done with: marked, selected, or the one in front."""
        found = self.table.taken()
        front = self.table.current_key()
        return found or ([front] if front is not None else [])

    def unmark(self) -> None:
        """Takes all marks away."""
        self._kept, self._all_wanted = set(), False
        let_go(self.table)

    def _marked(self, count: int) -> None:
        self._all_wanted = not self._answer.whole and 0 < len(self.model.keys) == count
        self._look()

    def _look(self, *_: QItemSelection) -> None:
        count = at_hand(self.table)
        self.bulk.show_count(count, deleted=self.deleted)
        self.foot.setCurrentIndex(1 if count else 0)

    def _moved(self, _row: object) -> None:
        if self._then is None:
            self.moved.emit(self.front())

    def _opened(self, row: object) -> None:
        found = self.line(row)
        if found is not None:
            self.opened.emit(found.id)

    def _onwards(self, opening: object) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if opening and self.front() is not None:
            self.opened.emit(self.front())

    def _sort_by(self, sort: str, descending: object) -> None:
        self.sort(sort, descending=bool(descending))

    def sort(self, sort: str, *, descending: bool = False) -> None:
        """Sorts by one of the orders that there are."""
        self._sort, self._descending = sort, descending
        self._show_sort(sort)
        self._ask()

    def _ask_columns(self, under: QWidget) -> None:
        menu = StayingMenu(self)
        for column in self.model.columns:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key in self._columns)
            action.setEnabled(column.priority > 0)
            action.toggled.connect(partial(self._switch_column, column.key))
        menu.addSeparator()
        menu.addAction(_("The usual columns")).triggered.connect(partial(self._choose_columns, USUAL))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))

    def _switch_column(self, key: str, on: object) -> None:
        self._choose_columns(self._columns | {key} if on else self._columns - {key})

    def _choose_columns(self, keys: frozenset[str], _checked: object = None) -> None:
        known = frozenset(one.key for one in self.model.columns)
        always = frozenset(one.key for one in self.model.columns if one.priority == 0)
        self._columns = (known & keys) | always
        self.table.chosen_columns = self._columns
        if self.hits.show_lines(
            brief=WHOLE.isdisjoint(self._columns), scored=not SCORED.isdisjoint(self._columns)
        ):
            self.model.again()
        self.table.fit()

    def state(self) -> dict[str, object]:
        """What is restored at the next start."""
        return {
            "query": self.head.text(),
            "sort": self._sort,
            "descending": self._descending,
            "columns": sorted(self._columns),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Brings back what `state` gave."""
        chosen, sort = state.get("columns"), state.get("sort")
        if isinstance(chosen, list) and chosen:
            self._choose_columns(frozenset(map(str, cast("list[object]", chosen))))
        if sort in listing.SORTS:
            self._sort, self._descending = str(sort), state.get("descending") is True
        self.head.say(str(state.get("query") or ""))
