"""Handing over: whom, who agreed to it and who is left out, and the file that is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.consents import Consent
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.text import fold
from salesdesk.domain.views import View
from salesdesk.i18n import _
from salesdesk.services import exports, hand_overs, packages, search
from salesdesk.services.cards import cards
from salesdesk.services.changes import nobody_watches
from salesdesk.services.exports import AS_IT_IS, Exported, Form
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

NAMED: Final = 200  # so many are named, the others counted
_FAIRS: Final = 12
_LONGEST: Final = 40  # letters of the name in a name of a file


@dataclass(frozen=True, slots=True)
class Group:
    """Whom one may hand over: found by a query, met at a fair, or these very ones."""

    name: str
    query: str = ""
    fair: UUID | None = None
    ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Someone:
    """Someone as a list names them."""

    id: UUID
    name: str
    company: str


@dataclass(frozen=True, slots=True)
class Ready:
    """Whom a group holds: `wanted` are all, `agreed` those who agreed to be handed over, in the same order.
    `going` names the first of those, `left_out` the first of the others."""

    wanted: tuple[UUID, ...] = ()
    agreed: tuple[UUID, ...] = ()
    going: tuple[Someone, ...] = ()
    left_out: tuple[Someone, ...] = ()

    @property
    def missing(self) -> int:
        """How many have not agreed."""
        return len(self.wanted) - len(self.agreed)


def groups(reading: Reading) -> list[Group]:
    """All, the hot ones, those of each of the latest fairs, and those of each saved view."""
    latest = select(Fair).where(Fair.deleted_at.is_(None)).order_by(Fair.starts_on.desc(), Fair.row.desc())
    views = (
        select(View)
        .where(View.deleted_at.is_(None), View.of == "prospects")
        .order_by(View.position, View.row)
    )
    return [
        Group(_("All prospects")),
        Group(_("All who are hot"), query="interest:hot"),
        *(Group(one.name, fair=one.id) for one in reading.find(latest.limit(_FAIRS))),
        *(Group(one.name, query=one.query) for one in reading.find(views)),
    ]


def look(store: Store, group: Group) -> Ready:
    """Whom `group` holds now, and who of them agreed. Raises `QueryError` where its query makes no sense."""
    with store.read() as reading:
        wanted = members(store, reading, group)
        agreed = _agreed(reading, wanted)
        going = [one for one in wanted if one in agreed]
        others = [one for one in wanted if one not in agreed]
        named = _named(reading, going[:NAMED]), _named(reading, others[:NAMED])
    return Ready(tuple(wanted), tuple(going), *named)


def _named(reading: Reading, ids: Sequence[UUID]) -> tuple[Someone, ...]:
    found = cards(reading, ids)
    return tuple(Someone(one.prospect.id, one.name, one.company.name if one.company else "") for one in found)


def members(store: Store, reading: Reading, group: Group) -> list[UUID]:
    """The prospects that a group holds now. Raises `QueryError` where its query makes no sense."""
    if group.ids:
        return list(group.ids)
    if group.fair:
        met = select(Prospect.id).where(Prospect.fair == group.fair, Prospect.deleted_at.is_(None))
        return [one for (one,) in reading.rows(met.order_by(Prospect.row))]
    asked = search.ask(reading, group.query, subject="prospects", clock=store.clock)
    return list(search.ids(reading, asked))


def _agreed(reading: Reading, wanted: Sequence[UUID]) -> set[UUID]:
    standing = select(Consent.prospect).where(
        Consent.channel == "hand-over", Consent.withdrawn_at.is_(None), Consent.deleted_at.is_(None)
    )
    return {one for (one,) in reading.rows(standing)} & set(wanted)


def hand_over(
    store: Store,
    target: Path,
    ids: Sequence[UUID],
    *,
    to: str = "",
    notes: bool = False,
    form: Form = AS_IT_IS,
    progress: Progress = nobody_watches,
) -> Exported:
    """Writes the prospects `ids` to `target` by its ending; their open follow-ups where it is .ics.

    `to` is whom the file is for: it is kept then that they got those prospects, or in .ics those whose follow-ups
    went; `form` is what of them goes along. Raises `UserError` where the ending is none of ours or does not fit the
    form, `EnvironmentTrouble` where the disk refuses.
    """
    wanted = list(ids)
    if target.suffix.lower() == ".ics":
        with store.read() as reading:
            wanted = _follow_ups(reading, ids)
    done = exports.export_these(store, target, wanted, notes=notes, form=form, progress=progress)
    if to.strip() and done.prospects:
        hand_overs.keep(store, [hand_overs.to_someone(store, done, to.strip())])
    return done


def _follow_ups(reading: Reading, prospects: Sequence[UUID]) -> list[UUID]:
    of = set(prospects)
    waiting = select(FollowUp).where(FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None))
    found = reading.find(waiting.order_by(FollowUp.day, FollowUp.row))
    return [one.id for one in found if one.prospect in of]


def everything(store: Store, target: Path) -> Exported:
    """Writes all that there is, with its history, to the data package `target`. Raises `EnvironmentTrouble`."""
    return Exported(target, packages.export(store, target))


def proposed_name(group: str, to: str, day: date, ending: str) -> str:
    """The name of a file that tells what is in it: `hjem-hage-2026-kari-2026-11-22.vcf`."""
    parts = [_plain(group), _plain(to), day.isoformat()]
    return "-".join(part for part in parts if part) + ending


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:_LONGEST].strip("-")
