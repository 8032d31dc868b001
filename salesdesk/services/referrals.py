"""Referrals: who brought whom, what came of it, and whom there is to thank."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import today, zone_name
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.values import Money
from salesdesk.domain.views import Preference
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import preferences, scoring
from salesdesk.services.search import name_of
from salesdesk.store import customer_list
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

ORIGIN: Final = "thank-you"
_THANKED: Final = "thanked"  # the key under which is kept who was thanked for whom, and for which outcome


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who was referred, or referred others. `came`: customer, not (it came to nothing), or open."""

    id: UUID
    name: str
    company: str
    by: UUID | None
    came: str
    won: int
    deal: UUID | None  # the first sale, or else the last lost deal

    @property
    def who(self) -> str:
        """The name to show."""
        return self.name or self.company


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the tree. What someone brought is told of those whom they referred themselves: how many, of those
    customers, what was won; `below` counts those whom these referred, too, and so on."""

    depth: int
    person: Person
    referred: int
    customers: int
    won: Money | None
    below: int


@dataclass(frozen=True, slots=True)
class Thanks:
    """A word that is due to a referrer: `came` tells whether the one referred became a customer."""

    referrer: Person
    referred: Person


@dataclass(frozen=True, slots=True)
class Tree:
    """Who brought whom, those who brought the most first, and the words that are due."""

    lines: list[Line]
    thanks: list[Thanks]


def look(reading: Reading) -> Tree:
    """The whole tree. Whoever was referred by someone deleted begins a line of their own; where people referred
    one another in a ring, it begins with the one met first, and nobody stands there twice."""
    currency = scoring.scale_of(reading).currency
    people = {one.id: one for one in map(_person, customer_list.referrals(reading.connection, currency))}
    brought: dict[UUID, list[Person]] = defaultdict(list)
    for one in people.values():
        if one.by and one.by in people and one.by != one.id:
            brought[one.by].append(one)
    lines: list[Line] = []
    seen: set[UUID] = set()
    roots = [one for one in people.values() if (one.by not in people or one.by == one.id) and brought[one.id]]
    rings = [one for one in people.values() if brought[one.id]]
    for root in (*sorted(roots, key=lambda one: _worth(brought[one.id])), *rings):
        lines += _branch(root, brought, seen, currency)
    return Tree(lines, _due(reading, people))


def _worth(brought: Sequence[Person]) -> tuple[int, int]:
    return -sum(one.won for one in brought), -len(brought)


def _branch(
    root: Person, brought: Mapping[UUID, Sequence[Person]], seen: set[UUID], currency: str
) -> Iterator[Line]:
    """The lines of a root and all below it, without recursion, since a chain may be long."""
    waiting = [(0, root)]
    while waiting:
        depth, one = waiting.pop()
        if one.id in seen:
            continue
        seen.add(one.id)
        mine = brought[one.id]
        won = sum(other.won for other in mine)
        yield Line(
            depth,
            one,
            len(mine),
            sum(other.came == "customer" for other in mine),
            Money(won, currency) if won and currency else None,
            _below(one, brought),
        )
        below = sorted(mine, key=lambda other: (_worth(brought[other.id]), -other.won))
        waiting += [(depth + 1, other) for other in reversed(below)]


def _below(root: Person, brought: Mapping[UUID, Sequence[Person]]) -> int:
    found: set[UUID] = {root.id}
    waiting = [root]
    while waiting:
        fresh = [one for one in brought[waiting.pop().id] if one.id not in found]
        found |= {one.id for one in fresh}
        waiting += fresh
    return len(found) - 1


def _person(row: tuple[Any, ...]) -> Person:
    ident, name, company, stage, by, bought, won, still, sale, lost = row
    came = "customer" if bought else "open"
    if not bought and (stage == "discarded" or (lost and not still)):
        came = "not"
    deal = sale or (lost if came == "not" else None)
    return Person(
        UUID(bytes=ident),
        name,
        company,
        UUID(bytes=by) if by else None,
        came,
        max(0, won),
        UUID(bytes=deal) if deal else None,
    )


def _due(reading: Reading, people: Mapping[UUID, Person]) -> list[Thanks]:
    """The words due: for each outcome of a referral one, unless it was planned once, be it deleted since."""
    kept = select(Preference).where(Preference.key == _THANKED, Preference.deleted_at.is_(None))
    # merged_into is not null, by its index
    gone: Any = select(Prospect.id, Prospect.merged_into).where(Prospect.merged_into > UUID(int=0))
    into = {one.hex: other.hex for one, other in reading.rows(gone)}
    told = {tuple(_last(part, into) for part in json.loads(one.value)) for one in reading.find(kept)}
    found: list[Thanks] = []
    for one in people.values():
        referrer = people.get(one.by) if one.by else None
        if referrer is None or referrer.id == one.id or one.came == "open":
            continue
        if (referrer.id.hex, one.id.hex, one.came) not in told:
            found.append(Thanks(referrer, one))
    return sorted(found, key=lambda one: one.referred.came != "customer")


def _last(one: str, into: Mapping[str, str]) -> str:
    """The id of whom a prospect was made one with, and they with, and so on; in hex."""
    seen: set[str] = set()
    while one in into and one not in seen:
        seen.add(one)
        one = into[one]
    return one


def thank(store: Store, thanks: Thanks) -> FollowUp:
    """Plans the word to a referrer, for the next worked day from today on: with the deal that came of it, where
    there is one. Raises `UserError` where the referrer is gone meanwhile."""
    referrer, referred = thanks.referrer, thanks.referred
    what = (
        _("Thank {name} for referring {other}")
        if referred.came == "customer"
        else _("Tell {name} what came of {other}, and thank for the referral")
    )
    with store.change(N_("Planned to thank {name}"), name=referrer.who) as unit:
        unit.need(Prospect, referrer.id)
        kept = [referrer.id.hex, referred.id.hex, referred.came]
        unit.add(Preference(key=_THANKED, value=json.dumps(kept)))
        return unit.add(
            FollowUp(
                what=what.format(name=referrer.who, other=referred.who),
                kind="call",
                day=preferences.read(unit).next_worked(today(store.clock)),
                zone=zone_name(store.clock),
                prospect=referrer.id,
                deal=referred.deal,
                origin=ORIGIN,
            )
        )


def say_who(store: Store, prospect: UUID, referrer: UUID | None) -> Prospect:
    """Notes who referred a prospect; None takes it back. Raises `UserError` where that would be the prospect
    itself, or either is gone."""
    if prospect == referrer:
        raise UserError(_("Nobody refers themselves."), _("Choose who told them about you."))
    with store.read() as reading:
        name = name_of(reading, prospect)
    with store.change(N_("Noted who referred {name}"), name=name) as unit:
        mine = unit.need(Prospect, prospect)
        mine.referred_by = unit.need(Prospect, referrer).id if referrer else None
        return mine
