"""Charts: what is pointed at is told, by mouse, keyboard and as a table; a gap is a gap; texts keep apart."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from salesdesk.ui import theme
from salesdesk.ui.charts.axis import ticks
from salesdesk.ui.charts.bars import Bar, Bars
from salesdesk.ui.charts.chart import Chart
from salesdesk.ui.charts.cohorts import Cell, Cohort, Cohorts
from salesdesk.ui.charts.drawing import Area, Box, ChartData, Dot, Line, paint_chart
from salesdesk.ui.charts.funnel import Funnel, Step
from salesdesk.ui.charts.ink import Ink, contrast
from salesdesk.ui.charts.panel import ChartPanel
from salesdesk.ui.charts.ranges import Range, Ranges
from salesdesk.ui.charts.tip import paint_tip
from salesdesk.ui.charts.trend import ABOVE, Ahead, Point, Trend
from salesdesk.ui.theme import DARK, LIGHT, Tokens
from salesdesk.ui.widgets.paper import write_pages

SIZES = [(200, 90), (280, 120), (590, 220), (1000, 400)]
LONG = "Kvalifisert for markedsføring på Łódź"


def kroner(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u00a0")


def days(*values: float | None) -> Bars:
    """A bar a day, the last one strong."""
    last = len(values) - 1
    bars = (
        Bar(f"{n + 1} Sep", value, "" if value is None else f"{kroner(value)} kr", strong=n == last)
        for n, value in enumerate(values)
    )
    return Bars(("Day", "Revenue"), tuple(bars), kroner)


def trend(*values: float | None, target: float | None = 900_000) -> Trend:
    points = (Point(f"{n + 1} Nov", v, "" if v is None else kroner(v)) for n, v in enumerate(values))
    ahead = (Ahead("30 Nov", 950_000, 800_000, 1_100_000, "950 000"),)
    return Trend(("Day", "Revenue"), tuple(points), kroner, ahead, target, "900 000")


def steps() -> Funnel:
    rows = (Step(LONG, 412, "412", "12 dager"), Step("Tilbud", 61, "61", "9 dager"), Step("Vunnet", None, ""))
    return Funnel(("Step", "Prospects", "Time"), rows)


def techniques() -> Ranges:
    rows = (
        Range("Live demo", 0.44, 0.30, 0.52, "44 %", "43 deals", "30 to 52 %"),
        Range(LONG, 0.19, 0.10, 0.26, "19 %", "74 deals", "10 to 26 %", sure=False),
        Range("Ringe på Ål", None, None, None, "Too few to say", "3 deals"),
    )
    return Ranges(("Technique", "Win rate", "Range", "Deals"), rows, 0, 1, 0.31)


def cohorts(months: int = 12) -> Cohorts:
    def cells(begun: int) -> tuple[Cell, ...]:
        return tuple(Cell(1 - n / months, f"{100 - 8 * n} %", "7 of 12") for n in range(months - begun))

    rows = tuple(Cohort(f"Måned {n + 1}", f"{20 - n} customers", cells(n)) for n in range(months))
    return Cohorts(("Began in", "Customers"), tuple(f"{n} mo" for n in range(months)), rows)


KINDS = {
    "bars": days(*range(0, 46_000, 1000)),
    "four hundred bars": days(*map(float, range(400))),
    "credits": days(4000, -1500, 2500),
    "trend": trend(*range(0, 700_000, 30_000)),
    "funnel": steps(),
    "ranges": techniques(),
    "cohorts": cohorts(),
}


def shown(qtbot: QtBot, data: ChartData, size: tuple[int, int] = (600, 220)) -> Chart:
    chart = Chart("Daily sales", opens=True)
    qtbot.addWidget(chart)
    chart.resize(*size)
    chart.set_data(data)
    chart.show()
    return chart


def point_at(chart: Chart, place: int) -> None:
    spot = chart.sheet().spots[place]
    assert spot is not None
    QTest.mouseMove(chart, spot.zone.center().toPoint())


def press(chart: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(chart, key)


def with_keyboard(chart: Chart) -> Chart:
    chart.activateWindow()
    QApplication.processEvents()
    chart.clearFocus()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    return chart


def test_pointing_at_a_bar_tells_it_and_a_click_opens_that_one(qtbot: QtBot) -> None:
    chart, opened = shown(qtbot, days(100, 250, None, 400)), list[int]()
    chart.chosen.connect(opened.append)

    told: list[str] = []
    for place in range(4):
        point_at(chart, place)
        spot = chart.spot()
        told.append(spot.told() if spot else "")
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.rect().center())

    assert told == ["1 Sep, 100 kr", "2 Sep, 250 kr", "3 Sep, no data", "4 Sep, 400 kr"]
    assert opened == [chart.sheet().at(QPointF(chart.rect().center()))]


def test_arrows_move_over_the_days_from_the_newest_and_enter_opens_one(qtbot: QtBot) -> None:
    chart, opened = with_keyboard(shown(qtbot, days(100, 250, 300, 400))), list[int]()
    chart.chosen.connect(opened.append)

    assert chart.place() == 3
    press(chart, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert chart.accessibleDescription() == "2 Sep, 250 kr"
    press(chart, Qt.Key.Key_Home, Qt.Key.Key_Return)

    assert opened == [1, 0]


def test_arrows_go_down_rows_and_both_ways_over_a_grid_up_to_the_time_that_has_not_come(qtbot: QtBot) -> None:
    rows = with_keyboard(shown(qtbot, steps()))
    press(rows, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert rows.accessibleDescription() == "Tilbud, 61, 9 dager"

    grid = with_keyboard(shown(qtbot, cohorts(3)))
    press(grid, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down)

    assert grid.accessibleDescription() == "Måned 2, 1 mo, 92 %, 7 of 12"
    assert grid.place() == 4


def test_a_day_without_data_is_a_gap_and_a_day_without_sales_is_not(qapp: QApplication) -> None:
    box, ink = QRectF(0, 0, 600, 220), Ink(LIGHT)

    bars = days(100, None, 0, 400)
    drawn = [shape for shape in bars.laid(box, ink).shapes if isinstance(shape, Box)]
    line = [
        shape
        for shape in trend(1, 2, None, 4, 5, None, 7, target=None).laid(box, ink).shapes
        if isinstance(shape, Line | Dot) and shape.color == ink.color("accent")
    ]

    assert len(drawn) == 2
    assert [row[1] for row in bars.table().rows] == ["100 kr", "no data", "0 kr", "400 kr"]
    runs = [len(shape.points) for shape in line if isinstance(shape, Line) and not shape.dash]
    assert runs == [2, 2]
    assert sum(isinstance(shape, Dot) for shape in line) == 1  # a day alone between two gaps


def test_credits_hang_below_zero_and_the_current_bar_is_the_strong_one(qapp: QApplication) -> None:
    ink = Ink(LIGHT)
    first, credit, current = (
        shape
        for shape in days(4000, -1500, 2500).laid(QRectF(0, 0, 600, 220), ink).shapes
        if isinstance(shape, Box)
    )

    assert credit.box.top() == pytest.approx(first.box.bottom())
    assert credit.box.height() / first.box.height() == pytest.approx(1500 / 4000)
    assert current.color == QColor(LIGHT.accent)
    assert first.color == credit.color != current.color


def test_where_it_is_going_to_land_begins_where_the_line_ends(qapp: QApplication) -> None:
    shapes = trend(100_000, 200_000, None).laid(QRectF(0, 0, 600, 220), Ink(LIGHT)).shapes
    line = next(shape for shape in shapes if isinstance(shape, Line) and shape.width == 2)
    band = next(shape for shape in shapes if isinstance(shape, Area))
    to_come = next(shape for shape in shapes if isinstance(shape, Line) and shape.dash)

    assert band.points[0] == to_come.points[0] == line.points[-1]
    assert band.points[1].y() < to_come.points[1].y() < band.points[2].y()


def test_a_level_goal_shows_the_side_on_which_all_is_well(qapp: QApplication) -> None:
    points = tuple(Point(f"{n} Nov", value, f"{value} %") for n, value in enumerate((31, 30, 32)))
    box, ink = QRectF(0, 0, 340, 90), Ink(LIGHT)
    sheet = Trend(("Day", "Win rate"), points, target=36, good=ABOVE).laid(box, ink)
    well = next(shape for shape in sheet.shapes if isinstance(shape, Box))
    target = next(
        shape for shape in sheet.shapes if isinstance(shape, Line) and shape.color == ink.color("good", 0.6)
    )

    assert well.box.bottom() == pytest.approx(target.points[0].y())
    assert well.box.height() > 0
    assert all(spot and spot.mark.top() > well.box.bottom() for spot in sheet.spots)


def test_the_table_says_what_the_chart_says(qtbot: QtBot) -> None:
    for data in KINDS.values():
        table, spots = data.table(), shown(qtbot, data).sheet().spots
        assert all(len(row) == len(table.header) for row in table.rows)
        for number, row in enumerate(table.rows):
            for column in range(1, len(row) if table.across else 2):
                spot = spots[table.place(number, column)]
                assert row[column] == (spot.shown if spot else "")


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12), st.integers(2, 8), st.booleans())
def test_ticks_cover_the_data_evenly_and_are_few(low: float, span: float, most: int, whole: bool) -> None:  # noqa: FBT001
    marks = ticks(low, low + span, most, whole=whole)

    assert marks[0] <= low
    assert marks[-1] >= low + span
    assert 2 <= len(marks) <= 2 * most + 1
    assert all(one < other for one, other in pairwise(marks))
    assert not whole or all(mark == int(mark) for mark in marks)


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_lies_on_another_or_sticks_out_at_any_size(qapp: QApplication, kind: str) -> None:
    for size in SIZES:
        box = QRectF(0, 0, *size)
        labels = KINDS[kind].laid(box, Ink(LIGHT)).labels

        assert labels
        assert [(a.text, b.text) for a, b in combinations(labels, 2) if a.box.intersects(b.box)] == []
        assert [one.text for one in labels if not box.adjusted(-1, -1, 1, 1).contains(one.box)] == []
        assert [one.text for one in labels if one.type.width(one.text) > one.box.width() + 2] == []


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
def test_the_text_of_each_cell_can_be_read_on_its_ground(qapp: QApplication, chosen: Tokens) -> None:
    ink = Ink(chosen)
    grounds = [ink.tint(step / 100) for step in range(101)] + [ink.color("faint")]

    assert min(contrast(ground, ink.readable(ground)) for ground in grounds) >= 4.5
    depths = [contrast(ground, ink.color("panel")) for ground in grounds[:-1]]
    assert depths == sorted(depths)


def test_a_chart_follows_a_switch_between_light_and_dark(qapp: QApplication, qtbot: QtBot) -> None:
    chart = shown(qtbot, days(100, 200))
    spot = chart.sheet().spots[1]
    assert spot is not None
    middle = spot.mark.center().toPoint()
    try:
        light = chart.grab().toImage().pixelColor(middle)
        theme.apply(qapp, "dark")
        dark = chart.grab().toImage().pixelColor(middle)
    finally:
        theme.apply(qapp, "light")

    assert (light, dark) == (QColor(LIGHT.accent), QColor(DARK.accent))


def test_each_of_four_hundred_days_can_be_reached_in_a_card(qtbot: QtBot) -> None:
    chart = with_keyboard(shown(qtbot, KINDS["four hundred bars"], (200, 90)))
    press(chart, *[Qt.Key.Key_Left] * 399)

    assert not chart.grab().isNull()
    assert chart.place() == 0


def test_what_a_point_says_is_painted_within_the_chart_letter_by_letter(qtbot: QtBot) -> None:
    name = "<b>Skål</b> og <img src='x'> fra Łódź til Đà Nẵng, en ganske lang vei"
    chart = shown(qtbot, Bars(("Day", "Revenue"), (Bar(name, 5, "5"), Bar("2 Sep", 3, "3"))), (200, 90))
    point_at(chart, 0)
    spot = chart.spot()
    assert spot is not None
    picture = QImage(chart.size(), QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    where = paint_tip(painter, QRectF(chart.rect()), spot, Ink(LIGHT))
    painter.end()

    assert QRectF(chart.rect()).contains(where)
    assert chart.toolTip() == ""
    assert spot.label == name


def test_a_chart_without_data_says_so_and_is_passed_over_by_tab(qtbot: QtBot) -> None:
    chart = Chart("Losses", nothing="No deal was lost in this time.")
    qtbot.addWidget(chart)
    chart.set_data(days(None, None))
    chart.show()

    assert chart.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert chart.accessibleDescription() == "No deal was lost in this time."
    assert not chart.grab().isNull()
    chart.set_data(days(1, 2))
    assert chart.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_any_chart_is_changed_for_its_table_and_the_keyboard_goes_along(
    qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    window, panel, opened = QWidget(), ChartPanel("Kept customers"), list[int]()
    column = QVBoxLayout(window)
    column.addWidget(panel.switch)
    column.addWidget(panel)
    qtbot.addWidget(window)
    window.show()
    panel.chosen.connect(opened.append)
    panel.set_data(cohorts(4))
    with_keyboard(panel.chart)

    panel.show_table(on=True)
    qtmodeltester.check(panel.values.values)
    assert panel.values.hasFocus()
    press(panel.values, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert panel.switch.accessibleName() == "Show Kept customers as a chart"
    QTest.mouseClick(panel.switch, Qt.MouseButton.LeftButton)

    assert opened == [5]  # the second row, its second month
    assert panel.chart.isVisible()


def test_the_same_chart_goes_on_paper(qapp: QApplication, tmp_path: Path) -> None:
    def page(painter: QPainter) -> None:
        for place, data in enumerate(KINDS.values()):
            where = QRectF(500, 400 + 1050 * place, 4900, 1000)
            paint_chart(painter, where, data, unit=7.5)

    write_pages(tmp_path / "insights.pdf", [page], title="Insights")
    picture = QImage(1200, 440, QImage.Format.Format_RGB32)
    picture.fill(QColor(LIGHT.panel))
    painter = QPainter(picture)
    paint_chart(painter, QRectF(0, 0, 1200, 440), days(100, 200), unit=2)
    painter.end()

    assert (tmp_path / "insights.pdf").read_bytes().startswith(b"%PDF")
    spot = days(100, 200).laid(QRectF(0, 0, 600, 220), Ink(LIGHT)).spots[1]
    assert spot is not None
    assert picture.pixelColor((spot.mark.center() * 2).toPoint()) == QColor(LIGHT.accent)
