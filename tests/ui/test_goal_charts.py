"""Charts of goals: the timeline with what is reached on the way, and steps on a course."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.figures.commission import Tier
from salesdesk.domain.goals import Goal
from salesdesk.domain.values import Money
from salesdesk.services import commissions, deals, goals
from salesdesk.services.commissions import PlanDraft
from salesdesk.services.deals import DealDraft, Won
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goal_progress import Progress, of
from salesdesk.services.goals import GoalDraft
from salesdesk.ui.charts.chart import Chart
from salesdesk.ui.charts.drawing import Box, Dot
from salesdesk.ui.charts.ink import Ink
from salesdesk.ui.charts.timeline import Mark, Stretch, Timeline
from salesdesk.ui.charts.trend import Ahead, Point, Trend
from salesdesk.ui.desk import Desk
from salesdesk.ui.goals.course import course
from salesdesk.ui.goals.reading import Shown
from salesdesk.ui.theme import DARK, LIGHT, Tokens

LONG = "Omsetning fra messen på Łódź, 108 000 kr i kvartalet"


def timeline() -> Timeline:
    marks = (  # the last one lies beyond what is shown
        Mark(20, reached=True),
        Mark(70, reached=False),
        Mark(400, reached=False),
    )
    stretches = (
        Stretch(
            LONG,
            0,
            92,
            "warm",
            "Behind: 84 250 of 108 000 kr",
            (LONG, "Behind"),
            "1 Oct – 31 Dec",
            marks=marks,
        ),
        Stretch("Ås", 31, 61, "good", "Ahead", ("Ås", "Ahead"), level=1),
        Stretch("Wrocław", -400, 900, "secondary", "Ended", ("Wrocław", "Ended")),
    )
    months = ((0.0, "Oct"), (31.0, "Nov"), (61.0, "Dec"))
    return Timeline(("Goal", "How it stands"), stretches, (0, 92), months, 52.5, "today")


def told(desk: Desk, draft: GoalDraft) -> tuple[Progress, Trend]:
    """How a goal stands that is set now, and its course as it is drawn."""
    goal = goals.add(desk.store, draft, own="NOK")
    with desk.store.read() as reading:
        progress = of(Asking(reading, desk.store.clock, "NOK"), reading.need(Goal, goal.id))
    drawn = course(Shown(progress, "Łódź", "", None, (), None))
    assert drawn is not None
    return progress, drawn


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("size", [(400, 160), (900, 160)])
def test_stretches_stay_within_what_is_shown_and_texts_keep_apart(
    qapp: QApplication, size: tuple[int, int], tokens: Tokens
) -> None:
    box, ink = QRectF(0, 0, *size), Ink(tokens)
    sheet = timeline().laid(box, ink)
    bars = [one.box for one in sheet.shapes if isinstance(one, Box)]
    assert all(box.adjusted(-1, -1, 1, 1).contains(one) for one in bars)
    assert all(not one.box.intersects(other.box) for one, other in combinations(sheet.labels, 2))
    assert all(
        label.box.right() <= min(one.left() for one in bars) for label in sheet.labels if label.text == "Ås"
    )
    dots = {round(one.middle.x()) for one in sheet.shapes if isinstance(one, Dot)}
    assert len(dots) == 2


def test_arrows_go_from_goal_to_goal_and_enter_opens_one(qtbot: QtBot) -> None:
    chart, opened = Chart("All goals", opens=True), list[int]()
    qtbot.addWidget(chart)
    chart.resize(700, 160)
    chart.set_data(timeline())
    chart.chosen.connect(opened.append)
    chart.show()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription() == f"{LONG}, Behind: 84 250 of 108 000 kr, 1 Oct – 31 Dec"
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [1]
    assert chart.table().rows[2] == ("Wrocław", "Ended")


def test_a_step_on_the_way_is_seen_on_the_course_though_it_lies_above_all_else(qapp: QApplication) -> None:
    points = (Point("1 Nov", 10, "10"), Point("2 Nov", 20, "20"))
    ahead = (Ahead("3 Nov", 30, 25, 35, "30"),)
    box = QRectF(0, 0, 400, 120)
    made = Trend(("Day", "Leads"), points, ahead=ahead, target=40, from_zero=True, marks=((2, 90.0),))
    (ring, _hole) = (one for one in made.laid(box, Ink(LIGHT)).shapes if isinstance(one, Dot))
    assert box.contains(ring.middle)
    assert ring.middle.x() == pytest.approx(box.right() - 1)


def test_where_nobody_can_tell_yet_how_it_ends_no_way_there_is_drawn(desk: Desk) -> None:
    draft = GoalDraft(
        figure="leads", change=Decimal(80), starts_on=date(2026, 11, 22), ends_on=date(2026, 12, 31)
    )
    _progress, drawn = told(desk, draft)
    assert not drawn.ahead
    assert [one.value for one in drawn.points[1:]] == [None] * (len(drawn.points) - 1)
    assert drawn.pace[-1] == 80


def test_the_milestones_of_a_level_stand_on_its_course(desk: Desk) -> None:
    deal = deals.open_deal(desk.store, DealDraft(title="Łódź", currency="NOK"))
    deals.win(desk.store, deal.id, Won(check_ins=False))
    draft = GoalDraft(
        figure="win_rate",
        change=Decimal(90),
        starts_on=date(2026, 11, 1),
        ends_on=date(2027, 1, 1),
        milestones=((date(2026, 12, 10), Decimal(80)),),
    )
    _progress, drawn = told(desk, draft)
    ((place, value),) = drawn.marks
    assert value == 0.8
    assert (*drawn.points, *drawn.ahead)[place].label == "13 Dec"  # the last day of its week


def test_the_base_of_a_commission_is_expected_on_its_day_and_not_bit_by_bit(desk: Desk) -> None:
    tiers = (Tier(0, Decimal("0.05")),)
    commissions.set_plan(
        desk.store, PlanDraft(since=date(2026, 1, 1), base=Money(5_000_00, "NOK"), tiers=tiers)
    )
    draft = GoalDraft(
        figure="commission", change=Decimal(30_000), starts_on=date(2026, 10, 1), ends_on=date(2027, 1, 1)
    )
    progress, drawn = told(desk, draft)
    steps = [one for one in drawn.pace if one is not None]
    jumps = sum(after - before >= 5_000_00 for before, after in pairwise(steps))
    assert jumps == 2  # on 1 November and 1 December; that of October is there from the begin
    assert steps[0] >= 5_000_00
    assert round(steps[-1]) == 30_000_00
    assert progress.pace is not None
    assert progress.pace.projection is not None
    assert round(drawn.ahead[-1].value) == progress.pace.projection.value
