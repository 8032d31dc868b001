"""The line above the list: a new expense, or the one in front to be changed; Enter saves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain import vocabulary
from salesdesk.domain.expenses import Expense
from salesdesk.domain.locally import exact_money, money
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import expenses, prospects
from salesdesk.services.expenses import ExpenseDraft
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button, label
from salesdesk.ui.widgets.entering import bare, day, priced, shown_day, tried
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import muted

_TYPED: Final = ("amount", "what", "day")


class ExpenseForm(QWidget):
    """`expense` is the one that is changed, None for a new one."""

    saved = Signal(object)  # the id of what was saved
    left = Signal()  # Escape, or Leave it

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.expense: Expense | None = None
        self._shown: dict[str, str] = {}  # what stood there when it was shown
        self._stands: dict[str, Money] = {}  # by the fair's id, as the choice has it
        self.lines = {
            "amount": line("1 250"),
            "what": line(_("Train to Bergen, samples, an advertisement …")),
            "day": line(_("today")),
        }
        self.choices = {
            "kind": Choice(_words("expense"), quiet=False),
            "step": Choice(_words("step"), quiet=False),
            "fair": Choice([("", _("no fair"))], quiet=False),
        }
        titles = {
            "amount": _("Amount, without VAT"),
            "what": _("What for"),
            "day": _("Day"),
            "kind": _("Kind"),
            "step": _("Meant to"),
            "fair": _("Fair"),
        }
        self.fields = {
            name: Field(titles[name], editor) for name, editor in {**self.lines, **self.choices}.items()
        }
        self.save_button = button(_("Note it"), self.save, kind="main", tip="Ctrl+Enter")
        self._delete = button("", self.delete, kind="plain", icon="trash", name=_("Delete this expense"))
        self._leave = button(_("Leave it"), self._left)
        self._hint = muted("", wrap=True)
        self._arrange()
        for editor in self.lines.values():
            editor.returnPressed.connect(self.save)
        self.choices["fair"].chosen.connect(self._tell_stand)
        self.begin_new()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        for row, names in enumerate((("amount", "what", "day"), ("kind", "step", "fair"))):
            for column, name in enumerate(names):
                grid.addWidget(self.fields[name], row, column, top)
        for column, stretch in enumerate((3, 5, 3)):
            grid.setColumnStretch(column, stretch)
        foot = QGridLayout()
        foot.setHorizontalSpacing(8)
        foot.addWidget(self._hint, 0, 0)
        for column, part in enumerate((self._delete, self._leave, self.save_button), start=1):
            foot.addWidget(part, 0, column)
        foot.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addLayout(foot)
        order: list[QWidget] = [*self.lines.values(), *self.choices.values(), self.save_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def offer(self, fairs: Mapping[UUID, str], stands: Mapping[UUID, Money], own: Sequence[str]) -> None:
        """Offers the fairs there are by what they are called, what the stand of each costs, and the seller's own
        words for kinds."""
        self._stands = {str(one): cost for one, cost in stands.items()}
        called = ((str(one), name) for one, name in fairs.items())
        self.choices["fair"].offer([("", _("no fair")), *called])
        known = _words("expense")
        self.choices["kind"].offer([*known, *((one, one) for one in own if one not in dict(known))])

    def begin_new(self) -> None:
        """Asks for a new one; kind, step and fair stay as they were said last."""
        fresh = self.expense is not None or not self._shown
        self.expense = None
        for name in ("amount", "what"):
            self.lines[name].clear()
        if fresh:
            self.lines["day"].clear()
            for name, value in (("kind", "other"), ("step", "attract"), ("fair", "")):
                self.choices[name].show_value(value)
        self._show_state()

    def show_expense(self, expense: Expense) -> None:
        """Shows one to be changed."""
        self.expense = expense
        own = expense.currency == own_currency(self._desk.settings)
        amount = bare(expense.minor, expense.currency)
        self.lines["amount"].setText(amount if own else f"{amount} {expense.currency}")
        self.lines["what"].setText(expense.what)
        self.lines["day"].setText(shown_day(expense.day))
        self.choices["kind"].show_value(expense.kind, vocabulary.label("expense", expense.kind))
        self.choices["step"].show_value(expense.step, vocabulary.label("step", expense.step))
        self.choices["fair"].show_value(str(expense.fair or ""))
        self._show_state()

    def _show_state(self) -> None:
        for field in self.fields.values():
            field.refuse("")
        self._shown = self.said()
        new = self.expense is None
        label(self.save_button, _("Note it") if new else _("Save"), after_icon=False)
        self.save_button.setAccessibleName(self.save_button.text())
        self._delete.setVisible(not new)
        self._leave.setVisible(not new)
        self._tell_stand()

    def _tell_stand(self, _value: str = "") -> None:
        """What the stand costs is kept with the fair, and must not be noted once more."""
        stand = self._stands.get(self.choices["fair"].value())
        told = _("The stand itself, {amount}, is kept with the fair already.")
        self._hint.setText(told.format(amount=exact_money(stand.minor, stand.currency)) if stand else "")

    def said(self) -> dict[str, str]:
        """What stands in the fields."""
        typed = {name: editor.text() for name, editor in self.lines.items()}
        return {**typed, **{name: choice.value() for name, choice in self.choices.items()}}

    def restore(self, said: Mapping[str, str]) -> None:
        """Brings back a new one that was half typed."""
        for name in _TYPED:
            self.lines[name].setText(said.get(name, ""))
        for name, choice in self.choices.items():
            if said.get(name):
                choice.show_value(said[name])

    def has_words(self) -> bool:
        """Whether something was typed that is not saved."""
        if self.expense is not None:
            return self.said() != self._shown
        return bool(self.lines["amount"].text().strip() or self.lines["what"].text().strip())

    def commit(self) -> bool:
        """Saves a change that is being made; False where it was not taken. A new one waits until it is whole."""
        if self.expense is None or not self.has_words():
            return True
        return self.save()

    def save(self) -> bool:
        """Saves what stands there; says under the field what is wrong, and gives False."""
        for field in self.fields.values():
            field.refuse("")
        draft = self._draft()
        if draft is None:
            return False
        store, expense = self._desk.store, self.expense
        kept = list[Expense]()
        if expense is None:
            taken, told = tried(self._desk, lambda: kept.append(expenses.note(store, draft)))
        else:
            taken, told = tried(self._desk, lambda: kept.append(expenses.change(store, expense, draft)))
        if not taken:
            self._refuse("amount", told)
            return False
        one = kept[0]
        words = _("Noted: {what}, {amount}") if expense is None else _("Changed: {what}, {amount}")
        self._desk.say(words.format(what=one.what, amount=money(one.minor, one.currency)), undo=True)
        self._shown = self.said()
        self.begin_new()
        self.saved.emit(one.id)
        return True

    def _draft(self) -> ExpenseDraft | None:
        said = self.said()
        try:
            amount = priced(said["amount"], own_currency(self._desk.settings))
        except UserError as error:
            return self._refuse("amount", str(error))
        if amount is None:
            return self._refuse("amount", _("Say what it cost."))
        try:
            on = day(said["day"], self._desk.clock) or today(self._desk.clock)
        except UserError as error:
            return self._refuse("day", str(error))
        return ExpenseDraft(
            amount=amount,
            day=on,
            what=said["what"],
            kind=said["kind"],
            step=said["step"],
            fair=UUID(said["fair"]) if said["fair"] else None,
        )

    def _refuse(self, name: str, sentence: str) -> None:
        self.fields[name].refuse(sentence)
        editor: QLineEdit = self.lines[name]
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.selectAll()

    def delete(self) -> None:
        """Deletes the one that is shown; it offers Undo."""
        store, one = self._desk.store, self.expense
        if one is not None:
            told = _("Deleted {what}").format(what=one.what)
            if self._desk.act(lambda: (prospects.delete(store, one, one.what), True), told=told):
                self.begin_new()
                self.left.emit()

    def _left(self) -> None:
        self.begin_new()
        self.left.emit()

    def take_keyboard(self) -> None:
        """Puts the keyboard where typing begins."""
        self.lines["amount"].setFocus(Qt.FocusReason.OtherFocusReason)
        self.lines["amount"].selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._left()
            return
        super().keyPressEvent(event)


def _words(kind: str) -> list[tuple[str, str]]:
    return [(slug, vocabulary.label(kind, slug)) for slug in vocabulary.slugs(kind)]
