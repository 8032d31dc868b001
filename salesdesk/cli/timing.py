"""The prospecting timer: started, paused, stopped, and what it says of today."""

from __future__ import annotations

from datetime import date, timedelta

import click

from salesdesk.cli import days
from salesdesk.cli.documents import instant
from salesdesk.cli.grouping import Words
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.domain.locally import clock_time, hours_minutes
from salesdesk.domain.stints import Stint
from salesdesk.i18n import N_, _
from salesdesk.services import stints
from salesdesk.services.stints import TimerToday
from salesdesk.store.database import Store

timer = Words("timer", help=N_("The prospecting timer: start, pause, stop, today."))


@timer.command("start", cls=Command, help=N_("Begin to prospect, or go on after a pause."))
@common
@in_session
def start(session: Session) -> None:
    with session.store(making=True) as store:
        _tell_of_forgotten(session, store)
        stints.start(store)
        _answer(session, store)


@timer.command("pause", cls=Command, help=N_("Pause; start goes on."))
@common
@in_session
def pause(session: Session) -> None:
    _end(session, stints.PAUSED)


@timer.command("stop", cls=Command, help=N_("Stop, and say how long it was today."))
@common
@in_session
def stop(session: Session) -> None:
    _end(session)


@timer.command("today", cls=Command, help=N_("Say how long was prospected on a day, and when."))
@common
@click.option("--day", default="", metavar="DAY", help=N_("Another day: yesterday, 2026-11-20."))
@in_session
def today(session: Session, day: str) -> None:
    with session.store() as store:
        _tell_of_forgotten(session, store)
        _answer(session, store, days.been(store, day))


def _end(session: Session, cut: str = "") -> None:
    with session.store() as store:
        if stints.stop(store, cut=cut).cut == stints.FORGOTTEN:
            session.tell(_forgotten_told())
        _answer(session, store)


def _tell_of_forgotten(session: Session, store: Store) -> None:
    if stints.cap_forgotten(store) is not None:
        session.tell(_forgotten_told())


def _forgotten_told() -> str:
    return _(
        "The timer was forgotten and has been cut off. Say when it really ended (set ID ended=…), or delete it."
    )


def _answer(session: Session, store: Store, day: date | None = None) -> None:
    with store.read() as reading:
        found = stints.look(reading, store.clock, day)
    zone = store.clock.zone()
    document = {
        "day": found.day.isoformat(),
        "running": found.runs is not None,
        "paused": found.paused,
        "minutes": _minutes(found.time),
        "flagged": [str(one.id) for one in found.flagged],
        "stints": [
            {
                "id": str(one.id),
                "started": instant(one.started_at, zone),
                "ended": instant(one.ended_at, zone),
                "cut": one.cut,
            }
            for one in found.stints
        ],
    }
    session.answer(document, "\n".join(_lines(found, store)))


def _minutes(time: timedelta) -> int:
    return int(time / timedelta(minutes=1))


def _lines(found: TimerToday, store: Store) -> list[str]:
    told = _("{time} prospected").format(time=hours_minutes(found.time))
    state = _("the timer runs") if found.runs else _("paused") if found.paused else ""
    lines = [f"{told}, {state}" if state else told]
    return [*lines, *(f"  {_span(one, store)}  {one.id}" for one in found.stints)]


def _span(one: Stint, store: Store) -> str:
    zone = store.clock.zone()
    begun = clock_time(one.started_at.astimezone(zone).time()) if one.started_at else ""
    ended = clock_time(one.ended_at.astimezone(zone).time()) if one.ended_at else _("now")
    cut = {stints.IDLE: _("idle"), stints.FORGOTTEN: _("forgotten?")}.get(one.cut, "")
    return f"{begun} – {ended}" + (f" ({cut})" if cut else "")


COMMANDS = {"timer": timer}
