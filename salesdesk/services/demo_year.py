"""When things happened in the sample year: its fairs, who came when and from where, working hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import sqrt
from random import Random
from typing import TYPE_CHECKING, TypeVar

from salesdesk.clock import Clock, today, zone_name

if TYPE_CHECKING:
    from salesdesk.services.demo_words import FairPlan, Goods

T = TypeVar("T")

DAYS = 365


@dataclass(frozen=True, slots=True)
class FairDays:
    """A fair on its days (both included), under the name that it has that year."""

    plan: FairPlan
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a prospect came: when, through which source, at which fair."""

    at: datetime
    source: str
    which: str = ""
    fair: str = ""


class Year:
    """The year up to now, in the seller's time zone, with the dice that everything is thrown with."""

    def __init__(self, clock: Clock, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311  (a sample wants to be repeatable, not secret)
        self.zone = clock.zone()
        self.zone_name = zone_name(clock)
        self.now = clock.now().astimezone(self.zone)
        self.today = today(clock)

    def day(self, away: int) -> date:
        """The day so many days from today."""
        return self.today + timedelta(days=away)

    def hour(self, day: date) -> datetime:
        """A moment in the working hours of `day`, or of the day before where it is still to come."""
        minute = self.dice.randrange(9 * 60, 17 * 60, 5)
        at = datetime.combine(day, time(minute // 60, minute % 60), self.zone)
        while at >= self.now:
            at -= timedelta(days=1)
        return at

    def between(self, start: datetime, end: datetime) -> datetime:
        """A moment in working hours of a weekday after `start`, at the latest about `end`."""
        days = max(1, (end.date() - start.date()).days)
        day = start.date() + timedelta(days=self.dice.randint(1, days))
        if day.weekday() > 4 and (day - start.date()).days > 2:
            day -= timedelta(days=day.weekday() - 4)
        return max(self.hour(day), start)

    def chance(self, percent: float) -> bool:
        """True so many times of a hundred."""
        return self.dice.random() * 100 < percent

    def some(self, of: Sequence[T], least: int, most: int) -> list[T]:
        """A few of `of`, each once."""
        return self.dice.sample(list(of), self.dice.randint(least, min(most, len(of))))

    def fairs(self, goods: Goods) -> list[FairDays]:
        """The fairs of the year: two past, one that runs today, one to come."""
        found: list[FairDays] = []
        for plan in goods.fairs:
            first = self.day(plan.days_away)
            if plan.weekday is not None:
                first -= timedelta(days=(first.weekday() - plan.weekday) % 7)
            last = first + timedelta(days=plan.length - 1)
            found.append(FairDays(plan, f"{plan.name} {first.year}", first, last))
        return found

    def arrivals(self, count: int, goods: Goods) -> list[Arrival]:
        """How `count` prospects came, in the order of time: the greater part at fairs."""
        found: list[Arrival] = []
        for fair in self.fairs(goods):
            length = (fair.ends_on - fair.starts_on).days
            for _number in range(round(count * fair.plan.share / 100)):
                day = fair.starts_on + timedelta(days=self.dice.randint(0, length))
                at = self.hour(min(day, self.today))
                found.append(Arrival(at, "fair", fair.name, fair.name))
        found = found[:count]
        kinds = [("referral", [""]), *((one["kind"], one["which"]) for one in goods.origins)]
        shares = [goods.referral, *(one["share"] for one in goods.origins)]
        start = datetime.combine(self.day(-DAYS), time(9), self.zone)
        for kind, which in self.dice.choices(kinds, shares, k=count - len(found)):
            found.append(Arrival(self.between(start, self.now), kind, self.dice.choice(which)))
        return sorted(found, key=lambda arrival: arrival.at)

    def open_days(self, count: int) -> dict[int, int]:
        """Which of `count` prospects, by their place in time, are to be followed up, and in how many days.

        What is late, due today and due this week grows with the square root of `count`, as one seller can
        only do so much in a day.
        """
        early, recent = list(range(count * 4 // 5)), list(range(count * 4 // 5, count))
        self.dice.shuffle(early)
        self.dice.shuffle(recent)
        much, found = sqrt(count), dict[int, int]()
        for share, least, first, last, both in (
            (0.4, 2, -9, -1, False),
            (0.3, 2, 0, 0, False),
            (1.5, 4, 1, 7, True),
            (0.3 * much, 2, 8, 70, True),
        ):
            for number in range(max(least, round(share * much))):
                pool = recent if both and recent and (number % 2 or not early) else early
                if pool:
                    found[pool.pop()] = self.dice.randint(first, last)
        return found


class Deck:
    """Kinds dealt from shuffled decks, so that a small store has its share of each as a large one has."""

    def __init__(self, dice: Random, kinds: Sequence[str], counts: Sequence[int]) -> None:
        self._dice = dice
        self._cards = [kind for kind, count in zip(kinds, counts, strict=True) for _card in range(count)]
        self._left: list[str] = []

    def deal(self) -> str:
        """The next card; a new deck is shuffled where one is used up."""
        if not self._left:
            self._left = self._dice.sample(self._cards, len(self._cards))
        return self._left.pop()
