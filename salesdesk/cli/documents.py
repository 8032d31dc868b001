"""Records as the command line promises them: one shape a subject, times with their offset, nothing left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from salesdesk.domain.companies import Company
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.values import Money
from salesdesk.services.cards import Card
from salesdesk.services.changes import Moment
from salesdesk.services.deliveries import Delivery

Document = dict[str, Any]


def instant(moment: datetime | None, zone: tzinfo) -> str | None:
    """ISO 8601 with offset, to the second, in the seller's zone."""
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None


def day(when: date | None) -> str | None:
    """`YYYY-MM-DD`."""
    return when.isoformat() if when else None


def prospect(
    card: Card, zone: tzinfo, history: Sequence[Moment] = (), asked: Mapping[UUID, str] | None = None
) -> Document:
    """A prospect, whole. `asked` has the words of the questions that were answered."""
    p = card.prospect
    changed = max((moment.at for moment in history), default=p.created_at)
    return {
        "id": str(p.id),
        "subject": "prospects",
        "name": card.name,
        "first_name": p.first_name,
        "last_name": p.last_name,
        "title": p.title,
        "company": named(card.company),
        "phones": [{"id": str(x.id), "value": x.value, "e164": x.e164, "kind": x.kind} for x in card.phones],
        "emails": [{"id": str(x.id), "value": x.value, "kind": x.kind} for x in card.emails],
        "addresses": [_address(x) for x in card.addresses],
        "webs": [{"id": str(x.id), "value": x.value, "kind": x.kind} for x in card.webs],
        "tags": [tag.name for tag in card.tags],
        "stage": p.stage,
        "time_frame": p.time_frame,
        "interest": card.interest,
        "interest_overridden": bool(p.interest_override),
        "source": {"kind": card.source.kind, "which": card.source.which} if card.source else None,
        "referred_by": str(p.referred_by) if p.referred_by else None,
        "fair": named(card.fair),
        "met": instant(p.met_at, zone),
        "segment": {
            "trade": p.trade,
            "size": p.size,
            "region": p.region,
            "household": p.household,
            "language": p.language,
        },
        **_said(card, zone, asked or {}),
        "customer_since": day(p.customer_since),
        "birthday": day(p.birthday),
        "note": p.note,
        "attachments": [
            {"id": str(x.id), "name": x.name, "kind": x.kind, "media_type": x.media_type, "bytes": x.bytes}
            for x in card.attachments
        ],
        "follow_ups": [follow_up(x, card.name, zone) for x in card.followups if x.done_at is None],
        "created": instant(p.created_at, zone),
        "changed": instant(changed, zone),
        "deleted": instant(p.deleted_at, zone),
        "merged_into": str(p.merged_into) if p.merged_into else None,
        "raw": {"vcard": [line for line in p.raw_vcard.split("\n") if line]},
        "history": [moment(one, zone) for one in history],
    }


def _said(card: Card, zone: tzinfo, asked: Mapping[UUID, str]) -> Document:
    """What a prospect asked, answered and allowed."""
    return {
        "revisit_on": day(card.prospect.revisit_on),
        "revisit_product": card.prospect.revisit_product,
        "asked_about": [
            {"product": x.product, "signal": x.signal, "day": day(x.day)} for x in card.asked_about
        ],
        "answers": [
            {
                "question": str(x.question),
                "asked": asked.get(x.question, "") if x.question else "",
                "text": x.text,
                "at": instant(x.at, zone),
            }
            for x in card.answers
        ],
        "consents": [
            {
                "channel": x.channel,
                "basis": x.basis,
                "wording": x.wording,
                "at": instant(x.at, zone),
                "withdrawn": instant(x.withdrawn_at, zone),
            }
            for x in card.consents
        ],
    }


def _address(x: Any) -> Document:
    return {
        "id": str(x.id),
        "street": x.street,
        "postal_code": x.postal_code,
        "city": x.city,
        "region": x.region,
        "country": x.country,
        "kind": x.kind,
    }


