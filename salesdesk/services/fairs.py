"""Fairs: made and prepared, and how many were met there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock
from salesdesk.domain import badges, fair_ledger
from salesdesk.domain.fairs import Fair
from salesdesk.domain.prospects import Question
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import product_list
from salesdesk.services.prospects import edit
from salesdesk.services.questions import Wanted, put
from salesdesk.store import fair_counts, known
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading


def make(
    store: Store,
    name: str,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    place: str = "",
    cost: Money | None = None,
    target_leads: int | None = None,
) -> Fair:
    """Makes a fair. Raises `UserError` where it has no name or ends before it starts."""
    _must_hold(name, starts_on, ends_on)
    with store.change(N_("Prepared {name}"), name=name) as unit:
        return unit.add(
            Fair(
                name=name.strip(),
                place=place,
                starts_on=starts_on,
                ends_on=ends_on or starts_on,
                cost_minor=cost.minor if cost else None,
                cost_currency=cost.currency if cost else "",
                target_leads=target_leads,
            )
        )


def current(reading: Reading, day: date) -> Fair | None:
    """The fair that runs on `day`, else the next one to come."""
    found = fair_counts.current(reading.connection, day)
    return reading.get(Fair, found.id) if found else None


def met_at(reading: Reading, fair: UUID) -> int:
    """How many prospects were met at the fair."""
    return fair_counts.met_at(reading.connection, fair)


_HOURS: Final = (9 * 60, 17 * 60)  # minutes of the day between which the pace of a fair is told
_LATEST: Final = 12
_OFFERED: Final = 6
_LOOKED_AT: Final = 400
_MANY: Final = 5000


@dataclass(frozen=True, slots=True)
class Latest:
    """Someone met at a fair, as a list names them."""

    id: UUID
    name: str
    company: str
    interest: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Board:
    """How a fair goes: who was first met there, against its target, days and cost."""

    fair: Fair
    met: int
    interests: Mapping[str, int]  # hot, warm, cold and the empty text, those that there are
    day: int  # which of its days today is, from 1; 0 before it and after it, or without days
    days: int
    pace: float | None  # the share of the fair that is gone by now, 0 to 1; None without days
    lead_cost: Money | None  # stand cost a lead, rounded to the minor unit; None without cost or leads
    last: tuple[Fair, Money] | None  # the fair before it whose cost a lead is known
    latest: list[Latest]  # those taken in last, the last one first
    numbers: int  # those known by the number of their badge only, until the organiser's list is brought in


def board(reading: Reading, fair: Fair, clock: Clock) -> Board:
    """How `fair` goes by now. Leads are those first met there (kpis.md, cost_per_lead)."""
    interests = fair_counts.interests(reading.connection, fair.id)
    met = interests.total()
    now = clock.now().astimezone(clock.zone())
    days = (fair.ends_on - fair.starts_on).days + 1 if fair.starts_on and fair.ends_on else 0
    day = (now.date() - fair.starts_on).days + 1 if fair.starts_on else 0
    return Board(
        fair=fair,
        met=met,
        interests=interests,
        day=day if 1 <= day <= days else 0,
        days=days,
        pace=_pace(fair, now) if days else None,
        lead_cost=cost_of_a_lead(fair, met),
        last=_last(reading, fair),
        latest=[Latest(*one) for one in fair_counts.latest(reading.connection, fair.id, _LATEST)],
        numbers=waiting(reading, fair.id),
    )


def waiting(reading: Reading, fair: UUID) -> int:
    """How many met at a fair are known by the number of their badge only."""
    people = known.by_badge(reading.connection, fair)
    return sum(badges.is_only_a_number(uid, name) for _one, uid, name in people)


def takes_long(reading: Reading) -> bool:
    """Whether so many were met at fairs that `board` is better asked for off the window's thread."""
    return fair_counts.more_than(reading.connection, _MANY)


def _pace(fair: Fair, now: datetime) -> float:
    """The share of the fair's open hours that is gone, nine to five on each of its days."""
    assert fair.starts_on
    assert fair.ends_on
    days = (fair.ends_on - fair.starts_on).days + 1
    gone = (now.date() - fair.starts_on).days
    if not 0 <= gone < days:
        return 0.0 if gone < 0 else 1.0
    opened, closed = _HOURS
    today = (now.hour * 60 + now.minute - opened) / (closed - opened)
    return (gone + min(1.0, max(0.0, today))) / days


def cost_of_a_lead(fair: Fair, met: int) -> Money | None:
    """Stand cost ÷ leads, rounded to the minor unit; None where one of them is not known."""
    return fair_ledger.cost_of_a_lead(fair.cost_minor, fair.cost_currency, met)


def _last(reading: Reading, fair: Fair) -> tuple[Fair, Money] | None:
    """The latest fair that began before this one and whose cost a lead is known."""
    if fair.starts_on is None:
        return None
    earlier = (
        select(Fair)
        .where(Fair.starts_on < fair.starts_on, Fair.cost_minor.is_not(None), Fair.deleted_at.is_(None))
        .order_by(Fair.starts_on.desc(), Fair.row.desc())
        .limit(3)
    )
    for one in reading.find(earlier):
        cost = cost_of_a_lead(one, fair_counts.interests(reading.connection, one.id).total())
        if cost:
            return one, cost
    return None


