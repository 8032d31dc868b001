"""A fair's ledger as figures to be read: each with what it was made of, and said so where it says nothing yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final

from salesdesk.domain.fair_ledger import Sums
from salesdesk.domain.locally import exact_money, half_up, share, whole_money
from salesdesk.domain.values import Money
from salesdesk.exchange import csv, xlsx
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import output
from salesdesk.services.fair_ledgers import FairLedger

_ROUNDED: Final = 1000  # from which an amount is told in whole units
FEWEST: Final = 5  # under which a figure says too little (kpis.md)
_TITLES: Final = {
    "cost_per_lead": N_("Cost per lead"),
    "cost_per_qualified_lead": N_("Cost per qualified lead"),
    "cost_per_customer": N_("Cost per customer"),
    "fair_return": N_("Return"),
    "break_even": N_("Sales still needed"),
    "follow_up_coverage": N_("Followed up in time"),
}
IDS: Final = tuple(_TITLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFigure:
    """One figure: `value` in minor units, a share of 1, or a count, as `unit` says; None is no data. `n` is how many
    leads, customers or sales it was made of."""

    id: str
    title: str
    unit: str  # money · share · count
    value: Fraction | None
    n: int
    shown: str
    working: str

    @property
    def few(self) -> bool:
        """Whether it was made of too few to say."""
        return self.value is not None and self.n < FEWEST


def figures(found: FairLedger) -> list[LedgerFigure]:
    """The figures of a ledger, in their order."""
    told, currency = found.figures, found.currency
    sums = replace(found.sums, cost=None) if found.costs_left_out else found.sums
    cost = whole_money(Money(sums.cost, currency)) if sums.cost is not None else ""
    needed = None if told.still_needed is None else Fraction(told.still_needed)
    made = (
        ("cost_per_lead", "money", told.cost_per_lead, sums.leads, _per(cost, _leads(sums.leads))),
        (
            "cost_per_qualified_lead",
            "money",
            told.cost_per_qualified_lead,
            sums.qualified,
            _per(cost, _qualified(sums.qualified)),
        ),
        (
            "cost_per_customer",
            "money",
            told.cost_per_customer,
            sums.customers,
            _per(cost, _customers(sums.customers)),
        ),
        ("fair_return", "share", told.gain, sums.sales, _return(sums, currency, cost)),
        ("break_even", "count", needed, sums.sales, _needed(sums, currency)),
        ("follow_up_coverage", "share", told.coverage, sums.due, _coverage(sums)),
    )
    return [
        LedgerFigure(
            id=ident,
            title=_(_TITLES[ident]),
            unit=unit,
            value=value,
            n=n,
            shown=_shown(unit, value, currency),
            working=working,
        )
        for ident, unit, value, n, working in made
    ]


def title(ident: str) -> str:
    """What a figure is called."""
    return _(_TITLES[ident])


def _shown(unit: str, value: Fraction | None, currency: str) -> str:
    if value is None:
        return _("no data")
    if unit == "money":
        minor = half_up(value)
        whole = Money(minor, currency)
        return whole_money(whole) if abs(whole.amount) >= _ROUNDED else exact_money(minor, currency)
    return share(Fraction(half_up(value * 100), 100)) if unit == "share" else str(half_up(value))


def _per(cost: str, number: str) -> str:
    if not cost:
        return _("It is not known what the fair cost.")
    return _("{cost} for {number}").format(cost=cost, number=number)


def _leads(number: int) -> str:
    return ngettext("{number} lead", "{number} leads", number).format(number=number)


def _qualified(number: int) -> str:
    return ngettext("{number} qualified lead", "{number} qualified leads", number).format(number=number)


def _customers(number: int) -> str:
    return ngettext("{number} customer", "{number} customers", number).format(number=number)


def _sales(number: int) -> str:
    return ngettext("{number} sale", "{number} sales", number).format(number=number)


def _return(sums: Sums, currency: str, cost: str) -> str:
    if not cost:
        return _("It is not known what the fair cost.")
    earned = whole_money(Money(sums.revenue, currency))
    return _("{earned} from {sales}, for {cost}").format(earned=earned, sales=_sales(sums.sales), cost=cost)


def _needed(sums: Sums, currency: str) -> str:
    if sums.cost is None:
        return _("It is not known what the fair cost.")
    if sums.profit >= sums.cost:
        return _("The sales have paid for the fair.")
    missing = whole_money(Money(sums.cost - sums.profit, currency))
    if not sums.sales or sums.profit <= 0:
        return _("{missing} are still missing; no sale says yet what one brings.").format(missing=missing)
    return _("{missing} are still missing, with sales like those so far").format(missing=missing)


def _coverage(sums: Sums) -> str:
    if not sums.due:
        return _("No lead is due yet.")
    return _("{done} of {due} leads whose time has run out or who were tried").format(
        done=sums.on_time, due=sums.due
    )


def left_out(found: FairLedger) -> list[str]:
    """Sentences on what is in no figure, because its currency has no rate."""
    told = [
        _("{amount} of the cost have no rate: note them in {own}, and the figures can be told.").format(
            amount=whole_money(Money(minor, currency)), own=found.currency
        )
        for currency, minor in found.costs_left_out.items()
    ]
    if found.sales_left_out:
        told.append(
            ngettext(
                "Without {number} sale in another currency without a rate.",
                "Without {number} sales in another currency without a rate.",
                found.sales_left_out,
            ).format(number=found.sales_left_out)
        )
    return told


def table(ledgers: list[FairLedger]) -> list[list[str]]:
    """All ledgers as a plain table with a head, a row a fair, for a spreadsheet: numbers as numbers, no data empty."""
    head = [
        "fair",
        "starts",
        "ends",
        "currency",
        "cost",
        "leads",
        "qualified",
        "customers",
        "sales",
        "revenue",
    ]
    return [[*head, "profit", *IDS], *(_row(one) for one in ledgers)]


def _row(found: FairLedger) -> list[str]:
    fair, sums = found.fair, found.sums
    days = [one.isoformat() if one else "" for one in (fair.starts_on, fair.ends_on)]
    counts = [str(one) for one in (sums.leads, sums.qualified, sums.customers, sums.sales)]
    made = [_plain(one, found.currency) for one in figures(found)]
    amounts = [_amount(one, found.currency) for one in (sums.revenue, sums.profit)]
    return [fair.name, *days, found.currency, _amount(sums.cost, found.currency), *counts, *amounts, *made]


def _amount(minor: int | None, currency: str) -> str:
    return "" if minor is None else f"{Money(minor, currency).amount:f}"


def _plain(one: LedgerFigure, currency: str) -> str:
    if one.value is None:
        return ""
    if one.unit == "money":
        return _amount(half_up(one.value), currency)
    return f"{float(one.value):.4f}" if one.unit == "share" else str(half_up(one.value))


def export(ledgers: list[FairLedger], file: Path) -> None:
    """Writes the table of all ledgers as CSV, or as XLSX by its ending. Raises `EnvironmentTrouble`."""
    header, *rows = table(ledgers)
    as_sheet = file.suffix.lower() == ".xlsx"
    content = xlsx.write(header, rows, sheet=_("Fairs")) if as_sheet else csv.write(header, rows)
    output.put(file, content)
