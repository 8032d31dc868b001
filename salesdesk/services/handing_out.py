"""Sharing prospects out among the team: who gets whom and why, and a file for each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import today
from salesdesk.domain.handing_out import Taker, Wanted, listed, share_out
from salesdesk.domain.handovers import Teammate
from salesdesk.domain.prospects import Address, AskedAbout, Prospect
from salesdesk.domain.text import fold
from salesdesk.domain.values import country_code
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import exports, hand_overs, teammates
from salesdesk.services.changes import nobody_watches
from salesdesk.services.exports import AS_IT_IS, Exported, Form
from salesdesk.services.hand_overs import Delivered
from salesdesk.services.handing_over import proposed_name
from salesdesk.services.output import free
from salesdesk.services.quotes import language_of
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

_MANY: Final = 500


@dataclass(frozen=True, slots=True)
class Share:
    """Whom one teammate gets, in order, and why each: `area`, `product`, `language`, `turn`. Without a teammate:
    whom nobody takes."""

    teammate: Teammate | None
    prospects: list[UUID] = field(default_factory=list[UUID])
    why: dict[UUID, tuple[str, ...]] = field(default_factory=dict[UUID, tuple[str, ...]])


def proposed(store: Store, prospects: Sequence[UUID]) -> list[Share]:
    """Who of the team gets which of `prospects`: a share each, those without anybody last.

    Raises `UserError` where there is no team.
    """
    with store.read() as reading:
        team = teammates.everyone(reading)
        if not team:
            raise UserError(_("There is nobody in your team yet."), _("Add a teammate first."))
        counts = teammates.so_far(reading)
        takers = [_taker(one, counts.get(one.id, 0)) for one in team]
        given = share_out(_wanted(reading, prospects), takers)
    shares = {one.id: Share(one) for one in team}
    nobody = Share(None)
    for one in given:
        share = shares[one.to] if one.to else nobody
        share.prospects.append(one.prospect)
        share.why[one.prospect] = one.why
    return [*(one for one in shares.values() if one.prospects), *([nobody] if nobody.prospects else [])]


def write(
    store: Store,
    folder: Path,
    shares: Sequence[Share],
    *,
    group: str,
    ending: str,
    notes: bool = False,
    form: Form = AS_IT_IS,
    progress: Progress = nobody_watches,
) -> list[Exported]:
    """Writes a file for each teammate to `folder`, and keeps who got whom as one batch.

    `group` is what the prospects have in common: it begins the names of the files. Raises `UserError` where the
    ending is none of ours, `EnvironmentTrouble` where the disk refuses; no file is left and nothing kept then.
    """
    mine = [(one.teammate, one.prospects) for one in shares if one.teammate is not None]
    day = today(store.clock)
    written: list[Exported] = []
    try:
        for mate, prospects in mine:
            done = sum(one.written for one in written)
            written.append(
                exports.export_these(
                    store,
                    # two of the team may be called alike
                    free(folder / proposed_name(group, mate.name, day, ending)),
                    prospects,
                    notes=notes,
                    form=form,
                    progress=lambda more, so_far=done: progress(so_far + more),
                )
            )
    except BaseException:
        for one in written:  # all of the team get theirs, or nobody does
            one.file.unlink(missing_ok=True)
        raise
    hand_overs.keep(
        store,
        [
            Delivered(file=one.file, prospects=prospects, to=mate.name, teammate=mate.id)
            for one, (mate, prospects) in zip(written, mine, strict=True)
        ],
    )
    return written


def _taker(one: Teammate, so_far: int) -> Taker:
    return Taker(
        id=one.id,
        areas=tuple(fold(country_code(area)) or area for area in listed(one.areas)),
        products=listed(one.products),
        languages=tuple(language_of(each) or each for each in listed(one.languages)),
        in_turn=bool(one.in_turn),
        so_far=so_far,
    )


def _wanted(reading: Reading, prospects: Sequence[UUID]) -> Iterator[Wanted]:
    """What is known of each prospect that the team is chosen by; of a company's address where it has none."""
    for start in range(0, len(prospects), _MANY):
        part = list(prospects[start : start + _MANY])
        found = {one.id: one for one in reading.find(select(Prospect).where(Prospect.id.in_(part)))}
        companies = {one.company for one in found.values() if one.company}
        own = _addresses(reading, Address.prospect, part)
        of_company = _addresses(reading, Address.company, list(companies))
        asked = _products(reading, part)
        for ident in part:
            if ident in found:
                one = found[ident]
                where = own.get(ident) or (of_company.get(one.company, []) if one.company else [])
                yield _known(one, where, asked[ident])


def _known(one: Prospect, where: Sequence[Address], asked: frozenset[str]) -> Wanted:
    places = {fold(text) for each in where for text in (each.city, each.region, each.country)}
    return Wanted(
        id=one.id,
        postal_codes=tuple(fold(each.postal_code) for each in where if each.postal_code),
        places=frozenset((places | {fold(one.region)}) - {""}),
        products=asked,
        language=language_of(one.language) or fold(one.language),
    )


def _addresses(reading: Reading, owner: Any, ids: Sequence[UUID]) -> dict[UUID, list[Address]]:
    found: defaultdict[UUID, list[Address]] = defaultdict(list)
    query = select(Address).where(owner.in_(ids), Address.deleted_at.is_(None))
    for one in reading.find(query.order_by(Address.position, Address.row)):
        found[getattr(one, owner.key)].append(one)
    return found


def _products(reading: Reading, ids: Sequence[UUID]) -> defaultdict[UUID, frozenset[str]]:
    found: defaultdict[UUID, frozenset[str]] = defaultdict(frozenset)
    query: Any = select(AskedAbout.prospect, AskedAbout.product).where(
        AskedAbout.prospect.in_(ids), AskedAbout.deleted_at.is_(None)
    )
    for ident, product in reading.rows(query):
        found[ident] |= {fold(product)}
    return found
