"""What a goal may have besides: steps on the way, and the larger goal that it is a part of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import Clock
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import goal_numbers
from salesdesk.ui.widgets.buttons import button, icon_button
from salesdesk.ui.widgets.entering import day
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field, line


class Step(QWidget):
    """A step on the way: a day, and what should be reached by then."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.day = line(_("For example: 15 Nov"))
        self.value = line()
        self.fields = Field(_("By the day"), self.day), Field(_("Reached"), self.value)
        for one in self.fields:
            row.addWidget(one, 1)
        self.gone = icon_button("x", self.removed.emit, _("Take this step away"))
        row.addWidget(self.gone)


class More(QWidget):
    """Steps on the way and the larger goal, both hidden until they are asked for."""

    def __init__(self, clock: Clock, currency: str) -> None:
        super().__init__()
        self._clock, self.currency, self._figure = clock, currency, ""
        self.steps: list[Step] = []
        self.add = button(_("Add a milestone"), self.add_step, kind="link", icon="plus")
        self.parent_choice = Choice([("", _("None"))], quiet=False)
        self.parent_field = Field(_("Part of"), self.parent_choice)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._rows)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.add)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addWidget(self.parent_field)
        self.parent_field.hide()

    def begin(self, figure: str) -> None:
        """Lets go of what was typed."""
        self._figure = figure
        for one in tuple(self.steps):
            self._take_away(one)
        self.parent_choice.show_value("")

    def offer(self, parents: Sequence[tuple[str, str]]) -> None:
        """Offers the goals that this one may be a part of."""
        self.parent_choice.offer([("", _("None")), *parents])
        self.parent_choice.show_value(self.parent_choice.value())
        self.parent_field.setVisible(bool(parents))

    def parent_goal(self) -> UUID | None:
        """The larger goal that is chosen."""
        chosen = self.parent_choice.value()
        return UUID(hex=chosen) if chosen else None

    def add_step(self) -> None:
        """One more step, to be typed."""
        step = Step()
        step.removed.connect(partial(self._take_away, step))
        for edit in (step.day, step.value):
            edit.textChanged.connect(partial(self._typed, step))
        self.steps.append(step)
        self._rows.addWidget(step)
        step.day.setFocus()

    def _take_away(self, step: Step) -> None:
        self.steps.remove(step)
        self._rows.removeWidget(step)
        step.hide()
        step.deleteLater()

    def _typed(self, step: Step, _text: object = None) -> None:
        for one in step.fields:
            one.refuse("")

    def milestones(self) -> tuple[tuple[date, Decimal], ...] | None:
        """The steps as they are meant, without empty ones; None where one was not understood, which is said there."""
        found: list[tuple[date, Decimal]] = []
        understood = True
        for step in self.steps:
            when, value = (self._meant(step, place) for place in (0, 1))
            if isinstance(when, date) and isinstance(value, Decimal):
                found.append((when, value))
            elif step.day.text().strip() or step.value.text().strip():
                understood = False
        return tuple(found) if understood else None

    def _meant(self, step: Step, place: int) -> date | Decimal | None:
        field = step.fields[place]
        try:
            if place == 0:
                found = day(step.day.text(), self._clock)
            else:
                text = step.value.text()
                found = goal_numbers.number(text, self._figure, self.currency) if text.strip() else None
        except UserError as error:
            field.refuse(str(error))
            return None
        other = (step.value if place == 0 else step.day).text().strip()
        if found is None and other:
            field.refuse(_("Write the day.") if place == 0 else _("Write what should be reached by then."))
        return found
