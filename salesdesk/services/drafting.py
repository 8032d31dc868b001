"""From a draft to the changes that write it: one way for a capture, a form and an import of many."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.drafts import Detail, FollowUpDraft, ProspectDraft
from salesdesk.domain.instants import to_micros
from salesdesk.domain.values import normalise_phone
from salesdesk.i18n import N_, _
from salesdesk.services.directory import Directory
from salesdesk.services.likeness import likeness
from salesdesk.store import files

# What is to be done, where a follow-up says only of which kind it is.
DEFAULT_WHAT: Final = {
    "call": N_("Call {name}"),
    "email": N_("Write to {name}"),
    "visit": N_("Visit {name}"),
    "meeting": N_("Meet {name}"),
    "message": N_("Send {name} a message"),
    "sample": N_("Send {name} a sample"),
    "other": N_("Get back to {name}"),
}
_NO: Final = frozenset({"no", "nei", "nej", "nie", "nein", "non", "không", "0", "false", "n"})


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when a draft is taken in: what is stamped on it."""

    now: datetime
    region: str  # the country, two letters, of phones without a country code
    store: Path
    fair: str = ""
    source: str = ""
    source_which: str = ""
    met: bool = True  # a capture is a first meeting; an old address book is not
    trial: bool = False  # nothing is kept, pictures neither
    zone: str = ""  # of the times of follow-ups, as "Europe/Oslo"
    currency: str = ""  # of amounts that name none; empty where nobody knows


def new_prospect(
    draft: ProspectDraft, directory: Directory, scene: Scene, *, made: UUID | None = None
) -> tuple[UUID, list[Change]]:
    """The id of a new prospect and the changes that write it, with its parts and what they refer to."""
    made = made or new_id()
    said = scalars(draft, directory, scene)
    said["created_at"] = now = to_micros(scene.now)
    if draft.id and not said["uid"]:  # of another store: by it answers and later exports are met again
        said["uid"] = f"urn:uuid:{draft.id}"
    if scene.met and not said["met_at"]:
        said["met_at"] = now
    changes = [Change("prospects", made, {k: v for k, v in said.items() if v not in {"", None}}, None)]
    belonging = (*parts(draft, scene), *_references(draft, directory, scene), *follow_ups(draft, scene))
    for subject, patch in belonging:
        changes.append(_part(subject, made, patch, now))
    stage = said.get("stage")
    if stage and stage != "suspect":
        changes.append(_part("stage_changes", made, {"new": stage, "at": now}, now))
    return made, [*directory.made(), *changes]


def scalars(draft: ProspectDraft, directory: Directory, scene: Scene) -> Patch:
    """The fields of the prospect itself that `draft` says, names found or made in the directory."""
    name = draft.name or f"{draft.first_name} {draft.last_name}".strip()
    company = directory.company(draft.company, trade=draft.trade if not name else "")
    source = vocabulary.recognise("source", draft.source) or draft.source.strip()
    which = draft.source_which
    fair = draft.fair or scene.fair
    if not source:
        source = scene.source or ("fair" if fair else "")
        which = which or scene.source_which or (fair if source == "fair" else "")
    source_id, fair_id = directory.source(source, which), directory.named("fairs", fair)
    time_frame = vocabulary.recognise("time_frame", draft.time_frame)
    note = draft.note
    if draft.time_frame and not time_frame:
        note = f"{note}\n{_('Time frame')}: {draft.time_frame}".strip()
    if draft.follow_up and not draft.follow_up.day:
        note = f"{note}\n{_without_day(draft.follow_up)}".strip()
    return {
        "name": name,
        "first_name": draft.first_name,
        "last_name": draft.last_name,
        "title": draft.title,
        "company": company.hex if company else None,
        "stage": vocabulary.recognise("stage", draft.stage) or draft.stage.strip() or None,
        "time_frame": time_frame,
        "source": source_id.hex if source_id else None,
        "fair": fair_id.hex if fair_id else None,
        "trade": draft.trade,
        "size": draft.size,
        "region": draft.region,
        "language": draft.language,
        "met_at": to_micros(_noon(draft.met, scene)) if draft.met else None,
        "customer_since": draft.customer_since.isoformat() if draft.customer_since else None,
        "birthday": draft.birthday.isoformat() if draft.birthday else None,
        "note": note,
        "uid": draft.uid,
        "raw_vcard": "\n".join(draft.raw_vcard),
    }


def _noon(day: date, scene: Scene) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(scene.zone) if scene.zone else scene.now.tzinfo)


