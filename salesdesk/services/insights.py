"""Insights: what the page of them shows, each part asked by itself for one period and what it is compared with.

Figures are those of `services.figures`; a part that has no figure of its own (how far those met came, losses, who
bought again) asks `store.figures.insights`. Nothing here is ranked by a value that may be chance.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from salesdesk.clock import Clock, today
from salesdesk.domain.figures.comparing import furthest_apart
from salesdesk.domain.figures.figure import Figure, median, proportion
from salesdesk.domain.figures.periods import Period, buckets
from salesdesk.domain.instants import to_micros
from salesdesk.i18n import N_, _
from salesdesk.services import figures
from salesdesk.services.insight_periods import Choice, beside, step_for
from salesdesk.store.figures import at_hand
from salesdesk.store.figures import insights as sums
from salesdesk.store.figures.asking import Asked
from salesdesk.store.unit import Reading

KEY_FIGURES: Final = ("revenue", "sales", "average_ticket", "win_rate", "leads", "gross_margin")
FUNNEL: Final = {
    "met": N_("Suspects"),
    "marketing": N_("Marketing-qualified"),
    "sales": N_("Sales-qualified"),
    "deal": N_("Deal opened"),
    "won": N_("Won"),
}
_DAY: Final = 86_400_000_000  # microseconds
BY_DAY: Final = 62  # up to which a day is a bar, where a week says too little
_BY_SOURCE: Final = ("leads", "win_rate", "acquisition_cost", "revenue")
_BY_TECHNIQUE: Final = ("win_rate", "average_ticket")
_BY_PRODUCT: Final = ("revenue", "gross_margin", "units")


@dataclass(frozen=True, slots=True)
class View:
    """What is asked: of a store, as of now, for what was chosen, amounts in `own`."""

    reading: Reading
    clock: Clock
    own: str
    choice: Choice

    @property
    def period(self) -> Period:
        """The days asked for."""
        return self.choice.days(today(self.clock))

    @property
    def compared(self) -> Period | None:
        """The days that they are compared with."""
        return self.choice.compared(today(self.clock))

    def asked(self, periods: Sequence[Period]) -> Asked:
        """Periods as the store understands them."""
        zone = self.clock.zone()
        cut = tuple(
            (one.start.isoformat(), *one.instants(zone), one.start.isoformat(), one.end.isoformat())
            for one in periods
        )
        return Asked(
            buckets=cut,
            own=self.own,
            zone=zone,
            now=to_micros(self.clock.now()),
            at_hand=at_hand.spans_of(self.reading.connection),
        )


@contextmanager
def laid_out(view: View) -> Generator[None]:
    """While the block runs, the deals of both periods are at hand: for whoever asks many parts of one view."""
    zone = view.clock.zone()
    spans = [one.instants(zone) for one in (view.period, view.compared) if one is not None]
    with at_hand.laid_out(view.reading.connection, spans):
        yield


def is_empty(reading: Reading) -> bool:
    """Whether the store holds nothing of which a figure could be made."""
    return not sums.any_at_all(reading.connection)


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure, and what it was in the days that it is compared with (None: with none)."""

    now: Figure
    before: Figure | None

    @property
    def change(self) -> Fraction | None:
        """By how much of what it was it changed; of a share, in points of 1. None where that says nothing: no data on
        one side, or nothing to grow from."""
        if self.before is None or self.now.value is None or self.before.value is None:
            return None
        if self.now.unit == "share":
            return self.now.value - self.before.value
        return (self.now.value - self.before.value) / self.before.value if self.before.value > 0 else None


