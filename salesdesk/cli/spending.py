"""Expenses: noted and listed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click

from salesdesk.cli import days, showing
from salesdesk.cli.documents import Document
from salesdesk.cli.grouping import Words
from salesdesk.cli.sale_documents import money as as_document
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.clock import today
from salesdesk.domain import vocabulary
from salesdesk.domain.locally import day_month, money
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.exchange import amounts
from salesdesk.i18n import N_, _
from salesdesk.services import expenses, fairs, import_money
from salesdesk.services.expenses import ExpenseDraft, Line, Sum, Sums
from salesdesk.store.database import Store

expense = Words("expense", help=N_("What was spent to win and keep customers: add, list."))


@expense.command(
    "add", cls=Command, help=N_('Note an expense: add "1 250" NOK travel --what "Train to Bergen".')
)
@common
@click.argument("amount", metavar="AMOUNT")
@click.argument("currency", metavar="[CURRENCY]", required=False, default="")
@click.argument("kind", metavar="[KIND]", required=False, default="")
@click.option("--what", default="", metavar="TEXT", help=N_("What it was for."))
@click.option("--fair", default="", metavar="NAME", help=N_("The fair that it was for."))
@click.option("--step", default="", help=N_("What it is meant for: attract, qualify, offer, win or keep."))
@click.option("--day", default="", metavar="DAY", help=N_("When: yesterday, 2026-11-20; without it, today."))
@click.option("--note", default="", metavar="TEXT", help=N_("What else is to be known."))
@in_session
def add(session: Session, amount: str, currency: str, kind: str, **told: Any) -> None:
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        currency, kind = "", kind or currency  # 200 travel
    with session.store(making=True) as store:
        draft = ExpenseDraft(
            amount=_money(session, amount, currency),
            day=days.been(store, told["day"]) or today(store.clock),
            what=told["what"],
            kind=kind,
            step=told["step"],
            fair=_fair(store, told["fair"]),
            note=told["note"],
        )
        showing.give(session, store, expenses.note(store, draft).id)


def _money(session: Session, amount: str, told: str) -> Money:
    _number, beside = amounts.amount(amount, "") or ("", "")
    currency = session.currency(told.upper()) or ""
    if beside and not told:
        currency = import_money.currency_meant(beside, currency)
    if not currency:
        raise UserError(
            _("It is not known which currency that is."), _("Write it after the amount: add 1250 NOK travel")
        )
    return Money.parse(amount, currency)


def _fair(store: Store, name: str) -> UUID | None:
    if not name.strip():
        return None
    with store.read() as reading:
        return fairs.named(reading, name).id


@expense.command("list", cls=Command, help=N_("List expenses, the latest first, with their sums."))
@common
@click.option("--from", "start", default="", metavar="DAY", help=N_("From this day on."))
@click.option("--to", "end", default="", metavar="DAY", help=N_("Up to and without this day."))
@in_session
def list_(session: Session, start: str, end: str) -> None:
    with session.store() as store:
        first, last = days.been(store, start), days.been(store, end)
        with store.read() as reading:
            found = expenses.listed(reading, first, last)
        currency = session.currency() or next((one.currency for one in found), "")
    told = expenses.sums(found, currency)
    lines = [*(_told(one) for one in found), *_sums_told(told, currency)]
    session.answer(_document(found, told, currency), "\n".join(lines) or _("No expenses yet."))


def _document(found: list[Line], told: Sums, currency: str) -> Document:
    def some(of: Any) -> list[Document]:
        return [{"key": one.key, "amount": as_document(one.minor, currency)} for one in of]

    return {
        "total": as_document(told.minor, currency),
        "by_kind": some(told.by_kind),
        "by_step": some(told.by_step),
        "by_fair": some(told.by_fair),
        "elsewhere": [as_document(minor, code) for code, minor in told.elsewhere.items()],
        "expenses": [
            {
                "id": str(one.id),
                "day": one.day.isoformat() if one.day else None,
                "what": one.what,
                "kind": one.kind,
                "step": one.step,
                "fair": one.fair or None,
                "source": one.source or None,
                "amount": as_document(one.minor, one.currency),
            }
            for one in found
        ],
    }


def _told(one: Line) -> str:
    day = day_month(one.day) if one.day else ""
    parts = (day, money(one.minor, one.currency), one.what, vocabulary.label("expense", one.kind))
    return "  ".join(filter(None, (*parts, one.fair or one.source, str(one.id))))


def _sums_told(told: Sums, currency: str) -> list[str]:
    if not told.count and not told.elsewhere:
        return []
    lines = ["", _("All in all {amount}").format(amount=money(told.minor, currency))]
    kinds = [_sum(vocabulary.label("expense", one.key), one, currency) for one in told.by_kind]
    steps = [_sum(expenses.step_called(one.key), one, currency) for one in told.by_step]
    lines += [f"  {', '.join(some)}" for some in (kinds, steps) if some]
    lines += [f"  {_sum(one.key, one, currency)}" for one in told.by_fair]
    lines += [
        _("Without {amount}, of which no rate is kept").format(amount=money(minor, code))
        for code, minor in told.elsewhere.items()
    ]
    return lines


def _sum(called: str, one: Sum, currency: str) -> str:
    return f"{called} {money(one.minor, currency)}"


COMMANDS = {"expense": expense}
