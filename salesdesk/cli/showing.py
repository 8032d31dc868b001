"""Records as text for a person, and the one place that picks the JSON shape of a record."""

from __future__ import annotations

from datetime import date, time, tzinfo
from uuid import UUID

from salesdesk.cli import documents, sale_documents
from salesdesk.cli.documents import Document
from salesdesk.cli.labels import facts
from salesdesk.cli.session import Session, could_be_local
from salesdesk.domain import vocabulary
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.locally import clock_time, day_month, long_day, moment
from salesdesk.domain.prospects import Email, Phone, Prospect, Web
from salesdesk.domain.values import normalise_email
from salesdesk.i18n import _, ngettext
from salesdesk.services import lookup
from salesdesk.services.cards import Card
from salesdesk.services.lookup import Found
from salesdesk.services.scoring import Explained
from salesdesk.store.database import Store


def give(session: Session, store: Store, record: UUID) -> None:
    """Answers with a record as it is now."""
    with store.read() as reading:
        found = lookup.by_id(reading, str(record))
    zone = store.clock.zone()
    session.answer(document(found, zone), text(found, zone, region=session.settings.region()))


def document(found: Found, zone: tzinfo) -> Document:
    """The JSON of a record."""
    record, who = found.record, found.card.name if found.card else ""
    if isinstance(record, Prospect) and found.card:
        return documents.prospect(found.card, zone, found.history, found.asked)
    if isinstance(record, FollowUp):
        return documents.follow_up(record, who, zone, found.history)
    if isinstance(record, Complaint):
        return documents.complaint(record, who, found.cause, zone, found.history)
    if isinstance(record, Fair):
        return documents.fair(record, found.met, zone, found.history)
    if record.subject in lookup.OF_SALES:
        return sale_documents.document(record, found.sale, zone, found.history)
    return documents.plain(record.subject, record.id, found.values(), zone, found.history)


def text(found: Found, zone: tzinfo, *, region: str, score: Explained | None = None) -> str:
    """A record for a person, with its history as sentences. `region` is the country of phones without a code."""
    if isinstance(found.record, Prospect) and found.card:
        lines = card_lines(found.card, region=region)
        if found.taken_in:  # that it is deleted is only how
            lines.pop()
        lines += _consents(found.card, zone)
        answers = ((one.question and found.asked.get(one.question), one.text) for one in found.card.answers)
        lines += [f"  {asked} {text}" for asked, text in answers if asked]
        if score:
            lines.append("  " + _("Score: {points} of 100").format(points=score.total))
            lines += [f"    {one}" for one in score.told.values()]
        if found.taken_in:
            into = _("Merged into {name}").format(name=found.taken_in.name)
            lines.append(f"  {into}  {found.taken_in.prospect.id}")
    else:
        lines = [_in_one_line(found.name)]
        lines += [f"  {label}: {_indented(said)}" for label, said in facts(found, zone) if said]
        if found.record.deleted_at:
            lines.append(f"  {_('Deleted')}")
    lines += [f"  {found.record.id}", "", _("History")]
    lines += [
        f"  {moment(one.at, zone)}  {_in_one_line(one.label)}  {one.batch}" for one in reversed(found.history)
    ]
    return "\n".join(lines)


def _in_one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _indented(text: str) -> str:
    """A text of several lines, each under the first."""
    return "\n    ".join(str(text).splitlines())


def card_lines(card: Card, *, region: str) -> list[str]:
    """A prospect in a few lines. `region` is the country of phones without a code, empty where none is known."""
    p = card.prospect
    company = card.company.name if card.company and p.name else ""
    about = " · ".join(filter(None, (p.title, company, vocabulary.label("interest", card.interest))))
    lines = [card.name, f"  {about}" if about else ""]
    lines += _reach(card, region)
    lines.append(f"  {_('Stage')}: {vocabulary.label('stage', p.stage)}")
    if card.source:
        kind = vocabulary.label("source", card.source.kind)
        lines.append(f"  {_('Source')}: " + " · ".join(filter(None, (kind, card.source.which))))
    if card.tags:
        lines.append(f"  {_('Tags')}: " + ", ".join(tag.name for tag in card.tags))
    if p.revisit_on or (p.stage == "parked" and p.revisit_product):
        again = " · ".join(filter(None, (long_day(p.revisit_on), p.revisit_product)))
        lines.append(f"  {_('Try again')}: {again}")
    if p.left_on:
        lines.append(f"  {_('Left')}: {long_day(p.left_on)}")
    if p.birthday:
        lines.append(f"  {_('Birthday')}: {day_month(p.birthday)}")
    lines += [f"  {one.name}" for one in card.attachments]
    lines += [f"  {line}" for line in p.note[:500].splitlines()]
    lines += [f"  {_('To do')}: {x.what}, {_at(x.day, x.time)}" for x in card.followups if x.done_at is None]
    if p.deleted_at:
        lines.append(f"  {_('Deleted')}")
    return [line for line in lines if line]


def _at(day: date | None, clock: time | None) -> str:
    return f"{long_day(day)} {clock_time(clock)}".strip()


def _reach(card: Card, region: str) -> list[str]:
    lines = [_kind_of(x) + ("" if x.e164 else f"  ({_doubt(x.value, region)})") for x in card.phones]
    lines += [
        _kind_of(x) + ("" if normalise_email(x.value) else f"  ({_('not an email address, kept as typed')})")
        for x in card.emails
    ]
    lines += [_kind_of(x) for x in card.webs]
    return lines + [
        "  " + ", ".join(filter(None, (x.street, f"{x.postal_code} {x.city}".strip(), x.region, x.country)))
        for x in card.addresses
    ]


def _kind_of(one: Phone | Email | Web) -> str:
    kind = vocabulary.label("reached_at", one.kind)
    return f"  {one.value}" + (f" · {kind}" if kind else "")


def _consents(card: Card, zone: tzinfo) -> list[str]:
    lines: list[str] = []
    for one in card.consents:
        said = [vocabulary.label("consent_channel", one.channel)]
        if one.basis != "consent":
            said.append(vocabulary.label("consent_basis", one.basis))
        if one.withdrawn_at:
            said.append(_("withdrawn {day}").format(day=long_day(one.withdrawn_at.astimezone(zone).date())))
        elif one.at:
            said.append(long_day(one.at.astimezone(zone).date()))
        words = f" “{one.wording}”" if one.wording not in {"", one.channel} else ""
        lines.append(f"  {_('Consent')}: {' · '.join(filter(None, said))}{words}")
    return lines


def _doubt(phone: str, region: str) -> str:
    if not region and could_be_local(phone):
        return _("country not known, kept as typed")
    return _("not a phone number, kept as typed")


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
