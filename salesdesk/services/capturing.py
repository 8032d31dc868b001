"""Capture from anything pasted: a line, a signature, a vCard; with who may be known already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from salesdesk.capture import freetext
from salesdesk.clock import today
from salesdesk.domain.drafts import FollowUpDraft, ProspectDraft, Refused
from salesdesk.domain.query_days import span
from salesdesk.errors import UserError
from salesdesk.exchange import vcard
from salesdesk.i18n import _
from salesdesk.services import preferences
from salesdesk.services.matching import Hit, against_known, person
from salesdesk.services.prospects import Captured, capture
from salesdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class FromText:
    """What a capture made, and who may be the same."""

    captured: Captured
    likely: list[Hit]


def from_text(store: Store, text: str, *, region: str, fair: str = "") -> FromText:
    """Captures the prospect that `text` tells of. Raises `UserError` where it tells of nobody."""
    draft = draft_of(text, store, region=region)
    with store.reading_raw() as connection:
        likely = against_known(connection, [person(draft, region)])[0]
    return FromText(capture(store, draft, region=region, fair=fair), likely)


def draft_of(text: str, store: Store, *, region: str) -> ProspectDraft:
    """The draft that `text` tells. Raises `UserError` for a vCard that cannot be read."""
    if not freetext.looks_like_vcard(text):
        return freetext.parse(text, today=today(store.clock), region=region)
    first = next(iter(vcard.read(text.encode())))
    if isinstance(first, Refused):
        raise UserError(_("That card cannot be read. {reason}").format(reason=first.reason))
    return first.draft


def follow_up(store: Store, text: str, otherwise: str) -> FollowUpDraft:
    """A follow-up said in words. Raises `UserError` where no day is said."""
    found = freetext.follow_up(text, today=today(store.clock))
    if found is None or found.day is None:
        raise UserError(
            _("“{text}” names no day.").format(text=text), _("Say for example: call friday 14:00")
        )
    return found if found.what else replace(found, what=otherwise)


def instant(store: Store, text: str) -> datetime:
    """The end of the working hours on the day that `text` means, or the very instant in ISO 8601."""
    zone = store.clock.zone()
    try:
        moment = datetime.fromisoformat(text)
        if "T" in text or ":" in text:
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    except ValueError:
        pass
    days = span(text, today(store.clock))
    if days is None:
        raise UserError(
            _("“{text}” is not a day.").format(text=text), _("Write it like 2026-11-21 or tomorrow.")
        )
    with store.read() as reading:
        return datetime.combine(days[0], preferences.read(reading).ends, zone)
