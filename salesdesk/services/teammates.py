"""The team: whom prospects can be handed to, and what each of them takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from salesdesk.domain.handing_out import separated
from salesdesk.domain.handovers import HandedOver, HandOver, Teammate
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import prospects
from salesdesk.services.quotes import language_called
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

FIELDS: Final = ("name", "email", "phone", "areas", "products", "languages", "in_turn", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class TeammateDraft:
    """A teammate as entered. Lists are texts with commas; an empty one means that they take all."""

    name: str
    email: str = ""
    phone: str = ""
    areas: str = ""
    products: str = ""
    languages: str = ""
    in_turn: bool = True
    note: str = ""


def make(store: Store, draft: TeammateDraft) -> Teammate:
    """Takes someone into the team, last. Raises `UserError` where they have no name or another has it."""
    name = draft.name.strip()
    with store.change(N_("New teammate: {name}"), name=name) as unit:
        _must_be_free(unit, name)
        position = len(everyone(unit))
        return unit.add(
            Teammate(
                name=name,
                email=draft.email.strip(),
                phone=draft.phone.strip(),
                areas=draft.areas.strip(),
                products=draft.products.strip(),
                languages=draft.languages.strip(),
                in_turn=int(draft.in_turn),
                note=draft.note,
                position=position,
            )
        )


def edit(store: Store, teammate: Teammate, fields: Mapping[str, tuple[Any, Any]]) -> None:
    """Sets fields from `(seen, new)` pairs, in one change. Raises `UserError`, changing nothing, where the name
    is empty or another's, or a field was changed meanwhile."""
    if "name" in fields:
        with store.read() as reading:
            _must_be_free(reading, str(fields["name"][1]).strip(), but=teammate.id)
    prospects.edit(store, teammate, fields)


def remove(store: Store, teammate: Teammate) -> None:
    """Takes someone out of the team; what was handed to them stays known."""
    prospects.delete(store, teammate, teammate.name)


def _must_be_free(reading: Reading, name: str, *, but: UUID | None = None) -> None:
    if not name:
        raise UserError(_("A teammate needs a name."), _("Say what they are called."))
    taken = named(reading, name)
    if taken and taken.id != but:
        raise UserError(
            _("{name} is in your team already.").format(name=taken.name),
            _("Change that entry, or give this one another name."),
        )


def everyone(reading: Reading) -> list[Teammate]:
    """The team in its order."""
    alive = select(Teammate).where(Teammate.deleted_at.is_(None))
    return list(reading.find(alive.order_by(Teammate.position, Teammate.row)))


def named(reading: Reading, text: str) -> Teammate | None:
    """The teammate whose name or email address is `text`, letters folded."""
    wanted = fold(text)
    if not wanted:
        return None
    return next((one for one in everyone(reading) if wanted in {fold(one.name), fold(one.email)}), None)


def takes(one: Teammate) -> list[str]:
    """What a teammate takes, each in words: areas, products, languages; empty for one who takes all."""
    languages = ", ".join(language_called(text) for text in separated(one.languages))
    return [text for text in (one.areas, one.products, languages) if text]


def so_far(reading: Reading) -> dict[UUID, int]:
    """How many prospects each teammate was handed."""
    counted: Any = (
        select(HandOver.teammate, func.count())
        .join(HandedOver, HandedOver.hand_over == HandOver.id)
        .where(HandOver.deleted_at.is_(None), HandedOver.deleted_at.is_(None), HandOver.teammate.is_not(None))
        .group_by(HandOver.teammate)
    )
    return {teammate: count for teammate, count in reading.rows(counted) if teammate}
