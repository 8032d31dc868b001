"""How a figure comes about: the records on both sides of it, and what was left out and why (kpis.md: a figure shows
its working). Records are asked for only when somebody wants to see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from salesdesk.clock import Clock, today
from salesdesk.domain import vocabulary
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services import deal_stages, figure_commission, figure_words, figures, preferences
from salesdesk.services.figure_sides import MADE, Side
from salesdesk.services.figure_streams import Question, delays, spans
from salesdesk.store.figures import records as found_records
from salesdesk.store.figures import sale_records as sales
from salesdesk.store.figures import work_records as work
from salesdesk.store.figures.asking import Asked
from salesdesk.store.figures.records import Found, Picked
from salesdesk.store.unit import Reading

PAGE: Final = 200  # records shown at once
_NO_SCOPE: Final[Mapping[str, str]] = {}
_HOUR: Final = 3_600_000_000  # microseconds


@dataclass(frozen=True, slots=True)
class Part:
    """A side of a figure, or something left out of it: how many records, and what they come to in `side.unit` where
    that is what counts. `place` is where it stands among the parts of the figure."""

    side: Side
    place: int
    name: str
    count: int
    amount: Fraction | None
    currency: str

    @property
    def shown(self) -> str:
        """What it comes to, as one says it: `17 deals`, `84 250 kr`."""
        if self.amount is not None:
            return figure_words.said(self.amount, self.side.unit, self.currency)
        return counted(self.side.noun, self.count)


@dataclass(frozen=True, slots=True)
class Working:
    """A figure, what it is made of, and what was left out."""

    figure: Figure
    sides: tuple[Part, ...]
    left_out: tuple[Part, ...]


def _today(asked: Question) -> str:
    return today(asked.clock).isoformat()


def _longest(asked: Question) -> int:
    return preferences.read(asked.reading).forgotten_hours * _HOUR


def _plain(source: Callable[[Asked], str]) -> Callable[[Question], str]:
    return lambda asked: source(asked.asked())


def _by_now(source: Callable[[Asked, str], str]) -> Callable[[Question], str]:
    return lambda asked: source(asked.asked(), _today(asked))


SOURCES: Final[Mapping[str, Callable[[Question], str]]] = {
    "sold": _plain(sales.sold),
    "lines": _plain(sales.lines),
    "back": _plain(sales.returned),
    "decided": _plain(sales.decided),
    "open": lambda asked: sales.still_open(asked.asked(), deal_stages.percents(asked.reading)),
    "offered": _plain(sales.offered),
    "bought": _plain(sales.bought),
    "buyers": _plain(sales.buyers),
    "crossed": _plain(sales.crossed),
    "second": _by_now(sales.second),
    "recovered": _by_now(sales.recovered),
    "kept": lambda asked: sales.kept(spans(asked)),
    "met": lambda asked: work.met(asked.asked(), delays(asked)),
    "reached": _plain(work.reached),
    "deliveries": _by_now(work.deliveries),
    "check_ins": _by_now(work.check_ins),
    "complaints": _plain(work.complaints),
    "resolved": _plain(work.resolved),
    "satisfied": lambda asked: work.ratings(asked.asked(), "satisfaction"),
    "recommended": lambda asked: work.ratings(asked.asked(), "recommendation"),
    "activities": _plain(work.activities),
    "served": _plain(work.served),
    "days": _plain(work.days_worked),
    "stints": lambda asked: work.stints(asked.asked(), _longest(asked)),
    "reviews": _plain(work.reviews),
    "reviewed": _plain(work.reviewed),
    "spent": _plain(work.spent),
    "fairs": _plain(work.fairs),
    "fair_costs": _plain(work.fair_costs),
    "fair_people": _plain(work.fair_people),
    "fair_sales": _plain(work.fair_sales),
    "earned": figure_commission.source,
    "earned_on": lambda asked: sales.sold(asked.asked(periods=figure_commission.commissionable(asked))),
    "taken_back": lambda asked: sales.returned(asked.asked(periods=figure_commission.commissionable(asked))),
}


def read(
    reading: Reading,
    clock: Clock,
    own: str,
    period: Period,
    ident: str,
    *,
    scope: Mapping[str, str] = _NO_SCOPE,
) -> Working:
    """How a figure of a period comes about, amounts in `own`; `scope` keeps a part: {"source": "fair"}.

    To be asked off the window's thread. Raises `UserError` where the figure is not known, or cannot be asked so.
    """
    (figure,) = figures.read(reading, clock, own, period, ids=[ident], scope=scope)
    asked = Question(reading=reading, clock=clock, own=own, periods=[period], scope=scope)
    made = MADE[ident]
    every = (*made.sides, *made.left_out)
    sums = _sums(asked, every)
    parts = [_part(place, side, sums, own) for place, side in enumerate(every)]
    cut = len(made.sides)
    return Working(figure, tuple(parts[:cut]), tuple(one for one in parts[cut:] if one.count))


def records(
    reading: Reading,
    clock: Clock,
    own: str,
    period: Period,
    side: Side,
    *,
    scope: Mapping[str, str] = _NO_SCOPE,
    start: int = 0,
    most: int = PAGE,
) -> list[Found]:
    """The records of a side or of what was left out, the latest first, from the one at `start` on; at most `most` (-1:
    all)."""
    asked = Question(reading=reading, clock=clock, own=own, periods=[period], scope=scope)
    source = SOURCES[side.source](asked)
    picked = Picked(side.where, side.amount)
    return found_records.page(reading.connection, source, picked, asked.asked(), most=most, start=start)


def _sums(asked: Question, sides: Sequence[Side]) -> dict[tuple[str, Picked], tuple[int, int]]:
    """How many records of each side, and what they come to: one question a source."""
    wanted: dict[str, list[Picked]] = {}
    for side in sides:
        wanted.setdefault(side.source, []).append(Picked(side.where, side.amount))
        if side.quiet:
            wanted[side.source].append(Picked(side.quiet))
    found: dict[tuple[str, Picked], tuple[int, int]] = {}
    for source, picked in wanted.items():
        told = found_records.totals(asked.reading.connection, SOURCES[source](asked), picked, asked.asked())
        found |= {(source, one): sums for one, sums in zip(picked, told, strict=True)}
    return found


def _part(place: int, side: Side, sums: Mapping[tuple[str, Picked], tuple[int, int]], own: str) -> Part:
    count, amount = sums[side.source, Picked(side.where, side.amount)]
    name = _(side.name)
    quiet = sums[side.source, Picked(side.quiet)][0] if side.quiet else 0
    if quiet:
        told = ngettext(
            "{name}, {number} of them without a touch for 30 days",
            "{name}, {number} of them without a touch for 30 days",
            quiet,
        )
        name = told.format(name=name, number=quiet)
    adds = bool(side.amount and (side.above or side.below))
    worth = Fraction(amount, side.parts) if adds else None
    return Part(side, place, name, count, worth, own if side.unit == "money" else "")


def amount_of(part: Part, record: Found) -> str:
    """What a record of a part comes to, as one says it; empty where nothing is summed."""
    if record.amount is None or not part.side.unit:
        return ""
    return figure_words.said(Fraction(record.amount, part.side.parts), part.side.unit, part.currency)


def line_of(record: Found) -> str:
    """The quieter line of a record."""
    return vocabulary.label(record.word, record.line) if record.word and record.line else record.line


def counted(noun: str, number: int) -> str:
    """So many of something: `17 deals`."""
    return _COUNTED[noun](number).format(number=grouped(number))


_COUNTED: Final[Mapping[str, Callable[[int], str]]] = {
    "deal": lambda n: ngettext("{number} deal", "{number} deals", n),
    "sale": lambda n: ngettext("{number} sale", "{number} sales", n),
    "line": lambda n: ngettext("{number} line", "{number} lines", n),
    "credit": lambda n: ngettext("{number} credit", "{number} credits", n),
    "prospect": lambda n: ngettext("{number} prospect", "{number} prospects", n),
    "customer": lambda n: ngettext("{number} customer", "{number} customers", n),
    "person": lambda n: ngettext("{number} time", "{number} times", n),
    "activity": lambda n: ngettext("{number} activity", "{number} activities", n),
    "check-in": lambda n: ngettext("{number} check-in", "{number} check-ins", n),
    "complaint": lambda n: ngettext("{number} complaint", "{number} complaints", n),
    "rating": lambda n: ngettext("{number} rating", "{number} ratings", n),
    "expense": lambda n: ngettext("{number} expense", "{number} expenses", n),
    "fair": lambda n: ngettext("{number} fair", "{number} fairs", n),
    "stint": lambda n: ngettext("{number} stint", "{number} stints", n),
    "review": lambda n: ngettext("{number} review", "{number} reviews", n),
    "period": lambda n: ngettext("{number} period", "{number} periods", n),
    "day": lambda n: ngettext("{number} day", "{number} days", n),
}
