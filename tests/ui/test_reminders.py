"""Reminders: told once, when the hour comes, in the window and by the desktop."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.services import followups
from salesdesk.ui.desk import Desk
from salesdesk.ui.reminders import Reminders
from tests.factories import MORNING, StandingClock, capture
from tests.ui.driving import settled

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def said(desk: Desk) -> list[tuple[str, str]]:
    """What was told in the window, with the act that was offered."""
    told = list[tuple[str, str]]()
    desk.said.connect(lambda text, _undo, act, _on: told.append((text, act)))
    return told


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
    assert said == [("Send the price list · Ingrid Solheim, 09:10", "Snooze 10 minutes")]


def test_several_at_once_are_told_in_one_sentence(
    desk: Desk, reminders: Reminders, said: list[tuple[str, str]]
) -> None:
    for what in ("Call Łukasz", "Call Åsa", "Call Đặng"):
        plan(desk, what, time(9, 10))

    minutes_later(desk, reminders, 60)

    assert said == [("Call Łukasz, 09:10, and 2 more", "Show")]


def test_a_reminder_snoozed_from_the_notice_comes_again_and_the_day_stays(
    desk: Desk, reminders: Reminders, said: list[tuple[str, str]]
) -> None:
    todo = plan(desk, "Call Åsa", time(9, 10))
    acts = list[object]()
    desk.said.connect(lambda _text, _undo, _act, on: acts.append(on))
    minutes_later(desk, reminders, 11)

    (snooze,) = acts
    assert callable(snooze)
    snooze()
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
