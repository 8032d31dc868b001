"""Competitors: taken in, listed, their prices, what prospects have from them; and the week's review."""

from __future__ import annotations

from uuid import UUID

import click

from salesdesk.cli import days, showing
from salesdesk.cli.documents import Document
from salesdesk.cli.grouping import Words
from salesdesk.cli.sale_documents import money as as_document
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.clock import today
from salesdesk.domain.competitors import Competitor
from salesdesk.domain.locally import long_day
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import (
    competitor_list,
    competitors,
    editing_values,
    lookup,
    review_words,
    reviews,
)
from salesdesk.services.competitor_list import Contract, Line
from salesdesk.services.review_candidates import Candidate
from salesdesk.store.unit import Reading

competitor = Words(
    "competitor", help=N_("Who else sells to your customers: add, list, price, contract, merge.")
)


@competitor.command("add", cls=Command, help=N_('Take a competitor in: add "Nordic Timber" --answers "…".'))
@common
@click.argument("name", metavar="NAME")
@click.option("--web", default="", metavar="TEXT", help=N_("The web address."))
@click.option("--strengths", default="", metavar="TEXT", help=N_("What they are good at."))
@click.option("--answers", default="", metavar="TEXT", help=N_("What to answer when they are named."))
@click.option("--note", default="", metavar="TEXT", help=N_("What else is to be known."))
@in_session
def add(session: Session, name: str, **told: str) -> None:
    with session.store(making=True) as store:
        made = competitors.make(store, name, **told)
        showing.give(session, store, made.id)


@competitor.command("list", cls=Command, help=N_("List the competitors, and the contracts that end."))
@common
@in_session
def list_(session: Session) -> None:
    with session.store() as store, store.read() as reading:
        found = competitor_list.read(reading)
        contracts = competitor_list.contracts(reading)
    document = [{**_line(one), "contracts": _of(contracts, one.id)} for one in found]
    lines = [
        ngettext(
            "{name}: {lost} deal lost to them, {won} won against them  {id}",
            "{name}: {lost} deals lost to them, {won} won against them  {id}",
            one.lost,
        ).format(name=one.name, lost=one.lost, won=one.won, id=one.id)
        for one in found
    ]
    ends = [one for one in contracts if one.ends_on]
    if ends:
        lines += ["", _("Contracts that end")]
        lines += [
            "  ".join(filter(None, ("", long_day(one.ends_on), one.who, one.rival, one.product)))
            for one in ends
        ]
    session.answer(document, "\n".join(lines) or _("No competitors yet: competitor add takes one in."))


def _line(one: Line) -> Document:
    return {
        "id": str(one.id),
        "name": one.name,
        "lost": one.lost,
        "won": one.won,
        "price_seen": one.seen_on.isoformat() if one.seen_on else None,
    }


def _of(contracts: list[Contract], competitor: UUID) -> list[Document]:
    return [
        {
            "id": str(one.id),
            "prospect": {"id": str(one.prospect), "name": one.who},
            "product": one.product,
            "ends": one.ends_on.isoformat() if one.ends_on else None,
            "note": one.note,
        }
        for one in contracts
        if one.competitor == competitor
    ]


@competitor.command(
    "price", cls=Command, help=N_('Note a price that was seen: price NAME "Oak tray" "690 NOK".')
)
@common
@click.argument("name", metavar="NAME")
@click.argument("product", metavar="PRODUCT")
@click.argument("price", metavar="PRICE")
@click.option("--seen", default="", metavar="DAY", help=N_("When it was seen; without it, today."))
@in_session
def price(session: Session, name: str, product: str, price: str, seen: str) -> None:
    with session.store() as store:
        with store.read() as reading:
            mine = _named(reading, name)
        day = days.been(store, seen) or today(store.clock)
        competitors.see_price(store, mine.id, product, _money(session, price), day)
        showing.give(session, store, mine.id)


@competitor.command(
    "contract",
    cls=Command,
    help=N_('Note what a prospect has from one: contract ID NAME "trays" --ends "31 Mar".'),
)
@common
@click.argument("record", metavar="ID")
@click.argument("name", metavar="NAME")
@click.argument("product", metavar="[PRODUCT]", required=False, default="")
@click.option("--ends", default="", metavar="DAY", help=N_("When the contract ends."))
@click.option("--note", default="", metavar="TEXT", help=N_("What else is to be known."))
@click.option(
    "--follow-up",
    "follow",
    default="",
    metavar="DAY",
    help=N_("When to make an offer; without it, six weeks before it ends; none leaves it out."),
)
@in_session
def contract(
    session: Session, *, record: str, name: str, product: str, ends: str, note: str, follow: str
) -> None:
    with session.store() as store:
        with store.read() as reading:
            found = lookup.prospect(reading, record)
            ends_on = days.coming(store, ends)
            planned = None if follow == "none" else days.coming(store, follow)
            if not follow and ends_on:
                planned = competitors.follow_before(reading, ends_on, today(store.clock))
        competitors.note_contract(
            store, found.record.id, name, product=product, ends_on=ends_on, note=note, follow_up=planned
        )
        if planned:
            session.tell(_("A follow-up is planned on {day}.").format(day=long_day(planned)))
        with store.read() as reading:
            rival = _named(reading, name)
        showing.give(session, store, rival.id)


