"""A figure opens its working beside it: both sides, what was left out, the records, and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.deals import Deal
from salesdesk.domain.figures.periods import Period
from salesdesk.services import deals
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.ui.charts.chart import Chart
from salesdesk.ui.desk import Desk
from salesdesk.ui.figures import goal
from salesdesk.ui.figures.asking import period_words
from salesdesk.ui.figures.body import Body, Records
from salesdesk.ui.figures.working import WorkingPanel, show_working
from tests.factories import capture
from tests.ui.driving import settled

YEAR = Period(date(2026, 1, 1), date(2026, 11, 23))


@pytest.fixture
def anchor(desk: Desk, qtbot: QtBot) -> Iterator[QPushButton]:
    """A figure somewhere in a window, with the keyboard on it; two sales and a loss are behind it."""
    for name, won in (("Łucja Żak", True), ("Đỗ Thị Hương", True), ("Søren Ås", False)):
        person = capture(desk.store, name).prospect
        made = deals.open_deal(
            desk.store,
            DealDraft(
                title=f"Trays for {name}",
                currency="NOK",
                prospect=person,
                lines=[LineDraft(name="Tray", net_minor=100_00)],
            ),
        )
        if won:
            deals.win(desk.store, made.id, Won(check_ins=False))
        else:
            deals.lose(desk.store, made.id)
    with desk.store.change("Closed too soon") as unit:
        mine = unit.need(Deal, made.id)
        assert mine.opened_at is not None
        mine.closed_at = mine.opened_at - timedelta(days=2)
    window = QWidget()
    qtbot.addWidget(window)
    found = QPushButton("67 %")
    QVBoxLayout(window).addWidget(found, 0, Qt.AlignmentFlag.AlignTop)
    window.resize(900, 640)
    window.show()
    window.activateWindow()
    found.setFocus()
    yield found
    window.close()


def opened(desk: Desk, anchor: QPushButton, figure: str) -> WorkingPanel:
    panel = show_working(desk, anchor, figure=figure, period=YEAR)
    settled()
    return panel


def front(panel: WorkingPanel) -> QWidget:
    found = panel.window().focusWidget()
    assert found is not None
    return found


def test_the_panel_tells_both_sides_and_leads_by_keyboard_to_a_record_and_back(
    desk: Desk, anchor: QPushButton
) -> None:
    went: list[object] = []
    desk.asked_to_go.connect(lambda page, record: went.append((page, record)))
    panel = opened(desk, anchor, "win_rate")
    body = panel.findChild(Body)
    assert body is not None
    assert [one.text() for one in body.links] == ["2 deals ›", "1 deal ›", "1 ›"]
    assert panel.accessibleName().startswith("Win rate, this year. 66.7 %. between")
    assert front(panel) is body.links[0]

    QTest.keyClick(front(panel), Qt.Key.Key_Return)
    settled()
    listed = panel.findChild(Records)
    assert listed is not None
    assert front(panel) is listed.list
    assert {one.title for one in listed.found} == {"Trays for Łucja Żak", "Trays for Đỗ Thị Hương"}
    QTest.keyClick(front(panel), Qt.Key.Key_Backspace)
    settled()
    assert front(panel).accessibleName().startswith("Won: 2 deals")

    QTest.keyClick(front(panel), Qt.Key.Key_Return)
    settled()
    QTest.keyClick(front(panel), Qt.Key.Key_Return)
    settled()
    assert [page for page, _record in went] == ["pipeline"]  # type: ignore[misc]
    assert anchor.window().findChildren(WorkingPanel) == []


def test_escape_closes_it_and_the_keyboard_is_back_on_the_figure(desk: Desk, anchor: QPushButton) -> None:
    panel = opened(desk, anchor, "revenue")
    window = anchor.window()
    for _round in range(12):  # Tab goes round within the panel
        QTest.keyClick(front(panel), Qt.Key.Key_Tab)
        assert panel.isAncestorOf(front(panel))
    QTest.keyClick(front(panel), Qt.Key.Key_Escape)
    settled()
    assert window.focusWidget() is anchor
    assert window.findChildren(WorkingPanel) == []


def test_a_figure_by_its_parts_leads_on_to_the_working_of_one(desk: Desk, anchor: QPushButton) -> None:
    panel = opened(desk, anchor, "win_rate")
    body = panel.findChild(Body)
    assert body is not None
    assert list(body.divisions) == ["source", "technique", "product", "fair"]
    body.divisions["source"].click()
    settled()
    chart = panel.findChild(Chart)
    assert chart is not None
    assert [row[0] for row in chart.table().rows] == ["none named"]
    chart.chosen.emit(0)
    settled()
    body = panel.findChild(Body)
    assert body is not None
    assert "source" not in body.divisions
    assert panel.accessibleName().startswith("Win rate, this year · none named. 66.7 %")
    panel.back.click()
    settled()
    assert panel.findChild(Chart) is not None


def test_a_figure_becomes_a_goal_where_it_can_be_one(desk: Desk, anchor: QPushButton) -> None:
    went: list[tuple[str, object]] = []
    desk.asked_to_go.connect(lambda page, record: went.append((page, record)))
    body = opened(desk, anchor, "win_rate").findChild(Body)
    assert body is not None
    assert body.goal is not None
    body.goal.click()
    assert went == [("goals", "new:win_rate")]
    as_it_stands = opened(desk, anchor, "weighted_pipeline").findChild(Body)
    assert as_it_stands is not None
    assert as_it_stands.goal is None
    assert goal.asked("revenue", {"source": "fair"}) == "new:revenue:source:fair"
    assert goal.asked("revenue", {"source": ""}) == ""  # what nobody named


def test_a_figure_without_data_says_so(desk: Desk, anchor: QPushButton) -> None:
    panel = opened(desk, anchor, "csat")
    assert "no data" in panel.accessibleName()
    body = panel.findChild(Body)
    assert body is not None
    assert body.links == []
    panel.leave()


def test_a_period_is_told_in_words() -> None:
    now = date(2026, 11, 22)
    assert period_words(YEAR, now) == "this year"
    assert period_words(Period(date(2026, 10, 1), date(2026, 11, 1)), now) == "last month"
    assert period_words(Period(date(2026, 3, 2), date(2026, 3, 5)), now) == "2 Mar to 4 Mar"


def test_it_closes_when_a_key_leads_away_from_what_it_explains(desk: Desk, anchor: QPushButton) -> None:
    panel = opened(desk, anchor, "win_rate")
    assert panel.isVisible()
    anchor.hide()
    assert not panel.isVisible()
