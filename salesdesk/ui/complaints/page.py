"""Complaints: the list by what is due, and beside it the one in front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from salesdesk.domain.text import fold
from salesdesk.i18n import _
from salesdesk.services.complaints import Line, listed, solved
from salesdesk.ui.commands import Command
from salesdesk.ui.complaints.asking import NewComplaint
from salesdesk.ui.complaints.detail import ComplaintDetail
from salesdesk.ui.complaints.wording import columns, summary, who
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.tables import RecordModel, RecordTable
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState

FOLD_UNDER = 960
SIDE = 410


class ComplaintsPage(Page):
    """A list of some hundred at most, read whole; narrowed here."""

    slug = "complaints"
    subjects = ("complaints", "causes", "prospects", "companies")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all: list[Line] = []
        self._then: UUID | None = None
        self._folded, self._which = False, ""
        self._model = RecordModel[Line](columns(desk.clock))
        self.table = RecordTable(self._model, name=_("Complaints"))
        self.detail, self.asking = ComplaintDetail(desk), NewComplaint(desk)
        self._empty = EmptyState(
            "message-square-warning",
            _("No complaints"),
            _("What a customer brings up stands here, with what you promised by when, until it is solved."),
            act=_("New complaint"),
            on_act=self.ask_new,
        )
        self._nothing = EmptyState("search-x", _("None like that"), _("No complaint fits what you look for."))
        self._arrange()
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._opened)
        self.table.clicked.connect(self._clicked)
        self.detail.back.connect(self.fold_back)
        self.asking.taken.connect(self._taken)
        self.asking.left.connect(self._left)
        group = _("Complaints")
        solve = Command(
            "solve",
            _("Mark as solved"),
            self.solve,
            "Ctrl+Return",
            "circle-check",
            self._can_solve,
            group=group,
        )
        desk.commands.add(
            [
                Command(
                    "new-complaint", _("New complaint"), self.ask_new, "Ctrl+Shift+N", "plus", group=group
                ),
                solve,
            ],
            on=self,
        )

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 20, 20, 20)
        row.setSpacing(16)
        self._left_side = Card()
        self._head = self._left_side.head(_("Complaints"))
        narrowing = QHBoxLayout()
        narrowing.setContentsMargins(16, 10, 16, 10)
        narrowing.setSpacing(6)
        self._chips = {
            "": ToggleChip(_("All")),
            "open": ToggleChip(_("Open")),
            "public": ToggleChip(_("Said in public")),
            "solved": ToggleChip(_("Solved")),
        }
        for which, chip in self._chips.items():
            chip.clicked.connect(lambda _on=False, which=which: self._narrow(which))
            narrowing.addWidget(chip)
        self.field = line(_("Find a complaint"), name=_("Find a complaint"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._show)
        narrowing.addWidget(self.field, 1)
        self._left_side.body.addLayout(narrowing)
        self._lists = QStackedWidget()
        for part in (self.table, self._empty, self._nothing):
            self._lists.addWidget(part)
        self._left_side.body.addWidget(self._lists, 1)
        self._left_side.body.setContentsMargins(1, 1, 1, 8)
        self._right_side = Card()
        self._side = QStackedWidget()
        for part in (self.detail, self.asking):
            self._side.addWidget(_scrolled(part))
        self._right_side.body.addWidget(self._side)
        row.addWidget(self._left_side, 1)
        row.addWidget(self._right_side)

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
        self._head.say(_("Complaints"), summary(sum(1 for one in found if one.open), solved(found)))
        self._show()
        self.shown()

    def _narrow(self, which: str) -> None:
        self._which = which
        self._show()

    def _show(self, _text: str = "") -> None:
        for which, chip in self._chips.items():
            chip.setChecked(which == self._which)
        words = fold(self.field.text()).split()
        lines = {one.id: one for one in self._all if self._fits(one, words)}

        def fetch(keys: Sequence[UUID]) -> Mapping[UUID, Line]:
            return {key: lines[key] for key in keys}

        self.table.show_records(list(lines), fetch)
        self._lists.setCurrentWidget(self.table if lines else (self._nothing if self._all else self._empty))
        unfolded = self._folded and not self._left_side.isVisible()
        self._right_side.setVisible((bool(lines) or self._is_asking()) and (not self._folded or unfolded))
        then, self._then = self._then, None
        if then is not None:
            self.table.choose(then)
        elif self.table.current_key() is None and lines:
            self.table.choose(next(iter(lines)))
        self._moved(self.table.current_key())

    def _fits(self, one: Line, words: Sequence[str]) -> bool:
        if (self._which == "open" and not one.open) or (self._which == "solved" and one.open):
            return False
        if self._which == "public" and not one.public:
            return False
        text = fold(f"{one.what} {who(one)} {one.cause}")
        return all(word in text for word in words)

    def _moved(self, complaint: UUID | None) -> None:
        found = next((one for one in self._all if one.id == complaint), None)
        if found is not None and found.id != self.detail.shown_id() and not self.detail.commit():
            return
        self.detail.show_complaint(found)

    def _clicked(self) -> None:
        if not (self._is_asking() and self.asking.has_words()):
            self._side.setCurrentIndex(0)
        if self._folded:
            self._unfold()

    def _opened(self, _complaint: UUID) -> None:
        self._side.setCurrentIndex(0)
        if self._folded:
            self._unfold()
        self.detail.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, record: UUID | str) -> None:
        act, _colon, ident = str(record).rpartition(":")
        if act == "complaint":
            self._ask(UUID(ident))
            return
        self._side.setCurrentIndex(0)
        self.field.clear()
        self._which = ""
        self._then = UUID(ident)
        self.reload()
        if self._folded:
            self._unfold()

    def _can_solve(self) -> bool:
        """Whether a complaint that is open, or a new one, is looked at."""
        return self.isVisible() and (self._is_asking() or self.detail.is_open())

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
        if self._is_asking() and self.asking.has_words() and prospect is None:
            self.asking.begin()  # what was half typed is gone on with
            return
        self._side.setCurrentIndex(1)
        self._right_side.show()
        if self._folded:
            self._unfold()
        self.asking.ask(prospect)

    def _taken(self, complaint: UUID) -> None:
        self._then = complaint
        self._left()
        self.reload()

    def _left(self) -> None:
        self._side.setCurrentIndex(0)
        self.fold_back()
        if not self._all:
            self._right_side.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> bool:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        return True

    def commit(self) -> bool:
        return self.detail.commit()

    def state(self) -> dict[str, object]:
        return {"asking": self.asking.state() if self._is_asking() else {}}

    def restore(self, state: dict[str, Any]) -> None:
        asking = state.get("asking")
        if isinstance(asking, dict) and asking:
            self._side.setCurrentIndex(1)
            said = cast("dict[str, object]", asking)
            self.asking.restore({name: str(text) for name, text in said.items()})

    def _unfold(self) -> None:
        self._left_side.hide()
        self._right_side.show()
        self.detail.folded(folded=True)

    def fold_back(self) -> None:
        """Shows the list again, where the one in front had taken its place."""
        if self._folded:
            self._right_side.hide()
            self._left_side.show()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._folded and self._right_side.isVisible():
            self.fold_back()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.table.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < FOLD_UNDER
        if folded == self._folded and event.oldSize().width() > 0:
            return
        self._folded = folded
        self._left_side.show()
        self._right_side.setVisible(not folded and bool(self._all))
        self.detail.folded(folded=folded)
        self._right_side.setMinimumWidth(0 if folded else SIDE)
        self._right_side.setMaximumWidth(16_777_215 if folded else SIDE)


def _scrolled(widget: QWidget) -> ScrollArea:
    widget.setMinimumWidth(1)  # the pane gives the width
    return ScrollArea(widget)
