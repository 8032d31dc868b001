"""After the sale in the window: what came back, what the customer said, a sheet to fill in, and what a fair brought."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.values import Money
from salesdesk.services import (
    changes,
    crediting,
    deals,
    fairs,
    feedback_sheets,
    followups,
    prospects,
    ratings,
)
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.services.ratings import About
from salesdesk.ui.deals.detail import DealDetail
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.ledger import LedgerView
from salesdesk.ui.feedback_sheet import page_of
from salesdesk.ui.rating import RatingsCard
from salesdesk.ui.widgets.paper import HIGH
from tests.factories import capture
from tests.ui.driving import settled, typed

DAY = date(2026, 11, 22)


def sold(desk: Desk, prospect: UUID | None = None, minor: int = 500_00) -> UUID:
    line = LineDraft(name="Skål Øst", quantity=Decimal(4), net_minor=minor, cost_minor=200_00)
    draft = DealDraft(title="Skåler", currency="NOK", prospect=prospect, lines=[line])
    deal = deals.open_deal(desk.store, draft).id
    deals.win(desk.store, deal)
    return deal


def offered(desk: Desk) -> list[tuple[str, list[str], Any]]:
    """Every notice with acts, as it is offered."""
    told: list[tuple[str, list[str], Any]] = []
    desk.offered.connect(lambda text, acts: told.append((text, [word for word, _act in acts], acts)))
    return told


def kept(desk: Desk, about: About) -> list[Any]:
    with desk.store.read() as reading:
        return ratings.of(reading, about)


def test_a_rating_is_noted_by_keyboard_and_a_bad_one_plans_a_call_on_the_next_worked_day(
    desk: Desk, qtbot: QtBot
) -> None:
    who = capture(desk.store, "Åsa Nyström").prospect
    deal = About(deal=sold(desk, who))
    ratings.ask(desk.store, deal, "satisfaction", by="email")
    card, told = RatingsCard(desk), offered(desk)
    qtbot.addWidget(card)
    card.show_about(deal, wanted=True)
    card.ask()
    typed(card.form.comment, "2 for sent, đấy")
    QTest.keyClick(card.form.comment, Qt.Key.Key_Return)
    settled()
    (one,) = kept(desk, deal)
    assert (one.value, one.comment, one.asked_by) == (2, "for sent, đấy", "email")
    assert told[-1][1] == ["Plan the call", "Undo"]
    told[-1][2][0][1]()
    with desk.store.read() as reading:
        planned = [x for x in followups.open_between(reading, None, date(2027, 1, 1)) if x.origin == "rating"]
    assert [(x.what, x.day, x.prospect) for x in planned] == [
        ("Call: not satisfied", date(2026, 11, 23), who)
    ]
    card.ask()
    typed(card.form.comment, "great")
    QTest.keyClick(card.form.comment, Qt.Key.Key_Return)
    assert card.form._trouble.text() == "Choose a number from 1 to 5."


def test_a_good_one_offers_to_ask_for_a_referral_and_keeps_what_may_be_shown(
    desk: Desk, qtbot: QtBot
) -> None:
    who = About(prospect=capture(desk.store, "Łukasz Żak").prospect)
    card, told = RatingsCard(desk), offered(desk)
    qtbot.addWidget(card)
    card.show_about(who, wanted=True)
    card.show()
    card.ask()
    card.form.scales["satisfaction"].choose("5")
    card.form.save()
    assert told[-1][1] == ["Ask for a referral", "Ask for a testimonial", "Undo"]
    row = next(iter(card._rows.values()))
    editor: Any = row.testimonial.editor
    editor.setPlainText("Piękne deski.")
    assert card.commit()
    assert kept(desk, who)[0].testimonial == "Piękne deski."
    for _time in range(2):
        changes.undo(desk.store)
    assert kept(desk, who) == []


def test_a_credit_is_noted_in_line_told_in_the_course_and_taken_back(desk: Desk, qtbot: QtBot) -> None:
    deal = sold(desk)
    pane = DealDetail(desk)
    qtbot.addWidget(pane)
    pane.show_deal(deal)
    pane.show()
    card = pane.credits
    card.ask()
    assert card.amount.placeholderText() == "500"
    typed(card.quantity, "9")
    card.save()
    assert "more than was sold" in card._fields["quantity"].trouble()
    card.quantity.setText("2")
    assert card.amount.placeholderText() == "1 000" or card.amount.placeholderText() == "1,000"
    typed(card.note, "sprekk")
    card.save()
    pane.refresh()
    with desk.store.read() as reading:
        assert [one.minor for one in crediting.of(reading, deal)] == [1000_00]
    assert pane.whole is not None
    assert any(one.kind == "credited" and "sprekk" in one.title for one in pane.whole.course)
    changes.undo(desk.store)
    pane.refresh()
    assert pane.whole.credits == []


def test_the_sheet_to_fill_in_is_one_page_in_the_customers_language(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    draft = ProspectDraft(name="Phạm Văn Đức", language="English")
    who = About(prospect=prospects.capture(desk.store, draft, region="NO").prospect)
    card = RatingsCard(desk)
    qtbot.addWidget(card)
    card.show_about(who, wanted=True)

    with desk.store.read() as reading:
        sheet = feedback_sheets.collect(reading, desk.clock, who)
    assert (sheet.language, sheet.hello) == ("en", "Dear Phạm Văn Đức,")
    laid = page_of(sheet)
    assert [number for _at, number in laid.rings][:5] == ["1", "2", "3", "4", "5"]
    assert max(mark.box.bottom() for mark in laid.page.marks) < HIGH
    told = offered(desk)
    card.write_sheet(sheet, tmp_path / "sheet.pdf")
    settled()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    told[-1][2][1][1]()
    assert kept(desk, who)[0].value is None


def test_the_ledger_says_no_data_and_too_few_and_stands_beside_earlier_fairs(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    cost = Money(10_000_00, "NOK")
    fairs.make(desk.store, "Gammel messe", starts_on=date(2025, 3, 1), ends_on=date(2025, 3, 2))
    now = fairs.make(desk.store, "Hjem & Hage", starts_on=DAY, ends_on=DAY, cost=cost)
    met = [capture(desk.store, f"Łukasz {number}").prospect for number in range(5)]
    sold(desk, met[0])
    view = LedgerView(desk, lambda: None)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    view.show_fair(now.id)
    settled()
    said = {ident: card.accessibleName() for ident, card in view.cards.items()}
    assert said["cost_per_lead"].startswith("Cost per lead: 2,000 NOK. 10,000 NOK for 5 leads")
    assert said["cost_per_customer"].startswith(
        "Cost per customer: too few to say. 10,000 NOK for 1 customer"
    )
    assert "8,800 NOK are still missing" in said["break_even"]
    assert said["follow_up_coverage"].startswith("Followed up in time: no data")
    model = view.table.records
    texts = [[model.data(model.index(row, column)) for column in range(10)] for row in range(2)]
    assert [texts[0][0], texts[0][4], texts[1][0], texts[1][2]] == [
        "Hjem & Hage",
        "2,000 NOK",
        "Gammel messe",
        "no data",
    ]
    QAbstractItemModelTester(model)
    view.export(tmp_path / "fairs.csv")
    settled()
    assert "Hjem & Hage" in (tmp_path / "fairs.csv").read_text("utf-8-sig")
