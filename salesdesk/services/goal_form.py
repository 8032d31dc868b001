"""What the form of a goal tells while it is filled: from where it starts, what it would come to, how hard that is by
the seller's own past, and what it takes. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from salesdesk.domain.figures.attainment import How, reached, target_of
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.periods import Period, step_of
from salesdesk.domain.goals import Goal
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import (
    figures,
    goal_baseline,
    goal_checks,
    goal_form_evidence,
    goal_units,
    goal_working_back,
)
from salesdesk.services.figure_rules import RULES
from salesdesk.services.goal_baseline import Since
from salesdesk.services.goal_form_evidence import Evidence
from salesdesk.services.goal_history import OwnPast, own_past
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_periods import back, periods
from salesdesk.services.goal_working_back import Line
from salesdesk.services.goals import GoalDraft

Place = Literal["figure", "when", "change", "baseline"]

_GROUPS: Final = 40  # of one part, the best known first
_WAYS: Final[tuple[How, ...]] = ("points", "relative", "absolute")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A goal as far as it is typed: `by` is None until there is a number. It is by how much better it should get, for
    lower is better too; with `absolute` it is the target itself. All as people say it."""

    figure: str
    starts_on: date
    ends_on: date | None
    how: How
    by: Decimal | None = None
    repeats: str = ""
    compounds: bool = False
    scope: str = ""
    scope_value: str = ""
    baseline: Decimal | None = None  # the seller's own word
    since: Since = ""

    @property
    def change(self) -> Decimal | None:
        """What `GoalDraft` calls so: less, where lower is better."""
        if self.by is None or self.how == "absolute" or goal_units.better(self.figure) != "lower":
            return self.by
        return -self.by

    def goal(self, own: str) -> Goal:
        """It as a goal that is not kept."""
        return Goal(
            figure=self.figure,
            scope=self.scope,
            scope_value=self.scope_value,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            repeats=self.repeats,
            how=self.how,
            compounds=int(self.compounds),
            change=self.change,
            currency=own if goal_units.unit(self.figure) == "money" else "",
        )

    def draft(self, baseline: Decimal | None, **more: object) -> GoalDraft:
        """It as it is set: from the `baseline` that the form showed. `more` are the other fields of a draft."""
        made = GoalDraft(
            figure=self.figure,
            change=self.change or Decimal(),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            how=self.how,
            repeats=self.repeats,
            compounds=self.compounds and bool(self.repeats) and self.how != "absolute",
            scope=self.scope,
            scope_value=self.scope_value,
            baseline=baseline,
            since=self.since,
        )
        return replace(made, **more)  # pyright: ignore[reportArgumentType]  # fields, by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is told of a goal while it is typed. Values are those of figures: minor units, shares of 1. `since` are the
    days that the baseline is of, None where it is the seller's own word."""

    meant: Meant
    days: Period | None = None
    baseline: Fraction | None = None
    since: Period | None = None
    targets: Mapping[How, Fraction] = field(default_factory=dict[How, Fraction])
    past: OwnPast | None = None
    takes: Sequence[Line] = ()
    moved: Sequence[Evidence] = ()
    trouble: tuple[Place, UserError] | None = None

    @property
    def target(self) -> Fraction | None:
        """What it should come to."""
        return self.targets.get(self.meant.how)


def look(asking: Asking, meant: Meant, moved: Sequence[Evidence] | None = None) -> Outlook:
    """What can be told of a goal as far as it is typed. To be asked off the window's thread. `moved`: what moved its
    figure, where that is known already, since it does not hang on the number."""
    goal = meant.goal(asking.own)
    try:
        goal_checks.draft(meant.figure, meant.scope)
    except UserError as error:
        return Outlook(meant=meant, trouble=("figure", error))
    try:
        goal_checks.days(meant.starts_on, meant.ends_on, meant.repeats)
    except UserError as error:
        return Outlook(meant=meant, trouble=("when", error))
    days = next(periods(goal, date.min))
    baseline, since = _baseline(asking, goal, meant)
    targets = _targets(meant, goal, baseline)
    target = targets.get(meant.how)
    return Outlook(
        meant=meant,
        days=days,
        baseline=baseline,
        since=since,
        targets=targets,
        past=own_past(asking, _over(goal, days, asking.today), target) if target is not None else None,
        takes=goal_working_back.lines(asking, goal, days, baseline, target),
        moved=goal_form_evidence.evidence(asking, goal) if moved is None else moved,
        trouble=_trouble(meant, goal, baseline, target),
    )


