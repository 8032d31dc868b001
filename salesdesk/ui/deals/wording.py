"""How a deal reads on its card and in its pane: amount, lateness, when it closes; and what stands above the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salesdesk.clock import Clock, today
from salesdesk.domain import vocabulary
from salesdesk.domain.locally import days_late, exact_money, grouped, short_day, standalone_month, whole_money
from salesdesk.domain.pipeline import line_minor
from salesdesk.domain.values import Money
from salesdesk.i18n import _, ngettext
from salesdesk.services import deals_board
from salesdesk.services.deal_stages import label
from salesdesk.services.deals_board import Board, Card, total
from salesdesk.services.deals_told import Whole
from salesdesk.ui.currencies import worth

_TONES = {"hot": "hot", "warm": "warm", "cold": "cold"}


def amount(card: Card) -> str:
    """What a deal is worth, in its own currency."""
    return worth(card.amount, card.currency)


def chip(card: Card) -> tuple[str, str]:
    """The one thing to know of a deal besides, and its tone: late before quiet, then who it is with."""
    if card.credited:
        sum_ = grouped(round(Money(card.credited, card.currency).amount))
        return _("Credited {amount}").format(amount=sum_), "neutral"
    if card.outcome == "won" and card.upsold > 0:
        sum_ = grouped(round(Money(card.upsold, card.currency).amount))
        return _("Upsold + {amount}").format(amount=sum_), "good"
    if card.late:
        return deals_board.late(card) if card.late_step else days_late(card.late), "hot"
    if card.quiet:
        told = ngettext("Quiet {number} day", "Quiet {number} days", card.quiet)
        return told.format(number=card.quiet), "neutral"
    if card.repeat:
        return _("Repeat"), "good"
    if not card.outcome and card.interest:
        return vocabulary.label("interest", card.interest), _TONES.get(card.interest, "neutral")
    return "", "neutral"


def closes(card: Card, clock: Clock) -> tuple[str, str]:
    """When a deal closes or did, in words, and shorter where there is little room."""
    now = today(clock)
    if card.closed_at is not None:
        day = short_day(card.closed_at.astimezone(clock.zone()).date(), now)
        return _("Closed {day}").format(day=day), day
    if card.expected_close is None:
        return _("No day to close"), ""
    if card.expected_close == now:
        return _("Close today"), _("Today")
    day = short_day(card.expected_close, now)
    told = _("Was to close {day}") if card.expected_close < now else _("Close {day}")
    return told.format(day=day), day


def whom(card: Card) -> str:
    """Who a deal is with."""
    return card.who or card.company


def spoken(card: Card, clock: Clock) -> str:
    """A card as a screen reader says it."""
    parts = (card.title, whom(card), amount(card), chip(card)[0], closes(card, clock)[0])
    return ", ".join(part for part in parts if part)


def heads(cards: Sequence[Card], currency: str) -> list[str]:
    """How many deals a column has and what they come to: `4 · 128 500 kr`, and shorter for less room."""
    worth, left = total(cards)
    count = grouped(len(cards))
    # What cannot be added is named, never guessed; where there is no room, `left_out` still tells it.
    more = f" ({_('{number} elsewhere').format(number=left)})" if left else ""
    if not worth:
        return [f"{count}{more}", count]
    money = Money(worth, currency)
    shorter = [f"{count} · {told}" for told in (whole_money(money), grouped(round(money.amount)))]
    return [f"{count}{more} · {whole_money(money)}", *shorter, count]


def left_out(cards: Sequence[Card]) -> str:
    """What a tool tip says of those that the sum leaves out; the empty text where there are none."""
    left = total(cards)[1]
    if not left:
        return ""
    told = ngettext(
        "{number} deal in another currency is not in the sum.",
        "{number} deals in another currency are not in the sum.",
        left,
    )
    return told.format(number=left)


def won_title(clock: Clock) -> str:
    """What the last column is called."""
    return _("Won in {month}").format(month=standalone_month(today(clock)))


def forecast(board: Board, now: date) -> tuple[str, str, str]:
    """The weighted forecast, between what it is likely to lie by when, and the same range in few words."""
    told = board.forecast
    if not told.deals:
        return "", "", ""
    low, high = (grouped(round(Money(one, board.currency).amount)) for one in (told.low, told.high))
    highest = whole_money(Money(told.high, board.currency)).replace(high, f"{low} – {high}", 1)
    if board.horizon is None:
        range_ = _("likely range {range}").format(range=highest)
    else:
        day = short_day(board.horizon, now)
        range_ = _("likely range {range} by {day}").format(range=highest, day=day)
    if board.elsewhere:
        more = ngettext(
            "without {number} deal in another currency",
            "without {number} deals in another currency",
            board.elsewhere,
        )
        range_ = f"{range_}, {more.format(number=board.elsewhere)}"
    return whole_money(Money(told.weighted, board.currency)), range_, highest


def lost(board: Board, clock: Clock) -> str:
    """The chip of what was lost this month: `Lost in November: 4 · price 2, timing 1`."""
    told = _("Lost in {month}: {number}").format(month=standalone_month(today(clock)), number=len(board.lost))
    causes = [
        f"{vocabulary.label('cause', cause).lower()} {number}" for cause, number in board.causes() if cause
    ]
    return f"{told} · {', '.join(causes[:3])}" if causes else told


def stands(whole: Whole, clock: Clock) -> str:
    """Where a deal stands, in a line: `Quote · likely 60 % · closes 10 Dec`."""
    deal = whole.deal
    now = today(clock)
    if deal.closed_at is not None and deal.outcome:
        day = short_day(deal.closed_at.astimezone(clock.zone()).date(), now)
        won = deal.outcome == "won" and whole.competitor
        rival = _("against {name}").format(name=whole.competitor) if won else whole.competitor
        parts = [vocabulary.label("outcome", deal.outcome), day, whole.cause, rival, credited(whole)]
        return " · ".join(part for part in parts if part)
    parts = [label(whole.stage), _("likely {number} %").format(number=whole.probability)]
    if deal.expected_close:
        told = _("was to close {day}") if deal.expected_close < now else _("closes {day}")
        parts.append(told.format(day=short_day(deal.expected_close, now)))
    return " · ".join(parts)


def credited(whole: Whole) -> str:
    """What of a sale came back, and what is left of it; the empty text where nothing did."""
    back, currency = sum(one.minor or 0 for one in whole.credits), whole.deal.currency
    if not whole.credits:
        return ""
    sold = sum(line_minor(one.quantity, one.net_minor or 0) for one in whole.lines)
    told = _("{amount} credited, {left} left")
    return told.format(amount=exact_money(back, currency), left=exact_money(sold - back, currency))
