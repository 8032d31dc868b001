"""How likely a deal in a stage is won: as it was set, then by the seller's own closed deals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from salesdesk.domain.deals import Deal
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.figures.pipeline import LATEST, Chance, chance
from salesdesk.services import deal_stages, deals, deals_board, deals_told, figures, insight_parts
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.services.insight_periods import Choice
from salesdesk.services.insights import View
from salesdesk.store.database import Store
from tests.factories import StandingClock


def opened(store: Store, stage: str, worth: int = 100_00) -> UUID:
    lines = (LineDraft(name="Skål", quantity=Decimal(1), net_minor=worth),)
    return deals.open_deal(store, DealDraft(title="Łódź", currency="NOK", stage=stage, lines=lines)).id


def closed(store: Store, clock: StandingClock, *, won: int, lost: int) -> None:
    """Deals that came from the first stage to a quote, and were decided there."""
    for number in range(won + lost):
        deal = opened(store, "qualified")
        clock.wait(hours=1)
        deals.move(store, deal, "quote")
        clock.wait(hours=1)
        (deals.win if number < won else deals.lose)(store, deal)


def chances(store: Store) -> dict[str, Chance]:
    with store.read() as reading:
        return deal_stages.chances(reading)


@pytest.mark.parametrize(
    ("usual", "won", "closed", "told"),
    [
        (60, 0, 0, Chance(60)),
        (60, 19, 19, Chance(60)),
        (60, 0, 20, Chance(0, 20)),
        (60, 15, 43, Chance(35, 43)),
        (60, 1, 200, Chance(1, 200)),  # 0.5 %
    ],
)
def test_a_stage_keeps_its_probability_until_twenty_deals_from_it_are_closed(
    usual: int, won: int, closed: int, told: Chance
) -> None:
    assert chance(usual, won, closed) == told


def test_twenty_closed_deals_say_how_likely_the_next_one_is_and_the_sellers_own_word_stands_above(
    store: Store, clock: StandingClock
) -> None:
    closed(store, clock, won=4, lost=15)
    assert chances(store)["quote"] == Chance(60)
    closed(store, clock, won=1, lost=0)
    assert (chances(store)["quote"], chances(store)["demo"]) == (Chance(25, 20), Chance(40))
    by_stage, by_word = opened(store, "quote"), opened(store, "quote")
    with store.read() as reading:
        mine = reading.need(Deal, by_word)
    deals.edit(store, mine, "probability", 90)
    opened(store, "demo")
    with store.read() as reading:
        board = deals_board.read(reading, store.clock, "NOK")
        cards = {card.id: card for column in board.columns for card in column}
        whole = deals_told.whole(reading, store, by_stage)
        day = date(2026, 11, 1)
        (figure,) = figures.read(
            reading, store.clock, "NOK", Period(day, date(2026, 12, 1)), ids=["weighted_pipeline"]
        )
        ahead = insight_parts.ahead(View(reading, store.clock, "NOK", Choice("month")))
    assert (cards[by_stage].probability, cards[by_stage].by_closed) == (25, 20)
    assert (cards[by_word].probability, cards[by_word].by_closed) == (90, 0)
    assert whole is not None
    assert (whole.probability, whole.chance) == (25, Chance(25, 20))
    assert figure.value == board.forecast.weighted == ahead.whole.weighted == 25_00 + 90_00 + 40_00


def test_what_was_disqualified_deleted_or_written_down_as_sold_at_once_says_nothing(
    store: Store, clock: StandingClock
) -> None:
    closed(store, clock, won=19, lost=0)
    deals.win(store, opened(store, "quote"))  # noted after the sale: it never stood there
    deals.disqualify(store, opened(store, "quote"))
    still = opened(store, "quote")
    assert chances(store)["quote"] == Chance(60)
    clock.wait(hours=1)
    deals.lose(store, still)
    assert chances(store)["quote"] == Chance(95, 20)
    with store.change("Deleted") as unit:
        unit.delete(unit.need(Deal, still))
    assert chances(store)["quote"] == Chance(60)


def test_a_deal_opened_again_is_counted_by_its_last_outcome_and_once(
    store: Store, clock: StandingClock
) -> None:
    closed(store, clock, won=19, lost=0)
    deal = opened(store, "quote")
    for _time in range(2):
        clock.wait(hours=1)
        deals.lose(store, deal)
        clock.wait(hours=1)
        deals.move(store, deal, "quote")
    assert chances(store)["quote"] == Chance(60)  # open
    clock.wait(hours=1)
    deals.win(store, deal)
    assert chances(store)["quote"] == Chance(100, 20)
    assert set(chances(store)) == {"qualified", "demo", "quote", "negotiation"}


def test_it_is_said_by_how_many_deals_a_probability_is(store: Store) -> None:
    assert deal_stages.by_history(43) == "by your own 43 closed deals"
    assert deal_stages.by_history(0) == ""
    assert LATEST > 100
