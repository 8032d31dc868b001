"""The stream of commission: what the seller's plans make of what was sold (docs/figures.md).

A plan is reckoned over its own periods. Some days have earned what these periods had come to at the end of the days,
less what they had come to at their start: so days add up to months, and months to years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from operator import add, sub
from typing import TYPE_CHECKING, Final, NamedTuple

from salesdesk.clock import today
from salesdesk.domain.figures.commission import Earned, Span, commission, spans
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.figures.sales import Returned, SaleSums
from salesdesk.services import commissions
from salesdesk.store.figures import earnings, sales
from salesdesk.store.figures.asking import Key

if TYPE_CHECKING:
    from salesdesk.services.figure_streams import Question


class Sold(NamedTuple):
    """What was sold less credits, in minor units, by how many sales; and how much of it has no rate."""

    minor: int = 0
    sales: int = 0
    no_rate: int = 0
    credit_no_rate: int = 0


_NOTHING: Final = Sold()


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a plan's period gave in some days: its base where it begins in them, what sales brought, and of what. All is
    0 where its plan is in another currency."""

    span: Span
    base: int = 0
    brought: int = 0
    of: Sold = _NOTHING
    other: bool = False


def earned(asked: Question) -> Mapping[Key, Earned]:
    """What was earned in each period asked for; nothing of one in which no plan holds."""
    held = _held(asked)
    found = stretches(asked, held)
    return {
        (one.start.isoformat(), ""): _summed(some)
        for one, some in zip(asked.periods, found, strict=True)
        if some
    }


def _summed(some: Sequence[Stretch]) -> Earned:
    own = [one for one in some if not one.other]
    if not own:
        return Earned(others=len(some))
    return Earned(
        base=sum(one.base for one in own),
        by_sales=sum(one.brought for one in own),
        sales=sum(one.of.sales for one in own),
        no_rate=sum(one.of.no_rate for one in own),
        credit_no_rate=sum(one.of.credit_no_rate for one in own),
        others=len(some) - len(own),
    )


def source(asked: Question) -> str:
    """The plans' periods of what is asked, as records of the working."""
    rows = [
        (max(one.span.period.start, period.start), one.base, one.brought, one.other)
        for period, some in zip(asked.periods, stretches(asked, _held(asked)), strict=True)
        for one in some
    ]
    return earnings.periods(rows)


def _held(asked: Question) -> list[Span]:
    """The plans' periods that have begun by now, up to the last day asked for."""
    agreed = [one.terms for one in commissions.read(asked.reading)]
    end = max(one.end for one in asked.periods)
    return list(spans(agreed, min(end, today(asked.clock) + timedelta(days=1))))


def stretches(asked: Question, held: Sequence[Span]) -> list[list[Stretch]]:
    """Of each period asked for, what the plans' periods gave in it."""
    parts = [[span for span in held if _touch(span.period, one)] for one in asked.periods]
    own = {span.period.start: span for some in parts for span in some if _is_own(span, asked)}
    so_far = _so_far(asked, list(own.values()))
    return [
        [
            _stretch(span, one, so_far) if span.period.start in own else Stretch(span, other=True)
            for span in some
        ]
        for one, some in zip(asked.periods, parts, strict=True)
    ]


def commissionable(asked: Question) -> list[Period]:
    """The days asked for on which a plan in the currency asked for holds; where there is none, a time without days."""
    found = [
        Period(max(span.period.start, one.start), min(span.period.end, one.end))
        for span in _held(asked)
        for one in asked.periods
        if _is_own(span, asked) and _touch(span.period, one)
    ]
    end = asked.periods[-1].end
    return found or [Period(end, end)]


def _stretch(span: Span, asked: Period, so_far: Mapping[tuple[date, date], Sold]) -> Stretch:
    plan, period = span.terms.plan, span.period
    start, end = max(period.start, asked.start), min(period.end, asked.end)
    base = plan.base_minor if start == period.start else 0
    before, after = so_far[period.start, start], so_far[period.start, end]
    brought = commission(plan, after.minor) - commission(plan, before.minor)
    return Stretch(span, base, brought, Sold(*map(sub, after, before)))


def _so_far(asked: Question, own: Sequence[Span]) -> dict[tuple[date, date], Sold]:
    """What was sold from the start of a plan's period until a day in question."""
    marks = {one.period.start: _marks(one.period, asked.periods) for one in own}
    cuts = [Period(start, end) for some in marks.values() for start, end in pairwise(some)]
    if not cuts:
        return {}
    connection, question = asked.reading.connection, asked.asked(periods=cuts)
    sold, back = sales.sums(connection, question), sales.returned(connection, question)

    def of(day: date) -> Sold:
        key = (day.isoformat(), "")
        won, credited = sold.get(key, SaleSums()), back.get(key, Returned())
        return Sold(won.net - credited.minor, won.sales, won.no_rate, credited.no_rate)

    found: dict[tuple[date, date], Sold] = {}
    for first, some in marks.items():
        sums = accumulate(
            map(of, some[:-1]), lambda one, other: Sold(*map(add, one, other)), initial=_NOTHING
        )
        found |= {(first, day): one for day, one in zip(some, sums, strict=True)}
    return found


def _marks(period: Period, asked: Sequence[Period]) -> list[date]:
    """The days of a plan's period at which anything asked for begins or ends, its own first day before them."""

    def edges() -> Iterator[date]:
        yield period.start
        for one in asked:
            if _touch(period, one):
                yield max(period.start, one.start)
                yield min(period.end, one.end)

    return sorted(set(edges()))


def _touch(one: Period, other: Period) -> bool:
    return one.start < other.end and other.start < one.end


def _is_own(span: Span, asked: Question) -> bool:
    return span.terms.currency in ("", asked.own)
