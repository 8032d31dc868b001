"""Why a goal is where it is: what moved since the period before, and the causes gone through in order, each with its
evidence and one thing to do next (kpis.md, Goals)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures import causes as in_order
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.causes import CauseChange
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period, step_of
from salesdesk.domain.goals import Goal
from salesdesk.domain.instants import to_micros
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import figure_words, figures
from salesdesk.services.goal_factors import Factor, split
from salesdesk.services.goal_measuring import Asking, scope_for
from salesdesk.services.goal_periods import as_far
from salesdesk.services.goal_progress import Progress
from salesdesk.store.figures import causes as sums
from salesdesk.store.figures.asking import Asked


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do next, and the page where that is done."""

    place: str
    label: str


@dataclass(frozen=True, slots=True)
class Cause:
    """A group of causes: how often they were named for lost deals, complaints and lost customers, before and now, the
    figure that tells of it beside them, and what to do."""

    change: CauseChange
    deals: tuple[int, int]
    complaints: tuple[int, int]
    customers: tuple[int, int]
    figure: tuple[Figure, Figure] | None
    act: Act

    @property
    def label(self) -> str:
        """What the group is called."""
        return in_order.label(self.change.group)

    @property
    def evidence(self) -> list[str]:
        """What speaks for it, in words: counts and a figure, now and before."""
        told = (
            (self.deals, ngettext("{now} deal lost", "{now} deals lost", self.deals[1])),
            (self.complaints, ngettext("{now} complaint", "{now} complaints", self.complaints[1])),
            (self.customers, ngettext("{now} customer left", "{now} customers left", self.customers[1])),
        )
        said = [
            _("{told}, {before} before").format(told=text.format(now=now), before=before)
            for (before, now), text in told
            if before or now
        ]
        if self.figure is not None and any(one.value is not None for one in self.figure):
            before, now = (figure_words.shown(one) for one in self.figure)
            title = FIGURES[self.figure[1].id].title
            told_of = _("{figure}: {now}, {before} before").format(figure=title, now=now, before=before)
            said.append(" · ".join(filter(None, (told_of, figure_words.note(self.figure[1])))))
        return said


@dataclass(frozen=True, slots=True)
class Why:
    """What moved a goal between the same stretch of the period `before` and `now`: the `gap`, split over its factors
    (none where the figure has none); and the causes. `gap` is None where there are no data on one side."""

    before: Period
    now: Period
    was: Fraction | None
    value: Fraction | None
    gap: Fraction | None
    factors: Sequence[Factor]
    causes: Sequence[Cause]


# group → the figure that tells of it, the page to go to, and what to do there
_GROUPS: Final[Mapping[str, tuple[str, str, str]]] = {
    "product-and-price": ("discount_rate", "competitors", N_("Compare your prices with theirs")),
    "delivery": ("on_time_delivery", "pipeline", N_("Promise what can be kept: see what is late")),
    "service": ("check_in_coverage", "complaints", N_("Solve the open complaints first")),
    "audience": ("lead_conversion", "insights", N_("See which sources bring those who buy")),
    "practice": ("follow_up_coverage", "today", N_("Follow up what is late")),
    in_order.OTHER: ("", "insights", N_("Look through what was lost, and name the cause")),
}
_OF_LEADS: Final = frozenset(("audience", "practice"))  # no price and no delivery tells why few were met
_LACKING: Final = frozenset(("behind", "missed"))


def why(asking: Asking, progress: Progress) -> Why:
    """Why a goal is where it is. Causes are counted over the whole business, also where the goal is of a part of it;
    the figure beside them is of the part where it can be. A goal of leads has those of audience and practice only."""
    before, now = _stretches(asking, progress)
    was, value = (one.value for one in asking.measured(progress.goal, (before, now)))
    gap = None if was is None or value is None else value - was
    factors = split(asking, progress.goal, before, now) if gap is not None else []
    return Why(before, now, was, value, gap, factors, _causes(asking, progress.goal, before, now))


def causes(asking: Asking, progress: Progress) -> Sequence[Cause]:
    """The causes of a goal that is behind or was missed, those that were named: first those named more often than
    before, each in order; else none."""
    if progress.status not in _LACKING:
        return ()
    named = [one for one in _causes(asking, progress.goal, *_stretches(asking, progress)) if one.change.after]
    return sorted(named, key=lambda one: one.change.after <= one.change.before)


def _stretches(asking: Asking, progress: Progress) -> tuple[Period, Period]:
    now = asking.so_far(progress.period)
    step = progress.goal.repeats or step_of(progress.period)
    return as_far(progress.period, step, now), now


def _causes(asking: Asking, goal: Goal, before: Period, now: Period) -> list[Cause]:
    counts = _counts(asking, before, now)
    sides = [sum((counts[side, kind] for kind in _KINDS), Counter[str]()) for side in (0, 1)]
    of_leads = goal.figure.partition(".")[0] in ("leads", "qualified_leads")
    return [
        _cause(asking, goal, one, counts=counts, periods=(before, now))
        for one in in_order.in_order(sides[0], sides[1])
        if not of_leads or one.group in _OF_LEADS
    ]


_KINDS: Final = ("deals", "complaints", "prospects")


def _counts(asking: Asking, before: Period, now: Period) -> dict[tuple[int, str], Counter[str]]:
    zone = asking.clock.zone()
    cut = tuple(
        (str(side), *one.instants(zone), one.start.isoformat(), one.end.isoformat())
        for side, one in enumerate((before, now))
    )
    asked = Asked(buckets=cut, own=asking.own, zone=zone, now=to_micros(asking.clock.now()))
    found = {(side, kind): Counter[str]() for side in (0, 1) for kind in _KINDS}
    for side, kind, cause, count in sums.named(asking.reading.connection, asked):
        found[int(side), kind][cause] += count
    return found


def _cause(
    asking: Asking,
    goal: Goal,
    change: CauseChange,
    *,
    counts: Mapping[tuple[int, str], Counter[str]],
    periods: tuple[Period, Period],
) -> Cause:
    ident, place, label = _GROUPS[change.group]
    figure = None
    if ident:
        scope = scope_for(goal, ident)
        was, now = figures.series(asking.reading, asking.clock, asking.own, ident, periods, scope=scope)
        figure = (was, now)
    slugs = [one.cause for one in change.causes]
    sides = [
        (sum(counts[0, kind][one] for one in slugs), sum(counts[1, kind][one] for one in slugs))
        for kind in _KINDS
    ]
    return Cause(change, sides[0], sides[1], sides[2], figure, Act(place, _(label)))
