"""What is to be done now: late, today, next days; complaints near their promise; the fair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from salesdesk.clock import Clock, today
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.services import complaints, deliveries, fairs, followups, preferences
from salesdesk.services.cards import Card, cards
from salesdesk.services.deliveries import Delivery
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True)
class FairNow:
    """The fair that runs, or the next one, with what was met there so far."""

    fair: Fair
    met: int


@dataclass(frozen=True, slots=True)
class Today:
    """The day at a glance. `who` holds the cards of the prospects that it names."""

    day: date
    late: list[FollowUp]
    today: list[FollowUp]
    next: list[FollowUp]
    complaints: list[Complaint]
    causes: dict[UUID, str]  # of the complaints, by complaint
    check_ins: list[FollowUp]  # those of the above that ask how things went
    deliveries: list[Delivery]  # late, due or due soon
    fair: FairNow | None
    who: dict[UUID, Card]


def look(reading: Reading, clock: Clock) -> Today:
    """The day as it stands."""
    day = today(clock)
    late = followups.open_between(reading, None, day)
    due = followups.open_between(reading, day, day + timedelta(days=1))
    end = day + timedelta(days=1 + preferences.read(reading).next_days)
    following = followups.open_between(reading, day + timedelta(days=1), end)
    now = clock.now()
    # Within each half the order is that of the list: public ones first, then by what was promised.
    open_complaints = sorted(
        complaints.open_ones(reading), key=lambda one: one.promised_at is None or one.promised_at >= now
    )
    fair = fairs.current(reading, day)
    return Today(
        day=day,
        late=late,
        today=due,
        next=following,
        complaints=open_complaints,
        causes=complaints.causes(reading, open_complaints),
        check_ins=[one for one in (*late, *due, *following) if one.origin in {"check-in", "complaint"}],
        deliveries=deliveries.waiting(reading, clock),
        fair=FairNow(fair, fairs.met_at(reading, fair.id)) if fair else None,
        who=_who(reading, [r.prospect for r in (*late, *due, *following, *open_complaints)]),
    )


def _who(reading: Reading, ids: Iterable[UUID | None]) -> dict[UUID, Card]:
    wanted = list(dict.fromkeys(one for one in ids if one is not None))
    return {card.prospect.id: card for card in cards(reading, wanted)}
