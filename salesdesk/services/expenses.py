"""Expenses: what was spent to win and keep customers, one by one and summed up.

What a stand costs is a field of its fair, so that it is not in these lists; a fair's ledger adds both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import vocabulary
from salesdesk.domain.expenses import Expense
from salesdesk.domain.fairs import Fair
from salesdesk.domain.sources import Source
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import fairs
from salesdesk.services.editing_values import word
from salesdesk.services.prospects import edit as edit_record
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseDraft:
    """An amount without VAT, what for, and on which day. `kind` is a slug of the vocabulary or the seller's own
    word, `step` a word of the vocabulary; at a fair an expense is of the kind fair, and meant to attract, where
    nothing is said."""

    amount: Money
    day: date
    what: str = ""
    kind: str = ""
    step: str = ""
    fair: UUID | None = None
    source: UUID | None = None
    note: str = ""


def note(store: Store, draft: ExpenseDraft) -> Expense:
    """Notes an expense. Raises `UserError` where it is an expense of nothing or less, or meant for no step there is."""
    _need_something(draft.amount, _("Write what it cost: 1 250,00."))
    kind, step = kind_meant(draft.kind) or ("fair" if draft.fair else "other"), step_meant(draft.step)
    what = draft.what.strip() or vocabulary.label("expense", kind)
    with store.change(N_("Expense: {what}"), what=what) as unit:
        return unit.add(
            Expense(
                what=what,
                kind=kind,
                step=step or "attract",
                minor=draft.amount.minor,
                currency=draft.amount.currency,
                day=draft.day,
                fair=draft.fair,
                source=draft.source,
                note=draft.note,
            )
        )


def _need_something(amount: Money, hint: str) -> None:
    if amount.minor == 0:
        raise UserError(_("An expense of nothing is none."), hint)
    if amount.minor < 0:
        raise UserError(_("An expense is not below nothing."), hint)


def of_fair(reading: Reading, fair: UUID) -> Sequence[Expense]:
    """What was spent on a fair, besides its stand cost, the earliest first."""
    query = select(Expense).where(Expense.fair == fair, Expense.deleted_at.is_(None))
    return reading.find(query.order_by(Expense.day, Expense.row))


def kind_meant(text: str) -> str:
    """The slug of a kind of expense that `text` means, or the seller's own word; empty for none."""
    return vocabulary.recognise("expense", text) or text.strip()


def step_meant(text: str) -> str:
    """The slug of the step that `text` means; empty for none. Raises `UserError` where it means none there is: what
    a customer costs is summed up over the steps."""
    return word("step", "step", text.strip())


def step_called(step: str) -> str:
    """What a step is called in a list."""
    return vocabulary.label("step", step) or _("No step")


def change(store: Store, expense: Expense, draft: ExpenseDraft) -> Expense:
    """Makes an expense, as it was seen, what the draft says. Raises `UserError` where it was changed meanwhile, or
    would be an expense of nothing or less, or of a step that is none."""
    if draft.amount.minor != expense.minor:
        _need_something(draft.amount, _("Write what it cost, or delete it."))
    kind = kind_meant(draft.kind) or expense.kind
    wanted: dict[str, Any] = {
        "what": draft.what.strip() or vocabulary.label("expense", kind),
        "kind": kind,
        "step": (draft.step != expense.step and step_meant(draft.step)) or expense.step,
        "minor": draft.amount.minor,
        "currency": draft.amount.currency,
        "day": draft.day,
        "fair": draft.fair,
    }
    fields = {name: (getattr(expense, name), new) for name, new in wanted.items()}
    changed = edit_record(store, expense, fields, N_("Changed an expense"))
    assert isinstance(changed, Expense)
    return changed


