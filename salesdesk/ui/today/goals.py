"""The goals beside the day: how far each is, how it stands, and what it needs; those behind first."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from salesdesk.clock import today
from salesdesk.i18n import _
from salesdesk.services.agenda import GOALS
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.goal_states import SUBJECTS
from salesdesk.ui.refresh import Written
from salesdesk.ui.today.goal_line import GoalLine
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip

if TYPE_CHECKING:
    from salesdesk.services.goal_glance import Glance

SETTLE: Final = 400  # milliseconds from a write to the goals that show it: behind the day itself


class Goals(Card):
    """Stands at its full height as soon as the day is read, so that nothing moves, and measures the goals afterwards
    off the window's thread; gone where none runs."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._stale, self._asking = True, False
        self._day: date | None = None  # as of which they were measured
        head = self.head(_("Goals"))
        self._streak = Chip(tone="good", icon="flame")
        self._streak.hide()
        head.buttons.addWidget(self._streak)
        head.buttons.addWidget(button(_("Show all"), partial(desk.go, "goals"), kind="link"))
        self.lines: list[GoalLine] = []
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self.look)
        desk.written.connect(self._heard)
        self.hide()

    def expect(self, running: int) -> None:
        """Leaves room for so many goals; what is known of them stays."""
        if bool(running) == self.isHidden() or not self.shown():
            self._have(min(running, GOALS))

    def shown(self) -> list[str]:
        """What it says, goal by goal; empty before they are measured."""
        return [line.accessibleName() for line in self.lines if line.isVisibleTo(self) and line.is_known()]

    def look(self) -> None:
        """Measures the goals, where something was written of which they are made, or another day has begun."""
        day = today(self._desk.clock)
        if self._asking or not self.isVisible() or not (self._stale or self._day != day):
            return
        self._stale, self._asking, self._day = False, True, day
        store, own, country = (
            self._desk.store,
            own_currency(self._desk.settings),
            self._desk.settings.region(),
        )

        def work(_progress: object) -> Glance:
            from salesdesk.services import goal_glance  # reads all sales: not before the day is shown
            from salesdesk.services.goal_measuring import Asking

            with store.read() as reading:
                return goal_glance.glance(Asking(reading, store.clock, own, country), GOALS)

        self._desk.run(work, parent=self, on_done=self._show, on_error=self._failed)

    def _show(self, found: Glance) -> None:
        self._asking = False
        self._have(len(found.first))
        for line, one in zip(self.lines, found.first, strict=False):
            line.say(one)
        self._streak.say(found.streak)
        if self._stale:
            self._settle.start()

    def _failed(self, error: BaseException) -> None:
        self._asking = False
        self._desk.tell(error)

    def _have(self, number: int) -> None:
        while len(self.lines) < number:
            line = GoalLine()
            line.clicked.connect(partial(self._open, line))
            self.lines.append(line)
            self.body.addWidget(line)
        for place, line in enumerate(self.lines):
            line.setVisible(place < number)
            line.set_last(place == number - 1)
        self.setVisible(number > 0)

    def _open(self, line: GoalLine) -> None:
        self._desk.go("goals", line.goal)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._day is not None:  # the first time it waits until the day stands
            self._settle.start()

    def _heard(self, written: Written) -> None:
        if written.touches(*SUBJECTS):
            self._stale = True
            self._settle.start()
