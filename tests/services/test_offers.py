"""What is offered along with a deal: proposed once, kept whether it was taken or refused."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest

from salesdesk.clock import today
from salesdesk.domain.products import Product
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import changes, checks, deals, offers, products
from salesdesk.services.deals import DealDraft
from salesdesk.services.deals_told import whole
from salesdesk.services.products import ProductDraft
from salesdesk.services.prospects import edit
from salesdesk.store.database import Store
from tests.factories import records


def made(store: Store, name: str, price: int, cost: int = 0) -> UUID:
    draft = ProductDraft(name=name, price=Money(price, "NOK"), cost=Money(cost or price // 2, "NOK"))
    return products.make(store, draft).id


@pytest.fixture
def shelf(store: Store) -> dict[str, UUID]:
    """A tray with a larger one above it, and what goes with it."""
    found = {name: made(store, name, price) for name, price in SHELF.items()}
    products.goes_with(store, found["Eikebrett"], [found["Żółta łyżka"], found["Coaster"]])
    with store.read() as reading:
        tray = reading.need(Product, found["Eikebrett"])
    edit(store, tray, {"step_up": (None, found["Stort eikebrett"])})
    return found


SHELF = {"Eikebrett": 890_00, "Stort eikebrett": 1290_00, "Żółta łyżka": 290_00, "Coaster": 240_00}


def deal_of(store: Store, *names: str, many: int = 10) -> UUID:
    deal = deals.open_deal(store, DealDraft(title="Brett", currency="NOK"))
    for name in names:
        with store.read() as reading:
            draft = deals.line_named(reading, name, "NOK", today(store.clock))
        line = deals.add_line(store, deal.id, draft)
        deals.edit_line(store, line, "quantity", Decimal(many))
    return deal.id


def proposed(store: Store, deal: UUID) -> list[tuple[str, str]]:
    with store.read() as reading:
        return [(one.name, one.kind) for one in offers.proposals(reading, store, deal)]


def answer(store: Store, deal: UUID, name: str, how: str) -> None:
    with store.read() as reading:
        one = next(one for one in offers.proposals(reading, store, deal) if one.name == name)
    {"take": offers.take, "refuse": offers.refuse, "offered": offers.offered}[how](store, deal, one)


@pytest.mark.usefixtures("shelf")
def test_a_line_proposes_the_step_above_and_what_goes_with_it(store: Store) -> None:
    deal = deal_of(store, "eikebrett")
    assert proposed(store, deal) == [
        ("Stort eikebrett", "up-sell"), ("Żółta łyżka", "cross-sell"), ("Coaster", "cross-sell"),
    ]  # fmt: skip
    assert proposed(store, deal_of(store, "Coaster")) == []
    assert proposed(store, deal_of(store, "Something of no list")) == []


@pytest.mark.usefixtures("shelf")
def test_what_the_deal_has_already_is_not_offered(store: Store) -> None:
    deal = deal_of(store, "Eikebrett", "Coaster")
    assert ("Coaster", "cross-sell") not in proposed(store, deal)


@pytest.mark.usefixtures("shelf")
def test_a_cross_sell_that_is_taken_is_a_line_at_its_list_price(store: Store) -> None:
    deal = deal_of(store, "Eikebrett")
    answer(store, deal, "Coaster", "take")
    with store.read() as reading:
        line = deals.lines(reading, deal)[-1]
        (offer,) = offers.offers(reading, deal)
    assert (line.name, line.kind, line.net_minor, line.cost_minor) == (
        "Coaster", "cross-sell", 240_00, 120_00,
    )  # fmt: skip
    assert (offer.answer, offer.line) == ("taken", line.id)
    assert [one for one, _kind in proposed(store, deal)] == ["Stort eikebrett", "Żółta łyżka"]


@pytest.mark.usefixtures("shelf")
def test_an_up_sell_that_is_taken_takes_the_place_of_the_line_with_its_quantity(store: Store) -> None:
    deal = deal_of(store, "Eikebrett", many=7)
    answer(store, deal, "Stort eikebrett", "take")
    with store.read() as reading:
        (line,) = deals.lines(reading, deal)
    assert (line.name, line.quantity, line.net_minor) == ("Stort eikebrett", 7, 1290_00)
    assert line.kind == "up-sell"


@pytest.mark.usefixtures("shelf")
def test_what_was_refused_is_not_offered_again_and_what_was_offered_waits(store: Store) -> None:
    deal = deal_of(store, "Eikebrett")
    answer(store, deal, "Coaster", "refuse")
    answer(store, deal, "Żółta łyżka", "offered")
    answer(store, deal, "Żółta łyżka", "offered")
    with store.read() as reading:
        kept = [(one.answer, one.kind) for one in offers.offers(reading, deal)]
        waiting = [one.asked for one in offers.proposals(reading, store, deal)]
        told = whole(reading, store, deal)
    assert kept == [("refused", "cross-sell"), ("", "cross-sell")]
    assert waiting == [False, True]
    assert told is not None
    assert {one.title for one in told.course if one.kind == "offered"} == {
        "Offered Coaster: refused", "Offered Żółta łyżka",
    }  # fmt: skip


@pytest.mark.usefixtures("shelf")
def test_nothing_is_offered_with_a_closed_deal_or_in_place_of_a_line_that_is_gone(store: Store) -> None:
    deal = deal_of(store, "Eikebrett")
    with store.read() as reading:
        up = offers.proposals(reading, store, deal)[0]
        (line,) = deals.lines(reading, deal)
    deals.remove_line(store, line)
    with pytest.raises(UserError, match="gone"):
        offers.take(store, deal, up)
    again = deal_of(store, "Eikebrett")
    deals.win(store, again)
    assert proposed(store, again) == []


@pytest.mark.usefixtures("shelf")
def test_every_answer_is_taken_back_and_given_again(store: Store) -> None:
    deal = deal_of(store, "Eikebrett")
    before = records(store)
    for name, how in (("Coaster", "take"), ("Żółta łyżka", "refuse"), ("Stort eikebrett", "take")):
        answer(store, deal, name, how)
    after = records(store)
    for _answer in range(3):
        assert changes.undo(store).skipped == []
    assert records(store) == before
    for _answer in range(3):
        assert changes.redo(store).skipped == []
    assert records(store) == after
    assert checks.look_over(store) == []
