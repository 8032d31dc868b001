"""What became of a complaint, told as sentences, each thing once, newest first."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from salesdesk.domain.complaints import Complaint
from salesdesk.services import changes, complaints, followups
from salesdesk.services import complaints_check_in as check_in
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.complaints_history import history
from salesdesk.services.prospects import delete
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture

OSLO = ZoneInfo("Europe/Oslo")


def received(store: Store, **said: object) -> Complaint:
    by = datetime(2026, 11, 24, 14, 0, tzinfo=OSLO)
    draft = ComplaintDraft(what="Cracked glaze", promise="Call back", promised_at=by, **said)  # type: ignore[arg-type]  # fields by name
    return complaints.receive(store, draft, capture(store, "Åsa Nyström").prospect)


def told(store: Store, made: Complaint) -> list[tuple[str, str, str]]:
    with store.read() as reading:
        return [(one.kind, one.title, one.text) for one in history(reading, made.id, store.clock)]


def test_it_begins_with_what_came_in_and_what_was_promised_by_when(store: Store) -> None:
    made = received(store, kind="concern")

    assert told(store, made) == [
        (
            "complaint",
            "Concern",
            "Cracked glaze\nWhat you promised: Call back\nAnswer by: Tue 24 Nov 2026 14:00",
        )
    ]


def test_each_edit_is_a_sentence_with_what_was_before(store: Store, clock: StandingClock) -> None:
    made = received(store, cause="Kiln No. 2")
    later = datetime(2026, 11, 25, 9, 30, tzinfo=OSLO)
    for field, seen, new in (
        ("promised_at", made.promised_at, later),
        ("severity", 2, 3),
        ("public", 0, 1),
        ("public_where", "", "Instagram"),
        ("promise", "Call back", ""),
    ):
        clock.wait(minutes=1)
        complaints.change(store, made.id, field, seen, new)
    clock.wait(minutes=1)
    complaints.set_cause(store, made.id, "delivery")

    assert [title for _kind, title, _text in told(store, made)][:-1] == [
        "Cause: Kiln No. 2 → Delivery",
        "What you promised: emptied, was Call back",
        "Where it was said: Instagram",
        "Said in public: no → yes",
        "Severity: Normal → High",
        "Answer by: Tue 24 Nov 2026 14:00 → Wed 25 Nov 2026 09:30",
    ]


def test_solved_planned_asked_and_opened_again_stand_one_above_the_other(
    store: Store, clock: StandingClock
) -> None:
    made = received(store)
    clock.wait(hours=2)
    complaints.resolve(store, made.id, "4 new bowls sent", satisfaction=4)
    planned = told(store, made)[:2]
    with store.read() as reading:
        asked = check_in.last(reading, made.id)
    assert asked is not None
    clock.wait(days=7)
    followups.finish(store, asked.id, outcome="All is well, says Żaneta")
    clock.wait(days=1)
    complaints.reopen(store, made.id)

    assert planned == [
        ("planned", "Check-in planned for Mon 30 Nov 2026", ""),
        ("solved", "Solved", "4 new bowls sent\nSatisfaction: 4 of 5"),
    ]
    assert [title for _kind, title, _text in told(store, made)] == [
        "Opened again",
        "Checked in",
        "Solved",
        "Complaint",
    ]


def test_what_was_undone_and_done_again_is_told_as_that(store: Store, clock: StandingClock) -> None:
    made = received(store)
    complaints.resolve(store, made.id, "New bowls", check_in=False)
    clock.wait(minutes=1)
    changes.undo(store)
    clock.wait(minutes=1)
    changes.redo(store)

    assert [title for _kind, title, _text in told(store, made)][:3] == [
        "Done again: Solved: Cracked glaze",
        "Undone: Solved: Cracked glaze",
        "Solved",
    ]


def test_deleted_and_brought_back_by_undo_it_says_both(store: Store, clock: StandingClock) -> None:
    made = received(store)
    clock.wait(minutes=1)
    delete(store, made, made.what)
    clock.wait(minutes=1)
    changes.undo(store)

    assert [title for _kind, title, _text in told(store, made)][:2] == [
        "Undone: Deleted Cracked glaze",
        "Deleted Cracked glaze",
    ]


def test_one_that_was_brought_in_solved_is_told_by_its_own_days(store: Store, clock: StandingClock) -> None:
    came = clock.now() - timedelta(days=9)
    with store.change("brought in") as unit:
        made = unit.add(
            Complaint(
                what="Late box",
                received_at=came,
                status="resolved",
                resolved_at=came + timedelta(days=2),
                resolution="Sent again",
                satisfaction=5,
            )
        )
    with store.read() as reading:
        lines = history(reading, made.id, store.clock)

    assert [(one.title, one.text, one.at) for one in lines] == [
        ("Solved", "Sent again\nSatisfaction: 5 of 5", came + timedelta(days=2)),
        ("Complaint", "Late box", came),
    ]
