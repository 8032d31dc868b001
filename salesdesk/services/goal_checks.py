"""What a goal must be to be tracked: of a figure that is known, over days that are, with a target that can be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.attainment import reached
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.goals import Goal
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import figures, goal_units
from salesdesk.services.figure_rules import RULES
from salesdesk.services.goal_periods import FIRST, LONGEST, REPEATS, later

_MEANS: Final = frozenset(("served_per_day",))  # counted a day, so that a part of one is a target


def draft(figure: str, scope: str) -> None:
    """Raises `UserError` where a figure is not known, is only known as of now, or not of such a part."""
    if figure not in FIGURES:
        known = _("Known are: {ids}.").format(ids=", ".join(FIGURES))
        raise UserError(_("There is no figure “{id}”.").format(id=figure), known)
    if RULES[figure].now:
        raise UserError(
            _("“{id}” is only known as it stands now.").format(id=figure),
            _("Choose a figure that has days, such as revenue."),
        )
    if scope and (scope not in figures.PARTS or not figures.can(figure, scope)):
        parts = ", ".join(sorted(RULES[figure].parts)) or _("nothing")
        raise UserError(
            _("“{id}” cannot be of a part like that.").format(id=figure),
            _("It can be by: {parts}.").format(parts=parts),
        )


def days(start: date, end: date | None, repeats: str) -> None:
    """Raises `UserError` where a goal has no days, or comes again in no way there is."""
    if repeats and repeats not in REPEATS:
        raise UserError(
            _("A goal does not come again so."), _("Choose one of: {words}").format(words=", ".join(REPEATS))
        )
    if end is None and not repeats:
        raise UserError(_("Say until when."), _("Choose its last day, or how often it comes again."))
    if end is not None and end <= start:
        raise UserError(_("The goal would end before it begins."), _("Write a later end."))
    if start < FIRST or (end is not None and end > later(start, "year", LONGEST)):
        raise UserError(
            _("A goal lasts ten years at most, and begins in this century."), _("Choose nearer days.")
        )


def reachable(goal: Goal, target: Fraction) -> None:
    """Raises `UserError` where a figure cannot come to `target`: below nothing, or beyond all."""
    unit = goal_units.unit(goal.figure)
    below = (
        goal.figure in goal_units.BELOW and not FIGURES[goal.figure].counting
    )  # a month may end below nothing: no goal
    if target == 0 and goal_units.better(goal.figure) == "higher" and not below:
        raise UserError(_("A goal of nothing is met before it begins."), _("Choose a target above it."))
    low, high = (None if below else 0), None
    if unit == "points":
        low, high = -100, 100
    elif unit == "share" and goal.figure not in goal_units.BEYOND:
        high = 1
    elif unit == "minutes" and goal.repeats == "day":
        high = 24 * 60
    if (low is not None and target < low) or (high is not None and target > high):
        raise UserError(
            _("{figure} cannot come to {target}.").format(
                figure=FIGURES[goal.figure].title, target=goal_units.said(target, goal)
            ),
            _("Choose a target that can be reached."),
        )


def whole(goal: Goal, said: Decimal) -> None:
    """Raises `UserError` where a figure that counts records is to come to a part of one."""
    if (
        goal_units.unit(goal.figure) == "count"
        and goal.figure not in _MEANS
        and said != said.to_integral_value()
    ):
        raise UserError(
            _("There is no part of one in “{figure}”.").format(figure=FIGURES[goal.figure].title),
            _("Write a whole number."),
        )


def milestone(goal: Goal, value: Fraction) -> None:
    """Raises `UserError` for a step beyond the target. What grows with each repeat has a later target than its own."""
    if goal.target is None or goal.compounds:
        return
    target = goal_units.exact(goal.target, goal.figure, goal.currency)
    if value != target and reached(value, target, goal_units.better(goal.figure)):
        raise UserError(
            _("A milestone of {value} lies beyond the target of {target}.").format(
                value=goal_units.said(value, goal), target=goal_units.said(target, goal)
            ),
            _("Write a step on the way to the target."),
        )
