"""Follow-ups for the calendar of a phone or a colleague (RFC 5545).

Each follow-up is a to-do (VTODO), since that is what it is and what carries "done". Many calendars show only
events, so one with a time is written as an event (VEVENT) besides, unless it is done: a call at ten belongs
between the meetings. One that has only a day is no event; it would fill the top of each day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Alarm, Calendar, Event, Todo

from salesdesk import __version__
from salesdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_LENGTH = timedelta(minutes=30)  # what a call or a short visit takes; calendars show nothing without one


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """A follow-up as a calendar needs it. `time` is by the clock of `zone`; without one the day is meant."""

    id: str
    what: str
    kind: str = ""
    day: date | None = None
    time: time | None = None
    zone: str = ""
    remind_at: datetime | None = None
    prospect_name: str = ""
    phone: str = ""
    note: str = ""
    done: datetime | None = None


def write(follow_ups: Iterable[CalendarEntry], *, now: datetime) -> bytes:
    """An iCalendar file with a to-do for each entry, an event for each that has a time, and their time zones.

    `now` and all instants bear an offset. UIDs are made of `id` alone, so that a later export updates what an
    earlier one made. A zone that is unknown here leaves the time floating (RFC 5545 §3.3.5).
    """
    calendar = Calendar()
    _put(calendar, "prodid", f"-//Salesdesk//Salesdesk {__version__}//EN")
    _put(calendar, "version", "2.0")
    entries = list(follow_ups)
    for entry in entries:
        start = _start(entry)
        calendar.add_component(_todo(entry, start, now=now))
        if isinstance(start, datetime) and entry.done is None:
            calendar.add_component(_event(entry, start, now=now))
    days = [entry.day for entry in entries if entry.day] or [now.date()]
    calendar.add_missing_timezones(date(min(days).year - 1, 1, 1), date(max(days).year + 2, 1, 1))
    return calendar.to_ical()


def _put(part: Any, name: str, value: object, parameters: dict[str, str] | None = None) -> None:
    """`add` of icalendar, whose values are untyped."""
    part.add(name, value, parameters=parameters)


def _start(entry: CalendarEntry) -> date | datetime | None:
    if entry.day is None or entry.time is None:
        return entry.day
    moment = datetime.combine(entry.day, entry.time)
    try:
        return moment.replace(tzinfo=ZoneInfo(entry.zone)) if entry.zone else moment
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return moment


def _todo(entry: CalendarEntry, start: date | datetime | None, *, now: datetime) -> Todo:
    todo = Todo()
    _put(todo, "uid", f"{entry.id}@salesdesk")
    _describe(todo, entry, now=now)
    if start is not None:
        _put(todo, "due", start)
    if entry.done is not None:
        _put(todo, "status", "COMPLETED")
        _put(todo, "completed", entry.done.astimezone(UTC))
        _put(todo, "percent-complete", 100)
    else:
        _put(todo, "status", "NEEDS-ACTION")
        _remind(todo, entry)
    return todo


def _event(entry: CalendarEntry, start: datetime, *, now: datetime) -> Event:
    event = Event()
    _put(event, "uid", f"{entry.id}-event@salesdesk")
    _describe(event, entry, now=now)
    _put(event, "dtstart", start)
    _put(event, "dtend", start + _LENGTH)
    _put(event, "related-to", f"{entry.id}@salesdesk")
    return event


def _describe(part: Todo | Event, entry: CalendarEntry, *, now: datetime) -> None:
    _put(part, "dtstamp", now.astimezone(UTC))
    what = entry.what or _("Follow up")
    _put(part, "summary", f"{what}: {entry.prospect_name}" if entry.prospect_name else what)
    told = [_("Phone: {phone}").format(phone=entry.phone)] if entry.phone else []
    if text := "\n".join(line for line in (*told, entry.note) if line):
        _put(part, "description", text)
    if entry.kind:
        _put(part, "categories", [entry.kind])


def _remind(todo: Todo, entry: CalendarEntry) -> None:
    """The reminder rings in the to-do only, not again in the event."""
    if entry.remind_at is None:
        return
    alarm = Alarm()
    _put(alarm, "action", "DISPLAY")
    _put(alarm, "description", entry.what or _("Follow up"))
    _put(alarm, "trigger", entry.remind_at.astimezone(UTC), parameters={"VALUE": "DATE-TIME"})
    todo.add_component(alarm)
