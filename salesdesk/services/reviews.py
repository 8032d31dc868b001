"""The week's review: a few customers, each with a product that may fit, gone through one after the other.

Which product fits whom comes from the seller's own sales and from the sheets (`affinities`). An answer is kept, so
that what never fits is not proposed again, and what does not fit now rests for a while.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from salesdesk.clock import Clock, today, zone_name
from salesdesk.domain.deals import Deal
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.products import Product
from salesdesk.domain.reviews import Review, ReviewedCustomer
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import deals, preferences
from salesdesk.services.deals import DealDraft
from salesdesk.services.review_candidates import Candidate, called, candidates, product_name
from salesdesk.store.database import Store
from salesdesk.store.inverse import is_built_on
from salesdesk.store.unit import Reading, Unit

PER_WEEK: Final = 12  # customers in a review
ORIGIN: Final = "review"
ANSWERS: Final = ("opportunity", "not-now", "no-fit")
FRIDAY: Final = 4


@dataclass(frozen=True, slots=True)
class Answered:
    """A customer of this week's review that was answered."""

    record: ReviewedCustomer
    name: str
    product_name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the review of a week is: who was answered, the first first, and who is still to be looked at."""

    week: date  # its Monday
    review: Review | None
    answered: Sequence[Answered]
    left: Sequence[Candidate]
    customers: int  # who bought anything so far

    @property
    def finished(self) -> bool:
        """Whether it was finished."""
        return self.review is not None and self.review.finished_at is not None

    @property
    def total(self) -> int:
        """How many customers the review has."""
        return len(self.answered) + len(self.left)


def week_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def look(reading: Reading, clock: Clock, currency: str) -> Standing:
    """This week's review. Sums are in `currency`, the seller's own; to be asked off the window's thread."""
    week = week_of(today(clock))
    review = of_week(reading, week)
    records = _records(reading, review)
    seen = {one.prospect or one.company for one in records}
    most = max(0, PER_WEEK - len(records))
    left, customers = candidates(reading, clock, currency, most=most, seen={one for one in seen if one})
    return Standing(week, review, _told(reading, records), left, customers)


def waiting(reading: Reading, clock: Clock, currency: str) -> int:
    """How many customers wait to be looked at this week: none before Friday, nor once the review is finished."""
    day = today(clock)
    if day.weekday() < FRIDAY:
        return 0
    review = of_week(reading, week_of(day))
    if review is not None and review.finished_at is not None:
        return 0
    return len(look(reading, clock, currency).left)


def of_week(reading: Reading, week: date) -> Review | None:
    """The review of the week that begins on a Monday; None where it is not begun."""
    query = select(Review).where(Review.week == week, Review.deleted_at.is_(None))
    return reading.first(query.order_by(Review.row))


def _records(reading: Reading, review: Review | None) -> Sequence[ReviewedCustomer]:
    if review is None:
        return []
    mine = ReviewedCustomer.review == review.id, ReviewedCustomer.deleted_at.is_(None)
    return reading.find(select(ReviewedCustomer).where(*mine).order_by(ReviewedCustomer.row))


def _told(reading: Reading, records: Sequence[ReviewedCustomer]) -> list[Answered]:
    return [
        Answered(one, called(reading, one.prospect, one.company)[0], product_name(reading, one.product))
        for one in records
    ]


_LABELS: Final = {
    "opportunity": N_("Opportunity: {product} for {name}"),
    "not-now": N_("Not now: {product} for {name}"),
    "no-fit": N_("No fit: {product} for {name}"),
}


