"""What a fair cost and brought, computed by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from salesdesk.domain.values import Money
from salesdesk.services import activities, deals, expenses, fair_figures, fair_ledgers, fairs
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.services.expenses import ExpenseDraft
from salesdesk.services.fair_ledgers import FairLedger
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture

DAY = date(2026, 11, 22)


def a_fair(store: Store, cost: int = 9_800_00) -> UUID:
    made = fairs.make(store, "Hjem & Hage", starts_on=DAY, ends_on=DAY, cost=Money(cost, "NOK"))
    return made.id


def sold(
    store: Store, prospect: UUID, minor: int, cost: int, *, currency: str = "NOK", won: Won | None = None
) -> None:
    line = LineDraft(name="Oak tray", net_minor=minor, cost_minor=cost)
    deal = deals.open_deal(
        store, DealDraft(title="Trays", currency=currency, prospect=prospect, lines=[line])
    )
    deals.win(store, deal.id, won or Won())


def told(store: Store, fair: UUID) -> FairLedger:
    with store.read() as reading:
        return fair_ledgers.of(reading, fair, "NOK", store.clock)


def test_a_fair_without_leads_or_sales_has_no_data_where_there_is_none(store: Store) -> None:
    found = told(store, a_fair(store))
    assert found.sums.cost == 9_800_00
    figures = found.figures
    assert (figures.cost_per_lead, figures.cost_per_customer, figures.coverage) == (None, None, None)
    assert (figures.gain, figures.still_needed) == (-1, None)


def test_stand_cost_and_expenses_are_shared_among_the_leads_the_qualified_and_the_customers(
    store: Store,
) -> None:
    fair = a_fair(store)
    expenses.note(store, ExpenseDraft(amount=Money(2_200_00, "NOK"), day=DAY, what="Prøver", fair=fair))
    met = [capture(store, f"Łukasz {number}").prospect for number in range(4)]
    sold(store, met[0], 10_000_00, 4_000_00)
    sold(store, met[0], 2_000_00, 1_000_00)
    found = told(store, fair)
    assert found.sums.cost == 12_000_00
    assert (found.sums.leads, found.sums.qualified, found.sums.customers, found.sums.sales) == (4, 1, 1, 2)
    figures = found.figures
    assert figures.cost_per_lead == 3_000_00
    assert figures.cost_per_customer == 12_000_00
    assert (found.sums.revenue, found.sums.profit) == (12_000_00, 7_000_00)
    assert (figures.gain, figures.margin_gain) == (0, Fraction(-5, 12))
    assert figures.still_needed == 2  # 5 000 missing, 3 500 a sale


def test_what_follows_from_a_cost_of_which_a_part_has_no_rate_is_no_data(store: Store) -> None:
    fair = a_fair(store)
    expenses.note(store, ExpenseDraft(amount=Money(150_00, "EUR"), day=DAY, kind="travel", fair=fair))
    sold(store, capture(store, "Łukasz").prospect, 10_000_00, 4_000_00)
    found = told(store, fair)
    assert (found.sums.cost, found.costs_left_out) == (9_800_00, {"EUR": 150_00})
    figures = found.figures
    assert (figures.cost_per_lead, figures.gain, figures.still_needed) == (None, None, None)
    assert {one.shown for one in fair_figures.figures(found)} == {"no data"}
    assert "note them in NOK" in fair_figures.left_out(found)[0]


def test_a_sale_in_another_currency_counts_at_its_rate_and_is_named_where_it_has_none(store: Store) -> None:
    fair = a_fair(store)
    one, other = (capture(store, name).prospect for name in ("Åsa", "Đức"))
    sold(store, one, 100_00, 0, currency="EUR", won=Won(rate=Decimal("11.735"), rate_currency="NOK"))
    sold(store, other, 1_000_000, 0, currency="VND", won=Won(rate=Decimal("0.00043"), rate_currency="NOK"))
    sold(store, other, 100_00, 0, currency="PLN")
    found = told(store, fair)
    assert found.sums.revenue == 1_173_50 + 430_00
    assert (found.sums.sales, found.sales_left_out) == (2, 1)


def test_leads_count_as_followed_up_only_when_tried_within_the_promised_delay(store: Store) -> None:
    clock = store.clock
    assert isinstance(clock, StandingClock)
    fair = a_fair(store)
    soon, late = (capture(store, name, time_frame="now").prospect for name in ("Soon", "Late"))
    capture(store, "Never", time_frame="two-months")
    capture(store, "Cold", time_frame="none")
    clock.wait(hours=20)
    activities.note(store, soon, kind="call-out")
    clock.wait(hours=20)
    activities.note(store, late, kind="email")
    found = told(store, fair)
    assert (found.sums.due, found.sums.on_time) == (2, 1)
    clock.wait(days=2)
    assert told(store, fair).figures.coverage == Fraction(1, 3)
    clock.wait(days=7)
    assert told(store, fair).figures.coverage == Fraction(1, 4)