@dataclass(frozen=True, slots=True)
class Line:
    """An expense in a list. `fair` is what its fair is called, whose id is `fair_id`; `source` the name of a source
    where it was none."""

    id: UUID
    day: date | None
    what: str
    kind: str
    step: str
    fair: str
    fair_id: UUID | None
    source: str
    minor: int
    currency: str
    words: str  # what it is found by, letters folded


def listed(reading: Reading, start: date | None = None, end: date | None = None) -> list[Line]:
    """The expenses from `start` (None: ever) up to and without `end`, the latest first; thousands take a moment."""
    query: Any = select(Expense, Source.kind, Source.which)
    query = query.outerjoin(Source, Source.id == Expense.source)
    query = query.where(Expense.deleted_at.is_(None))
    if start is not None:
        query = query.where(Expense.day >= start)
    if end is not None:
        query = query.where(Expense.day < end)
    rows = reading.rows(query.order_by(Expense.day.desc(), Expense.row.desc()))
    called = fairs.told_apart(reading)
    return [
        _line(one, called.get(one.fair, "") if one.fair else "", kind or "", which or "")
        for one, kind, which in rows
    ]


def _line(one: Expense, fair: str, source_kind: str, which: str) -> Line:
    source = which or vocabulary.label("source", source_kind)
    kind, step = vocabulary.label("expense", one.kind), vocabulary.label("step", one.step)
    return Line(
        id=one.id,
        day=one.day,
        what=one.what,
        kind=one.kind,
        step=one.step,
        fair=fair,
        fair_id=one.fair,
        source="" if fair else source,
        minor=one.minor or 0,
        currency=one.currency,
        words=fold(f"{one.what} {kind} {step} {fair} {source} {one.note}"),
    )


@dataclass(frozen=True, slots=True)
class Sum:
    """What was spent on one kind, step or fair: its slug or what it is called, in minor units."""

    key: str
    minor: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What a list of expenses comes to in one currency, and by kind, step and fair, the biggest first. `elsewhere`
    is what is in other currencies, by currency, since no rate is kept with it."""

    minor: int
    count: int
    by_kind: Sequence[Sum]
    by_step: Sequence[Sum]
    by_fair: Sequence[Sum]
    elsewhere: dict[str, int]


def sums(lines: Sequence[Line], currency: str) -> Sums:
    """What `lines` come to in `currency`."""
    own = [one for one in lines if (one.currency or currency) == currency]
    elsewhere: dict[str, int] = {}
    for one in lines:
        if one.currency and one.currency != currency:
            elsewhere[one.currency] = elsewhere.get(one.currency, 0) + one.minor
    return Sums(
        minor=sum(one.minor for one in own),
        count=len(own),
        by_kind=_by(own, lambda one: one.kind),
        by_step=_by(own, lambda one: one.step),
        by_fair=_by_fair([one for one in own if one.fair]),
        elsewhere=elsewhere,
    )


def _by(lines: Sequence[Line], key: Callable[[Line], str]) -> list[Sum]:
    found: dict[str, int] = {}
    for one in lines:
        found[key(one)] = found.get(key(one), 0) + one.minor
    return _biggest_first(Sum(name, minor) for name, minor in found.items())


def _by_fair(lines: Sequence[Line]) -> list[Sum]:
    """By the fair itself: two may be called the same."""
    found: dict[UUID | None, Sum] = {}
    for one in lines:
        before = found.get(one.fair_id)
        found[one.fair_id] = Sum(one.fair, one.minor + (before.minor if before else 0))
    return _biggest_first(found.values())


def _biggest_first(sums: Iterable[Sum]) -> list[Sum]:
    return sorted(sums, key=lambda one: (-one.minor, one.key))


def stand_costs(reading: Reading) -> dict[UUID, Money]:
    """What the stand of each fair costs, by the fair's id; it stands with the fair and is no expense here."""
    query = select(Fair).where(Fair.deleted_at.is_(None), Fair.cost_minor.is_not(None))
    return {one.id: Money(one.cost_minor or 0, one.cost_currency) for one in reading.find(query)}
