"""The insights page: one period for all cards, charts as tables, an empty store, and all of it on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from salesdesk.services import deals, insights
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.insight_periods import AGAINST, PERIODS, Choice
from salesdesk.ui.charts.bars import Bar, Bars
from salesdesk.ui.charts.drawing import Table
from salesdesk.ui.desk import Desk
from salesdesk.ui.figures.working import WorkingPanel
from salesdesk.ui.insights import head, sheet
from salesdesk.ui.insights.page import InsightsPage
from salesdesk.ui.insights.sections import SECTIONS, Section
from salesdesk.ui.insights.told import Told
from salesdesk.ui.widgets.marks import SIDE
from salesdesk.ui.widgets.paper import HIGH, WIDE
from tests.factories import StandingClock, capture
from tests.ui.driving import settled

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def shown(desk: Desk, qtbot: QtBot) -> InsightsPage:
    page = InsightsPage(desk)
    qtbot.addWidget(page)
    page.resize(1230, 800)
    page.show()
    read(page)
    return page


def read(page: InsightsPage) -> None:
    """Waits until the last card was read: each begins when the one before it is shown."""
    for _card in range(len(page.cards) + 2):
        settled()


def told(page: InsightsPage, slug: str) -> list[tuple[str, ...]]:
    card = page.cards[slug].told
    table = card.table or (card.chart.table() if card.chart is not None else None)
    return list(table.rows) if table else []


def sell(desk: Desk, day: int, minor: int, *, month: int = 11, won: bool = True) -> None:
    clock = desk.store.clock
    assert isinstance(clock, StandingClock)
    then, clock.at = clock.at, datetime(2026, month, day, 9, tzinfo=UTC)
    line = LineDraft(name="Skål", net_minor=minor, cost_minor=minor // 2)
    made = deals.open_deal(desk.store, DealDraft(title="Łódź", currency="NOK", lines=(line,)))
    if won:
        deals.win(desk.store, made.id, Won(technique="Vareprøve på Ås"))
    else:
        deals.lose(desk.store, made.id, Lost(cause="price"))
    clock.at = then


def test_an_empty_store_says_what_would_be_here_and_offers_to_capture_someone(
    desk: Desk, qtbot: QtBot
) -> None:
    page = shown(desk, qtbot)
    gone: list[str] = []
    desk.asked_to_go.connect(lambda slug, _record: gone.append(slug))
    assert page.loaded
    assert page.main_command() is None
    QTest.keyClick(_act(page), Qt.Key.Key_Return)
    assert gone == ["capture"]
    capture(desk.store, "Ørjan Åsen")
    desk.refresh.look()
    QTest.qWait(80)
    read(page)
    assert page.main_command() is not None
    assert [row[1] for row in told(page, "funnel")] == ["1", "0", "0", "0", "0"]


def _act(page: InsightsPage) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.isVisible() and "Capture" in one.text())


def test_the_period_is_chosen_once_for_all_cards_and_kept_over_a_restart(desk: Desk, qtbot: QtBot) -> None:
    sell(desk, 3, 250_000)
    sell(desk, 5, 200_000, month=10)
    sell(desk, 4, 70_000, won=False)
    page = shown(desk, qtbot)
    assert [row[1] for row in told(page, "sales") if row[1] != "0 NOK"] == ["2,000 NOK", "2,500 NOK"]
    page.bar.take(Choice("month"))
    read(page)
    sales = told(page, "sales")
    assert len(sales) == 22  # a day each, up to today
    assert [row[1] for row in sales if "2,500" in row[1]]
    assert [row[2] for row in sales if "2,000" in row[2]]  # beside it, what October was
    assert told(page, "losses") == [("Price", "1", "700 NOK")]
    assert told(page, "techniques")[0][:2] == ("Vareprøve på Ås", "too few to say")
    other = InsightsPage(desk)
    qtbot.addWidget(other)
    other.restore(page.state())
    assert other.bar.choice() == Choice("month")


def test_a_newer_choice_is_what_is_shown_whatever_was_asked_before(desk: Desk, qtbot: QtBot) -> None:
    sell(desk, 3, 250_000)
    sell(desk, 5, 200_000, month=10)
    page = shown(desk, qtbot)
    page.bar.take(Choice("month"))
    page.bar.take(Choice("last-month", "nothing"))
    read(page)
    assert len(told(page, "sales")) == 31
    assert {len(row) for row in told(page, "sales")} == {2}


def test_own_days_are_kept_with_the_earlier_one_first(desk: Desk, qtbot: QtBot) -> None:
    choice = Choice().with_days(date(2026, 5, 9), date(2026, 5, 1))
    assert (choice.first, choice.last) == (date(2026, 5, 1), date(2026, 5, 9))
    assert head.restored(head.kept(choice)) == choice
    assert head.restored({"period": "own", "days": ["soon", 3]}) == Choice()
    assert (set(head.PERIODS), set(head.AGAINST)) == (set(PERIODS), set(AGAINST))
    page = shown(desk, qtbot)
    page.bar.take(choice)
    assert "2026" in page.bar.first.accessibleName()


def test_one_sale_is_too_few_to_say_and_not_nobody(desk: Desk, qtbot: QtBot) -> None:
    who = capture(desk.store, "Åse Łoś").prospect
    line = LineDraft(name="Skål", net_minor=100_000)
    made = deals.open_deal(desk.store, DealDraft(title="Đ", currency="NOK", lines=(line,), prospect=who))
    deals.win(desk.store, made.id, Won(check_ins=False))
    page = shown(desk, qtbot)
    for slug, said in (("again", "too early to say"), ("served", "Too few to say")):
        assert page.cards[slug].told.is_empty()
        panel = page.cards[slug].panel
        assert panel is not None
        assert said in panel.chart.accessibleDescription()


def test_a_chart_is_shown_as_a_table_and_all_goes_on_paper(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    for day in range(2, 9):
        sell(desk, day, 100_000 * day)
    page = shown(desk, qtbot)
    card = page.cards["sales"]
    assert card.panel is not None
    card.panel.switch.click()
    assert card.panel.is_table()
    assert page.tiles.tiles["sales"].accessibleName().startswith("Sales: 7.")
    assert set(page.tiles.tiles) == set(insights.KEY_FIGURES)
    QTest.keyClick(page.tiles.tiles["sales"], Qt.Key.Key_Return)
    settled()
    panel = page.window().findChild(WorkingPanel)
    assert panel is not None
    assert panel.accessibleName().startswith("Sales, this year. 7")
    panel.leave()
    card.panel.chosen.emit(len(card.told.days) - 1)  # the last week alone
    settled()
    told_of = [one.accessibleName() for one in page.window().findChildren(WorkingPanel)]
    assert told_of[-1].startswith("Revenue, ")
    assert "this year" not in told_of[-1]
    file = tmp_path / "innsikt på ærlig.pdf"
    page.write(file)
    settled()
    assert file.read_bytes().startswith(b"%PDF")
    assert len({one.slug for one in SECTIONS}) == len(page.cards)


def test_a_tile_a_card_and_a_row_of_it_each_become_a_goal(desk: Desk, qtbot: QtBot) -> None:
    sell(desk, 3, 250_000)
    page = shown(desk, qtbot)
    asked: list[tuple[str, object]] = []
    desk.asked_to_go.connect(lambda slug, record: asked.append((slug, record)))
    button = page.cards["funnel"].goal
    assert button is not None
    button.click()
    assert page.cards["losses"].goal is None
    page.activateWindow()
    page.tiles.tiles["win_rate"].setFocus()
    QTest.keyClick(page.tiles.tiles["win_rate"], Qt.Key.Key_G, CONTROL_SHIFT)
    card = page.cards["techniques"]
    assert card.panel is not None
    card.panel.switch.click()
    card.panel.values.setFocus()
    at = card.panel.values.mapToGlobal(QPoint(4, 4))
    QApplication.sendEvent(card, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), at))
    assert card.menu is not None
    card.menu.actions()[0].trigger()
    card.menu.close()
    assert asked == [
        ("goals", "new:lead_conversion"),
        ("goals", "new:win_rate"),
        ("goals", "new:win_rate:technique:Vareprøve på Ås"),
    ]


def test_each_page_on_paper_has_its_heading_and_no_card_is_cut_in_two(desk: Desk) -> None:
    bars = Bars(("Month", "Sales"), tuple(Bar(f"Måned {n}", n, str(n)) for n in range(9)), str)
    told: list[tuple[Section, Told]] = []
    for place, rows in enumerate((14, 3, 20, 9, 31, 60)):
        table = Table(("Kilde", "Sum"), tuple((f"{place} Łódź {row}", "1") for row in range(rows)))
        told.append((Section(f"t{place}", f"Table {place}", lambda _view: Told(), ""), Told(table=table)))
        told.append(
            (Section(f"c{place}", f"Chart {place}", lambda _view: Told(), ""), Told("", bars, foot="Ås"))
        )
    pages = sheet.laid(["2026"], [], told)
    texts = [[mark.text for mark in one.page.marks] for one in pages]
    assert len(pages) > 3
    assert all(
        "Insights" in found[0] or any(text.startswith("Insights · 2026") for text in found) for found in texts
    )
    for place, rows in enumerate((14, 3, 20, 9, 31)):
        at = next(found for found in texts if f"Table {place}" in found)
        assert [f"{place} Łódź {row}" in at for row in range(rows)] == [True] * rows
    assert (
        sum("Kilde" in found for found in texts[-3:]) >= 2
    )  # one longer than a page goes on, under its header
    for one in pages:
        boxes = [mark.box for mark in one.page.marks if mark.text] + [where for where, _data in one.charts]
        assert all(box.bottom() <= HIGH - 300 and box.right() <= WIDE - SIDE + 1 for box in boxes)
    assert sum(len(one.charts) for one in pages) == 6
