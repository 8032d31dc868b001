"""The deals of the sample year: what customers bought, what was lost and why, and what is open now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from salesdesk.domain.instants import to_micros
from salesdesk.domain.pipeline import USUAL
from salesdesk.i18n import _
from salesdesk.services.deals_after import revisit
from salesdesk.services.demo_course import made
from salesdesk.services.demo_products import Ware, Wares
from salesdesk.services.preferences import USUAL as DELAYS

if TYPE_CHECKING:
    from salesdesk.domain.changes import Change, Patch
    from salesdesk.services.demo_words import Dealings
    from salesdesk.services.demo_year import Year
    from salesdesk.services.directory import Directory

_STAGES: Final = tuple(one.key for one in USUAL)
_FORGOTTEN: Final = -14  # days after which a second try was made, or let go
_OPEN: Final = ("qualified", "qualified", "demo", "quote", "negotiation", "qualified", "demo", "quote")
_LATE: Final = 4  # days ago; what was promised for then is late
_QUIET: Final = 5  # which of the open ones was forgotten
_IN_VAIN: Final = (3, 1, None, 3, 0, 1, 3, None, 2, 1, 3)  # which technique did not win a deal, in turn
_SIZES: Final = (6, 8, 10, 12, 12, 16, 18, 24, 24, 30, 36, 40)


@dataclass(frozen=True, slots=True)
class Buyer:
    """A prospect as deals see it: `since` is when a customer first bought, `due` when something is to be done."""

    id: UUID
    name: str
    company: str
    patch: dict[str, Any]
    came: datetime
    since: datetime | None
    due: int | None


class Deals:
    """Makes up deals for those who were met."""

    def __init__(
        self, year: Year, dealings: Dealings, wares: Wares, directory: Directory, currency: str
    ) -> None:
        self._year, self._dice, self._directory = year, year.dice, directory
        self._dealings, self._wares, self._currency = dealings, wares, currency
        self._lost_ones = 0
        self._number = 1000
        self.buyers: list[Buyer] = []

    def meet(self, buyer: Buyer) -> None:
        """Remembers someone that deals may be made with."""
        self.buyers.append(buyer)

    def groups(self, prospects: int) -> Iterator[list[Change]]:
        """All deals of a store of so many prospects, each with what belongs to it."""
        customers = [one for one in self.buyers if one.since]
        for one in customers:
            for closed in self._bought(one):
                yield [*self._directory.made(), *self._won(one, closed)]
        others = [one for one in self.buyers if not one.since]
        losers = [one for one in others if (self._year.now - one.came).days > 30]
        for number in range(round(1.4 * sqrt(prospects)) if losers else 0):
            yield self._lost(self._dice.choice(losers), this_month=number < 4)
        for number, one in enumerate(self._hopefuls(customers, others, prospects)):
            yield [*self._directory.made(), *self._open(one, number)]

    def _hopefuls(self, customers: Sequence[Buyer], others: Sequence[Buyer], prospects: int) -> list[Buyer]:
        """With whom deals are open: some late, some with something planned, a few customers."""
        warm = [one for one in others if one.patch.get("stage") in {"marketing-qualified", "sales-qualified"}]
        late = [one for one in warm if one.due is not None and one.due < 0]
        rest = [one for one in warm if one.due is None or one.due >= 0]
        rest.sort(key=lambda one: (one.due is None, -one.came.timestamp()))
        much = max(3, round(0.7 * sqrt(prospects)))
        chosen = [*rest[: much - 4], *late[:2], *customers[-2:]]
        self._dice.shuffle(chosen)
        forgotten = [one for one in rest if one.due is None and one not in chosen]
        return [*chosen[:_QUIET], *forgotten[-1:], *chosen[_QUIET : much - 1]]

    def _bought(self, one: Buyer) -> list[datetime]:
        """When a customer bought."""
        assert one.since
        times = self._dice.choices((1, 2, 3, 4), (45, 30, 17, 8))[0]
        again = [self._year.between(one.since, self._year.now) for _n in range(times - 1)]
        first = self._year.now.replace(day=1, hour=0, minute=0)
        return sorted([one.since, *(at for at in again if at < first or self._year.chance(20))])

    def _won(self, one: Buyer, closed: datetime) -> Iterator[Change]:
        opened = max(one.came, closed - timedelta(days=self._dice.randint(6, 50)))
        wares, many = self._basket()
        patch = self._patch(one, wares[0], many, opened, _STAGES[-1])
        promised = closed.date() + timedelta(days=self._dice.randint(7, 16))
        delivered = promised + timedelta(days=self._dice.choices((0, -1, -2, 2, 5), (45, 20, 15, 12, 8))[0])
        if 0 < (self._year.today - promised).days <= _LATE:  # it has not come yet, without dice
            delivered = self._year.today
        days: Patch = {}
        if delivered < self._year.today:
            days["delivered_on"] = delivered.isoformat()
            days["invoiced_on"] = delivered.isoformat()
            paid = delivered + timedelta(days=self._dice.randint(8, 34))
            if paid < self._year.today:
                days["paid_on"] = paid.isoformat()
        patch |= {"outcome": "won", "closed_at": to_micros(closed), **days}
        if self._year.chance(60):
            patch["technique"] = self._dice.choice(self._dealings.techniques)
        if not self._number % 9:  # without dice
            patch["competitor"] = self._rival(self._number // 9)
        deal = made("deals", patch, opened)
        yield deal
        yield from self._lines(deal.record, wares, many, opened, sold=True)
        yield from self._moves(deal.record, [*_STAGES, "won"], opened, closed)
        promise: Patch = {"deal": deal.record.hex, "day": promised.isoformat(), "at": to_micros(closed)}
        yield made("delivery_promises", promise, closed)
        yield from self._check_ins(deal, one, promised, closed)

    def _rival(self, number: int) -> str | None:
        """Who wanted the sale, too."""
        names = list(self._dealings.rivals)
        found = self._directory.named("competitors", names[number % len(names)])
        return found.hex if found else None

    def _check_ins(self, deal: Change, one: Buyer, promised: date, closed: datetime) -> Iterator[Change]:
        words = (_("Ask how it goes: {title}"), _("Ask what comes next: {title}"))
        for days, what in zip(DELAYS.after_sale_days, words, strict=False):
            day = promised + timedelta(days=days)
            if (day - self._year.today).days < -120:
                continue
            asked: Patch = {
                "what": what.format(title=deal.patch["title"]),
                "kind": "call",
                "day": day.isoformat(),
                "zone": self._year.zone_name,
                "prospect": one.id.hex,
                "deal": deal.record.hex,
                "origin": "check-in",
            }
            if day <= self._year.today:
                asked["done_at"] = to_micros(max(closed, self._year.hour(day)))
            yield made("followups", asked, closed)

    def _lost(self, one: Buyer, *, this_month: bool) -> list[Change]:
        end = self._year.now - timedelta(days=1)
        first = end.replace(day=1) if this_month else one.came + timedelta(days=10)
        closed = max(self._year.between(max(first, one.came), end), one.came)
        opened = max(one.came, closed - timedelta(days=self._dice.randint(9, 70)))
        wares, many = self._basket()
        reached = self._dice.randint(1, len(_STAGES))
        patch = self._patch(one, wares[0], many, opened, _STAGES[reached - 1])
        causes = self._dealings.causes
        cause = self._dice.choices(list(causes), list(causes.values()))[0]
        again = revisit(cause, closed.date())
        said = self._directory.named("causes", cause)
        patch |= {"outcome": "lost", "closed_at": to_micros(closed), "cause": said.hex if said else None}
        patch["technique"] = self._tried_in_vain()
        if again and (again - self._year.today).days > _FORGOTTEN:  # those before were tried, or let go
            patch["revisit_on"] = again.isoformat()
        if cause == "competition":
            rival = self._directory.named("competitors", self._dice.choice(self._dealings.competitors))
            patch["competitor"] = rival.hex if rival else None
        deal = made("deals", patch, opened)
        moves = self._moves(deal.record, [*_STAGES[:reached], "lost"], opened, closed)
        lines = self._lines(deal.record, wares, many, opened, sold=False)
        return [*self._directory.made(), deal, *lines, *moves]

    def _tried_in_vain(self) -> str | None:
        """What was tried with a deal that was lost: some techniques more often than others, without dice."""
        self._lost_ones += 1
        known, place = self._dealings.techniques, _IN_VAIN[self._lost_ones % len(_IN_VAIN)]
        return None if place is None else known[place % len(known)]

    def _open(self, one: Buyer, number: int) -> Iterator[Change]:
        stage = _OPEN[number % len(_OPEN)]
        reached = _STAGES.index(stage) + 1
        quiet = number == _QUIET
        opened = max(one.came, self._year.now - timedelta(days=self._dice.randint(30, 60) if quiet else 24))
        moved = max(
            opened, self._year.now - timedelta(days=20 if quiet else self._dice.randint(0, 4), hours=1)
        )
        wares, many = self._basket()
        patch = self._patch(one, wares[0], many, opened, stage)
        away = -self._dice.randint(1, 3) if number % 8 == 3 else self._dice.randint(1, 40)
        close = self._year.day(0 if number % 11 == 2 else away)
        patch["expected_close"] = close.isoformat()
        if number % 6 == 4:
            patch["probability"] = 90
        deal = made("deals", patch, opened)
        yield deal
        yield from self._lines(deal.record, wares, many, opened, sold=False)
        yield from self._moves(deal.record, _STAGES[:reached], opened, moved)

    def _basket(self) -> tuple[list[Ware], int]:
        """What a deal is about, and how many of the first of it."""
        first = self._dice.choice(list(self._wares.by_name.values()))
        along = [self._wares.by_name[name] for name in first.goes_with if self._year.chance(45)]
        small = first.price < max(one.price for one in self._wares.by_name.values()) // 3
        many = self._dice.choice(_SIZES) * (3 if small else 1)
        return [first, *along], many

    def _patch(self, one: Buyer, ware: Ware, many: int, opened: datetime, stage: str) -> Patch:
        self._number += 1
        forms = self._dealings.titles[ware.category]
        who = one.company or one.name
        title = self._dice.choice(forms if who else [form for form in forms if "{who}" not in form])
        return {
            "title": title.format(many=many, who=who),
            "number": str(self._number),
            "prospect": one.id.hex,
            "company": one.patch.get("company"),
            "source": one.patch.get("source"),
            "fair": one.patch.get("fair"),
            "stage": stage if stage != _STAGES[0] else None,
            "currency": self._currency,
            "opened_at": to_micros(opened),
        }

    def _lines(
        self, deal: UUID, wares: Sequence[Ware], many: int, at: datetime, *, sold: bool
    ) -> Iterator[Change]:
        below = {one.step_up: one for one in self._wares.by_name.values() if one.step_up}
        for position, ware in enumerate(wares):
            listed = ware.price if at.date() >= self._wares.dearer_since else ware.was
            off = self._dice.choices((0, 3, 5, 8, 10), (50, 15, 18, 10, 7))[0]
            up = sold and not position and ware.name in below and self._year.chance(45)
            kind = "up-sell" if up else "cross-sell" if position else ""
            line: Patch = {
                "deal": deal.hex,
                "product": ware.id.hex,
                "name": ware.name,
                "quantity": (many if not position else max(6, many // 2)) * 1000,
                "list_minor": listed,
                "net_minor": listed * (100 - off) // 100,
                "cost_minor": ware.cost,
                "kind": kind,
                "position": position or None,
            }
            change = made("deal_lines", line, at)
            yield change
            if kind:
                offer: Patch = {"deal": deal.hex, "product": ware.id.hex, "kind": kind, "answer": "taken"}
                yield made("offers", {**offer, "line": change.record.hex, "at": to_micros(at)}, at)
        if self._year.chance(25):
            refused = [name for name in wares[0].goes_with if name not in {one.name for one in wares}]
            if refused:
                other = self._wares.by_name[refused[0]].id.hex
                said: Patch = {"deal": deal.hex, "product": other, "kind": "cross-sell", "answer": "refused"}
                yield made("offers", {**said, "at": to_micros(at)}, at)

    def _moves(self, deal: UUID, path: Sequence[str], start: datetime, end: datetime) -> Iterator[Change]:
        """The log of a deal's stages, from its opening at `start` to the last move at `end`."""
        for place, (old, new) in enumerate(zip(("", *path), path, strict=False)):
            share = place / max(1, len(path) - 1)
            at = start + (end - start) * share if place else start
            moved: Patch = {"deal": deal.hex, "old": old, "new": new, "at": to_micros(at)}
            yield made("stage_changes", moved, at)
