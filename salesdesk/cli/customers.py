"""Customers that exist already: who went quiet, who left, who referred whom."""

from __future__ import annotations

from typing import Any

import click

from salesdesk.cli import showing
from salesdesk.cli.documents import Document, day
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.domain import vocabulary
from salesdesk.domain.locally import day_month, days_late, long_day, whole_money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import lookup
from salesdesk.services import quiet as gone_quiet
from salesdesk.services import referrals as referring
from salesdesk.services.quiet import Customer
from salesdesk.services.referrals import Line, Thanks
from salesdesk.services.search import name_of
from salesdesk.store.database import Store


@click.command(
    cls=Command,
    help=N_(
        "Show which customers have gone quiet for longer than is usual with them, or act on the one of ID."
    ),
)
@common
@click.argument("record", metavar="[ID]", required=False, default="")
@click.option("--plan", is_flag=True, help=N_("Plan a call."))
@click.option("--left", "cause", default="", metavar="CAUSE", help=N_("Has left: price, service …"))
@click.option("--back", is_flag=True, help=N_("Is back after all."))
@in_session
def quiet(session: Session, record: str, plan: bool, cause: str, back: bool) -> None:  # noqa: FBT001  (Click)
    with session.store() as store:
        if not record:
            _list_quiet(session, store)
            return
        with store.read() as reading:
            who = lookup.prospect(reading, record).record.id
            name = name_of(reading, who)
        if not (plan or cause or back):
            raise click.UsageError(_("Say what to do: --plan, --left or --back."))
        if cause:
            gone_quiet.leave(store, who, name, cause)
            with store.read() as reading:
                draft = gone_quiet.proposed(reading, cause, name, store.clock)
            session.tell(_("Worth a try: {what}, {day}.").format(what=draft.what, day=long_day(draft.day)))
        if back:
            gone_quiet.return_(store, who, name)
        if plan:
            gone_quiet.follow_up(store, who, name)
        showing.give(session, store, who)


def _list_quiet(session: Session, store: Store) -> None:
    with store.read() as reading:
        found = gone_quiet.look(reading, store.clock)
    document = {
        "quiet": [_customer(one) for one in found.quiet],
        "left": [_customer(one) for one in found.left],
    }
    lines = [
        f"{one.who}  {days_late(one.overdue)}  {_('last heard {day}').format(day=day_month(one.last))}  {one.id}"
        for one in found.quiet
    ]
    if found.left:
        lines += ["", _("Left")]
    for one in found.left:
        cause = vocabulary.label("cause", one.cause) if one.cause else ""
        lines.append(
            "  ".join(filter(None, (one.who, day_month(one.left_on or one.last), cause, str(one.id))))
        )
    session.answer(document, "\n".join(lines) or _("No customer has gone quiet."))


def _customer(one: Customer) -> Document:
    return {
        "id": str(one.id),
        "name": one.who,
        "company": one.company,
        "last": day(one.last),
        "last_sale": day(one.last_sale),
        "sales": one.sales,
        "won": one.won.as_json() if one.won else None,
        "usual_days": one.usual.days,
        "usual_from": one.usual.source,
        "overdue": one.overdue,
        "next": day(one.next_day),
        "left": day(one.left_on),
        "cause": one.cause or None,
    }


@click.command(
    cls=Command,
    help=N_("Show who referred whom and what came of it; say who referred ID, or plan to thank ID."),
)
@common
@click.argument("record", metavar="[ID]", required=False, default="")
@click.option("--by", "by", default="", metavar="ID", help=N_("Who referred that prospect."))
@click.option("--thank", is_flag=True, help=N_("Plan the words that are due to that prospect."))
@in_session
def referrals(session: Session, record: str, by: str, thank: bool) -> None:  # noqa: FBT001  (Click)
    with session.store() as store:
        if not record:
            _list_referrals(session, store)
            return
        with store.read() as reading:
            who = lookup.prospect(reading, record).record.id
            referrer = lookup.prospect(reading, by).record.id if by else None
            due = [one for one in referring.look(reading).thanks if one.referrer.id == who]
        if thank:
            if not due:
                raise UserError(_("No word is due to that prospect."), _("See referrals for those that are."))
            for one in due:
                referring.thank(store, one)
        elif referrer:
            referring.say_who(store, who, referrer)
        else:
            raise click.UsageError(_("Say what to do: --by or --thank."))
        showing.give(session, store, who)


def _list_referrals(session: Session, store: Store) -> None:
    with store.read() as reading:
        found = referring.look(reading)
    document = {"tree": [_line(one) for one in found.lines], "thanks": [_thanks(one) for one in found.thanks]}
    lines = ["  " * one.depth + _told(one) for one in found.lines]
    if found.thanks:
        lines += ["", _("Words that are due")]
        lines += [f"  {one.referrer.who}: {one.referred.who}  {one.referrer.id}" for one in found.thanks]
    session.answer(document, "\n".join(lines) or _("Nobody was referred yet."))


def _told(one: Line) -> str:
    brought = _("referred {referred}, of them {customers} customers").format(
        referred=one.referred, customers=one.customers
    )
    worth = whole_money(one.won) if one.won else ""
    return "  ".join(
        filter(None, (one.person.who, brought if one.referred else "", worth, str(one.person.id)))
    )


def _line(one: Line) -> Document:
    return {
        "id": str(one.person.id),
        "name": one.person.who,
        "company": one.person.company,
        "by": str(one.person.by) if one.person.by else None,
        "came": one.person.came,
        "depth": one.depth,
        "referred": one.referred,
        "customers": one.customers,
        "won": one.won.as_json() if one.won else None,
        "below": one.below,
    }


def _thanks(one: Thanks) -> dict[str, Any]:
    return {
        "referrer": {"id": str(one.referrer.id), "name": one.referrer.who},
        "referred": {"id": str(one.referred.id), "name": one.referred.who},
        "came": one.referred.came,
        "deal": str(one.referred.deal) if one.referred.deal else None,
    }


COMMANDS = {"quiet": quiet, "referrals": referrals}
