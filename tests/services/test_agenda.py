"""What the day asks for, read in a few questions: what waits, what was missed, how the week goes."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.companies import Company
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.values import Money
from salesdesk.services import activities, complaints, fairs, followups, prospects
from salesdesk.services.agenda import Agenda, Counts, Missed, agenda, counts, missed, reminders
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.store.agenda_counts import FirstMet
from salesdesk.store.database import Store
from tests.factories import MORNING, StandingClock, bring_in, capture

SUNDAY = date(2026, 11, 22)


def look(store: Store, *, first: int = 50) -> Agenda:
    with store.read() as reading:
        return agenda(reading, store.clock, first=first)


def plan(store: Store, days: int, *, at: time | None = None, prospect: UUID | None = None) -> FollowUp:
    draft = FollowUpDraft(what=f"Call in {days}", day=SUNDAY + timedelta(days=days), time=at)
    return followups.plan(store, draft, prospect)


def test_a_part_of_the_day_gives_its_first_lines_and_how_many_there_are(store: Store) -> None:
    for days in (-3, -2, -1, 0, 1, 8):
        plan(store, days)

    found = look(store, first=2)

    assert (found.late.count, [due.what for due in found.late.lines]) == (3, ["Call in -3", "Call in -2"])
    assert (found.today.count, found.next.count) == (1, 1)


def test_a_line_names_the_one_to_call_the_company_and_the_fair(store: Store) -> None:
    who = capture(store, "Zofia Wójcik", company="Drewno Łódź", fair="Hjem & Hage").prospect
    plan(store, -1, prospect=who)

    (due,) = look(store).late.lines

    assert (due.prospect, due.name, due.company, due.met) == (
        who,
        "Zofia Wójcik",
        "Drewno Łódź",
        "Hjem & Hage",
    )


def test_follow_ups_and_complaints_of_the_deleted_wait_for_nobody(store: Store) -> None:
    who = capture(store, "Åsa Nyström").prospect
    plan(store, -1, prospect=who)
    complaints.receive(store, ComplaintDraft(what="Cracked", promised_at=MORNING - timedelta(hours=1)), who)
    with store.read() as reading:
        before = counts(reading, store.clock)
        record = reading.need(Prospect, who)
    prospects.delete(store, record, "Åsa Nyström")
    with store.read() as reading:
        after = counts(reading, store.clock)

    assert before == Counts(due=1, late=1, complaints=1, complaints_late=1)
    assert after == Counts(due=0, late=0, complaints=0, complaints_late=0)


def test_complaints_stand_by_promise_public_ones_first(store: Store) -> None:
    for what, hours, public in (("Late box", 30, False), ("Bowls", -4, False), ("Bad word online", 60, True)):
        draft = ComplaintDraft(what=what, public=public, promised_at=MORNING + timedelta(hours=hours))
        complaints.receive(store, draft, None)

    found = look(store)

    assert [one.what for one in found.complaints] == ["Bad word online", "Bowls", "Late box"]
    assert (found.open_complaints, found.late_complaints) == (3, 1)


def test_what_came_while_nobody_looked_is_told_and_nothing_that_came_since(
    store: Store, clock: StandingClock
) -> None:
    since = clock.now()
    plan(store, 0)  # late from tomorrow on
    plan(store, 1, at=time(8, 30))  # its hour comes tomorrow
    plan(store, 1, at=time(18))
    draft = ComplaintDraft(what="Cracked", promised_at=since + timedelta(hours=3))
    complaints.receive(store, draft, None)
    clock.wait(days=1)
    began = clock.now()
    clock.wait(days=2)

    with store.read() as reading:
        at_once = missed(reading, since, since, clock)
        while_closed = missed(reading, since, began, clock)

    assert at_once == Missed()
    assert while_closed == Missed(late=1, reminders=1, promises=1)


def test_one_that_became_late_is_not_told_as_a_reminder_too(store: Store, clock: StandingClock) -> None:
    since = clock.now()
    plan(store, 0, at=time(15))
    clock.wait(days=1)

    with store.read() as reading:
        assert missed(reading, since, clock.now(), clock) == Missed(late=1)


def test_leads_of_the_week_and_who_was_tried_in_time(store: Store, clock: StandingClock) -> None:
    """Hand-computed: two hot ones met on a Sunday; one called within 24 hours, the other never."""
    first = capture(store, "Åsa Nyström", time_frame="now").prospect
    capture(store, "Marek Łukasik", time_frame="now")
    clock.wait(hours=2)
    activities.note(store, first, kind="call-out", text="asked for the price list")

    early = look(store).met
    clock.wait(hours=30)
    late = look(store).met

    assert early == FirstMet(week=2, week_before=0, tried_in_time=1, to_be_tried=1)
    assert late == FirstMet(week=0, week_before=2, tried_in_time=1, to_be_tried=2)


def test_a_call_after_the_promised_delay_counts_against_coverage(store: Store, clock: StandingClock) -> None:
    warm = capture(store, "Đặng Thị Hạnh", time_frame="two-months").prospect
    clock.wait(hours=49)
    activities.note(store, warm, kind="call-out")

    assert look(store).met == FirstMet(week=0, week_before=1, tried_in_time=0, to_be_tried=1)


def test_a_note_is_no_try_and_a_cold_lead_has_a_week(store: Store, clock: StandingClock) -> None:
    cold = capture(store, "Żaneta Kowalska", time_frame="none").prospect
    clock.wait(days=6)
    activities.note(store, cold, text="looked at their site")

    assert look(store).met.to_be_tried == 0


def test_who_was_brought_in_from_a_file_is_no_lead_of_the_week(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,company\nKari Østby,Fjord Interiør\n", "utf-8")
    bring_in(store, file)

    found = look(store)

    assert (found.met.week, found.empty) == (0, False)


def test_the_fair_of_the_day_comes_with_its_leads_and_their_cost(store: Store) -> None:
    fairs.make(
        store, "Hjem & Hage", starts_on=SUNDAY, ends_on=SUNDAY + timedelta(days=2), cost=Money(980_000, "NOK")
    )
    for name in ("Kari Østby", "Ola Ås"):
        capture(store, name, fair="Hjem & Hage")

    fair = look(store).fair

    assert fair is not None
    assert (fair.name, fair.met, fair.lead_cost) == ("Hjem & Hage", 2, Money(490_000, "NOK"))


def test_a_reminder_comes_at_its_hour_or_when_it_was_snoozed_to(store: Store, clock: StandingClock) -> None:
    by_hour = plan(store, 0, at=time(9, 5))
    snoozed = plan(store, -3)
    followups.snooze(store, snoozed.id, MORNING + timedelta(minutes=10))
    moved_on = plan(store, 0, at=time(9, 5))
    followups.snooze(store, moved_on.id, MORNING + timedelta(hours=3))
    done = plan(store, 0, at=time(9, 5))
    followups.finish(store, done.id)

    def came(first: int, last: int) -> list[UUID]:
        with store.read() as reading:
            start, end = (MORNING + timedelta(minutes=m) for m in (first, last))
            return [due.id for due, _at in reminders(reading, start, end, clock)]

    assert came(0, 4) == []
    assert came(4, 5) == [by_hour.id]
    assert came(5, 10) == [snoozed.id]
    assert came(10, 179) == []
    assert came(179, 180) == [moved_on.id]


def test_who_was_met_of_late_is_found_by_an_index_and_not_by_looking_at_everyone(store: Store) -> None:
    capture(store, "Đặng Thị Hạnh")

    with store.read() as reading:
        raw: Any = reading.connection.connection.driver_connection
        told = list[str]()
        raw.set_trace_callback(told.append)
        agenda(reading, store.clock)
        raw.set_trace_callback(None)
        (asked,) = (one for one in told if "FROM prospects p" in one)
        steps = [step[3] for step in raw.execute(f"EXPLAIN QUERY PLAN {asked}")]

    assert any("USING INDEX ix_prospects_met_at" in step for step in steps)
    assert not any(step.startswith("SCAN p") for step in steps)


def test_no_reminder_is_lost_on_a_day_with_many_hours_planned(store: Store, clock: StandingClock) -> None:
    who = capture(store, "Ingrid Sørensen").prospect
    for minute in range(51):
        plan(store, 0, at=time(7, minute), prospect=who)
    last = plan(store, 0, at=time(15), prospect=who)
    at = MORNING + timedelta(hours=6)

    with store.read() as reading:
        told = [due.id for due, _at in reminders(reading, at - timedelta(seconds=20), at, clock)]
        came = missed(reading, MORNING - timedelta(hours=8), at, clock)

    assert told == [last.id]
    assert came.reminders == 52


def test_a_company_that_was_deleted_is_named_nowhere_in_the_day(store: Store) -> None:
    made = capture(store, "Zofia Wójcik", company="Drewno Łódź")
    plan(store, -1, prospect=made.prospect)
    complaints.receive(store, ComplaintDraft(what="Knust bolle"), made.prospect)
    with store.read() as reading:
        company = reading.first(select(Company))
        assert company is not None
    prospects.delete(store, company, company.name)

    found = look(store)

    assert [due.company for due in found.late.lines] == [""]
    assert [one.company for one in found.complaints] == [""]
