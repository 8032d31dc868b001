"""What moved a figure before: parts of which one surely does better than another, and nothing on noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.comparing import furthest_apart
from salesdesk.domain.figures.figure import Figure, proportion
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.goals import Goal
from salesdesk.i18n import _
from salesdesk.services import figure_words, figures
from salesdesk.services.figure_streams import Question, delays
from salesdesk.services.goal_measuring import Asking, scope_of
from salesdesk.store.figures import lateness

_BY: Final = ("technique", "source", "product", "segment", "competitor", "returning")
MOST: Final = 2  # of what is told
_BY_WINS: Final = frozenset(("revenue", "sales", "win_rate_value", "gross_profit", "new_customers"))
_BY_LEADS: Final = frozenset(("leads", "qualified_leads.customer", "acquisition_cost"))
_BY_TRYING: Final = frozenset(("win_rate", "lead_conversion", "follow_up_coverage"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two parts of which one surely does better, in words; `sure` tells the intervals, and of how many records."""

    told: str
    sure: str


def evidence(asking: Asking, goal: Goal) -> list[Evidence]:
    """What the last year tells of a goal's figure, or of the one behind it; empty where chance may explain it all."""
    ident = _behind(goal.figure)
    year = asking.months_so_far(12)
    scope = scope_of(goal)
    found: list[Evidence] = []
    for by in _BY:
        if by in scope or len(found) == MOST:
            continue
        if not figures.can(ident, by) or not all(figures.can(ident, part) for part in scope):
            continue
        groups = figures.read(asking.reading, asking.clock, asking.own, year, ids=[ident], by=by, scope=scope)
        two = furthest(groups)
        if two is not None:
            found.append(_told(asking, ident, by, two))
    if ident in _BY_TRYING and len(found) < MOST:
        found += _lateness(asking, year)
    return found


def _lateness(asking: Asking, year: Period) -> list[Evidence]:
    """Whether those tried in time bought more often than those tried late."""
    question = Question(reading=asking.reading, clock=asking.clock, own=asking.own, periods=[year])
    known = lateness.bought(asking.reading.connection, question.asked(), delays(question))
    in_time, late = (proportion(*known.get(one, (0, 0)), group=str(one)) for one in (True, False))
    if furthest((in_time, late)) != (in_time, late):
        return []
    told = _("Leads tried in time: {one} bought, tried late: {other}.").format(
        one=figure_words.shown(in_time), other=figure_words.shown(late)
    )
    sure = [
        _("{part}: {sure}, of {number}").format(part=part, sure=figure_words.sure(one), number=one.n)
        for part, one in ((_("In time"), in_time), (_("Late"), late))
    ]
    return [Evidence(told, "\n".join(sure))]


def _behind(ident: str) -> str:
    """The share of yes and no that moves a figure: of revenue the win rate, of leads how many of them buy."""
    return "win_rate" if ident in _BY_WINS else "lead_conversion" if ident in _BY_LEADS else ident


def furthest(groups: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The two parts furthest apart, the better one first; None where chance may explain the difference. What has no
    name is left out."""
    named = [one for one in groups if one.group]
    places = furthest_apart(named)
    return None if places is None else (named[places[0]], named[places[1]])


def _told(asking: Asking, ident: str, by: str, two: tuple[Figure, Figure]) -> Evidence:
    names = figures.labels(asking.reading, by, [one.group or "" for one in two])
    parts = [
        _("{part}: {value}").format(part=names[one.group or ""], value=figure_words.shown(one)) for one in two
    ]
    sure = [
        _("{part}: {sure}, of {number}").format(
            part=names[one.group or ""], sure=figure_words.sure(one), number=one.n
        )
        for one in two
    ]
    told = _("{figure}, the last year: {one}, {other}.").format(
        figure=FIGURES[ident].title, one=parts[0], other=parts[1]
    )
    return Evidence(told, "\n".join(sure))
