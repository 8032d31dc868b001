"""What a goal is about: why it matters, the reward, its days, and how it hangs together with others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.goals import Goal
from salesdesk.domain.locally import short_day
from salesdesk.i18n import N_, _
from salesdesk.services import goal_units, goals, prospects
from salesdesk.ui.desk import Desk
from salesdesk.ui.goals import wording
from salesdesk.ui.goals.reading import Whole
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import Choice, Fact, TextFact, quiet_line
from salesdesk.ui.widgets.labels import ToneLabel, muted, secondary

_EACH = {
    "day": N_("each day from {day}"),
    "week": N_("each week from {day}"),
    "month": N_("each month from {day}"),
    "quarter": N_("each quarter from {day}"),
    "year": N_("each year from {day}"),
}


_WORDS = {
    "name": (N_("Name"), N_("What you call it")),
    "why": (N_("Why"), N_("What you gain by it, in your own words")),
    "reward": (N_("Reward"), N_("What you get for it")),
}


class AboutCard(Card):
    """`opened` names the goal that is to be shown instead."""

    opened = Signal(object)  # UUID

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._goal: Goal | None = None
        self._title = ""
        self._head = self.head(_("The goal"))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(16, 10, 16, 12)
        self._column.setSpacing(6)
        self.facts: dict[str, TextFact] = {}
        for key, (label, hint) in _WORDS.items():
            self.facts[key] = TextFact(_(label), quiet_line(_(hint), name=_(label)), self._saver(key))
            self._column.addWidget(self.facts[key])
        self._texts: dict[str, tuple[Fact, ToneLabel]] = {}
        for key, label in (
            ("taken", _("Reward")),
            ("days", _("Days")),
            ("start", _("Begins from")),
            ("part", _("Only for")),
        ):
            text = secondary("", wrap=True)
            text.setContentsMargins(8, 5, 0, 5)
            fact = Fact(label, text)
            self._texts[key] = (fact, text)
            self._column.addWidget(fact)
        self.above = Choice((), name=_("Part of"))
        self.above.chosen.connect(self._put_under)
        self._above = Fact(_("Part of"), self.above)
        self._column.addWidget(self._above)
        self._parts_head = muted("", wrap=True)
        self._column.addWidget(self._parts_head)
        self.parts: list[QWidget] = []
        self._parts = QVBoxLayout()
        self._parts.setSpacing(0)
        self._column.addLayout(self._parts)
        self._column.addStretch(1)
        self.body.addLayout(self._column)

    def told(self, key: str) -> str:
        """What is said of one thing: taken (the reward), days, start, part."""
        return self._texts[key][1].text()

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [one.commit() for one in self.facts.values()]
        return all(taken)

    def _saver(self, field: str) -> Callable[[str, Any], tuple[bool, str]]:
        def save(text: str, seen: Any) -> tuple[bool, str]:
            goal, store = self._goal, self._desk.store
            if goal is None:
                return True, ""
            fields = {field: (seen, text.strip())}
            return tried(self._desk, lambda: prospects.edit(store, goal, fields, N_("Changed a goal")))

        return save

    def sum_told(self) -> str:
        """Whether the parts of the goal come to it."""
        return self._parts_head.text()

    def show_about(self, whole: Whole) -> None:
        """Shows what a goal is about."""
        progress = whole.shown.progress
        goal = progress.goal
        other = self._goal is None or goal.id != self._goal.id
        self._goal, self._title = goal, whole.shown.title
        for key, fact in self.facts.items():
            kept = getattr(goal, key)
            fact.show_value(kept, kept, other=other)
        self.facts["reward"].setVisible(goal.rewarded_on is None)
        days = wording.span(progress.period)
        if goal.repeats in _EACH and goal.starts_on is not None:
            again = _(_EACH[goal.repeats]).format(day=short_day(goal.starts_on, progress.period.start))
            days = f"{days}, {again}"
        start = ""
        if goal.baseline is not None:
            start = wording.said(goal, goal_units.exact(goal.baseline, goal.figure, goal.currency))
        for key, text in (
            ("taken", wording.reward_noted(progress) if goal.rewarded_on is not None else ""),
            ("days", days),
            ("start", start),
            ("part", whole.shown.part),
        ):
            fact, label = self._texts[key]
            label.setText(text)
            fact.setVisible(bool(text))
        self.above.offer([("", _("no other goal")), *whole.above])
        self.above.show_value(goal.parent.hex if goal.parent else "")
        self._above.setVisible(bool(whole.above))
        self._show_parts(whole)

    def _show_parts(self, whole: Whole) -> None:
        for old in self.parts:
            old.hide()
            old.deleteLater()
        self.parts = []
        below, goal = whole.shown.progress.children, whole.shown.progress.goal
        told = _("Its parts:") if whole.below else ""
        if below.total is not None:
            text = (
                _("Its parts come to {total}, which is enough:")
                if below.enough
                else _("Its parts come to {total}, which is not enough:")
            )
            told = text.format(total=wording.said(goal, below.total))
        self._parts_head.setText(told)
        self._parts_head.setVisible(bool(told))
        for ident, title in whole.below:
            made = button(title, partial(self._open, ident), kind="link", tip=title)
            self._parts.addWidget(made)
            self.parts.append(made)

    def _open(self, goal: UUID) -> None:
        self.opened.emit(goal)

    def _put_under(self, value: str) -> None:
        goal, store = self._goal, self._desk.store
        if goal is None:
            return
        parent = UUID(value) if value else None
        title = self._title
        told = _("{goal} is a part of {other}") if parent else _("{goal} stands by itself")
        text = told.format(goal=title, other=self.above.currentText())
        self._desk.act(lambda: goals.put_under(store, goal.id, parent), told=text)
