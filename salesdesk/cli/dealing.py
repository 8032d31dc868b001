"""Deals and products: opened, won, lost, priced; and the pipeline as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

import click

from salesdesk.cli import days, showing
from salesdesk.cli.grouping import Words
from salesdesk.cli.rating import credit
from salesdesk.cli.sale_documents import money as as_document
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.clock import today
from salesdesk.domain.deals import Deal
from salesdesk.domain.figures.pipeline import Chance
from salesdesk.domain.locally import half_up, money, short_day
from salesdesk.domain.margins import changed
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import (
    deal_stages,
    deals,
    deals_after,
    deals_board,
    discounts,
    editing_values,
    lookup,
    stand,
)
from salesdesk.services import products as product_service
from salesdesk.services.deal_line_text import currency_said, line_meant
from salesdesk.services.deals import DealDraft, Lost, Won
from salesdesk.services.deals_board import Board, Card
from salesdesk.store.database import Store


@click.command(cls=Command, help=N_('Open a deal: deal "Oak trays" --with ID --line "Oak tray x40 @ 1550".'))
@common
@click.argument("title", metavar="TITLE")
@click.option("--with", "prospect", default="", metavar="ID", help=N_("The prospect, by id."))
@click.option("--company", default="", metavar="NAME", help=N_("The company, where there is no prospect."))
@click.option(
    "--line",
    "lines",
    multiple=True,
    metavar="TEXT",
    help=N_("What is sold: Oak tray x40 @ 1550 (a product, how many, the price of one); may be repeated."),
)
@click.option("--stage", default="", metavar="NAME", help=N_("The stage; without it, the first."))
@click.option(
    "--close", default="", metavar="DAY", help=N_("When it is expected to be closed: friday, +14d.")
)
@click.option("--number", default="", metavar="TEXT", help=N_("The number of the order or the quote."))
@click.option("--currency", default="", metavar="CODE", help=N_("Of its amounts; without it, your own."))
@in_session
def deal(session: Session, title: str, prospect: str, lines: Sequence[str], **told: Any) -> None:
    said = told["currency"] or currency_said(lines)
    currency = session.currency(said) if said else session.own_currency()
    with session.store(making=True) as store:
        who = None
        with store.read() as reading:
            if prospect:
                who = lookup.prospect(reading, prospect).record.id
            drafts = [line_meant(reading, line, currency, today(store.clock)) for line in lines]
        draft = DealDraft(
            title=title,
            currency=currency,
            prospect=who,
            company_name=told["company"],
            stage=told["stage"],
            expected_close=days.coming(store, told["close"]),
            number=told["number"],
            lines=drafts,
        )
        showing.give(session, store, deals.open_deal(store, draft).id)


def _a_deal(store: Store, record: str) -> Deal:
    with store.read() as reading:
        found = lookup.by_id(reading, record)
    found.need_alive()
    if not isinstance(found.record, Deal):
        raise UserError(_("That is no deal."), _("Find it first: find --of deals shows the ids."))
    return found.record


def _closing(store: Store, mine: Deal, text: str) -> datetime | None:
    day = days.been(store, text)
    if day and day > today(store.clock):
        raise UserError(_("That day is still to come."), _("Name the day on which it was closed."))
    return deals_after.closing(store.clock, day, mine.opened_at) if day else None


@click.command(cls=Command, help=N_("Close a deal as won; its check-ins are planned."))
@common
@click.argument("record", metavar="ID")
@click.option("--delivery", default="", metavar="DAY", help=N_("The day on which delivery is promised."))
@click.option("--on", "closed", default="", metavar="DAY", help=N_("When it was won; without it, now."))
@click.option("--technique", default="", metavar="TEXT", help=N_("What won it: live demo, sample box …"))
@in_session
def win(session: Session, record: str, delivery: str, closed: str, technique: str) -> None:
    with session.store() as store:
        mine = _a_deal(store, record)
        known = Won(
            at=_closing(store, mine, closed), delivery=days.coming(store, delivery), technique=technique
        )
        showing.give(session, store, deals.win(store, mine.id, known).id)


@click.command(cls=Command, help=N_("Close a deal as lost, with the cause."))
@common
@click.argument("record", metavar="ID")
@click.option("--cause", default="", help=N_("Why: price, timing, competition …"))
@click.option("--competitor", default="", metavar="NAME", help=N_("Who got it."))
@click.option("--revisit", default="", metavar="DAY", help=N_("When to try again."))
@click.option("--on", "closed", default="", metavar="DAY", help=N_("When it was lost; without it, now."))
@in_session
def lose(session: Session, record: str, closed: str, revisit: str, **told: Any) -> None:
    with session.store() as store:
        mine = _a_deal(store, record)
        known = Lost(at=_closing(store, mine, closed), revisit_on=days.coming(store, revisit), **told)
        showing.give(session, store, deals.lose(store, mine.id, known).id)


def _money(session: Session, text: str) -> Money | None:
    """An amount with its currency, or in the seller's own; None for nothing."""
    text = text.strip()
    named = any(len(word) == 3 and word.isalpha() for word in text.split())
    if not text or named:
        return editing_values.money(text)
    return Money.parse(text, session.own_currency())


