"""Commission by command line: what was earned, what the next tier needs, and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from salesdesk.cli import days
from salesdesk.cli.documents import Document
from salesdesk.cli.grouping import Words
from salesdesk.cli.sale_documents import money
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.clock import today
from salesdesk.domain.figures.commission import Tier
from salesdesk.domain.figures.periods import around
from salesdesk.domain.locally import exact_money
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import commission_standing, commission_words, commissions
from salesdesk.services.commission_standing import Standing
from salesdesk.services.commissions import Agreed, PlanDraft
from salesdesk.store.database import Store

commission = Words("commission", help=N_("What you earn of what you sell: show, plan, remove."))


@commission.command(
    "show", cls=Command, help=N_("Tell what was earned in the running period, and what the next tier needs.")
)
@common
@click.option("--at", "at", default="", metavar="DAY", help=N_("As of this day; usually today."))
@in_session
def show(session: Session, at: str) -> None:
    own = session.own_currency()
    with session.store() as store:
        day = days.been(store, at) or today(store.clock)
        with store.read() as reading:
            found = commission_standing.standing(reading, store.clock, own, day)
            plans = commissions.read(reading)
    document: Document = {"now": _now(found), "plans": [_plan(one, own) for one in plans]}
    session.answer(document, "\n".join([*_now_lines(found), *_plan_lines(plans, own, day)]))


@commission.command(
    "plan",
    cls=Command,
    help=N_("Set the plan from a day on: plan --base 5000 --tier 0=5% --tier 100000=8% --per month."),
)
@common
@click.option("--base", default="0", metavar="AMOUNT", help=N_("What you get whatever is sold."))
@click.option(
    "--tier", "tiers", multiple=True, metavar="AMOUNT=RATE", help=N_("A rate from an amount on; repeatable.")
)
@click.option(
    "--per",
    type=click.Choice(commissions.STEPS),
    default="month",
    metavar="STEP",
    help=N_("Reckoned for each month, quarter or year."),
)
@click.option(
    "--since", default="", metavar="DAY", help=N_("From which day on; usually the present period's first.")
)
@click.option("--name", default="", metavar="TEXT", help=N_("What you call it."))
@in_session
def plan(session: Session, tiers: Sequence[str], **told: str) -> None:
    own = session.own_currency()
    with session.store(making=True) as store:
        draft = PlanDraft(
            since=_since(store, told["since"], told["per"]),
            base=Money.parse(told["base"], own),
            step=told["per"],
            tiers=[_tier(one, own) for one in tiers],
            name=told["name"],
        )
        kept = commissions.set_plan(store, draft)
        with store.read() as reading:
            found = next(one for one in commissions.read(reading) if one.id == kept)
        session.answer(_plan(found, own), "\n".join(_plan_lines([found], own, today(store.clock))))


@commission.command("remove", cls=Command, help=N_("Take the plan away that begins on a day."))
@common
@click.argument("day", metavar="DAY")
@in_session
def remove(session: Session, day: str) -> None:
    own = session.own_currency()
    with session.store() as store:
        since = days.been(store, day)
        with store.read() as reading:
            plans = commissions.read(reading)
        found = next((one for one in plans if one.terms.since == since), None)
        if found is None:
            known = ", ".join(one.terms.since.isoformat() for one in plans) or _("none")
            raise UserError(_("No plan begins on that day."), _("There are: {names}.").format(names=known))
        commissions.delete(store, found.id)
    session.answer(
        _plan(found, own), _("Removed the plan of {day}").format(day=found.terms.since.isoformat())
    )


def _since(store: Store, text: str, step: str) -> date:
    return days.been(store, text) or around(today(store.clock), step).start


def _tier(text: str, own: str) -> Tier:
    low, equals, rate = text.partition("=")
    if not equals:
        raise UserError(_("“{text}” is no tier.").format(text=text), _("Write it like 100000=8%."))
    return Tier(Money.parse(low, own).minor, commission_words.rate_meant(rate))


def _now(found: Standing | None) -> Document | None:
    if found is None:
        return None
    currency, above = found.currency, found.next
    return {
        "plan": str(found.agreed.id),
        "from": found.period.start.isoformat(),
        "to": found.period.end.isoformat(),
        "earned": money(found.earned_minor, currency),
        "sold": money(found.sold_minor, currency),
        "left_out": found.left_out,
        "tier": _tier_document(found.tier, currency),
        "next": None
        if above is None
        else {"to_go": money(above.to_go_minor, currency), **_tier_document(above.tier, currency)},
        "sale": money(found.sale_minor, currency),
        "sale_adds": money(found.sale_adds, currency),
    }


def _tier_document(one: Tier | None, currency: str) -> Document:
    return {} if one is None else {"from": money(one.from_minor, currency), "rate": float(one.rate)}


def _plan(one: Agreed, own: str) -> Document:
    terms, currency = one.terms, one.terms.currency or own
    return {
        "id": str(one.id),
        "name": one.name,
        "since": terms.since.isoformat(),
        "per": terms.step,
        "base": money(terms.plan.base_minor, currency),
        "tiers": [_tier_document(tier, currency) for tier in terms.plan.tiers],
    }


def _now_lines(found: Standing | None) -> list[str]:
    if found is None:
        return [_("No plan holds on that day: commission plan --base 5000 --tier 0=5%")]
    head = commission_words.period(found.period, found.agreed.terms.step)
    gone = found.left_out and ngettext(
        "Without {number} sale or credit in another currency, of which no rate is kept",
        "Without {number} sales or credits in another currency, of which no rate is kept",
        found.left_out,
    ).format(number=found.left_out)
    told = (commission_words.next_step(found), commission_words.a_sale(found), gone)
    return [f"{head}  {commission_words.earned(found)}", *(f"  {one}" for one in told if one)]


def _plan_lines(plans: Sequence[Agreed], own: str, day: date) -> list[str]:
    lines = list[str]()
    for one in plans:
        terms, currency = one.terms, one.terms.currency or own
        base = exact_money(terms.plan.base_minor, currency)
        head = (one.name, commission_words.begins(terms.since, day))
        lines.append("  ".join((*filter(None, head), f"{base} {commission_words.per(terms.step)}")))
        lines += [f"  {tier}" for tier in commission_words.tiers(terms.plan.tiers, currency)]
    return lines


COMMANDS = {"commission": commission}
