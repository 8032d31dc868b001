"""What hangs on a prospect, set by name and value: phones, tags, products asked about, consents, answers."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import select

from salesdesk.domain import subjects
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.consents import Consent
from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.domain.instants import to_micros
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.records import Record
from salesdesk.domain.sources import Source
from salesdesk.domain.tags import Tag, Tagging
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import editing_answers, likeness, nurturing
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, consented, parts
from salesdesk.store.unit import Unit

# The name that is typed → the subject of the parts.
PARTS: Final = {
    "phone": "phones",
    "email": "emails",
    "web": "webs",
    "tag": "taggings",
    "tags": "taggings",
    "asked_about": "asked_about",
    "consent": "consents",
    "answer": "answers",
}
NAMES: Final = (*PARTS, "source_which")


def hang(unit: Unit, prospect: Prospect, field: str, value: str, scene: Scene) -> None:
    """Adds a part to a prospect: a phone, a tag, a consent, an answer …; a tag, phone, email or web address that begins
    with `-` is taken off, and an empty value takes off all parts of that name (a consent is withdrawn). Raises
    `UserError` where one is to be taken off that is not there."""
    if field == "source_which":
        _which(unit, prospect, value)
    elif not value:
        _take_off(unit, prospect, PARTS[field])
    elif field == "answer":
        editing_answers.give(unit, prospect, value)
    elif value.startswith("-") and field in {"phone", "email", "web"}:
        _take_one_off(unit, prospect, field, value[1:].strip(), scene)
    elif PARTS[field] == "taggings":
        for name in value.split(","):
            _tag(unit, prospect, name.strip())
    else:
        subject = PARTS[field]
        have = {_likeness(part) for part in _hanging(unit, prospect, subject)}
        fresh = [patch for patch in _patches(field, value, scene) if _likeness_of(subject, patch) not in have]
        _write(unit, prospect, [(subject, patch) for patch in fresh])


def _patches(field: str, value: str, scene: Scene) -> list[Patch]:
    if field == "asked_about":
        return [{"product": value, "signal": "asked", "day": scene.now.date().isoformat()}]
    if field == "consent":
        said: Patch = {"basis": "consent", "wording": value, "at": to_micros(scene.now)}
        return [{"channel": channel, **said} for channel in consented(value)]
    details = (Detail(value),)
    draft = ProspectDraft(
        phones=details if field == "phone" else (),
        emails=details if field == "email" else (),
        webs=details if field == "web" else (),
    )
    return [patch for _subject, patch in parts(draft, scene)]


def _write(unit: Unit, prospect: Prospect, made: list[tuple[str, Patch]]) -> None:
    stamp: Patch = {"prospect": prospect.id.hex, "created_at": to_micros(unit.now)}
    unit.write(
        [
            Change(subject, new_id(), {**stamp, **{k: v for k, v in patch.items() if v not in {"", 0}}}, None)
            for subject, patch in made
        ]
    )


def _hanging(unit: Unit, prospect: Prospect, subject: str) -> list[Record]:
    kind: Any = subjects.BY_SUBJECT[subject]
    return list(unit.find(select(kind).where(kind.prospect == prospect.id, kind.deleted_at.is_(None))))


def reachable(unit: Unit, prospect: Prospect) -> bool:
    """Whether a phone or an email address of a prospect is left."""
    return any(_hanging(unit, prospect, subject) for subject in ("phones", "emails"))


def _likeness(part: Any) -> str:
    if isinstance(part, Consent):
        return "" if part.withdrawn_at else f"{part.channel} {part.wording}"
    return likeness.of_record(part)


def _likeness_of(subject: str, patch: Patch) -> str:
    if subject == "consents":
        return f"{patch['channel']} {patch['wording']}"
    return likeness.likeness(subject, patch.get)


def _take_off(unit: Unit, prospect: Prospect, subject: str) -> None:
    for part in _hanging(unit, prospect, subject):
        if not isinstance(part, Consent):
            unit.delete(part)
        elif part.withdrawn_at is None:
            part.withdrawn_at = unit.now
            nurturing.withdrawn(unit, part)


def _take_one_off(unit: Unit, prospect: Prospect, field: str, value: str, scene: Scene) -> None:
    subject = PARTS[field]
    wanted = {_likeness_of(subject, patch) for patch in _patches(field, value, scene)}
    there: list[Any] = _hanging(unit, prospect, subject)
    mine = [part for part in there if _likeness(part) in wanted]
    if not mine:
        raise UserError(
            _("{value} is not there to be taken off.").format(value=value),
            _("There are: {names}.").format(names=", ".join(part.value for part in there)) if there else "",
        )
    for part in mine:
        unit.delete(part)


def _tag(unit: Unit, prospect: Prospect, name: str) -> None:
    wanted = name.lstrip("+-").strip()
    alive = unit.find(select(Tag).where(Tag.deleted_at.is_(None)))
    tags = {tag.id for tag in alive if fold(tag.name) == fold(wanted)}
    worn = select(Tagging).where(Tagging.prospect == prospect.id, Tagging.deleted_at.is_(None))
    mine = [one for one in unit.find(worn) if one.tag in tags]
    if name.startswith("-"):
        for one in mine:
            unit.delete(one)
    elif not mine:
        directory = Directory(unit.connection, unit.now)
        tag = directory.named("tags", wanted)
        unit.write(directory.made())
        _write(unit, prospect, [("taggings", {"tag": tag.hex})] if tag else [])


def _which(unit: Unit, prospect: Prospect, value: str) -> None:
    source = unit.get(Source, prospect.source) if prospect.source else None
    directory = Directory(unit.connection, unit.now)
    found = directory.source(source.kind if source else "", value)
    unit.write(directory.made())
    prospect.source = found
