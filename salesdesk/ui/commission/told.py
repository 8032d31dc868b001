"""How commission stands, as a card of the insights on paper."""

from __future__ import annotations

from salesdesk.i18n import N_, _
from salesdesk.services import commission_words
from salesdesk.services.commission_standing import Standing
from salesdesk.ui.charts.drawing import Table
from salesdesk.ui.commission.card import more
from salesdesk.ui.insights.sections import Section
from salesdesk.ui.insights.told import Told


def told(found: Standing) -> tuple[Section, Told]:
    """The running period of the plan, whatever period the other cards are of: its note says which one."""
    base = found.agreed.terms.plan.base_minor
    amounts = {
        _("Sold"): found.sold_minor,
        _("Base"): base,
        _("On what was sold"): found.earned_minor - base,
        _("Commission"): found.earned_minor,
    }
    rows = tuple((name, commission_words.amount(minor, found.currency)) for name, minor in amounts.items())
    made = Told(
        commission_words.period(found.period, found.agreed.terms.step),
        table=Table(("", _("Amount")), rows),
        foot=" · ".join(filter(None, (commission_words.next_step(found), *more(found)))),
    )
    return Section("commission", N_("Commission"), lambda _view: made, ""), made
