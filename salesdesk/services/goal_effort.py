"""Goals that are in the seller's own hands: no cause of a lost sale explains them, and what to do is to do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from salesdesk.domain.goals import Goal
from salesdesk.i18n import N_, _
from salesdesk.services.goal_why import Act

_ACTS: Final[Mapping[str, tuple[str, str]]] = {  # figure → the page to go to, and what to do there
    "reviews": ("keeping", N_("Do this week's review")),
    "prospecting_time": ("today", N_("Start the timer, and call someone")),
    "activities": ("today", N_("Do what is next for today")),
    "follow_up_coverage": ("today", N_("Follow up what is late")),
    "lead_response": ("today", N_("Follow up what is late")),
    "lead_response.p95": ("today", N_("Follow up what is late")),
    "lead_response.untouched": ("today", N_("Follow up what is late")),
    "check_in_coverage": ("today", N_("Do the check-ins that are due")),
}


def act(goal: Goal) -> Act | None:
    """What to do next for such a goal; None for a goal that others have a say in."""
    if goal.figure not in _ACTS:
        return None
    place, label = _ACTS[goal.figure]
    return Act(place, _(label))
