"""Goals of the sample year: what its seller wants of the month and the quarter, some ahead, some behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
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

    def _revenue(self) -> Patch:
        unit = 10 ** minor_places(self._currency)
        whole = self._minor * _MORE // (100 * _MONTHS * unit)
        rounded = whole // 1000 * 1000 or whole
        return {
            "figure": "revenue",
            "currency": self._currency,
            "why": _("What the winter costs, and a new oven"),
            "reward": _("A new kiln shelf"),
            **_by(rounded),
        }

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
