"""Complaints: the list by what is due, and beside it the one in front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from salesdesk.i18n import _
from salesdesk.services.complaints import Line, listed, solved
from salesdesk.ui.bulk_foot import MarkedTable
from salesdesk.ui.commands import Command
from salesdesk.ui.complaints.asking import NewComplaint
from salesdesk.ui.complaints.bulk import acts
from salesdesk.ui.complaints.detail import ComplaintDetail
from salesdesk.ui.complaints.narrowing import Narrowing
from salesdesk.ui.complaints.wording import columns, shown_columns, summary
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.tables import RecordModel, RecordTable
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.list_and_side import ListAndSide
from salesdesk.ui.widgets.states import EmptyState

SIDE = 410


class ComplaintsPage(Page):
    """A list of some hundred at most, read whole; narrowed here."""

    slug = "complaints"
    subjects = (
        *("complaints", "causes", "followups", "prospects", "companies", "preferences"),
        *("deals", "deal_lines"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all: list[Line] = []
        self._then: UUID | None = None
        self._left_it = True  # there is no new one that is to be gone on with
        self._model = RecordModel[Line](columns(desk.clock), marks=True)
        self.table = RecordTable(desk, self._model, name=_("Complaints"))
        self.bulk = MarkedTable(desk, self.table, acts()).bar
        self.detail, self.asking = ComplaintDetail(desk), NewComplaint(desk)
        self._empty = EmptyState(
            "message-square-warning",
            _("No complaints"),
            _("What a customer brings up stands here, with what you promised by when, until it is solved."),
            act=_("New complaint"),
            on_act=self.ask_new,
        )
        self.narrowing = Narrowing()
        self.field = self.narrowing.field
        self._nothing = EmptyState(
            "search-x",
            _("None like that"),
            _("No complaint fits what you look for."),
            act=_("Show all"),
            on_act=self._show_all,
        )
        self._arrange()
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._opened)
        self.table.clicked.connect(self._clicked)
        self.detail.back.connect(self.both.fold_back)
        self.asking.taken.connect(self._taken)
        self.asking.left.connect(self._left_unsaid)
        desk.commands.add(self._commands(), on=self)

    def _commands(self) -> list[Command]:
        group, told = _("Complaints"), self.detail
        made = [
            ("new-complaint", _("New complaint"), self.ask_new, "Ctrl+Shift+N", "plus", lambda: True),
            ("solve", _("Mark as solved"), self.solve, "Ctrl+Return", "circle-check", self._can_solve),
            ("open-again", _("Open again"), told.reopen, "", "rotate-ccw", self._can_reopen),
            (
                "delete-complaint",
                _("Delete this complaint"),
                told.delete,
                "Ctrl+Delete",
                "trash",
                self._sees_one,
            ),
        ]
        return [Command(*one, group=group) for one in made]

    def _arrange(self) -> None:
        self._left_side = Card()
        self._head = self._left_side.head(_("Complaints"))
        self.narrowing.changed.connect(self._show)
        self._left_side.body.addWidget(self.narrowing)
        self._lists = QStackedWidget()
        for part in (self.table, self._empty, self._nothing):
            self._lists.addWidget(part)
        self._left_side.body.addWidget(self._lists, 1)
        self._left_side.body.addWidget(self.bulk)
        self._left_side.body.setContentsMargins(1, 1, 1, 8)
        self._right_side = Card()
        self._side = QStackedWidget()
        for part in (self.detail, self.asking):
            self._side.addWidget(part)
        self._right_side.body.addWidget(self._side)
        self.both = ListAndSide(
            self._left_side,
            self._right_side,
            side=SIDE,
            keyboard=self.table,
            on_fold=lambda folded: self.detail.folded(folded=folded),
        )
        around = QHBoxLayout(self)
        around.setContentsMargins(20, 20, 20, 20)
        around.addWidget(self.both)

    def title(self) -> str:
        return _("Complaints")

    def about(self) -> str:
        return _(
            "What customers brought up: public ones first, then by when you promised an answer. Say what you promised"
            " and what solved it; a week after it is solved you are reminded to ask whether all is well."
        )

    def main_command(self) -> Command | None:
        return self.desk.commands.find("new-complaint")

    def load(self) -> None:
        store = self.desk.store

        def work(_progress: object) -> list[Line]:
            with store.read() as reading:
                return listed(reading)

        self.desk.run(work, parent=self, on_done=self._read)

    def _read(self, found: list[Line]) -> None:
        self._all = found
        told = summary(sum(1 for one in found if one.open), solved(found)) if found else ""
        self._head.say(_("Complaints"), told)
        self.narrowing.setVisible(bool(found))
        self._show()
        self.shown()

    def _show_all(self) -> None:
        self.narrowing.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        shown = self.detail.shown_id()
        fitting = {one.id for one in self._all if self.narrowing.fits(one)}
        if shown is not None and shown not in fitting and self._is_there(shown) and not self.detail.commit():
            fitting.add(shown)  # it stays listed until what was typed of it is taken
        lines = {one.id: one for one in self._all if one.id in fitting}

        def fetch(keys: Sequence[UUID]) -> Mapping[UUID, Line]:
            return {key: lines[key] for key in keys}

        self.table.chosen_columns = shown_columns(self._all, self.desk.clock)
        self.table.fit()
        self.table.show_records(list(lines), fetch)
        self._lists.setCurrentWidget(self.table if lines else (self._nothing if self._all else self._empty))
        self._fit()
        then, self._then = self._then, None
        if then is not None:
            self.table.choose(then)
        elif self.table.current_key() is None and lines:
            self.table.choose(next(iter(lines)))
        self._moved(self.table.current_key())

    def _moved(self, complaint: UUID | None) -> None:
        found = next((one for one in self._all if one.id == complaint), None)
        shown = self.detail.shown_id()
        if found is not None and found.id != shown and self._is_there(shown) and not self.detail.commit():
            self.table.choose(shown)  # what is lit is what is shown
            return
        self.detail.show_complaint(found)

    def _is_there(self, complaint: UUID | None) -> bool:
        return any(one.id == complaint for one in self._all)

    def _clicked(self) -> None:
        if not (self._is_asking() and self.asking.has_words()):
            self._side.setCurrentIndex(0)
        self.both.unfold()

    def _opened(self, _complaint: UUID) -> None:
        self._side.setCurrentIndex(0)
        self.both.unfold()
        self.detail.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, record: UUID | str) -> None:
        act, _colon, ident = str(record).rpartition(":")
        if act == "complaint":
            self._ask(UUID(ident))
            return
        self._side.setCurrentIndex(0)
        self.narrowing.clear()
        self._then = UUID(ident)
        self.reload()
        self.both.unfold()

    def _can_solve(self) -> bool:
        """Whether a complaint that is open, or a new one, is looked at."""
        return self.isVisible() and (self._is_asking() or self.detail.is_open())

    def _sees_one(self) -> bool:
        return self.isVisible() and not self._is_asking() and self.detail.shown_id() is not None

    def _can_reopen(self) -> bool:
        return self._sees_one() and self.detail.is_solved()

    def is_half_typed(self) -> bool:
        return self._is_asking() and self.asking.has_words()

    def _is_asking(self) -> bool:
        return self._side.currentIndex() == 1

    def solve(self) -> None:
        """Ctrl+Enter: takes in the new one where one is asked for, else solves the one in front."""
        if self._is_asking():
            self.asking.take()
        else:
            self.detail.solve()

    def ask_new(self) -> None:
        """Asks for a new complaint where the one in front stood."""
        self._ask(None)

    def _ask(self, prospect: UUID | None) -> None:
        self.desk.go("complaints")
        if not self.detail.commit():
            return
        self._ask_here()
        if self._half and prospect is None:
            self.asking.begin()  # what was half typed is gone on with
            return
        self._left_it = False
        self.asking.ask(prospect)

    @property
    def _half(self) -> bool:
        """Whether a new one is half typed, and was not left."""
        return self.asking.has_words() and not self._left_it

    def _ask_here(self) -> None:
        self._side.setCurrentIndex(1)
        self._fit()

    def _taken(self, complaint: UUID) -> None:
        self._then, self._left_it = complaint, True
        self._left()
        self.reload()

    def _left_unsaid(self) -> None:
        """Leaves the new one; what was typed of it can be gone on with."""
        if self.asking.has_words():
            self.desk.say(_("The new complaint was left."), act=_("Go on with it"), on_act=self._go_on)
        self._left()
        self._left_it = True

    def _go_on(self) -> None:
        self.desk.go("complaints")
        self._ask_here()
        self._left_it = False
        self.asking.begin()

    def _left(self) -> None:
        self._side.setCurrentIndex(0)
        self._fit()
        self.both.fold_back()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> bool:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        return True

    def commit(self) -> bool:
        return self.detail.commit()

    def state(self) -> dict[str, object]:
        kept = self.asking.state() if self._half or self._is_asking() else {}
        return {"asking": kept, "in_front": self._is_asking()}

    def restore(self, state: dict[str, Any]) -> None:
        asking = state.get("asking")
        if isinstance(asking, dict) and asking:
            self._side.setCurrentIndex(1 if state.get("in_front", True) else 0)
            self._left_it = False
            said = cast("dict[str, object]", asking)
            self.asking.restore({name: str(text) for name, text in said.items()})

    def _fit(self) -> None:
        """Shows the side where there is one in front, or a new one is asked for."""
        self.both.fit(some=bool(self.table.records.keys), held=self._is_asking())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._is_asking() and self._right_side.isVisible():
            self.asking.begin()
        else:
            self.table.setFocus(event.reason())
