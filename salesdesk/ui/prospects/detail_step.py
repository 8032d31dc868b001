"""The next step of a prospect: done, moved or planned where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.locally import clock_time, days_late, long_day
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import capturing, followups, prospects
from salesdesk.services.cards import Card as Person
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chip_buttons import menu_under
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.labels import ToneLabel, muted, strong

Asking = Literal["plan", "next", "move"]


def due(day: date | None, now: date) -> tuple[str, str]:
    """How far off a day is, in words, and the tone of its chip."""
    if day is None:
        return "", "neutral"
    days = (day - now).days
    if days < 0:
        return days_late(-days), "hot"
    if days == 0:
        return _("Today"), "accent"
    return (_("Tomorrow") if days == 1 else long_day(day)), "neutral"


class _Line(QLineEdit):
    """A line that tells when it is given up, and when it is left empty."""

    def __init__(self, given_up: Callable[[], None]) -> None:
        super().__init__()
        self._given_up = given_up

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._given_up()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.text().strip() and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._given_up()


class NextStep(Card):
    """The earliest follow-up that is not done, with Done and Move; or the offer to plan one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(edge="accent")
        self._desk = desk
        self._person: Person | None = None
        self._step: FollowUp | None = None
        self._asking: Asking = "plan"
        self.body.setContentsMargins(16, 8, 8, 12)
        self.body.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(muted(_("Next step")))
        head.addStretch(1)
        self.done = button(_("Done"), self._ask_next, kind="link", icon="check")
        self.move_ = button(_("Move"), self._menu, kind="link", icon="calendar-days")
        self.plan = button(_("Follow up"), lambda: self.ask("plan"), kind="link", icon="calendar-plus")
        for one in (self.done, self.move_, self.plan):
            head.addWidget(one)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        self._what = strong("")
        self._what.setWordWrap(True)
        self._when = Chip()
        row.addWidget(self._what, 1)
        row.addWidget(self._when, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addLayout(row)
        self._more = muted("")
        self.body.addWidget(self._more)
        self._build_line()

    def _build_line(self) -> None:
        self._box = QWidget()
        column = QVBoxLayout(self._box)
        column.setContentsMargins(0, 6, 8, 0)
        column.setSpacing(4)
        self.line = _Line(self._give_up)
        self.line.returnPressed.connect(self._enter)
        self._trouble = ToneLabel("", "hot", wrap=True)
        self._trouble.hide()
        column.addWidget(self.line)
        column.addWidget(self._trouble)
        self._box.hide()
        self.body.addWidget(self._box)

    def show_person(self, person: Person, *, other: bool) -> None:
        """Shows the next step of `person`."""
        if other:
            self._close()
        self._person = person
        waiting = [one for one in person.followups if one.day and one.done_at is None]
        waiting.sort(key=lambda one: (one.day or date.max, one.time is None, clock_time(one.time), one.row))
        self._step = waiting[0] if waiting else None
        now = today(self._desk.clock)
        self._what.setText(self._step.what if self._step else _("No next step yet"))
        text, tone = due(self._step.day, now) if self._step else ("", "neutral")
        clock = clock_time(self._step.time) if self._step else ""
        self._when.say(f"{text} {clock}".strip(), tone)
        rest = len(waiting) - 1
        self._more.setText(
            ngettext("{count} more planned", "{count} more planned", rest).format(count=rest)
            if rest > 0
            else ""
        )
        self._more.setVisible(rest > 0)
        self.set_edge("accent" if self._step else "line")
        for one, on in ((self.done, self._step), (self.move_, self._step), (self.plan, not self._step)):
            one.setVisible(bool(on) and person.prospect.deleted_at is None)

    def _menu(self) -> None:
        now = today(self._desk.clock)
        menu_under(
            self.move_,
            [
                (_("Tomorrow"), lambda: self._move_to(now + timedelta(days=1))),
                (_("In 3 days"), lambda: self._move_to(now + timedelta(days=3))),
                (_("Next week"), lambda: self._move_to(now + timedelta(days=7 - now.weekday()))),
                (_("Another day …"), lambda: self.ask("move")),
            ],
        )

    def _move_to(self, day: date) -> None:
        step = self._step
        if step is None:
            return
        told = _("Moved to {day}").format(day=long_day(day))
        self._desk.act(
            lambda: prospects.edit(self._desk.store, step, {"day": (step.day, day)}, N_("Moved: {name}")),
            told=told,
        )

    def _ask_next(self) -> None:
        self.ask("next")

    def ask(self, asking: Asking) -> None:
        """Opens the line: to plan a follow-up, to say what comes next, or to which day it moves."""
        if self._person is None or (asking != "plan" and self._step is None):
            return
        self._asking = asking
        hints = {
            "plan": _("For example: call friday 14:00"),
            "next": _("What next? For example: call in 3 days"),
            "move": _("To which day? For example: friday"),
        }
        self.line.setPlaceholderText(hints[asking])
        self.line.setAccessibleName(hints[asking])
        self.line.clear()
        self._trouble.hide()
        self._box.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Ends what is being asked: what was typed is planned; False where it was not understood."""
        if self._box.isHidden():
            return True
        self._enter()
        return self._box.isHidden()

    def trouble(self) -> str:
        """What was not understood of what is being asked."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    def _close(self) -> None:
        self._box.hide()
        self.line.clear()
        self._trouble.hide()

    def _give_up(self) -> None:
        if self._box.isHidden():
            return
        if self._asking == "next":
            self._finish(None)
        self._close()

    def _enter(self) -> None:
        text, person = self.line.text().strip(), self._person
        if person is None or not text:
            self._give_up()
            return
        try:
            draft = followups.titled(capturing.follow_up(self._desk.store, text, ""), person.name)
        except UserError as error:
            self._trouble.setText(str(error))
            self._trouble.show()
            return
        asking = self._asking
        self._close()
        if asking == "next":
            self._finish(draft)
        elif asking == "move" and draft.day:
            self._move_to(draft.day)
        else:
            told = _("Planned: {what}").format(what=draft.what)
            self._desk.act(lambda: followups.plan(self._desk.store, draft, person.prospect.id), told=told)

    def _finish(self, following: FollowUpDraft | None) -> None:
        step = self._step
        if step is None:
            return
        self._step = None  # so that it is not finished twice while the answer is on its way
        told = _("Done: {what}").format(what=step.what)
        if following:
            told = f"{told}. {_('Next: {what}').format(what=following.what)}"
        self._desk.act(lambda: followups.finish(self._desk.store, step.id, following=following), told=told)
