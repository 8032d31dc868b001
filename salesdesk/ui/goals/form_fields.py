"""The fields of the form, from the top down, and what they mean together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.clock import Clock, today
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services.goal_form import Meant, Place
from salesdesk.ui.goals import form_when as when
from salesdesk.ui.goals.form_amount import Amount
from salesdesk.ui.goals.form_figures import FigureChips
from salesdesk.ui.goals.form_more import More
from salesdesk.ui.goals.form_past import PastLine
from salesdesk.ui.icons import icon
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import day, shown_day
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import secondary, title


class Fields(Card):
    """`changed` tells that anything was typed or chosen that what is told of the goal hangs on."""

    changed = Signal()

    def __init__(self, clock: Clock, currency: str) -> None:
        super().__init__()
        self._clock = clock
        self.chips = FigureChips()
        self.part = Choice([("", _("All"))], quiet=False)
        self.when = Choice([(when.QUARTER, "")], quiet=False)
        self.again = Choice([(one, _(text)) for one, text in when.AGAIN.items()], quiet=False)
        self.first, self.last = line(), line()
        self.amount = Amount(currency)
        self.past = PastLine()
        self.why, self.reward = line(_("What you gain by it, in your own words")), line()
        self.more = More(clock, currency)
        self.cancel_button = button(_("Cancel"))
        self.set_button = button(_("Set the goal"), kind="main")
        self._when_touched = False
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = self.body
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(title(_("New goal")))
        what = QVBoxLayout()
        what.setSpacing(6)
        what.addWidget(secondary(_("What should change?"), step=-1))
        what.addWidget(self.chips)
        column.addLayout(what)
        self.part_field = Field(_("For"), self.part)
        self.when_field = Field(_("When"), self.when)
        self.again_field = Field(_("Again"), self.again)
        row = _row(self.part_field, self.when_field, self.again_field)
        for place, stretch in enumerate((9, 14, 8)):  # the days need the most room
            row.setStretch(place, stretch)
        column.addLayout(row)
        self.first_field, self.last_field = Field(_("First day"), self.first), Field(_("Last day"), self.last)
        self._own = QWidget()
        self._own.setLayout(_row(self.first_field, self.last_field))
        column.addWidget(self._own)
        column.addWidget(self.amount)
        column.addWidget(self.past)
        column.addWidget(Field(_("Why it matters to me"), self.why))
        trophy = QAction(icon("trophy"), "", self.reward)
        self.reward.addAction(trophy, QLineEdit.ActionPosition.LeadingPosition)
        column.addWidget(Field(_("When I make it"), self.reward))
        column.addWidget(self.more)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.set_button)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.part.chosen.connect(self._touched)
        self.when.chosen.connect(self._when_chosen)
        self.again.chosen.connect(self._again_chosen)
        for edit in (self.first, self.last):
            edit.textChanged.connect(self._touched)
        self.amount.changed.connect(self._touched)

    def begin(self, figure: str, now: date) -> None:
        """Lets go of all that was typed."""
        self._when_touched = False
        self.again.show_value("")
        self.when.offer([(one, when.told(one, now)) for one in when.WHEN])
        self.when.show_value(when.QUARTER)
        for edit in (self.first, self.last, self.why, self.reward):
            edit.clear()
        self._own.hide()
        self.chips.show_figure(figure)

    def count_in(self, currency: str) -> None:
        """Amounts are in `currency` from now on."""
        self.amount.currency = self.more.currency = currency

    def take_figure(self, figure: str, scope: tuple[str, str]) -> None:
        """Asks for another figure: when and why stay."""
        self.chips.show_figure(figure)
        self.part.offer([("", _("All"))])
        self.part.show_value("=".join(scope) if scope[0] else "", scope[1])
        self.amount.begin(figure)
        self.more.begin(figure)
        self.past.hide()
        self._show_compounding()

    def offer(self, parts: Sequence[tuple[str, str]], parents: Sequence[tuple[str, str]]) -> None:
        """Offers what a figure may be of; what is chosen stays."""
        chosen, called = self.part.value(), self.part.currentText()
        self.part.offer([("", _("All")), *parts])
        self.part.show_value(chosen, called)
        self.part.setEnabled(bool(parts) or bool(chosen))
        self.more.offer(parents)

    def is_half_typed(self) -> bool:
        """Whether anything was typed."""
        edits = (self.amount.by, self.amount.own, self.why, self.reward, self.first, self.last)
        return any(one.text().strip() for one in edits) or bool(self.more.steps)

    def _when_chosen(self, value: str) -> None:
        self._when_touched = True
        self._own.setVisible(value == when.OWN)
        if value == when.OWN:
            found = when.days(when.QUARTER, "", today(self._clock))
            last = (found.end or found.start) - timedelta(days=1)
            for edit, one in ((self.first, found.start), (self.last, last)):
                if not edit.text():
                    edit.setText(shown_day(one))
            self.first.setFocus()
        self._touched()

    def _again_chosen(self, value: str) -> None:
        """What comes again goes on from now, until other days are chosen; what does not has an end."""
        if not self._when_touched or (not value and self.when.value() == when.ON):
            self.when.show_value(when.ON if value else when.QUARTER)
        self._touched()

    def _touched(self, _value: object = None) -> None:
        self._show_compounding()
        self.changed.emit()

    def _show_compounding(self) -> None:
        self.amount.may_compound(may=bool(self.again.value()))

    def clear_troubles(self) -> None:
        """Takes away what was said to be wrong."""
        for one in self._fields():
            one.refuse("")

    def _fields(self) -> tuple[Field, ...]:
        amount = self.amount
        return self.part_field, self.when_field, self.first_field, self.last_field, amount.field, amount.stand

    def refuse(self, place: Place, error: UserError) -> None:
        """Says beside its field what cannot be so."""
        stand = self.amount.stand
        baseline = self.amount.field if stand.isHidden() else stand
        own = self.last_field if not self._own.isHidden() else self.when_field
        fields = {"figure": self.part_field, "when": own, "change": self.amount.field, "baseline": baseline}
        fields[place].refuse(str(error))

    def refuse_besides(self, error: UserError) -> None:
        """Says what cannot be so of all that is kept with a goal: of the last step on the way, where there is one."""
        steps = self.more.steps
        (steps[-1].fields[0] if steps else self.amount.field).refuse(str(error))

    def meant(self, now: date) -> Meant | None:
        """What stands there; None where something is not understood, which is said beside it."""
        try:
            by = self.amount.value()
        except UserError as error:
            self.amount.field.refuse(str(error))
            return None
        try:
            stands = self.amount.stands()
        except UserError as error:
            self.amount.stand.refuse(str(error))
            return None
        days = self._days(now)
        if days is None:
            return None
        scope, _sign, value = self.part.value().partition("=")
        how, again = self.amount.meant(), self.again.value()
        return Meant(
            figure=self.chips.figure(),
            starts_on=days.start,
            ends_on=days.end,
            how=how,
            by=by,
            repeats=again,
            compounds=self.amount.compounds.isChecked() and bool(again) and how == "relative",
            scope=scope,
            scope_value=value,
            baseline=stands,
            since=self.amount.since(),
        )

    def _days(self, now: date) -> when.Days | None:
        chosen = self.when.value() or when.QUARTER
        if chosen != when.OWN:
            return when.days(chosen, self.again.value(), now)
        first, last = self._day(self.first_field), self._day(self.last_field)
        if first is None or last is None:
            return None
        return when.Days(first, last + timedelta(days=1))

    def _day(self, field: Field) -> date | None:
        assert isinstance(field.editor, QLineEdit)
        try:
            found = day(field.editor.text(), self._clock)
        except UserError as error:
            field.refuse(str(error))
            return None
        if found is None:
            field.refuse(_("Write the day."))
        return found

    def besides(self) -> dict[str, object] | None:
        """What is kept with the goal besides; None where a step on the way is not understood."""
        steps = self.more.milestones()
        if steps is None:
            return None
        return {
            "why": self.why.text(),
            "reward": self.reward.text(),
            "parent": self.more.parent_goal(),
            "milestones": steps,
        }


def _row(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for one in fields:
        row.addWidget(one, 1)
    return row
