"""The streams that figures are made of: sums by bucket and group that the store gives, each asked for once, however
many figures are made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from salesdesk.clock import Clock, today
from salesdesk.domain.figures import commission, customers, leads, pipeline, sales, service, work
from salesdesk.domain.figures.periods import Period, buckets, months_on
from salesdesk.domain.instants import to_micros
from salesdesk.services import deal_stages, figure_commission, preferences, stints
from salesdesk.store.figures import customers as customer_sums
from salesdesk.store.figures import leads as lead_sums
from salesdesk.store.figures import pipeline as pipeline_sums
from salesdesk.store.figures import sales as sale_sums
from salesdesk.store.figures import service as service_sums
from salesdesk.store.figures import work as work_sums
from salesdesk.store.figures.asking import OF_DEALS, OF_PROSPECTS, Asked, Key
from salesdesk.store.figures.at_hand import spans_of
from salesdesk.store.unit import Reading

T = TypeVar("T")
_DEALS, _PEOPLE = frozenset(OF_DEALS), frozenset(OF_PROSPECTS)
_BUYERS: Final = _DEALS - {"product"}
_WHOLE: Final[frozenset[str]] = frozenset()


@dataclass(slots=True, kw_only=True)
class Question:
    """What is asked: which periods, by what, of what part. `own` is the currency of all amounts."""

    reading: Reading
    clock: Clock
    own: str
    periods: Sequence[Period]
    by: str = ""
    scope: Mapping[str, str] = field(default_factory=dict[str, str])
    _answers: dict[str, Mapping[Key, Any]] = field(default_factory=dict[str, Mapping[Key, Any]])
    _known: dict[str, Any] = field(default_factory=dict[str, Any])

    def asked(self, *, periods: Sequence[Period] | None = None) -> Asked:
        """It as the store understands it."""
        zone = self.clock.zone()
        cut = tuple(
            (one.start.isoformat(), *one.instants(zone), one.start.isoformat(), one.end.isoformat())
            for one in periods or self.periods
        )
        now = to_micros(self.clock.now())
        at_hand = spans_of(self.reading.connection)
        return Asked(
            buckets=cut, own=self.own, zone=zone, now=now, by=self.by, scope=self.scope, at_hand=at_hand
        )

    def of(self, bucket: str) -> Question:
        """The same of one of its periods; what is known already stays known."""
        return replace(self, periods=[one for one in self.periods if one.start.isoformat() == bucket])

    def once(self, ask: Callable[[Question], T]) -> T:
        """What `ask` tells of the question, asked the first time only: many figures are made of it, and many parts."""
        name = ask.__qualname__
        if name not in self._known:
            self._known[name] = ask(self)
        return self._known[name]

    def answer(self, stream: str) -> Mapping[Key, Any]:
        """The sums of a stream."""
        if stream not in self._answers:
            self._answers[stream] = STREAMS[stream].ask(self)
        return self._answers[stream]


@dataclass(frozen=True, slots=True)
class Stream:
    """How sums are asked for, what stands where there are none, and by what they can be divided."""

    ask: Callable[[Question], Mapping[Key, Any]]
    empty: Any
    parts: frozenset[str]


def _today(asked: Question) -> str:
    return today(asked.clock).isoformat()


def delays(asked: Question) -> Mapping[str, int]:
    """Within how many hours a lead is to be tried, by its interest."""
    return {interest: days * 24 for interest, days in preferences.read(asked.reading).delays.items()}


def _met(asked: Question) -> Mapping[Key, Any]:
    return lead_sums.met(asked.reading.connection, asked.asked(), delays(asked))


def spans(asked: Question) -> list[customer_sums.Span]:
    """Over what customers stay or go, for each period."""
    zone = asked.clock.zone()
    made = list[customer_sums.Span]()
    for one in asked.periods:
        start = Period(months_on(one.start, -customers.ACTIVE), one.start)
        end = Period(months_on(one.end, -customers.ACTIVE), one.end)
        days = [(span.start.isoformat(), span.end.isoformat()) for span in (start, end)]
        name = one.start.isoformat()
        made.append(customer_sums.Span(name, start.instants(zone), end.instants(zone), days[0], days[1]))
    return made


def _kept(asked: Question) -> Mapping[Key, Any]:
    found = customer_sums.kept(asked.reading.connection, asked.asked(), spans(asked))
    return {(name, ""): one for name, one in found.items()}


def _all(asked: Question) -> Period:
    """The days from the first period's begin to the last one's end."""
    return Period(min(one.start for one in asked.periods), max(one.end for one in asked.periods))


def _by_period(asked: Question, days: Mapping[date, Any]) -> Mapping[Key, Any]:
    """What is known of days, those of each period by themselves."""
    return {
        (one.start.isoformat(), ""): {day: known for day, known in days.items() if one.holds(day)}
        for one in asked.periods
    }


def _worked(asked: Question) -> Mapping[Key, Any]:
    whole = _all(asked)
    return _by_period(asked, stints.time_by_day(asked.reading, whole.start, whole.end, asked.clock))


def _served(asked: Question) -> Mapping[Key, Any]:
    days = asked.asked(periods=buckets(_all(asked), "day"))
    served = {
        date.fromisoformat(day): n for day, n in work_sums.served(asked.reading.connection, days).items()
    }
    return _by_period(asked, served)


def _open(asked: Question) -> Mapping[Key, Any]:
    return pipeline_sums.open_deals(
        asked.reading.connection, asked.asked(), deal_stages.percents(asked.reading)
    )


def ever_raised(asked: Question) -> bool:
    """Whether a step up was ever offered or sold."""
    return sale_sums.ever_raised(asked.reading.connection)


def fair_days(asked: Question) -> frozenset[date]:
    """The days of all fairs."""
    return frozenset(
        date.fromisoformat(start) + timedelta(days=day)
        for start, end in work_sums.fair_days(asked.reading.connection)
        for day in range((date.fromisoformat(end) - date.fromisoformat(start)).days + 1)
    )


def _plain(ask: Callable[[Any, Asked], Mapping[Key, Any]], empty: Any, parts: frozenset[str]) -> Stream:
    return Stream(lambda asked: ask(asked.reading.connection, asked.asked()), empty, parts)


STREAMS: Final[Mapping[str, Stream]] = {
    "sold": _plain(sale_sums.sums, sales.SaleSums(), _DEALS),
    "back": _plain(sale_sums.returned, sales.Returned(), _DEALS),
    "tickets": _plain(sale_sums.tickets, (), _DEALS),
    "cycles": _plain(sale_sums.cycles, (), _DEALS),
    "decided": _plain(sale_sums.decided, sales.Decided(), _DEALS),
    "offered": _plain(sale_sums.offered, sales.Offered(), _DEALS),
    "buyers": _plain(customer_sums.buyers, customers.BuyerSums(), _BUYERS),
    "crossed": _plain(customer_sums.crossed, (0, 0), _BUYERS),
    "second": _plain(customer_sums.first_and_second, (), _BUYERS),
    "kept": Stream(_kept, customers.Kept(), _WHOLE),
    "met": Stream(_met, leads.LeadSums(), _PEOPLE),
    "responses": _plain(lead_sums.responses, (), _PEOPLE),
    "reached": _plain(lead_sums.reached, {}, _PEOPLE),
    "deliveries": Stream(
        lambda asked: service_sums.deliveries(asked.reading.connection, asked.asked(), _today(asked)),
        service.Promises(),
        _BUYERS,
    ),
    "check_ins": Stream(
        lambda asked: service_sums.check_ins(asked.reading.connection, asked.asked(), _today(asked)),
        (0, 0),
        _WHOLE,
    ),
    "complaints": _plain(service_sums.complaints, service.ComplaintSums(), _WHOLE),
    "resolved": _plain(service_sums.resolved, (), _WHOLE),
    "recovered": _plain(service_sums.recovered, (), _WHOLE),
    "satisfied": _plain(service_sums.satisfied, (0, 0), _WHOLE),
    "recommended": _plain(service_sums.recommended, service.Recommended(), _WHOLE),
    "activities": _plain(work_sums.activities, 0, frozenset({"kind"})),
    "served": Stream(_served, {}, _WHOLE),
    "stints": Stream(_worked, {}, _WHOLE),
    "reviews": _plain(work_sums.reviews, work.Reviewed(), _WHOLE),
    "spent": _plain(work_sums.spent, work.Spent(), frozenset(work_sums.SPENT)),
    "fairs": _plain(work_sums.fairs, work.FairSums(), frozenset({"fair"})),
    "earned": Stream(figure_commission.earned, commission.Earned(), _WHOLE),
    "open": Stream(_open, pipeline.OpenSums(), _BUYERS),
}
