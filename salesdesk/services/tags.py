"""Tags as a whole: which there are and on how many, renamed, made one of two, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.changes import Change
from salesdesk.domain.instants import to_micros
from salesdesk.domain.tags import Tag
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.store import batches
from salesdesk.store.batches import Plan
from salesdesk.store.database import Store
from salesdesk.store.sql import run
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True)
class Worn:
    """A tag and on how many prospects it stands."""

    id: UUID
    name: str
    prospects: int


def names(reading: Reading) -> list[str]:
    """The names of all tags, by name."""
    found = reading.rows(select(Tag.name).where(Tag.deleted_at.is_(None)))
    return sorted((name for (name,) in found), key=fold)


def worn(reading: Reading) -> list[Worn]:
    """All tags with on how many prospects each stands, by name."""
    found = run(
        reading.connection,
        "SELECT g.id, g.name, count(p.row) FROM tags g"
        " LEFT JOIN taggings t ON t.tag = g.id AND t.deleted_at IS NULL"
        " LEFT JOIN prospects p ON p.id = t.prospect AND p.deleted_at IS NULL"
        " WHERE g.deleted_at IS NULL GROUP BY g.row",
    )
    return sorted((Worn(UUID(bytes=one), name, count) for one, name, count in found), key=_by_name)


def _by_name(tag: Worn) -> str:
    return fold(tag.name)


def rename(store: Store, tag: UUID, name: str) -> None:
    """Gives a tag another name. Raises `UserError` for an empty one, or one that another tag has."""
    new = name.strip()
    if not new:
        raise UserError(_("A tag needs a name."), _("Delete it, if it is not wanted any more."))
    with store.read() as reading:
        old = reading.need(Tag, tag).name
        others = reading.find(select(Tag).where(Tag.deleted_at.is_(None), Tag.id != tag))
    if any(fold(other.name) == fold(new) for other in others):
        raise UserError(
            _("There is a tag “{name}” already.").format(name=new), _("Merge the two to make them one.")
        )
    with store.change(N_("Renamed the tag {old} to {new}"), old=old, new=new) as unit:
        unit.need(Tag, tag).name = new


def delete(store: Store, tag: UUID) -> None:
    """Takes a tag off everybody; undo brings it back."""
    with store.read() as reading:
        name = reading.need(Tag, tag).name
    with store.change(N_("Deleted the tag {name}"), name=name) as unit:
        unit.delete(unit.need(Tag, tag))


def merge(store: Store, keep: UUID, other: UUID) -> UUID | None:
    """Makes one tag of two: who wears `other` wears `keep`. Gives the batch, which one undo takes back."""
    if keep == other:
        raise UserError(_("A tag cannot be merged with itself."), _("Choose another one."))
    with store.read() as reading:
        kept, gone = reading.need(Tag, keep), reading.need(Tag, other)
        changes = list(_moved(reading, keep, other, to_micros(store.clock.now())))
    plan = Plan(N_("Merged the tag {old} into {new}"), {"old": gone.name, "new": kept.name})
    return batches.write(store, plan, ([change] for change in changes)).batch


def _moved(reading: Reading, keep: UUID, other: UUID, now: int) -> Iterator[Change]:
    found = run(
        reading.connection,
        "SELECT t.id, EXISTS (SELECT 1 FROM taggings k WHERE k.prospect = t.prospect AND k.tag = ?"
        " AND k.deleted_at IS NULL) FROM taggings t WHERE t.tag = ? AND t.deleted_at IS NULL ORDER BY t.row",
        (keep.bytes, other.bytes),
    )
    for one, wears_both in found:
        if wears_both:
            yield Change("taggings", UUID(bytes=one), {"deleted_at": now}, {"deleted_at": None})
        else:
            yield Change("taggings", UUID(bytes=one), {"tag": keep.hex}, {"tag": other.hex})
    yield Change("tags", other, {"deleted_at": now}, {"deleted_at": None})
