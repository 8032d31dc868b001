"""Follow-ups: what is planned is done, moved or reminded of, and never lost on the way."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import changes, followups, prospects
from salesdesk.services.cards import card
from salesdesk.store.database import Store
from tests.factories import capture, records

FRIDAY = date(2026, 11, 27)


def test_a_follow_up_keeps_its_local_day_time_and_zone(store: Store) -> None:
    who = capture(store).prospect
    made = followups.plan(store, FollowUpDraft(what="Call", day=FRIDAY, time=time(14, 30)), who)
    with store.read() as reading:
        kept = reading.need(FollowUp, made.id)
    assert (kept.day, kept.time, kept.zone, kept.prospect) == (FRIDAY, time(14, 30), "Europe/Oslo", who)


@pytest.mark.parametrize("draft", [FollowUpDraft(what="Call"), FollowUpDraft(what="  ", day=FRIDAY)])
def test_a_follow_up_without_a_day_or_a_word_is_refused(store: Store, draft: FollowUpDraft) -> None:
    with pytest.raises(UserError, match="needs what to do and a day"):
        followups.plan(store, draft, None)


@pytest.mark.parametrize(
    ("kind", "noted"), [("call", "call-out"), ("email", "email"), ("visit", "visit"), ("sample", "note")]
)
def test_what_is_done_is_noted_as_having_happened(store: Store, kind: str, noted: str) -> None:
    who = capture(store).prospect
    todo = followups.plan(store, FollowUpDraft(what="Talk", kind=kind, day=FRIDAY), who)
    done = followups.finish(store, todo.id, outcome="Wants a sample")
    assert done.done_at == store.clock.now()
    with store.read() as reading:
        mine = card(reading, who)
    assert mine is not None
    last = mine.activities[-1]
    assert (last.kind, last.outcome, last.note) == (noted, "Wants a sample", "Talk")


def test_done_and_the_next_step_are_one_change(store: Store) -> None:
    todo = followups.plan(store, FollowUpDraft(what="Talk", day=FRIDAY), capture(store).prospect)
    before = records(store)
    followups.finish(store, todo.id, following=FollowUpDraft(kind="visit", day=FRIDAY + timedelta(days=7)))
    with store.read() as reading:
        open_ones = followups.open_between(reading, FRIDAY, FRIDAY + timedelta(days=30))
    assert [(one.what, one.kind, one.day) for one in open_ones if one.kind == "visit"] == [
        ("Talk", "visit", date(2026, 12, 4))
    ]
    assert changes.undo(store).label == "Done: Talk"
    assert records(store) == before


def test_nothing_is_done_twice(store: Store) -> None:
    todo = followups.plan(store, FollowUpDraft(what="Talk", day=FRIDAY), None)
    followups.finish(store, todo.id)
    with pytest.raises(UserError, match="done already"):
        followups.finish(store, todo.id)


def test_snoozing_moves_the_reminder_and_not_the_day(store: Store) -> None:
    todo = followups.plan(store, FollowUpDraft(what="Talk", day=FRIDAY), None)
    later = datetime(2026, 11, 27, 16, 0, tzinfo=ZoneInfo("Europe/Oslo"))
    moved = followups.snooze(store, todo.id, later)
    assert (moved.day, moved.remind_at) == (FRIDAY, later)


def test_open_ones_come_by_day_and_time_without_those_of_deleted_prospects(store: Store) -> None:
    for what, day, at in (("b", 24, None), ("a", 24, time(9)), ("c", 23, None)):
        followups.plan(store, FollowUpDraft(what=what, day=date(2026, 11, day), time=at), None)
    gone = capture(store, time_frame="now").prospect
    with store.read() as reading:
        record = reading.need(Prospect, gone)
    prospects.delete(store, record, "Ingrid")
    with store.read() as reading:
        listed = followups.open_between(reading, None, date(2026, 11, 25))
        assert [one.what for one in listed] == ["c", "a", "b"]
        assert [one.what for one in followups.open_between(reading, date(2026, 11, 24), FRIDAY)] == ["a", "b"]