@click.command(
    cls=Command, help=N_('Make a product: product "Oak tray" --price "1 490 NOK" --cost "820 NOK".')
)
@common
@click.argument("name", metavar="NAME")
@click.option("--number", default="", metavar="TEXT", help=N_("Your article number."))
@click.option("--category", default="", metavar="TEXT", help=N_("What kind of product it is."))
@click.option(
    "--price", default="", metavar="AMOUNT", help=N_("The list price of one, without VAT: 1 490 NOK.")
)
@click.option("--cost", default="", metavar="AMOUNT", help=N_("What one costs you: 820 NOK."))
@in_session
def product(session: Session, name: str, price: str, cost: str, **told: Any) -> None:
    with session.store(making=True) as store:
        draft = product_service.ProductDraft(
            name=name,
            price=_money(session, price),
            cost=_money(session, cost),
            **told,
        )
        showing.give(session, store, product_service.make(store, draft).id)


@click.command(
    cls=Command,
    help=N_("Tell what a discount, or another price, leaves: margin 1490 --cost 820 --discount 10%."),
)
@common
@click.argument("price", metavar="PRICE")
@click.option("--cost", required=True, metavar="AMOUNT", help=N_("What one costs you, without VAT."))
@click.option(
    "--discount",
    default="",
    metavar="SHARE",
    help=N_("The discount: 10 or 10% is a tenth off; +5% is a raise. A price is --price."),
)
@click.option(
    "--price", "new", default="", metavar="AMOUNT", help=N_("The new price, in place of a discount.")
)
@in_session
def margin(session: Session, price: str, cost: str, discount: str, new: str) -> None:
    currency = session.own_currency()
    if bool(discount) == bool(new):
        raise click.UsageError(_("Say either a discount or a new price."))
    before, costs = (Money.parse(text, currency).minor for text in (price, cost))
    change = new or f"{discount.removesuffix('%')}%"
    found = stand.answer([stand.Part("", before, costs)], change, currency)
    left = changed(before, costs, stand.change_meant(change, before, currency))
    document: dict[str, Any] = {
        "price": as_document(found.price, currency),
        "profit": as_document(half_up(left.profit), currency),
        "margin": _share(left.margin),
        "sales": _share(left.sales),
        "change": found.change,
        "told": list(found.told),
        "discount_budget": None,
    }
    lines = [found.change, *found.told]
    if session.path.exists():
        with session.store() as store, store.read() as reading:
            month = discounts.this_month(reading, store.clock, currency)
            lines.append(discounts.told(month, store.clock))
        if month.budget is not None:
            whole, given, rest = month.budget.whole, month.budget.given, month.budget.left
            document["discount_budget"] = {
                name: as_document(minor, month.currency)
                for name, minor in (("whole", whole), ("given", given), ("left", rest))
            }
    session.answer(document, "\n".join(lines))


def _share(part: Fraction | None) -> float | None:
    return None if part is None else round(float(part), 6)


