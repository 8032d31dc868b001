"""What quotes say of the seller, how long they hold, and how much may be given away in a month."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.locally import money
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import preferences
from salesdesk.services.preferences import Preferences
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.own_facts import OwnFacts
from salesdesk.ui.settings.delays import DaysLine
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import TextFact
from salesdesk.ui.widgets.fields import line

_FIELDS: Final = {
    "name": (N_("Name"), N_("You, or your company"), 1),
    "address": (N_("Address"), N_("Street, postal code and city"), 2),
    "phone": (N_("Phone"), "", 1),
    "email": (N_("Email"), "", 1),
    "number": (N_("Org. number"), "", 1),
    "terms": (N_("Terms"), N_("Payment within 14 days, freight not included …"), 2),
}


class OwnCard(Card):
    """Each field saves itself; a quote that is made already stays as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.head(_("Quotes and discounts"), _("what customers read of you"))
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        self._own = OwnFacts(desk, _FIELDS)
        self.facts = self._own.facts
        inside.addWidget(self._own)
        self.budget = TextFact(
            _("Discount budget"), line(_("none: write what may be given away in a month")), self._save_budget
        )
        inside.addWidget(self.budget)
        self.days = DaysLine(desk, "quote_days", "", _("A quote holds for"))
        inside.addWidget(self.days)
        self.body.addLayout(inside)

    def show_preferences(self, said: Preferences) -> None:
        """Shows what is set."""
        self._own.show_own(said.own)
        budget = said.discount_budget
        self.budget.show_value(money(budget.minor, budget.currency) if budget else "", budget)
        self.days.show_days(said.quote_days)

    def _save_budget(self, text: str, seen: Any) -> tuple[bool, str]:
        currency = own_currency(self._desk.settings)
        if isinstance(seen, Money) and text.strip().endswith(seen.currency):
            currency = seen.currency  # as it was shown
        try:
            budget = Money.parse(text, currency) if text.strip() else None
        except UserError as error:
            return False, str(error)
        return tried(self._desk, lambda: preferences.change(self._desk.store, discount_budget=budget))

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return all([self._own.commit(), self.budget.commit(), self.days.saving.commit()])
