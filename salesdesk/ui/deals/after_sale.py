"""After the sale: what was promised for when, and the days on which it was delivered, invoiced and paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.clock import today
from salesdesk.domain.locally import days_late, long_day
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import deals
from salesdesk.services.deals_told import Whole
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.entering import day, shown_day, tried
from salesdesk.ui.widgets.facts import AddingLine, TextFact, quiet_line
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import secondary

_STEPS: Final = {
    "delivered_on": N_("Delivered"),
    "invoiced_on": N_("Invoiced"),
    "paid_on": N_("Paid"),
}


class AfterSale(Card):
    """Shown of a deal that is won, or that has a promise."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._whole: Whole | None = None
        head = self.head(_("After the sale"))
        self._chip = Chip()
        self._feedback = button(_("Ask how it went"), self._ask_feedback, kind="link", icon="mail")
        head.buttons.addWidget(self._feedback)
        head.buttons.addWidget(self._chip)
        column = QVBoxLayout()
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(4)
        self._promised = secondary("", wrap=True)
        column.addWidget(self._promised)
        self._promise = AddingLine(
            _("Promise a day for the delivery: friday, 4 Dec"),
            self._add,
            line=line(_("Promise a day for the delivery: friday, 4 Dec"), name=_("Delivery promised for")),
        )
        column.addWidget(self._promise)
        self._days = {
            step: TextFact(_(title), quiet_line(_("not yet")), self._saver(step))
            for step, title in _STEPS.items()
        }
        for fact in self._days.values():
            column.addWidget(fact)
        self.body.addLayout(column)

    def show_deal(self, whole: Whole, *, other: bool) -> None:
        """Shows how far a sale is."""
        self._whole = whole
        won = whole.deal.outcome == "won"
        self.setVisible(won or bool(whole.promises))
        days = [one.day for one in whole.promises if one.day]
        self._promised.setText(_promises(days))
        self._promised.setVisible(bool(days))
        if other:
            self._promise.clear()
        for step, fact in self._days.items():
            kept = getattr(whole.deal, step)
            fact.show_value(shown_day(kept), kept, other=other)
            fact.setVisible(won)
        self._feedback.setVisible(won and whole.deal.prospect is not None)
        late = (today(self._desk.clock) - days[-1]).days if days else 0
        waiting = won and whole.deal.delivered_on is None and late > 0
        self._chip.say(days_late(late) if waiting else "", "hot")

    def _ask_feedback(self) -> None:
        if self._whole is not None:
            self._desk.go("messages", f"feedback:{self._whole.deal.id}")

    def _add(self, text: str) -> tuple[bool, str]:
        whole, store = self._whole, self._desk.store
        try:
            found = day(text, self._desk.clock)
        except UserError as error:
            return False, str(error)
        if whole is None or found is None:
            return True, ""
        return tried(self._desk, lambda: deals.promise_delivery(store, whole.deal.id, found))

    def _saver(self, step: str) -> Callable[[str, Any], tuple[bool, str]]:
        def save(text: str, _seen: Any) -> tuple[bool, str]:
            whole, store = self._whole, self._desk.store
            if whole is None:
                return True, ""
            try:
                found = day(text, self._desk.clock)
            except UserError as error:
                return False, str(error)
            return tried(self._desk, lambda: deals.note_day(store, whole.deal.id, step, found))

        return save

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return all([self._promise.commit(), *(fact.commit() for fact in self._days.values())])


def _promises(days: list[date]) -> str:
    """The last promise, and those before it, which count too."""
    if not days:
        return ""
    told = _("Delivery promised for {day}").format(day=long_day(days[-1]))
    if len(days) > 1:
        before = ", ".join(long_day(one) for one in days[:-1])
        told = f"{told}. {_('Before: {days}').format(days=before)}"
    return told
