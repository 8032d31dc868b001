"""The sale that a complaint is about, what it cost, and whether they bought again."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.domain.complaints import Complaint
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import changes, complaints, complaints_sale, deals
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.store.database import Store
from tests.factories import MORNING, capture, open_store, records


def sold(store: Store, who: UUID, title: str, days: int) -> UUID:
    """A deal with two lines, won so many days after this morning."""
    lines = [LineDraft(name=name, quantity=Decimal(2), net_minor=100_00) for name in ("Skål Øst", "Żyrandol")]
    deal = deals.open_deal(store, DealDraft(title=title, currency="NOK", prospect=who, lines=lines)).id
    deals.win(store, deal, Won(at=MORNING + timedelta(days=days)))
    return deal


def complained(store: Store, who: UUID | None, *, days: int = 0) -> Complaint:
    came = MORNING + timedelta(days=days)
    return complaints.receive(store, ComplaintDraft(what="Sprukken glasur", received_at=came), who)


def now(store: Store, complaint: Complaint) -> Complaint:
    with store.read() as reading:
        return reading.need(Complaint, complaint.id)


def test_a_complaint_is_tied_to_a_sale_and_its_line_with_its_cost_and_all_is_taken_back_after_a_restart(
    tmp_path: Path,
) -> None:
    file = tmp_path / "store.db"
    with open_store(file) as store:
        who = capture(store, "Åsa Nyström").prospect
        first, second = sold(store, who, "Skåler", 1), sold(store, who, "Lamper", 2)
        sold(store, capture(store, "Łukasz Żak").prospect, "Another's", 3)
        mine = complained(store, who)
        with store.read() as reading:
            found = complaints_sale.sales(reading, mine)
        assert [one.deal.id for one in found] == [second, first]
        before = records(store)
        line = found[1].lines[1].id
        complaints_sale.tie(store, mine, first, line)
        complaints_sale.put_right(store, now(store, mine), Money(99_50, "EUR"))
        kept = now(store, mine)
        assert (kept.deal, kept.deal_line, kept.cost_minor, kept.cost_currency) == (first, line, 99_50, "EUR")
    with open_store(file) as store:
        for _act in range(2):
            changes.undo(store)
        assert records(store) == before


def test_a_line_of_another_sale_a_cost_below_nothing_and_what_was_changed_meanwhile_are_refused(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path / "store.db") as store:
        who = capture(store, "Thu Đặng").prospect
        first, second = sold(store, who, "Bát", 1), sold(store, who, "Đĩa", 2)
        mine = complained(store, who)
        with store.read() as reading:
            line = complaints_sale.sales(reading, mine)[0].lines[0].id
        with pytest.raises(UserError, match="another sale"):
            complaints_sale.tie(store, mine, first, line)
        with pytest.raises(UserError, match="below nothing"):
            complaints_sale.put_right(store, mine, Money(-1, "NOK"))
        complaints_sale.tie(store, mine, first)
        with pytest.raises(UserError, match="changed meanwhile"):
            complaints_sale.tie(store, mine, second)


def test_bought_again_is_the_first_sale_after_the_complaint_and_not_the_one_it_is_about(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path / "store.db") as store:
        who = capture(store, "Ingrid Solheim").prospect
        sold(store, who, "Before", 1)
        mine = complained(store, who, days=2)
        about = sold(store, who, "Won the same day", 2)
        with store.read() as reading:
            assert complaints_sale.bought_again(reading, complained(store, None)) is None
        complaints_sale.tie(store, mine, about)
        with store.read() as reading:
            assert complaints_sale.bought_again(reading, now(store, mine)) is None
        again, _later = sold(store, who, "Again", 5), sold(store, who, "Later", 9)
        with store.read() as reading:
            found = complaints_sale.bought_again(reading, now(store, mine))
        assert found is not None
        assert found.id == again
