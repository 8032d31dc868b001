"""Commission plans: what the seller earns of what is sold, from which day on; set, changed, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.commissions import CommissionPlan, CommissionTier
from salesdesk.domain.figures.commission import Plan, Terms, Tier, spans
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

STEPS: Final = ("month", "quarter", "year")
_PLACES: Final = 6  # decimals of a rate: 5.1234 %
_EARLIEST: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A plan as it is kept. `tiers` are the ids of those of `terms.plan.tiers`, in the same order."""

    id: UUID
    name: str
    terms: Terms
    tiers: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A plan as it is meant: `base` for each `step` whatever is sold, and tiers on what is, from `since` on."""

    since: date
    base: Money
    step: str = "month"
    tiers: Sequence[Tier] = field(default_factory=tuple[Tier, ...])
    name: str = ""


def read(reading: Reading) -> list[Agreed]:
    """All plans by the day from which they hold."""
    query = select(CommissionPlan).where(CommissionPlan.deleted_at.is_(None))
    kept = [one for one in reading.find(query) if one.since is not None and one.period in STEPS]
    rows = reading.find(select(CommissionTier).where(CommissionTier.deleted_at.is_(None)))
    found = [_agreed(one, [tier for tier in rows if tier.plan == one.id]) for one in kept]
    return sorted(found, key=lambda one: one.terms.since)


def _agreed(plan: CommissionPlan, rows: Sequence[CommissionTier]) -> Agreed:
    """A plan with what of its tiers makes sense: another program, or two at once, may have written them."""
    sound: dict[int, tuple[UUID, Tier]] = {}
    for one in rows:
        if one.rate is not None and one.rate >= 0 and one.from_minor >= 0:
            sound[one.from_minor] = one.id, Tier(one.from_minor, one.rate)
    ordered = [sound[place] for place in sorted(sound)]
    made = Plan(plan.base_minor, tuple(tier for _id, tier in ordered))
    terms = Terms(plan.since or _EARLIEST, plan.period, made, plan.currency)
    return Agreed(plan.id, plan.name, terms, tuple(one for one, _tier in ordered))


def begun(plans: Sequence[Agreed], day: date) -> Agreed | None:
    """The latest of the plans, as `read` gives them, that had begun by a day."""
    return next((one for one in reversed(plans) if one.terms.since <= day), None)


def bases(reading: Reading, own: str, period: Period) -> dict[date, int]:
    """What the plans in the currency `own` give whatever is sold, in minor units, by the day of `period` on which it is
    earned; days to come are in it."""
    held = spans([one.terms for one in read(reading)], period.end)
    return {
        span.period.start: span.terms.plan.base_minor
        for span in held
        if period.holds(span.period.start) and span.terms.currency in ("", own)
    }


def set_plan(store: Store, draft: PlanDraft) -> UUID:
    """Keeps a plan, in the place of the one that begins on the same day, and gives its id.

    Raises `UserError`, keeping nothing, where two tiers begin at one amount, or an amount or a rate cannot be.
    """
    with store.change(N_("Set the commission")) as unit:
        mine = _of_day(unit, draft.since) or unit.add(CommissionPlan(since=draft.since))
        mine.name, mine.period = draft.name.strip() or mine.name, draft.step
        mine.base_minor, mine.currency = draft.base.minor, draft.base.currency
        _write_tiers(unit, mine, draft.tiers)
        _check(unit, mine)
        return mine.id


def _of_day(unit: Unit, since: date) -> CommissionPlan | None:
    query = select(CommissionPlan).where(CommissionPlan.since == since, CommissionPlan.deleted_at.is_(None))
    return unit.first(query)


def _write_tiers(unit: Unit, plan: CommissionPlan, tiers: Sequence[Tier]) -> None:
    kept = {one.from_minor: one for one in _tiers(unit, plan.id)}
    if len({one.from_minor for one in tiers}) < len(tiers):
        raise _twice()
    for one in tiers:
        mine = kept.pop(one.from_minor, None)
        mine = mine or unit.add(CommissionTier(plan=plan.id, from_minor=one.from_minor))
        mine.rate = _rate(one.rate)
    for gone in kept.values():
        unit.delete(gone)


def change(
    store: Store, plan: UUID, *, since: date | None = None, step: str = "", base: Money | None = None
) -> None:
    """Changes what is given of a plan. Raises `UserError` where that cannot be, or another begins on that day."""
    with store.change(N_("Changed the commission")) as unit:
        mine = unit.need(CommissionPlan, plan)
        if since is not None and since != mine.since:
            if _of_day(unit, since) is not None:
                raise UserError(_("Another plan begins on that day."), _("Change or remove that one."))
            mine.since = since
        mine.period = step or mine.period
        if base is not None:
            mine.base_minor, mine.currency = base.minor, base.currency
        _check(unit, mine)


def delete(store: Store, plan: UUID) -> None:
    """Takes a plan away: the one before it holds on."""
    with store.change(N_("Removed a commission plan")) as unit:
        unit.delete(unit.need(CommissionPlan, plan))


def add_tier(store: Store, plan: UUID, tier: Tier) -> UUID:
    """Adds a tier to a plan. Raises `UserError` where one begins at that amount already."""
    with store.change(N_("Added a commission tier")) as unit:
        mine = unit.need(CommissionPlan, plan)
        rate = _rate(tier.rate)
        made = unit.add(CommissionTier(plan=plan, from_minor=tier.from_minor, rate=rate))
        _check(unit, mine)
        return made.id


def change_tier(
    store: Store, tier: UUID, *, from_minor: int | None = None, rate: Decimal | None = None
) -> None:
    """Changes from what amount on a tier holds, or its share of 1. Raises `UserError` where that cannot be."""
    with store.change(N_("Changed a commission tier")) as unit:
        mine = unit.need(CommissionTier, tier)
        if from_minor is not None:
            mine.from_minor = from_minor
        if rate is not None:
            mine.rate = _rate(rate)
        if mine.plan is not None:
            _check(unit, unit.need(CommissionPlan, mine.plan))


def delete_tier(store: Store, tier: UUID) -> None:
    """Takes a tier away: what it was of falls to the one below."""
    with store.change(N_("Removed a commission tier")) as unit:
        unit.delete(unit.need(CommissionTier, tier))


def _tiers(unit: Unit, plan: UUID) -> Sequence[CommissionTier]:
    query = select(CommissionTier).where(CommissionTier.plan == plan, CommissionTier.deleted_at.is_(None))
    return unit.find(query)


def _rate(told: Decimal | Fraction) -> Decimal:
    rate = Decimal(told.numerator) / Decimal(told.denominator) if isinstance(told, Fraction) else told
    if not 0 <= rate <= 1:
        raise UserError(_("A rate is from 0 to 100 per cent."), _("Write for example 8 %."))
    return round(rate, _PLACES)


def _twice() -> UserError:
    return UserError(_("Two tiers begin at the same amount."), _("Change one of them."))


def _check(unit: Unit, plan: CommissionPlan) -> None:
    tiers = _tiers(unit, plan.id)
    if plan.period not in STEPS:
        raise UserError(_("Commission is for each month, quarter or year."), _("Choose one of them."))
    if plan.since is None or plan.since < _EARLIEST:
        raise UserError(_("A plan holds from a day on."), _("Write it like 2026-01-01."))
    if plan.base_minor < 0 or any(one.from_minor < 0 for one in tiers):
        raise UserError(_("An amount of a plan is 0 or more."), _("Write it without a minus."))
    if len({one.from_minor for one in tiers}) < len(tiers):
        raise _twice()