def key_figures(view: View) -> list[Pair]:
    """The figures of `KEY_FIGURES`."""
    compared = view.compared
    now = figures.read(view.reading, view.clock, view.own, view.period, ids=KEY_FIGURES)
    if compared is None:
        return [Pair(one, None) for one in now]
    before = figures.read(view.reading, view.clock, view.own, compared, ids=KEY_FIGURES)
    return [Pair(one, other) for one, other in zip(now, before, strict=True)]


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of a day, week or month, beside the one it is compared with."""

    days: Period
    now: Figure
    before: Figure | None


def over_time(view: View, ident: str, step: str, *, alone: bool = False) -> list[Part]:
    """One figure by day, week or month of the period, each beside its like before, or `alone`."""
    period, compared = view.period, None if alone else view.compared
    cut = buckets(period, step)
    found = figures.series(view.reading, view.clock, view.own, ident, cut)
    others: list[Period | None] = (
        beside(cut, period, compared, step) if compared is not None else [None] * len(cut)
    )
    there = [one for one in others if one is not None]
    said = figures.series(view.reading, view.clock, view.own, ident, there) if there else []
    before = dict(zip(there, said, strict=True))
    return [
        Part(days, now, before.get(other) if other else None)
        for days, now, other in zip(cut, found, others, strict=True)
    ]


def sales(view: View) -> list[Part]:
    """Revenue by day, by week in longer periods, by month in still longer ones."""
    return over_time(view, "revenue", step_for(view.period))


def served(view: View) -> list[Part]:
    """Whom one served a day: by day of a short period, else the mean of each month."""
    return over_time(view, "served_per_day", "day" if view.period.days <= BY_DAY else "month", alone=True)


def deliveries(view: View) -> list[Part]:
    """What was delivered on time, by month."""
    return over_time(view, "on_time_delivery", "month", alone=True)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the funnel: how many came to it, and how long those stayed who went on (no data at the last)."""

    slug: str
    count: int
    stayed: Figure

    @property
    def title(self) -> str:
        """What it is called."""
        return _(FUNNEL[self.slug])


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far those met in the period came by now, and the time from the meeting to the sale."""

    steps: tuple[Step, ...]
    whole: Figure

    @property
    def conversion(self) -> Figure:
        """Those who bought ÷ those met."""
        return proportion(self.steps[-1].count, self.steps[0].count)


def funnel(view: View) -> Funnel:
    """Those first met in the period without purchased lists, by how far they came since."""
    counts, stays = sums.funnel(view.reading.connection, view.asked([view.period]))
    steps = (
        Step(slug, count, _stayed(*stays.get(slug, (0, []))))
        for slug, count in zip(FUNNEL, counts, strict=True)
    )
    return Funnel(tuple(steps), _stayed(*stays.get("all", (0, []))))


def _stayed(times: int, middle: Sequence[int]) -> Figure:
    """The middle time of `times` ones, of which `middle` is the one or two in the middle."""
    made = median([Fraction(one, _DAY) for one in middle], "days")
    return replace(made, n=times, denominator=Fraction(times))


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the whole (a source, a technique, a product), and its figures by id; `label` is what it is called, the
    empty `key` says that none was named."""

    key: str
    label: str
    of: Mapping[str, Figure]

    def value(self, ident: str) -> Fraction:
        """The value of a figure to sort by, 0 where there is none."""
        found = self.of[ident].value if ident in self.of else None
        return found if found is not None else Fraction(0)


def grouped(view: View, ids: Sequence[str], by: str, compared: Period | None = None) -> list[Group]:
    """Figures by source, technique, product …; each group has those that know it."""
    period = compared or view.period
    found: dict[str, dict[str, Figure]] = {}
    for one in figures.read(view.reading, view.clock, view.own, period, ids=ids, by=by):
        found.setdefault(one.group or "", {})[one.id] = one
    called = figures.labels(view.reading, by, list(found))
    return [Group(key, called[key], of) for key, of in found.items()]


def sources(view: View) -> list[Group]:
    """What each source brought, the largest revenue first; `leads` leaves purchased lists out, and counts them so."""
    found = [
        one
        for one in grouped(view, _BY_SOURCE, "source")
        if any(figure.value is not None for figure in one.of.values())
    ]
    return sorted(found, key=lambda one: (-one.value("revenue"), -one.value("leads"), one.label))


def techniques(view: View) -> list[Group]:
    """What each technique won, the one most often tried first: the order says nothing of which is better."""
    found = [one for one in grouped(view, _BY_TECHNIQUE, "technique") if one.key]
    tried = [one for one in found if one.of.get("win_rate") and one.of["win_rate"].n]
    return sorted(tried, key=lambda one: (-one.of["win_rate"].n, one.label))


def told_apart(groups: Sequence[Group]) -> tuple[Group, Group] | None:
    """The two furthest apart of which one surely wins more often than the other; None where chance may explain it."""
    found = furthest_apart([one.of["win_rate"] for one in groups])
    return None if found is None else (groups[found[0]], groups[found[1]])


def products(view: View) -> list[Group]:
    """What each product brought, the largest revenue first."""
    found = grouped(view, _BY_PRODUCT, "product")
    return sorted(found, key=lambda one: (-one.value("revenue"), one.label))
