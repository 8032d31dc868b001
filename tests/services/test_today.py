"""The day at a glance, in the seller's own zone."""

from __future__ import annotations

from datetime import date, timedelta

from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.services import complaints, followups, today
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.today import Today
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture


def look(store: Store) -> Today:
    with store.read() as reading:
        return today.look(reading, store.clock)


def plan(store: Store, day: date, what: str = "Call") -> None:
    followups.plan(store, FollowUpDraft(what=what, day=day), None)


def test_each_follow_up_stands_in_one_place_and_those_far_off_in_none(store: Store) -> None:
    sunday = date(2026, 11, 22)
    for days in (-30, -1, 0, 1, 7, 8):
        plan(store, sunday + timedelta(days=days), str(days))
    day = look(store)
    assert [one.what for one in day.late] == ["-30", "-1"]
    assert [one.what for one in day.today] == ["0"]
    assert [one.what for one in day.next] == ["1", "7"]


def test_half_past_midnight_in_oslo_is_the_new_day(store: Store, clock: StandingClock) -> None:
    plan(store, date(2026, 11, 23))
    clock.at = clock.at.replace(hour=22, minute=59)
    assert look(store).day == date(2026, 11, 22)
    clock.at = clock.at.replace(hour=23, minute=30)
    day = look(store)
    assert (day.day, len(day.today)) == (date(2026, 11, 23), 1)


def test_whoever_is_named_comes_with_their_card(store: Store) -> None:
    who = capture(store, "Åsa", phones=("+46 70 123 45 67",), time_frame="now").prospect
    complaints.receive(store, ComplaintDraft(what="Cracked"), who)
    day = look(store)
    assert day.who[who].phones[0].e164 == "+46701234567"
    assert [one.prospect for one in (*day.next, *day.complaints)] == [who, who]


def test_solved_complaints_turn_into_check_ins(store: Store, clock: StandingClock) -> None:
    made = complaints.receive(store, ComplaintDraft(what="Cracked"), None)
    complaints.resolve(store, made.id, "Mended")
    clock.wait(days=7)
    assert [one.complaint for one in look(store).check_ins] == [made.id]
