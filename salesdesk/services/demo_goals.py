"""Goals of the sample year: what its seller wants of the month and the quarter, some ahead, some behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from salesdesk.domain.figures.periods import around, months_on
from salesdesk.domain.values import minor_places
from salesdesk.i18n import _
from salesdesk.services.demo_course import made

if TYPE_CHECKING:
    from salesdesk.domain.changes import Change, Patch
    from salesdesk.services.demo_year import Year

_THOUSANDTHS: Final = 1000  # of which quantities are counted
_MONTHS: Final = 12
_MORE: Final = 110  # per cent of the mean month
_HALF: Final = 95  # per cent of the year: most is sold in its second half
_QUARTERS: Final = (28, 64)  # of the year, too: together less than the half-year
_DAYS_AHEAD: Final = 3  # a goal is set before it begins


class Goals:
    """Hears of the sales as they are made up, and then sets goals; without dice."""

    def __init__(self, year: Year, currency: str) -> None:
        self._year, self._currency = year, currency
        self._won: set[str] = set()
        self._minor = 0

    def hear(self, group: Sequence[Change]) -> None:
        """Takes note of what was sold."""
        for one in group:
            if one.subject == "deals" and one.patch.get("outcome") == "won":
                self._won.add(one.record.hex)
        for one in group:
            if one.subject == "deal_lines" and one.patch.get("deal") in self._won:
                quantity = int(one.patch.get("quantity") or _THOUSANDTHS)
                self._minor += int(one.patch.get("net_minor") or 0) * quantity // _THOUSANDTHS

    @property
    def sold_minor(self) -> int:
        """What was sold in the year, in minor units."""
        return self._minor

    def groups(self) -> Iterator[list[Change]]:
        """The goals: revenue and fair leads with their steps, an hour of prospecting, a review a week …"""
        today = self._year.today
        quarter, month = around(today, "quarter"), around(today, "month")
        until: Patch = {"starts_on": quarter.start.isoformat(), "ends_on": quarter.end.isoformat()}
        if self._minor:
            yield [self._goal(months_on(month.start, -3), "month", self._revenue())]
        yield [self._goal(_monday(today, 8), "day", {"figure": "prospecting_time", **_by(60)})]
        why = _("Fewer trips for nothing, winter months without worry")
        reward = _("A weekend in Bergen")
        told: Patch = {"figure": "win_rate", "why": why, "reward": reward, **_by(75), **until}
        yield [self._goal(quarter.start, "", told)]
        shorter: Patch = {"figure": "cycle_time.median", **_by(21), "baseline": 28 * _THOUSANDTHS, **until}
        yield [self._goal(quarter.start, "", shorter)]
        yield [self._goal(_monday(today, 12), "week", {"figure": "reviews", **_by(1)})]
        fairs: Patch = {"figure": "leads", "scope": "source", "scope_value": "fair", **_by(80), **until}
        goal = self._goal(quarter.start, "", fairs)
        half = quarter.start + timedelta(days=quarter.days // 2)
        yield [goal, self._step(goal.record, half, 35, goal.patch["starts_on"])]
        if self._minor:
            yield self._half_year()

    def _revenue(self) -> Patch:
        return {
            "figure": "revenue",
            "currency": self._currency,
            "why": _("What the winter costs, and a new oven"),
            "reward": _("A new kiln shelf"),
            **_by(self._of_the_year(_MORE, _MONTHS)),
        }

    def _half_year(self) -> list[Change]:
        """The revenue of a half-year, and that of its quarters, which do not quite come to it."""
        start = around(self._year.today, "year").start
        start = start if self._year.today < months_on(start, 6) else months_on(start, 6)
        days = [start, months_on(start, 3), months_on(start, 6)]

        def of(first: date, after: date, target: int, **more: Any) -> Change:
            until: Patch = {"ends_on": after.isoformat(), "figure": "revenue", "currency": self._currency}
            return self._goal(first, "", {**until, **_by(target), **more})

        whole = of(days[0], days[2], self._of_the_year(_HALF), name=_("Revenue of the half-year"))
        quarters = zip(pairwise(days), _QUARTERS, strict=True)
        return [
            whole,
            *(of(*two, self._of_the_year(share), parent=whole.record.hex) for two, share in quarters),
        ]

    def _of_the_year(self, share: int, months: int = 1) -> int:
        """So many per cent of what was sold in the year, a part of `months`, in whole thousands if it comes to one."""
        unit = 10 ** minor_places(self._currency)
        whole = self._minor * share // (100 * months * unit)
        return whole // 1000 * 1000 or whole

    def _goal(self, start: date, repeats: str, patch: Patch) -> Change:
        whole: Patch = {"starts_on": start.isoformat(), "repeats": repeats, "how": "absolute", **patch}
        return made("goals", whole, self._before(start))

    def _step(self, goal: UUID, day: date, value: int, start: object) -> Change:
        at = self._before(date.fromisoformat(str(start)))
        step: Patch = {"goal": goal.hex, "day": day.isoformat(), "value": value * _THOUSANDTHS}
        return made("milestones", step, at)

    def _before(self, start: date) -> datetime:
        return datetime.combine(start - timedelta(days=_DAYS_AHEAD), time(9), self._year.zone)


def _by(target: int) -> Patch:
    return {"change": target * _THOUSANDTHS, "target": target * _THOUSANDTHS}


def _monday(today: date, weeks: int) -> date:
    return around(today, "week").start - timedelta(weeks=weeks)
