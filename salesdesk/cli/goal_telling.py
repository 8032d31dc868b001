"""A goal as the command line tells it: as JSON, and in lines for a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from salesdesk.cli.documents import Document
from salesdesk.cli.sale_documents import money
from salesdesk.domain.figures.figure import Unit
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.locally import day_month, half_up
from salesdesk.i18n import _, ngettext
from salesdesk.services import figure_words, goal_glance, goal_parts, goal_progress, goal_units
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_progress import Progress, label
from salesdesk.services.goal_why import Cause, Why

_DIGITS = 6  # of a share or a mean in JSON


def document(one: Progress, causes: Sequence[Cause], *, of: str) -> Document:
    """A goal with how it stands; values as `figures` gives them, no data is `null`. `of`: what its part is called."""
    goal, pace = one.goal, one.pace
    ahead = pace.projection if pace else None
    return {
        "id": str(goal.id),
        "name": goal_units.title(goal),
        "figure": goal.figure,
        "scope": {goal.scope: goal.scope_value} if goal.scope else {},
        "part": of or None,
        "target": _value(one, one.target),
        "actual": _value(one, one.value),
        "n": one.actual.n if one.actual else 0,
        "expected": _value(one, pace.expected if pace else None),
        "projection": {
            "value": _value(one, ahead.value),
            "low": _value(one, ahead.low),
            "high": _value(one, ahead.high),
        }
        if ahead
        else None,
        "needed_a_day": _value(one, pace.needed_a_day if pace else None),
        "days": {"all": len(pace.days), "gone": pace.gone, "left": pace.left} if pace else None,
        "attainment": _number(one.attainment),
        "low": one.actual.low if one.actual else None,
        "high": one.actual.high if one.actual else None,
        "status": one.status,
        "from": one.period.start.isoformat(),
        "to": one.period.end.isoformat(),
        **_meant(one),
        "streak": {"current": one.streak.current, "best": one.streak.best},
        "record": {"value": _value(one, one.best.value), "from": one.best.period.start.isoformat()}
        if one.best
        else None,
        "past": [
            {
                "from": x.period.start.isoformat(),
                "value": _value(one, x.value),
                "target": _value(one, x.target),
            }
            | {"kept": x.kept}
            for x in one.past
        ],
        "milestones": [
            {"day": x.milestone.day.isoformat(), "value": _value(one, x.milestone.value), "state": x.state}
            for x in one.milestones
        ],
        "children": _children(one),
        "causes": [_cause(x) for x in causes],
    }


def _meant(one: Progress) -> Document:
    """A goal as it was set."""
    goal = one.goal
    return {
        "every": goal.repeats or None,
        "baseline": float(goal.baseline) if goal.baseline is not None else None,
        "how": goal.how,
        "change": float(goal.change) if goal.change is not None else None,
        "compounds": bool(goal.compounds),
        "why": goal.why,
        "reward": goal.reward,
        "earned": one.earned,
        "rewarded": goal.rewarded_on.isoformat() if goal.rewarded_on else None,
        "parent": str(goal.parent) if goal.parent else None,
    }


def briefly(asking: Asking) -> list[Document]:
    """All goals as they stand, without the causes."""
    return [
        document(one, (), of=goal_parts.called(asking.reading, one.goal))
        for one in goal_progress.all_of(asking)
    ]


def _children(one: Progress) -> Document:
    below = one.children
    return {
        "ids": [str(x.id) for x in below.goals],
        "total": _value(one, below.total),
        "enough": below.enough,
    }


def why_document(one: Progress, told: Why) -> Document:
    """What moved it."""
    return {
        "now": _days(told.now),
        "before": _days(told.before) | {"value": _value(one, told.was)},
        "gap": _value(one, told.gap),
        "factors": [
            {
                "id": x.key,
                "label": x.label,
                "before": _of(x.before, x.unit, one),
                "now": _of(x.now, x.unit, one),
                "part": _value(one, x.part),
            }
            for x in told.factors
        ],
    }


def _cause(one: Cause) -> Document:
    return {
        "group": one.change.group,
        "label": one.label,
        "before": one.change.before,
        "now": one.change.after,
        "evidence": one.evidence,
        "act": {"place": one.act.place, "label": one.act.label},
    }


def _days(period: Period) -> dict[str, Any]:
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


def _value(one: Progress, value: Fraction | float | None) -> object:
    return _of(value, goal_units.unit(one.goal.figure), one)


def _of(value: Fraction | float | None, unit: Unit, one: Progress) -> object:
    if value is None:
        return None
    if unit == "money":
        return money(half_up(Fraction(value)), one.goal.currency)
    return _number(value)


def _number(value: Fraction | float | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if Fraction(value).denominator == 1 else round(float(value), _DIGITS)


def lines(one: Progress, of: str) -> list[str]:
    """A goal, and what its part is called, for a person: how it stands, where it will end, and its reward."""
    goal = one.goal
    head = f"{goal_parts.titled(goal, of)}  {label(one.status)}  {_between(one.period)}  {goal.id}"
    told = [head, f"  {_stands(one)}"]
    pace = one.pace
    if pace and one.status in ("ahead", "on-pace", "behind"):
        told += [f"  {line}" for line in _paced(one)]
    if one.streak.best >= goal_glance.STREAK and goal.repeats:
        times = ngettext(
            "{n} time in a row, {best} at best", "{n} times in a row, {best} at best", one.streak.current
        )
        told.append("  " + times.format(n=one.streak.current, best=one.streak.best))
    if one.children.goals and one.children.total is not None:
        text = (
            _("Its parts come to {total}, which is enough")
            if one.children.enough
            else _("Its parts come to {total}, which is not enough")
        )
        told.append("  " + text.format(total=_said(one, one.children.total)))
    if goal.reward:
        told.append(
            "  "
            + _("Reward: {reward}").format(reward=goal.reward)
            + (f"  ({_('earned')})" if one.earned else "")
        )
    return told


def _paced(one: Progress) -> list[str]:
    pace = one.pace
    assert pace is not None
    told: list[str] = []
    ahead = pace.projection
    if ahead is not None:
        text = _("Likely to come to {value}").format(value=goal_units.about(ahead.value, one.goal))
        if ahead.low is not None and ahead.high is not None:
            low, high = (goal_units.about(value, one.goal) for value in (ahead.low, ahead.high))
            text += f" ({low} – {high})"
        told.append(text)
    if said := goal_glance.needed(one):
        told.append(said)
    return told


def _stands(one: Progress) -> str:
    target = _("no target") if one.target is None else _said(one, one.target)
    if one.actual is None:
        return _("Target {target}").format(target=target)
    text = _("{actual} of {target}") if one.pace else _("{actual}, target {target}")
    said = text.format(actual=figure_words.shown(one.actual), target=target)
    if one.pace and one.pace.expected is not None:
        said += _("; {expected} expected by now").format(expected=_said(one, one.pace.expected))
    return said


def why_lines(one: Progress, told: Why) -> list[str]:
    """What moved it, and the causes with what to do next."""
    since = _("Compared with {days}").format(days=_between(told.before))
    if told.gap is None:
        found = ["", since, "  " + _("No data on one side, so that nothing can be compared.")]
    else:
        found = ["", f"{since}: {_signed(one, told.gap)}"]
        found += [
            f"  {x.label}  {_moved(one, x.before, x.now, x.unit)}  {_signed(one, x.part)}"
            for x in told.factors
        ]
        if not told.factors:
            found.append("  " + _("This figure is not made of others, so that the change is not split."))
    for cause in told.causes:
        if cause.change.after or cause.change.before:
            found += ["", cause.label, *(f"  {text}" for text in cause.evidence), f"  → {cause.act.label}"]
    return found


def _moved(one: Progress, before: Fraction | None, now: Fraction | None, unit: Unit) -> str:
    words = [
        _("no data") if value is None else figure_words.said(value, unit, one.goal.currency)
        for value in (before, now)
    ]
    return " → ".join(words)


def _signed(one: Progress, value: Fraction) -> str:
    sign = "+" if value > 0 else ""
    if goal_units.unit(one.goal.figure) == "share":
        return sign + figure_words.said(value * 100, "points")
    return sign + _said(one, value)


def _said(one: Progress, value: Fraction) -> str:
    return goal_units.said(value, one.goal)


def _between(period: Period) -> str:
    last: date = period.end - timedelta(days=1)
    return (
        day_month(period.start) if last == period.start else f"{day_month(period.start)} – {day_month(last)}"
    )
