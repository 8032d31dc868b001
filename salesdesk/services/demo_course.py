"""What happened with each prospect of the sample year: rungs climbed, touches, what is still to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.instants import to_micros
from salesdesk.services.demo_year import Deck
from salesdesk.services.followups import ACTIVITY_OF

if TYPE_CHECKING:
    from salesdesk.services.demo_people import Someone
    from salesdesk.services.demo_words import Goods, Tongue
    from salesdesk.services.demo_year import Arrival, Year

_RUNGS: Final = ("suspect", "marketing-qualified", "sales-qualified", "customer")
_OLD: Final = ("customer sales-qualified marketing-qualified suspect parked discarded", (2, 1, 3, 3, 1, 1))
_FRESH: Final = ("sales-qualified marketing-qualified suspect", (1, 3, 4))
_SETTLED: Final = 21  # days after which someone may be a customer, or out of the question
_TIME_FRAMES: Final[Mapping[str, tuple[int, int, int, int]]] = {  # now, two months, none, not asked
    "customer": (20, 30, 30, 20),
    "sales-qualified": (45, 45, 10, 0),
    "marketing-qualified": (12, 40, 33, 15),
    "suspect": (2, 13, 50, 35),
    "parked": (0, 0, 80, 20),
    "discarded": (0, 0, 60, 40),
}
_TOUCHES: Final = {
    "customer": (2, 4),
    "sales-qualified": (2, 3),
    "marketing-qualified": (1, 2),
    "parked": (1, 2),
}
_FIRST: Final = {"fair": "meeting", "incoming-call": "call-in", "inbound": "email", "walk-in": "visit"}
_KINDS: Final = (("call-out", "email", "visit", "call-in", "message", "note"), (35, 25, 12, 12, 8, 8))
_TRIES: Final = ("call-out", "email", "visit", "message")  # by which a seller reaches someone met
_SOON: Final = (1, 1, 2, 1, 6, 1, 2, 3, 1, 9, 1, 2)  # days from a meeting to the first try, in turn
_DUE: Final = {1: -3, 4: 0, 6: -1}  # which of those parked are due by now, and how many days ahead
_PLANNED: Final = {kind: planned for planned, kind in ACTIVITY_OF.items()}
_FOLLOW_UPS: Final = (("call", "email", "visit", "meeting", "sample", "message"), (45, 20, 12, 8, 10, 5))


def made(subject: str, patch: Patch, at: datetime) -> Change:
    """The change that makes a record at `at`, without what says nothing."""
    said: Patch = {name: value for name, value in patch.items() if value not in {"", None}}
    return Change(subject, new_id(), {**said, "created_at": to_micros(at)}, None)


_BEFORE: Final = 3  # of customers and of the parked, one had bought before Salesdesk
_LAST_YEAR, _SPAN, _APART = 380, 290, 37  # days


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as complaints see them."""

    id: UUID
    tongue: Tongue
    since: datetime


@dataclass(frozen=True, slots=True)
class Met:
    """A prospect of the sample and how they came."""

    id: UUID
    someone: Someone
    arrival: Arrival
    due: int | None  # days from today to what is still to be done with them; None where nothing is


