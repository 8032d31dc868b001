"""What a draft adds to someone already known: what was empty is filled, what is new is added, nothing that
the seller has is written over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.badges import is_only_a_number
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.instants import to_micros
from salesdesk.domain.text import digits, fold
from salesdesk.services.cards import Card
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, follow_ups, parts, photo, scalars
from salesdesk.store import codec


@dataclass(slots=True)
class Addition:
    """The changes that add a draft to a known prospect, and the fields where the seller's own word stays."""

    changes: list[Change] = field(default_factory=list[Change])
    kept: list[str] = field(default_factory=list[str])


def adding(card: Card, draft: ProspectDraft, directory: Directory, scene: Scene) -> Addition:
    """What `draft` adds to `card`; no changes where it says nothing new."""
    out, patch, before = Addition(), dict[str, Any](), dict[str, Any]()
    unnamed = is_only_a_number(card.prospect.uid, card.prospect.name)
    for name, said_value in scalars(draft, directory, scene).items():
        old = codec.encode("prospects", name, getattr(card.prospect, name))
        value = said_value
        if name == "note":
            value = _both(str(old or ""), str(said_value or ""), "\n\n")
        elif name == "raw_vcard":
            value = _lines(str(old or ""), str(said_value or ""))
        if value in {"", None} or value == old:
            continue
        if name in _FILLED and not _empty(name, old) and not (unnamed and name in _NAMES):
            if not _alike(name, old, value):
                out.kept.append(name)
            continue
        patch[name], before[name] = value, old
    mine = card.prospect.id
    for subject, part in (*_new_parts(card, draft, scene), *_new_words(card, draft, directory, scene)):
        said: Patch = {name: value for name, value in part.items() if value not in {"", None, 0}}
        said |= {"prospect": mine.hex, "created_at": to_micros(scene.now)}
        out.changes.append(Change(subject, new_id(), said, None))
    if patch:
        out.changes.append(Change("prospects", mine, patch, before))
    if unnamed and draft.shown_name:
        out.changes += _called_by_name(card, draft.shown_name)
    if "stage" in patch:
        moved: Patch = {"prospect": mine.hex, "old": before["stage"], "new": patch["stage"]}
        now = to_micros(scene.now)
        out.changes.append(Change("stage_changes", new_id(), {**moved, "at": now, "created_at": now}, None))
    if out.changes:
        out.changes[:0] = directory.made()
    else:
        directory.made()
    return out


def _called_by_name(card: Card, name: str) -> Iterable[Change]:
    """What is to be done with whom so far only the number of a badge named, in the words of their name."""
    number = card.prospect.name
    for one in card.followups:
        if number and number in one.what and one.done_at is None:
            yield Change("followups", one.id, {"what": one.what.replace(number, name)}, {"what": one.what})


# Fields that a file fills only where they are empty.
_FILLED = frozenset(codec.fields("prospects")) - {"note", "raw_vcard"}

_NAMES = frozenset({"name", "first_name", "last_name"})


def _empty(name: str, old: Any) -> bool:
    return old in {"", None} or (name == "stage" and old == "suspect")


def _alike(name: str, old: Any, new: Any) -> bool:
    """Whether a difference is one of writing only, or a reference that says no more than the one kept."""
    if name in {"source", "fair", "uid", "met_at"}:
        return True
    return isinstance(old, str) and isinstance(new, str) and fold(old) == fold(new)


def _both(old: str, new: str, between: str) -> str:
    return old if new in old else (f"{old}{between}{new}" if old else new)


def _lines(old: str, new: str) -> str:
    known = set(old.split("\n"))
    more = [line for line in dict.fromkeys(new.split("\n")) if line not in known]
    return "\n".join(filter(None, (old, *more)))


def _new_parts(card: Card, draft: ProspectDraft, scene: Scene) -> Iterable[tuple[str, Patch]]:
    known = {
        "phones": {_number(phone.value, phone.e164) for phone in card.phones},
        "emails": {email.value.lower() for email in card.emails},
        "webs": {web.value.lower().rstrip("/") for web in card.webs},
        "addresses": {fold(f"{a.street} {a.postal_code} {a.city}") for a in card.addresses},
    }
    place = {
        "phones": len(card.phones),
        "emails": len(card.emails),
        "webs": len(card.webs),
        "addresses": len(card.addresses),
    }
    for subject, patch in parts(draft, scene):
        key = _key(subject, patch)
        if key not in known[subject]:
            known[subject].add(key)
            patch["position"] = place[subject]
            place[subject] += 1
            yield subject, patch


def _key(subject: str, patch: Patch) -> str:
    if subject == "phones":
        return _number(str(patch["value"]), str(patch["e164"]))
    if subject == "addresses":
        return fold(f"{patch['street']} {patch['postal_code']} {patch['city']}")
    return str(patch["value"]).lower().rstrip("/")


def _number(value: str, e164: str) -> str:
    return e164 or digits(value) or value


def _new_words(
    card: Card, draft: ProspectDraft, directory: Directory, scene: Scene
) -> Iterable[tuple[str, Patch]]:
    tagged: set[UUID | None] = {tagging.tag for tagging in card.taggings}
    for name in dict.fromkeys(draft.tags):
        tag = directory.named("tags", name)
        if tag and tag not in tagged:
            tagged.add(tag)
            yield "taggings", {"tag": tag.hex}
    asked = {fold(one.product) for one in card.asked_about}
    for product in dict.fromkeys(draft.asked_about):
        if fold(product) not in asked:
            day = scene.now.date().isoformat()
            yield "asked_about", {"product": product, "signal": vocabulary.SIGNALS[0], "day": day}
    # One that is done counts too, so that an old file brought in again does not ask for it a second time.
    planned = {(fold(one.what), one.day.isoformat() if one.day else "") for one in card.followups}
    for subject, patch in follow_ups(draft, scene):
        if (fold(str(patch["what"])), patch["day"]) not in planned:
            yield subject, patch
    if draft.photo:
        patch = photo(draft, scene)
        if patch["sha256"] not in {one.sha256 for one in card.attachments}:
            yield "attachments", patch
