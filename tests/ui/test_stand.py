"""What a discount leaves, told while it is typed: on a line of a deal, and with no deal at all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.values import Money
from salesdesk.services import changes, deals, preferences, products
from salesdesk.services.deals import LineDraft
from salesdesk.services.products import ProductDraft
from salesdesk.ui.deals.page import PipelinePage
from salesdesk.ui.deals.stand import DealStand, StandPane
from salesdesk.ui.desk import Desk
from salesdesk.ui.settings.page import SettingsPage
from tests.ui.driving import settled, typed
from tests.ui.pipeline_page import deal_of, opened, press

TRAY = LineDraft(name="Oak tray", quantity=Decimal(40), list_minor=100_00, net_minor=100_00, cost_minor=60_00)
BOWL = LineDraft(name="Skål Øst", list_minor=50_00, net_minor=50_00)


def stand_of(desk: Desk, qtbot: QtBot, *lines: LineDraft) -> tuple[PipelinePage, DealStand, UUID]:
    deal = deal_of(desk, "Trays for Łódź", lines=lines or (TRAY,))
    page = opened(desk, qtbot)
    press(page, Qt.Key.Key_Return)
    return page, page.pane.detail.stand, deal


def say(field: Any, text: str) -> None:
    field.setFocus()
    field.clear()
    typed(field, text)
    settled()


def price(desk: Desk, deal: UUID) -> int | None:
    with desk.store.read() as reading:
        return deals.lines(reading, deal)[0].net_minor


def test_a_discount_is_told_as_it_is_typed_and_enter_puts_it_on_the_line(desk: Desk, qtbot: QtBot) -> None:
    page, stand, deal = stand_of(desk, qtbot)
    preferences.change(desk.store, discount_budget=Money(1000_00, "NOK"))
    say(stand.change, "10 %")
    assert "leaves 30\u00a0NOK" in stand.told.text() or "leaves 30 NOK of 40 NOK" in stand.told.text()
    assert "4 where you sold 3" in stand.told.text()
    assert "1,000 NOK of 1,000 NOK. This takes 400 NOK of it." in stand.told.text()
    assert price(desk, deal) == 100_00
    press(page, Qt.Key.Key_Return)
    assert price(desk, deal) == 90_00
    assert stand.told.isHidden()
    changes.undo(desk.store)
    assert price(desk, deal) == 100_00


def test_what_is_missing_or_no_discount_is_said_and_enter_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    page, stand, deal = stand_of(desk, qtbot, BOWL, TRAY)
    say(stand.change, "10 %")
    assert "Write what Skål Øst costs you" in stand.told.text()
    stand.which.show_value(stand.which.itemData(1))
    stand.which.chosen.emit(stand.which.value())
    assert "leaves 30" in stand.told.text()
    say(stand.change, "ti prosent")
    assert "not an amount" in stand.told.text()
    press(page, Qt.Key.Key_Return)
    assert price(desk, deal) == 50_00


def test_all_lines_of_a_deal_are_reckoned_together(desk: Desk, qtbot: QtBot) -> None:
    bowl = LineDraft(name="Bát đỏ", list_minor=50_00, net_minor=50_00, cost_minor=20_00)
    page, stand, deal = stand_of(desk, qtbot, TRAY, bowl)
    stand.which.show_value("together")
    say(stand.change, "10 %")
    assert "One by one it is 4,050 NOK; together you give away 405 NOK" in stand.told.text()
    press(page, Qt.Key.Key_Return)
    assert price(desk, deal) == 100_00


def test_a_closed_deal_has_nothing_to_work_out(desk: Desk, qtbot: QtBot) -> None:
    page, stand, deal = stand_of(desk, qtbot)
    assert stand.isVisible()
    deals.lose(desk.store, deal)
    page.pane.detail.refresh()
    assert not stand.isVisible()


def without_a_deal(desk: Desk, qtbot: QtBot) -> tuple[PipelinePage, StandPane]:
    tray = ProductDraft(name="Eikebrett", price=Money(100_00, "NOK"), cost=Money(60_00, "NOK"))
    products.make(desk.store, tray)
    page = opened(desk, qtbot)
    page.open("stand:")
    settled()
    return page, page.pane.stand


def test_a_product_by_name_is_enough_without_a_deal(desk: Desk, qtbot: QtBot) -> None:
    page, stand = without_a_deal(desk, qtbot)
    row = stand._rows[0]
    assert QApplication.focusWidget() is row.first()
    typed(row.first(), "eikebrett")
    press(page, Qt.Key.Key_Return)
    QTest.qWait(20)
    assert QApplication.focusWidget() is stand.change
    typed(stand.change, "+5 %")
    assert "You may lose 1 of 9 customers" in stand.told.text()
    press(page, Qt.Key.Key_Escape)
    assert page.pane.isHidden()


def test_a_price_and_a_cost_are_enough_too_and_enter_goes_from_one_to_the_next(
    desk: Desk, qtbot: QtBot
) -> None:
    page, stand = without_a_deal(desk, qtbot)
    for text in ("", "1 490", "820,50"):
        typed(QApplication.focusWidget() or page, text)
        press(page, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is stand.change
    typed(stand.change, "1 390")
    assert "6.7" in stand.told.text()
    assert "569.50 NOK of 669.50 NOK" in stand.told.text()


def test_another_product_makes_it_a_bundle_and_goes_again(desk: Desk, qtbot: QtBot) -> None:
    _page, stand = without_a_deal(desk, qtbot)
    stand._more.click()
    first, second = stand._rows
    for row, many, price_, cost in ((first, "1", "100", "60"), (second, "2", "50", "20")):
        for editor, text in zip(row.editors()[1:], (many, price_, cost), strict=True):
            say(editor, text)
    say(stand.change, "180")
    assert "One by one it is 200 NOK" in stand.told.text()
    say(second.editors()[1], "-2")
    assert "no quantity" in stand.told.text()
    second.removed.emit(second)
    settled()
    assert stand.told.text().startswith("80\u00a0% more")


def test_the_budget_is_set_in_settings_and_used_at_once(desk: Desk, qtbot: QtBot) -> None:
    settings = SettingsPage(desk)
    qtbot.addWidget(settings)
    settings.show()
    settled()
    settings.open("own")
    say(settings.own.budget.editor, "2 500,50")
    say(settings.own.facts["name"].editor, "Håkon Øst")
    say(settings.own.facts["address"].editor, "Storgata 12\n5013 Bergen")
    assert settings.commit()
    say(settings.own.budget.editor, "mye")
    assert not settings.commit()
    with desk.store.read() as reading:
        said = preferences.read(reading)
    assert said.discount_budget == Money(2500_50, "NOK")
    assert (said.own.name, said.own.address) == ("Håkon Øst", "Storgata 12\n5013 Bergen")
    changes.undo(desk.store)
    settled()
    with desk.store.read() as reading:
        assert preferences.read(reading).own.address == ""
