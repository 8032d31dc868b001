"""Ratings: asked for after a sale or a complaint, answered or not, and what a bad or a good one calls for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from salesdesk.clock import today, zone_name
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.deals import Deal
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.ratings import Rating
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import preferences
from salesdesk.services.prospects import edit
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
    """A rating that was given, and what it calls for: a call within a day, or to ask for a referral, or for a
    testimonial; nothing in between. What is proposed is planned by `plan`."""

    rating: Rating
    proposals: Sequence[FollowUpDraft] = ()

    @property
    def proposal(self) -> FollowUpDraft | None:
        """The first thing that it calls for."""
        return next(iter(self.proposals), None)


def ask(store: Store, about: About, kind: str, *, by: str) -> Rating:
    """Notes that a customer was asked, by a kind of activity (email, call-out …); no answer counts too."""
    _scale(kind)
    with store.change(N_("Asked for a rating")) as unit:
        return unit.add(_new(unit, about, kind, asked_at=unit.now, asked_by=by))


def rate(
    store: Store,
    about: About,
    kind: str,
    value: int,
    *,
    comment: str = "",
    at: datetime | None = None,
    by: str = "",
) -> Rated:
    """Notes what a customer answered: the answer to what was asked last, or a rating of its own; `by` is the kind of
    activity in which it was asked.

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
        mine.asked_by = by or mine.asked_by
    return Rated(mine, _proposals(store, kind, value))


def plan(store: Store, rating: UUID, draft: FollowUpDraft) -> FollowUp:
    """Plans what a rating calls for: with the same customer, about the same sale or complaint."""
    with store.change(N_("Planned: {what}"), what=draft.what) as unit:
        mine = unit.need(Rating, rating)
        return unit.add(
            FollowUp(
                what=draft.what,
                kind=draft.kind,
                day=draft.day,
                zone=zone_name(store.clock),
                prospect=mine.prospect,
                deal=mine.deal,
                complaint=mine.complaint,
                origin="rating",
            )
        )


def keep_testimonial(store: Store, rating: Rating, text: str) -> Rating:
    """Keeps what the customer lets the seller show to others. Raises `UserError` where it was changed meanwhile."""
    fields = {"testimonial": (rating.testimonial, text.strip())}
    kept = edit(store, rating, fields, N_("Kept a testimonial"))
    assert isinstance(kept, Rating)
    return kept


def note_comment(store: Store, rating: Rating, text: str) -> Rating:
    """Sets what the customer said. Raises `UserError` where it was changed meanwhile."""
    kept = edit(store, rating, {"comment": (rating.comment, text.strip())}, N_("Changed a rating"))
    assert isinstance(kept, Rating)
    return kept


def judged(kind: str, value: int | None) -> str:
    """What a rating calls for: `bad` a call within a day, `good` to ask for a referral; else `fair`, or empty where
    there is no answer."""
    if value is None or kind not in SCALES:
        return ""
    return "bad" if value <= _BAD[kind] else "good" if value >= _GOOD[kind] else "fair"


def of(reading: Reading, about: About) -> list[Rating]:
    """The ratings about a complaint, a deal, or all of a prospect's, the latest first; asked and not answered too."""
    query = select(Rating).where(Rating.deleted_at.is_(None))
    for name in ("complaint", "deal", "prospect"):
        one: UUID | None = getattr(about, name)
        if one is not None:
            query = query.where(getattr(Rating, name) == one)
            break
    else:
        return []
    latest = func.coalesce(Rating.at, Rating.asked_at, Rating.created_at)
    return list(reading.find(query.order_by(latest.desc(), Rating.row.desc())))


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
    complaint = unit.need(Complaint, about.complaint) if about.complaint else None
    whom = about.prospect or (deal.prospect if deal else None) or (complaint.prospect if complaint else None)
    return Rating(
        kind=kind,
        prospect=whom,
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


def _proposals(store: Store, kind: str, value: int) -> list[FollowUpDraft]:
    verdict = judged(kind, value)
    if verdict == "bad":
        return [FollowUpDraft(what=_("Call: not satisfied"), kind="call", day=_within_a_day(store))]
    if verdict == "good":
        asked = (_("Ask for a referral"), _("Ask for a testimonial"))
        return [FollowUpDraft(what=one, kind="call", day=_in_days(store, 3)) for one in asked]
    return []


def _in_days(store: Store, days: int) -> date:
    with store.read() as reading:
        return preferences.read(reading).next_worked(today(store.clock) + timedelta(days=days))


def _within_a_day(store: Store) -> date:
    """Tomorrow; where that is not worked, today while its working hours last, or else the next worked day."""
    now = store.clock.now().astimezone(store.clock.zone())
    tomorrow = now.date() + timedelta(days=1)
    with store.read() as reading:
        kept = preferences.read(reading)
    if not kept.worked(tomorrow) and kept.worked(now.date()) and now.time() < kept.ends:
        return now.date()
    return kept.next_worked(tomorrow)


def unanswered(reading: Reading) -> list[Rating]:
    """Those who were asked and have not answered, who was asked first before others."""
    query = select(Rating).where(Rating.value.is_(None), Rating.deleted_at.is_(None))
    return list(reading.find(query.order_by(Rating.asked_at, Rating.row)))
