"""Taking the answers to a hand-over: what was chosen is written as one batch that can be taken back for ever.

The batch itself remembers the file and all that it told, so that a file taken twice brings nothing the second time,
and one that was taken back may be taken again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.instants import to_micros
from salesdesk.services import answers_consent, bulk_editing
from salesdesk.services.answer_fields import Field
from salesdesk.services.answers import TOOK, Review
from salesdesk.services.changes import nobody_watches
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, parts
from salesdesk.services.settling import NamesOnce
from salesdesk.store import as_of, batches
from salesdesk.store.batches import Plan, Progress, Written
from salesdesk.store.database import Store
from salesdesk.store.migrations.lifts import Lift

_MANY: Final = 250
_BELOW: Final = 100  # what is added stands below what is there
_SUBJECTS: Final = {"tags": "taggings"}


def take(
    store: Store,
    review: Review,
    chosen: Sequence[Field],
    *,
    region: str,
    progress: Progress = nobody_watches,
) -> Written:
    """Writes the `chosen` fields of `review` as one batch. What the seller changed since it was looked at is left as it
    is, and told as skipped. `region` is the country of phones without a code. Where it is stopped nothing is left
    behind; nothing is written, and the file not remembered, where nothing is chosen. Raises `EnvironmentTrouble` where
    another batch is being written."""
    scene = Scene(now=store.clock.now(), region=region, store=store.path, met=False)
    told = "".join(dict.fromkeys(one.digest for each in review.people for one in each.fields))
    args = {
        "name": review.hand_over.to,
        "hand_over": review.hand_over.id.hex,
        "checksum": review.checksum,
        "told": told,
    }
    work = _groups(store, chosen, scene, review.place)
    return batches.write(store, Plan(TOOK, args), work, settle=NamesOnce(scene.now).settle, progress=progress)


def _groups(store: Store, chosen: Sequence[Field], scene: Scene, place: int) -> Iterator[list[Change]]:
    of: dict[UUID, list[Field]] = defaultdict(list)
    for one in chosen:
        of[one.prospect].append(one)
    with store.read() as reading:
        directory = Directory(reading.connection, scene.now, everything=True)
        directory.preload()
    ids = list(of)
    for start in range(0, len(ids), _MANY):
        part = ids[start : start + _MANY]
        with store.reading_raw() as connection:
            seen = as_of.records(connection, "prospects", part, store.lifts, place=place)
            edited = _edited(connection, [one for who in part for one in of[who]], store.lifts, place)
            agreed = {
                one.prospect: list(
                    answers_consent.changes(connection, one.prospect, str(one.value), scene, store.lifts)
                )
                for who in part
                for one in of[who]
                if one.name == "consent"
            }
        moves = _moves(store, [one for who in part if who in seen for one in of[who]], seen)
        for who in part:
            if who in seen:
                changes = _changes(of[who], seen[who], edited, directory, scene)
                group = _with_move(changes, moves.get(who, []))
                there = {(one.subject, one.record) for one in group}
                group += [one for one in agreed.get(who, []) if (one.subject, one.record) not in there]
                if group:
                    yield [*directory.made(), *group]


def _edited(
    connection: Connection, fields: Sequence[Field], lifts: Mapping[int, Lift], place: int
) -> dict[UUID, Patch]:
    """The phones, emails, webs and addresses in whose place others stand, as they were seen."""
    found: dict[UUID, Patch] = {}
    for subject in {one.name for one in fields if one.old is not None}:
        ids = [one.part for one in fields if one.part and one.old is not None and one.name == subject]
        found |= as_of.records(connection, subject, ids, lifts, place=place)
    return found


def _moves(store: Store, fields: Sequence[Field], seen: Mapping[UUID, Patch]) -> dict[UUID, list[Change]]:
    """What a change of stage brings with it, as everywhere; nothing where the stage is no more the one that was
    `seen`, so that it is left as it is."""
    by_stage: dict[str, list[UUID]] = defaultdict(list)
    for one in fields:
        if one.name == "stage":
            by_stage[str(one.value)].append(one.prospect)
    out: dict[UUID, list[Change]] = {}
    for stage, ids in by_stage.items():
        for group in bulk_editing.stage(store, ids, stage).groups:
            move = group[0]
            old: Patch = {"stage": seen[move.record]["stage"]}
            left = move.before is None or move.before["stage"] != old["stage"]
            out[move.record] = [replace(move, patch={"stage": stage}, before=old)] if left else group
    return out


def _with_move(changes: list[Change], move: list[Change]) -> list[Change]:
    """One change a record: the stage goes with the other fields of the prospect."""
    if not move:
        return changes
    first, *rest = move
    for place, one in enumerate(changes):
        if one.subject == "prospects":
            before = {**(one.before or {}), **(first.before or {})}
            changes[place] = replace(one, patch={**one.patch, **first.patch}, before=before)
            return [*changes, *rest]
    return [*changes, *move]


def _changes(
    fields: Sequence[Field],
    seen: Patch,
    edited: Mapping[UUID, Patch],
    directory: Directory,
    scene: Scene,
) -> list[Change]:
    who = fields[0].prospect
    patch, before = dict[str, Any](), dict[str, Any]()
    out: list[Change] = []
    added: dict[str, list[Any]] = defaultdict(list)
    gone = to_micros(scene.now)
    for one in fields:
        if one.part is not None:
            subject = _SUBJECTS.get(one.name, one.name)
            if one.was is not None:
                out.append(Change(subject, one.part, {"kind": one.value.kind}, {"kind": one.was}))
                continue
            if one.value is None:
                out.append(Change(subject, one.part, {"deleted_at": gone}, {"deleted_at": None}))
            elif there := edited.get(one.part):
                out.append(_edit(one, there, scene))
        elif one.name in {"phones", "emails", "webs", "addresses", "tags", "asked_about"}:
            added[one.name].append(one.value)
        elif one.name not in {"stage", "consent"}:
            value = _stored(one, directory)
            if value != seen[one.name]:
                patch[one.name], before[one.name] = value, seen[one.name]
    if patch:
        out.insert(0, Change("prospects", who, patch, before))
    return [*out, *_added(who, added, directory, scene)]


def _edit(one: Field, there: Patch, scene: Scene) -> Change:
    """One phone, email, web or address in the place of another: only what they say otherwise than it went out."""
    assert one.part is not None
    old, new = _said(one.name, one.old, scene), _said(one.name, one.value, scene)
    patch = {name: value for name, value in new.items() if value != old[name] and value != there[name]}
    return Change(one.name, one.part, patch, {name: there[name] for name in patch})


def _said(name: str, value: Any, scene: Scene) -> Patch:
    told: dict[str, Any] = {name: (value,)}
    ((_subject, patch),) = parts(ProspectDraft(**told), scene)
    return patch


def _stored(one: Field, directory: Directory) -> str | None:
    """What the column of the prospect holds then."""
    text = str(one.value or "")
    if one.name == "company":
        company = directory.company(text)
        return company.hex if company else None
    return (text or None) if one.name in {"birthday", "customer_since"} else text


def _added(who: UUID, added: dict[str, list[Any]], directory: Directory, scene: Scene) -> Iterator[Change]:
    told: dict[str, Any] = {name: tuple(values) for name, values in added.items()}
    draft = ProspectDraft(**told)
    made = list(parts(draft, scene))
    for name in draft.tags:
        tag = directory.named("tags", name)
        if tag:
            made.append(("taggings", {"tag": tag.hex}))
    day = scene.now.date().isoformat()
    made += [("asked_about", {"product": one, "signal": "asked", "day": day}) for one in draft.asked_about]
    stamp: Patch = {"prospect": who.hex, "created_at": to_micros(scene.now)}
    for subject, patch in made:
        said = {name: value for name, value in patch.items() if value not in {"", None, 0}}
        if "position" in patch:
            said["position"] = int(str(patch["position"])) + _BELOW
        yield Change(subject, new_id(), {**stamp, **said}, None)