class Course:
    """Tells what became of one prospect after the other."""

    def __init__(self, year: Year, goods: Goods, questions: Mapping[str, list[UUID]]) -> None:
        self._year, self._dice, self._goods, self._questions = year, year.dice, goods, questions
        self._old = Deck(year.dice, _OLD[0].split(), _OLD[1])
        self._fresh = Deck(year.dice, _FRESH[0].split(), _FRESH[1])
        self._timed = self._parked = self._tried = self._earlier = 0
        self.customers: list[Customer] = []

    def tell(self, met: Met, patch: Patch, fair: str | None) -> Iterator[Change]:
        """What happened with `met`; `patch`, which makes the prospect, is told how things stand now."""
        stage = self._stage(met)
        if stage != _RUNGS[0]:
            patch["stage"] = stage
        when = self._climbed(met, stage)
        for old, new, at in when:
            moved: Patch = {"prospect": met.id.hex, "old": old, "new": new, "at": to_micros(at)}
            yield made("stage_changes", moved, at)
        self._stands(met, patch, stage, when[-1][2] if when else met.arrival.at)
        yield from self._touches(met, stage, fair)
        yield from self._said(met, stage)
        if met.due is not None:
            yield self._to_do(met, met.due)

    def _stage(self, met: Met) -> str:
        old = (self._year.now - met.arrival.at).days > _SETTLED
        stage = (self._old if old else self._fresh).deal()
        if met.due is not None and stage in {"discarded", "parked"}:
            return "marketing-qualified"
        return stage

    def _climbed(self, met: Met, stage: str) -> list[tuple[str, str, datetime]]:
        """The moves up the ladder, or into a side room: from, to, when."""
        path = _RUNGS[: _RUNGS.index(stage) + 1] if stage in _RUNGS else ("suspect", stage)
        start = met.arrival.at
        last = min(self._year.now - timedelta(days=10), start + timedelta(days=150))
        if last <= start:
            last = self._year.now
        moments = sorted(self._year.between(start, last) for _step in path[1:])
        return list(zip(path, path[1:], moments, strict=False))

    def _stands(self, met: Met, patch: Patch, stage: str, at: datetime) -> None:
        frame = self._dice.choices((*vocabulary.slugs("time_frame"), ""), _TIME_FRAMES[stage])[0]
        day = at.date()
        said: Patch = {"time_frame": frame}
        if self._year.chance(3):
            said["interest_override"] = self._dice.choice(vocabulary.slugs("interest"))
        if stage == "customer":
            self.customers.append(Customer(met.id, met.someone.tongue, at))
            if self._year.chance(20):  # bought before Salesdesk kept the book
                day -= timedelta(days=self._dice.randint(400, 2200))
            if self._year.chance(75):
                said["customer_since"] = day.isoformat()
            if len(self.customers) % _BEFORE == 0:
                said["customer_since"] = self._bought_before()
        if stage == "parked":
            ahead = self._dice.randint(5, 200)
            said["revisit_on"] = self._year.day(_DUE.get(self._parked, ahead)).isoformat()
            self._parked += 1
            if self._parked % _BEFORE == 0:  # bought once, and not any more
                said["customer_since"] = self._bought_before()
            said["revisit_product"] = self._dice.choice(self._goods.products)
        if met.someone.workplace is None and self._year.chance(40):
            said["household"] = self._dice.choice(self._goods.households)
        patch.update({name: value for name, value in said.items() if value})

    def _bought_before(self) -> str:
        """A day of the year before the sample, on which someone bought who is met again in it, without dice."""
        self._earlier += 1
        return self._year.day(-_LAST_YEAR - _APART * self._earlier % _SPAN).isoformat()

    def _touches(self, met: Met, stage: str, fair: str | None) -> Iterator[Change]:
        start, notes = met.arrival.at, met.someone.tongue.notes
        kind = _FIRST.get(met.arrival.source, "note")
        first: Patch = {"kind": kind, "prospect": met.id.hex, "fair": fair, "at": to_micros(start)}
        if fair:
            first |= {"outcome": "met", "minutes": self._dice.choice((5, 10, 15))}
        elif kind == "note":  # as a capture leaves it, so that one without words is not told twice
            first["outcome"] = "met"
        yield made(
            "activities",
            {**first, "note": self._dice.choice(notes[kind]) if self._year.chance(60) else ""},
            start,
        )
        if (self._year.now - start).days < 2:
            return
        least, most = _TOUCHES.get(stage, (0, 1))
        moments = sorted(
            self._year.between(start, self._year.now) for _n in range(self._dice.randint(least, most))
        )
        for place, at in enumerate(moments):
            kind = self._dice.choices(*_KINDS)[0]
            if stage == "customer" and self._year.chance(20):
                kind = "delivery"
            if place:
                yield from self._touch(met, kind, at)
            else:
                yield from self._touch(met, kind if kind in _TRIES else _TRIES[0], self._tried_at(start, at))

    def _tried_at(self, met: datetime, at: datetime) -> datetime:
        """When someone met was first tried: mostly within the days that were promised, without dice."""
        self._tried += 1
        day = met + timedelta(days=_SOON[self._tried % len(_SOON)], minutes=-20)
        if day.weekday() > 4:
            day += timedelta(days=7 - day.weekday())
        return min(day, at)

    def _touch(self, met: Met, kind: str, at: datetime) -> Iterator[Change]:
        minutes = self._dice.choice((3, 5, 8, 12, 20)) if kind.startswith("call") else None
        minutes = self._dice.choice((30, 45, 60, 90)) if kind == "visit" else minutes
        note = self._dice.choice(met.someone.tongue.notes[kind])
        touch: Patch = {
            "kind": kind,
            "prospect": met.id.hex,
            "at": to_micros(at),
            "minutes": minutes,
            "note": note,
        }
        yield made("activities", touch, at)
        planned = _PLANNED.get(kind)
        if planned and self._year.chance(45):
            before = max(met.arrival.at, at - timedelta(days=self._dice.randint(2, 12)))
            done = self._plan(met, planned, at) | {"done_at": to_micros(at)}
            yield made("followups", done, before)

    def _plan(self, met: Met, kind: str, day: datetime) -> Patch:
        what = self._dice.choice(met.someone.tongue.follow_ups[kind])
        zone = self._year.zone_name
        return {
            "what": what,
            "kind": kind,
            "day": day.date().isoformat(),
            "zone": zone,
            "prospect": met.id.hex,
        }

    def _to_do(self, met: Met, due: int) -> Change:
        kind = self._dice.choices(*_FOLLOW_UPS)[0]
        said = self._plan(met, kind, met.arrival.at) | {"day": self._year.day(due).isoformat()}
        self._timed += 1
        if due >= 0 and self._timed % 3 == 0:
            said["time"] = f"{self._dice.randint(9, 16):02d}:{self._dice.choice((0, 15, 30)):02d}"
        start, end = met.arrival.at, self._year.now + timedelta(days=min(due, 0) - 1)
        young = end.date() <= start.date()
        if young:
            said["origin"] = "capture"
        return made("followups", said, start if young else self._year.between(start, end))

    def _said(self, met: Met, stage: str) -> Iterator[Change]:
        """Products asked about, consents, and answers to the questions of the rung or the fair."""
        at, owner = met.arrival.at, met.id.hex
        stamp = to_micros(at)
        for position, product in enumerate(self._year.some(self._goods.products, 0, 2)):
            signal = self._dice.choices(vocabulary.SIGNALS, (55, 15, 15, 15))[0]
            asked: Patch = {"product": product, "signal": signal, "day": at.date().isoformat()}
            yield made("asked_about", {"prospect": owner, **asked, "position": position or None}, at)
        if self._year.chance(45):
            wording = self._dice.choice(met.someone.tongue.consent)
            channels = ("email", "phone") if self._year.chance(30) else ("email",)
            if met.arrival.fair and self._year.chance(70):
                channels = (*channels, "hand-over")
            gone = to_micros(self._year.between(at, self._year.now)) if self._year.chance(4) else None
            for channel in channels:
                said: Patch = {
                    "channel": channel,
                    "basis": "consent",
                    "wording": wording,
                    "withdrawn_at": gone,
                }
                yield made("consents", {"prospect": owner, **said, "at": stamp}, at)
        asked_on = self._questions.get(met.arrival.fair if self._year.chance(30) else stage, [])
        if self._year.chance(40):
            for question in asked_on:
                answer: Patch = {"question": question.hex, "text": self._dice.choice(self._goods.answers)}
                yield made("answers", {"prospect": owner, **answer, "at": stamp}, at)
