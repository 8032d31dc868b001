"""The playbook: every technique with what came of it, and how it stands beside the others.

The figures are the win rate and the mean sale of `services.figures`, over all the years; the order is the seller's own
and says nothing of which is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from salesdesk.clock import Clock, today
from salesdesk.domain.figures.comparing import Verdict, compared
from salesdesk.domain.figures.figure import Figure, proportion, ratio
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.instants import from_micros
from salesdesk.domain.locally import share
from salesdesk.domain.techniques import Technique
from salesdesk.domain.text import fold
from salesdesk.i18n import _
from salesdesk.services import figures, techniques
from salesdesk.store import technique_sums
from salesdesk.store.unit import Reading

_FIRST: Final = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A technique in the list; `record` is None where deals or activities name one that the playbook does not know.
    `rate` is its win rate, `sale` its mean sale."""

    name: str
    record: Technique | None
    deals: int
    touches: int
    rate: Figure
    sale: Figure

    @property
    def won(self) -> int:
        """How many deals were won by it."""
        return int(self.rate.numerator or 0)

    @property
    def lost(self) -> int:
        """How many were lost."""
        return int(self.rate.denominator or 0) - self.won


@dataclass(frozen=True, slots=True)
class Beside:
    """How a technique stands beside another one."""

    other: str
    verdict: Verdict
    told: str


@dataclass(frozen=True, slots=True)
class Use:
    """A deal in which a technique was used. `outcome` is empty while it is open; `at`: when it was closed or opened."""

    deal: UUID
    title: str
    who: str
    outcome: str
    at: datetime | None


def read(reading: Reading, clock: Clock, own: str) -> list[Line]:
    """All techniques in the seller's order, then those that are only named, by name; amounts in `own`."""
    told = {name: (deals, touches) for name, deals, touches in technique_sums.used(reading.connection)}
    rates, sales = _figures(reading, clock, own)
    kept = {one.name: one for one in techniques.all_of(reading)}
    named = sorted(set(told) - set(kept), key=lambda one: (fold(one), one))
    return [
        Line(
            name,
            kept.get(name),
            *told.get(name, (0, 0)),
            rate=rates.get(name, proportion(0, 0, id="win_rate")),
            sale=sales.get(name, ratio(0, 0, "money", 0, id="average_ticket")),
        )
        for name in (*kept, *named)
    ]


def _figures(reading: Reading, clock: Clock, own: str) -> tuple[dict[str, Figure], dict[str, Figure]]:
    period = Period(_FIRST, today(clock) + timedelta(days=1))
    asked = figures.read(reading, clock, own, period, ids=("win_rate", "average_ticket"), by="technique")
    rates = {one.group or "": one for one in asked if one.id == "win_rate"}
    return rates, {one.group or "": one for one in asked if one.id == "average_ticket"}


def deals_of(reading: Reading, name: str, *, limit: int = 100) -> list[Use]:
    """The deals that name a technique: the open ones, then those closed last."""
    rows = technique_sums.deals_of(reading.connection, name, limit)
    return [
        Use(UUID(bytes=one), title, who, outcome, from_micros(at) if at is not None else None)
        for one, title, who, outcome, at in rows
    ]


def beside(lines: Sequence[Line], name: str) -> list[Beside]:
    """How the technique `name` stands beside each other one that was tried, in the order of the list: told apart only
    where chance cannot explain it."""
    mine = next((one for one in lines if one.name == name), None)
    if mine is None or not mine.rate.n:
        return []
    return [_beside(mine, one) for one in lines if one.name != name and one.rate.n]


def _beside(mine: Line, other: Line) -> Beside:
    verdict = compared(mine.rate, other.rate)
    if verdict == "few":
        told = _("{other}: too few to say").format(other=rated(other))
    elif verdict == "alike":
        told = _("{other}: too few to say which is better").format(other=rated(other))
    elif verdict == "better":
        told = _("{other}: wins less often, more than chance would explain").format(other=rated(other))
    else:
        told = _("{other}: wins more often, more than chance would explain").format(other=rated(other))
    return Beside(other.name, verdict, told)


def rated(line: Line) -> str:
    """`Live demo wins 44 % (30–59)`; under 5 deals its rate is not told."""
    if line.rate.note:
        return line.name
    return _("{name} wins {rate}").format(name=line.name, rate=rate(line.rate))


def rate(figure: Figure) -> str:
    """A rate with its 95 % interval in short: `44 % (30–59)`; empty where there are too few deals to say."""
    if figure.note or figure.value is None or figure.low is None or figure.high is None:
        return ""
    said = share(round(figure.value, 2))
    return f"{said} ({round(figure.low * 100)}–{round(figure.high * 100)})"
