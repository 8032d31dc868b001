"""Products as a list shows them: what each costs today, what it leaves, and what was sold of it this year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from salesdesk.clock import Clock, today
from salesdesk.domain.instants import to_micros
from salesdesk.domain.rates import worth_of_one
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money
from salesdesk.store import product_sums
from salesdesk.store.unit import Reading

_THOUSANDTH: Final = Decimal("0.001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A product in a list. `margin` is a share of 1 of today's list price, None where price or cost are not known
    in one currency; `sold` is net of returns in the seller's own currency, and `elsewhere` says that sales in
    another one without a rate are left out of it."""

    id: UUID
    name: str
    number: str
    category: str
    price: Money | None
    cost: Money | None
    margin: Decimal | None
    on_hand: Decimal | None
    pieces: Decimal
    sold: Money
    elsewhere: bool
    words: str  # what it is found by, letters folded


def read(reading: Reading, clock: Clock, currency: str) -> list[Line]:
    """All products by name; sums are in `currency`, the seller's own. Some thousand take a moment: to be asked off
    the window's thread."""
    connection, day = reading.connection, today(clock)
    prices = _prices(product_sums.prices(connection, day.isoformat()), currency)
    sold = _sold(product_sums.sold(connection, *_year(day, clock)), currency)
    return [_line(row, prices, sold, currency) for row in product_sums.listed(connection)]


def _year(day: date, clock: Clock) -> tuple[int, int]:
    """The instants at which the year of `day` begins and the next one does, in the seller's zone."""
    begun, ended = (
        to_micros(datetime.combine(date(year, 1, 1), time(), clock.zone()))
        for year in (day.year, day.year + 1)
    )
    return begun, ended


def _prices(rows: Any, currency: str) -> dict[bytes, Money]:
    """The price of each product that counts: in the seller's own currency before another one."""
    found: dict[bytes, Money] = {}
    for product, of, minor in rows:
        if of == currency or product not in found or found[product].currency != currency:
            found[product] = Money(minor, of)
    return found


@dataclass(slots=True)
class _Sold:
    pieces: int = 0
    minor: int = 0
    elsewhere: bool = False


def _sold(rows: Sequence[tuple[bytes, str, int | None, str, int, int]], currency: str) -> dict[bytes, _Sold]:
    found: dict[bytes, _Sold] = {}
    for product, of, rate, rate_currency, pieces, minor in rows:
        mine = found.setdefault(product, _Sold())
        mine.pieces += pieces
        worth = worth_of_one(of, rate, rate_currency, currency)
        if worth is not None:
            mine.minor += round(minor * worth)
        elif minor:
            mine.elsewhere = True
    return found


def _line(row: tuple[Any, ...], prices: dict[bytes, Money], sold: dict[bytes, _Sold], currency: str) -> Line:
    ident, name, number, category, segments, cost_minor, cost_currency, on_hand = row
    price, mine = prices.get(ident), sold.get(ident, _Sold())
    cost = Money(cost_minor, cost_currency or currency) if cost_minor is not None else None
    return Line(
        id=UUID(bytes=ident),
        name=name,
        number=number,
        category=category,
        price=price,
        cost=cost,
        margin=margin(price, cost),
        on_hand=None if on_hand is None else on_hand * _THOUSANDTH,
        pieces=mine.pieces * _THOUSANDTH,
        sold=Money(mine.minor, currency),
        elsewhere=mine.elsewhere,
        words=fold(f"{name} {number} {category} {segments}"),
    )


def margin(price: Money | None, cost: Money | None) -> Decimal | None:
    """(price - cost) ÷ price; None where one is not known, both are not of one currency, or the price is nothing."""
    if price is None or cost is None or price.currency != cost.currency or not price.minor:
        return None
    return Decimal(price.minor - cost.minor) / price.minor


_BY: Final[dict[str, Callable[[Line], Any]]] = {
    "number": lambda one: fold(one.number) or None,
    "category": lambda one: fold(one.category) or None,
    "price": lambda one: one.price.amount if one.price else None,
    "cost": lambda one: one.cost.amount if one.cost else None,
    "margin": lambda one: one.margin,
    "on_hand": lambda one: one.on_hand,
    "pieces": lambda one: one.pieces,
    "sold": lambda one: one.sold.minor,
}
SORTS: Final = ("name", *_BY)


def ordered(lines: Sequence[Line], sort: str, *, descending: bool = False) -> list[Line]:
    """`lines`, which come by name, in the order asked; those that have nothing to be sorted by come last."""
    if sort == "name":
        return list(reversed(lines)) if descending else list(lines)
    by = _BY[sort]
    have = [one for one in lines if by(one) is not None]
    have.sort(key=by, reverse=descending)
    return [*have, *(one for one in lines if by(one) is None)]


def names(reading: Reading, *, limit: int = 500) -> list[str]:
    """What products are called, to be offered where one types one."""
    return product_sums.names(reading.connection, limit)
