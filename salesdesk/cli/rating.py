"""What customers say: noted, or that they were asked; and what came back of a sale."""

from __future__ import annotations

from typing import Any

import click

from salesdesk.cli import days, showing
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.domain import vocabulary
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.deals import Deal, DealLine
from salesdesk.domain.locally import weekday
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import capturing, crediting, deals, deals_after, editing_values, lookup, ratings
from salesdesk.services.ratings import About
from salesdesk.store.database import Store


@click.command(
    cls=Command,
    help=N_(
        "Note what a customer said of a sale, a complaint or all so far: rate ID 4; without a number: asked."
    ),
)
@common
@click.argument("record", metavar="ID")
@click.argument("value", metavar="[NUMBER]", type=int, required=False)
@click.option("--recommend", is_flag=True, help=N_("It is how likely they recommend you, 0 to 10."))
@click.option("--comment", default="", metavar="TEXT", help=N_("What they said."))
@click.option("--by", "by", default="", metavar="KIND", help=N_("How they were asked: call, visit, email."))
@click.option("--at", "at", default="", metavar="DAY", help=N_("When they said it: yesterday, 2026-11-20."))
@click.option(
    "--plan", is_flag=True, help=N_("Plan what it calls for: a call within a day, asking for a referral.")
)
@in_session
def rate(session: Session, record: str, value: int | None, **told: Any) -> None:
    kind = "recommendation" if told["recommend"] else "satisfaction"
    by = vocabulary.recognise("activity", told["by"]) or told["by"]
    with session.store() as store:
        about = _about(store, record)
        if value is None:
            showing.give(session, store, ratings.ask(store, about, kind, by=by).id)
            return
        at = capturing.instant(store, told["at"], been=True) if told["at"] else None
        rated = ratings.rate(store, about, kind, value, comment=told["comment"], at=at, by=by)
        for draft in rated.proposals:
            day = weekday(draft.day) if draft.day else ""
            if told["plan"]:
                ratings.plan(store, rated.rating.id, draft)
                session.tell(_("Planned: {what}, {day}").format(what=draft.what, day=day))
            else:
                session.tell(_("It calls for: {what} (--plan plans it)").format(what=draft.what))
        showing.give(session, store, rated.rating.id)


def _about(store: Store, record: str) -> About:
    with store.read() as reading:
        found = lookup.by_id(reading, record)
    found.need_alive()
    match found.record:
        case Deal() as one:
            return About(deal=one.id)
        case Complaint() as one:
            return About(complaint=one.id)
        case Prospect() as one:
            return About(prospect=one.id)
        case _:
            raise UserError(
                _("That cannot be rated."), _("Name a prospect, a deal or a complaint; find shows the ids.")
            )


@click.command(
    cls=Command, help=N_('Credit what came back of a sale: deal credit ID "oak tray" 2 --note cracked.')
)
@common
@click.argument("record", metavar="ID")
@click.argument("line", metavar="LINE")
@click.argument("quantity", metavar="[QUANTITY]", required=False, default="1")
@click.option(
    "--amount", default="", metavar="AMOUNT", help=N_("What is credited in all; without it, the price paid.")
)
@click.option("--day", default="", metavar="DAY", help=N_("When it came back: friday, 2026-11-21."))
@click.option("--note", default="", metavar="TEXT", help=N_("Why."))
@in_session
def credit(session: Session, record: str, line: str, quantity: str, **told: str) -> None:
    with session.store() as store:
        with store.read() as reading:
            found = lookup.by_id(reading, record)
            found.need_alive()
            if not isinstance(found.record, Deal):
                raise UserError(_("That is no deal."), _("Find it first: find --of deals shows the ids."))
            mine = _line(deals.lines(reading, found.record.id), line)
        amount = Money.parse(told["amount"], found.record.currency).minor if told["amount"] else None
        now = store.clock.now().astimezone(store.clock.zone())
        day = days.been(store, told["day"])
        at = deals_after.closing(store.clock, day, None) if day else None
        many = editing_values.value_of("credits", "quantity", quantity, now)
        crediting.give(store, mine.id, many, minor=amount, at=at, note=told["note"])
        showing.give(session, store, found.record.id)


def _line(lines: Any, said: str) -> DealLine:
    """The line whose id or name begins so, or that is of this number, the first is 1."""
    named = [one for one in lines if one.name.casefold().startswith(said.casefold()) or str(one.id) == said]
    if not named and said.isdecimal() and 0 < int(said[:4]) <= len(lines):
        return lines[int(said) - 1]
    if len(named) != 1:
        known = ", ".join(one.name for one in lines)
        raise UserError(
            _("It is not clear which line that is."), _("Write one of: {words}").format(words=known)
        )
    return named[0]


COMMANDS = {"rate": rate}
