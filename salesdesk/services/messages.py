"""Messages: a template filled in for one or for many, opened as drafts, and noted once the seller has sent them.

Nothing is sent by the program. To many only those are written to who agreed to get email; to one anybody, and what
speaks against it is said before.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote
from uuid import UUID

from salesdesk.clock import Clock
from salesdesk.domain import message_fields
from salesdesk.domain.activities import Activity
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.deals import Deal
from salesdesk.domain.instants import to_micros
from salesdesk.domain.message_fields import FIELDS, fill
from salesdesk.domain.ratings import Rating
from salesdesk.domain.templates import Template
from salesdesk.domain.values import normalise_email
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.exchange import letters
from salesdesk.i18n import N_, Tongue, _, language
from salesdesk.services import activities, handing_over, preferences, templates
from salesdesk.services.cards import Card, cards
from salesdesk.services.changes import nobody_watches
from salesdesk.services.handing_over import Group, Someone
from salesdesk.services.message_values import values
from salesdesk.services.output import put, refused
from salesdesk.services.preferences import Own
from salesdesk.store import batches
from salesdesk.store.batches import Plan, Progress, Written
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

LONGEST_LINK: Final = 1900  # characters of a mailto: link; Windows hands on about 2,000 and cuts the rest
KEPT: Final = 600  # characters of a message that are noted with the prospect
_UNFIT: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')  # what a file's name may not hold on some system


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to one prospect, ready to be opened. `unknown` and `empty` name fields that could not be filled;
    `objection` says why it should perhaps not be sent at all."""

    prospect: UUID
    name: str
    company: str
    address: str  # one that mail can reach
    subject: str
    body: str
    language: str = ""
    purpose: str = ""
    deal: UUID | None = None
    unknown: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    objection: str = ""


@dataclass(slots=True)
class Ready:
    """The drafts, and who is left out for which reason. `unasked` of those never said whether they want email."""

    drafts: list[Draft] = field(default_factory=list[Draft])
    left_out: list[tuple[Someone, str]] = field(default_factory=list[tuple[Someone, str]])
    unasked: int = 0


@dataclass(frozen=True, slots=True)
class _Scene:
    """What all drafts of a call have in common."""

    reading: Reading
    clock: Clock
    own: Own
    kept: Sequence[Template]
    chosen: Template
    deal: UUID | None
    tongues: dict[str, str]  # what a prospect's language was told as → its tag


def to_one(store: Store, template: Template, prospect: UUID, *, deal: UUID | None = None) -> Draft:
    """The message to one prospect, about a deal or not. Raises `UserError` where no mail can reach them."""
    with store.read() as reading:
        found = cards(reading, [prospect])
        if not found or found[0].prospect.deleted_at is not None:
            raise UserError(_("There is no such prospect any more."), _("Look for it again with find."))
        scene = _scene(store, reading, template, deal)
        address, reason = _address(found[0])
        if reason:
            raise UserError(
                _("{name}: {reason}.").format(name=found[0].name, reason=reason), _("Write it down first.")
            )
        made = _draft(scene, found[0], address)
    standing, withdrawn = _consents(found[0])
    if withdrawn and not standing:
        return replace(made, objection=_("{name} said to want no more email.").format(name=made.name))
    return made


def to_many(
    store: Store,
    template: Template,
    group: Group,
    *,
    unasked: bool = False,
    progress: Progress = nobody_watches,
) -> Ready:
    """The messages to all of a group who agreed to get email; with `unasked` also to those who were not asked.

    Who said to want no more is left out whatever is wanted. Raises `QueryError` where the query of the group makes
    no sense; what `progress` raises ends it.
    """
    ready, addresses = Ready(), dict[str, str]()
    with store.read() as reading:
        scene = _scene(store, reading, template, None)
        wanted = handing_over.members(store, reading, group)
        for start in range(0, len(wanted), 200):
            progress(start)
            for card in cards(reading, wanted[start : start + 200]):
                if card.prospect.deleted_at is None:
                    _sort_in(scene, card, ready, addresses, unasked=unasked)
    return ready


