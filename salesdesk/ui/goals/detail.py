"""All that is told of the chosen goal, below the cards."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.ui.desk import Desk
from salesdesk.ui.goals import acts
from salesdesk.ui.goals.about import AboutCard
from salesdesk.ui.goals.aims import AimsCard
from salesdesk.ui.goals.course_card import CourseCard
from salesdesk.ui.goals.past import PastCard
from salesdesk.ui.goals.reading import Shown, Whole
from salesdesk.ui.goals.steps import StepsCard
from salesdesk.ui.goals.why import WhyCard

GAP: Final = 14
_THREE: Final = 1060  # pixels, from which cards stand three in a line; else two


class GoalDetail(QWidget):
    """`opened` names another goal that is to be shown."""

    opened = Signal(object)  # UUID

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Shown | None = None
        self.why = WhyCard(lambda place: desk.go(place))  # noqa: PLW0108  (one page, without a record)
        self.course = CourseCard(self.end, self.delete, self.take_reward)
        self.about, self.steps = AboutCard(desk), StepsCard(desk)
        self.aims, self.past = AimsCard(desk), PastCard(desk.clock)
        self.about.opened.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.why)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        column.addLayout(self._grid)
        self._across = 0
        self._lay(3)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.hide()

    def shown_id(self) -> UUID | None:
        """The goal that is told."""
        return self._shown.id if self._shown is not None else None

    def show_whole(self, whole: Whole | None) -> None:
        """Shows a goal with all that is told of it, or none."""
        self._shown = None if whole is None else whole.shown
        self.setVisible(whole is not None)
        if whole is None:
            return
        self.why.show_why(whole.shown, whole.why)
        self.course.show_course(whole.shown, whole.course)
        self.about.show_about(whole)
        self.steps.show_steps(whole)
        self.aims.show_aims(whole)
        self.past.show_past(whole)

    def commit(self) -> bool:
        """Takes what is typed; False where it was not taken."""
        return all([self.about.commit(), self.steps.adding.commit(), self.aims.changing.commit()])

    def end(self) -> None:
        """Gives the goal up, or lets it not come again."""
        acts.end(self._desk, self._shown)

    def delete(self) -> None:
        """Deletes the goal; Undo brings it back."""
        acts.delete(self._desk, self._shown)

    def take_reward(self) -> None:
        """Notes that the reward was taken."""
        acts.take_reward(self._desk, self._shown)

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        if across == 3:
            places = ((self.course, 0, 0, 2), (self.past, 0, 2, 1), (self.about, 1, 0, 1))
            places += ((self.steps, 1, 1, 1), (self.aims, 1, 2, 1))
        else:
            places = ((self.course, 0, 0, 2), (self.about, 1, 0, 1), (self.past, 1, 1, 1))
            places += ((self.steps, 2, 0, 1), (self.aims, 2, 1, 1))
        for card, line, column, wide in places:
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(card, line, column, 1, wide)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(3 if self.width() >= _THREE else 2)
