"""A goal in the real window: it is behind, the seller sees why, acts, sets it anew with a reason, meets it, and takes
the reward."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from salesdesk.domain.followups import FollowUp
from salesdesk.domain.goals import Goal, Revision
from salesdesk.services import checks, deals, followups, goals
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.goals import GoalDraft
from salesdesk.store.database import Store
from salesdesk.ui.studio import CONTROL
from salesdesk.ui.today.page import TodayPage
from tests.e2e.hands import Hands
from tests.e2e.sale_day import deal, kept
from tests.factories import StandingClock, capture

TITLE, NAME, REWARD = "Bát gốm til Øst", "Sixty in November", "A weekend in Tromsø"
OPEN = "Trays for Łódź"


def sold(store: Store, clock: StandingClock, day: datetime, kroner: int, **said: Any) -> None:
    clock.at = day
    line = LineDraft(name="Oak tray", quantity=Decimal(1), net_minor=kroner * 100)
    made = deals.open_deal(store, DealDraft(title=TITLE, currency="NOK", lines=(line,), **said))
    deals.win(store, made.id, Won(at=day, check_ins=False))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """40 000 kr sold in October, 20 000 up to 22 November of the 60 000 that were meant; someone waits for a call."""
    clock = StandingClock()
    now = clock.at
    with Store.open(tmp_path / "store.db", clock) as store:
        clock.at = datetime(2026, 9, 1, 8, tzinfo=UTC)
        met = capture(store, "Łukasz Żak", company="Drewno Plus")
        who = met.prospect
        assert met.follow_up
        followups.move(store, met.follow_up, date(2026, 11, 20), None)
        sold(store, clock, datetime(2026, 10, 6, 12, tzinfo=UTC), 40_000, prospect=who)
        sold(store, clock, datetime(2026, 11, 3, 12, tzinfo=UTC), 20_000, prospect=who)
        clock.at = datetime(2026, 11, 9, 12, tzinfo=UTC)
        lost = deals.open_deal(store, DealDraft(title="Ærfugl", currency="NOK", prospect=who))
        deals.lose(store, lost.id, Lost(at=clock.at, cause="late-follow-up"))
        line = LineDraft(name="Oak tray", quantity=Decimal(10), net_minor=1550_00)
        deals.open_deal(store, DealDraft(title=OPEN, currency="NOK", lines=(line,), prospect=who))
        draft = GoalDraft(
            figure="revenue",
            change=Decimal(60_000),
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 12, 1),
            name=NAME,
            reward=REWARD,
        )
        goals.add(store, draft, own="NOK")
        clock.at = now
    yield tmp_path
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for window in application.topLevelWidgets():
        if isValid(window) and window.isVisible():
            window.close()


def today(hands: Hands) -> TodayPage:
    """The day, once its goals are measured."""
    hands.page("today")
    page = hands.studio.window.book.front()
    assert isinstance(page, TodayPage)
    hands.studio.until(lambda: bool(page.goals.shown()))
    hands.wait()
    return page


def goals_page(hands: Hands) -> None:
    """The goals, once it is read why the one in front stands as it does."""
    hands.wait()
    assert hands.studio.window.book.slug == "goals"
    hands.studio.until(lambda: hands.reads(f"“{NAME}”"))
    hands.wait()


def see_why(hands: Hands) -> None:
    """Today says that it is behind; a click leads to why, and from there to what can be done."""
    page = today(hands)
    (told,) = page.goals.shown()
    assert told == f"{NAME}: 20,000 / 60,000 NOK, Behind. Needs 6,667 NOK a day until 30 Nov"
    QTest.mouseClick(page.goals.lines[0], Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    goals_page(hands)
    assert hands.reads(f"Why is “{NAME}” behind?")
    assert hands.reads("1 deal lost, 0 before")
    hands.tab_to("Follow up what is late")
    hands.press(Qt.Key.Key_Space)
    hands.wait()


def act(hands: Hands) -> None:
    """The call is made, and the deal won of it."""
    assert isinstance(hands.studio.window.book.front(), TodayPage)
    hands.tab_to("Follow-ups")
    hands.press(Qt.Key.Key_D)
    hands.press(Qt.Key.Key_Return)  # nothing more to plan
    hands.wait()
    assert len(kept(hands, FollowUp, FollowUp.done_at.is_not(None))) == 1
    hands.page("pipeline")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_W)
    hands.press(Qt.Key.Key_Return)
    hands.wait()
    assert deal(hands, OPEN).outcome == "won"


def set_anew(hands: Hands) -> None:
    """The target is changed, with a reason; without one it is not taken."""
    hands.page("goals")
    goals_page(hands)
    hands.press(Qt.Key.Key_E, CONTROL)
    assert hands.here() == "New target"
    hands.fill("35 000", "The hotel waits until January", after=Qt.Key.Key_Return)
    hands.wait()


def test_a_goal_behind_is_understood_acted_on_set_anew_met_and_rewarded(folder: Path) -> None:
    hands = Hands(folder)
    see_why(hands)
    act(hands)
    assert "35,500 / 60,000 NOK" in today(hands).goals.shown()[0]

    set_anew(hands)
    (revised,) = kept(hands, Revision)
    assert (revised.old, revised.new, revised.reason) == (60_000, 35_000, "The hotel waits until January")
    assert today(hands).goals.shown() == [f"{NAME}: 35,500 / 35,000 NOK, Goal met. Reward earned: {REWARD}"]

    hands.page("goals")
    goals_page(hands)
    hands.command("Take the reward")
    (goal,) = kept(hands, Goal)
    assert goal.rewarded_on == date(2026, 11, 22)
    assert checks.look_over(hands.studio.desk.store, repair=False) == []
    hands.studio.leave()

    hands = Hands(folder, hands.clock)
    for _act in range(2):  # the reward, and the other target
        hands.press(Qt.Key.Key_Z, CONTROL)
        hands.wait()
    (goal,) = kept(hands, Goal)
    assert (goal.rewarded_on, goal.target) == (None, 60_000)
    hands.studio.leave()
