"""The follow-ups of the day: late, today, the next days; each done, snoozed or moved where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent

from salesdesk.domain.locally import weekday
from salesdesk.errors import UserError
from salesdesk.i18n import _, ngettext
from salesdesk.services.agenda import Agenda, Due, Part
from salesdesk.ui.desk import Desk
from salesdesk.ui.today.acts import RowActs
from salesdesk.ui.today.plan_line import PlanLine
from salesdesk.ui.today.wording import due_row, reminder_time
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import secondary
from salesdesk.ui.widgets.marking import Marking
from salesdesk.ui.widgets.rows import Row, RowList

MORE = "more"


class FollowUps(Card):
    """The card with the list. `more_asked`: more lines than were read at first are wanted."""

    more_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._head = self.head(_("Follow-ups"))
        self._add = button(_("Add"), self.ask_new, icon="plus", tip=_("Plan a follow-up · A"))
        self._head.buttons.addWidget(self._add)
        self._new = PlanLine(desk)
        self._new.left.connect(self.take_keyboard)
        self._nothing = secondary("", wrap=True)
        self._nothing.setContentsMargins(16, 14, 16, 14)
        self.list = RowList(name=_("Follow-ups"), fits=True)
        self.marking = Marking(self)
        self.body.addWidget(self._new)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.list)
        self.body.addStretch(1)
        self._due: dict[UUID, Due] = {}
        self._acts = RowActs(desk.clock, self.list.viewport())
        self._asked: UUID | None = None  # whom a question is about: a refresh leaves it standing
        self._connect()

    def _connect(self) -> None:
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.list.let_mark(self.marking, space=False)  # Space says that one is done
        self.list.moved.connect(self._row_changed)
        self.list.opened.connect(self._open)
        self._acts.done.connect(self._finish)
        self._acts.moved.connect(self._move)
        self._acts.snoozed.connect(self._snooze)
        self._acts.opened.connect(lambda: self._open(self.list.current_key()))
        self._acts.left.connect(self._leave)

    def show_day(self, found: Agenda) -> None:
        """Shows the day."""
        self._due = {due.id: due for part in (found.late, found.today, found.next) for due in part.lines}
        self.marking.keep(set(self._due))
        told = [
            ngettext("{number} late", "{number} late", found.late.count).format(number=found.late.count)
            if found.late.count
            else "",
            _("{number} today").format(number=found.today.count) if found.today.count else "",
        ]
        self._head.say(_("Follow-ups"), " · ".join(filter(None, told)))
        rows = [*self._rows(found.late, found), *self._rows(found.today, found)]
        self._nothing.setText(
            _("Nothing is due today. What comes next stands below.")
            if found.next.count
            else _("Nothing is due, and nothing is planned for the next days.")
        )
        self._nothing.setVisible(not rows)
        following = self._rows(found.next, found)
        if following:
            span = f"{weekday(found.day + timedelta(days=1))} – {weekday(found.day + timedelta(days=found.next_days))}"
            rows += [Row(None, _("Next days"), span, head=True), *following]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        if self.list.hasFocus() and not self.list.currentIndex().isValid():
            self._choose_first()
        if self._asked not in self._due:
            self._acts.asking = False
        self._place()

    def _rows(self, part: Part, found: Agenda) -> list[Row]:
        rows = [due_row(due, found.day, self._desk.clock) for due in part.lines]
        left = part.count - len(part.lines)
        if left > 0:
            text = ngettext("Show {number} more", "Show {number} more", left).format(number=left)
            rows.append(Row(MORE, text, icon="chevron-down"))
        return rows

    def ask_new(self) -> None:
        """Opens the line in which a follow-up is planned."""
        self._new.ask()

    def take_keyboard(self) -> None:
        """Puts the keyboard into the list, or to Add where the list is empty."""
        front = self._add if self.list.isHidden() else self.list
        front.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Takes what is being typed, and what was said to be done; False where it was not understood."""
        if self._acts.asking and (self._acts.typed() or self._acts.says_done):
            self._acts.answer()
            return not self._acts.asking
        return not self._new.waiting() or self._new.take()

    def chosen(self) -> bool:
        """Whether a follow-up is chosen, with which something can be done."""
        return self._current() is not None

    def ask_next(self) -> None:
        """Asks in the chosen row what comes next."""
        self._ask(self._acts.ask_next)

    def ask_snooze(self) -> None:
        """Asks in the chosen row until when not to remind."""
        self._ask(self._acts.ask_snooze)

    def ask_day(self) -> None:
        """Asks in the chosen row to which day."""
        self._ask(self._acts.ask_day)

    def _current(self) -> Due | None:
        key = self.list.current_key()
        return self._due.get(key) if isinstance(key, UUID) else None

    def _row_changed(self, key: object) -> None:
        if key != self._asked:
            self._acts.asking = False
        self._place()

    def _place(self) -> None:
        """Puts the acts over the row that is chosen; while they ask, over the whole of it."""
        due = self._current()
        if due is None and self._acts.asking and self._asked in self._due:
            return  # the list is being read anew, and chooses the same row again in a moment
        shown = due is not None and (self.list.hasFocus() or self._acts.asking or self._acts.underMouse())
        self._acts.setVisible(shown)
        if due is None or not shown:
            self.list.cover(0)
            return
        if not self._acts.asking:
            self._acts.offer(has_prospect=due.prospect is not None, room=self.list.viewport().width())
        box = self.list.visualRect(self.list.currentIndex()).adjusted(0, 0, 0, -1)
        wide, right = self.list.viewport().width(), self.list.viewport().width() - 1
        if not self._acts.asking:
            wide = min(wide, self._acts.sizeHint().width())
            right = self.list.cover(wide)
        self._acts.setGeometry(QRect(right - wide + 1, box.top(), wide, box.height()))
        self._acts.raise_()

    def _ask(self, ask: Callable[[], None]) -> None:
        due = self._current()
        if due is not None:
            self._asked = due.id
            ask()
            self._place()

    def _leave(self) -> None:
        self._acts.asking = False
        self.take_keyboard()
        self._place()

    def _finish(self, following: str) -> None:
        due = self._current()
        if due is None:
            return
        store, ident = self._desk.store, due.id

        def write() -> object:
            from salesdesk.services import capturing, followups  # with all that reads text and writes

            draft = capturing.follow_up(store, following, "") if following else None
            if draft is not None:
                draft = followups.titled(draft, due.name or due.company) if due.prospect else draft
            return followups.finish(store, ident, following=draft)

        self._write(write, _("Done: {what}").format(what=due.what))

    def _move(self, text: str) -> None:
        due = self._current()
        if due is None:
            return
        store, ident, before = self._desk.store, due.id, due.time

        def write() -> object:
            from salesdesk.services import capturing, followups

            if not text:
                raise UserError(_("Say to which day."), _("For example: friday"))
            found = capturing.follow_up(store, text, "-")
            assert found.day
            return followups.move(store, ident, found.day, found.time or before)

        self._write(write, _("Moved: {what}").format(what=due.what))

    def _snooze(self, until: datetime) -> None:
        due = self._current()
        if due is None:
            return
        store, ident = self._desk.store, due.id
        told = _("You are reminded at {time}").format(time=reminder_time(until, self._desk.clock))

        def write() -> object:
            from salesdesk.services import followups

            return followups.snooze(store, ident, until)

        self._write(write, told)

    def _write(self, write: Callable[[], object], told: str) -> None:
        if self._desk.act(write, told=told) is not None:
            self._leave()

    def _open(self, key: Any) -> None:
        if key == MORE:
            self.more_asked.emit()
        elif isinstance(key, UUID) and self._due[key].prospect:
            self._desk.go("prospects", self._due[key].prospect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list.viewport() and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.list and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if event.type() == QEvent.Type.FocusIn and not self.list.currentIndex().isValid():
                self._choose_first()
            self._place()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _choose_first(self) -> None:
        rows = self.list.rows
        first = next((place for place in range(rows.rowCount()) if rows.at(rows.index(place))), None)
        if first is not None:
            self.list.setCurrentIndex(rows.index(first))

    def _key(self, event: QKeyEvent) -> bool:
        acts = {
            Qt.Key.Key_A: self.ask_new,
            Qt.Key.Key_D: self.ask_next,
            Qt.Key.Key_Space: self.ask_next,
            Qt.Key.Key_S: self.ask_snooze,
            Qt.Key.Key_M: self.ask_day,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        act()
        return True
