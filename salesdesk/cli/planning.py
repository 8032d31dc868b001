"""What lies ahead: follow-ups planned, complaints taken in, fairs prepared."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from salesdesk.cli import days, fair_ledger, showing
from salesdesk.cli.grouping import Words
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.i18n import N_
from salesdesk.services import capturing, complaints, editing_values, fairs, followups, lookup


@click.command(cls=Command, help=N_('Plan a follow-up with a prospect: plan ID "call friday 14:00".'))
@common
@click.argument("record", metavar="ID")
@click.argument("text", metavar="TEXT")
@in_session
def plan(session: Session, record: str, text: str) -> None:
    with session.store() as store:
        with store.read() as reading:
            found = lookup.prospect(reading, record)
        draft = followups.titled(capturing.follow_up(store, text, ""), found.name)
        made = followups.plan(store, draft, found.record.id)
        showing.give(session, store, made.id)


@click.command(cls=Command, help=N_("Take in what a prospect complains about."))
@common
@click.argument("record", metavar="ID")
@click.argument("what", metavar="WHAT")
@click.option("--cause", default="", help=N_("Why: product, price, delivery, service …"))
@click.option("--promise", default="", help=N_("What you promised."))
@click.option("--by", "by", default=None, metavar="DAY", help=N_("By when: tomorrow, 2026-11-21."))
@click.option("--severity", type=click.IntRange(1, 3), default=2, help=N_("1 low, 2 normal, 3 high."))
@click.option("--public", is_flag=True, help=N_("It was said in public."))
@in_session
def complaint(session: Session, record: str, what: str, **told: Any) -> None:
    with session.store() as store:
        with store.read() as reading:
            found = lookup.prospect(reading, record)
        by: datetime | None = capturing.instant(store, told.pop("by")) if told["by"] else told.pop("by")
        draft = complaints.ComplaintDraft(what=what, promised_at=by, **told)
        made = complaints.receive(store, draft, found.record.id)
        showing.give(session, store, made.id)


@click.command(cls=Command, help=N_("Prepare a fair: its days, place, cost and target."))
@common
@click.argument("name", metavar="NAME")
@click.option("--from", "start", default="", metavar="DAY", help=N_("The first day: friday, 2026-11-21."))
@click.option("--to", "end", default="", metavar="DAY", help=N_("The last day; without it, the first."))
@click.option("--place", default="", metavar="TEXT", help=N_("Where it takes place."))
@click.option("--cost", default="", metavar="AMOUNT", help=N_("What the stand costs: 9 800 NOK."))
@click.option("--target", type=click.IntRange(0, 999_999), help=N_("How many you want to meet there."))
@in_session
def fair(session: Session, name: str, start: str, end: str, **told: Any) -> None:
    with session.store(making=True) as store:
        made = fairs.make(
            store,
            name,
            starts_on=days.coming(store, start),
            ends_on=days.coming(store, end),
            place=told["place"].strip(),
            cost=editing_values.money(told["cost"].strip()),
            target_leads=told["target"],
        )
        showing.give(session, store, made.id)


fairs_word = Words("fair", help=fair.help or "", own=fair)
fairs_word.add_command(fair_ledger.ledger, "ledger")

COMMANDS = {"plan": plan, "complaint": complaint, "fair": fairs_word}
