"""The prospecting timer: stints begun, paused, ended and cut off, and how much of each day they cover.

A stint is a stretch without a pause. One that nobody ended runs on through a crash or a shut laptop, and is
capped when it is next looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock, today
from salesdesk.domain.prospecting_time import begins, by_day, capped
from salesdesk.domain.stints import Stint
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import fairs, preferences
from salesdesk.services.prospects import edit as edit_record
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

IDLE, FORGOTTEN, PAUSED = "idle", "forgotten", "paused"
_ENDED: Final = {
    "": N_("Stopped the prospecting timer"),
    IDLE: N_("Cut off the prospecting timer"),
    PAUSED: N_("Paused the prospecting timer"),
}


def running(reading: Reading) -> Stint | None:
    """The stint that runs, or None."""
    query = select(Stint).where(Stint.ended_at.is_(None), Stint.deleted_at.is_(None))
    return reading.first(query.order_by(Stint.started_at.desc(), Stint.row.desc()))


def paused(reading: Reading, clock: Clock) -> Stint | None:
    """The stint that was paused today, to go on after it; None where one runs, or that was not the last word."""
    day = today(clock)
    last = next(reversed(between(reading, day, day + timedelta(days=1), clock)), None)
    return last if last is not None and last.ended_at is not None and last.cut == PAUSED else None


def start(store: Store) -> Stint:
    """Begins a stint now, at the fair that runs today if there is one; to go on after a pause begins the next.

    Raises `UserError` where one runs already.
    """
    with store.change(N_("Started the prospecting timer")) as unit:
        if running(unit) is not None:
            raise UserError(_("The timer runs already."), _("Stop it, or let it run."))
        fair = fairs.running(unit, today(store.clock))
        return unit.add(Stint(started_at=unit.now, fair=fair.id if fair else None))


def stop(store: Store, *, at: datetime | None = None, cut: str = "") -> Stint:
    """Ends the stint that runs: now, or `at` the instant of the last input where it is `cut` for idleness; or
    pauses it. One that is paused already is stopped for good.

    What ran longer than the cap is capped and flagged as forgotten instead. Raises `UserError` where none runs.
    """
    with store.change(_ENDED[cut]) as unit:
        mine = running(unit)
        waiting = paused(unit, store.clock) if mine is None and not cut else None
        if waiting is not None:
            waiting.cut = ""
            return waiting
        if mine is None or mine.started_at is None:
            raise UserError(_("The timer does not run."), _("Start it first."))
        ends = min(max(at or unit.now, mine.started_at), unit.now)
        limit = mine.started_at + _cap(unit)
        mine.ended_at, mine.cut = (limit, FORGOTTEN) if ends > limit else (ends, cut)
        return mine


def cap_forgotten(store: Store) -> Stint | None:
    """Ends a stint that has run longer than the cap at the cap, flagged; None where there is none such, or nothing
    can be written: it counts up to the cap all the same."""
    if store.read_only:
        return None
    with store.read() as reading:
        mine, most = running(reading), _cap(reading)
    now = store.clock.now()
    if mine is None or mine.started_at is None or now - mine.started_at <= most:
        return None
    return stop(store, at=now)


def _cap(reading: Reading) -> timedelta:
    return timedelta(hours=preferences.read(reading).forgotten_hours)


def take_up_again(store: Store, stint: UUID) -> Stint:
    """Lets a stint run on as if it had not been cut off, or taken away. Raises `UserError` where another one runs
    by now."""
    with store.change(N_("Let the prospecting timer run on")) as unit:
        if running(unit) is not None:
            raise UserError(_("The timer runs already."), _("Stop it, or let it run."))
        mine = unit.get(Stint, stint) or unit.need(Stint, stint)
        mine.ended_at, mine.cut, mine.deleted_at = None, "", None
        return mine


def keep(store: Store, stint: UUID) -> Stint:
    """Says that a stint which was cut off is right as it stands: it is flagged no more."""
    with store.change(N_("Kept a stint")) as unit:
        mine = unit.need(Stint, stint)
        mine.cut = ""
        return mine


def shorten(store: Store, stint: UUID, ends: datetime) -> None:
    """Says when a stint really ended. Raises `UserError` where that is not after its begin, or still to come."""
    with store.read() as reading:
        mine = reading.need(Stint, stint)
    change(store, mine, started=mine.started_at, ended=ends)


def change(store: Store, stint: Stint, *, started: datetime | None, ended: datetime | None) -> None:
    """Sets begin and end of a stint as it was seen; what a person says is not flagged any more.

    Raises `UserError` where the end is not after the begin, lies ahead, or it was changed meanwhile.
    """
    if started is None or started > store.clock.now() or (ended is not None and ended > store.clock.now()):
        raise UserError(_("That is still to come."), _("Write when it was, for example 13:20."))
    if ended is not None and ended <= started:
        raise UserError(_("It would end before it began."), _("Write an end that is later."))
    if ended is None and stint.ended_at is not None:
        raise UserError(_("Say when it ended."), _("Write for example 13:20."))
    fields = {
        "started_at": (stint.started_at, started),
        "ended_at": (stint.ended_at, ended),
        "cut": (stint.cut, PAUSED if stint.cut == PAUSED else ""),
    }
    edit_record(store, stint, fields, N_("Changed a stint"))


def discard(store: Store, stint: UUID) -> None:
    """Deletes a stint; undo brings it back."""
    with store.change(N_("Discarded a stint")) as unit:
        unit.delete(unit.need(Stint, stint))


def between(reading: Reading, start: date, end: date, clock: Clock) -> Sequence[Stint]:
    """The stints that touch the local days from `start` up to and without `end`, in the order of time."""
    zone = clock.zone()
    query = select(Stint).where(
        Stint.deleted_at.is_(None),
        Stint.started_at < begins(end, zone),
        Stint.ended_at.is_(None) | (Stint.ended_at > begins(start, zone)),
    )
    return reading.find(query.order_by(Stint.started_at, Stint.row))


def spans(reading: Reading, stints: Sequence[Stint], clock: Clock) -> list[tuple[datetime, datetime]]:
    """From when to when each of `stints` counts: one that runs up to now, and never longer than the cap."""
    most, now = _cap(reading), clock.now()
    return [
        capped((one.started_at, now), most) if one.ended_at is None else (one.started_at, one.ended_at)
        for one in stints
        if one.started_at is not None
    ]


def time_by_day(reading: Reading, start: date, end: date, clock: Clock) -> Mapping[date, timedelta]:
    """How long was prospected on each local day from `start` up to and without `end`; days without are left out."""
    found = by_day(spans(reading, between(reading, start, end, clock), clock), clock.zone())
    return {day: time for day, time in found.items() if start <= day < end}


@dataclass(frozen=True, slots=True)
class TimerToday:
    """The timer and the stints of a day: `time` is what they cover of it, each minute once. Those of `flagged`
    were taken for forgotten, and nobody has said yet whether they are right. `paused`: it waits to go on."""

    day: date
    runs: Stint | None
    stints: Sequence[Stint]
    time: timedelta
    flagged: Sequence[Stint]
    paused: bool = False


def look(reading: Reading, clock: Clock, day: date | None = None) -> TimerToday:
    """The timer as it stands, with the stints of `day` (None: today)."""
    day = day or today(clock)
    after = day + timedelta(days=1)
    found = between(reading, day, after, clock)
    flagged = [one for one in found if one.cut == FORGOTTEN]
    time = time_by_day(reading, day, after, clock).get(day, timedelta())
    waits = paused(reading, clock) is not None
    return TimerToday(day, running(reading), found, time, flagged, paused=waits)
