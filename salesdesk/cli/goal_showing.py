"""A goal shown whole: as it was set, how it stands, its steps, its parts, what was changed on the way, its history."""

from __future__ import annotations

from decimal import Decimal

from salesdesk.cli import goal_telling, showing
from salesdesk.cli.documents import Document, instant
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.goals import Goal
from salesdesk.domain.locally import long_day, moment
from salesdesk.i18n import _
from salesdesk.services import goal_parts, goal_progress, goal_units, goals
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.lookup import Found


def whole(asking: Asking, goal: Goal, found: Found) -> tuple[Document, str]:
    """A goal as JSON and as text. Its own fields are as people say them; `stands` is as `goals list` tells it, and
    absent of a goal that is deleted."""
    zone = asking.clock.zone()
    document = showing.document(found, zone)
    document |= {
        "title": goal_units.title(goal),
        "milestones": [
            {"day": one.day.isoformat() if one.day else None, "value": _number(one.value)}
            for one in goals.milestones(asking.reading, goal.id)
        ],
        "revisions": [
            {
                "at": instant(one.at, zone),
                "old": _number(one.old),
                "new": _number(one.new),
                "reason": one.reason,
            }
            for one in goals.revisions(asking.reading, goal.id)
        ],
    }
    _title, *rest = showing.text(found, zone, region="").split("\n")
    lines = [_title]
    if goal.figure in FIGURES and goal.deleted_at is None:
        progress, part = goal_progress.of(asking, goal), goal_parts.called(asking.reading, goal)
        document["stands"] = goal_telling.document(progress, (), of=part)
        lines = goal_telling.lines(progress, part)
    lines += [f"  {label}: {said}" for label, said in _facts(asking, goal) if said]
    return document, "\n".join((*lines, *rest))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _facts(asking: Asking, goal: Goal) -> list[tuple[str, str]]:
    zone = asking.clock.zone()
    parent = asking.reading.get(Goal, goal.parent) if goal.parent else None
    below = goals.children(goals.all_of(asking.reading, ended=True), goal.id)
    revised = _("{when}: from {old} to {new}, {reason}")
    return [
        (_("Only of"), goal_parts.called(asking.reading, goal)),
        (_("Where it began"), _said(goal, goal.baseline)),
        (_("Why"), goal.why),
        (_("Reward taken"), long_day(goal.rewarded_on)),
        *(
            (_("Milestone"), f"{long_day(one.day)}: {_said(goal, one.value)}")
            for one in goals.milestones(asking.reading, goal.id)
        ),
        *(
            (
                _("Revised"),
                revised.format(
                    when=moment(one.at, zone),
                    old=_said(goal, one.old),
                    new=_said(goal, one.new),
                    reason=one.reason,
                ),
            )
            for one in goals.revisions(asking.reading, goal.id)
        ),
        (_("Part of"), goal_units.title(parent) if parent and parent.deleted_at is None else ""),
        *((_("Has the part"), goal_units.title(one)) for one in below),
        (_("Ended"), long_day(goal.ended_on)),
    ]


def _said(goal: Goal, value: Decimal | None) -> str:
    """A value of a goal, which it keeps as people say it; empty of a figure of a newer version."""
    if value is None or goal.figure not in FIGURES:
        return ""
    return goal_units.said(goal_units.exact(value, goal.figure, goal.currency), goal)
