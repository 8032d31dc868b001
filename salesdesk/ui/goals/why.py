"""Why a goal is where it is: its factors, which sum to the gap, and the causes with one thing to do about each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton

from salesdesk.domain.goals import Goal
from salesdesk.i18n import _
from salesdesk.services import figure_words
from salesdesk.services.goal_factors import Factor
from salesdesk.services.goal_why import Act, Cause, Why
from salesdesk.ui.goals import wording
from salesdesk.ui.goals.columns import Column, Columns
from salesdesk.ui.goals.reading import Shown
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.edges import edge
from salesdesk.ui.widgets.labels import muted


class WhyCard(Card):
    """`go` is told the page where an act is done."""

    def __init__(self, go: Callable[[str], None]) -> None:
        super().__init__()
        self._go = go
        self._head = self.head("")
        self.factors, self.causes = Columns(), Columns()
        self._note = muted("", wrap=True, step=0)
        self._note.setContentsMargins(16, 12, 16, 12)
        self._line = edge()
        self.body.addWidget(self.factors)
        self.body.addWidget(self._line)
        self.body.addWidget(self.causes)
        self.body.addWidget(self._note)

    def show_why(self, shown: Shown, told: Why | None) -> None:
        """Shows what moved a goal since the stretch before; hidden where there is nothing to tell: it has not
        begun, or is on its way by the seller's own effort."""
        goal, lacking = shown.progress.goal, shown.progress.status in wording.LACKING
        self.setVisible(told is not None and (lacking or shown.effort is None))
        if told is None:
            return
        text = _("Why is “{goal}” behind?") if lacking else _("What moved “{goal}”?")
        self._head.say(
            text.format(goal=shown.title),
            _("what changed since {days}").format(days=wording.span(told.before)),
        )
        self.setAccessibleName(text.format(goal=shown.title))
        parts = [_factor(goal, one) for one in told.factors if one.part]
        whole = [] if told.gap is None else [_together(goal, told, split=bool(parts))]
        causes = [self._cause(one) for one in told.causes if one.change.after or one.change.before]
        if shown.effort is not None:
            causes = [self._effort(shown.effort)]
        self.factors.show_columns([*parts, *whole] if parts else [])
        self.causes.show_columns(causes if parts else [*whole, *causes])
        self._line.setVisible(bool(parts and causes))
        note = _note(told, named=bool(causes))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def acts(self) -> list[QPushButton]:
        """The buttons of what can be done, in the order of the causes."""
        return [one.act for one in self.causes.columns if one.act is not None]

    def _effort(self, act: Act) -> Column:
        made = button(act.label, partial(self._go, act.place), kind="link", tip=act.label)
        return Column(_("What to do"), _("It is in your own hands"), (), made)

    def _cause(self, cause: Cause) -> Column:
        first, *more = cause.evidence or [_("not named")]
        act = button(cause.act.label, partial(self._go, cause.act.place), kind="link", tip=cause.act.label)
        return Column(cause.label, first, more, act)


def _factor(goal: Goal, one: Factor) -> Column:
    before, now = (
        _("no data") if value is None else figure_words.said(value, one.unit, goal.currency)
        for value in (one.before, one.now)
    )
    told = _("{before} → {now}").format(before=before, now=now)
    return Column(one.label, wording.signed(goal, one.part), (told,))


def _together(goal: Goal, told: Why, *, split: bool) -> Column:
    assert told.gap is not None
    before, now = (wording.said(goal, value or 0) for value in (told.was, told.value))
    label = _("Together") if split else _("Since then")
    change = _("{before} → {now}").format(before=before, now=now)
    return Column(label, wording.signed(goal, told.gap), (change,))


def _note(told: Why, *, named: bool) -> str:
    """What is not told, and why."""
    parts: list[str] = []
    if told.gap is None:
        parts.append(_("There are no data for one of both stretches, so that nothing can be compared."))
    if not named:
        parts.append(_("No cause was named for a lost deal, a complaint or a lost customer in these days."))
    return " ".join(parts)