@click.command(
    name="deals", cls=Command, help=N_("Show the pipeline: its stages, what may come of it, what is late.")
)
@common
@in_session
def pipeline(session: Session) -> None:
    currency = session.own_currency()
    with session.store() as store, store.read() as reading:
        board = deals_board.read(reading, store.clock, currency)
        chances = deal_stages.chances(reading)
        day = today(store.clock)
    forecast = board.forecast
    document = {
        "stages": [
            {
                "stage": stage.key,
                "name": deal_stages.label(stage),
                "probability": chances.get(stage.key, Chance(stage.probability)).percent,
                "by_closed_deals": chances.get(stage.key, Chance()).closed,
                "count": len(cards),
                "sum": as_document(deals_board.total(cards)[0], currency),
                "deals": [_document(card) for card in cards],
            }
            for stage, cards in zip(board.stages, board.columns, strict=True)
        ],
        "forecast": {
            "weighted": as_document(forecast.weighted, currency),
            "low": as_document(forecast.low, currency),
            "high": as_document(forecast.high, currency),
            "deals": forecast.deals,
            "until": board.horizon.isoformat() if board.horizon else None,
            "left_out": board.elsewhere,
        },
        "won": [_document(card) for card in board.won],
        "lost": [_document(card) for card in board.lost],
    }
    session.answer(document, "\n".join(_lines(board, day, chances)))


def _document(card: Card) -> dict[str, Any]:
    return {
        "id": str(card.id),
        "title": card.title,
        "prospect": {"id": str(card.prospect), "name": card.who} if card.prospect else None,
        "company": card.company,
        "amount": as_document(card.amount, card.currency),
        "credited": as_document(card.credited, card.currency),
        "probability": card.probability,
        "by_closed_deals": card.by_closed,
        "expected_close": card.expected_close.isoformat() if card.expected_close else None,
        "late_days": card.late,
        "late_step": card.late_step,
        "quiet_days": card.quiet,
    }


def _lines(board: Board, day: date, chances: Mapping[str, Chance]) -> list[str]:
    lines: list[str] = []
    for stage, cards in zip(board.stages, board.columns, strict=True):
        total = money(deals_board.total(cards)[0], board.currency)
        known = chances.get(stage.key, Chance())
        likely = f" · {known.percent} % {deal_stages.by_history(known.closed)}" if known.closed else ""
        lines.append(f"{deal_stages.label(stage)}: {len(cards)} · {total}{likely}")
        lines += [_line_of(card, day) for card in cards if card.late]
    forecast = board.forecast
    told = _("Forecast: {weighted} (between {low} and {high})").format(
        weighted=money(forecast.weighted, board.currency),
        low=money(forecast.low, board.currency),
        high=money(forecast.high, board.currency),
    )
    lines += ["", told]
    if board.elsewhere:
        text = ngettext(
            "{n} open deal in another currency is left out.",
            "{n} open deals in other currencies are left out.",
            board.elsewhere,
        )
        lines.append(text.format(n=board.elsewhere))
    won = money(deals_board.total(board.won)[0], board.currency)
    told = _("Won this month: {n} · {sum}").format(n=len(board.won), sum=won)
    credited = deals_board.credited(board.won)
    if credited:
        less = _("after {amount} credited").format(amount=money(credited, board.currency))
        told = f"{told}, {less}"
    lines.append(told)
    lines.append(_("Lost this month: {n}").format(n=len(board.lost)))
    return lines


def _line_of(card: Card, day: date) -> str:
    passed = card.late and not card.late_step
    close = "" if passed or card.expected_close is None else short_day(card.expected_close, day)
    closes = _("closes {day}").format(day=close) if close else ""
    parts = (card.title, card.company or card.who, closes, deals_board.late(card), str(card.id))
    return "  " + "  ".join(part for part in parts if part)


deal_word = Words("deal", help=deal.help or "", own=deal)
deal_word.add_command(credit, "credit")
COMMANDS: Final = {
    "deal": deal_word,
    "win": win,
    "lose": lose,
    "product": product,
    "deals": pipeline,
    "margin": margin,
}
