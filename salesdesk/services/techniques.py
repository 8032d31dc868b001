"""Techniques: ways of selling, with what to say and what to check, made, changed, put in order and deleted.

Deals, activities and goals name a technique by its name: who renames it renames it there too, in the same change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.techniques import Technique
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import deal_stages
from salesdesk.services.changes import nobody_watches
from salesdesk.store import batches
from salesdesk.store.batches import Plan, Progress
from salesdesk.store.database import Store
from salesdesk.store.sql import run
from salesdesk.store.unit import Reading, Unit

FIELDS: Final = ("name", "script", "checklist", "stages", "note")
_NAMING: Final = (  # what names a technique: the subject, its field, and a condition besides
    ("deals", "technique", ""),
    ("activities", "technique", ""),
    ("goals", "scope_value", " AND scope = 'technique'"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TechniqueDraft:
    """A technique as it is entered: `checklist` has a point a line, `stages` are keys of stages of a deal."""

    name: str
    script: str = ""
    checklist: str = ""
    stages: Sequence[str] = ()
    note: str = ""


def add(store: Store, draft: TechniqueDraft) -> Technique:
    """Adds a technique after the others. Raises `UserError` where it has no name, or there is one of that name."""
    name = draft.name.strip()
    with store.change(N_("New technique: {name}"), name=name) as unit:
        must_be_free(unit, name, None)
        return unit.add(
            Technique(
                name=name,
                script=draft.script.strip(),
                checklist=_plain(draft.checklist),
                stages=" ".join(draft.stages),
                note=draft.note.strip(),
                position=max((one.position for one in all_of(unit)), default=-1) + 1,
            )
        )


def note_down(store: Store, named: str, progress: Progress = nobody_watches) -> Technique:
    """Makes the technique that deals and activities name already. Where there is one that is only written otherwise
    (`live demo`, `Live demo`), they name that one from now on, as one batch."""
    with store.read() as reading:
        kept = found(reading, named)
        taken = _taken_along(reading, named, kept.name) if kept is not None else []
    if kept is None:
        return add(store, TechniqueDraft(name=named))
    plan = Plan(N_("{name} is now written {other}"), {"name": named, "other": kept.name})
    batches.write(store, plan, ([one] for one in taken), progress=progress)
    return kept


def found(reading: Reading, text: str) -> Technique | None:
    """The technique of this name, letters folded."""
    wanted = fold(text.strip())
    return next((one for one in all_of(reading) if fold(one.name) == wanted), None) if wanted else None


def needed(reading: Reading, text: str) -> Technique:
    """The technique of this name. Raises `UserError` where there is none, naming those there are."""
    mine = found(reading, text)
    if mine is None:
        told = ", ".join(names(reading))
        hint = _("There are: {names}").format(names=told) if told else _("Add it to the playbook first.")
        raise UserError(_("There is no technique “{name}”.").format(name=text), hint)
    return mine


def all_of(reading: Reading) -> Sequence[Technique]:
    """All techniques in the seller's order."""
    query = select(Technique).where(Technique.deleted_at.is_(None))
    return reading.find(query.order_by(Technique.position, Technique.row))


def names(reading: Reading) -> list[str]:
    """What they are called, in that order: what a field of a technique offers."""
    return [one.name for one in all_of(reading)]


def called(reading: Reading, technique: UUID) -> str:
    """What the technique of this id is called; empty where there is none."""
    mine = reading.get(Technique, technique)
    return mine.name if mine is not None and mine.deleted_at is None else ""


