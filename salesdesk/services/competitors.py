"""Competitors: what they sell for how much, what they are good at, what to answer, and who buys from them until when.

Every price is kept with the day on which it was seen, so that the latest counts and the earlier ones tell the way it
went. A contract that ends is a chance: a follow-up is proposed six weeks before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import today, zone_name
from salesdesk.domain.competitors import Competitor, CompetitorContract, CompetitorPrice
from salesdesk.domain.deals import Deal
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import preferences
from salesdesk.services.directory import Directory
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

BEFORE_THE_END: Final = timedelta(weeks=6)
ORIGIN: Final = "contract"
FIELDS: Final = ("name", "web", "strengths", "answers", "note")
Part = CompetitorPrice | CompetitorContract


def make(
    store: Store, name: str, *, web: str = "", strengths: str = "", answers: str = "", note: str = ""
) -> Competitor:
    """Makes a competitor. Raises `UserError` where it has no name, or there is one of that name."""
    called = name.strip()
    with store.change(N_("New competitor: {name}"), name=called) as unit:
        _must_be_free(unit, called, None)
        said = {"web": web.strip(), "strengths": strengths, "answers": answers, "note": note}
        return unit.add(Competitor(name=called, **said))


def _must_be_free(reading: Reading, name: str, own: UUID | None) -> None:
    if not name.strip():
        raise UserError(_("A competitor needs a name."), _("Say what it is called."))
    other = found(reading, name)
    if other is not None and other.id != own:
        raise UserError(
            _("There is a competitor {name} already.").format(name=other.name),
            _("Change that one, or make one of the two."),
        )


def found(reading: Reading, name: str) -> Competitor | None:
    """The competitor of this name, letters folded."""
    wanted = fold(name)
    alive = reading.find(select(Competitor).where(Competitor.deleted_at.is_(None)).order_by(Competitor.row))
    return next((one for one in alive if fold(one.name) == wanted), None) if wanted else None


def edit(store: Store, competitor: UUID, fields: Mapping[str, tuple[Any, Any]]) -> None:
    """Sets fields of a competitor from `(seen, new)` pairs, in one change. Raises `UserError`, changing nothing,
    where one is no longer what was seen, or the name is empty or another's."""
    with store.read() as reading:
        name = reading.need(Competitor, competitor).name
    with store.change(N_("Changed {name}"), name=name) as unit:
        mine = unit.need(Competitor, competitor)
        if "name" in fields:
            _must_be_free(unit, fields["name"][1], competitor)
        _set(mine, fields)


def _set(record: Any, fields: Mapping[str, tuple[Any, Any]]) -> None:
    if any(getattr(record, one) not in pair for one, pair in fields.items()):
        raise UserError(_("That was changed meanwhile."), _("Look at it again and repeat the change."))
    for one, (_seen, new) in fields.items():
        setattr(record, one, new)


def see_price(store: Store, competitor: UUID, product: str, price: Money, seen_on: date) -> CompetitorPrice:
    """Notes what a product of a competitor costs, and the day on which that was seen; those seen before are kept.

    Raises `UserError` where it names no product, or the day is still to come.
    """
    what = product.strip()
    if not what:
        raise UserError(_("That names no product."), _("Say what it is that they sell."))
    _must_be_past(store, seen_on)
    with store.read() as reading:
        name = reading.need(Competitor, competitor).name
    with store.change(N_("Price seen: {what} at {name}"), what=what, name=name) as unit:
        mine = CompetitorPrice.competitor == competitor, CompetitorPrice.deleted_at.is_(None)
        same_day = unit.find(select(CompetitorPrice).where(*mine, CompetitorPrice.seen_on == seen_on))
        kept = next((one for one in same_day if fold(one.product) == fold(what)), None)
        if kept is not None:
            kept.minor, kept.currency = price.minor, price.currency
            return kept
        return unit.add(
            CompetitorPrice(
                competitor=competitor,
                product=what,
                minor=price.minor,
                currency=price.currency,
                seen_on=seen_on,
            )
        )


def _must_be_past(store: Store, day: date) -> None:
    if day > today(store.clock):
        raise UserError(
            _("That day is still to come."), _("Say the day on which the price was seen: today, 2026-10-12.")
        )


def prices(reading: Reading, competitor: UUID) -> Sequence[CompetitorPrice]:
    """The prices that were seen, the latest first."""
    query = select(CompetitorPrice).where(
        CompetitorPrice.competitor == competitor, CompetitorPrice.deleted_at.is_(None)
    )
    return reading.find(query.order_by(CompetitorPrice.seen_on.desc(), CompetitorPrice.row.desc()))