def _sort_in(scene: _Scene, card: Card, ready: Ready, addresses: dict[str, str], *, unasked: bool) -> None:
    standing, withdrawn = _consents(card)
    address, reason = _address(card)
    if withdrawn and not standing:
        reason = _("said to want no more email")
    elif not reason and not standing:
        ready.unasked += 1
        reason = "" if unasked else _("has not agreed to get email")
    if not reason and address in addresses:
        reason = _("gets it already, as {name}").format(name=addresses[address])
    if reason:
        company = card.company.name if card.company else ""
        ready.left_out.append((Someone(card.prospect.id, card.name, company), reason))
        return
    addresses[address] = card.name
    ready.drafts.append(_draft(scene, card, address))


def _scene(store: Store, reading: Reading, template: Template, deal: UUID | None) -> _Scene:
    own = preferences.read(reading).own
    return _Scene(reading, store.clock, own, templates.all_of(reading), template, deal, {})


def _consents(card: Card) -> tuple[bool, bool]:
    """Whether there is a consent to email that stands, and one that was withdrawn."""
    asked = [one for one in card.consents if one.channel == "email"]
    return any(one.withdrawn_at is None for one in asked), any(one.withdrawn_at for one in asked)


def _address(card: Card) -> tuple[str, str]:
    """The first address that mail can reach, or else the reason why there is none."""
    good = (one.value.strip() for one in card.emails if normalise_email(one.value))
    address = next(good, "")
    if address:
        return address, ""
    if card.emails:
        return "", _("“{address}” is no email address").format(address=card.emails[0].value)
    return "", _("has no email address")


def _draft(scene: _Scene, card: Card, address: str) -> Draft:
    said = card.prospect.language
    tag = scene.tongues.setdefault(said, templates.tongue_of(said))
    template = templates.in_language(scene.kept, scene.chosen, tag)
    tongue = Tongue(template.language or language())
    names = message_fields.named(f"{template.message_subject} {template.body}")
    known = values(scene.reading, card, scene.own, scene.clock, names=names, tongue=tongue, deal=scene.deal)
    subject, body = fill(template.message_subject, known), fill(template.body, known)
    return Draft(
        prospect=card.prospect.id,
        name=card.name,
        company=card.company.name if card.company else "",
        address=address,
        subject=message_fields.one_line(subject.text),
        body=body.text.rstrip(),
        language=template.language,
        purpose=template.purpose,
        deal=scene.deal,
        unknown=tuple(dict.fromkeys((*subject.unknown, *body.unknown))),
        empty=tuple(dict.fromkeys((*subject.empty, *body.empty))),
    )


def doubts(draft: Draft) -> list[str]:
    """What is to be said before the draft is opened: fields that nobody knows, fields with nothing to say."""
    told = [draft.objection] if draft.objection else []
    if draft.unknown:
        names = ", ".join(f"{{{name}}}" for name in draft.unknown)
        told.append(_("There is no field {names}: it stands as it was written.").format(names=names))
    if draft.empty:
        names = ", ".join(_(FIELDS[name]) for name in draft.empty)
        told.append(_("Nothing is known for: {names}.").format(names=names))
    return told


def link(draft: Draft) -> str:
    """The draft as a `mailto:` link (RFC 6068): lines end in CR LF, all but letters and digits is encoded."""
    body = draft.body.replace("\n", "\r\n")
    said = "&".join(
        f"{name}={quote(text, safe='')}" for name, text in (("subject", draft.subject), ("body", body))
    )
    return f"mailto:{quote(draft.address, safe='@')}?{said}"


def fits_a_link(draft: Draft) -> bool:
    """Whether every system hands the whole link on to the mail program; else it is opened as a file."""
    return len(link(draft)) <= LONGEST_LINK


def file_name(draft: Draft) -> str:
    """What a draft is called as a file, on every system."""
    plain = " ".join(_UNFIT.sub(" ", draft.name or draft.address).split()).strip(". ")[:60]
    return f"{plain or 'draft'}.eml"


def as_file(store: Store, draft: Draft) -> bytes:
    """The draft as .eml, which mail programs open to be sent."""
    with store.read() as reading:
        own = preferences.read(reading).own
    return _file(draft, own, store.clock)