@competitor.command("merge", cls=Command, help=N_("Make one of two that are the same: merge KEEP OTHER."))
@common
@click.argument("keep", metavar="KEEP")
@click.argument("other", metavar="OTHER")
@in_session
def merge(session: Session, keep: str, other: str) -> None:
    with session.store() as store:
        with store.read() as reading:
            one, gone = _named(reading, keep), _named(reading, other)
        showing.give(session, store, competitors.merge(store, one.id, gone.id).id)


def _named(reading: Reading, name: str) -> Competitor:
    found = competitors.found(reading, name)
    if found is None:
        raise UserError(
            _("There is no competitor {name}.").format(name=name), _("See competitor list, or add one.")
        )
    return found


def _money(session: Session, text: str) -> Money:
    code = text.strip().rpartition(" ")[2]
    if len(code) == 3 and code.isascii() and code.isalpha():
        found = editing_values.money(text)
        if found is not None:
            return found
    return Money.parse(text, session.own_currency())


@click.command(cls=Command, help=N_("Show this week's review: customers who may want something more."))
@common
@in_session
def look(session: Session) -> None:
    currency = session.own_currency()
    with session.store() as store, store.read() as reading:
        found = reviews.look(reading, store.clock, currency)
    left = list[Candidate]() if found.finished else found.left
    document = {
        "week": found.week.isoformat(),
        "finished": found.finished,
        "answered": [
            {
                "name": one.name,
                "product": one.product_name,
                "answer": one.record.answer,
                "deal": str(one.record.deal) if one.record.deal else None,
            }
            for one in found.answered
        ],
        "candidates": [_candidate(one) for one in left],
    }
    lines = [
        "\n".join(
            (
                f"{one.name}: {one.product_name}  {one.who}",
                *(f"  {text}" for text in review_words.evidence(one)),
            )
        )
        for one in left
    ]
    if found.finished:
        lines.append(_("This week's review is done. The next one begins on Monday."))
    if found.answered:
        told = ngettext("{number} answered", "{number} answered", len(found.answered))
        lines.append(told.format(number=len(found.answered)))
    session.answer(document, "\n".join(lines) or review_words.why_none(found.customers))


def _candidate(one: Candidate) -> Document:
    counts = one.counts
    return {
        "id": str(one.who),
        "name": one.name,
        "company": one.company_name,
        "product": {"id": str(one.product), "name": one.product_name},
        "because": one.because,
        "kind": one.kind,
        "from_sheet": one.from_sheet,
        "customers": counts.customers,
        "bought_because": counts.first,
        "bought_product": counts.second,
        "bought_both": counts.both,
        "too_few": counts.too_few,
        "lift": round(float(counts.lift), 4) if counts.lift is not None and not counts.too_few else None,
        "worth": as_document(one.worth.minor, one.worth.currency),
        "told": review_words.evidence(one),
    }


class _Review(Words):
    """The word alone shows the review."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args) if args else click.Group.parse_args(self, ctx, [""])


review = _Review("review", help=N_("This week's review: list, answer, back, finish."), own=look)
review.add_command(look, "list")


@review.command(
    "answer", cls=Command, help=N_("Answer a candidate: answer ID opportunity, not-now or no-fit.")
)
@common
@click.argument("record", metavar="ID")
@click.argument("said", metavar="ANSWER", type=click.Choice(reviews.ANSWERS))
@in_session
def answer(session: Session, record: str, said: str) -> None:
    currency = session.own_currency()
    with session.store() as store:
        with store.read() as reading:
            wanted = lookup.ident(reading, record)
            left = reviews.look(reading, store.clock, currency).left
        found = next((one for one in left if one.who == wanted), None)
        if found is None:
            raise UserError(_("That is nobody of this week's review."), _("See review list."))
        kept = reviews.answer(store, found, said, currency, last=len(left) == 1)
        document = {
            "id": str(found.who),
            "answer": said,
            "deal": str(kept.deal) if kept.deal else None,
            "left": len(left) - 1,
        }
    told = ngettext("{number} left", "{number} left", len(left) - 1).format(number=len(left) - 1)
    session.answer(document, told)


@review.command("back", cls=Command, help=N_("Take the last answer of this week back."))
@common
@in_session
def back(session: Session) -> None:
    with session.store() as store:
        taken = reviews.step_back(store)
    session.answer(
        {"back": taken is not None, "kept": taken.kept if taken else ""},
        taken.told if taken else _("There is no answer to take back."),
    )


@review.command("finish", cls=Command, help=N_("Finish this week's review where it stands."))
@common
@in_session
def finish(session: Session) -> None:
    with session.store() as store:
        done = reviews.finish(store)
    week = done.week.isoformat() if done.week else None
    session.answer({"week": week, "finished": True}, _("Finished the week's review"))


COMMANDS = {"competitor": competitor, "review": review}
