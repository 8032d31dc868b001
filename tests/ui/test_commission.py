"""What was earned, on the page of insights: shown once there is a plan, and up to date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pytestqt.qtbot import QtBot

from salesdesk.domain.figures.commission import Tier
from salesdesk.domain.values import Money
from salesdesk.services import commissions, deals
from salesdesk.services.commissions import PlanDraft
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.services.insight_periods import Choice
from salesdesk.ui.commission.card import CommissionStanding
from salesdesk.ui.desk import Desk
from salesdesk.ui.insights.reading import Question


def test_the_card_tells_what_was_earned_and_what_the_next_tier_needs(desk: Desk, qtbot: QtBot) -> None:
    card = CommissionStanding(desk)
    qtbot.addWidget(card)
    card.resize(500, 240)
    with desk.store.read() as reading:
        assert commissions.read(reading) == []
    card.load()
    qtbot.wait(50)
    assert not card.isVisible()

    tiers = (Tier(100_00, Decimal("0.05")), Tier(100_000_00, Decimal("0.08")))
    draft = PlanDraft(since=date(2026, 1, 1), base=Money(5_000_00, "NOK"), tiers=tiers)
    commissions.set_plan(desk.store, draft)
    line = LineDraft(name="Skål", net_minor=90_000_00)
    made = deals.open_deal(desk.store, DealDraft(title="Łódź", currency="NOK", lines=(line,)))
    deals.win(desk.store, made.id)
    card.load()
    qtbot.waitUntil(card.isVisible)
    assert card.value.text() == "9,495 NOK"
    assert card.sold.text() == "a base of 5,000 NOK, the rest on 90,000 NOK sold"
    assert card.next.text() == "10,000 NOK more to the next tier (8 %)"
    assert "adds 6,900 NOK" in card.more.text()
    assert "5 % from 100 NOK up to 100,000 NOK" in card.bar.accessibleName()
    assert not card.bar.grab().isNull()

    deals.win(desk.store, deals.open_deal(desk.store, DealDraft(title="X", currency="NOK", lines=(line,))).id)
    card.load()
    qtbot.waitUntil(lambda: card.next.text() == "The highest tier is reached (8 %)")


def test_commission_goes_on_paper_with_the_other_insights(desk: Desk) -> None:
    draft = PlanDraft(since=date(2026, 1, 1), base=Money(5_000_00, "NOK"), tiers=(Tier(0, Decimal("0.05")),))
    commissions.set_plan(desk.store, draft)
    line = LineDraft(name="Skål", net_minor=90_000_00)
    made = deals.open_deal(desk.store, DealDraft(title="Łódź", currency="NOK", lines=(line,)))
    deals.win(desk.store, made.id)
    choice = Choice("year", "before")
    _pairs, cards = Question(desk.store, "NOK", choice).on_paper(lambda _done, _of: None)
    section, told = cards[-1]
    assert (section.title, told.note) == ("Commission", "November 2026")
    assert told.table is not None
    assert [row[1] for row in told.table.rows] == ["90,000 NOK", "5,000 NOK", "4,500 NOK", "9,500 NOK"]
    assert "adds 4,500 NOK" in told.foot
