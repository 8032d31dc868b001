"""Coming back to people: nurture plans, and the queue of lost deals and parked prospects."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from salesdesk.cli import days, showing
from salesdesk.cli.documents import Document
from salesdesk.cli.grouping import Words
from salesdesk.cli.sale_documents import money as as_document
from salesdesk.cli.session import PARTLY, Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.clock import today
from salesdesk.domain import vocabulary
from salesdesk.domain.deals import Deal
from salesdesk.domain.locally import long_day, money
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import (
    bulk_editing,
    lookup,
    nurture_plans,
    nurturing,
    nurturing_many,
    parking,
    revival,
    search,
)
from salesdesk.services.nurture_plans import Member, PlanLine
from salesdesk.services.revival import Waiting
from salesdesk.store.database import Store

nurture = Words("nurture", help=N_("Plans that keep in touch step by step: list, add, start, stop."))


@nurture.command("list", cls=Command, help=N_("List the plans, or who is on one."))
@common
@click.argument("plan", metavar="[PLAN]", required=False, default="")
@in_session
def list_(session: Session, plan: str) -> None:
    with session.store() as store, store.read() as reading:
        if plan:
            found = nurture_plans.members(reading, nurture_plans.named(reading, plan).id)
            session.answer([_member(one) for one in found], "\n".join(map(_told, found)) or _("Nobody yet."))
            return
        plans = nurture_plans.read(reading)
        steps = {one.id: list(nurturing.steps(reading, one.id)) for one in plans}
    document = [
        {
            **_plan(one),
            "steps": [{"days": x.days, "kind": x.kind, "tell": x.tell} for x in steps[one.id]],
        }
        for one in plans
    ]
    lines = [
        ngettext(
            "{name}: {steps} step, {on} on it  {id}", "{name}: {steps} steps, {on} on it  {id}", one.steps
        ).format(name=one.name, steps=one.steps, on=one.on, id=one.id)
        for one in plans
    ]
    session.answer(document, "\n".join(lines) or _("No plans yet: nurture add makes one."))


def _plan(one: PlanLine) -> Document:
    return {
        "id": str(one.id),
        "name": one.name,
        "segments": one.segments,
        "on": one.on,
        "answered": one.answered,
        "ended": one.ended,
    }


def _member(one: Member) -> Document:
    return {
        "id": str(one.id),
        "prospect": {"id": str(one.prospect), "name": one.name},
        "started": one.started_at.isoformat(),
        "ended": one.ended_at.isoformat() if one.ended_at else None,
        "ended_by": one.ended_by,
        "follow_up": str(one.follow_up) if one.follow_up else None,
        "day": one.day.isoformat() if one.day else None,
        "what": one.what,
        "step": one.step,
    }


def _told(one: Member) -> str:
    rest = nurture_plans.ended_word(one.ended_by) if one.ended_at else f"{one.what}, {long_day(one.day)}"
    return f"{one.name}: {rest}  {one.prospect}"


@nurture.command(
    "add",
    cls=Command,
    help=N_('Make a plan: add "Not ready yet" --step "14d email Tell about the glaze" --step "30d call".'),
)
@common
@click.argument("name", metavar="NAME")
@click.option(
    "--step",
    "steps",
    multiple=True,
    metavar="TEXT",
    help=N_("After how long, what, and what to tell: 14d email Tell about the glaze; may be repeated."),
)
@click.option("--for", "segments", default="", metavar="TEXT", help=N_("Whom it is for."))
@in_session
def add(session: Session, name: str, steps: Sequence[str], segments: str) -> None:
    if not steps:
        raise UserError(
            _("A plan without steps keeps in touch with nobody."),
            _('Name them: --step "14d email Tell about the glaze" --step "30d call".'),
        )
    with session.store(making=True) as store:
        drafts = [nurture_plans.written_step(one) for one in steps]
        made = nurture_plans.make(store, name, drafts, segments=segments)
        with store.read() as reading:
            line = next(one for one in nurture_plans.read(reading) if one.id == made.id)
    session.answer(_plan(line), _("New plan: {name}").format(name=made.name) + f"  {made.id}")


@nurture.command("start", cls=Command, help=N_("Start prospects on a plan; each gets its first follow-up."))
@common
@click.argument("plan", metavar="PLAN")
@click.argument("records", metavar="[ID…]", nargs=-1)
@click.option("--where", "query", default="", metavar="QUERY", help=N_("All that this query finds."))
@in_session
def start(session: Session, plan: str, records: Sequence[str], query: str) -> None:
    if not records and not query:
        raise click.UsageError(_("Say whom: ids, or a query with --where."))
    with session.store() as store:
        with store.read() as reading:
            mine = nurture_plans.named(reading, plan)
            ids = [lookup.prospect(reading, one).record.id for one in records]
            if query:
                ids += search.ids(reading, search.ask(reading, query, subject="prospects", clock=store.clock))
        found = nurturing_many.start(store, list(dict.fromkeys(ids)), mine.id)
        bulk_editing.write(store, found)
    told = {
        "started": found.changing,
        "already": found.already,
        "not_agreed": found.not_agreed,
        "discarded": found.discarded,
    }
    lines = [
        ngettext("{count} is on {plan} now.", "{count} are on {plan} now.", found.changing).format(
            count=found.changing, plan=mine.name
        ),
        *nurturing_many.left_out(found),
    ]
    if found.not_agreed or found.discarded:
        session.code = PARTLY
    session.answer(told, "\n".join(lines))


@nurture.command("stop", cls=Command, help=N_("Take a prospect off the plan that it is on."))
@common
@click.argument("record", metavar="ID")
@in_session
def stop(session: Session, record: str) -> None:
    with session.store() as store:
        with store.read() as reading:
            who = lookup.prospect(reading, record).record
            mine = nurturing.running(reading, who.id)
        if mine is None:
            raise UserError(_("That prospect is on no plan."), _("See nurture list for those there are."))
        nurturing.stop(store, mine.id)
        showing.give(session, store, who.id)


@click.command(
    cls=Command,
    help=N_("Show which lost deals and parked prospects are to be tried again, or try the one of ID again."),
)
@common
@click.argument("record", metavar="[ID]", required=False, default="")
@click.option("--product", default="", metavar="NAME", help=N_("What to offer instead."))
@click.option("--on", "day", default="", metavar="DAY", help=N_("Only move the day: friday, +30d."))
@click.option("--let-go", is_flag=True, help=N_("Never ask again."))
@in_session
def revive(session: Session, record: str, product: str, day: str, let_go: bool) -> None:  # noqa: FBT001  (Click)
    with session.store() as store:
        if not record:
            _list(session, store)
            return
        mine = _tried(store, record)
        if product and (day or let_go):
            revival.offer(store, mine, product)
            mine = _tried(store, record)
        wanted = days.coming(store, day)
        if wanted:
            revival.move_day(store, mine, wanted)
        elif let_go:
            revival.let_go(store, mine)
        else:
            mine = revival.revive(store, mine, product=product)
        showing.give(session, store, mine.id)


def _tried(store: Store, record: str) -> Deal | Prospect:
    with store.read() as reading:
        found = lookup.by_id(reading, record)
    found.need_alive()
    if not isinstance(found.record, Deal | Prospect):
        raise UserError(
            _("That is neither a deal nor a prospect."), _("See revive for what is to be tried again.")
        )
    return found.record


def _list(session: Session, store: Store) -> None:
    now = today(store.clock)
    with store.read() as reading:
        found = revival.queue(reading)
    document = [
        {
            "id": str(one.id),
            "subject": "deals" if one.kind == "deal" else "prospects",
            "title": one.title,
            "prospect": {"id": str(one.prospect), "name": one.name} if one.prospect else None,
            "company": one.company,
            "day": one.day.isoformat() if one.day else None,
            "state": one.state(now),
            "product": one.product,
            "cause": one.cause,
            "competitor": one.competitor,
            "amount": as_document(one.amount.minor, one.amount.currency) if one.amount else None,
        }
        for one in found
    ]
    lines = [_line(one, now) for one in found]
    session.answer(document, "\n".join(lines) or _("Nothing is waiting to be tried again."))


def _line(one: Waiting, now: date) -> str:
    worth = money(one.amount.minor, one.amount.currency) if one.amount else ""
    instead = _("offer {product}").format(product=one.product) if one.product else ""
    who = one.name if one.title else ""
    day = long_day(one.day) or _("no day yet")
    if one.state(now) in {"late", "due"}:
        day = f"{day} ({showing.when(one.day, now)})"
    about = ", ".join(filter(None, (one.shown, who, one.company, one.cause, instead, worth)))
    return f"{day}  {about}  {one.id}"


def ask_when_parked(store: Store, record: Any, told: list[tuple[str, str]], session: Session) -> None:
    """Where a prospect is about to be parked without a day: asks for it, and what to offer then, on a terminal; says
    elsewhere which day was taken."""
    said = dict(told)
    stage = vocabulary.recognise("stage", said.get("stage", ""))
    if not isinstance(record, Prospect) or stage != parking.PARKED or record.stage == stage:
        return
    if said.get("revisit_on"):
        return
    with store.read() as reading:
        day = record.revisit_on or parking.proposed(reading, record.id, today(store.clock))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        session.tell(
            _("To be tried again on {day}: set revisit_on for another day.").format(day=long_day(day))
        )
        return
    told.append(("revisit_on", click.prompt(_("When to try again"), default=day.isoformat(), err=True)))
    if "revisit_product" not in said:
        product = click.prompt(_("What to offer then"), default="", show_default=False, err=True)
        told.append(("revisit_product", product))


COMMANDS = {"nurture": nurture, "revive": revive}
