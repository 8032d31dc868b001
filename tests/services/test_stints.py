"""The prospecting timer: started, paused, cut off, mended, and what it says of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import changes, checks, fairs, preferences, stints
from salesdesk.services.stints import TimerToday
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records
from tests.nobody import closed, read_only_folder

DAY = date(2026, 11, 22)


def today(store: Store) -> TimerToday:
    with store.read() as reading:
        return stints.look(reading, store.clock)


def minutes(store: Store) -> float:
    return today(store).time / timedelta(minutes=1)


def test_pausing_ends_a_stint_and_going_on_begins_the_next(store: Store, clock: StandingClock) -> None:
    fair = fairs.make(store, "Hjem & Hage", starts_on=DAY, ends_on=DAY)
    assert stints.start(store).fair == fair.id
    with pytest.raises(UserError, match="runs already"):
        stints.start(store)
    clock.wait(minutes=42)
    assert (minutes(store), today(store).runs is not None) == (42, True)
    stints.stop(store, cut=stints.PAUSED)
    clock.wait(minutes=30)
    assert (minutes(store), today(store).paused) == (42, True)
    stints.start(store)
    assert not today(store).paused
    clock.wait(minutes=8)
    stints.stop(store)
    assert (minutes(store), len(today(store).stints)) == (50, 2)
    with pytest.raises(UserError, match="does not run"):
        stints.stop(store)


def test_a_paused_one_waits_after_a_restart_and_is_stopped_or_forgotten_with_the_day(
    store: Store, clock: StandingClock
) -> None:
    stints.start(store)
    clock.wait(minutes=5)
    stints.stop(store, cut=stints.PAUSED)
    store.close()
    with Store.open(store.path, clock) as again:
        assert today(again).paused
        stints.stop(again)
        assert (today(again).paused, minutes(again)) == (False, 5)
        changes.undo(again)
        assert today(again).paused
        clock.wait(hours=24)
        assert not today(again).paused


def test_an_idle_one_ends_at_the_last_input_and_may_run_on_after_all(
    store: Store, clock: StandingClock
) -> None:
    stints.start(store)
    clock.wait(minutes=20)
    last = clock.at
    clock.wait(minutes=10)
    cut = stints.stop(store, at=last, cut=stints.IDLE)
    assert (cut.ended_at, cut.cut, minutes(store)) == (last, "idle", 20)
    stints.take_up_again(store, cut.id)
    assert minutes(store) == 30
    changes.undo(store)
    assert minutes(store) == 20


def test_a_timer_that_was_forgotten_is_capped_flagged_and_asked_about(
    store: Store, clock: StandingClock
) -> None:
    stints.start(store)
    clock.wait(hours=3, minutes=59)
    assert stints.cap_forgotten(store) is None
    clock.wait(hours=20)
    with store.read() as reading:
        assert sum(
            stints.time_by_day(reading, DAY, date(2026, 11, 25), clock).values(), timedelta()
        ) == timedelta(hours=4)
    cut = stints.cap_forgotten(store)
    assert cut is not None
    assert cut.ended_at == datetime(2026, 11, 22, 12, tzinfo=UTC)
    with store.read() as reading:
        assert [one.id for one in stints.look(reading, clock, DAY).flagged] == [cut.id]
    stints.keep(store, cut.id)
    changes.undo(store)
    stints.shorten(store, cut.id, datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    with store.read() as reading:
        found = stints.look(reading, clock, DAY)
    assert (found.flagged, found.time) == ([], timedelta(minutes=90))
    stints.discard(store, cut.id)
    assert today(store).stints == []


def test_a_forgotten_timer_is_told_of_where_nothing_can_be_written(clock: StandingClock) -> None:
    with read_only_folder() as place:
        with open_store(place / "a.db", clock) as store:
            stints.start(store)
        clock.wait(hours=30)
        with closed(place), Store.open(place / "a.db", clock) as store:
            assert store.read_only
            assert stints.cap_forgotten(store) is None
            with store.read() as reading:
                assert stints.look(reading, clock, DAY).time == timedelta(hours=4)


def test_one_that_was_taken_away_runs_on_whatever_was_done_since(store: Store, clock: StandingClock) -> None:
    mine = stints.start(store)
    stints.discard(store, mine.id)
    clock.wait(minutes=20)
    who = capture(store, "Åsa Nyström").prospect
    stints.take_up_again(store, mine.id)
    assert minutes(store) == 20
    with store.read() as reading:
        assert reading.need(Prospect, who)


def test_stopping_a_forgotten_one_by_hand_caps_it_too(store: Store, clock: StandingClock) -> None:
    preferences.change(store, forgotten_hours=2)
    stints.start(store)
    clock.wait(hours=5)
    assert (stints.stop(store).cut, minutes(store)) == ("forgotten", 120)
    with pytest.raises(UserError, match="number of hours"):
        preferences.change(store, forgotten_hours=0)
    with pytest.raises(UserError, match="number of minutes"):
        preferences.change(store, idle_minutes=121)


def test_what_cannot_have_been_is_refused(store: Store, clock: StandingClock) -> None:
    stints.start(store)
    clock.wait(minutes=30)
    mine = stints.stop(store)
    begun, ended = mine.started_at, mine.ended_at
    assert begun is not None
    assert ended is not None
    for start, end in (
        (begun, begun),
        (begun, clock.at + timedelta(minutes=1)),
        (None, ended),
        (begun, None),
    ):
        with pytest.raises(UserError):
            stints.change(store, mine, started=start, ended=end)
    stints.change(store, mine, started=begun, ended=ended - timedelta(minutes=5))
    with pytest.raises(UserError, match="changed meanwhile"):
        stints.change(store, mine, started=begun, ended=ended - timedelta(minutes=9))


def test_everything_done_with_the_timer_is_taken_back_after_a_restart(
    store: Store, clock: StandingClock
) -> None:
    before = records(store)
    stints.start(store)
    clock.wait(minutes=30)
    mine = stints.stop(store, at=clock.at - timedelta(minutes=10), cut=stints.IDLE)
    stints.keep(store, mine.id)
    stints.shorten(store, mine.id, clock.at - timedelta(minutes=20))
    stints.take_up_again(store, mine.id)
    clock.wait(hours=9)
    stints.cap_forgotten(store)
    stints.discard(store, mine.id)
    after, path = records(store), store.path
    store.close()
    with open_store(path) as again:
        for _time in range(7):
            assert not changes.undo(again).skipped
        assert records(again) == before
        for _time in range(7):
            assert not changes.redo(again).skipped
        assert records(again) == after
        assert checks.look_over(again) == []