def parts(draft: ProspectDraft, scene: Scene) -> Iterable[tuple[str, Patch]]:
    """The phones, emails, webs and addresses of `draft`, as patches without their owner."""
    region = next((a.country for a in draft.addresses if len(a.country) == 2), scene.region)
    for position, phone in enumerate(unlike(draft.phones)):
        e164 = normalise_phone(phone.value, region)
        yield "phones", {"value": phone.value, "e164": e164, "kind": phone.kind, "position": position}
    for position, email in enumerate(unlike(draft.emails, "emails")):
        yield "emails", {"value": email.value, "kind": email.kind, "position": position}
    for position, web in enumerate(unlike(draft.webs, "webs")):
        yield "webs", {"value": web.value, "kind": web.kind, "position": position}
    for position, a in enumerate(dict.fromkeys(address for address in draft.addresses if address)):
        yield (
            "addresses",
            {
                "street": a.street,
                "postal_code": a.postal_code,
                "city": a.city,
                "region": a.region,
                "country": a.country,
                "kind": a.kind,
                "position": position,
            },
        )


def unlike(details: Iterable[Detail], subject: str = "") -> list[Detail]:
    """`details` without blank ones and without repeats; of a `subject` by `likeness`, else letter by letter."""

    def alike(detail: Detail) -> str:
        return likeness(subject, lambda _name: detail.value) if subject else detail.value

    return list(
        {alike(detail): detail for detail in reversed(tuple(details)) if detail.value.strip()}.values()
    )[::-1]


def _references(draft: ProspectDraft, directory: Directory, scene: Scene) -> Iterable[tuple[str, Patch]]:
    day = scene.now.date().isoformat()
    for position, product in enumerate(draft.asked_about):
        yield "asked_about", {"product": product, "signal": "asked", "day": day, "position": position}
    for tag in dict.fromkeys(directory.named("tags", name.strip()) for name in draft.tags):
        if tag:
            yield "taggings", {"tag": tag.hex}
    for channel in consented(draft.consent):
        yield (
            "consents",
            {"channel": channel, "basis": "consent", "wording": draft.consent, "at": to_micros(scene.now)},
        )
    if draft.photo:
        yield "attachments", photo(draft, scene)


def follow_ups(draft: ProspectDraft, scene: Scene) -> Iterable[tuple[str, Patch]]:
    """The follow-up of `draft` as a patch without its owner, where it has a day; its words are in the note
    where it has none."""
    said = draft.follow_up
    if said is None or said.day is None:
        return
    kind = vocabulary.recognise("followup", said.kind) or said.kind.strip() or "other"
    yield (
        "followups",
        {
            "what": said.what.strip() or default_what(kind, draft.shown_name),
            "kind": kind,
            "day": said.day.isoformat(),
            "time": said.time.strftime("%H:%M") if said.time else None,
            "zone": scene.zone,
        },
    )


def default_what(kind: str, name: str) -> str:
    """What is to be done with `name`, where only the kind of a follow-up is told."""
    return _(DEFAULT_WHAT.get(kind, DEFAULT_WHAT["other"])).format(name=name)


def _without_day(said: FollowUpDraft) -> str:
    """A follow-up that cannot be planned, in words."""
    slug = vocabulary.recognise("followup", said.kind)
    kind = vocabulary.label("followup", slug) if slug else said.kind.strip()
    told = [said.what.strip() or kind]
    if said.what.strip() and slug != "call":  # a call is what is meant where no kind is told
        told.append(kind)
    if said.time:
        told.append(said.time.isoformat("minutes"))
    return f"{_('Follow-up')}: {', '.join(told)}"


def photo(draft: ProspectDraft, scene: Scene) -> Patch:
    """The attachment for the photo of `draft`, whose content is kept."""
    assert draft.photo is not None
    content = draft.photo.content
    return {
        "name": "photo." + draft.photo.media_type.rpartition("/")[2],
        "kind": "photo",
        "media_type": draft.photo.media_type,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest() if scene.trial else files.keep(scene.store, content),
    }


def consented(text: str) -> list[str]:
    """The channels that a consent in words allows: those it names, email where it names none, none for a no."""
    pieces = [piece.strip() for piece in text.replace(";", ",").split(",") if piece.strip()]
    if not pieces or pieces[0].lower() in _NO:
        return []
    named = [vocabulary.recognise("consent_channel", piece) for piece in pieces]
    return list(dict.fromkeys(channel for channel in named if channel)) or ["email"]


def _part(subject: str, owner: UUID, patch: Patch, now: int) -> Change:
    said: Patch = {name: value for name, value in patch.items() if value}
    return Change(subject, new_id(), {"prospect": owner.hex, **said, "created_at": now}, None)
