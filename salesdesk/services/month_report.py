"""The report of a month, to be printed and hung up: how it went, what was reached, what was lost, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.deals import Deal
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period, around, buckets, year_before
from salesdesk.services import (
    figure_working,
    figures,
    insight_parts,
    insights,
    month_report_goals,
    preferences,
)
from salesdesk.services.figure_sides import MADE
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.insight_parts import Loss
from salesdesk.services.insight_periods import NOTHING, OWN, Choice
from salesdesk.services.insights import Group, View
from salesdesk.services.month_report_goals import Broken, Coming, Earned, GoalOfMonth

FIGURES: Final = ("revenue", "sales", "average_ticket", "win_rate", "leads")
TOP: Final = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of the month, of the month before, and of the same a year before."""

    now: Figure
    before: Figure
    year_before: Figure


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale, or all that a customer bought: what it is called, whose it was, and what it came to (minor units)."""

    title: str
    who: str
    minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReport:
    """A month. `days` are those that are told of, `whole` all that it has: while it runs, less. Amounts are in `own`.
    `course` is the revenue up to the end of each day, `course_before` that of the month before."""

    whole: Period
    days: Period
    own: str
    seller: str
    figures: Sequence[Compared]
    course: Sequence[Fraction]
    course_before: Sequence[Fraction]
    goals: Sequence[GoalOfMonth]
    records: Sequence[Broken]
    rewards: Sequence[Earned]
    sales: Sequence[Sold]
    customers: Sequence[Sold]
    losses: Sequence[Loss]
    techniques: Sequence[Group]
    apart: tuple[Group, Group] | None
    coming: Sequence[Coming]

    @property
    def running(self) -> bool:
        """Whether the month is not over yet."""
        return self.days != self.whole


def last_full(day: date) -> Period:
    """The last month that is over."""
    return around(around(day, "month").start - timedelta(days=1), "month")


def read(asking: Asking, month: Period) -> MonthReport:
    """The report of a calendar month. To be asked off the window's thread."""
    reading, clock = asking.reading, asking.clock
    days = asking.so_far(month)
    before = around(month.start - timedelta(days=1), "month")
    beside = (
        before
        if days == month
        else Period(before.start, min(before.end, before.start + (days.end - days.start)))
    )
    last = days.end - timedelta(days=1)
    view = View(reading, clock, asking.own, Choice(OWN, NOTHING, days.start, last))
    found = month_report_goals.of_month(asking, month)
    sales, customers = _best(asking, days)
    groups = insights.techniques(view)
    return MonthReport(
        whole=month,
        days=days,
        own=asking.own,
        seller=preferences.read(reading).own.name,
        figures=_compared(asking, days, beside, year_before(days)),
        course=_course(asking, days),
        course_before=_course(asking, before),
        goals=[one for one, _past in found],
        records=month_report_goals.broken(asking, days, found),
        rewards=month_report_goals.earned(asking, month, found),
        sales=sales,
        customers=customers,
        losses=insight_parts.losses(view),
        techniques=groups,
        apart=insights.told_apart(groups),
        coming=month_report_goals.coming(asking, month),
    )


def _compared(asking: Asking, *periods: Period) -> list[Compared]:
    found = [figures.read(asking.reading, asking.clock, asking.own, one, ids=FIGURES) for one in periods]
    return [Compared(*three) for three in zip(*found, strict=True)]


def _course(asking: Asking, days: Period) -> list[Fraction]:
    made = figures.series(asking.reading, asking.clock, asking.own, "revenue", buckets(days, "day"))
    return list(accumulate(one.value or Fraction() for one in made))


def _best(asking: Asking, days: Period) -> tuple[list[Sold], list[Sold]]:
    """The largest sales, and the customers who bought most, the largest first: less what came back of them."""
    side = replace(MADE["revenue"].sides[0], where="stands AND stayed IS NOT NULL", amount="stayed")
    found = figure_working.records(asking.reading, asking.clock, asking.own, days, side, most=-1)
    found.sort(key=lambda one: (-(one.amount or 0), one.title))
    sales = [Sold(one.title, one.line, one.amount) for one in found[:TOP] if one.amount]
    whose = _whose(asking, [one.id for one in found if one.id])
    sums: dict[UUID, Sold] = {}
    for one in found:
        who = whose.get(one.id) if one.id else None
        if who is not None:
            so_far = sums[who].minor if who in sums else 0
            sums[who] = Sold(one.line, one.line, so_far + (one.amount or 0))
    customers = sorted(sums.values(), key=lambda one: (-one.minor, one.who))
    return sales, [one for one in customers[:TOP] if one.minor]


def _whose(asking: Asking, deals: Sequence[UUID]) -> Mapping[UUID, UUID]:
    query: Any = select(Deal.id, Deal.prospect, Deal.company).where(Deal.id.in_(deals))
    rows = asking.reading.rows(query)
    return {one: prospect or company for one, prospect, company in rows if prospect or company}
