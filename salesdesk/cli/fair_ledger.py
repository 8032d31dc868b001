"""What fairs cost and brought: `fair ledger`."""

from __future__ import annotations

from pathlib import Path

import click

from salesdesk.cli.documents import Document, day
from salesdesk.cli.sale_documents import money as as_document
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command, FileName, in_a_folder
from salesdesk.domain.locally import half_up, money
from salesdesk.i18n import N_, _
from salesdesk.services import fair_figures, fair_ledgers, fairs
from salesdesk.services.fair_figures import LedgerFigure
from salesdesk.services.fair_ledgers import FairLedger


@click.command(cls=Command, help=N_("What a fair cost and brought; without a name, all of them."))
@common
@click.argument("name", metavar="[NAME]", required=False, default="")
@click.option("--to", "file", type=FileName(dir_okay=False), help=N_("Write them as a table: .csv or .xlsx."))
@in_session
def ledger(session: Session, name: str, file: Path | None) -> None:
    currency = session.own_currency()
    with session.store() as store, store.read() as reading:
        if name:
            found = [fair_ledgers.of(reading, fairs.named(reading, name).id, currency, store.clock)]
        else:
            found = fair_ledgers.all_of(reading, currency, store.clock)
    if file is not None:
        fair_figures.export(found, in_a_folder(file))
    text = "\n".join(line for one in found for line in _lines(one)) or _("No fair yet.")
    session.answer([_document(one) for one in found], text)


def _document(found: FairLedger) -> Document:
    fair, sums, currency = found.fair, found.sums, found.currency
    return {
        "id": str(fair.id),
        "name": fair.name,
        "starts": day(fair.starts_on),
        "ends": day(fair.ends_on),
        "cost": as_document(sums.cost, currency),
        "leads": sums.leads,
        "qualified": sums.qualified,
        "customers": sums.customers,
        "sales": sums.sales,
        "revenue": as_document(sums.revenue, currency),
        "profit": as_document(sums.profit, currency),
        "figures": [_figure(one, currency) for one in fair_figures.figures(found)],
        "left_out": fair_figures.left_out(found),
    }


def _figure(one: LedgerFigure, currency: str) -> Document:
    value: object = None
    if one.value is not None and one.unit == "money":
        value = as_document(half_up(one.value), currency)
    elif one.value is not None:
        value = round(float(one.value), 4) if one.unit == "share" else half_up(one.value)
    note = _("too few to say") if one.few else _("no data") if one.value is None else ""
    return {"id": one.id, "value": value, "unit": one.unit, "n": one.n, "note": note, "working": one.working}


def _lines(found: FairLedger) -> list[str]:
    cost = money(found.sums.cost, found.currency) or _("no data")
    lines = [f"{found.fair.name}  {cost}"]
    for one in fair_figures.figures(found):
        shown = _("too few to say") if one.few else one.shown
        lines.append(f"  {one.title}: {shown}  ({one.working})")
    return [*lines, *(f"  {one}" for one in fair_figures.left_out(found))]
