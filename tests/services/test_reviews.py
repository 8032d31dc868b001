"""The week's review: whom it proposes and why, what each answer leaves, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from uuid import UUID

import pytest

from salesdesk.clock import today
from salesdesk.domain.activities import Activity
from salesdesk.domain.affinity import Counts
from salesdesk.domain.deals import Deal
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.products import Product
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import (
    affinities,
    changes,
    crediting,
    deals,
    product_sheet,
    products,
    review_words,
    reviews,
)
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.services.offers import proposals, refuse
from salesdesk.services.prospects import edit
from salesdesk.services.review_candidates import Candidate
from salesdesk.services.reviews import Standing
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records

PRICES = {"Eikebrett": 890_00, "Żółta łyżka": 290_00, "Bát đĩa": 400_00, "Filt": 120_00}


@pytest.fixture
def shelf(store: Store) -> dict[str, UUID]:
    return {
        name: products.make(store, products.ProductDraft(name=name, price=Money(price, "NOK"))).id
        for name, price in PRICES.items()
    }


def sell(store: Store, who: UUID | None, *names: str, company: str = "", win: bool = True) -> UUID:
    with store.read() as reading:
        lines = [deals.line_named(reading, name, "NOK", today(store.clock)) for name in names]
    draft = DealDraft(title="Salg", currency="NOK", prospect=who, company_name=company, lines=lines)
    deal = deals.open_deal(store, draft)
    if win:
        deals.win(store, deal.id, deals.Won(check_ins=False))
    return deal.id


def customers(store: Store, *baskets: Sequence[str]) -> list[UUID]:
    """A customer for each basket, in the order of time."""
    found: list[UUID] = []
    for number, basket in enumerate(baskets):
        who = capture(store, f"Kunde Ł{number}").prospect
        assert isinstance(store.clock, StandingClock)
        store.clock.wait(minutes=1)
        sell(store, who, *basket)
        found.append(who)
    return found


def look(store: Store) -> Standing:
    with store.read() as reading:
        return reviews.look(reading, store.clock, "NOK")


def proposed(store: Store) -> list[tuple[str, str, str]]:
    return [(one.name, one.because, one.product_name) for one in look(store).left]


def going_together(store: Store) -> list[UUID]:
    """Six with a tray, of whom four have a spoon, too; four others with a bowl alone."""
    both = [["Eikebrett", "Żółta łyżka"]] * 4
    return customers(store, *both, ["Eikebrett"], ["Eikebrett"], *[["Bát đĩa"]] * 4)


@pytest.mark.usefixtures("shelf")
def test_who_has_a_tray_and_no_spoon_is_proposed_one_with_the_counts_behind_it(store: Store) -> None:
    going_together(store)
    standing = look(store)

    assert proposed(store) == [
        ("Kunde Ł5", "Eikebrett", "Żółta łyżka"),  # who bought last first
        ("Kunde Ł4", "Eikebrett", "Żółta łyżka"),
    ]
    first = standing.left[0]
    assert first.counts == Counts(customers=10, first=6, second=4, both=4)
    assert review_words.evidence(first) == [
        "4 of 6 customers who bought Eikebrett also bought Żółta łyżka: 1.7 times as often as all customers."
    ]
    assert (first.worth, first.kind) == (Money(290_00, "NOK"), "cross-sell")
    assert standing.total == 2


def test_counts_in_the_store_are_those_of_counting_by_hand_in_one_deal_or_in_several(
    store: Store, shelf: dict[str, UUID]
) -> None:
    baskets = [["Eikebrett", "Filt"], ["Filt", "Eikebrett", "Bát đĩa"], ["Bát đĩa"], ["Eikebrett"], ["Filt"]]
    found = customers(store, *baskets)
    sell(store, found[3], "Filt")  # a second deal, the same basket
    sell(store, found[3], "Filt", "Filt")
    sell(store, None, "Eikebrett", "Bát đĩa", company="Đức & sønn")
    sell(store, found[2], "Eikebrett", win=False)  # not sold yet
    baskets[3] = ["Eikebrett", "Filt"]
    baskets.append(["Eikebrett", "Bát đĩa"])
    for one, *others in (PRICES, ("Filt", "Żółta łyżka"), ("Bát đĩa", "Żółta łyżka", "Filt")):
        products.goes_with(store, shelf[one], [shelf[other] for other in others])  # so that each pair is told

    with store.read() as reading:
        names = {one.id.bytes: one.name for one in products.all_of(reading)}
        got = affinities.read(reading, today(store.clock), "NOK")
        together = {frozenset((names[one.first], names[one.second])): one.counts.both for one in got.pairs}
    assert {names[one]: len(some) for one, some in got.holders.items()} == {
        name: sum(name in one for one in baskets) for name in PRICES if any(name in one for one in baskets)
    }
    by_hand = {
        frozenset(pair): sum(set(pair) <= set(one) for one in baskets) for pair in combinations(PRICES, 2)
    }
    assert together == by_hand
    assert got.customers == len(baskets)


@pytest.mark.usefixtures("shelf")
def test_what_was_credited_in_full_counts_as_not_bought_and_credited_in_part_as_bought(store: Store) -> None:
    found = going_together(store)
    with store.read() as reading:
        deal = reading.need(Deal, sell_of(store, found[0]))
        spoon = deals.lines(reading, deal.id)[1]
    crediting.give(store, spoon.id, Decimal(1))
    assert [one.counts for one in look(store).left] == [
        Counts(10, 6, 3, 3)
    ] * 3  # the one it came back from, too
    assert changes.undo(store)
    deals.edit_line(store, spoon, "quantity", Decimal(3))
    crediting.give(store, spoon.id, Decimal(1))
    assert len(look(store).left) == 2


def sell_of(store: Store, who: UUID) -> UUID:
    return next(
        UUID(hex=one) for one, deal in records(store)["deals"].items() if deal["prospect"] == who.bytes
    )


def test_too_few_to_say_proposes_nothing_but_what_the_sheet_says_and_that_is_marked(
    store: Store, shelf: dict[str, UUID]
) -> None:
    customers(store, ["Eikebrett", "Filt"], ["Eikebrett", "Filt"], ["Eikebrett", "Filt"], ["Eikebrett"])
    assert proposed(store) == []

    product_sheet.set_step_up(store, shelf["Eikebrett"], "Bát đĩa")
    products.goes_with(store, shelf["Filt"], [shelf["Żółta łyżka"]])
    found = look(store).left
    assert [(one.name, one.product_name, one.kind) for one in found] == [
        ("Kunde Ł3", "Bát đĩa", "up-sell"),
        ("Kunde Ł2", "Bát đĩa", "up-sell"),
        ("Kunde Ł1", "Bát đĩa", "up-sell"),
        ("Kunde Ł0", "Bát đĩa", "up-sell"),
    ]
    assert review_words.evidence(found[0]) == [
        "From the sheet: Bát đĩa is the step above Eikebrett.",
        "Too few to say what sales show: 0 of 4 customers who bought Eikebrett also bought Bát đĩa.",
    ]


def test_the_step_below_and_the_parts_of_a_bundle_that_one_has_are_not_proposed(
    store: Store, shelf: dict[str, UUID]
) -> None:
    going_together(store)
    product_sheet.set_step_up(store, shelf["Żółta łyżka"], "Eikebrett")
    assert ("Kunde Ł5", "Eikebrett", "Żółta łyżka") not in proposed(store)
    product_sheet.set_step_up(store, shelf["Żółta łyżka"], "")
    products.bundle(store, shelf["Eikebrett"], [(shelf["Żółta łyżka"], Decimal(2))])
    assert proposed(store) == []


@pytest.mark.usefixtures("shelf")
def test_who_left_is_parked_or_discarded_or_has_it_in_an_open_deal_is_left_alone(store: Store) -> None:
    found = going_together(store)
    with store.read() as reading:
        one = reading.need(Prospect, found[4])
    edit(store, one, {"left_on": (None, date(2026, 11, 1))})
    sell(store, found[5], "Żółta łyżka", win=False)
    assert proposed(store) == []


@pytest.mark.usefixtures("shelf")
def test_what_was_refused_in_a_deal_lately_is_not_proposed_again_for_a_while(
    store: Store, shelf: dict[str, UUID], clock: StandingClock
) -> None:
    found = going_together(store)
    products.goes_with(store, shelf["Eikebrett"], [shelf["Żółta łyżka"]])
    deal = sell(store, found[5], "Eikebrett", win=False)
    with store.read() as reading:
        offer = next(one for one in proposals(reading, store, deal) if one.name == "Żółta łyżka")
    refuse(store, deal, offer)
    assert [one.name for one in look(store).left] == ["Kunde Ł4"]
    clock.wait(days=92)
    assert {one.name for one in look(store).left} == {"Kunde Ł4", "Kunde Ł5"}


def answer(store: Store, said: str, *, last: bool = False) -> Candidate:
    front = look(store).left[0]
    reviews.answer(store, front, said, "NOK", last=last)
    return front


@pytest.mark.usefixtures("shelf")
def test_an_opportunity_becomes_a_deal_with_its_line_and_a_follow_up_on_a_worked_day(store: Store) -> None:
    going_together(store)
    front = answer(store, "opportunity")

    with store.read() as reading:
        kept = reading.need(Deal, look(store).answered[0].record.deal or UUID(int=0))
        (line,) = deals.lines(reading, kept.id)
        todo = [one for one in reading.find(reviews.select(FollowUp)) if one.deal == kept.id]
    assert (kept.title, kept.prospect) == ("Żółta łyżka for Kunde Ł5", front.prospect)
    assert (line.name, line.kind, line.net_minor) == ("Żółta łyżka", "cross-sell", 290_00)
    assert [(one.what, one.day, one.origin) for one in todo] == [
        ("Offer Żółta łyżka to Kunde Ł5", date(2026, 11, 24), "review")
    ]
    assert [one.name for one in look(store).left] == ["Kunde Ł4"]


@pytest.mark.usefixtures("shelf")
def test_not_now_rests_a_quarter_of_a_year_and_no_fit_for_ever(store: Store, clock: StandingClock) -> None:
    going_together(store)
    answer(store, "not-now")
    answer(store, "no-fit")
    assert look(store).left == []
    clock.wait(days=14)  # another week
    assert (look(store).left, look(store).answered) == ([], [])
    clock.wait(days=80)
    assert [one.name for one in look(store).left] == ["Kunde Ł5"]


@pytest.mark.usefixtures("shelf")
def test_a_review_begins_with_its_first_answer_goes_on_where_it_was_left_and_is_finished_by_its_last(
    store: Store,
) -> None:
    going_together(store)
    answer(store, "not-now")
    begun = look(store)
    assert begun.review
    assert not begun.finished
    assert (begun.week, len(begun.answered), begun.total) == (date(2026, 11, 16), 1, 2)
    reviews.finish(store)
    assert look(store).finished
    reviews.go_on(store)
    answer(store, "no-fit", last=True)
    done = look(store)
    assert (done.finished, [one.record.answer for one in done.answered]) == (True, ["not-now", "no-fit"])
    with pytest.raises(UserError, match="answered"):
        reviews.answer(store, begun.left[0], "no-fit", "NOK")


@pytest.mark.usefixtures("shelf")
def test_one_step_back_takes_the_answer_and_what_was_made_of_it_back_but_no_deal_that_went_on(
    store: Store,
) -> None:
    going_together(store)
    before = records(store)
    answer(store, "opportunity", last=True)
    taken = reviews.step_back(store)
    assert taken
    assert not taken.kept
    after = records(store)
    for subject in ("deals", "followups", "reviewed_customers"):
        assert after[subject] == before[subject], subject
    assert (len(look(store).left), look(store).finished) == (2, False)

    answer(store, "opportunity")
    deal = look(store).answered[0].record.deal
    assert deal
    deals.move(store, deal, "quote")
    taken = reviews.step_back(store)
    with store.read() as reading:
        assert reading.need(Deal, deal).deleted_at is None
        assert taken
        assert taken.kept == reading.need(Deal, deal).title
    assert not reviews.step_back(store)


def _more_lines(store: Store, deal: UUID) -> None:
    deals.add_line(store, deal, LineDraft(name="Frakt", net_minor=90_00))


def _noted(store: Store, deal: UUID) -> None:
    with store.read() as reading:
        found = reading.need(Deal, deal)
    edit(store, found, {"note": ("", "Vil ha den innen jul")})


def _called(store: Store, deal: UUID) -> None:
    with store.read() as reading:
        who = reading.need(Deal, deal).prospect
    with store.change("called") as unit:
        unit.add(Activity(kind="call-out", at=unit.now, prospect=who, deal=deal))


@pytest.mark.parametrize("work", [_more_lines, _noted, _called])
@pytest.mark.usefixtures("shelf")
def test_a_step_back_loses_nothing_that_was_written_into_the_deal_since_and_says_so(
    store: Store, work: Callable[[Store, UUID], None]
) -> None:
    going_together(store)
    answer(store, "opportunity")
    answer(store, "not-now")
    reviews.step_back(store)
    reviews.finish(store)  # which changes the review, and not what was made by an answer
    deal = look(store).answered[0].record.deal
    assert deal
    work(store, deal)
    before = records(store)

    taken = reviews.step_back(store)

    assert taken
    assert "stays, since something was done" in taken.told
    assert not look(store).answered
    after = records(store)
    for subject in ("deals", "deal_lines", "followups", "activities"):
        assert after[subject] == before[subject], subject


@pytest.mark.usefixtures("shelf")
def test_every_answer_of_a_review_is_undone_after_a_restart(store: Store) -> None:
    going_together(store)
    before = records(store)
    answer(store, "opportunity")
    answer(store, "not-now")
    reviews.step_back(store)
    answer(store, "no-fit", last=True)
    reviews.go_on(store)
    reviews.finish(store)
    path = store.path
    store.close()
    with open_store(path) as again:
        for _act in range(6):
            assert changes.undo(again)
        assert records(again) == before


@pytest.mark.usefixtures("shelf")
def test_from_friday_on_it_is_told_how_many_wait_until_the_review_is_finished(
    store: Store, clock: StandingClock
) -> None:
    def waits() -> int:
        with store.read() as reading:
            return reviews.waiting(reading, clock, "NOK")

    going_together(store)  # on a Sunday
    assert waits() == 2
    clock.wait(days=1)
    assert waits() == 0
    clock.wait(days=4)
    assert waits() == 2
    reviews.finish(store)
    assert waits() == 0


def test_a_line_without_a_product_and_a_deleted_product_count_nowhere(
    store: Store, shelf: dict[str, UUID]
) -> None:
    found = going_together(store)
    deals.add_line(store, sell_of(store, found[9]), LineDraft(name="Noe annet"))
    with store.read() as reading:
        spoon = reading.need(Product, shelf["Żółta łyżka"])
    from salesdesk.services.prospects import delete

    delete(store, spoon, spoon.name)
    assert proposed(store) == []
