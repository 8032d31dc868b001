"""Goals: each as a card with its course, and of the chosen one why it stands so and what to do; or the form of one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from salesdesk.i18n import _
from salesdesk.store.unit import Reading
from salesdesk.ui.background import Job, Progress
from salesdesk.ui.commands import Command
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.goal_states import SUBJECTS
from salesdesk.ui.goals import acts
from salesdesk.ui.goals.course import of_board, of_whole
from salesdesk.ui.goals.form import GoalForm
from salesdesk.ui.goals.reading import Asker, Board, Shown, Whole
from salesdesk.ui.goals.view import TIMELINE, GoalsView
from salesdesk.ui.month_report.commands import report_commands
from salesdesk.ui.page import Page
from salesdesk.ui.widgets.states import EmptyState

_BOARD, _EMPTY, _FORM = range(3)
_NEW: Final = "new"


class GoalsPage(Page):
    """Cards are read first, then all of the goal in front; a newer reading abandons an older one."""

    slug = "goals"
    subjects = SUBJECTS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = 0
        self._jobs: list[Job[Any]] = []
        self.view = GoalsView(desk)
        self._empty = EmptyState(
            "target",
            _("No goals yet"),
            _(
                "A goal is a figure, what it should come to, and by when: the revenue of this quarter, an hour of"
                " prospecting a day. Salesdesk tells each day whether you are on pace, and why not."
            ),
            act=_("Set a goal"),
            on_act=self.ask_new,
        )
        self._either = QStackedWidget()
        for part in (self.view, self._empty):
            self._either.addWidget(part)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._either)
        self.view.wanted.connect(self._ask_whole)
        self.view.new_asked.connect(self.ask_new)
        self.view.ended_asked.connect(self.load)
        desk.commands.add([*self._commands(), *report_commands(desk, self)], on=self)

    @cached_property
    def form(self) -> GoalForm:
        """The form of a new goal, made when it is first asked for."""
        made = GoalForm(self.desk)
        made.goal_set.connect(self._was_set)
        made.cancelled.connect(self._leave_form)
        self._either.addWidget(made)
        return made

    def _commands(self) -> list[Command]:
        group = _("Goals")
        sees, off = self._sees_one, _("Delete this goal")
        made = [
            ("new-goal", _("New goal"), self.ask_new, "Ctrl+Shift+N", "plus", lambda: True),
            ("goal-target", _("Change the target"), self.view.ask_target, "Ctrl+E", "pencil", sees),
            (
                "goal-reward",
                _("Take the reward"),
                partial(self._act, acts.take_reward),
                "",
                "gift",
                self._sees_earned,
            ),
            ("goal-end", _("End this goal"), partial(self._act, acts.end), "", "flag", sees),
            ("delete-goal", off, partial(self._act, acts.delete), "Ctrl+Delete", "trash", sees),
            (
                "goals-timeline",
                _("Goals as a timeline"),
                self._ask_timeline,
                "",
                "chart-gantt",
                self._has_some,
            ),
        ]
        return [Command(*one, group=group) for one in made]

    def _act(self, act: Callable[[Desk, Shown | None], None]) -> None:
        act(self.desk, self.view.found(self.view.front))

    def title(self) -> str:
        return _("New goal") if self._is_setting() else _("Goals")

    def about(self) -> str:
        return _(
            "What you want to reach, and by when. The thin dots say where you should be by now, counted in the days"
            " that you work; the dashes where you are going to land. Choose a goal to see why it stands so, what to"
            " do next, its steps, and how you did before."
        )

    def main_command(self) -> Command | None:
        return None if self._is_setting() else self.desk.commands.find("new-goal")

    def _is_setting(self) -> bool:
        return self._either.currentIndex() == _FORM

    def _has_some(self) -> bool:
        return self._either.currentIndex() == _BOARD

    def _sees_one(self) -> bool:
        return self.isVisible() and self._has_some() and self.view.told() is not None

    def _sees_earned(self) -> bool:
        front = self.view.found(self.view.front)
        return self._sees_one() and front is not None and front.progress.earned

    def load(self) -> None:
        self._turn += 1
        for job in self._jobs:
            job.stop()
        self._jobs = []
        ended = self.view.ended.isChecked()
        self._ask(lambda asker, reading: of_board(asker.board(reading, ended=ended)), self._read)

    def _ask(self, ask: Callable[[Asker, Reading], Any], show: Callable[[Any], None]) -> None:
        """Asks the store off this thread; an answer that something newer was asked after is dropped."""
        store, turn, settings = self.desk.store, self._turn, self.desk.settings
        asker = Asker(store.clock, own_currency(settings), settings.region())

        def work(progress: Progress) -> Any:
            progress(0, 0)  # ends here where it was abandoned
            with store.read() as reading:
                return ask(asker, reading)

        def done(found: Any) -> None:
            if turn == self._turn:
                show(found)

        self._jobs = [*self._jobs[-1:], self.desk.run(work, parent=self, on_done=done)]

    def _read(self, board: Board) -> None:
        some = self.view.show_board(board)
        if not self._is_setting():
            self._leave_to_goals()
        if not some:
            self.shown()

    def _ask_whole(self, shown: Shown) -> None:
        self._ask(lambda asker, reading: of_whole(asker.whole(reading, shown)), self._read_whole)

    def _read_whole(self, whole: Whole) -> None:
        self.view.show_whole(whole)
        self.shown()

    def _leave_to_goals(self) -> None:
        board = self.view.board
        self._either.setCurrentIndex(_BOARD if board.goals or board.some_ended else _EMPTY)
        self.setWindowTitle(self.title())

    def _ask_timeline(self) -> None:
        self.view.show_as(TIMELINE)

    def ask_new(self) -> None:
        """Begins a new goal in the form."""
        self.desk.go("goals", _NEW)

    def _begin(self, told: str) -> None:
        """Begins the form, filled with what `figure:scope:value` names; one that is half typed is gone on with."""
        figure, _colon, rest = told.partition(":")
        scope, _colon, value = rest.partition(":")
        if not self.is_half_typed():
            self.form.begin(figure, scope=scope, scope_value=value)
        self._either.setCurrentIndex(_FORM)
        self.setWindowTitle(self.title())
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _was_set(self, goal: UUID) -> None:
        self.view.open_goal(goal)
        self._leave_form()
        self.load()

    def _leave_form(self) -> None:
        self._leave_to_goals()
        self._take_keyboard()

    def open(self, record: UUID | str) -> None:
        """A goal's id, `new`, or `new:figure:scope:value`."""
        word, _colon, rest = str(record).partition(":")
        if word == _NEW:
            self._begin(rest)
            return
        if self.is_half_typed():
            return
        if self._is_setting():
            self._leave_form()
        goal = UUID(str(record))
        self.view.open_goal(goal)
        if self.view.found(goal) is None:
            self.reload()

    def took_keyboard(self) -> bool:
        return self._is_setting()

    def commit(self) -> bool:
        return self.form.commit() if self._is_setting() else self.view.commit()

    def is_half_typed(self) -> bool:
        return self._is_setting() and self.form.is_half_typed()

    def state(self) -> dict[str, object]:
        front = self.view.front.hex if self.view.front is not None else ""
        return {"front": front, "view": self.view.shown_as(), "ended": self.view.ended.isChecked()}

    def restore(self, state: dict[str, Any]) -> None:
        try:
            self.view.front = UUID(str(state.get("front")))
        except ValueError:
            self.view.front = None
        if state.get("view") == TIMELINE:
            self._ask_timeline()
        self.view.ended.setChecked(state.get("ended") is True)

    def _take_keyboard(self) -> None:
        if self._is_setting():
            self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._has_some():
            self.view.take_keyboard()
        else:
            self._empty.take_keyboard()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._take_keyboard()
