"""After a lost deal: the day that is proposed to try again, by why it was lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain import vocabulary
from salesdesk.domain.competitors import CompetitorContract
from salesdesk.services import deals
from salesdesk.services.deals import DealDraft
from salesdesk.services.deals_after import closing, contract_ends, revisit
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("cause", "proposed"),
    [
        ("price", date(2027, 5, 24)),  # six months on it is Saturday the 22nd: the Monday after
        ("timing", date(2027, 2, 22)),
        ("capacity", date(2027, 1, 22)),
        ("product", date(2027, 5, 24)),
        ("poor-fit", date(2027, 5, 24)),
        ("wrong-audience", date(2027, 5, 24)),
        ("competition", date(2027, 9, 22)),  # with no contract known: ten months
        ("need-gone", None),
        ("", None),
        ("Szef się zmienił", date(2027, 2, 22)),  # the seller's own word
    ],
)
def test_a_lost_deal_is_tried_again_by_its_cause(cause: str, proposed: date | None) -> None:
    assert revisit(cause, SUNDAY) == proposed


def test_one_lost_to_a_competitor_is_tried_sixty_days_before_that_contract_ends() -> None:
    assert revisit("competition", SUNDAY, date(2027, 6, 30)) == date(2027, 5, 3)  # 1 May is a Saturday
    assert revisit("competition", SUNDAY, SUNDAY + timedelta(days=20)) == date(2026, 11, 23)
    assert revisit("competition", SUNDAY, SUNDAY - timedelta(days=1)) == date(2027, 9, 22)
    assert revisit("price", SUNDAY, date(2027, 6, 30)) == date(2027, 5, 24)


@given(
    st.sampled_from(vocabulary.slugs("cause")),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.none() | st.dates(date(2020, 1, 1), date(2045, 1, 1)),
)
def test_whatever_the_day_the_proposal_is_a_weekday_after_it(
    cause: str, lost_on: date, ends: date | None
) -> None:
    proposed = revisit(cause, lost_on, ends)
    assert (proposed is None) == (cause == "need-gone")
    if proposed:
        assert proposed > lost_on
        assert proposed.weekday() < 5


def test_the_last_day_of_a_month_stays_within_a_shorter_one() -> None:
    assert revisit("timing", date(2026, 11, 30)) == date(2027, 3, 1)  # 28 February is a Sunday


def test_the_next_contract_of_the_prospect_counts(store: Store) -> None:
    met = capture(store, "Åsa Nyström")
    deal = deals.open_deal(store, DealDraft(title="Bowls", currency="NOK", prospect=met.prospect))
    with store.change("Contracts") as unit:
        for ends in (date(2026, 10, 1), date(2028, 1, 1), date(2027, 6, 30)):
            unit.add(CompetitorContract(prospect=met.prospect, ends_on=ends))
    with store.read() as reading:
        assert contract_ends(reading, deal.id, SUNDAY) == date(2027, 6, 30)


def test_a_day_in_the_past_means_its_noon_and_never_before_the_deal_was_opened() -> None:
    clock = StandingClock()
    opened = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
    assert closing(clock, SUNDAY, opened) == clock.now()
    assert closing(clock, date(2026, 11, 21), opened) == datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
    assert closing(clock, date(2026, 11, 20), opened) == opened
    assert closing(clock, date(2026, 11, 19), opened) < opened  # which the service refuses
