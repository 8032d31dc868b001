"""Someone met at a stand or elsewhere, as a form or a scanner tells it: saved as new, or added to who is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.capture import scanner
from salesdesk.capture.divided import Divided, divided
from salesdesk.clock import zone_name
from salesdesk.domain import badges, vocabulary
from salesdesk.domain.activities import Activity
from salesdesk.domain.changes import Change
from salesdesk.domain.companies import Company
from salesdesk.domain.consents import Consent
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.fairs import Fair
from salesdesk.domain.prospects import Answer, Prospect
from salesdesk.domain.values import normalise_phone
from salesdesk.i18n import N_, _, language
from salesdesk.services import activities, capturing
from salesdesk.services.attachments import File
from salesdesk.services.capturing import draft_of
from salesdesk.services.cards import Card, card
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, default_what
from salesdesk.services.matching import against_known, person
from salesdesk.services.prospects import Captured, capture
from salesdesk.services.updates import adding
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

_SAID: Final = (
    "name",
    "first_name",
    "last_name",
    "title",
)  # told in the note where the seller's own word stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Who was met, and what was said beside it. `fair` None: at no fair."""

    draft: ProspectDraft
    fair: UUID | None = None
    consents: tuple[str, ...] = ()  # channels of the vocabulary that were asked for and agreed to
    answers: Mapping[UUID, str] = field(default_factory=dict[UUID, str])  # by question
    picture: File | None = None  # of their card


@dataclass(frozen=True, slots=True)
class Known:
    """Someone who may be the one at hand, and the reason that tells most."""

    id: UUID
    name: str
    company: str
    reason: str
    certain: bool = False  # beyond doubt: nobody need be asked


def save(store: Store, meeting: Meeting, *, region: str) -> Captured:
    """Saves someone new with consents, answers and picture, in one change. Raises `UserError` where nobody is named."""
    with store.read() as reading:
        fair = reading.need(Fair, meeting.fair) if meeting.fair else None

    def also(unit: Unit, prospect: Prospect) -> None:
        if fair is not None:
            prospect.fair = fair.id  # by its id: last year's may have the same name
        _say(unit, prospect.id, meeting, frozenset())
        _keep_picture(unit, prospect.id, meeting.picture)

    name = fair.name if fair else None
    return capture(store, meeting.draft, region=region, fair=name, also=also)


def add_to(store: Store, known: UUID, meeting: Meeting, *, region: str) -> str:
    """Adds what is new to someone known, with the meeting, the follow-up and the consents, in one change.

    The time frame that was said now holds; else nothing of the seller's is written over, and what differs is
    noted with the meeting. Gives the name of who is known. Raises `UserError` where they are gone meanwhile.
    """
    with store.read() as reading:
        name = _name(reading, reading.need(Prospect, known))
        fair = reading.need(Fair, meeting.fair) if meeting.fair else None
    label = N_("Met {name} again at {fair}") if fair else N_("Added to {name}")
    args = {"name": name, "fair": fair.name} if fair else {"name": name}
    with store.change(label, **args) as unit:
        mine = card(unit, unit.need(Prospect, known).id)
        assert mine is not None
        draft = _as_planned(meeting.draft, name)
        changes, differing = _additions(store, unit, mine, draft, region=region, fair=fair)
        unit.write(changes)
        agreed = frozenset(one.channel for one in mine.consents if one.withdrawn_at is None)
        _say(unit, known, meeting, agreed)
        if meeting.picture and meeting.picture.sha256 not in {one.sha256 for one in mine.attachments}:
            _keep_picture(unit, known, meeting.picture)
        kind = "meeting" if fair else "note"
        happened = Activity(
            kind=kind,
            at=unit.now,
            prospect=known,
            fair=fair.id if fair else None,
            outcome="met",
            note=differing,
        )
        activities.add(unit, happened)
    return name


def _as_planned(draft: ProspectDraft, name: str) -> ProspectDraft:
    """`draft` whose follow-up names the known person, and not as they were typed now."""
    said = draft.follow_up
    if said is None or said.what:
        return draft
    return replace(draft, follow_up=replace(said, what=default_what(said.kind, name)))


def _additions(
    store: Store, unit: Unit, mine: Card, draft: ProspectDraft, *, region: str, fair: Fair | None
) -> tuple[list[Change], str]:
    """The changes, and in words what was said now and is kept otherwise."""
    now = unit.now.astimezone(store.clock.zone())
    source = ("fair", fair.name) if fair else ("", "")
    scene = Scene(
        now, region, store.path, source=source[0], source_which=source[1], zone=zone_name(store.clock)
    )
    added = adding(mine, replace(draft, time_frame=""), Directory(unit.connection, now), scene)
    stamped: dict[str, Any] = {}
    frame = vocabulary.recognise("time_frame", draft.time_frame)
    if frame and frame != mine.prospect.time_frame:
        stamped["time_frame"] = (mine.prospect.time_frame, frame)
    if fair and mine.prospect.fair is None:
        stamped["fair"] = (None, fair.id.hex)
    said = [str(getattr(draft, name)) for name in _SAID if name in added.kept and getattr(draft, name)]
    if "company" in added.kept:
        said.append(draft.company)
    return _stamped(added.changes, mine.prospect.id, stamped), ", ".join(dict.fromkeys(said))


