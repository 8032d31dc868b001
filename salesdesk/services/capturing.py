"""Capture from anything pasted: a line, a signature, a vCard; with who may be known already."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from salesdesk.capture import freetext
from salesdesk.clock import today
from salesdesk.domain.drafts import FollowUpDraft, ProspectDraft, Refused, Row
from salesdesk.domain.locally import day_meant
from salesdesk.errors import UserError
from salesdesk.exchange import csv, mapping, vcard
from salesdesk.i18n import _
from salesdesk.services import planning, preferences
from salesdesk.services.matching import Hit, against_known, person
from salesdesk.services.prospects import Captured, capture
from salesdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class FromText:
    """What a capture made, who may be the same, and sentences on what was kept but could not be meant."""

    captured: Captured
    likely: list[Hit]
    doubts: tuple[str, ...] = ()


def from_text(store: Store, text: str, *, region: str, fair: str = "") -> FromText:
    """Captures the prospect that `text` tells of. Raises `UserError` where it tells of nobody."""
    draft = draft_of(text, store, region=region)
    with store.reading_raw() as connection:
        likely = against_known(connection, [person(draft, region)])[0]
    told = tuple(doubts(store, text, draft))
    return FromText(capture(store, draft, region=region, fair=fair), likely, told)


def doubts(store: Store, text: str, draft: ProspectDraft) -> Iterator[str]:
    """Sentences on what `text`, read as `draft`, says and cannot mean: days that are over, or never are."""
    if freetext.looks_like_vcard(text):
        return
    unreal, past = freetext.no_days(draft, today(store.clock))
    for said in unreal:
        yield _("“{value}” is no day that exists; it is kept in the note.").format(value=said)
    for said in past:
        yield _("“{value}” is over already; it is kept in the note.").format(value=said)
    if no_time := planning.unreal_time(draft.follow_up):
        yield _("“{value}” is no time of day; it is kept with what is to be done.").format(value=no_time)


def draft_of(text: str, store: Store, *, region: str) -> ProspectDraft:
    """The draft that `text` tells. Raises `UserError` for a vCard that cannot be read."""
    if not freetext.looks_like_vcard(text):
        return _of_json(text) or freetext.parse(text, today=today(store.clock), region=region)
    first = next(iter(vcard.read(text.encode())))
    if isinstance(first, Refused):
        raise UserError(_("That card cannot be read. {reason}").format(reason=first.reason))
    return first.draft


def _of_json(text: str) -> ProspectDraft | None:
    """Whom a badge tells of that holds a JSON object (RFC 8259), whose names are understood as the headers of a table
    are; None where `text` is none, or names nobody."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    told = {name: str(value) for name, value in said.items() if isinstance(value, str | int)}
    table = csv.read(csv.write(list(told), [list(told.values())]))
    row = next(mapping.drafts(table, mapping.guess(table)), None)
    return row.draft if isinstance(row, Row) else None


def follow_up(store: Store, text: str, otherwise: str) -> FollowUpDraft:
    """A follow-up said in words. Raises `UserError` where no day is said, or a time of day that there is not."""
    found = planning.dated(freetext.follow_up(text, today=today(store.clock)), text)
    return found if found.what else replace(found, what=otherwise)


def instant(store: Store, text: str, *, been: bool = False) -> datetime:
    """The instant that `text` means: `today 16:00`, a day alone (the end of its working hours), ISO 8601. It is to
    come, or has `been`, where that is left open.

    Raises `UserError` where it names no day.
    """
    zone = store.clock.zone()
    try:
        moment = datetime.fromisoformat(text)
        if "T" in text or ":" in text:
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    except ValueError:
        pass
    said, at = _day_and_time(text.strip())
    day = _day(store, said, been=been)
    if day is None:
        day, at = _day(store, text, been=been), None
    if day is None:
        raise UserError(
            _("“{text}” is not a day.").format(text=text),
            _("Write it like 2026-11-21, tomorrow or today 16:00."),
        )
    if at is None:
        with store.read() as reading:
            at = preferences.read(reading).ends
    return datetime.combine(day, at, zone)


_TIMED = re.compile(
    r"(?P<day>.*?\S)[,\s]+(?:kl\.?\s*|at\s+)?(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?"
)


def _day_and_time(text: str) -> tuple[str, time | None]:
    """A day in words and the time of day after it, if one stands there; `24 11` is a day and not a time."""
    found = _TIMED.fullmatch(text[:100])
    if found is None or (found["minute"] is None and found["day"][-1].isdigit()):
        return text, None
    return found["day"], time(int(found["hour"]), int(found["minute"] or 0))


def _day(store: Store, text: str, *, been: bool) -> date | None:
    """The day that `text` means, also with its weekday before it: `mon 23 nov`."""
    day, (_first, _space, rest) = today(store.clock), text.partition(" ")
    return day_meant(text, day, been=been) or (day_meant(rest, day, been=been) if rest else None)