def moment(one: Moment, zone: tzinfo) -> Document:
    """One step of a history."""
    return {
        "at": instant(one.at, zone),
        "label": one.label,
        "batch": str(one.batch),
        "fields": {name: list(values) for name, values in one.fields.items()},
    }


def named(record: Company | Fair | None) -> Document | None:
    """A record that another one names."""
    return {"id": str(record.id), "name": record.name} if record else None


def follow_up(x: FollowUp, who: str, zone: tzinfo, history: Sequence[Moment] = ()) -> Document:
    """A follow-up, whole."""
    return {
        "id": str(x.id),
        "subject": "followups",
        "what": x.what,
        "kind": x.kind,
        "day": day(x.day),
        "time": x.time.strftime("%H:%M") if x.time else None,
        "zone": x.zone,
        "remind_at": instant(x.remind_at, zone),
        "repeats": x.repeats or None,
        "prospect": {"id": str(x.prospect), "name": who} if x.prospect else None,
        "deal": str(x.deal) if x.deal else None,
        "done": instant(x.done_at, zone),
        "outcome": x.outcome,
        "deleted": instant(x.deleted_at, zone),
        "history": [moment(one, zone) for one in history],
    }


def complaint(x: Complaint, who: str, cause: str, zone: tzinfo, history: Sequence[Moment] = ()) -> Document:
    """A complaint, whole."""
    cost = Money(x.cost_minor, x.cost_currency).as_json() if x.cost_minor is not None else None
    return {
        "id": str(x.id),
        "subject": "complaints",
        "what": x.what,
        "kind": x.kind,
        "cause": cause,
        "severity": x.severity,
        "public": bool(x.public),
        "public_where": x.public_where,
        "prospect": {"id": str(x.prospect), "name": who} if x.prospect else None,
        "deal": str(x.deal) if x.deal else None,
        "received": instant(x.received_at, zone),
        "promise": x.promise,
        "promised": instant(x.promised_at, zone),
        "status": x.status,
        "resolution": x.resolution,
        "resolved": instant(x.resolved_at, zone),
        "satisfaction": x.satisfaction,
        "cost": cost,
        "note": x.note,
        "deleted": instant(x.deleted_at, zone),
        "history": [moment(one, zone) for one in history],
    }


def fair(x: Fair, met: int, zone: tzinfo, history: Sequence[Moment] = ()) -> Document:
    """A fair with what was met there."""
    cost = Money(x.cost_minor, x.cost_currency).as_json() if x.cost_minor is not None else None
    return {
        "id": str(x.id),
        "subject": "fairs",
        "name": x.name,
        "place": x.place,
        "starts": day(x.starts_on),
        "ends": day(x.ends_on),
        "cost": cost,
        "target_leads": x.target_leads,
        "met": met,
        "note": x.note,
        "deleted": instant(x.deleted_at, zone),
        "history": [moment(one, zone) for one in history],
    }


def plain(
    subject: str, record: UUID, values: Mapping[str, Any], zone: tzinfo, history: Sequence[Moment]
) -> Document:
    """A record of a subject that has no shape of its own: its fields as they are."""
    said = {
        name: instant(value, zone)
        if isinstance(value, datetime)
        else str(value)
        if isinstance(value, UUID)
        else value
        for name, value in values.items()
    }
    return {
        "id": str(record),
        "subject": subject,
        **{name: day(v) if isinstance(v, date) else v for name, v in said.items()},
        "history": [moment(one, zone) for one in history],
    }


def delivery(one: Delivery) -> Document:
    """A delivery that was promised and is not made yet; `late` in days, 0 where it is not."""
    return {
        "deal": str(one.id),
        "title": one.title,
        "prospect": {"id": str(one.prospect), "name": one.name} if one.prospect else None,
        "company": one.company,
        "promised": day(one.promised),
        "first_promised": day(one.first),
        "late": max(0, one.late),
    }