def _stamped(
    changes: Sequence[Change], prospect: UUID, fields: Mapping[str, tuple[Any, Any]]
) -> list[Change]:
    """`changes` with fields of the prospect set besides, from `(before, after)` pairs."""
    if not fields:
        return list(changes)
    patch = {name: new for name, (_old, new) in fields.items()}
    before = {name: old for name, (old, _new) in fields.items()}
    others = [change for change in changes if change.record != prospect]
    for change in changes:
        if change.record == prospect:
            patch, before = {**change.patch, **patch}, {**(change.before or {}), **before}
    return [*others, Change("prospects", prospect, patch, before)]


def _say(unit: Unit, prospect: UUID, meeting: Meeting, agreed: frozenset[str]) -> None:
    """Adds the consents that are not `agreed` to already, and the answers."""
    wording = consent_wording(meeting.consents)
    for channel in meeting.consents:
        if channel not in agreed:
            unit.add(
                Consent(prospect=prospect, channel=channel, basis="consent", wording=wording, at=unit.now)
            )
    for question, text in meeting.answers.items():
        if text.strip():
            unit.add(Answer(prospect=prospect, question=question, text=text.strip(), at=unit.now))


def _keep_picture(unit: Unit, prospect: UUID, picture: File | None) -> None:
    if picture is not None:
        unit.add(picture.of(prospect, kind="file"))  # a photo would be taken for their face


def consent_wording(channels: Sequence[str]) -> str:
    """The words that are kept with a consent: what was asked and agreed to."""
    named = ", ".join(vocabulary.label("consent_channel", channel) for channel in channels)
    return _("Asked and agreed: {channels}").format(channels=named)


def likely(
    store: Store, draft: ProspectDraft, *, region: str, leaving_out: frozenset[UUID] = frozenset()
) -> Known | None:
    """Who is known that `draft` may tell of, the likeliest, with the reason; None where there is nobody."""
    with store.read() as reading:
        hits = against_known(reading.connection, [person(draft, region)])[0]
        hit = next((one for one in hits if one.id not in leaving_out), None)
        prospect = reading.get(Prospect, hit.id) if hit else None
        if hit is None or prospect is None:
            return None
        codes = {reason.code: reason.text for reason in hit.match.reasons}
        if "uid" in codes and badges.told_by(draft.uid):
            codes["uid"] = _("The same badge was scanned before.")
        told = next((codes[code] for code in _TELLING if code in codes), next(iter(codes.values()), ""))
        company = _company(reading, prospect) if prospect.name else ""
        return Known(hit.id, _name(reading, prospect), company, told, hit.match.certain)


# Which reason is told where there are several: what one sees at once to be so.
_TELLING: Final = ("uid", "phone", "email", "phone_end", "email_letter", "birthday", "name", "company")


def _name(reading: Reading, prospect: Prospect) -> str:
    if prospect.name:
        return prospect.name
    found = card(reading, prospect.id)
    return found.name if found else ""


def _company(reading: Reading, prospect: Prospect) -> str:
    if prospect.company is None:
        return ""
    found = reading.rows(
        select(Company.name).where(Company.id == prospect.company, Company.deleted_at.is_(None))
    )
    return found[0][0] if found else ""


def scanned(store: Store, text: str, *, region: str, fair: UUID | None) -> ProspectDraft:
    """What a scanner read: a vCard, a MECARD, a web address, the number of a badge, its fields, or any text at all.

    The number of a badge is kept in the note, and with its fair as the identity by which the same badge is
    known when it is scanned again. Raises `UserError` for a vCard that cannot be read.
    """
    found = divided(text, region=region) or Divided(scanner.badge_number(text), ProspectDraft())
    if not found.number:
        return found.draft if found.draft.says_who else draft_of(text, store, region=region)
    uid = badges.uid_of(fair.hex if fair else badges.PLACELESS, found.number)
    return replace(found.draft, uid=uid, note=f"{badge_note(found.number)}\n{found.draft.note}".strip())


def doubts(store: Store, text: str, draft: ProspectDraft) -> tuple[str, ...]:
    """Sentences on what `text`, read as `draft` by `scanned`, says and cannot mean."""
    return () if scanner.badge_number(text) else tuple(capturing.doubts(store, text, draft))


def named(draft: ProspectDraft, scanned: Iterable[str]) -> ProspectDraft:
    """`draft`, named by the first badge number among the texts `scanned` where it says nothing else of who it is."""
    number = next((n for n in map(scanner.badge_number, scanned) if n), "")
    return replace(draft, name=badge_note(number)) if number and not draft.says_who else draft


def badge_note(number: str) -> str:
    """How the number of a badge is noted; it names who has nothing else."""
    return _("Badge {number}").format(number=number)


def country_of(phone: str, *, region: str) -> str:
    """The country of a phone number, in the language in use; empty where it is no number that exists."""
    e164 = normalise_phone(phone, region)
    if not e164:
        return ""
    import phonenumbers
    from babel import Locale

    code = phonenumbers.region_code_for_number(phonenumbers.parse(e164))
    names: Any = Locale(language()).territories
    return str(names.get(code or "", "")) or e164[:3]


def get_ready(store: Store, *, region: str) -> Callable[[], None]:
    """What loads the parts that the first name typed would else wait for; to be called off the window's thread."""

    def load() -> None:
        country_of("+4722000000", region=region)
        likely(store, ProspectDraft(name="Ada Lovelace", emails=()), region=region)

    return load
