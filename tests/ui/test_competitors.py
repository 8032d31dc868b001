"""Competitors as a seller keeps them: the page, and what a prospect has now."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from salesdesk.domain.values import Money
from salesdesk.services import competitor_list, competitors
from salesdesk.services.cards import card
from salesdesk.ui.competitors.page import CompetitorsPage
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.detail_rivals import HasNow
from tests.factories import capture, records
from tests.ui.driving import settled, typed


def opened(desk: Desk, qtbot: QtBot) -> CompetitorsPage:
    page = CompetitorsPage(desk)
    qtbot.addWidget(page)
    page.resize(1230, 800)
    page.show()
    page.activateWindow()
    settled()
    return page


def enter(editor: Any, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    typed(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled()


def competitor_of(desk: Desk, name: str) -> UUID:
    with desk.store.read() as reading:
        found = competitors.found(reading, name)
    assert found
    return found.id


def told(page: CompetitorsPage) -> list[list[str]]:
    model = page.table.records
    return [
        [model.data(model.index(place, column)) for column in range(model.columnCount())]
        for place in range(model.rowCount())
    ]


@pytest.mark.usefixtures("qapp")
def test_a_competitor_is_added_and_its_price_its_answer_and_its_other_name_are_noted(
    desk: Desk, qtbot: QtBot, qtmodeltester: Any
) -> None:
    page = opened(desk, qtbot)
    assert page._lists.currentIndex() == 1
    page.ask_new()
    enter(page.adding.editor, "Träbolaget")
    enter(page.adding.editor, "Nordic Timber")
    qtbot.waitUntil(lambda: [row[0] for row in told(page)] == ["Nordic Timber", "Träbolaget"])

    page.table.choose(competitor_of(desk, "Träbolaget"))
    settled()
    prices = page.detail.prices
    typed(prices.product, "Skärbräda, ek")
    typed(prices.price, "1 040")
    enter(prices.seen, "10 Oct 2026")
    qtbot.waitUntil(lambda: [text.split(" · ")[0] for text in prices.told()] == ["Skärbräda, ek"])
    (kept,) = records(desk.store)["competitor_prices"].values()
    assert (kept["minor"], kept["seen_on"]) == (1040_00, "2026-10-10")
    typed(prices.product, "Smörkniv")
    typed(prices.price, "mye")
    enter(prices.seen, "")
    assert prices.price.property("invalid")  # said there, and kept as typed
    assert prices.price.text() == "mye"

    prices.price.clear()
    enter(page.detail.merging.editor, "Nordic Timber")
    qtbot.waitUntil(lambda: len(told(page)) == 1)
    qtmodeltester.check(page.table.records)


@pytest.mark.usefixtures("qapp")
def test_contracts_are_listed_by_when_they_end_and_lead_to_the_prospect(desk: Desk, qtbot: QtBot) -> None:
    store = desk.store
    late, soon = (capture(store, name).prospect for name in ("Åse Łoś", "Đặng Hạnh"))
    competitors.note_contract(store, late, "Träbolaget", ends_on=date(2027, 6, 1))
    competitors.note_contract(store, soon, "Träbolaget", product="Khay", ends_on=date(2026, 12, 24))
    competitors.see_price(
        store, competitor_of(desk, "Träbolaget"), "Brett", Money(1, "NOK"), date(2026, 11, 1)
    )
    page = opened(desk, qtbot)
    rows = [page.ends.rows.index(n).data(Qt.ItemDataRole.UserRole) for n in range(2)]
    assert [(row.title, row.note, row.chip, row.tone) for row in rows] == [
        ("Đặng Hạnh", "Träbolaget · Khay", "ends 24 Dec", "warm"),
        ("Åse Łoś", "Träbolaget · something", "ends 1 Jun 2027", "neutral"),
    ]
    asked: list[object] = []
    desk.asked_to_go.connect(lambda _page, record: asked.append(record))
    page.ends.choose(rows[0].key)
    QTest.keyClick(page.ends, Qt.Key.Key_Return)
    assert asked == [soon]


@pytest.mark.usefixtures("qapp")
def test_what_a_prospect_has_now_is_noted_with_a_follow_up_proposed_before_it_ends(
    desk: Desk, qtbot: QtBot
) -> None:
    who = capture(desk.store, "Åse Łoś").prospect
    part = HasNow(desk)
    qtbot.addWidget(part)
    part.resize(420, 300)

    def show() -> None:
        with desk.store.read() as reading:
            person = card(reading, who)
        assert person
        part.show_person(person)

    show()
    assert part.isHidden()  # nothing is known
    part.ask()
    form = part.form
    typed(form.rival, "Träbolaget")
    typed(form.product, "Brett")
    enter(form.ends, "27 March 2027")
    assert form.follow.text() == "Mon 15 Feb"
    enter(form.follow, "16 Feb 2027")
    show()
    assert part.told() == ["Träbolaget · Brett"]
    with desk.store.read() as reading:
        (kept,) = competitor_list.contracts(reading, prospect=who)
    assert kept.ends_on == date(2027, 3, 27)
    days = [one["day"] for one in records(desk.store)["followups"].values() if one["origin"] == "contract"]
    assert days == ["2027-02-16"]
