"""The goals there are: their cards or their timeline, and below of the one in front all that is told of it."""

from __future__ import annotations

from functools import cached_property
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.i18n import _, ngettext
from salesdesk.ui.desk import Desk
from salesdesk.ui.goals import acts
from salesdesk.ui.goals.detail import GAP, GoalDetail
from salesdesk.ui.goals.grid import GoalGrid
from salesdesk.ui.goals.reading import Board, Shown, Whole
from salesdesk.ui.goals.times import TimesCard
from salesdesk.ui.goals.wording import LACKING
from salesdesk.ui.widgets.buttons import Option, Segmented
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.labels import muted
from salesdesk.ui.widgets.scrolling import ScrollArea

CARDS: Final = "cards"
TIMELINE: Final = "timeline"


class GoalsView(QWidget):
    """`wanted` asks for all of the goal in front, to be given to `show_whole`."""

    wanted = Signal(object)  # Shown
    new_asked = Signal()
    ended_asked = Signal()  # those that were ended are to be shown, or no more

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.board = Board(())
        self.front: UUID | None = None
        self._to_detail = False  # the goal in front is to be scrolled to once it is read
        self.grid, self.times = GoalGrid(), TimesCard()
        self.view = Segmented(
            [Option(CARDS, _("Cards"), "layout-grid"), Option(TIMELINE, _("Timeline"), "chart-gantt")],
            name=_("Show goals as"),
            follows=True,
        )
        self.ended = ToggleChip(_("Show ended"))
        self._sum = muted("", step=0)
        self._arrange()
        self.show_as(CARDS)
        self.grid.chosen.connect(self._choose)
        self.grid.deleted.connect(self._delete)
        self.grid.rewarded.connect(self._reward)
        self.grid.new_asked.connect(self.new_asked)
        for part in (self.grid, self.times):
            part.opened.connect(self.open_goal)
        self.view.chosen.connect(self._view_chosen)
        self.ended.clicked.connect(lambda: self.ended_asked.emit())  # noqa: PLW0108  (without Qt's own argument)

    @cached_property
    def detail(self) -> GoalDetail:
        """What is told of the goal in front, made when there is one."""
        made = GoalDetail(self._desk)
        made.opened.connect(self.open_goal)
        self._column.insertWidget(2, made)
        return made

    def told(self) -> UUID | None:
        """The goal of which all is told; None before."""
        return self.detail.shown_id() if "detail" in self.__dict__ else None

    def commit(self) -> bool:
        """Takes what is typed of the goal in front; False where it was not taken."""
        return self.told() is None or self.detail.commit()

    def _arrange(self) -> None:
        self._inside = _Inside()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(20, 4, 20, 20)
        self._column.setSpacing(GAP)
        for part in (self.grid, self.times):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._area = ScrollArea(self._inside)
        top = QHBoxLayout()
        top.setContentsMargins(20, 14, 20, 0)
        top.setSpacing(12)
        top.addWidget(self._sum, 1)
        top.addWidget(self.ended)
        self.view.setFixedWidth(self.view.even_width())
        top.addWidget(self.view)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(top)
        rows.addWidget(self._area, 1)

    def show_board(self, board: Board) -> bool:
        """Shows these goals; whether there is one in front, of which the rest is asked for."""
        self.board = board
        self.ended.setVisible(board.some_ended or self.ended.isChecked())
        self._sum.setText(_told(board))
        self.grid.show_goals(board.goals)
        self.times.show_goals(board.goals, today(self._desk.clock))
        front = self.found(self.front) or _first(board)
        self._show_front(front)
        return front is not None

    def found(self, goal: UUID | None) -> Shown | None:
        """A goal that is shown, or None."""
        return next((one for one in self.board.goals if one.id == goal), None)

    def _show_front(self, shown: Shown | None) -> None:
        self.front = shown.id if shown is not None else None
        self.grid.choose(self.front)
        if shown is None:
            if self.told() is not None:
                self.detail.show_whole(None)
        else:
            self.wanted.emit(shown)

    def show_whole(self, whole: Whole) -> None:
        """Shows all that is told of the goal in front."""
        if whole.shown.id != self.front:
            return
        self.detail.show_whole(whole)
        if self._to_detail:
            self._to_detail = False
            QTimer.singleShot(0, self, self._to_sight)  # once it has its size

    def _choose(self, goal: UUID) -> bool:
        """Brings another goal in front; False where what is typed in this one was not taken."""
        if goal != self.front and not self.commit():
            self.grid.choose(self.front)
            return False
        shown = self.found(goal)
        if shown is not None and (goal != self.front or goal != self.told()):
            self._show_front(shown)  # also back to the one that is still told, while another is being read
        return True

    def open_goal(self, goal: UUID) -> None:
        """Tells a goal whole: brings it in front, and scrolls to what is told of it."""
        if self.found(goal) is None:
            self.front, self._to_detail = goal, True  # once it is read
        elif self._choose(goal):
            if self.told() == goal:
                QTimer.singleShot(0, self, self._to_sight)
            else:
                self._to_detail = True

    def _to_sight(self) -> None:
        """Scrolls no further than needed for what is told first."""
        first = self.detail.why if self.detail.why.isVisible() else self.detail.course
        top = first.mapTo(self._inside, QPoint(0, 0)).y()
        bar, room = self._area.verticalScrollBar(), self._area.viewport().height()
        foot = top + min(first.height(), room) + GAP
        if foot > bar.value() + room:
            bar.setValue(min(foot - room, top - GAP // 2))
        elif top < bar.value():
            bar.setValue(top - GAP)

    def _delete(self, goal: UUID) -> None:
        if self._choose(goal):
            acts.delete(self._desk, self.found(goal))

    def _reward(self, goal: UUID) -> None:
        acts.take_reward(self._desk, self.found(goal))

    def show_as(self, value: str) -> None:
        """Shows the cards, or the timeline."""
        self.view.choose(value)
        self.grid.setVisible(value == CARDS)
        self.times.setVisible(value == TIMELINE)

    def shown_as(self) -> str:
        """What is shown: cards, or the timeline."""
        return TIMELINE if self.grid.isHidden() else CARDS

    def _view_chosen(self, value: str) -> None:
        self.show_as(value or self.shown_as())

    def ask_target(self) -> None:
        """Puts the keyboard where another target is typed."""
        self._area.ensureWidgetVisible(self.detail.aims, 0, GAP)
        self.detail.aims.changing.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keyboard(self) -> None:
        """Puts the keyboard on the goal in front."""
        if self.grid.isHidden():
            self.times.panel.chart.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.grid.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._area.verticalScrollBar().setValue(0)
            self.take_keyboard()
            return
        super().keyPressEvent(event)


class _Inside(QWidget):
    """As high as what it holds needs at its width: Qt would take the height that all texts need where they are as
    narrow as can be."""

    def minimumSizeHint(self) -> QSize:
        column = self.layout()
        if column is None or column.hasHeightForWidth():
            return QSize(0, 0)
        return QSize(0, column.totalMinimumSize().height())  # no text yet that would wrap


def _first(board: Board) -> Shown | None:
    """The goal to begin with: the first that is behind, else the first."""
    lacking = (one for one in board.goals if one.progress.status in LACKING)
    return next(lacking, next(iter(board.goals), None))


def _told(board: Board) -> str:
    """How many goals there are, and how many lack something."""
    count = len(board.goals)
    text = ngettext("{number} goal", "{number} goals", count).format(number=count)
    behind = sum(one.progress.status == "behind" for one in board.goals)
    return text if not behind else _("{goals}, {number} behind").format(goals=text, number=behind)
