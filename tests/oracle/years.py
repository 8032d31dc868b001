"""Years of selling by chance: the sample year with what upsets sums laid over it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from salesdesk.domain.deals import Deal, DealLine
from salesdesk.domain.expenses import Expense
from salesdesk.domain.figures.commission import Tier
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.records import Record
from salesdesk.domain.stints import Stint
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import commissions, crediting, deals, demo, duplicates
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.store.database import Store
from tests.factories import MORNING, open_store

OSLO = ZoneInfo("Europe/Oslo")
RATES = {"EUR": Decimal("11.735219"), "JPY": Decimal("0.0713"), "VND": Decimal("0.00043"), "USD": None}
# Where a day or a month turns over, in winter, in summer, and on both days of 2026 on which the clocks change.
EDGES = (
    *(datetime(2026, 3, 29, hour, tzinfo=OSLO) for hour in (0, 1, 3, 4)),
    *(datetime(2026, 10, 25, hour, tzinfo=OSLO) for hour in (0, 2, 3)),
    datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=1),
    *(datetime(2026, month, 1, tzinfo=OSLO) for month in (4, 7, 10, 11)),
)


def year(path: Path, seed: int) -> Path:
    """A store at `path` with a year that `seed` decides on: credits, deals that were opened again, other currencies,
    merged prospects, deleted records, sales and stints over the edges of days."""
    chance = Random(seed)
    with open_store(path) as store:
        demo.fill(store, prospects=chance.randint(20, 45), seed=seed)
        _in_other_currencies(store, chance)
        _given_back(store, chance)
        _at_the_edges(store, chance)
        _opened_again(store, chance)
        _merged(store, chance)
        _gone(store, chance)
        _stints(store, chance)
        _plans(store, chance)
    return path


T = TypeVar("T", bound=Record)


def _some(store: Store, kind: type[T], chance: Random, most: int, *where: object) -> list[T]:
    with store.read() as reading:
        found = list(reading.find(select(kind).where(*where).order_by(kind.row)))  # type: ignore[arg-type]
    return chance.sample(found, min(most, len(found)))


def _in_other_currencies(store: Store, chance: Random) -> None:
    people = _some(store, Prospect, chance, 8, Prospect.deleted_at.is_(None))
    for one in people:
        currency = chance.choice(list(RATES))
        lines = [
            LineDraft(
                name=f"Ware {number}",
                quantity=Decimal(chance.randint(1, 5000)).scaleb(-3),
                net_minor=chance.choice([0, chance.randint(1, 999_999)]),
                list_minor=chance.choice([None, chance.randint(1, 999_999)]),
                cost_minor=chance.choice([None, chance.randint(0, 500_000)]),
                kind=chance.choice(["plain", "plain", "up-sell", "cross-sell"]),
            )
            for number in range(chance.randint(0, 3))
        ]
        made = deals.open_deal(
            store, DealDraft(title="Abroad", currency=currency, prospect=one.id, lines=lines)
        )
        rate = RATES[currency]
        if chance.random() < 0.8:
            deals.win(store, made.id, Won(rate=rate, rate_currency="NOK" if rate else "", check_ins=False))
        elif chance.random() < 0.5:
            deals.lose(store, made.id)


def _given_back(store: Store, chance: Random) -> None:
    sold = _some(store, DealLine, chance, 12, DealLine.deal.in_(select(Deal.id).where(Deal.outcome == "won")))
    for line in sold:
        whole = chance.random() < 0.5 or line.quantity != int(line.quantity)
        pieces = line.quantity if whole else Decimal(chance.randint(1, int(line.quantity)))
        at = MORNING - timedelta(days=chance.randint(0, 60))
        minor = chance.choice([None, 0, 1]) if pieces < line.quantity else None
        with suppress(UserError):  # the sample year has given some of it back already
            crediting.give(store, line.id, pieces, minor=minor, at=at)


def _at_the_edges(store: Store, chance: Random) -> None:
    """Deals close, and open after they closed, at the very turn of days."""
    for one in _some(store, Deal, chance, 20, Deal.outcome != ""):
        edge = chance.choice(EDGES) + chance.choice((-1, 0, 1)) * timedelta(microseconds=1)
        with store.change("Moved") as unit:
            deal = unit.need(Deal, one.id)
            closed = deal.closed_at = edge.astimezone(UTC)
            if chance.random() < 0.7 and deal.opened_at:
                deal.opened_at = min(deal.opened_at, closed - timedelta(hours=chance.randint(1, 900)))
    for one in _some(store, Prospect, chance, 10, Prospect.deleted_at.is_(None)):
        with store.change("Moved") as unit:
            prospect = unit.need(Prospect, one.id)
            prospect.met_at = chance.choice(EDGES).astimezone(UTC)
            if chance.random() < 0.5:
                prospect.customer_since = chance.choice(EDGES).date() - timedelta(days=chance.randint(0, 500))


def _opened_again(store: Store, chance: Random) -> None:
    for one in _some(store, Deal, chance, 6, Deal.outcome.in_(("won", "lost"))):
        deals.move(store, one.id, "negotiation")
        again = chance.random()
        if again < 0.4:
            deals.win(store, one.id, Won(check_ins=False))
        elif again < 0.7:
            deals.disqualify(store, one.id)


def _merged(store: Store, chance: Random) -> None:
    for _ in range(4):
        keep, other = _some(store, Prospect, chance, 2, Prospect.deleted_at.is_(None))
        duplicates.merge(store, keep.id, [other.id])


def _gone(store: Store, chance: Random) -> None:
    for kind in (Prospect, Deal, DealLine, Expense):
        for one in _some(store, kind, chance, 2, kind.deleted_at.is_(None)):
            with store.change("Deleted") as unit:
                unit.delete(unit.need(kind, one.id))


def _stints(store: Store, chance: Random) -> None:
    """Some overlap, and reach over midnight and over the hours that the clocks take and give."""
    with store.change("Prospected") as unit:
        for _ in range(12):
            begun = chance.choice(EDGES) - timedelta(minutes=chance.randint(0, 90))
            ended = begun.astimezone(UTC) + timedelta(minutes=chance.randint(1, 180))
            unit.add(Stint(started_at=begun.astimezone(UTC), ended_at=ended))


def _plans(store: Store, chance: Random) -> None:
    """What is earned of sales changes in the middle of periods, and once it is agreed in another currency."""
    since = date(2025, 12, chance.randint(1, 31))
    for step in chance.sample(commissions.STEPS, 3):
        tiers = {
            chance.choice((0, 1_000_00, chance.randint(1, 9_999_999))): Decimal(chance.randint(0, 300_000))
            for _ in range(chance.randint(0, 3))
        }
        draft = commissions.PlanDraft(
            since=since,
            base=Money(chance.choice((0, chance.randint(1, 999_999))), chance.choice(("NOK", "NOK", "EUR"))),
            step=step,
            tiers=[Tier(at, rate.scaleb(-6)) for at, rate in tiers.items()],
        )
        commissions.set_plan(store, draft)
        since += timedelta(days=chance.randint(1, 120))


PERIODS = (
    (date(2026, 1, 1), date(2026, 11, 23)),
    (date(2026, 3, 1), date(2026, 4, 1)),
    (date(2026, 10, 1), date(2026, 11, 1)),
    (date(2026, 10, 25), date(2026, 10, 26)),
)
