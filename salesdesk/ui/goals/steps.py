"""The milestones of a goal: each with its day and how it stands, and a line for a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.goals import Goal, Milestone
from salesdesk.domain.locally import short_day
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import goal_numbers, goal_units, goals
from salesdesk.ui.desk import Desk
from salesdesk.ui.goals.adding import Adding
from salesdesk.ui.goals.reading import Whole
from salesdesk.ui.goals.wording import said
from salesdesk.ui.widgets.buttons import icon_button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.entering import day
from salesdesk.ui.widgets.labels import ElidedLabel, muted

_STATES = {
    "reached": (N_("Reached"), "good"),
    "late": (N_("Reached late"), "warm"),
    "missed": (N_("Missed"), "hot"),
    "to-come": (N_("To come"), "neutral"),
    "": (N_("Another time"), "neutral"),  # of another of its periods
}


class StepsCard(Card):
    """What is deleted here is brought back by Undo."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._goal: Goal | None = None
        self.head(_("Milestones"), _("on the way there"))
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        self._none = muted(_("A step on the way tells early whether you are going to arrive."), wrap=True)
        column.addWidget(self._none)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        hints = [
            (_("Day"), _("Day of the milestone"), 1),
            (_("How much by then"), _("Value of the milestone"), 1),
        ]
        self.adding = Adding(desk, hints, self._add)
        column.addWidget(self.adding)
        column.addStretch(1)
        self.body.addLayout(column)
        self.rows: list[StepRow] = []

    def show_steps(self, whole: Whole) -> None:
        """Shows the milestones of a goal."""
        goal = whole.shown.progress.goal
        if self._goal is None or goal.id != self._goal.id:
            self.adding.clear()
        self._goal = goal
        states = {
            (one.milestone.day, one.milestone.value): one.state for one in whole.shown.progress.milestones
        }
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = []
        for one in whole.milestones:
            if one.day is None or one.value is None:
                continue
            value = goal_units.exact(one.value, goal.figure, goal.currency)
            told = _("{value} by {day}").format(
                value=said(goal, value), day=short_day(one.day, today(self._desk.clock))
            )
            row = StepRow(one, told, states.get((one.day, value), ""), self._delete)
            self._rows.addWidget(row)
            self.rows.append(row)
        self._none.setVisible(not self.rows)

    def _add(self, texts: Sequence[str]) -> None:
        goal, clock = self._goal, self._desk.clock
        when = day(texts[0], clock)
        if goal is None or when is None:
            raise UserError(_("Say by which day."), _("Write it like 24 Nov."))
        value = goal_numbers.number(texts[1], goal.figure, goal.currency)
        goals.add_milestone(self._desk.store, goal.id, when, value)
        self._desk.say(_("Milestone added"), undo=True)

    def _delete(self, milestone: UUID) -> None:
        store = self._desk.store
        self._desk.act(lambda: goals.delete_milestone(store, milestone), told=_("Milestone deleted"))
        self.adding.fields[0].setFocus()


class StepRow(QWidget):
    """A milestone: its state, what by when, and the button that deletes it."""

    def __init__(self, one: Milestone, told: str, state: str, delete: Callable[[UUID], None]) -> None:
        super().__init__()
        word, tone = _STATES[state]
        self.text = f"{told}: {_(word)}"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(told), 1)
        row.addWidget(Chip(_(word), tone))
        self.delete = icon_button(
            "trash", partial(delete, one.id), _("Delete the milestone {told}").format(told=told)
        )
        row.addWidget(self.delete)