def answer(
    store: Store, found: Candidate, said: str, currency: str, *, last: bool = False
) -> ReviewedCustomer:
    """Keeps what the seller makes of a candidate, in one change; the first answer of a week begins its review,
    the `last` finishes it. An opportunity becomes a deal with the product as its line, and a follow-up.

    Raises `UserError` where it is no answer, or that customer was answered this week already.
    """
    if said not in ANSWERS:
        raise UserError(
            _("“{text}” is no answer.").format(text=said),
            _("Use one of these: {words}.").format(words=", ".join(ANSWERS)),
        )
    with store.change(_LABELS[said], product=found.product_name, name=found.name) as unit:
        review = _begun(unit, store)
        if found.who in {one.prospect or one.company for one in _records(unit, review)}:
            raise UserError(_("That is answered already."), _("Take one step back to answer again."))
        deal = _opportunity(unit, store, found, currency) if said == "opportunity" else None
        if last:
            review.finished_at = unit.now
        return unit.add(
            ReviewedCustomer(
                review=review.id,
                prospect=found.prospect,
                company=found.company,
                product=found.product,
                kind=found.kind,
                answer=said,
                deal=deal.id if deal else None,
                at=unit.now,
            )
        )


def _begun(unit: Unit, store: Store) -> Review:
    week = week_of(today(store.clock))
    return of_week(unit, week) or unit.add(Review(week=week, started_at=unit.now))


def _opportunity(unit: Unit, store: Store, found: Candidate, currency: str) -> Deal:
    day = today(store.clock)
    line = deals.line_of(unit, unit.need(Product, found.product), currency, day, kind=found.kind)
    title = _("{product} for {name}").format(product=found.product_name, name=found.name)
    draft = DealDraft(
        title=title, currency=currency, prospect=found.prospect, company=found.company, lines=[line]
    )
    deal = deals.opened(unit, draft)
    set_up = preferences.read(unit)
    unit.add(
        FollowUp(
            what=_("Offer {product} to {name}").format(product=found.product_name, name=found.name),
            kind="call",
            day=set_up.next_worked(day + timedelta(days=set_up.warm_days)),
            zone=zone_name(store.clock),
            prospect=found.prospect,
            deal=deal.id,
            origin=ORIGIN,
        )
    )
    return deal


def finish(store: Store) -> Review:
    """Finishes this week's review where it stands. Raises `UserError` where it is finished already."""
    with store.change(N_("Finished the week's review")) as unit:
        review = _begun(unit, store)
        if review.finished_at is not None:
            raise UserError(_("This week's review is done already."), _("The next one begins on Monday."))
        review.finished_at = unit.now
        return review


def go_on(store: Store) -> Review:
    """Opens this week's review again, so that those left can be looked at."""
    with store.change(N_("Went on with the week's review")) as unit:
        review = _begun(unit, store)
        review.finished_at = None
        return review


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """What became of an answer that was taken back: `kept` is the title of its deal where that stays, since something
    was done with it."""

    kept: str = ""

    @property
    def told(self) -> str:
        """What is to be said of it."""
        if not self.kept:
            return _("One step back")
        return _("One step back. The deal {title} stays, since something was done with it.").format(
            title=self.kept
        )


def step_back(store: Store) -> SteppedBack | None:
    """Takes the last answer of this week back, with the deal and the follow-up that were made of it as long as
    nothing was done with them; the review goes on then. None where there is no answer."""
    with store.change(N_("Took an answer of the review back")) as unit:
        review = of_week(unit, week_of(today(store.clock)))
        records = _records(unit, review)
        if review is None or not records:
            return None
        last, kept = records[-1], ""
        deal = unit.get(Deal, last.deal) if last.deal else None
        if deal is not None and deal.deleted_at is None:
            answered = {("reviews", review.id), ("reviewed_customers", last.id)}
            if is_built_on(unit.connection, store.lifts, ("deals", deal.id), besides=answered):
                kept = deal.title
            else:
                for one in _planned(unit, deal):
                    unit.delete(one)
                unit.delete(deal)
        unit.delete(last)
        review.finished_at = None
        return SteppedBack(kept)


def _planned(unit: Unit, deal: Deal) -> Sequence[FollowUp]:
    mine = FollowUp.deal == deal.id, FollowUp.origin == ORIGIN, FollowUp.deleted_at.is_(None)
    return unit.find(select(FollowUp).where(*mine))
