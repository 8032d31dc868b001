"""Reminders: a follow-up whose hour has come is told once, in the window and by the system where it can."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from salesdesk.domain.locally import clock_time
from salesdesk.i18n import _, ngettext
from salesdesk.services import followups
from salesdesk.services.agenda import Due, reminders
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.system_notices import SystemNotices

EVERY: Final = 20_000  # milliseconds between two looks at the clock
AGAIN: Final = timedelta(minutes=10)


class Reminders(QObject):
    """Looks from the last look on, so that nothing is told twice, nor what came while the program was closed:
    that heads the day (ui/today)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self._since = desk, desk.clock.now()
        self._told: set[tuple[UUID, datetime]] = set()
        self._front: Due | None = None  # what was told last, until it is answered
        self.system = SystemNotices(self)
        self.system.acted.connect(self._to_front)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window = desk.parent()
        if isinstance(window, QWidget):
            desk.commands.add(self._commands(), on=window)

    def _commands(self) -> list[Command]:
        """What the notice offers, by keyboard, as long as it is not answered."""
        group = _("Reminders")
        return [
            Command(
                "reminder-open",
                _("Open what I was reminded of"),
                self.open,
                "Alt+O",
                "arrow-right",
                self.waits,
                group=group,
            ),
            Command(
                "reminder-done",
                _("Done with what I was reminded of"),
                self.finish,
                "Alt+D",
                "check",
                self.waits,
                group=group,
            ),
            Command(
                "reminder-snooze",
                _("Snooze the reminder 10 minutes"),
                self.snooze,
                "Alt+S",
                "alarm-clock",
                self.waits,
                group=group,
            ),
        ]

    def waits(self) -> bool:
        """Whether a reminder was told that nobody answered yet."""
        return self._front is not None

    def look(self) -> None:
        """Tells what has come since the last look."""
        now, store, since = self._desk.clock.now(), self._desk.store, self._since
        self._since = now

        def work(_progress: object) -> list[tuple[Due, datetime]]:
            with store.read() as reading:
                return reminders(reading, since, now, store.clock)

        self._desk.run(work, parent=self, on_done=self._tell)

    def _tell(self, found: list[tuple[Due, datetime]]) -> None:
        fresh = [due for due, at in found if (due.id, at) not in self._told]
        self._told |= {(due.id, at) for due, at in found}
        if not fresh:
            return
        first, more = fresh[0], len(fresh) - 1
        self._front = None if more else first
        text = _sentence(first)
        if more:
            text = ngettext("{first}, and {number} more", "{first}, and {number} more", more).format(
                first=text, number=more
            )
            self._desk.say(text, act=_("Show"), on_act=self._show_day)
        else:
            acts = ((_("Open"), self.open), (_("Done"), self.finish), (_("Snooze 10 minutes"), self.snooze))
            self._desk.offer(text, acts)
        if QApplication.activeWindow() is None:
            self.system.say(text)

    def _answered(self) -> Due | None:
        due, self._front = self._front, None
        return due

    def open(self) -> None:
        """Shows whom the reminder is about, or the day where it names nobody."""
        due = self._answered()
        if due is not None and due.prospect:
            self._desk.go("prospects", due.prospect)
        elif due is not None:
            self._show_day()

    def finish(self) -> None:
        """Marks the follow-up done; undo takes it back."""
        due = self._answered()
        if due is not None:
            told = _("Done: {what}").format(what=due.what)
            self._desk.act(lambda: followups.finish(self._desk.store, due.id), told=told)

    def snooze(self) -> None:
        """Reminds again in ten minutes; the day stays."""
        due = self._answered()
        if due is not None:
            until = self._desk.clock.now() + AGAIN
            at = clock_time(until.astimezone(self._desk.clock.zone()).time())
            told = _("You are reminded at {time}").format(time=at)
            self._desk.act(lambda: followups.snooze(self._desk.store, due.id, until), told=told)

    def _show_day(self) -> None:
        self._desk.go("today")

    def _to_front(self) -> None:
        window = self._desk.parent()
        if isinstance(window, QWidget):
            window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
            window.raise_()
            window.activateWindow()
        self._show_day()

    def stop(self) -> None:
        """Tells nothing more."""
        self._timer.stop()
        self.system.stop()


def _sentence(due: Due) -> str:
    """`Call Ingrid Solheim, 14:00`; with whom, where that is not said already."""
    who = due.name or due.company
    shown = due.what if not who or who.casefold() in due.what.casefold() else f"{due.what} · {who}"
    return f"{shown}, {clock_time(due.time)}" if due.time else shown
