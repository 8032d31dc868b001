"""A goal as a card: how it stands, its course, and what to expect and do."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.charts.chart import SIDE, Chart
from salesdesk.ui.goals import wording
from salesdesk.ui.goals.reading import Shown
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.edges import edge
from salesdesk.ui.widgets.labels import ElidedLabel

HEIGHT: Final = 240


class GoalCard(Card):
    """`chosen` when it is clicked, `rewarded` when its reward is taken; the keyboard is its grid's."""

    chosen = Signal(object)  # UUID
    rewarded = Signal(object)  # UUID

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown
        self._in_front = False
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title, self._chip = ElidedLabel(""), Chip()
        self._title.setFont(theme.font(1, weight=QFont.Weight.DemiBold))
        self._stands = ElidedLabel("", "secondary")
        self.chart = Chart("", nothing=_("Nothing to draw yet"))
        self._first, self._second = ElidedLabel("", "secondary"), ElidedLabel("", "muted")
        self.reward = button(_("Take the reward"), self._take, kind="link")
        self.chart.chosen.connect(self._drawn_chosen)
        self._arrange()
        self.show_goal(shown)

    def _arrange(self) -> None:
        self.body.setContentsMargins(SIDE, 12, SIDE, 12)
        self._line(self._title, self._chip, spacing=8)
        self._line(self._stands)
        self.body.addSpacing(4)
        self.body.addWidget(self.chart, 1)
        self.body.addSpacing(6)
        self._line(edge())
        self.body.addSpacing(8)
        self._line(self._first)
        self.body.addSpacing(2)
        self._line(self._second, self.reward, spacing=8)
        self.reward.setStyleSheet("min-height: 0; padding: 0")  # as high as the line it stands in

    def _line(self, first: QWidget, *more: QWidget, spacing: int = 0) -> None:
        """Sets parts beside each other, as far in as the chart begins."""
        row = QHBoxLayout()
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.setSpacing(spacing)
        row.addWidget(first, 1)
        for one in more:
            row.addWidget(one)
        self.body.addLayout(row)

    @property
    def goal(self) -> UUID:
        """The goal it shows."""
        return self.shown.id

    def show_goal(self, shown: Shown) -> None:
        """Shows a goal as it stands now."""
        self.shown = shown
        progress = shown.progress
        said, tone, icon = wording.chip(progress)
        self._title.setText(shown.title)
        self._chip.say(said, tone, icon=icon)
        stands = wording.stands(shown)
        self._stands.setText(stands)
        self.chart.set_data(shown.course)
        self.chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the chosen goal has a chart for the keyboard
        self.chart.setAccessibleName(_("Course of {goal}").format(goal=shown.title))
        first, second = wording.foot(shown)
        self._first.setText(first)
        self._second.setText(second)
        self.reward.setVisible(progress.earned)
        self.reward.setAccessibleName(_("Take the reward of {goal}").format(goal=shown.title))
        self.setAccessibleName(". ".join(filter(None, (shown.title, said, stands, first, second))))

    def texts(self) -> tuple[str, ...]:
        """What it says, line by line."""
        return (
            self.shown.title,
            self._chip.text(),
            wording.stands(self.shown),
            *wording.foot(self.shown),
        )

    def set_in_front(self, *, on: bool) -> None:
        """Marks it as the goal that is told below."""
        self._in_front = on
        self.update()

    def _drawn_chosen(self, _place: int) -> None:
        self.chosen.emit(self.goal)

    def _take(self) -> None:
        self.rewarded.emit(self.goal)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.goal)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._in_front or self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.tokens(self).color("accent"), 2 if self.hasFocus() else 1))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, theme.CARD_RADIUS, theme.CARD_RADIUS)
