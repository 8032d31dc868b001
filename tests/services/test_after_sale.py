"""After the sale: what comes back, and what customers say of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from salesdesk.domain.deals import DealLine
from salesdesk.errors import UserError
from salesdesk.services import changes, crediting, deals, ratings
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.services.ratings import About
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, records


def a_sale(store: Store, *, won: bool = True) -> DealLine:
    line = LineDraft(name="Glazed bowl", quantity=Decimal(12), net_minor=1783_33)
    deal = deals.open_deal(
        store,
        DealDraft(
            title="Bowls", currency="NOK", prospect=capture(store, "Åsa Nyström").prospect, lines=[line]
        ),
    )
    if won:
        deals.win(store, deal.id)
    with store.read() as reading:
        return deals.lines(reading, deal.id)[0]


def test_what_comes_back_is_credited_at_the_price_it_was_sold_for(store: Store) -> None:
    line = a_sale(store)
    before = records(store)
    given = crediting.give(store, line.id, Decimal(4), note="Cracked glaze")
    assert given.minor == 7133_32
    with pytest.raises(UserError, match="more than was sold") as told:
        crediting.give(store, line.id, Decimal(9))
    assert told.value.hint == "Left to credit: 8."
    crediting.give(store, line.id, Decimal(8), minor=10_000_00)
    assert line.deal is not None
    with store.read() as reading:
        assert [one.minor for one in crediting.of(reading, line.deal)] == [7133_32, 10_000_00]
    changes.undo(store)
    changes.undo(store)
    assert records(store) == before


def test_only_a_sale_is_credited_and_never_for_more_than_it_brought(store: Store) -> None:
    with pytest.raises(UserError, match="not won yet"):
        crediting.give(store, a_sale(store, won=False).id, Decimal(1))
    with pytest.raises(UserError, match="what was paid for it"):
        crediting.give(store, a_sale(store).id, Decimal(1), minor=10**9)


def test_a_bad_rating_calls_for_a_call_within_a_day_and_a_good_one_for_a_referral(store: Store) -> None:
    about = About(deal=a_sale(store).deal)
    bad = ratings.rate(store, about, "satisfaction", 2, comment="Too late")
    assert bad.proposal is not None
    assert bad.proposal.day == date(2026, 11, 23)
    assert bad.rating.prospect is not None
    assert ratings.rate(store, about, "recommendation", 8).proposal is None
    good = ratings.rate(store, about, "recommendation", 10).proposal
    assert good is not None
    assert "referral" in good.what


def test_the_call_of_a_bad_rating_is_due_on_a_friday_itself_until_the_end_of_the_day(
    store: Store, clock: StandingClock
) -> None:
    about, days = About(deal=a_sale(store).deal), list[date | None]()
    for hour in (12, 17):
        clock.at = datetime(2026, 11, 27, hour, tzinfo=clock.zone())
        proposed = ratings.rate(store, about, "satisfaction", 1).proposal
        days.append(proposed.day if proposed else None)
    assert days == [date(2026, 11, 27), date(2026, 11, 30)]


def test_an_answer_goes_with_what_was_asked_and_silence_is_remembered(store: Store) -> None:
    deal = About(deal=a_sale(store).deal)
    other = About(prospect=capture(store, "Łukasz").prospect)
    asked = ratings.ask(store, deal, "satisfaction", by="email")
    ratings.ask(store, other, "satisfaction", by="email")
    told = ratings.rate(store, deal, "satisfaction", 4)
    assert told.rating.id == asked.id
    with store.read() as reading:
        assert [one.prospect for one in ratings.unanswered(reading)] == [other.prospect]


def test_a_rating_off_its_scale_is_refused(store: Store) -> None:
    for kind, value in (("satisfaction", 0), ("satisfaction", 6), ("recommendation", 11), ("stars", 3)):
        with pytest.raises(UserError):
            ratings.rate(store, About(), kind, value)


def test_the_last_pieces_take_back_what_rounding_left(store: Store) -> None:
    line = a_sale(store)
    with store.change("priced") as unit:
        mine = unit.need(DealLine, line.id)
        mine.quantity, mine.net_minor = Decimal(1), 101
    first = crediting.give(store, line.id, Decimal("0.5"))
    rest = crediting.give(store, line.id, Decimal("0.5"))
    assert (first.minor, rest.minor) == (51, 50)
