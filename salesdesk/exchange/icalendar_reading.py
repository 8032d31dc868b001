"""Reads a calendar (RFC 5545): its to-dos and events, each with when it is and whom it names.

What is read is in the shape of a row of a table: `values` as texts, `who` as far as the entry tells it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from icalendar import Calendar

from salesdesk.domain.drafts import Detail, ProspectDraft, Refused
from salesdesk.exchange import encodings
from salesdesk.exchange.subject_tables import Said
from salesdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAKEN: Final = frozenset({"VEVENT", "VTODO"})
_DAMAGED: Final = (ValueError, IndexError, KeyError, TypeError)
_BLOCK: Final = re.compile(r"(?ims)^BEGIN:(VEVENT|VTODO)[ \t]*\r?$.*?^END:\1[ \t]*(?:\r?\n|\Z)")
_ZONE: Final = re.compile(r"(?ims)^BEGIN:VTIMEZONE[ \t]*\r?$.*?^END:VTIMEZONE[ \t]*\r?\n")
_PASSED_OVER: Final = frozenset({"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"})


def read(data: bytes) -> Iterator[Said | Refused]:
    """The entries of a calendar, in its order. Raises nothing: what cannot be taken is refused alone.

    `values` are: component (vtodo, vevent), uid, what, kind, note, place, day, time, zone (as "Europe/Oslo"),
    remind (an instant), minutes, done (an instant), repeats. Days and times are local to `zone`; one in UTC has
    the zone "UTC", a floating one has none. `who` has the emails and names of all who take part.
    """
    text = encodings.decode(data).text
    try:
        parts = list(_parts(text))
    except _DAMAGED as error:
        yield from _one_by_one(text, error)
        return
    for number, part in enumerate(parts, start=1):
        yield _entry(part, _("entry {number}").format(number=number))


def _parts(text: str) -> Iterator[Any]:
    calendars: Any = Calendar.from_ical(text, multiple=True)
    for calendar in calendars:
        yield from (part for part in calendar.walk() if part.name not in _PASSED_OVER)


def _one_by_one(text: str, damage: Exception) -> Iterator[Said | Refused]:
    """The entries of a calendar of which one is so damaged that it cannot be read as a whole."""
    blocks = list(_BLOCK.finditer(text))
    if not blocks:
        reason = _("The calendar is damaged, so that nothing can be read of it.")
        yield Refused(_("whole file"), f"{reason} ({damage})"[:300], text)
    zones = "".join(zone[0] for zone in _ZONE.finditer(text))
    for number, block in enumerate(blocks, start=1):
        where = _("entry {number}").format(number=number)
        try:
            parts = list(_parts(f"BEGIN:VCALENDAR\r\n{zones}{block[0]}END:VCALENDAR\r\n"))
        except _DAMAGED:
            yield Refused(where, _("Its day or time cannot be read."), block[0])
        else:
            yield from (_entry(part, where) for part in parts)


def _entry(part: Any, where: str) -> Said | Refused:
    original = part.to_ical().decode("utf-8", "replace")
    if part.name not in _TAKEN:
        return Refused(where, _("This is neither an appointment nor a thing to do."), original)
    if _text(part, "STATUS").upper() == "CANCELLED":
        return Refused(where, _("This was called off."), original)
    try:
        return Said(where, {name: text for name, text in _values(part).items() if text}, _who(part), original)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return Refused(where, _("Its day or time cannot be read."), original)


def _all(part: Any, name: str) -> list[Any]:
    """The values of a property, which may stand several times whatever the standard says."""
    found: Any = part.get(name)
    if isinstance(found, list):
        return cast("list[Any]", found)
    return [] if found is None else [found]


def _text(part: Any, name: str) -> str:
    return next((str(one).strip() for one in _all(part, name)), "")


def _values(part: Any) -> dict[str, str]:
    todo = part.name == "VTODO"
    start = _moment(part, "DUE") or _moment(part, "DTSTART") if todo else _moment(part, "DTSTART")
    values = {
        "component": part.name.lower(),
        "uid": _uid(part),
        "what": _text(part, "SUMMARY"),
        "kind": "|".join(_categories(part)),
        "note": _text(part, "DESCRIPTION"),
        "place": _text(part, "LOCATION"),
    }
    if start is not None:
        values["day"] = (start.date() if isinstance(start, datetime) else start).isoformat()
    if isinstance(start, datetime):
        values["time"] = start.strftime("%H:%M")
        values["zone"] = _zone(start)
        values["minutes"] = _minutes(part, start)
        values["remind"] = _remind(part, start)
    completed = _moment(part, "COMPLETED")
    if todo and (completed or _text(part, "STATUS").upper() == "COMPLETED"):
        values["done"] = completed.isoformat() if isinstance(completed, datetime) else "1"
    if "RRULE" in part:
        values["repeats"] = "1"
    return values


def _uid(part: Any) -> str:
    """The identity of an entry; of one day of those that repeat and was changed, with that day (RFC 5545 §3.8.4.4)."""
    which = _moment(part, "RECURRENCE-ID")
    return " ".join(filter(None, (_text(part, "UID"), which.isoformat() if which else "")))


def _moment(part: Any, name: str) -> date | datetime | None:
    found = next(iter(_all(part, name)), None)
    moment: date | datetime | None = getattr(found, "dt", None)
    if found is not None and moment is None:
        raise ValueError(name)
    return moment


def _zone(start: datetime) -> str:
    if start.tzinfo is None:
        return ""
    named = str(getattr(start.tzinfo, "key", "") or getattr(start.tzinfo, "zone", "") or "")
    return named or ("UTC" if start.utcoffset() == timedelta() else "")


def _minutes(part: Any, start: datetime) -> str:
    end, length = _moment(part, "DTEND"), getattr(part.get("DURATION"), "dt", None)
    if isinstance(end, datetime) and (end.tzinfo is None) == (start.tzinfo is None):
        length = end - start
    return str(round(length / timedelta(minutes=1))) if length and length > timedelta() else ""


def _remind(part: Any, start: datetime) -> str:
    """The instant of the first reminder."""
    for alarm in part.walk("VALARM"):
        trigger = getattr(alarm.get("TRIGGER"), "dt", None)
        if isinstance(trigger, timedelta) and start.tzinfo:
            return (start + trigger).astimezone(UTC).isoformat()
        if isinstance(trigger, datetime) and trigger.tzinfo:
            return trigger.astimezone(UTC).isoformat()
    return ""


def _categories(part: Any) -> list[str]:
    return [str(name).strip() for one in _all(part, "CATEGORIES") for name in getattr(one, "cats", [one])]


def _who(part: Any) -> ProspectDraft:
    """All who take part: their emails, each kind its name. The first with a name gives the name."""
    emails: list[Detail] = []
    for name in ("ATTENDEE", "ORGANIZER"):
        for one in _all(part, name):
            address = str(one).strip()
            if address.lower().startswith("mailto:"):
                emails.append(Detail(address[7:].strip(), str(one.params.get("CN", "")).strip()))
    return ProspectDraft(emails=tuple(emails), name=_text(part, "CONTACT"))
