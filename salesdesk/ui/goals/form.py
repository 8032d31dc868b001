"""The form that sets a goal: what should change, by how much and until when, beside what that takes."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.goals import Goal
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import figure_words, goal_form, goal_units, goals
from salesdesk.services.goal_form import Meant, Outlook
from salesdesk.services.goals import GoalDraft
from salesdesk.store.database import Store
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.goals import form_when as when
from salesdesk.ui.goals.form_asking import Asker, Offered, of_part
from salesdesk.ui.goals.form_fields import Fields
from salesdesk.ui.goals.form_takes import TakesCard
from salesdesk.ui.widgets.scrolling import ScrollArea

_BESIDE: Final = 1000  # pixels, from which what it takes stands beside the form
_FIRST: Final = "win_rate"


class GoalForm(QWidget):
    """A goal as it is being thought through. Enter sets it, Escape cancels."""

    goal_set = Signal(object)  # the UUID of the goal
    cancelled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._currency = own_currency(desk.settings)
        self.fields = Fields(desk.clock, self._currency)
        self.takes = TakesCard()
        self.outlook: Outlook | None = None
        self._scope = ("", "")
        self._setting = False
        self._asker = Asker(desk, self)
        self._arrange()
        self._connect()
        self.begin()

    def _arrange(self) -> None:
        inside = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._halves.setContentsMargins(20, 20, 20, 20)
        self._halves.setSpacing(16)
        self._halves.addWidget(self.fields, 9)
        self._halves.addWidget(self.takes, 5)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(ScrollArea(inside))

    def _connect(self) -> None:
        fields = self.fields
        fields.chips.chosen.connect(self._figure_chosen)
        fields.changed.connect(self._changed)
        fields.set_button.clicked.connect(self.set)
        fields.cancel_button.clicked.connect(self.cancel)
        self._asker.looked.connect(self._looked)
        self._asker.failed.connect(self._failed)
        self._asker.offered.connect(self._offered)

    def begin(self, figure: str = "", *, scope: str = "", scope_value: str = "") -> None:
        """Begins anew, with a figure and the part that it is of, where they are named."""
        self._asker.let_go()
        self._currency = own_currency(self._desk.settings)
        self.fields.count_in(self._currency)
        chosen = figure if figure in goal_form.choosable() else _FIRST
        self._scope = (scope, scope_value) if scope and figure == chosen else ("", "")
        self._setting = False
        self.fields.begin(chosen, today(self._desk.clock))
        self._figure_chosen(chosen, scope=self._scope)
        self.setFocusProxy(self.fields.amount.by if figure == chosen else self.fields.chips.chips[_FIRST])

    def is_half_typed(self) -> bool:
        """Whether it holds what would be lost."""
        return self.fields.is_half_typed()

    def commit(self) -> bool:
        """It may always be left: what is typed waits until the page is shown again, and is set by its button."""
        return True

    def ready(self) -> bool:
        """Whether all that was asked was answered."""
        return not self._asker.is_waiting()

    def _figure_chosen(self, figure: str, scope: tuple[str, str] = ("", "")) -> None:
        self.outlook = None
        self.fields.take_figure(figure, scope)
        self.takes.tell((), ())
        self._asker.offer(figure)
        self._changed()

    def _offered(self, found: Offered) -> None:
        if found.figure == self.fields.chips.figure():
            self.fields.offer([of_part(one) for one in found.groups], found.parents)

    def _changed(self) -> None:
        self._setting = False  # what is typed after Enter is set by another Enter
        self.fields.clear_troubles()
        self._asker.look_soon(self._meant)

    def _meant(self) -> Meant | None:
        """What stands in the form; None where a part of it is not understood, which is said there."""
        return self.fields.meant(today(self._desk.clock))

    def _looked(self, outlook: Outlook) -> None:
        self.outlook = outlook
        amount, figure = self.fields.amount, outlook.meant.figure
        amount.tell(outlook.baseline, outlook.targets, self._starts(outlook))
        self.fields.past.tell(outlook, self._currency)
        self.takes.tell(outlook.takes, outlook.moved)
        if outlook.trouble is not None:
            self.fields.refuse(*outlook.trouble)
        self.fields.set_button.setAccessibleDescription(FIGURES[figure].title)
        if self._setting:
            self._set_now()

    def _failed(self) -> None:
        """It could not be looked at: the next Set looks anew."""
        self.outlook, self._setting = None, False

    def _starts(self, outlook: Outlook) -> str:
        """From where it starts, and of which days that is."""
        unit = goal_units.unit(outlook.meant.figure)
        if outlook.baseline is None:
            return _("No data yet to start from")
        value = figure_words.said(outlook.baseline, unit, self._currency if unit == "money" else "")
        if outlook.since is None:
            return _("Baseline {value}, in my own words").format(value=value)
        now = today(self._desk.clock)
        if outlook.since.end - timedelta(days=1) in (now, now - timedelta(days=1)):
            days = _("the last {number} days").format(number=outlook.since.days)
        else:
            days = when.span(outlook.since, now)
        return _("Baseline {value}, {days}").format(value=value, days=days)

    def set(self) -> None:
        """Sets the goal, once what is shown of it is of what is typed."""
        if self._setting:
            return
        self._setting = True
        if self.outlook is None and not self._asker.is_waiting():
            self._asker.look_soon(self._meant)
        if self._asker.is_waiting():
            self._asker.look_now()
            if not self._asker.is_waiting():  # what is typed is not understood
                self._setting = False
        else:
            self._set_now()

    def _set_now(self) -> None:
        self._setting = False
        outlook, meant = self.outlook, self._meant()
        if meant is None or outlook is None:
            return
        trouble = outlook.trouble
        if meant.by is None:
            trouble = "change", UserError(_("Write by how much."), _("For example 5."))
        if trouble is not None:
            self.fields.refuse(*trouble)
            return
        more = self.fields.besides()
        if more is None:
            return
        draft = meant.draft(goal_form.kept_baseline(outlook, self._currency), **more)
        store, own = self._desk.store, self._currency
        made = self._desk.act(lambda: _tried(store, draft, own))
        if isinstance(made, UserError):
            self.fields.refuse_besides(made)
        elif made is not None:
            self._desk.say(_("The goal is set"), undo=True)
            self.begin()
            self.goal_set.emit(made.id)

    def cancel(self) -> None:
        """Lets go of what was typed."""
        self.begin()
        self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.set()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE
        along = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != along:
            self._halves.setDirection(along)


def _tried(store: Store, draft: GoalDraft, own: str) -> Goal | UserError:
    """Sets a goal, or gives the refusal, which is said in the form."""
    try:
        return goals.add(store, draft, own=own)
    except UserError as error:
        return error
