"""Records as text for a person, and the one place that picks the JSON shape of a record."""

from __future__ import annotations

from datetime import date, tzinfo

from salesdesk.cli import documents
from salesdesk.cli.documents import Document
from salesdesk.domain import vocabulary
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.i18n import _, language, ngettext
from salesdesk.services.cards import Card
from salesdesk.services.lookup import Found


def document(found: Found, zone: tzinfo) -> Document:
    """The JSON of a record."""
    record, who = found.record, found.card.name if found.card else ""
    if isinstance(record, Prospect) and found.card:
        return documents.prospect(found.card, zone, found.history)
    if isinstance(record, FollowUp):
        return documents.follow_up(record, who, zone, found.history)
    if isinstance(record, Complaint):
        return documents.complaint(record, who, found.cause, zone, found.history)
    if isinstance(record, Fair):
        return documents.fair(record, found.met, zone, found.history)
    return documents.plain(record.subject, record.id, found.values(), zone, found.history)


def text(found: Found, zone: tzinfo) -> str:
    """A record for a person, with its history as sentences."""
    if isinstance(found.record, Prospect) and found.card:
        lines = card_lines(found.card)
    else:
        said = document(found, zone)
        hidden = {"id", "subject", "history", "created_at", "prospect"}
        lines = [
            found.name,
            *(f"  {k}: {v}" for k, v in said.items() if k not in hidden and v not in (None, "", 0)),
        ]
        if found.card:
            lines.insert(1, f"  {found.card.name}")
    lines += [f"  {found.record.id}", "", _("History")]
    lines += [f"  {moment(one.at, zone)}  {one.label}" for one in reversed(found.history)]
    return "\n".join(lines)


def card_lines(card: Card) -> list[str]:
    """A prospect in a few lines."""
    p = card.prospect
    company = card.company.name if card.company and p.name else ""
    about = " · ".join(filter(None, (p.title, company, vocabulary.label("interest", card.interest))))
    lines = [card.name, f"  {about}" if about else ""]
    lines += [
        f"  {x.value}" + ("" if x.e164 else f"  ({_('not a phone number, kept as typed')})")
        for x in card.phones
    ]
    lines += [f"  {x.value}" for x in (*card.emails, *card.webs)]
    lines += [
        "  " + ", ".join(filter(None, (x.street, f"{x.postal_code} {x.city}".strip(), x.region, x.country)))
        for x in card.addresses
    ]
    lines.append(f"  {_('Stage')}: {vocabulary.label('stage', p.stage)}")
    if card.source:
        kind = vocabulary.label("source", card.source.kind)
        lines.append(f"  {_('Source')}: " + " · ".join(filter(None, (kind, card.source.which))))
    if card.tags:
        lines.append(f"  {_('Tags')}: " + ", ".join(tag.name for tag in card.tags))
    if p.note:
        lines.append(f"  {p.note[:500]}")
    lines += [f"  {_('To do')}: {x.what}, {long_day(x.day)}" for x in card.followups if x.done_at is None]
    if p.deleted_at:
        lines.append(f"  {_('Deleted')}")
    return [line for line in lines if line]


def long_day(day: date | None) -> str:
    """A day as people of the language write it."""
    from babel.dates import format_date

    return format_date(day, "EEE d MMM y", locale=language()) if day else ""


def moment(at: object, zone: tzinfo) -> str:
    """An instant as people of the language write it, in the seller's zone."""
    from datetime import datetime

    from babel.dates import format_datetime

    assert isinstance(at, datetime)
    return format_datetime(at.astimezone(zone), "d MMM y HH:mm", locale=language())


def when(day: date | None, today: date) -> str:
    """How far off a day is, in words."""
    if day is None:
        return ""
    days = (day - today).days
    if days < 0:
        return ngettext("{days} day late", "{days} days late", -days).format(days=-days)
    if days == 0:
        return _("today")
    return _("tomorrow") if days == 1 else long_day(day)
