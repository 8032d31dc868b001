"""Expenses: what was spent to win and keep customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import vocabulary
from salesdesk.domain.expenses import Expense
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseDraft:
    """An amount without VAT, what for, and on which day. `kind` and `step` are slugs of the vocabulary or the
    seller's own words; at a fair an expense is of the kind fair, and meant to attract, where nothing is said."""

    amount: Money
    day: date
    what: str = ""
    kind: str = ""
    step: str = ""
    fair: UUID | None = None
    source: UUID | None = None
    note: str = ""


def note(store: Store, draft: ExpenseDraft) -> Expense:
    """Notes an expense. Raises `UserError` where it is an expense of nothing."""
    if draft.amount.minor == 0:
        raise UserError(_("An expense of nothing is none."), _("Write what it cost: 1 250,00."))
    kind = vocabulary.recognise("expense", draft.kind) or draft.kind.strip()
    kind = kind or ("fair" if draft.fair else "other")
    what = draft.what.strip() or vocabulary.label("expense", kind)
    with store.change(N_("Expense: {what}"), what=what) as unit:
        return unit.add(
            Expense(
                what=what,
                kind=kind,
                step=vocabulary.recognise("step", draft.step) or draft.step.strip() or "attract",
                minor=draft.amount.minor,
                currency=draft.amount.currency,
                day=draft.day,
                fair=draft.fair,
                source=draft.source,
                note=draft.note,
            )
        )


def of_fair(reading: Reading, fair: UUID) -> Sequence[Expense]:
    """What was spent on a fair, besides its stand cost, the earliest first."""
    query = select(Expense).where(Expense.fair == fair, Expense.deleted_at.is_(None))
    return reading.find(query.order_by(Expense.day, Expense.row))
