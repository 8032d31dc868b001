"""Expenses: a line to note one, the list by day, and beside it what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from salesdesk.clock import today
from salesdesk.domain import vocabulary
from salesdesk.domain.expenses import Expense
from salesdesk.domain.fairs import Fair
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money
from salesdesk.i18n import _
from salesdesk.services import expenses, fairs
from salesdesk.services.expenses import Line
from salesdesk.ui.bulk_foot import MarkedTable
from salesdesk.ui.commands import Command
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.expenses.bulk import acts
from salesdesk.ui.expenses.form import ExpenseForm
from salesdesk.ui.expenses.sums import SumsCard
from salesdesk.ui.expenses.wording import (
    PERIODS,
    begins,
    columns,
    counted,
    elsewhere,
    ordered,
    period_told,
    stands_told,
    wide_enough,
)
from salesdesk.ui.page import Page
from salesdesk.ui.tables import RecordModel, RecordTable
from salesdesk.ui.widgets.buttons import Option, Segmented
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.states import EmptyState

_SIDE: Final = (264, 340)  # the sums in a narrow and in a wide window
_WIDE: Final = 1100


@dataclass(frozen=True, slots=True)
class _Found:
    """What is read at once; some thousand expenses at most."""

    lines: Sequence[Line]
    fairs: Sequence[Fair]
    called: Mapping[UUID, str]  # each fair
    stands: Mapping[UUID, Money]


class ExpensesPage(Page):
    """Read whole off this thread; period, search and order are found here."""

    slug = "expenses"
    subjects = ("expenses", "fairs", "sources")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found = _Found((), (), {}, {})
        self._then: UUID | None = None
        self._sort, self._descending = "day", True
        self.table = RecordTable(
            desk, RecordModel[Line](columns(lambda: today(desk.clock)), marks=True), name=_("Expenses")
        )
        self.bulk = MarkedTable(desk, self.table, acts()).bar
        self.table.sorted_by(self._sort, descending=True)
        self.form, self.sums = ExpenseForm(desk), SumsCard()
        titles = {"month": _("This month"), "year": _("This year"), "all": _("All")}
        self.period = Segmented([Option(one, titles[one]) for one in PERIODS], name=_("Period"))
        self.period.choose("year")
        self.field = line(_("Find an expense"), name=_("Find an expense"))
        self.field.setClearButtonEnabled(True)
        self._empty = EmptyState(
            "receipt",
            _("No expenses yet"),
            _(
                "Note what you spend to win customers: travel, samples, advertisements. The sums, and each fair's"
                " ledger, then say what a lead costs you."
            ),
            act=_("Note an expense"),
            on_act=self.ask_new,
        )
        self._nothing = EmptyState(
            "search-x", _("No expense found"), _("Choose a longer period, or type less.")
        )
        self._arrange()
        self.table.opened.connect(self._opened)
        self.table.sort_asked.connect(self._sort_by)
        self.field.textChanged.connect(self._show)
        self.period.chosen.connect(self._period_chosen)
        self.form.saved.connect(self._saved)
        self.form.left.connect(self._left)
        desk.commands.add(self._commands(), on=self)

    def _commands(self) -> list[Command]:
        group = _("Expenses")
        made = [
            ("new-expense", _("Note an expense"), self.ask_new, "Ctrl+Shift+N", "plus", lambda: True),
            ("take-expense", _("Save the expense"), self._take, "Ctrl+Return", "check", self._typed),
            (
                "delete-expense",
                _("Delete this expense"),
                self._delete,
                "Ctrl+Delete",
                "trash",
                self._sees_one,
            ),
        ]
        return [Command(*one, group=group) for one in made]

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 20, 20, 20)
        row.setSpacing(16)
        left = Card()
        self._head = left.head(_("Expenses"))
        self.field.setFixedWidth(170)
        for part in (self.field, self.period):
            self._head.buttons.addWidget(part)
        left.body.addWidget(self.form)
        self._lists = QStackedWidget()
        for part in (self.table, self._empty, self._nothing):
            self._lists.addWidget(part)
        left.body.addWidget(self._lists, 1)
        left.body.addWidget(self.bulk)
        left.body.setContentsMargins(1, 1, 1, 8)
        row.addWidget(left, 1)
        row.addWidget(self.sums)

    def title(self) -> str:
        return _("Expenses")

    def about(self) -> str:
        return _(
            "What you spend to win and keep customers, without VAT, by day. The line above the list takes a new one;"
            " Enter on a row brings it up there to be changed. What a stand costs is kept with its fair; the fair's"
            " ledger adds both."
        )

    def main_command(self) -> Command | None:
        return self.desk.commands.find("new-expense")

    def load(self) -> None:
        store = self.desk.store

        def work(_progress: object) -> _Found:
            with store.read() as reading:
                return _Found(
                    expenses.listed(reading),
                    fairs.all_fairs(reading),
                    fairs.told_apart(reading),
                    expenses.stand_costs(reading),
                )

        self.desk.run(work, parent=self, on_done=self._read)

    def _read(self, found: _Found) -> None:
        self._found = found
        known = set(vocabulary.slugs("expense"))
        own = sorted({one.kind for one in found.lines if one.kind not in known})
        self.form.offer({one.id: found.called[one.id] for one in found.fairs}, found.stands, own)
        self._show()
        self.shown()

    def _in_period(self) -> list[Line]:
        start = begins(self.period.value(), today(self.desk.clock))
        return [
            one for one in self._found.lines if start is None or (one.day is not None and one.day >= start)
        ]

    def _show(self, _text: str = "") -> None:
        there = self._in_period()
        words = fold(self.field.text()).split()
        wanted = [one for one in there if all(word in one.words for word in words)]
        lines = {one.id: one for one in ordered(wanted, self._sort, descending=self._descending)}

        def fetch(keys: Sequence[UUID]) -> Mapping[UUID, Line]:
            return {key: lines[key] for key in keys}

        self.table.records.columns = wide_enough(self.table.records.columns, wanted)
        self.table.fit()
        self.table.show_records(list(lines), fetch)
        currency = own_currency(self.desk.settings)
        told = expenses.sums(wanted, currency)
        self._head.say(_("Expenses"), counted(len(lines)) if self._found.lines else "")
        some = self._found.lines
        self._lists.setCurrentWidget(self.table if lines else (self._nothing if some else self._empty))
        self.field.setVisible(bool(some))
        self.period.setVisible(bool(some))
        day, period = today(self.desk.clock), self.period.value()
        notes = (elsewhere(told), stands_told(self._stands_in(begins(period, day)), currency))
        self.sums.say(period_told(period, day), told, currency, notes)
        self.sums.setVisible(bool(some))
        then, self._then = self._then, None
        if then is not None and not self.table.choose(then) and self._known(then):
            self._show_all(then)
        elif self.table.current_key() is None and lines:
            self.table.choose(next(iter(lines)))

    def _stands_in(self, start: date | None) -> list[Money]:
        later = (
            one
            for one in self._found.fairs
            if start is None or (one.starts_on is not None and one.starts_on >= start)
        )
        return [self._found.stands[one.id] for one in later if one.id in self._found.stands]

    def _known(self, expense: UUID) -> bool:
        return any(one.id == expense for one in self._found.lines)

    def _show_all(self, then: UUID) -> None:
        """Shows one that the period or the search leaves out."""
        self._then = then
        self.period.choose("all")
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._show()

    def _period_chosen(self, value: str) -> None:
        if not value:
            self.period.choose("all")
        self._show()

    def _sort_by(self, sort: str, descending: bool) -> None:  # noqa: FBT001  (Qt's signal)
        self._sort, self._descending = sort, descending
        self.table.sorted_by(sort, descending=descending)
        self._show()

    def _opened(self, expense: UUID) -> None:
        if not self.form.commit():
            return
        with self.desk.store.read() as reading:
            found = reading.get(Expense, expense)
        if found is not None and found.deleted_at is None:
            self.form.show_expense(found)
            self.form.take_keyboard()

    def _saved(self, expense: UUID) -> None:
        self._then = expense
        self.reload()
        self.form.take_keyboard()

    def _left(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        self.form.save()

    def _typed(self) -> bool:
        return self.isVisible() and self.form.has_words()

    def _sees_one(self) -> bool:
        return self.isVisible() and self.table.current_key() is not None

    def _delete(self) -> None:
        """Deletes the one that is being changed, or the one in front."""
        if self.form.expense is None:
            self._opened(self.table.current_key())
        self.form.delete()

    def ask_new(self) -> None:
        """Puts the keyboard into the line for a new one."""
        self.desk.go("expenses")
        if self.form.commit():
            self.form.begin_new()
            self.form.take_keyboard()

    def open(self, record: UUID | str) -> None:
        """An expense's id: brings it up to be changed."""
        self._then = UUID(str(record))
        self._opened(self._then)
        self.reload()

    def search(self) -> bool:
        if not self._found.lines:
            return False
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        return True

    def commit(self) -> bool:
        return self.form.commit()

    def is_half_typed(self) -> bool:
        return self.form.has_words()

    def state(self) -> dict[str, object]:
        half = self.form.said() if self.form.expense is None and self.form.has_words() else {}
        return {"typed": half, "period": self.period.value()}

    def restore(self, state: dict[str, Any]) -> None:
        typed = state.get("typed")
        if isinstance(typed, dict) and typed:
            said = cast("dict[str, object]", typed)
            self.form.restore({name: str(text) for name, text in said.items()})
        if state.get("period") in PERIODS:
            self.period.choose(str(state["period"]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.form.take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sums.setFixedWidth(_SIDE[self.width() >= _WIDE])
