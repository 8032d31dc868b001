"""The form that sets a goal, as a seller fills it: few inputs, told beside it what it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from salesdesk.domain.goals import Goal
from salesdesk.errors import UserError
from salesdesk.services import changes, demo, goal_form, goal_progress, goals
from salesdesk.services.goal_measuring import Asking
from salesdesk.ui.desk import Desk
from salesdesk.ui.goals import form_when as when
from salesdesk.ui.goals.form import GoalForm
from salesdesk.ui.widgets.facts import Choice
from tests.ui.driving import settled

MOST = 15  # inputs that setting a goal may take


class Hands:
    """What a seller does, counted: a click, a chosen item, a typed field."""

    def __init__(self, form: GoalForm, qtbot: QtBot) -> None:
        self.form, self.fields, self._qtbot = form, form.fields, qtbot
        self.inputs = 0
        self.kept: list[UUID] = []
        form.goal_set.connect(self.kept.append)

    def click(self, what: QAbstractButton) -> None:
        self.inputs += 1
        what.click()

    def choose(self, choice: Choice, value: str) -> None:
        self.inputs += 1
        place = choice.findData(value)
        assert place >= 0, value
        choice.setCurrentIndex(place)
        choice.activated.emit(place)

    def type(self, edit: QLineEdit, text: str) -> None:
        self.inputs += 1
        edit.setText(text)

    def figure(self, ident: str) -> None:
        self.click(self.fields.chips.chips[ident])

    def way(self, how: str) -> None:
        self.click(
            self.fields.amount.how.findChildren(QAbstractButton)[
                ("points", "relative", "absolute").index(how)
            ]
        )

    def item(self, link: QAbstractButton, text: str) -> None:
        """Opens the menu of a link, and takes one of its words."""
        self.click(link)
        (menu,) = [one for one in link.findChildren(QMenu) if one.isVisible()]
        (action,) = [one for one in menu.actions() if one.text() == text]
        self.inputs += 1
        action.trigger()
        menu.close()

    def stand(self, text: str) -> None:
        self.item(self.fields.amount.baseline, "A number of my own")
        self.type(self.fields.amount.own, text)

    def waits(self) -> None:
        """Until all is told of what was typed."""
        self._qtbot.waitUntil(self.form.ready, timeout=5000)

    def set(self) -> UUID:
        self.click(self.fields.set_button)
        self._qtbot.waitUntil(lambda: bool(self.kept), timeout=5000)
        return self.kept[-1]


@pytest.fixture
def hands(desk: Desk, qtbot: QtBot) -> Iterator[Hands]:
    form = GoalForm(desk)
    qtbot.addWidget(form)
    form.resize(1232, 824)
    form.show()
    settled()
    yield Hands(form, qtbot)
    form.hide()
    settled()


def goal(desk: Desk, ident: UUID) -> Goal:
    with desk.store.read() as reading:
        return reading.need(Goal, ident)


def shorter_cycle(hands: Hands) -> None:
    hands.figure("cycle_time")
    hands.type(hands.fields.amount.by, "3")


def hour_a_day(hands: Hands) -> None:
    hands.figure("prospecting_time")
    hands.choose(hands.fields.again, "day")
    hands.type(hands.fields.amount.by, "60")


def win_rate(hands: Hands) -> None:
    hands.figure("win_rate")
    hands.choose(hands.fields.when, when.NEXT_QUARTER)
    hands.type(hands.fields.amount.by, "5")


def revenue(hands: Hands) -> None:
    hands.figure("revenue")
    hands.choose(hands.fields.again, "month")
    hands.type(hands.fields.amount.by, "9")
    hands.click(hands.fields.amount.compounds)


def discounts(hands: Hands) -> None:
    hands.figure("discounts.share")
    hands.type(hands.fields.amount.by, "10")


def cost(hands: Hands) -> None:
    hands.figure("acquisition_cost")
    hands.way("relative")
    hands.way("relative")
    hands.stand("600")
    hands.type(hands.fields.amount.by, "15")


def keeping(hands: Hands) -> None:
    hands.figure("retention")
    hands.choose(hands.fields.when, when.REST)
    hands.way("relative")
    hands.stand("60")
    hands.type(hands.fields.amount.by, "30")


def losing(hands: Hands) -> None:
    hands.figure("churn")
    hands.choose(hands.fields.when, when.TWO_QUARTERS)
    hands.stand("20")
    hands.type(hands.fields.amount.by, "3")


def review(hands: Hands) -> None:
    hands.figure("reviews")
    hands.choose(hands.fields.again, "week")
    hands.type(hands.fields.amount.by, "1")


# what sellers set most → how it is filled, and what is kept of it: figure, way, change, repeats, compounding, target
NINE: list[tuple[Callable[[Hands], None], tuple[Any, ...]]] = [
    (shorter_cycle, ("cycle_time", "points", -3, "", 0, None)),
    (hour_a_day, ("prospecting_time", "absolute", 60, "day", 0, 60)),
    (win_rate, ("win_rate", "points", 5, "", 0, None)),
    (revenue, ("revenue", "relative", 9, "month", 1, None)),
    (discounts, ("discounts.share", "points", -10, "", 0, None)),
    (cost, ("acquisition_cost", "relative", -15, "", 0, 510)),
    (keeping, ("retention", "relative", 30, "", 0, 78)),
    (losing, ("churn", "points", -3, "", 0, 17)),
    (review, ("reviews", "absolute", 1, "week", 0, 1)),
]


def test_the_nine_goals_sellers_set_most_take_few_inputs_and_are_tracked(desk: Desk, hands: Hands) -> None:
    demo.fill(desk.store, prospects=150, seed=5, region="NO")
    taken: dict[str, int] = {}
    for fill, kept in NINE:
        hands.inputs, hands.kept[:] = 0, []
        fill(hands)
        hands.type(hands.fields.why, "Færre turer for ingenting")
        hands.type(hands.fields.reward, "Helg i Bergen")
        made = goal(desk, hands.set())
        taken[made.figure] = hands.inputs
        said = (made.figure, made.how, made.change, made.repeats, made.compounds)
        assert said == kept[:5]
        assert kept[5] is None or made.target == kept[5]
        assert (made.why, made.reward) == ("Færre turer for ingenting", "Helg i Bergen")
    assert max(taken.values()) <= MOST, taken
    with desk.store.read() as reading:
        asking = Asking(reading, desk.clock, "NOK", "NO")
        mine = [one for one in goals.all_of(reading) if one.reward == "Helg i Bergen"]
        standing = {one.figure: goal_progress.of(asking, one).status for one in mine}
    later = {"win_rate", "churn"}
    assert {figure for figure, status in standing.items() if status == "not-begun"} == later
    assert set(standing) == {kept[0] for _fill, kept in NINE}


def test_a_number_is_worked_out_both_ways_and_the_newest_is_told(hands: Hands) -> None:
    hands.figure("win_rate")
    hands.stand("31")
    hands.type(hands.fields.amount.by, "4")
    hands.type(hands.fields.amount.by, "5")
    hands.waits()
    parts = [one.text() for one in hands.fields.amount.how.findChildren(QAbstractButton)]
    assert parts[:2] == ["points: 31 → 36 %", "per cent: 31 → 32.6 %"]
    assert hands.fields.amount.baseline.text() == "Baseline 31 %, in my own words"
    assert hands.form.takes.lines()[0] == ("Win rate", "31 → 36 %")


def test_amounts_that_need_more_room_than_there_is_are_told_of_the_chosen_way_alone(hands: Hands) -> None:
    hands.form.resize(816, 564)
    hands.figure("revenue")
    hands.stand("1234567890")
    hands.type(hands.fields.amount.by, "9")
    hands.waits()
    settled()
    parts = [one.text() for one in hands.fields.amount.how.findChildren(QAbstractButton)]
    assert parts[0] == "amount"
    assert "1,345,679,000" in parts[1]
    assert hands.fields.geometry().right() <= 816


def test_enter_sets_it_and_it_is_taken_back_by_undo(desk: Desk, hands: Hands, qtbot: QtBot) -> None:
    said: list[tuple[Any, ...]] = []
    desk.said.connect(lambda *told: said.append(told))
    hands.figure("leads")
    hands.type(hands.fields.amount.by, "40")
    qtbot.keyClick(hands.fields.amount.by, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(hands.kept), timeout=5000)
    made = goal(desk, hands.kept[0])
    assert (made.figure, made.target) == ("leads", Decimal(40))
    assert said[-1][:2] == ("The goal is set", True)
    assert not hands.form.is_half_typed()
    changes.undo(desk.store)
    with desk.store.read() as reading:
        assert not goals.all_of(reading)


def test_escape_lets_go_of_what_was_typed(hands: Hands, qtbot: QtBot) -> None:
    hands.type(hands.fields.why, "Østers")
    assert hands.form.is_half_typed()
    with qtbot.waitSignal(hands.form.cancelled):
        qtbot.keyClick(hands.fields.why, Qt.Key.Key_Escape)
    assert not hands.form.is_half_typed()


def test_what_cannot_be_set_is_said_beside_its_field_and_nothing_is_set(desk: Desk, hands: Hands) -> None:
    hands.figure("win_rate")
    hands.click(hands.fields.set_button)
    hands.waits()
    assert "by how much" in hands.fields.amount.field.trouble()
    said = hands.fields.amount.field.said_below()
    assert (
        said.width() == hands.fields.amount.width()
    )  # not under the narrow number alone, where it was cut off
    hands.type(hands.fields.amount.by, "mange")
    hands.click(hands.fields.set_button)
    hands.waits()
    assert "not a number" in hands.fields.amount.field.trouble()
    hands.type(hands.fields.amount.by, "5")
    hands.click(hands.fields.set_button)
    hands.waits()
    told = hands.fields.amount.field.trouble()
    assert "no data before it" in told
    assert "--" not in told
    hands.choose(hands.fields.when, when.OWN)
    hands.type(hands.fields.last, "en gang")
    hands.click(hands.fields.set_button)
    hands.waits()
    assert hands.fields.last_field.is_refused()
    assert not hands.kept
    with desk.store.read() as reading:
        assert not goals.all_of(reading)


def test_it_begins_with_the_figure_and_the_part_that_it_was_asked_for(desk: Desk, hands: Hands) -> None:
    hands.form.begin("leads", scope="source", scope_value="fair")
    hands.waits()
    settled()
    hands.type(hands.fields.amount.by, "80")
    made = goal(desk, hands.set())
    assert (made.figure, made.scope, made.scope_value) == ("leads", "source", "fair")


def test_every_other_figure_is_offered_that_can_be_a_goal(hands: Hands) -> None:
    hands.item(hands.fields.chips.other, "Would recommend")
    assert hands.fields.chips.figure() == "nps"
    assert hands.fields.chips.other.isChecked()
    others = {ident for ident, _title in hands.fields.chips.others()}
    assert "weighted_pipeline" not in others


def test_milestones_and_the_larger_goal_are_kept_with_it(desk: Desk, hands: Hands) -> None:
    hands.figure("leads")
    hands.type(hands.fields.amount.by, "400")
    larger = hands.set()
    hands.kept.clear()
    hands.figure("leads")
    settled()
    hands.choose(hands.fields.more.parent_choice, larger.hex)
    hands.type(hands.fields.amount.by, "100")
    hands.click(hands.fields.more.add)
    step = hands.fields.more.steps[0]
    hands.type(step.value, "35")
    hands.click(hands.fields.set_button)
    hands.waits()
    assert step.fields[0].is_refused()
    hands.type(step.day, "15 Feb")
    hands.click(hands.fields.set_button)
    hands.waits()
    assert "lies within the goal" in step.fields[0].trouble()
    hands.type(step.day, "15 Dec")
    made = goal(desk, hands.set())
    assert made.parent == larger
    with desk.store.read() as reading:
        (kept,) = goals.milestones(reading, made.id)
    assert kept.value == Decimal(35)


def test_the_form_folds_and_never_scrolls_sideways(hands: Hands) -> None:
    for width, beside in ((1232, True), (964, False)):
        hands.form.resize(width, 560)
        settled()
        takes, fields = hands.form.takes.geometry(), hands.fields.geometry()
        assert (takes.top() < fields.bottom()) is beside
        assert max(takes.right(), fields.right()) <= width


def test_what_is_typed_after_enter_is_not_set_by_it(desk: Desk, qtbot: QtBot) -> None:
    form = GoalForm(desk)
    qtbot.addWidget(form)
    form.show()
    form.begin("revenue")
    form.fields.amount.how.choose("absolute")
    settled()
    qtbot.waitUntil(form.ready)
    kept: list[object] = []
    form.goal_set.connect(kept.append)
    for text in ("5", "5x", "500"):
        form.fields.amount.by.setText(text)
        if text == "5":
            form.set()  # waits for what it takes
        else:
            qtbot.wait(400)
            settled()
    qtbot.waitUntil(form.ready)
    assert kept == []
    form.set()
    qtbot.waitUntil(lambda: bool(kept))


def test_after_a_reading_that_failed_the_trouble_is_told_and_set_works_again(
    desk: Desk, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_asked: object) -> None:
        raise UserError("Disken på Ås svarer ikke.")

    said: list[str] = []
    desk.said.connect(lambda text, *_more: said.append(text))
    hands.figure("leads")
    hands.waits()
    with monkeypatch.context() as broken:
        broken.setattr(goal_form, "look", fails)
        hands.type(hands.fields.amount.by, "40")
        hands.click(hands.fields.set_button)
        hands.waits()
    assert said == ["Disken på Ås svarer ikke."]
    assert not hands.kept
    assert goal(desk, hands.set()).target == Decimal(40)
