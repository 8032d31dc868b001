"""A goal against the seller's own past: streak, record, the last period on the same day, what is over."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.clock import Clock, today
from salesdesk.i18n import _
from salesdesk.services.goal_contest import Contest
from salesdesk.ui.charts.bars import Bar, Bars
from salesdesk.ui.charts.panel import ChartPanel
from salesdesk.ui.goals import wording
from salesdesk.ui.goals.course import drawn, on_axis
from salesdesk.ui.goals.reading import Shown, Whole
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import muted, secondary

_MOST: Final = 14  # periods that are shown
_HIGH: Final = 150


class PastCard(Card):
    """Nothing but oneself to be measured against."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        head = self.head(_("Against yourself"))
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        self._lines = [secondary("", wrap=True) for _line in range(3)]
        for one in self._lines:
            column.addWidget(one)
        self._none = muted(_("Once a period is over, it stands here to be beaten."), wrap=True)
        column.addWidget(self._none)
        self.panel = ChartPanel(_("Periods that are over"))
        self.panel.setFixedHeight(_HIGH)
        head.buttons.addWidget(self.panel.switch)
        column.addWidget(self.panel)
        column.addStretch(1)
        self.body.addLayout(column)

    def texts(self) -> list[str]:
        """What it says."""
        return [one.text() for one in self._lines if one.text()]

    def show_past(self, whole: Whole) -> None:
        """Shows the past of a goal."""
        progress = whole.shown.progress
        told = (
            "" if whole.contest is None else contest_told(whole.shown, whole.contest, self._clock),
            wording.run_told(progress),
            wording.record_told(progress),
        )
        for one, text in zip(self._lines, told, strict=True):
            one.setText(text)
            one.setVisible(bool(text))
        chart = self._bars(whole.shown)
        some = not chart.is_empty()
        self._none.setVisible(not some and not any(told))
        self.panel.setVisible(some)
        self.panel.switch.setVisible(some)
        if not some:
            self.panel.show_table(on=False)
        self.panel.set_data(chart)

    def _bars(self, shown: Shown) -> Bars:
        progress, now = shown.progress, today(self._clock)
        goal = progress.goal
        told = [one for one in progress.past if one.value is not None][-_MOST:]
        bars = tuple(
            Bar(
                wording.named(one.period, now),
                drawn(goal, one.value),
                "" if one.value is None else wording.said(goal, one.value),
                strong=bool(one.kept),
                note=_("kept") if one.kept else _("not kept") if one.kept is False else _("a day off"),
                axis=wording.named(one.period, now),
                before=drawn(goal, one.target),
                before_shown="" if one.target is None else wording.said(goal, one.target),
            )
            for one in told
        )
        return Bars((_("Period"), _("It was"), _("Target")), bars, on_axis(goal))


def contest_told(shown: Shown, found: Contest, clock: Clock) -> str:
    """The contest with one's own last period, in a sentence."""
    goal, now = shown.progress.goal, today(clock)
    last, this = (wording.named(one, now) for one in (found.last, found.period))
    values = {
        "last": last,
        "this": this,
        "whole": wording.said(goal, found.whole),
        "now": wording.said(goal, found.now),
        "gap": wording.apart(goal, found.gap),
    }
    over = now >= found.period.end
    if over and found.ahead is None:
        text = _("{last} came to {whole}; {this} to {now}.")
    elif over:
        better = _("{last} came to {whole}; {this} to {now}: {gap} better.")
        text = better if found.ahead else _("{last} came to {whole}; {this} to {now}: {gap} worse.")
    elif found.ahead is None:
        text = _("{last} came to {whole}; {this} so far to {now}: as on the same day then.")
    elif found.ahead:
        text = _("{last} came to {whole}; {this} so far to {now}: {gap} ahead of the same day then.")
    else:
        text = _("{last} came to {whole}; {this} so far to {now}: {gap} behind the same day then.")
    return text.format(**values)
