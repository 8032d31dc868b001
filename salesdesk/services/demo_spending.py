"""What the seller of the sample year spent and when they prospected, and what customers said of their orders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.i18n import N_, _
from salesdesk.services.demo_course import made

if TYPE_CHECKING:
    from uuid import UUID

    from salesdesk.domain.changes import Change, Patch
    from salesdesk.services.demo_year import Arrival, FairDays, Year

_AT_A_FAIR: Final = (  # what, kind, step, least and most in whole units
    (N_("Train and hotel"), "travel", "attract", 1800, 4600),
    (N_("Sample boxes"), "samples", "offer", 900, 2400),
    (N_("Lights and flowers for the stand"), "fair", "attract", 400, 1500),
)
_IN_BETWEEN: Final = (  # days from today besides
    (-12, N_("Posts about oak trays"), "advertising", "attract", 600, 1200),
    (-40, N_("Newsletter program"), "tools", "keep", 299, 299),
    (-75, N_("Addresses of hotels and cafés"), "list", "qualify", 2900, 5200),
    (-110, N_("Thank-you bowls for those who sent others"), "gift", "keep", 700, 1400),
    (-160, N_("Post about the autumn bowls"), "advertising", "attract", 500, 1100),
    (-230, N_("Round of visits by car"), "travel", "win", 800, 1900),
)
_SAID: Final = {
    5: (N_("Just what we wanted, and early."), N_("Our guests ask where the trays are from.")),
    4: (N_("Lovely work. The invoice came twice."), ""),
    3: (N_("Good bowls, but we had to ask when they would come."), ""),
    2: (N_("Two weeks late, and nobody called."),),
}
_SHARES: Final = {5: 42, 4: 33, 3: 17, 2: 8}
_RATED: Final = 45  # of a hundred sales
_EVENING: Final = 17  # the hour after which nobody prospects
_WEEKS: Final = 6  # of prospecting that the timer knows


@dataclass(frozen=True, slots=True)
class _Sale:
    """A won deal, as its ratings and credits see it."""

    id: UUID
    patch: Patch
    closed: datetime


class Spending:
    """Hears of the deals that are made up, and makes up the rest when all of them are told."""

    def __init__(self, year: Year, currency: str) -> None:
        self._year, self._currency = year, currency
        self._dice = Random(f"{year.today.isoformat()} spending")  # noqa: S311  (a sample wants to be repeatable)
        self._fairs: list[tuple[FairDays, UUID]] = []
        self._sales: list[_Sale] = []
        self._lines: dict[str, Change] = {}  # the first line of each deal, by its id
        self._came: list[datetime] = []  # who was met besides fairs

    def hear(self, group: Sequence[Change]) -> None:
        """Takes note of what was sold."""
        for change in group:
            closed = change.patch.get("closed_at")
            if change.subject == "deals" and change.patch.get("outcome") == "won" and isinstance(closed, int):
                self._sales.append(_Sale(change.record, change.patch, from_micros(closed)))
            elif change.subject == "deal_lines":
                self._lines.setdefault(str(change.patch["deal"]), change)

    def met(self, arrival: Arrival) -> None:
        """Takes note of someone who was met."""
        if not arrival.fair:
            self._came.append(arrival.at)

    def met_at(self, fair: FairDays, ident: UUID) -> None:
        """Takes note of a fair."""
        self._fairs.append((fair, ident))

    def groups(self) -> Iterator[list[Change]]:
        """Expenses, stints, ratings and one credit."""
        yield [*self._expenses()]
        yield [*self._stints()]
        for sale in self._sales:
            if self._dice.random() * 100 < _RATED and sale.closed < self._year.now - timedelta(days=16):
                yield [*self._rating(sale)]
        yield [*self._credit()]

    def _expenses(self) -> Iterator[Change]:
        for fair, ident in self._fairs:
            if fair.starts_on > self._year.today:
                continue
            for place, (what, kind, step, least, most) in enumerate(_AT_A_FAIR):
                day = fair.starts_on - timedelta(days=2 - place)
                told: Patch = {"what": _(what), "kind": kind, "step": step, "fair": ident.hex}
                yield self._expense(day, told, least, most)
        for away, what, kind, step, least, most in _IN_BETWEEN:
            yield self._expense(
                self._year.day(away), {"what": _(what), "kind": kind, "step": step}, least, most
            )

    def _expense(self, day: object, told: Patch, least: int, most: int) -> Change:
        minor = self._dice.randint(least, most) * 100
        at = self._year.now - timedelta(days=1)
        patch: Patch = {**told, "minor": minor, "currency": self._currency, "day": str(day)}
        return made("expenses", patch, at)

    def _stints(self) -> Iterator[Change]:
        """An hour or two on most weekdays; one cut off for idleness now and then, one that was forgotten."""
        for away in range(-7 * _WEEKS, 1):
            day = self._year.day(away)
            if day.weekday() > 4 or self._dice.random() < 0.25:
                continue
            begun = datetime.combine(day, time(9, 5 * self._dice.randint(0, 5)), self._year.zone)
            found = sorted(at for at in self._came if at.date() == day and at > begun)
            for _number in range(self._dice.choice((1, 1, 2))):
                span = timedelta(minutes=self._dice.randint(18, 75))
                found = [at for at in found if at > begun]
                if found:  # whom one finds while one looks for them
                    begun = max(begun, found.pop(0) - span / 2)
                ended = begun + span
                if ended >= self._year.now or ended.hour > _EVENING:
                    break
                cut = self._dice.choices(("", "idle"), (85, 15))[0]
                if away == -9:
                    ended, cut = begun + timedelta(hours=4), "forgotten"
                yield self._stint(begun, ended, cut)
                begun = ended + timedelta(minutes=self._dice.randint(20, 150))

    def _stint(self, begun: datetime, ended: datetime, cut: str) -> Change:
        patch: Patch = {"started_at": to_micros(begun), "ended_at": to_micros(ended), "cut": cut or None}
        return made("stints", patch, begun)

    def _rating(self, sale: _Sale) -> Iterator[Change]:
        asked = sale.closed + timedelta(days=15)
        recommends = self._dice.random() < 0.35
        patch: Patch = {
            "kind": "recommendation" if recommends else "satisfaction",
            "prospect": sale.patch.get("prospect"),
            "company": sale.patch.get("company"),
            "deal": sale.id.hex,
            "asked_at": to_micros(asked),
            "asked_by": self._dice.choice(("email", "call-out", "delivery")),
        }
        if self._dice.random() < 0.22:  # no answer
            yield made("ratings", patch, asked)
            return
        value = self._dice.choices(list(_SHARES), list(_SHARES.values()))[0]
        patch["value"] = min(10, 2 * value + self._dice.randint(-1, 0)) if recommends else value
        patch["at"] = to_micros(min(asked + timedelta(days=self._dice.randint(0, 9)), self._year.now))
        patch["comment"] = _(self._dice.choice(_SAID[value]))
        yield made("ratings", patch, asked)

    def _credit(self) -> Iterator[Change]:
        """A piece of a sale of some weeks ago came back."""
        past = [one for one in self._sales if one.closed < self._year.now - timedelta(days=25)]
        for sale in past[-1:]:
            line = self._lines.get(sale.id.hex)
            if line is None:
                continue
            at = min(sale.closed + timedelta(days=21), self._year.now)
            patch: Patch = {
                "deal": sale.id.hex,
                "line": line.record.hex,
                "quantity": 1000,
                "minor": line.patch["net_minor"],
                "at": to_micros(at),
                "note": _("Cracked on the way"),
            }
            yield made("credits", patch, at)