def edit(
    store: Store,
    technique: UUID,
    fields: Mapping[str, tuple[Any, str]],
    progress: Progress = nobody_watches,
) -> Technique:
    """Sets fields of a technique from `(seen, new)` pairs; another name is taken over, in the same batch, by the deals,
    activities and goals that name it. Raises `UserError`, changing nothing, where one is no longer what was seen, the
    name is empty or another's, or a stage is none."""
    with store.read() as reading:
        mine = reading.need(Technique, technique)
        wanted = {field: meant(reading, field, new) for field, (_seen, new) in fields.items()}
        if any(getattr(mine, field) not in (pair[0], wanted[field]) for field, pair in fields.items()):
            raise UserError(_("That was changed meanwhile."), _("Look at it again and repeat the change."))
        if "name" in wanted:
            must_be_free(reading, wanted["name"], technique)
        before: Patch = {
            field: getattr(mine, field) for field in wanted if getattr(mine, field) != wanted[field]
        }
        patch: Patch = {field: wanted[field] for field in before}
        taken = _taken_along(reading, mine.name, wanted.get("name", mine.name))
    if before:
        first = [Change("techniques", technique, patch, before)]
        plan = Plan(N_("Changed {name}"), {"name": mine.name})
        batches.write(store, plan, chain([first], ([one] for one in taken)), progress=progress)
    with store.read() as reading:
        return reading.need(Technique, technique)


def rename(unit: Unit, technique: Technique, name: str) -> None:
    """Gives a technique another name within the change at hand, and with it all that names it. Raises `UserError`."""
    must_be_free(unit, name, technique.id)
    old, technique.name = technique.name, name
    unit.write(_taken_along(unit, old, name))


def order(store: Store, wanted: Sequence[UUID]) -> None:
    """Puts techniques into this order; those that are not named come after, as they stood."""
    with store.change(N_("Changed the order of the techniques")) as unit:
        place = {one: number for number, one in enumerate(wanted)}
        kept = sorted(all_of(unit), key=lambda one: place.get(one.id, len(place)))
        for number, one in enumerate(kept):
            if one.position != number:
                one.position = number


def points(technique: Technique) -> list[str]:
    """The points of its checklist."""
    return technique.checklist.splitlines()


def suits(technique: Technique, stage: str) -> bool:
    """Whether it suits a stage of a deal: one that names no stage suits all."""
    kept = technique.stages.split()
    return not kept or stage in kept


def stages_meant(reading: Reading, told: Iterable[str]) -> list[str]:
    """The keys of the stages that are told by key or by name, in the order of the pipeline.

    Raises `UserError` where one is none of the seller's stages, naming those there are.
    """
    known, wanted = deal_stages.read(reading), set[str]()
    for one in filter(None, (one.strip() for one in told)):
        key = deal_stages.named(known, one)
        if not key:
            raise UserError(
                _("There is no stage {stage}.").format(stage=one),
                _("Use one of these: {stages}.").format(stages=", ".join(map(deal_stages.label, known))),
            )
        wanted.add(key)
    return [one.key for one in known if one.key in wanted]


def must_be_free(reading: Reading, name: str, own: UUID | None) -> None:
    """Raises `UserError` where `name` is none, or that of another technique than `own`."""
    if not name.strip():
        raise UserError(_("A technique needs a name."), _("Say what you call it: live demo, sample box."))
    other = found(reading, name)
    if other is not None and other.id != own:
        raise UserError(
            _("There is a technique {name} already.").format(name=other.name),
            _("Change that one, or give this one another name."),
        )


def meant(reading: Reading, field: str, text: str) -> str:
    """What `text` means for a field other than the name, as it is kept. Raises `UserError` where it names a stage that
    is none."""
    if field == "stages":
        whole = "," in text or deal_stages.named(deal_stages.read(reading), text)
        return " ".join(stages_meant(reading, text.split(",") if whole else text.split()))
    return _plain(text) if field == "checklist" else text.strip()


def _plain(checklist: str) -> str:
    """A point a line, without empty ones and without the strokes that people write before them."""
    lines = (one.strip().lstrip("-•*").strip() for one in checklist.splitlines())
    return "\n".join(one for one in lines if one)


def _taken_along(reading: Reading, old: str, new: str) -> list[Change]:
    """What has all that names a technique name it otherwise; what is deleted too, since it may be brought back."""
    if not old or old == new:
        return []
    found: list[Change] = []
    for subject, field, also in _NAMING:
        query = f"SELECT id FROM {subject} WHERE {field} = ?{also}"
        for (one,) in run(reading.connection, query, (old,)):
            found.append(Change(subject, UUID(bytes=one), {field: new}, {field: old}))
    return found
