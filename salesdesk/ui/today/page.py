"""Today: what is late, due and next; what was promised; the fair; how the week goes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.locally import day_in
from salesdesk.i18n import _
from salesdesk.services.agenda import FIRST, Agenda, Missed, agenda, missed
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.today.bulk import FollowUpsFoot
from salesdesk.ui.today.deliveries import Deliveries
from salesdesk.ui.today.figures import Figures
from salesdesk.ui.today.followups import FollowUps
from salesdesk.ui.today.goals import Goals
from salesdesk.ui.today.review_line import ReviewLine
from salesdesk.ui.today.side import Complaints, FairCard, MissedBanner
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState

ONE_COLUMN_UNDER: Final = 860  # where two columns would cut the words of both
SIDE: Final = 400
PAINTED: Final = 50  # milliseconds from the day that is read to the day that stands on the screen


class TodayPage(Page):
    """Reads the day off this thread; shows it in two columns, or in one where there is no room."""

    slug = "today"
    subjects = (
        *("followups", "prospects", "complaints", "fairs", "activities", "companies", "preferences"),
        *("deals", "delivery_promises", "goals"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._first, self._since, self._began = FIRST, "", desk.clock.now()
        self._missed, self._figures = MissedBanner(), Figures()
        self._followups = FollowUps(desk)
        self._complaints, self._fair = Complaints(desk), FairCard(desk)
        self._deliveries, self.goals = Deliveries(desk), Goals(desk)
        self._followups.more_asked.connect(self._more)
        self.bulk = FollowUpsFoot(desk, self._followups.marking)
        self._empty = EmptyState(
            "sun",
            _("Your day starts here"),
            _("Follow-ups, promises and the next fair stand here once you have met someone."),
            act=_("New prospect"),
            on_act=lambda: desk.go("capture"),
        )
        self.review = ReviewLine(desk)
        self._arrange()
        self.review.told.connect(self._right.show)
        desk.commands.add([*self._commands(), *self._deliveries.commands()], on=self)

    def _commands(self) -> list[Command]:
        todo, told = self._followups, _("Today")
        return [
            Command(
                "plan-follow-up",
                _("Plan a follow-up"),
                todo.ask_new,
                "Ctrl+Shift+F",
                "calendar-plus",
                group=told,
            ),
            Command(
                "follow-up-done", _("Follow-up done"), todo.ask_next, "D", "check", todo.chosen, group=told
            ),
            Command(
                "follow-up-snooze",
                _("Snooze a reminder"),
                todo.ask_snooze,
                "S",
                "alarm-clock",
                todo.chosen,
                group=told,
            ),
            Command(
                "follow-up-move",
                _("Move a follow-up"),
                todo.ask_day,
                "M",
                "calendar-clock",
                todo.chosen,
                group=told,
            ),
        ]

    def _arrange(self) -> None:
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(20, 20, 20, 20)
        outer.setSpacing(16)
        outer.addWidget(self._missed)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self._figures)
        left.addWidget(self._followups, 1)
        right.setSpacing(16)
        self._right = QWidget()
        self._right.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._deliveries)
        right.addWidget(self.goals)
        right.addWidget(self._complaints)
        right.addWidget(self._fair)
        right.addWidget(self.review)
        right.addStretch(1)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._right)
        outer.addLayout(self._columns, 1)
        self._scroll = ScrollArea(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        whole.addWidget(self.bulk)
        whole.addWidget(self._empty)
        self._scroll.hide()
        self._empty.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def title(self) -> str:
        shown = day_in(
            today(self.desk.clock), "EEEE d MMMM"
        )  # Babel is loaded with the store, off this thread
        return shown[:1].upper() + shown[1:]

    def about(self) -> str:
        return _(
            "What to do now: follow-ups that are late, due today and next, deliveries and answers that you promised,"
            " and the fair. Choose a follow-up with the arrows: D is done, S reminds you later, M moves it,"
            " Enter opens the prospect."
        )

    def main_command(self) -> Command | None:
        return self.desk.commands.find("new-prospect")

    def load(self) -> None:
        store, first, began = self.desk.store, self._first, self._began
        since = datetime.fromisoformat(self._since) if self._since else None

        def work(_progress: object) -> tuple[Agenda, Missed]:
            with store.look() as look:
                late = missed(look, since, began, store.clock) if since else Missed()
                return agenda(look, store.clock, first=first), late

        self.desk.run(work, parent=self, on_done=self._show)

    def _show(self, found: tuple[Agenda, Missed]) -> None:
        day, late = found
        self._missed.say(late)
        self._figures.show_day(day)
        self._followups.show_day(day)
        if not day.deliveries and self._deliveries.isAncestorOf(self.focusWidget() or self):
            self._followups.list.setFocus(Qt.FocusReason.OtherFocusReason)  # the last one was made
        self._deliveries.show_day(day)
        self._complaints.show_day(day)
        self._fair.show_day(day)
        self.goals.expect(day.goals)
        beside = bool(day.deliveries or day.complaints or day.fair or day.goals)
        self._right.setVisible(beside or bool(self.review.text()))
        nothing = day.empty and not (day.late.count or day.today.count or day.next.count or beside)
        self._empty.setVisible(nothing)
        self._scroll.setVisible(not nothing)
        if self.windowTitle() != self.title():
            self.setWindowTitle(self.title())  # a new day has begun
        again = self.loaded
        self.shown()
        for later in (self.goals, self.review):
            if again:
                later.look()
            else:  # it loads what the day is shown without
                QTimer.singleShot(PAINTED, later, later.look)

    def commit(self) -> bool:
        return self._followups.commit() and self._deliveries.commit()

    def _more(self) -> None:
        self._first += 200
        self.reload()

    def state(self) -> dict[str, object]:
        return {"seen": self.desk.clock.now().astimezone(UTC).isoformat()}

    def restore(self, state: dict[str, object]) -> None:
        try:
            self._since = datetime.fromisoformat(str(state.get("seen"))).isoformat()
        except ValueError:
            self._since = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._followups.list.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        one = self.width() < ONE_COLUMN_UNDER
        direction = QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        narrow = 300 if self.width() < 1150 else SIDE
        self._right.setMinimumWidth(0 if one else narrow)
        self._right.setMaximumWidth(16_777_215 if one else narrow)
