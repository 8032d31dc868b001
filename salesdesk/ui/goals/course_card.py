"""The course of the chosen goal, large: with an axis, for the keyboard, as a table; and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.i18n import _
from salesdesk.services.goal_progress import Progress
from salesdesk.ui.charts.panel import ChartPanel
from salesdesk.ui.charts.trend import Trend
from salesdesk.ui.goals import wording
from salesdesk.ui.goals.reading import Shown
from salesdesk.ui.widgets.buttons import button, icon_button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.labels import muted, secondary

_HIGH: Final = 210


class CourseCard(Card):
    """`end`, `delete` and `take` are what its buttons do."""

    def __init__(self, end: Callable[[], None], delete: Callable[[], None], take: Callable[[], None]) -> None:
        super().__init__()
        self._head = self.head("")
        self._chip = Chip()
        self.panel = ChartPanel(_("Course of the goal"), nothing=_("Nothing to draw yet"))
        self.panel.setFixedHeight(_HIGH)
        self.reward = button(_("Take the reward"), take, icon="gift")
        self.end = button(_("End"), end, kind="plain", tip=_("Give the goal up, or let it not come again"))
        self.delete = icon_button("trash", delete, _("Delete this goal"))
        for part in (self._chip, self.reward, self.end, self.panel.switch, self.delete):
            self._head.buttons.addWidget(part)
        column = QVBoxLayout()
        column.setContentsMargins(8, 10, 8, 12)
        column.setSpacing(4)
        column.addWidget(self.panel)
        self._lines = [secondary("", wrap=True), muted("", wrap=True, step=0)]
        for one in self._lines:
            one.setContentsMargins(8, 0, 8, 0)
            column.addWidget(one)
        column.addStretch(1)
        self.body.addLayout(column)

    def texts(self) -> list[str]:
        """The lines below the chart."""
        return [one.text() for one in self._lines if one.text()]

    def show_course(self, shown: Shown, course: Trend | None) -> None:
        """Shows how a goal stands, and its course."""
        progress = shown.progress
        self._head.say(shown.title, wording.stands(shown))
        word, tone, icon = wording.chip(progress)
        self._chip.say(word, tone, icon=icon)
        self.panel.set_data(course)
        self.reward.setVisible(progress.earned)
        self.end.setVisible(progress.goal.ended_on is None)
        told = (
            _expected(shown),
            " · ".join(filter(None, (wording.landing(progress), wording.needed(progress)))),
        )
        for one, text in zip(self._lines, told, strict=True):
            one.setText(text)
            one.setVisible(bool(text))


def _expected(shown: Shown) -> str:
    progress: Progress = shown.progress
    pace = progress.pace
    if pace is None or pace.expected is None or progress.status not in ("ahead", "on-pace", "behind"):
        return ""
    if progress.goal.repeats == "day":
        return ""
    return _("{value} expected by now, after {gone} of {all} worked days").format(
        value=wording.said(progress.goal, pace.expected), gone=pace.gone, all=len(pace.days)
    )
