"""Milestones of a goal: so much by such a day, and whether it was there by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Literal

from salesdesk.domain.figures.attainment import Better, reached
from salesdesk.domain.figures.exact import Exact


@dataclass(frozen=True, slots=True)
class Milestone:
    """What a goal is to be at the end of a day."""

    day: date
    value: Fraction


@dataclass(frozen=True, slots=True)
class MilestoneState:
    """How a milestone stands: `reached` by its day; `late`, reached after it; `missed`, its day is over; `to-come`.
    `on` is the day on which it was reached."""

    milestone: Milestone
    state: Literal["reached", "late", "missed", "to-come"]
    on: date | None = None


def running(daily: Mapping[date, Exact]) -> dict[date, Fraction]:
    """What there is at the end of each day, of what each day brought."""
    days = sorted(daily)
    return dict(zip(days, accumulate(Fraction(daily[day]) for day in days), strict=True))


def milestones_state(
    milestones: Iterable[Milestone],
    actual_by_day: Mapping[date, Exact],
    *,
    today: date,
    counts: bool = True,
    better: Better = "higher",
) -> list[MilestoneState]:
    """How each milestone stands, in the order of their days.

    `actual_by_day`: what the goal is at the end of each day on which it changed (for what `counts`, see `running`).
    What counts upwards reaches a milestone on the first day that it is there. A level, and a count that must stay
    low, is what it is on the milestone's own day; an early day of luck reaches nothing.
    """
    by_day = [(day, actual_by_day[day]) for day in sorted(actual_by_day) if day <= today]
    ordered = sorted(milestones, key=lambda one: one.day)
    if counts and better == "higher":
        return [_first(one, by_day, today) for one in ordered]
    return [_on_its_day(one, by_day, today, better) for one in ordered]


def _first(milestone: Milestone, by_day: Iterable[tuple[date, Exact]], today: date) -> MilestoneState:
    on = next((day for day, value in by_day if value >= milestone.value), None)
    if on is None:
        return MilestoneState(milestone, "missed" if today > milestone.day else "to-come")
    return MilestoneState(milestone, "reached" if on <= milestone.day else "late", on)


def _on_its_day(
    milestone: Milestone, by_day: Iterable[tuple[date, Exact]], today: date, better: Better
) -> MilestoneState:
    if today <= milestone.day:
        return MilestoneState(milestone, "to-come")
    value = next((value for day, value in reversed(list(by_day)) if day <= milestone.day), None)
    if value is not None and reached(value, milestone.value, better):
        return MilestoneState(milestone, "reached", milestone.day)
    return MilestoneState(milestone, "missed")
