"""Whom to look at in a week's review, and with which product in mind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from salesdesk.clock import Clock, today
from salesdesk.domain.affinity import Counts
from salesdesk.domain.companies import Company
from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.domain.products import Product
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.values import Money
from salesdesk.services import affinities
from salesdesk.services.affinities import Pair
from salesdesk.store import affinities as counting
from salesdesk.store.unit import Reading

RESTS: Final = timedelta(days=91)  # what does not fit now is proposed again after so long


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer (a prospect, or a company where the sales name nobody) and a product that may fit, with what
    speaks for it: those who bought `because`, and how many of them bought the product, too."""

    prospect: UUID | None
    company: UUID | None
    name: str
    company_name: str
    product: UUID
    product_name: str
    because: str
    kind: str  # cross-sell · up-sell
    counts: Counts
    from_sheet: bool
    worth: Money  # what a sale of it usually comes to
    bought_on: date  # when the customer last bought what speaks for it

    @property
    def who(self) -> UUID:
        """The customer."""
        found = self.prospect or self.company
        assert found
        return found


def candidates(
    reading: Reading, clock: Clock, currency: str, *, most: int, seen: Collection[UUID] = ()
) -> tuple[list[Candidate], int]:
    """Up to `most` customers who have the first product of a pair and not the second, and how many customers bought
    anything: the best pair first, each customer once and none of `seen`; of one pair who bought last first."""
    found = affinities.read(reading, today(clock), currency)
    since = to_micros(clock.now() - RESTS)
    out = {(who, product) for who, product in counting.not_again(reading.connection, since)}
    gone = {one.bytes for one in seen}
    chosen: list[Candidate] = []
    for pair in found.pairs if most else ():
        have = found.holders[pair.first]
        fit = (have.keys() & found.open_to_more) - found.holders.get(pair.second, {}).keys() - gone
        for who in sorted(fit, key=lambda one: (-have[one], one)):
            if (who, pair.second) in out:
                continue
            bought_on = from_micros(have[who]).astimezone(clock.zone()).date()
            chosen.append(_candidate(reading, pair, UUID(bytes=who), bought_on, currency))
            gone.add(who)
            if len(chosen) == most:
                return chosen, found.customers
    return chosen, found.customers


def _candidate(reading: Reading, pair: Pair, who: UUID, bought_on: date, currency: str) -> Candidate:
    prospect = who if reading.get(Prospect, who) else None
    company = None if prospect else who
    name, at = called(reading, prospect, company)
    first, second = UUID(bytes=pair.first), UUID(bytes=pair.second)
    return Candidate(
        prospect=prospect,
        company=company,
        name=name,
        company_name=at if at != name else "",
        product=second,
        product_name=product_name(reading, second),
        because=product_name(reading, first),
        kind=pair.kind,
        counts=pair.counts,
        from_sheet=pair.from_sheet,
        worth=Money(pair.worth, currency),
        bought_on=bought_on,
    )


def called(reading: Reading, prospect: UUID | None, company: UUID | None) -> tuple[str, str]:
    """What a customer is called, and the company."""
    someone = reading.get(Prospect, prospect) if prospect else None
    place = company or (someone.company if someone else None)
    firm = reading.get(Company, place) if place else None
    at = firm.name if firm else ""
    return (someone.name if someone else "") or at, at


def product_name(reading: Reading, product: UUID | None) -> str:
    """What a product is called; empty where it is gone."""
    found = reading.get(Product, product) if product else None
    return found.name if found else ""
