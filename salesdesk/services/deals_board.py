"""The pipeline as a board: a column a stage, what was won this month, what is late, and what may come of it."""

from __future__ import annotations

from bisect import insort
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from salesdesk.clock import Clock, today
from salesdesk.domain import vocabulary
from salesdesk.domain.figures.pipeline import Chance
from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.domain.locally import days_late
from salesdesk.domain.pipeline import Forecast, Stage, forecast
from salesdesk.domain.rates import worth_of_one
from salesdesk.i18n import _, ngettext
from salesdesk.services import deal_stages
from salesdesk.store import deal_list
from salesdesk.store.unit import Reading

_AT_ONCE: Final = 20  # cards between two rests


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A deal as a board or a list shows it. Money is in minor units of `currency`, `amount` less what was `credited`;
    `worth` is either in the seller's own currency, None where no rate is known; days are whole ones, 0 where it
    is not so. `late_step` is the kind of the follow-up that is late; empty where its day to close is."""

    row: int
    id: UUID
    title: str
    stage: str
    outcome: str
    probability: int  # per cent, its own or its stage's
    by_closed: int  # of how many closed deals that is (`domain.figures.pipeline`); 0 where it was set
    currency: str
    amount: int
    credited: int
    worth: int | None
    worth_credited: int | None
    expected_close: date | None
    closed_at: datetime | None
    prospect: UUID | None
    who: str
    company: str
    interest: str
    repeat: bool
    upsold: int
    cause: str
    late: int
    late_step: str
    quiet: int

    @property
    def place(self) -> tuple[bool, date, int]:
        """By what open deals stand below each other: those expected first before others."""
        return self.expected_close is None, self.expected_close or date.min, self.row


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board, as it is at one moment. `horizon` is the last day of the month in which the last open deal
    is expected; `elsewhere` counts open deals in a currency that the forecast leaves out."""

    stages: Sequence[Stage]
    columns: Sequence[Sequence[Card]]  # as `stages`
    won: Sequence[Card]
    lost: Sequence[Card]
    currency: str
    forecast: Forecast
    horizon: date | None
    elsewhere: int
    empty: bool  # no deal at all, of any time

    def causes(self) -> list[tuple[str, int]]:
        """What the lost ones of this month were lost to, most often first; the empty text: nobody said."""
        counted = Counter(one.cause for one in self.lost)
        return sorted(counted.items(), key=lambda one: (not one[0], -one[1]))


def _on() -> None:
    """Goes on without a rest."""


def read(reading: Reading, clock: Clock, currency: str, *, rest: Callable[[], None] = _on) -> Board:
    """The board of the present month; totals are in `currency`, the seller's own. `rest` is called after every few
    cards: off the window's thread it should sleep, or the window waits for the interpreter."""
    stages = list(deal_stages.read(reading))
    known = {one.key: one for one in stages}
    view = _View(clock, currency, known, deal_stages.chances(reading))
    cards: list[Card] = []
    found = deal_list.open_ones(reading.connection)
    while some := found.fetchmany(_AT_ONCE):
        cards += [view.card(row) for row in some]
        rest()
    others = {one.stage: None for one in cards if one.stage not in known}
    stages += [
        deal_stages.unlisted(key) for key in others
    ]  # of another device, say: they must not vanish from the board
    by_stage: dict[str, list[Card]] = {one.key: [] for one in stages}
    for one in cards:
        by_stage[one.stage].append(one)
    closed = [view.card(row) for row in deal_list.closed_between(reading.connection, *month(clock))]
    last = max((one.expected_close for one in cards if one.expected_close), default=None)
    last = max(last, today(clock)) if last else None
    return Board(
        stages,
        [by_stage[one.key] for one in stages],
        [one for one in closed if one.outcome == "won"],
        [one for one in closed if one.outcome == "lost"],
        currency,
        _forecast(cards),
        last.replace(day=monthrange(last.year, last.month)[1]) if last else None,
        sum(one.worth is None for one in cards),
        not cards and not closed and not deal_list.any_at_all(reading.connection),
    )


def of_prospect(reading: Reading, prospect: UUID, clock: Clock, currency: str) -> list[Card]:
    """The deals of a prospect: open ones first, then the latest closed ones."""
    known = {one.key: one for one in deal_stages.read(reading)}
    view = _View(clock, currency, known, deal_stages.chances(reading))
    return [view.card(row) for row in deal_list.of_prospect(reading.connection, prospect.bytes)]