def _file(draft: Draft, own: Own, clock: Clock) -> bytes:
    sender = addresses_of(own)
    outgoing = letters.Outgoing(
        to=draft.address,
        to_name=draft.name,
        subject=draft.subject,
        body=draft.body,
        sender=sender[0] if sender else "",
        sender_name=own.name,
    )
    return letters.write(outgoing, clock.now().astimezone(clock.zone()))


def addresses_of(own: Own) -> list[str]:
    """The seller's own addresses, in small letters: there may be several in the one field."""
    said = re.split(r"[\s,;]+", own.email)
    return [found for one in said if (found := normalise_email(one))]


def save(store: Store, drafts: Sequence[Draft], target: Path, progress: Progress = nobody_watches) -> int:
    """Writes the drafts: one to an .eml, several to a .zip or into a folder. Gives how many.

    Raises `EnvironmentTrouble` where the disk refuses; a .zip is whole or not there.
    """
    with store.read() as reading:
        own = preferences.read(reading).own
    if target.suffix.lower() == ".eml" and len(drafts) == 1:
        put(target, _file(drafts[0], own, store.clock))
        return 1
    named = _numbered(drafts)
    if target.suffix.lower() == ".zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
            for done, (name, draft) in enumerate(named):
                progress(done)
                pack.writestr(name, _file(draft, own, store.clock))
        put(target, packed.getvalue())
        return len(drafts)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(target, error) from error
    for done, (name, draft) in enumerate(named):
        progress(done)
        if (target / name).exists():
            raise EnvironmentTrouble(
                _("There is a file {file} already.").format(file=name), _("Choose an empty folder.")
            )
        put(target / name, _file(draft, own, store.clock))
    return len(drafts)


def _numbered(drafts: Sequence[Draft]) -> Iterator[tuple[str, Draft]]:
    wide = len(str(len(drafts)))
    for number, draft in enumerate(drafts, start=1):
        yield f"{number:0{wide}d} {file_name(draft)}", draft


def note_sent(store: Store, draft: Draft) -> Activity:
    """Notes that a draft was sent, and that a rating was asked for where that is what it was about, in one change."""
    with store.change(N_("Wrote to {name}"), name=draft.name) as unit:
        deal = unit.get(Deal, draft.deal) if draft.deal else None
        if draft.purpose == "feedback":
            unit.add(
                Rating(
                    kind="satisfaction",
                    prospect=draft.prospect,
                    company=deal.company if deal else None,
                    deal=draft.deal,
                    asked_at=unit.now,
                    asked_by="email",
                )
            )
        made = Activity(kind="email", prospect=draft.prospect, deal=draft.deal, note=told_of(draft))
        return activities.add(unit, made)


def note_all_sent(store: Store, drafts: Sequence[Draft], progress: Progress = nobody_watches) -> Written:
    """Notes that many were sent, and what was asked for by it as `note_sent` does, as one batch that can be undone."""
    now = to_micros(store.clock.now())

    def noted(draft: Draft) -> list[Change]:
        said: Patch = {
            "kind": "email",
            "at": now,
            "prospect": draft.prospect.hex,
            "note": told_of(draft),
            "created_at": now,
        }
        made = [Change("activities", new_id(), said, None)]
        if draft.purpose == "feedback":
            asked: Patch = {
                "kind": "satisfaction",
                "prospect": draft.prospect.hex,
                "asked_at": now,
                "asked_by": "email",
                "created_at": now,
            }
            made.append(Change("ratings", new_id(), asked, None))
        return made

    plan = Plan(N_("Wrote to {count} prospects"), {"count": str(len(drafts))})
    return batches.write(store, plan, (noted(one) for one in drafts), progress=progress)


def told_of(draft: Draft) -> str:
    """What is noted of a message: its subject, and how it begins."""
    return shortened(f"{draft.subject}\n{draft.body}")


def shortened(text: str) -> str:
    """A text as a note keeps it."""
    plain = text.strip()
    return plain if len(plain) <= KEPT else f"{plain[: KEPT - 1].rstrip()}…"
