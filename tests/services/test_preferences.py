"""What the seller sets holds from then on, and can be taken back."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.views import Preference
from salesdesk.errors import UserError
from salesdesk.services import (
    agenda,
    capturing,
    changes,
    complaints,
    deals,
    followups,
    preferences,
    ratings,
    today,
)
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.deals import DealDraft, Won
from salesdesk.services.preferences import USUAL, DayOff, Preferences
from salesdesk.services.ratings import About
from salesdesk.store.database import Store
from tests.factories import capture

TODAY = date(2026, 11, 22)


def said(store: Store) -> Preferences:
    with store.read() as reading:
        return preferences.read(reading)


def test_what_nobody_set_is_what_is_promised_at_a_fair(store: Store) -> None:
    assert said(store) == USUAL
    assert USUAL.delays == {"hot": 1, "warm": 2, "cold": 7, "": 7}


def test_what_is_set_is_still_set_when_the_store_is_opened_again(store: Store) -> None:
    preferences.change(store, hot_days=3, worked_days=(1, 2, 5), begins=time(9, 30), ends=time(18))
    preferences.add_day_off(store, date(2026, 12, 24), " Wigilia w Łodzi ")

    found = said(store)

    assert (found.hot_days, found.warm_days, found.worked_days) == (3, 2, (1, 2, 5))
    assert (found.begins, found.ends) == (time(9, 30), time(18))
    assert found.days_off == (DayOff(date(2026, 12, 24), "Wigilia w Łodzi"),)


def test_a_setting_is_undone_and_done_again_like_anything_else(store: Store) -> None:
    preferences.change(store, cold_days=10)
    preferences.change(store, cold_days=14)

    changes.undo(store)
    assert said(store).cold_days == 10
    changes.undo(store)
    assert said(store).cold_days == 7
    changes.redo(store)
    assert said(store).cold_days == 10


def test_what_is_as_it_was_leaves_nothing_to_undo(store: Store) -> None:
    preferences.change(store, hot_days=USUAL.hot_days)

    with pytest.raises(UserError):
        changes.undo(store)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hot_days": 0},
        {"next_days": 366},
        {"worked_days": ()},
        {"begins": time(17)},
        {"begins": time(9), "ends": time(9)},
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(store: Store, wrong: dict[str, object]) -> None:
    with pytest.raises(UserError):
        preferences.change(store, **wrong)
    assert said(store) == USUAL


def test_a_value_of_a_newer_version_is_left_aside_and_the_rest_holds(store: Store) -> None:
    with store.change("Changed the calendar") as unit:
        for key, value in (
            ("hot_days", '"soon"'),
            ("warm_days", "5"),
            ("worked_days", "[0, 9]"),
            ("days_off", '["2026-12-24"]'),
            ("begins", '"20:00"'),
            ("ends", "{"),
            ("moon_phase", "1"),
        ):
            unit.add(Preference(key=key, value=value))

    found = said(store)

    assert found.warm_days == 5
    assert (found.hot_days, found.worked_days, found.days_off) == (1, USUAL.worked_days, ())
    assert (found.begins, found.ends) == (USUAL.begins, USUAL.ends)


def test_a_day_off_is_listed_once_in_the_order_of_the_calendar(store: Store) -> None:
    preferences.add_day_off(store, date(2027, 1, 1), "Nyttårsdag")
    preferences.add_day_off(store, date(2026, 12, 24), "Julaften")
    with pytest.raises(UserError):
        preferences.add_day_off(store, date(2026, 12, 24), "Again")

    assert [one.name for one in said(store).days_off] == ["Julaften", "Nyttårsdag"]
    preferences.take_day_off_back(store, date(2026, 12, 24))
    assert [one.name for one in said(store).days_off] == ["Nyttårsdag"]


def test_the_next_capture_is_followed_up_by_the_new_delay(store: Store) -> None:
    before = capture(store, "Ingrid Solheim", time_frame="now")
    preferences.change(store, hot_days=3, cold_days=21)
    hot = capture(store, "Łukasz Żak", time_frame="now")
    unknown = capture(store, "Åse Nygård")

    with store.read() as reading:
        days = [reading.need(FollowUp, one.follow_up).day for one in (before, hot, unknown)]

    assert [(day - TODAY).days for day in days if day] == [1, 3, 22], "three weeks ahead is a Sunday"


def test_a_solved_complaint_is_asked_about_after_the_new_delay(store: Store) -> None:
    captured = capture(store)
    preferences.change(store, check_in_days=14)
    made = complaints.receive(store, ComplaintDraft(what="A crack in the bowl"), captured.prospect)
    complaints.resolve(store, made.id, "A new bowl")

    with store.read() as reading:
        planned = followups.open_between(reading, TODAY + timedelta(days=15), TODAY + timedelta(days=16))

    assert [one.complaint for one in planned] == [made.id]


def test_a_day_off_gives_way_to_the_next_worked_one() -> None:
    week = Preferences(days_off=(DayOff(date(2026, 12, 25), "Boże Narodzenie"), DayOff(date(2026, 12, 28))))
    assert week.next_worked(date(2026, 12, 24)) == date(2026, 12, 24)
    assert week.next_worked(date(2026, 12, 25)) == date(2026, 12, 29), "over the weekend, and the Monday off"
    assert Preferences(worked_days=(5, 6)).next_worked(date(2026, 12, 24)) == date(2026, 12, 26)
    never = Preferences(days_off=tuple(DayOff(TODAY + timedelta(days=one)) for one in range(500)))
    assert never.next_worked(TODAY) == TODAY
    assert USUAL.next_worked(date(9999, 12, 31)).year == 9999


def test_no_follow_up_that_a_delay_sets_lands_on_a_day_off_but_a_chosen_day_stays(store: Store) -> None:
    for day in range(23, 28):
        preferences.add_day_off(store, date(2026, 11, day), "Ferie")
    who = capture(store, "Đorđe", time_frame="now").prospect
    chosen = capture(store, "Żaneta", follow_up=FollowUpDraft(what="Call", day=date(2026, 11, 28)))
    complaint = complaints.receive(store, ComplaintDraft(what="A crack"), who)
    complaints.resolve(store, complaint.id, "A new bowl")
    sale = deals.open_deal(store, DealDraft(title="Bowls", currency="NOK", prospect=who))
    deals.win(store, sale.id, Won(delivery=TODAY))
    deals.note_day(store, sale.id, "delivered_on", date(2026, 11, 26))
    bad = ratings.rate(store, About(deal=sale.id), "satisfaction", 1).proposal

    with store.read() as reading:
        planned = [one for one in followups.open_between(reading, None, date.max) if one.prospect == who]
        kept = reading.need(FollowUp, chosen.follow_up).day

    assert len(planned) == 5
    assert all(one.day and said(store).worked(one.day) for one in planned)
    assert bad is not None
    assert bad.day == date(2026, 11, 30)
    assert kept == date(2026, 11, 28)


def test_today_looks_as_far_ahead_as_was_set(store: Store) -> None:
    captured = capture(store, time_frame="now")
    followups.move(store, captured.follow_up, TODAY + timedelta(days=10), None)

    def seen() -> tuple[int, int]:
        with store.read() as reading:
            return len(today.look(reading, store.clock).next), agenda.agenda(reading, store.clock).next.count

    assert seen() == (0, 0)
    preferences.change(store, next_days=10)
    assert seen() == (1, 1)


def test_a_promise_for_a_day_is_due_when_its_working_hours_end(store: Store) -> None:
    assert capturing.instant(store, "tomorrow").time() == time(16)
    preferences.change(store, ends=time(18, 30))
    assert capturing.instant(store, "tomorrow").time() == time(18, 30)