def one(reading: Reading, deal: UUID, clock: Clock, currency: str) -> Card | None:
    """One deal; None where there is none any more."""
    known = {one.key: one for one in deal_stages.read(reading)}
    view = _View(clock, currency, known, deal_stages.chances(reading))
    found = deal_list.one(reading.connection, deal.bytes).fetchone()
    return view.card(found) if found else None


def with_card(board: Board, card: Card) -> Board:
    """`board` with an open deal as it is now, in the column where it belongs."""
    columns = [[one for one in cards if one.row != card.row] for cards in board.columns]
    for stage, cards in zip(board.stages, columns, strict=True):
        if stage.key == card.stage:
            insort(cards, card, key=lambda one: one.place)
    return replace(board, columns=columns, forecast=_forecast(one for cards in columns for one in cards))


def _forecast(cards: Iterable[Card]) -> Forecast:
    return forecast((one.worth, one.probability) for one in cards if one.worth is not None)


def late(card: Card) -> str:
    """What of an open deal is late, and by how much: its next step (`Call 3 days late`), or its day to close
    (`Should have closed 3 days ago`); the empty text where nothing is."""
    if not card.late:
        return ""
    if card.late_step:
        other = card.late_step == "other"
        step = _("Next step") if other else vocabulary.label("followup", card.late_step)
        return _("{step} {days}").format(step=step, days=days_late(card.late))
    told = ngettext("Should have closed {number} day ago", "Should have closed {number} days ago", card.late)
    return told.format(number=card.late)


def total(cards: Iterable[Card]) -> tuple[int, int]:
    """What cards come to in the seller's own currency, in minor units, and how many of them it leaves out."""
    worths = [one.worth for one in cards]
    return sum(one for one in worths if one is not None), sum(one is None for one in worths)


def credited(cards: Iterable[Card]) -> int:
    """What of cards was credited, in minor units of the seller's own currency, at the rate of each."""
    return sum(one.worth_credited or 0 for one in cards)


def month(clock: Clock) -> tuple[int, int]:
    """The instants at which the present month begins and the next one does, in the seller's zone."""
    first = today(clock).replace(day=1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    begun, ended = (to_micros(datetime.combine(day, time(), clock.zone())) for day in (first, after))
    return begun, ended


class _View:
    """What a row of the store says today."""

    def __init__(
        self, clock: Clock, currency: str, stages: dict[str, Stage], chances: dict[str, Chance]
    ) -> None:
        self._chances = chances
        self._zone, self._today = clock.zone(), today(clock)
        self._currency, self._stages = currency, stages

    def card(self, found: tuple[Any, ...]) -> Card:
        row, ident, title, stage, outcome, probability, currency, amount, expected, closed = found[:10]
        prospect, who, company, interest, next_step, touched, sold_before, upsold = found[10:18]
        rate, rate_currency, cause, credited = found[18:]
        close = date.fromisoformat(expected) if expected else None
        next_day, _space, kind = (next_step or "").partition(" ")
        step = date.fromisoformat(next_day) if next_day else None
        late = quiet = 0
        late_step = ""
        if not outcome:
            late = max((self._today - day).days for day in (close, step, self._today) if day)
            if late and (close is None or (step and step < close)):
                late_step = kind or "other"
            quiet = (
                0 if step else self._quiet(self._stages.get(stage) or deal_stages.unlisted(stage), touched)
            )
        usual = self._chances.get(stage) or Chance()
        return Card(
            row=row,
            id=UUID(bytes=ident),
            title=title,
            stage=stage,
            outcome=outcome,
            probability=usual.percent if probability is None else probability,
            by_closed=usual.closed if probability is None else 0,
            currency=currency or self._currency,
            amount=amount - credited,
            credited=credited,
            worth=self._worth(amount - credited, currency, rate, rate_currency),
            worth_credited=self._worth(credited, currency, rate, rate_currency),
            expected_close=close,
            closed_at=from_micros(closed) if closed is not None else None,
            prospect=UUID(bytes=prospect) if prospect else None,
            who=who,
            company=company,
            interest=interest,
            repeat=bool(sold_before),
            upsold=upsold,
            cause=cause,
            late=late,
            late_step=late_step,
            quiet=quiet,
        )

    def _quiet(self, stage: Stage, touched: int) -> int:
        if stage.idle_days is None or not touched:
            return 0
        days = (self._today - from_micros(touched).astimezone(self._zone).date()).days
        return days if days >= stage.idle_days else 0

    def _worth(self, amount: int, currency: str, rate: int | None, rate_currency: str) -> int | None:
        one = worth_of_one(currency, rate, rate_currency, self._currency)
        return round(amount * one) if one is not None else None
