"""Goals, set and changed: what a figure should come to, by when, why, and what the seller gets for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import today
from salesdesk.domain.figures.attainment import How, reached, target_of
from salesdesk.domain.goals import Goal, Milestone, Revision
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import goal_checks, goal_units
from salesdesk.services.goal_baseline import Since, baseline
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_periods import by, whole
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

_PLACES: Final = Decimal("0.001")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalDraft:
    """A goal as it is meant. `change` and `baseline` are as people say them (`domain.goals`). Without an end it is of
    one period of `repeats`, again and again.

    Where a baseline is needed and none is told, it is the seller's own (`goal_baseline`).
    """

    figure: str
    change: Decimal
    starts_on: date
    ends_on: date | None = None
    how: How = "absolute"
    repeats: str = ""
    compounds: bool = False
    scope: str = ""
    scope_value: str = ""
    baseline: Decimal | None = None
    since: Since = ""
    name: str = ""
    why: str = ""
    reward: str = ""
    parent: UUID | None = None
    milestones: Sequence[tuple[date, Decimal]] = ()


def add(store: Store, draft: GoalDraft, *, own: str) -> Goal:
    """Sets a goal; amounts are in `own`, the seller's currency.

    Raises `UserError`, setting nothing, for a figure that is not known or not of that part, a period without days, a
    target that cannot be, or is no better than what it changes, and where there is nothing to begin from.
    """
    goal_checks.draft(draft.figure, draft.scope)
    goal_checks.days(draft.starts_on, draft.ends_on, draft.repeats)
    with store.change(N_("Set a goal")) as unit:
        goal = _goal(draft, own)
        if draft.how == "absolute":
            goal_checks.whole(goal, draft.change)
        goal.baseline = _baseline(Asking(unit, store.clock, own), goal, draft)
        goal.target = _target(goal)
        if draft.parent is not None:
            unit.need(Goal, draft.parent)
        unit.add(goal)
        for day, value in draft.milestones:
            _add_milestone(unit, goal, day, value)
        return goal


def _goal(draft: GoalDraft, own: str) -> Goal:
    return Goal(
        name=draft.name.strip(),
        figure=draft.figure,
        scope=draft.scope,
        scope_value=draft.scope_value,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        repeats=draft.repeats,
        how=draft.how,
        compounds=int(draft.compounds and draft.how != "absolute"),
        change=draft.change.quantize(_PLACES),
        currency=own if goal_units.unit(draft.figure) == "money" else "",
        why=draft.why.strip(),
        reward=draft.reward.strip(),
        parent=draft.parent,
    )


def _baseline(asking: Asking, goal: Goal, draft: GoalDraft) -> Decimal | None:
    if draft.baseline is not None:
        return draft.baseline.quantize(_PLACES)
    lower = goal_units.better(goal.figure) == "lower"
    if goal.how == "absolute" and not lower:
        return None
    found, _days = baseline(asking, goal, draft.since)
    if found is None or (goal.how == "relative" and found <= 0):
        if goal.how == "absolute":
            return None
        raise UserError(
            _("There are no data before it from which this goal could start."),
            _("Write where you stand now, or set the target itself."),
        )
    return goal_units.told(found, goal.figure, goal.currency)


def _target(goal: Goal) -> Decimal:
    start = None
    if goal.baseline is not None:
        start = goal_units.exact(goal.baseline, goal.figure, goal.currency)
    how: How = "absolute" if goal.how == "absolute" else "relative" if goal.how == "relative" else "points"
    found = target_of(start, by(goal), how)
    if found is None:
        raise UserError(_("There is nothing to begin from."), _("Write where you stand now."))
    goal_checks.reachable(goal, found)
    better = goal_units.better(goal.figure)
    if start is not None and how != "absolute" and (found == start or not reached(found, start, better)):
        hint = (
            _("Write what it should change by: +5") if better == "higher" else _("Write it with a minus: -5")
        )
        raise UserError(_("That would be no better than it is."), hint)
    return goal_units.told(found, goal.figure, goal.currency)


def revise(store: Store, goal: UUID, target: Decimal, reason: str) -> Goal:
    """Changes the target from the present period on, and keeps the old one with the reason.

    Raises `UserError` without a reason, for a target that cannot be, and where it is the target already.
    """
    if not reason.strip():
        raise UserError(_("Say why the target changes."), _("You will want to know it later."))
    with store.change(N_("Revised a goal")) as unit:
        mine = unit.need(Goal, goal)
        new = target.quantize(_PLACES)
        goal_checks.whole(mine, new)
        goal_checks.reachable(mine, goal_units.exact(new, mine.figure, mine.currency))
        if new == mine.target:
            raise UserError(_("That is the target already."), _("Write another one."))
        unit.add(Revision(goal=mine.id, at=unit.now, old=mine.target, new=new, reason=reason.strip()))
        mine.target = new
        return mine


def end(store: Store, goal: UUID) -> Goal:
    """Gives a goal up, or lets it not come again, from today on. Raises `UserError` where it is ended already."""
    with store.change(N_("Ended a goal")) as unit:
        mine = unit.need(Goal, goal)
        if mine.ended_on is not None:
            raise UserError(_("This goal is ended already."), _("Undo brings it back."))
        mine.ended_on = today(store.clock)
        return mine


def delete(store: Store, goal: UUID) -> None:
    """Deletes a goal; what was a part of it stands by itself then."""
    with store.change(N_("Deleted a goal")) as unit:
        unit.delete(unit.need(Goal, goal))
        for child in unit.find(select(Goal).where(Goal.parent == goal, Goal.deleted_at.is_(None))):
            child.parent = None


def take_reward(store: Store, goal: UUID) -> Goal:
    """Notes that the seller took the reward today. Raises `UserError` where none was promised, or it was taken."""
    with store.change(N_("Took the reward of a goal")) as unit:
        mine = unit.need(Goal, goal)
        if not mine.reward or mine.rewarded_on is not None:
            if mine.reward:
                raise UserError(_("The reward was taken already."), _("Undo brings it back."))
            hint = _("Write a reward for the next goal as you set it, such as “a weekend in Bergen”.")
            raise UserError(_("No reward was promised for it."), hint)
        mine.rewarded_on = today(store.clock)
        return mine


def put_under(store: Store, goal: UUID, parent: UUID | None) -> Goal:
    """Makes a goal a part of another, or of none. Raises `UserError` where it would be a part of itself."""
    with store.change(N_("Moved a goal")) as unit:
        mine = unit.need(Goal, goal)
        if parent is not None:
            unit.need(Goal, parent)
        if parent == goal or goal in _above(unit, parent):
            raise UserError(_("A goal is no part of itself."), _("Choose another one above it."))
        mine.parent = parent
        return mine


def _above(reading: Reading, goal: UUID | None) -> list[UUID]:
    """The goals that a goal is a part of, the nearest first. Taking back an old move may have made a circle of them, or
    brought one back whose parent is gone."""
    found: list[UUID] = []
    while goal is not None:
        one = reading.get(Goal, goal)
        goal = one.parent if one is not None and one.parent not in found else None
        if goal is not None:
            found.append(goal)
    return found


def add_milestone(store: Store, goal: UUID, day: date, value: Decimal) -> Milestone:
    """Adds a step on the way. Raises `UserError` where its day is not one of the goal's."""
    with store.change(N_("Added a milestone")) as unit:
        return _add_milestone(unit, unit.need(Goal, goal), day, value)


