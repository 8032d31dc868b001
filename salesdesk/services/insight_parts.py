"""The parts of the insights that are no figure by themselves: losses, who bought again, hours, what may come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from salesdesk.clock import today
from salesdesk.domain import vocabulary
from salesdesk.domain.figures.figure import Figure, proportion, ratio
from salesdesk.domain.figures.periods import Period, around, buckets, months_on
from salesdesk.domain.figures.pipeline import Chance
from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.domain.pipeline import Forecast, forecast
from salesdesk.domain.prospecting_time import union
from salesdesk.services import deal_stages, stints
from salesdesk.services.insights import View
from salesdesk.store.figures import insights as sums

_QUARTERS_FROM: Final = 18  # months, from which who bought again is shown by quarter
_LEAST: Final = 12  # months that are looked at
_MOST: Final = 12  # rows, and columns
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Loss:
    """What deals were lost to: the cause (empty: nobody said), how many, what they came to in minor units, and how many
    of them are in a currency of which no rate is known."""

    cause: str
    count: int
    minor: int
    no_rate: int


def losses(view: View) -> list[Loss]:
    """What the deals lost in the period were lost to, most often first."""
    found = sums.losses(view.reading.connection, view.asked([view.period]))
    return [
        Loss(vocabulary.label("cause", key) if key else name, count, minor, no_rate)
        for key, name, count, minor, no_rate in found
    ]


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who first bought within `days`: how many, and of them the share who bought in each later step of time that
    has begun. `running`: the last of them is not over."""

    days: Period
    customers: int
    again: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """Who bought again, by month or quarter of their first sale; `within` are the days of those first sales."""

    step: str
    within: Period
    cohorts: tuple[Cohort, ...]


def bought_again(view: View) -> Again:
    """Those whose first sale lies in the period, or in the twelve months to its end where it is shorter, up to now."""
    period = view.period
    start = min(period.start, months_on(period.end, -_LEAST))
    months = (period.end.year - start.year) * 12 + period.end.month - start.month
    step = "quarter" if months > _QUARTERS_FROM else "month"
    within = Period(around(start, step).start, period.end)
    begun = buckets(within, step)[-_MOST:]
    after = today(view.clock) + timedelta(days=1)
    later = [*begun[:-1], *buckets(Period(begun[-1].start, max(after, begun[-1].end)), step)]
    found = {
        (first, then): count
        for first, then, count in sums.bought_again(view.reading.connection, view.asked(later))
    }
    names = [one.start.isoformat() for one in later]
    cohorts: list[Cohort] = []
    for place, one in enumerate(begun):
        name = names[place]
        size = found.get((name, name), 0)
        then = [proportion(found.get((name, other), 0), size) for other in names[place + 1 :][:_MOST]]
        cohorts.append(Cohort(one, size, tuple(then)))
    return Again(step, Period(begun[0].start, period.end), tuple(cohorts))


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the day: how long the timer ran in it, on how many days, how many leads were met while it ran, and how
    many at all."""

    hour: int
    time: timedelta
    days: int
    within: int
    met: int

    @property
    def an_hour(self) -> Figure:
        """Leads met while the timer ran ÷ hours that it ran; of so many days."""
        return ratio(self.within, Fraction(self.time // timedelta(seconds=1), 3600), "count", self.days)


def hours(view: View) -> list[Hour]:
    """The hours of the day between the first and the last in which anything was."""
    zone, period, reading = view.clock.zone(), view.period, view.reading
    begun, over = (from_micros(one) for one in period.instants(zone))
    found = stints.between(reading, period.start, period.end, view.clock)
    spans = union(
        (max(start, begun), min(end, over)) for start, end in stints.spans(reading, found, view.clock)
    )
    time: dict[int, timedelta] = {}
    days: dict[int, set[date]] = {}
    for start, end in spans:
        at = start
        while at < end:
            local = at.astimezone(zone)
            past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
            until = min(end, at + _HOUR - past)
            days.setdefault(local.hour, set()).add(local.date())
            time[local.hour] = time.get(local.hour, timedelta()) + (until - at)
            at = until
    within: dict[int, int] = {}
    for at in sums.met_within(reading.connection, [(to_micros(one), to_micros(end)) for one, end in spans]):
        hour = from_micros(at).astimezone(zone).hour
        within[hour] = within.get(hour, 0) + 1
    met: dict[int, int] = {}
    for quarter, count in sums.met_at(reading.connection, view.asked([period])):
        hour = from_micros(quarter * sums.QUARTER_HOUR).astimezone(zone).hour
        met[hour] = met.get(hour, 0) + count
    seen = sorted({*time, *met})
    reach = range(seen[0], seen[-1] + 1) if seen else ()
    return [
        Hour(one, time.get(one, timedelta()), len(days.get(one, ())), within.get(one, 0), met.get(one, 0))
        for one in reach
    ]


@dataclass(frozen=True, slots=True)
class Expected:
    """What may come of the open deals that are expected in a month; `late` of those whose day is past, and `month` None
    of those without a day."""

    month: date | None
    late: bool
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Ahead:
    """What may come: of all open deals, and by month; `elsewhere` have a currency of which no rate is known.
    `by_closed`: how many of the seller's own closed deals tell how likely an open one is; 0 where that was set."""

    whole: Forecast
    months: tuple[Expected, ...]
    elsewhere: int
    by_closed: int = 0


def ahead(view: View) -> Ahead:
    """What may come of the open deals, as things stand now, whatever the period."""
    now = today(view.clock).isoformat()
    chances, by_closed = deal_stages.chances(view.reading), 0
    parts: dict[tuple[bool, str], list[tuple[int, int]]] = {}
    elsewhere = 0
    for stage, probability, day, minor in sums.open_deals(view.reading.connection, view.asked([view.period])):
        if minor is None:
            elsewhere += 1
            continue
        late = bool(day) and day < now
        chance = chances.get(stage, Chance())
        if probability is None:
            by_closed = max(by_closed, chance.closed)
        likely = chance.percent if probability is None else probability
        parts.setdefault((late, "" if late or not day else day[:7]), []).append((minor, likely))
    order = sorted(parts, key=lambda key: (not key[0], not key[1], key[1]))
    months = (
        Expected(date.fromisoformat(f"{month}-01") if month else None, late, forecast(parts[late, month]))
        for late, month in order
    )
    whole = forecast(one for part in parts.values() for one in part)
    return Ahead(whole, tuple(months), elsewhere, by_closed)