def kept_baseline(outlook: Outlook, own: str) -> Decimal | None:
    """The baseline that is kept with the goal: the one that was shown, where there is one."""
    figure = outlook.meant.figure
    currency = own if goal_units.unit(figure) == "money" else ""
    return None if outlook.baseline is None else goal_units.told(outlook.baseline, figure, currency)


def _baseline(asking: Asking, goal: Goal, meant: Meant) -> tuple[Fraction | None, Period | None]:
    """Where the seller stands, and of which days that is: none for the seller's own word."""
    if meant.baseline is not None:
        return goal_units.exact(meant.baseline, goal.figure, goal.currency), None
    return goal_baseline.baseline(asking, goal, meant.since)


def _targets(meant: Meant, goal: Goal, baseline: Fraction | None) -> dict[How, Fraction]:
    """What it comes to if the number is meant in each of the ways, rounded as it is kept."""
    by = meant.change
    found: dict[How, Fraction] = {}
    for how in _WAYS:
        said = meant.by if how == "absolute" else -meant.by if _falls(meant) and meant.by else meant.by
        if by is None or said is None:
            continue
        change = (
            Fraction(said) / 100 if how == "relative" else goal_units.exact(said, goal.figure, goal.currency)
        )
        target = target_of(baseline, change, how)
        if target is not None:
            kept = goal_units.told(target, goal.figure, goal.currency)
            found[how] = goal_units.exact(kept, goal.figure, goal.currency)
    return found


def _falls(meant: Meant) -> bool:
    return goal_units.better(meant.figure) == "lower"


def _over(goal: Goal, days: Period, today: date) -> Goal:
    """The goal as if it began with the period that is under way, so that those before it are over and can be told."""
    step = goal.repeats or step_of(days)
    over, number = days, 0
    while over.start > today:
        number += 1
        over = back(days, step, number)
    if not number:
        return goal
    return Goal(
        figure=goal.figure,
        scope=goal.scope,
        scope_value=goal.scope_value,
        starts_on=over.start,
        ends_on=over.end,
        repeats=goal.repeats,
        currency=goal.currency,
    )


def _trouble(
    meant: Meant, goal: Goal, baseline: Fraction | None, target: Fraction | None
) -> tuple[Place, UserError] | None:
    """Why it could not be set so, in the words in which it would be refused, and where that is mended."""
    if meant.by is None:
        return None
    if meant.how != "absolute" and (baseline is None or (meant.how == "relative" and baseline <= 0)):
        told = _("There are no data before it from which this goal could start.")
        return "baseline", UserError(told, _("Write where you stand now, or set the target itself."))
    if meant.how != "absolute" and meant.by <= 0:
        told = _("That would be no better than it is.")
        return "change", UserError(told, _("Write by how much it should change, for example 5."))
    if target is None:
        return None
    try:
        if meant.how == "absolute":
            goal_checks.whole(goal, meant.by)
        goal_checks.reachable(goal, target)
    except UserError as error:
        return "change", error
    return None


def beyond(outlook: Outlook) -> bool:
    """Whether the target itself is no better than where the seller stands: it can be set, and is worth a word."""
    better = goal_units.better(outlook.meant.figure)
    target, baseline = outlook.target, outlook.baseline
    return target is not None and baseline is not None and reached(baseline, target, better)


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the whole that a goal may be of: a source, a product …, and what it is called."""

    part: str
    key: str
    label: str


def groups(asking: Asking, figure: str) -> list[Group]:
    """The parts that a goal of a figure may be of, of which the last two years know anything."""
    days = asking.months_so_far(24)
    found: list[Group] = []
    for part in figures.PARTS:
        if part not in RULES[figure].parts:
            continue
        known = figures.read(asking.reading, asking.clock, asking.own, days, ids=[figure], by=part)
        best = sorted((one for one in known if one.group), key=lambda one: -one.n)[:_GROUPS]
        names = figures.labels(asking.reading, part, [one.group or "" for one in best])
        found += [Group(part, key, name) for key, name in sorted(names.items(), key=lambda one: one[1])]
    return found


def choosable() -> list[str]:
    """The figures that can be a goal: those that have days, and of which it is known whether more is better."""
    return [ident for ident, one in FIGURES.items() if one.better and not RULES[ident].now]