def note_contract(
    store: Store,
    prospect: UUID,
    competitor: str,
    *,
    product: str = "",
    ends_on: date | None = None,
    note: str = "",
    follow_up: date | None = None,
) -> CompetitorContract:
    """Notes what a prospect has from a competitor, by name, made where it is new; with a day of `follow_up`, one is
    planned in the same change. Raises `UserError` where no competitor is named."""
    if not competitor.strip():
        raise UserError(_("That names no competitor."), _("Say from whom they have it."))
    with store.read() as reading:
        who = reading.need(Prospect, prospect).name
    with store.change(N_("{name} has something from {rival}"), name=who, rival=competitor.strip()) as unit:
        directory = Directory(unit.connection, unit.now)
        rival = directory.named("competitors", competitor)
        unit.write(directory.made())
        made = unit.add(
            CompetitorContract(
                prospect=prospect,
                competitor=rival,
                product=product.strip(),
                ends_on=ends_on,
                note=note.strip(),
            )
        )
        if follow_up is not None:
            unit.add(_planned(store, made, competitor.strip(), follow_up))
        return made


def _planned(store: Store, contract: CompetitorContract, rival: str, day: date) -> FollowUp:
    told = _("Make an offer before the contract with {rival} ends")
    if contract.product:
        told = _("Make an offer before the contract with {rival} on {product} ends")
    return FollowUp(
        what=told.format(rival=rival, product=contract.product),
        kind="call",
        day=day,
        zone=zone_name(store.clock),
        prospect=contract.prospect,
        origin=ORIGIN,
    )


def follow_before(reading: Reading, ends_on: date, day: date) -> date | None:
    """The day proposed for a follow-up before a contract ends, as seen on `day`: a worked one six weeks before, or
    the next worked one where that is past already; None where the contract ends before it."""
    set_up = preferences.read(reading)
    wanted = set_up.next_worked(max(ends_on - BEFORE_THE_END, day + timedelta(days=1)))
    return wanted if wanted <= ends_on else None


def plan_before(store: Store, contract: UUID, day: date) -> FollowUp:
    """Plans a follow-up before a contract ends."""
    with store.change(N_("Planned a follow-up before a contract ends")) as unit:
        mine = unit.need(CompetitorContract, contract)
        rival = unit.get(Competitor, mine.competitor) if mine.competitor else None
        return unit.add(_planned(store, mine, rival.name if rival else "", day))


def change_part(store: Store, part: Part, fields: Mapping[str, tuple[Any, Any]]) -> None:
    """Sets fields of a price or a contract from `(seen, new)` pairs. Raises `UserError`, changing nothing, where one
    is no longer what was seen."""
    if fields.get("seen_on", (None, None))[1] is not None:
        _must_be_past(store, fields["seen_on"][1])
    with store.change(_label(part)) as unit:
        _set(unit.need(type(part), part.id), fields)


def rename_rival(store: Store, contract: CompetitorContract, name: str) -> None:
    """Has a contract be with the competitor of another name, made where it is new. Raises `UserError` for none."""
    if not name.strip():
        raise UserError(_("That names no competitor."), _("Say from whom they have it."))
    with store.change(_label(contract)) as unit:
        directory = Directory(unit.connection, unit.now)
        rival = directory.named("competitors", name)
        unit.write(directory.made())
        unit.need(CompetitorContract, contract.id).competitor = rival


def remove_part(store: Store, part: Part) -> None:
    """Takes a price or a contract away; undo brings it back."""
    with store.change(_label(part)) as unit:
        unit.delete(unit.need(type(part), part.id))


def _label(part: Part) -> str:
    if isinstance(part, CompetitorPrice):
        return N_("Changed a price of a competitor")
    return N_("Changed what a prospect has from a competitor")


def merge(store: Store, keep: UUID, other: UUID) -> Competitor:
    """Makes one competitor of two: prices, contracts and deals of the other one go over, its words are added where
    the one that is kept has none, and it is deleted. Raises `UserError` where both are one."""
    if keep == other:
        raise UserError(_("That is one competitor already."), _("Choose another one."))
    with store.read() as reading:
        names = reading.need(Competitor, keep).name, reading.need(Competitor, other).name
    with store.change(N_("Merged {other} into {name}"), name=names[0], other=names[1]) as unit:
        mine, gone = unit.need(Competitor, keep), unit.need(Competitor, other)
        for field in FIELDS[1:]:
            if not getattr(mine, field):
                setattr(mine, field, getattr(gone, field))
        for kind in (CompetitorPrice, CompetitorContract, Deal):
            _go_over(unit, kind, keep, other)
        unit.delete(gone)
        return mine


def _go_over(unit: Unit, kind: Any, keep: UUID, other: UUID) -> None:
    for one in unit.find(select(kind).where(kind.competitor == other)):
        one.competitor = keep
