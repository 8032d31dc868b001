"""Reminders: told once, when the hour comes, in the window and by the desktop."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.services import changes, followups
from salesdesk.settings import Settings
from salesdesk.store.database import Store
from salesdesk.store.watch import Watch
from salesdesk.ui.desk import Desk
from salesdesk.ui.notices import Notice
from salesdesk.ui.reminders import Reminders
from tests.factories import MORNING, StandingClock, capture, records
from tests.ui.driving import settled

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def said(desk: Desk) -> list[tuple[str, str]]:
    """What was told in the window, with the acts that were offered."""
    told = list[tuple[str, str]]()
    desk.said.connect(lambda text, _undo, act, _on: told.append((text, act)))
    desk.offered.connect(lambda text, acts: told.append((text, ", ".join(word for word, _act in acts))))
    return told


@pytest.fixture
def offered(desk: Desk) -> dict[str, Callable[[], None]]:
    """The acts that were offered last, by their word."""
    acts = dict[str, Callable[[], None]]()
    desk.offered.connect(lambda _text, found: acts.update(found))
    return acts


@pytest.fixture
def reminders(desk: Desk) -> Iterator[Reminders]:
    made = Reminders(desk)
    yield made
    made.stop()


def plan(desk: Desk, what: str, at: time, prospect: UUID | None = None) -> FollowUp:
    return followups.plan(desk.store, FollowUpDraft(what=what, day=SUNDAY, time=at), prospect)


def minutes_later(desk: Desk, reminders: Reminders, minutes: int) -> None:
    assert isinstance(desk.clock, StandingClock)
    desk.clock.wait(minutes=minutes)
    reminders.look()
    settled()


def test_a_follow_up_is_told_once_when_its_hour_comes(
    desk: Desk, reminders: Reminders, said: list[tuple[str, str]]
) -> None:
    who = capture(desk.store, "Ingrid Solheim").prospect
    plan(desk, "Send the price list", time(9, 10), who)

    minutes_later(desk, reminders, 9)
    early = list(said)
    for _look in range(3):
        minutes_later(desk, reminders, 1)

    assert early == []
    assert said == [("Send the price list · Ingrid Solheim, 09:10", "Open, Done, Snooze 10 minutes")]


def test_several_at_once_are_told_in_one_sentence(
    desk: Desk, reminders: Reminders, said: list[tuple[str, str]]
) -> None:
    for what in ("Call Łukasz", "Call Åsa", "Call Đặng"):
        plan(desk, what, time(9, 10))

    minutes_later(desk, reminders, 60)

    assert said == [("Call Łukasz, 09:10, and 2 more", "Show")]


def test_a_reminder_snoozed_from_the_notice_comes_again_and_the_day_stays(
    desk: Desk,
    reminders: Reminders,
    said: list[tuple[str, str]],
    offered: dict[str, Callable[[], None]],
) -> None:
    todo = plan(desk, "Call Åsa", time(9, 10))
    minutes_later(desk, reminders, 11)

    offered["Snooze 10 minutes"]()
    minutes_later(desk, reminders, 9)
    minutes_later(desk, reminders, 1)

    with desk.store.read() as reading:
        kept = reading.need(FollowUp, todo.id)
    assert (kept.day, kept.remind_at) == (SUNDAY, MORNING + timedelta(minutes=21))
    assert [text for text, _act in said] == [
        "Call Åsa, 09:10",
        "You are reminded at 09:21",
        "Call Åsa, 09:10",
    ]


def test_a_reminder_is_done_from_the_notice_and_undo_takes_it_back(
    desk: Desk, reminders: Reminders, offered: dict[str, Callable[[], None]]
) -> None:
    todo = plan(desk, "Call Åsa", time(9, 10))
    before = records(desk.store)
    minutes_later(desk, reminders, 11)

    offered["Done"]()
    offered["Done"]()  # answered already

    with desk.store.read() as reading:
        assert reading.need(FollowUp, todo.id).done_at is not None
    changes.undo(desk.store)
    assert records(desk.store) == before


def test_a_reminder_opens_the_one_it_is_about_and_the_day_where_it_names_nobody(
    desk: Desk, reminders: Reminders, offered: dict[str, Callable[[], None]]
) -> None:
    went = list[tuple[str, object]]()
    desk.asked_to_go.connect(lambda page, record: went.append((page, record)))
    who = capture(desk.store, "Łukasz Żak").prospect
    plan(desk, "Call Łukasz", time(9, 10), who)
    plan(desk, "Buy rope", time(9, 30))

    for _reminder in range(2):
        minutes_later(desk, reminders, 21)
        offered["Open"]()

    assert went == [("prospects", who), ("today", None)]


def test_a_reminder_is_answered_by_the_keyboard(qapp: object, tmp_path: Path, qtbot: QtBot) -> None:
    window, field = QMainWindow(), QLineEdit()
    window.setCentralWidget(field)
    qtbot.addWidget(window)
    store = Store.open(tmp_path / "store.db", StandingClock())
    desk = Desk(store, Watch(store), Settings(language="en", country="NO"), window)
    reminders = Reminders(desk)
    window.show()
    window.activateWindow()
    field.setFocus()
    todo = plan(desk, "Call Åsa", time(9, 10))
    minutes_later(desk, reminders, 11)

    for _press in range(2):
        qtbot.keyClick(field, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)

    with store.read() as reading:
        assert reading.need(FollowUp, todo.id).done_at is not None
    reminders.stop()
    desk.close()


def test_a_notice_with_several_acts_does_the_one_that_is_pressed_and_goes(qtbot: QtBot) -> None:
    over, done = QWidget(), list[str]()
    qtbot.addWidget(over)
    over.resize(900, 400)
    notice = Notice(over, lambda: done.append("undo"))
    over.show()

    notice.offer("Call Åsa, 09:10", [(word, partial(done.append, word)) for word in ("Open", "Done")])
    shown = [one for one in notice.findChildren(QPushButton) if one.isVisible()]
    next(one for one in shown if one.text() == "Done").click()

    assert [one.text() for one in shown] == ["Open", "×", "Done"]
    assert (done, notice.text()) == (["Done"], "")
    notice.say("Captured Ingrid", undo=True)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [one.text() for one in notice.findChildren(QPushButton) if one.isVisible()] == ["Undo", "×"]


def test_what_came_before_the_start_and_what_is_done_is_not_told(
    desk: Desk, said: list[tuple[str, str]]
) -> None:
    plan(desk, "Too early", time(8, 30))
    followups.finish(desk.store, plan(desk, "Done", time(9, 10)).id)
    reminders = Reminders(desk)

    minutes_later(desk, reminders, 30)
    reminders.stop()

    assert said == []


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="there is no D-Bus here")
def test_where_there_is_no_tray_the_portal_is_asked_in_its_types_and_a_click_comes_back() -> None:
    found = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.desktop_portal"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert found.stdout.splitlines() == [
        "AddNotification sa{sv} salesdesk-reminder",
        "clicked",
        "RemoveNotification s salesdesk-reminder",
    ]
