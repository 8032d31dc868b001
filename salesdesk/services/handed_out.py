"""Prospects as they were when they were handed over, and as they are now: in the words in which a file tells them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy.types import TypeDecorator

from salesdesk.domain import subjects
from salesdesk.domain.changes import Patch
from salesdesk.domain.drafts import ProspectDraft, Row
from salesdesk.errors import UserError
from salesdesk.exchange import csv, field_choice, mapping, vcard
from salesdesk.exchange.formats import Format
from salesdesk.services import reading
from salesdesk.services.cards import Card
from salesdesk.services.exports import draft_of
from salesdesk.store import as_of, codec
from salesdesk.store.database import Store

PARTS: Final = (
    "phones", "emails", "webs", "addresses", "asked_about", "taggings", "consents", "followups",
)  # fmt: skip
Whole = Mapping[str, Mapping[UUID, Patch]]  # records by subject and id, each with all its fields


@dataclass(frozen=True, slots=True)
class Known:
    """A prospect at one moment: its record and parts, and as a file tells it."""

    card: Card
    draft: ProspectDraft


def known(
    store: Store, ids: Sequence[UUID], *, place: int = 0, took: Collection[UUID] = ()
) -> dict[UUID, Known]:
    """The prospects `ids` that are not deleted, as they are now, or as they were at that `place` of the log; `took`
    are those who have taken them in since, with their parts."""
    found: dict[str, Mapping[UUID, Patch]] = {}
    with store.reading_raw() as connection:

        def read(subject: str, wanted: Sequence[UUID], field: str = "id") -> None:
            found[subject] = as_of.records(connection, subject, wanted, store.lifts, field=field, place=place)

        read("prospects", ids)
        for subject in PARTS:
            read(subject, [*ids, *took], "prospect")
        read("companies", _named(found["prospects"].values(), "company"))
        read("tags", _named(found["taggings"].values(), "tag"))
    return told(found, ids, store.path)


def told(whole: Whole, ids: Collection[UUID], path: Path) -> dict[UUID, Known]:
    """The prospects `ids` of `whole` that are not deleted."""
    wanted = set(ids)
    made: dict[UUID, Card] = {}
    for one, patch in whole["prospects"].items():
        if one in wanted and patch.get("deleted_at") is None:
            made[one] = Card(_record("prospects", one, patch))
            company = _at(whole, "companies", patch.get("company"))
            made[one].company = company
    for subject in PARTS:
        for place, (one, patch) in enumerate(whole[subject].items()):
            owner = patch.get("prospect")
            card = made.get(UUID(str(owner))) if owner else None
            if card is not None and patch.get("deleted_at") is None:
                part = _record(subject, one, patch)
                part.row = place
                getattr(card, subject).append(part)
    for card in made.values():
        for parts in (card.phones, card.emails, card.webs, card.addresses, card.asked_about):
            parts.sort(key=lambda part: (part.position, part.row))
        tags = ((one, _at(whole, "tags", one.tag)) for one in card.taggings)
        worn = [(one, tag) for one, tag in tags if tag is not None]
        card.taggings, card.tags = [one for one, _tag in worn], [tag for _one, tag in worn]
    return {one: Known(card, draft_of(card, path, photos=False)) for one, card in made.items()}


def as_read(drafts: Sequence[ProspectDraft], found: Format, fields: Sequence[str]) -> list[ProspectDraft]:
    """`drafts` as they are read back from a file of such a format that holds these `fields` only, so that nothing
    that the way through a file changes is taken for an edit."""
    narrow = [field_choice.narrowed(one, fields) for one in drafts]
    if found is Format.PACKAGE:
        return narrow
    back: dict[str, ProspectDraft] = {}
    data = vcard.write(narrow, "4.0") if found is Format.VCARD else csv.write(*mapping.export_table(narrow))
    name = Path("handed.vcf" if found is Format.VCARD else "handed.csv")
    try:
        rows = list(reading.read(name, data).rows) if narrow else []
    except UserError:  # nobody in it says who they are
        rows = []
    for row in rows:
        if isinstance(row, Row):
            back[own_id(row.draft)] = row.draft
    return [replace(back.get(one.id, one), id=one.id) for one in narrow]


def own_id(draft: ProspectDraft) -> str:
    """The id of ours that a row carries: in its `id`, or as the UID of its card; empty where it has none."""
    for text in (draft.id, draft.uid.removeprefix("urn:uuid:")):
        try:
            return str(UUID(text))
        except ValueError:
            continue
    return ""


def _named(patches: Collection[Patch], field: str) -> list[UUID]:
    return list({UUID(str(one)) for patch in patches if (one := patch.get(field))})


def _at(whole: Whole, subject: str, one: object) -> Any:
    patch = whole[subject].get(UUID(str(one))) if one else None
    return _record(subject, UUID(str(one)), patch) if patch and patch.get("deleted_at") is None else None


def _record(subject: str, ident: UUID, patch: Patch) -> Any:
    """A record that stands for itself and is in no store."""
    made: Any = subjects.BY_SUBJECT[subject]()
    made.id = ident
    values = codec.stored(subject, {**codec.nothing_said(subject), **patch})
    for column in subjects.table(subject).columns:
        kind: Any = column.type
        if column.name in values:
            value = values[column.name]
            is_ours = isinstance(column.type, TypeDecorator)
            setattr(
                made,
                column.name,
                kind.process_result_value(value, None) if is_ours else value,
            )
    return made