def delete_milestone(store: Store, milestone: UUID) -> None:
    """Takes a step on the way away."""
    with store.change(N_("Deleted a milestone")) as unit:
        unit.delete(unit.need(Milestone, milestone))


def _add_milestone(unit: Unit, goal: Goal, day: date, value: Decimal) -> Milestone:
    days = whole(goal, day)
    if days is None or not days.holds(day):
        raise UserError(
            _("A milestone lies within the goal."), _("Choose a day from its first to its last one.")
        )
    goal_checks.whole(goal, value)
    exact = goal_units.exact(value, goal.figure, goal.currency)
    goal_checks.reachable(goal, exact)
    goal_checks.milestone(goal, exact)
    return unit.add(Milestone(goal=goal.id, day=day, value=value.quantize(_PLACES)))


def all_of(reading: Reading, *, ended: bool = False) -> Sequence[Goal]:
    """The goals in the order of their days; those that were ended only where asked for."""
    query = select(Goal).where(Goal.deleted_at.is_(None))
    if not ended:
        query = query.where(Goal.ended_on.is_(None))
    return reading.find(query.order_by(Goal.starts_on, Goal.row))


def revisions(reading: Reading, goal: UUID) -> Sequence[Revision]:
    """The changed targets of a goal, in the order of time."""
    query = select(Revision).where(Revision.goal == goal, Revision.deleted_at.is_(None))
    return reading.find(query.order_by(Revision.at, Revision.row))


def milestones(reading: Reading, goal: UUID) -> Sequence[Milestone]:
    """The steps on the way, in the order of their days."""
    query = select(Milestone).where(Milestone.goal == goal, Milestone.deleted_at.is_(None))
    return reading.find(query.order_by(Milestone.day, Milestone.row))


def children(goals: Iterable[Goal], parent: UUID) -> list[Goal]:
    """Those of `goals` that are a part of another."""
    return [one for one in goals if one.parent == parent]
