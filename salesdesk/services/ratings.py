"""Ratings: asked for after a sale or a complaint, answered or not, and what a bad or a good one calls for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import today
from salesdesk.domain.deals import Deal
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.ratings import Rating
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

SCALES: Final = {"satisfaction": (1, 5), "recommendation": (0, 10)}
_BAD: Final = {"satisfaction": 2, "recommendation": 6}  # and below: a call within a day
_GOOD: Final = {
    "satisfaction": 4,
    "recommendation": 9,
}  # and above: a referral or testimonial may be asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom a rating is of, and after what."""

    prospect: UUID | None = None
    company: UUID | None = None
    deal: UUID | None = None
    complaint: UUID | None = None


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating that was given, and what it calls for: a call within a day, or to ask for a referral or a
    testimonial; None where it calls for nothing. What is proposed is planned by `followups.plan`."""

    rating: Rating
    proposal: FollowUpDraft | None


def ask(store: Store, about: About, kind: str, *, by: str) -> Rating:
    """Notes that a customer was asked, by a kind of activity (email, call-out …); no answer counts too."""
    _scale(kind)
    with store.change(N_("Asked for a rating")) as unit:
        return unit.add(_new(unit, about, kind, asked_at=unit.now, asked_by=by))


def rate(
    store: Store, about: About, kind: str, value: int, *, comment: str = "", at: datetime | None = None
) -> Rated:
    """Notes what a customer answered: the answer to what was asked last, or a rating of its own.

    Raises `UserError` where the value is not on the scale: 1 to 5 for satisfaction, 0 to 10 for recommendation.
    """
    low, high = _scale(kind)
    if not low <= value <= high:
        raise UserError(
            _("A rating is from {low} to {high}.").format(low=low, high=high),
            _("Write one of those numbers."),
        )
    with store.change(N_("Rated {value} of {high}"), value=str(value), high=str(high)) as unit:
        mine = _waiting(unit, about, kind) or unit.add(_new(unit, about, kind))
        mine.value, mine.comment, mine.at = value, comment, at or unit.now
    return Rated(mine, _proposal(store, kind, value))


def _scale(kind: str) -> tuple[int, int]:
    if kind not in SCALES:
        raise UserError(
            _("There is no rating of the kind {kind}.").format(kind=kind),
            _("Use satisfaction (1 to 5) or recommendation (0 to 10)."),
        )
    return SCALES[kind]


def _new(
    unit: Unit, about: About, kind: str, *, asked_at: datetime | None = None, asked_by: str = ""
) -> Rating:
    deal = unit.need(Deal, about.deal) if about.deal else None
    return Rating(
        kind=kind,
        prospect=about.prospect or (deal.prospect if deal else None),
        company=about.company or (deal.company if deal else None),
        deal=about.deal,
        complaint=about.complaint,
        asked_at=asked_at,
        asked_by=asked_by,
    )


def _waiting(unit: Unit, about: About, kind: str) -> Rating | None:
    """What was asked about the same and is not answered yet."""
    query = select(Rating).where(Rating.kind == kind, Rating.value.is_(None), Rating.deleted_at.is_(None))
    for name in ("prospect", "deal", "complaint"):
        said: UUID | None = getattr(about, name)
        if said is not None or name != "prospect":
            query = query.where(getattr(Rating, name) == said)
    return unit.first(query.order_by(Rating.asked_at.desc(), Rating.row.desc()))


def _proposal(store: Store, kind: str, value: int) -> FollowUpDraft | None:
    day = today(store.clock)
    if value <= _BAD[kind]:
        return FollowUpDraft(what=_("Call: not satisfied"), kind="call", day=day + timedelta(days=1))
    if value >= _GOOD[kind]:
        return FollowUpDraft(
            what=_("Ask for a referral or a testimonial"), kind="call", day=day + timedelta(days=3)
        )
    return None


def unanswered(reading: Reading) -> list[Rating]:
    """Those who were asked and have not answered, who was asked first before others."""
    query = select(Rating).where(Rating.value.is_(None), Rating.deleted_at.is_(None))
    return list(reading.find(query.order_by(Rating.asked_at, Rating.row)))
