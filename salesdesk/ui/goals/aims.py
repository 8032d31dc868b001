"""What a goal should come to: its target, how it was changed and why, and a line that changes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.goals import Goal
from salesdesk.domain.locally import short_moment
from salesdesk.i18n import _
from salesdesk.services import goal_numbers, goal_units, goals
from salesdesk.ui.desk import Desk
from salesdesk.ui.goals.adding import Adding
from salesdesk.ui.goals.reading import Whole
from salesdesk.ui.goals.wording import said
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import muted, secondary, strong


class AimsCard(Card):
    """The old targets stay, each with the reason why it was changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._goal: Goal | None = None
        self._head = self.head(_("Target"))
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        self._target = strong("", step=4)
        column.addWidget(self._target)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)
        hints = [(_("New target"), _("New target"), 2), (_("Why it changes"), _("Why the target changes"), 3)]
        self.changing = Adding(desk, hints, self._change)
        column.addWidget(self.changing)
        column.addStretch(1)
        self.body.addLayout(column)
        self.told: list[str] = []

    def show_aims(self, whole: Whole) -> None:
        """Shows the target of a goal, and its revisions."""
        progress = whole.shown.progress
        goal = progress.goal
        if self._goal is None or goal.id != self._goal.id:
            self.changing.clear()
        self._goal = goal
        self._head.say(_("Target"), _("change it, and say why"))
        self._target.setText(_("no target") if progress.target is None else said(goal, progress.target))
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.told = []
        for one in reversed(whole.revisions):
            values = [
                "–" if value is None else said(goal, goal_units.exact(value, goal.figure, goal.currency))
                for value in (one.old, one.new)
            ]
            when = short_moment(one.at, self._desk.clock) if one.at else ""
            head = _("{when}: {old} → {new}").format(when=when, old=values[0], new=values[1])
            self._rows.addWidget(secondary(head, wrap=True))
            self._rows.addWidget(muted(one.reason, wrap=True))
            self.told += [head, one.reason]

    def _change(self, texts: Sequence[str]) -> None:
        goal = self._goal
        if goal is not None:
            target = goal_numbers.number(texts[0], goal.figure, goal.currency)
            goals.revise(self._desk.store, goal.id, target, texts[1])
            self._desk.say(_("Target changed"), undo=True)