def all_fairs(reading: Reading) -> list[Fair]:
    """All fairs, the latest first, those without days before them."""
    query = select(Fair).where(Fair.deleted_at.is_(None))
    return list(
        reading.find(query.order_by(Fair.starts_on.is_not(None), Fair.starts_on.desc(), Fair.row.desc()))
    )


def told_apart(reading: Reading) -> dict[UUID, str]:
    """What each fair is called, deleted ones too: by its name, with its year where others have the same name."""
    query: Any = select(Fair.id, Fair.name, Fair.starts_on)
    found = reading.rows(query)
    many = Counter(fold(name) for _id, name, _day in found)
    return {one: f"{name} {day.year}" if day and many[fold(name)] > 1 else name for one, name, day in found}


def named(reading: Reading, name: str) -> Fair:
    """The fair of a name, or the latest whose name begins so or holds it. Raises `UserError` where there is none."""
    wanted, found = fold(name.strip()), all_fairs(reading)
    for fits in (str.__eq__, str.startswith, str.__contains__):
        for one in found:
            if fits(fold(one.name), wanted):
                return one
    known = ", ".join(one.name for one in found[:6])
    raise UserError(
        _("There is no fair called “{name}”.").format(name=name),
        _("Write one of: {words}").format(words=known)
        if known
        else _("Prepare it first: salesdesk fair NAME"),
    )


def running(reading: Reading, day: date) -> Fair | None:
    """The fair that takes place on `day`."""
    found = current(reading, day)
    return found if found and found.starts_on and found.starts_on <= day else None


def met_by_fair(reading: Reading) -> dict[UUID, int]:
    """How many were first met at each fair; to be asked off the window's thread."""
    return fair_counts.met(reading.connection)


def prepare(store: Store, fields: Mapping[str, Any]) -> Fair:
    """Makes a fair of its fields by name. Raises `UserError` as `make` does."""
    said = {name: value for name, value in fields.items() if value not in {None, ""}}
    _must_hold(said.get("name", ""), said.get("starts_on"), said.get("ends_on"))
    said.setdefault("ends_on", said.get("starts_on"))
    with store.change(N_("Prepared {name}"), name=said["name"]) as unit:
        return unit.add(Fair(**said))


def change(store: Store, fair: Fair, fields: Mapping[str, tuple[Any, Any]]) -> Fair:
    """Sets fields of a fair from `(seen, new)` pairs, in one change. Raises `UserError` as `make` and `edit` do."""
    said = {
        name: fields.get(name, (None, getattr(fair, name)))[1] for name in ("name", "starts_on", "ends_on")
    }
    _must_hold(said["name"], said["starts_on"], said["ends_on"])
    changed = edit(store, fair, fields)
    assert isinstance(changed, Fair)
    return changed


def _must_hold(name: str, starts_on: date | None, ends_on: date | None) -> None:
    if not name.strip():
        raise UserError(_("A fair needs a name."))
    if starts_on and ends_on and ends_on < starts_on:
        raise UserError(_("The fair ends before it starts."), _("Look at its days."))


def questions(reading: Reading, fair: UUID) -> list[Question]:
    """The fair's own questions, in the order in which they are asked."""
    query = select(Question).where(Question.fair == fair, Question.deleted_at.is_(None))
    return list(reading.find(query.order_by(Question.position, Question.row)))


def ask(store: Store, fair: Fair, wanted: Wanted, *, seen: Collection[UUID] | None = None) -> None:
    """Makes the fair ask these questions in this order, in one change, as `services.questions.put` does."""
    with store.change(N_("Changed the questions of {name}"), name=fair.name) as unit:
        put(unit, questions(unit, fair.id), wanted, seen=seen, fair=fair.id)


def offered(reading: Reading, fair: UUID | None) -> list[str]:
    """What is offered as asked about, no more than six: products, those asked about most lately first, at the fair
    and then anywhere; then what was asked about and is no product."""
    asked = _asked_about(reading, fair)
    wares = {fold(name): name for name in product_list.names(reading)}
    known = [wares[fold(text)] for text in asked if fold(text) in wares]
    return list(dict.fromkeys((*known, *wares.values(), *asked)))[:_OFFERED]


def findable(reading: Reading, fair: UUID | None) -> list[str]:
    """What is offered while one types what someone asked about: all products, then what was asked about most."""
    found: dict[str, str] = {}
    for name in (*product_list.names(reading), *_asked_about(reading, fair)):
        found.setdefault(fold(name), name)
    return list(found.values())


def _asked_about(reading: Reading, fair: UUID | None) -> list[str]:
    at_fair = (
        fair_counts.asked_about(reading.connection, fair, looked_at=_LOOKED_AT, limit=_OFFERED)
        if fair
        else []
    )
    anywhere = fair_counts.asked_about(reading.connection, None, looked_at=_LOOKED_AT, limit=2 * _OFFERED)
    return list(dict.fromkeys((*at_fair, *anywhere)))


def begun(reading: Reading, day: date) -> Sequence[Fair]:
    """The fairs that have begun by `day`, the latest first."""
    query = select(Fair).where(Fair.deleted_at.is_(None), Fair.starts_on <= day)
    return reading.find(query.order_by(Fair.starts_on.desc(), Fair.row.desc()))
