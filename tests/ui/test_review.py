"""The week's review as a seller goes through it: one customer after the other, each answered by a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.clock import today
from salesdesk.domain.values import Money
from salesdesk.services import deals, products, reviews
from salesdesk.services.deals import DealDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping.page import KeepingPage
from salesdesk.ui.keeping.review import ReviewTab
from salesdesk.ui.today.review_line import ReviewLine
from salesdesk.ui.widgets.labels import ToneLabel
from tests.factories import StandingClock, capture, records
from tests.ui.driving import settled


def going_together(desk: Desk) -> None:
    """Four with tray and spoon, three with the tray alone, four with a bowl."""
    store = desk.store
    for name, price in (("Eikebrett", 890_00), ("Żółta łyżka", 290_00), ("Bát đĩa", 400_00)):
        products.make(store, products.ProductDraft(name=name, price=Money(price, "NOK")))
    baskets = [*[["Eikebrett", "Żółta łyżka"]] * 4, *[["Eikebrett"]] * 3, *[["Bát đĩa"]] * 4]
    for number, basket in enumerate(baskets):
        who = capture(store, f"Kunde Ł{number}").prospect
        with store.read() as reading:
            lines = [deals.line_named(reading, name, "NOK", today(store.clock)) for name in basket]
        deal = deals.open_deal(store, DealDraft(title="Salg", currency="NOK", prospect=who, lines=lines))
        assert isinstance(store.clock, StandingClock)
        store.clock.wait(minutes=1)
        deals.win(store, deal.id, deals.Won(check_ins=False))


def opened(desk: Desk, qtbot: QtBot) -> tuple[KeepingPage, ReviewTab]:
    page = KeepingPage(desk)
    qtbot.addWidget(page)
    page.resize(1230, 800)
    page.show()
    page.activateWindow()
    page.open("review:")
    tab = page.front()
    assert isinstance(tab, ReviewTab)
    qtbot.waitSignal(tab.filled).wait()
    return page, tab


def press(tab: ReviewTab, key: Qt.Key) -> None:
    QTest.keyClick(tab.card if tab.card.isVisible() else tab, key)
    settled()


def shown(tab: ReviewTab) -> str:
    return tab.card.accessibleName()


def beside(tab: ReviewTab) -> list[str]:
    model = tab.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.usefixtures("qapp")
def test_a_review_is_gone_through_by_one_key_each_with_a_step_back_and_a_summary(
    desk: Desk, qtbot: QtBot
) -> None:
    going_together(desk)
    _page, tab = opened(desk, qtbot)
    assert tab.card.evidence() == [
        "4 of 7 customers who bought Eikebrett also bought Żółta łyżka: 1.6 times as often as all customers."
    ]
    assert shown(tab).startswith("1 of 3, Kunde Ł6, Żółta łyżka · about")
    assert tab.card.hasFocus()
    assert beside(tab) == ["Kunde Ł5", "Kunde Ł4"]

    press(tab, Qt.Key.Key_O)
    assert shown(tab).startswith("2 of 3, Kunde Ł5")
    assert beside(tab) == ["Kunde Ł6", "Still to come", "Kunde Ł4"]
    made = [one for one in records(desk.store)["deals"].values() if not one["outcome"]]
    assert [one["title"] for one in made] == ["Żółta łyżka for Kunde Ł6"]

    press(tab, Qt.Key.Key_N)
    assert shown(tab).startswith("3 of 3, Kunde Ł4")
    press(tab, Qt.Key.Key_Left)
    assert shown(tab).startswith("2 of 3, Kunde Ł5")
    press(tab, Qt.Key.Key_X)
    press(tab, Qt.Key.Key_N)

    assert not tab.card.isVisible()
    assert tab.done.told() == "3 customers looked at: 1 opportunity, 1 not now, 1 no fit"
    with desk.store.read() as reading:
        done = reviews.look(reading, desk.store.clock, "NOK")
    assert done.finished
    assert [one.record.answer for one in done.answered] == ["opportunity", "no-fit", "not-now"]

    _other, again = opened(desk, qtbot)  # as it was left
    assert again.done.isVisible()


@pytest.mark.usefixtures("qapp")
def test_a_review_that_was_finished_early_goes_on_where_it_was_left(desk: Desk, qtbot: QtBot) -> None:
    going_together(desk)
    _page, tab = opened(desk, qtbot)
    press(tab, Qt.Key.Key_X)
    tab.card.finish.emit()
    settled()
    assert tab.done.isVisible()
    tab.done.go_on.emit()
    settled()
    assert shown(tab).startswith("2 of 3, Kunde Ł5")


@pytest.mark.usefixtures("qapp")
def test_where_nothing_is_known_the_page_says_what_it_waits_for(desk: Desk, qtbot: QtBot) -> None:
    _page, tab = opened(desk, qtbot)
    assert not tab.card.isVisible()
    told = [one.text() for one in tab.findChildren(ToneLabel) if one.isVisible()]
    assert any("5 customers bought a product" in text for text in told)


@pytest.mark.usefixtures("qapp")
def test_today_tells_from_friday_on_how_many_wait_and_leads_there(desk: Desk, qtbot: QtBot) -> None:
    going_together(desk)  # on a Sunday
    line = ReviewLine(desk)
    qtbot.addWidget(line)
    line.look()
    settled()
    assert line.text() == "This week's review: 3 customers"
    asked: list[tuple[str, object]] = []
    desk.asked_to_go.connect(lambda page, record: asked.append((page, record)))
    line._go()
    assert asked == [("keeping", "review:")]
    reviews.finish(desk.store)
    line.look()
    settled()
    assert line.text() == ""
